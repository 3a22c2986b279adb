/* complete_own.h: what the files of complete.h share.  Theirs alone. */
#ifndef HJ_EXPORT_COMPLETE_OWN_H
#define HJ_EXPORT_COMPLETE_OWN_H

#include "core/base/buf.h"
#include "export/petition/complete.h"

/* The better one counts where one of several will do, the worse where all
 * must. */
enum hj_answer {
	HJ_ANSWER_NO,
	HJ_ANSWER_NOT_ASKED,
	HJ_ANSWER_UNKNOWN,
	HJ_ANSWER_YES,
};

/* Of what a rule is asked. */
struct hj_asked {
	const struct hj_complete *c;
	size_t victim; /* or HJ_COMPLETE_NOBODY */
	const struct hj_record *record; /* case file; NULL: the petition */
	const struct hj_node *node; /* detention, fact, text, state; or NULL */
};

static inline enum hj_answer
hj_answer_of(bool yes)
{
	return yes ? HJ_ANSWER_YES : HJ_ANSWER_NO;
}

/* ---- fields: complete_field.c ---- */

enum hj_answer
hj_asked_field(const struct hj_asked *a, const struct hj_rule_term *t);
/* The event, detention or repatriation of the victim that such a term looks
 * at, or the first after `after`; NULL: none. */
const struct hj_node *
hj_asked_fact(const struct hj_asked *a, const struct hj_record *r,
    const struct hj_rule_term *t, const struct hj_node *after);
/* Append the field to fill; *ret is the file it is in. */
int hj_asked_path(const struct hj_asked *a, const struct hj_rule *rule,
    struct hj_buf *to, const struct hj_record **ret, struct hj_error *err);

/* ---- predicates with a name ---- */

typedef int hj_asked_fn(const struct hj_asked *a, enum hj_answer *ret,
    struct hj_error *err);

struct hj_asked_name {
	const char *name;
	hj_asked_fn *fn;
};

/* Each ends with a name that is NULL. */
extern const struct hj_asked_name hj_asked_consent[];
extern const struct hj_asked_name hj_asked_law[];
extern const struct hj_asked_name hj_asked_text[];
/* NULL: there is none of that name. */
hj_asked_fn *hj_asked_named(const char *name, size_t n);

#endif
