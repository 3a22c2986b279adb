/*
 * shown.h: what of its case files the document of a petition may show.
 *
 * The one way from a record to a document.  Consent is asked here, once, of the
 * files as they are; what is handed on is a file of its own in which nothing is
 * left but what the profile of the scope lets through (redact/profile.tsv).  The
 * annex and the dossier take nothing else, so that no style sheet can reach a
 * record that was not redacted.
 *
 *  - Of who agreed: themselves, and what happened to them, as far as no level
 *    and no class forbids it; texts of somebody's own words only where they are
 *    public.  References to others lead nowhere.
 *  - Of a victim who did not: nothing of the file.  They have a number, and where
 *    the scope allows it what they are ("woman, 30s") and what happened to them
 *    by year, province and State.  Who refused, or took it back, or whose record
 *    is contested, is a number only.
 *  - Of everybody else: nothing.
 *  - Of sources: what is public, and how they hang together, so that accounts
 *    are counted by their origins.
 *
 * Ids stay, because the petition points at periods by them and sums of groups
 * are made with them; a document prints none.
 */
#ifndef HJ_EXPORT_SHOWN_H
#define HJ_EXPORT_SHOWN_H

#include "core/case/record.h"
#include "export/consent/consent.h"

struct hj_annex_victim {
	const struct hj_record *record; /* the case file */
	const char *person; /* element id; NULL: the groups of the file */
	/* The file in whose groups they are a member, when they were split
	 * from it into `record`; NULL: none. */
	const struct hj_record *first;
};

struct hj_shown_asking {
	const struct hj_record *petition; /* what it encloses; NULL: nothing */
	const char *scope; /* code of the list consent-scope */
	const char *recipient; /* recipient.h; NULL: everybody */
	int32_t today;
	const struct hj_annex_victim *victims;
	size_t nvictims;
};

enum hj_shown_sort {
	HJ_SORT_PERSON,
	HJ_SORT_CHILD,
	HJ_SORT_WOMAN,
	HJ_SORT_GIRL,
	HJ_SORT_MAN,
	HJ_SORT_BOY,
};

enum hj_shown_kind {
	HJ_SHOWN_ARREST,
	HJ_SHOWN_HELD,
	HJ_SHOWN_SENT_BACK,
	HJ_SHOWN_LOST, /* disappeared */
};

/* What happened to somebody without a name; codes of the vocabulary, or NULL. */
struct hj_shown_fact {
	enum hj_shown_kind kind;
	int year; /* 0: not known, or not of one year */
	const char *province, *state;
};
#define HJ_SHOWN_FACTS 8 /* of one person; more are not told */

struct hj_shown_victim {
	const struct hj_record *record; /* what may be shown of it */
	const char *person; /* NULL: the groups of the file */
	const struct hj_record *first; /* as in hj_annex_victim */
	bool named;
	const char *consent; /* the one by which they are, in `record` */
	/* Who is not named: */
	bool described; /* by what follows */
	enum hj_shown_sort sort;
	int decade; /* of their age; -1: not known, or a child */
	struct hj_shown_fact fact[HJ_SHOWN_FACTS];
	size_t nfacts;
	/* Does consent cover un-conf, un-state, un-public? */
	bool confidential, state, published;
};

struct hj_shown;

/* HJ_EINVAL: a victim is not in the record; HJ_EREFUSED: it is a follow-up
 * case (care.h); HJ_ENOMEM; HJ_ELIMIT.  Borrows from the records. */
int hj_shown_new(const struct hj_shown_asking *q, struct hj_shown **ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_shown_free(struct hj_shown *s);

/* In the order of the petition. */
size_t hj_shown_count(const struct hj_shown *s);
const struct hj_shown_victim *hj_shown_at(const struct hj_shown *s, size_t i);

#endif
