/*
 * disclosure.h: who already holds what of a case, read out of the log (ledger.h
 * wrote it there), and out of the referrals that were recorded.
 */
#ifndef HJ_CLI_DISCLOSURE_H
#define HJ_CLI_DISCLOSURE_H

#include "cli/casefile/casefile.h"
#include "cli/wording/span.h"

/* In place of an action of the log: somebody was told, and no file left. */
#define DISCLOSURE_REFERRAL "referral"

/* In place of a scope of consent: the person got their own copy. */
#define DISCLOSURE_SUBJECT "subject"

enum disclosure_named {
	DISCLOSURE_NOT_NAMED,
	DISCLOSURE_NAMED,
	DISCLOSURE_PERHAPS, /* the entry does not say */
};

/* Strings are borrowed during the call; NULL: nothing was said. */
struct disclosure {
	const char *action; /* HJ_DID_..., or DISCLOSURE_REFERRAL */
	int64_t time; /* seconds UTC; of a referral 0 */
	const char *date; /* of a referral, EDTF: as it was recorded */
	const char *told; /* in a referral: codes of `field-class` and names of
			   * elements, a space between */
	const char *scope, *recipient, *purpose;
	const char *petition; /* its id */
	const char *sha256; /* of the file */
	const char *evidence; /* of the case, that was taken out */
	const char *remarks; /* what was forced or accepted, and why */
	const char *through; /* the other file from which it left, that this
			      * one took in; NULL: from this */
	enum disclosure_named named; /* the person; any, if none is asked for */
};

/* A non-zero return stops and is returned. */
typedef int
disclosure_fn(void *to, const struct disclosure *d, struct hj_error *err);

struct disclosure_facts {
	uint64_t backups; /* of the whole vault, sealed */
	int64_t last_backup; /* 0: never */
};

/*
 * Every export, petition, letter and extraction that the case was part of, the
 * oldest first; of a petition those of itself.  person: element id, or NULL.
 * Somebody who was split into a case of their own is looked for in both, and
 * what a file let out before this one took it in is there too.  Then come the
 * referrals of the file and of its follow-up cases, but for those that are only
 * planned.  A file without its record (not loaded) has only what the log says
 * of itself.
 */
int disclosure_each(struct cli *c, const struct casefile *f, const char *person,
    disclosure_fn *fn, void *to, struct disclosure_facts *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Did nothing leave the office yet? */
struct hj_node;
bool disclosure_is_planned(const struct hj_node *referral);

/* On which day, as far as it is known; "?": it takes more words. */
void disclosure_day(const struct disclosure *d, char ret[static SPAN_TEXT]);

/* Who got it, in words: the recipient, else the persons themselves or the
 * mechanism; NULL: nobody says. */
const char *disclosure_holder(const struct disclosure *d, bool korean);
/* Did it leave the office?  Not for certain: a document that was only
 * exported. */
bool disclosure_is_out(const struct disclosure *d);
/* Was it given to the persons themselves? */
bool disclosure_is_subject(const struct disclosure *d);

#endif
