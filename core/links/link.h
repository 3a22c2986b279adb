/*
 * link.h: what ties two case files together, kept in both.
 *
 * Each file holds a link to the other, so that both show it and neither has to
 * be searched for.  Kinds are read from the file that holds the link: the
 * other one is its follow-up case, the one it was split from.  A link may say
 * which person here is meant and which there, and what the one here is to the
 * one there.
 */
#ifndef HJ_CORE_LINK_H
#define HJ_CORE_LINK_H

#include "core/case/record.h"

struct hj_link {
	const char *kind; /* code of the list `link-kind` */
	const char *other; /* the other case file: its id as stored */
	const char *person; /* element id here, or NULL */
	const char *there; /* element id there, or NULL */
	const char *relation; /* code of the list `relation`, or NULL */
};

/* What a link element says; the parts are borrowed. */
void hj_link_read(const struct hj_node *link, struct hj_link *ret);

/* How the other file says the same of this one.  HJ_EINVAL: the kind or the
 * relation is no code that has a reverse. */
int hj_link_reverse(const struct hj_link *l, const char *self,
    struct hj_link *ret, struct hj_error *err) HJ_MUST_CHECK;

/* The link that says exactly this, or NULL. */
struct hj_node *
hj_link_find(const struct hj_record *r, const struct hj_link *l);

/* Any link of this kind to this case (NULL: to any), whichever persons it
 * names, or NULL. */
struct hj_node *
hj_link_to(const struct hj_record *r, const char *other, const char *kind);

/* Put it in; *made (may be NULL) is false when it was there already.
 * HJ_ENOMEM. */
int hj_link_add(struct hj_record *r, const struct hj_link *l, bool *made,
    struct hj_error *err) HJ_MUST_CHECK;

/* The link that says exactly `l` leads to another file and person now (there
 * NULL: to no person); where there is such a link already, it goes.  *moved
 * (may be NULL) is false when there is no such link.  HJ_ENOMEM. */
int
hj_link_move(struct hj_record *r, const struct hj_link *l, const char *other,
    const char *there, bool *moved, struct hj_error *err) HJ_MUST_CHECK;

/* Take out all to this case of this kind (NULL: of any); how many. */
size_t hj_link_drop(struct hj_record *r, const char *other, const char *kind);

/* The kind of a member's own case, and its reverse. */
#define HJ_LINK_SPLITOFF "splitoff"
#define HJ_LINK_SPLIT "split"

/* The case of their own that this person was split into, as stored; NULL:
 * none.  Their consents are kept there and nowhere else. */
const char *hj_link_own_case(const struct hj_record *r, const char *person);

#endif
