/*
 * status.h: what became of a person or a group, as far as accounts allow.
 *
 * Derived at need from the accounts of a case file, never stored in it
 * (record.md rule 11).
 *
 *  1. An account is a `status` of the person, an event, a period of detention,
 *     its end, or a repatriation that concerns them (reach.h); schema_status.h
 *     says which status each brought about.  What concerns a group concerns
 *     its members; what concerns a member does not concern the group.
 *  2. It is as of the days that its date allows, an EDTF interval by its
 *     bounds: "2013-05-10/.." (still so) allows every day since.  An event or
 *     a period is as of its beginning to its end.  Without a date it may be of
 *     any day.
 *  3. Two accounts agree when they give the same status, or one a more exact
 *     one: "died in custody" is "died".
 *  4. A later account takes the place of an earlier one when the first day of
 *     the one comes after the last day of the other: "detained abroad, 2013-05"
 *     and "repatriated, 2013-06" are "repatriated".
 *  5. Where their days overlap, or one told both, the natural course decides:
 *     who was detained abroad and repatriated in 2013-05 was repatriated last.
 *     "One told both" is a common origin (origin.h); what names no source is
 *     told by the file.  What a source says of the status outweighs the events
 *     that the same source tells without saying when.  The end of a period
 *     takes the place of the period.
 *  6. Death comes last: it takes the place of everything that is not certainly
 *     later.  Nothing takes the place of a death.
 *  7. What is hearsay of a single origin takes the place of nothing that says
 *     that somebody is lost or held, and never brings a death, whenever it is
 *     of and even when it is preferred.  Hearsay is what was heard, rumoured,
 *     inferred or reported by the media, and what only a State says of those
 *     in its hands; where nobody says how it is known, what comes from
 *     somebody else than told of the loss, unless it is preferred.  A second
 *     origin that agrees makes it more than hearsay.
 *  8. Two accounts contradict each other when they do not agree and neither
 *     takes the place of the other.  Somebody seen alive after a death
 *     contradicts the death.
 *  9. What contradicts a preferred account is set aside, unless it is
 *     preferred as well.
 * 10. When those accounts that are left, and whose place no other has taken,
 *     agree, the most exact of them is the status, as of the latest.  When they
 *     do not, the status is disputed.
 * 11. While two versions of the file differ on an account (conflict.h: its
 *     code, its date, whom it concerns, whether it stands there at all), it is
 *     disputed until somebody settles that.
 *
 * Examples: "missing, 2012" and "died" by rumour, 2015: disputed (7).  A second
 * rumour of another origin: died.  "Released, 2013" and "in a camp, 2013", of
 * two witnesses: disputed (8); one preferred: that (9).  A group handed over
 * on 28 May 2013 or flown out on 28 May 2013: repatriated, for both accounts
 * agree on that (3); taken for dead by some newspapers: disputed (7).
 *
 * Neither the order of elements nor that of sources matters.
 */
#ifndef HJ_CORE_STATUS_H
#define HJ_CORE_STATUS_H

#include "core/case/schema_status.h"
#include "core/date/calendar.h"
#include "core/sense/origin.h"

enum hj_status_why {
	HJ_WHY_NOTHING, /* no account at all */
	HJ_WHY_ONLY, /* one account */
	HJ_WHY_AGREE, /* all agree */
	HJ_WHY_LATEST, /* the last of accounts that follow each other */
	HJ_WHY_PREFERRED, /* it contradicts others, which were set aside */
	HJ_WHY_CONTRADICT, /* disputed */
	HJ_WHY_HEARSAY, /* disputed: only hearsay ends it (rule 7) */
	HJ_WHY_CONFLICT, /* disputed: two versions of the file differ on it */
	HJ_WHY_MANY, /* more accounts than are compared: nothing is derived */
};

struct hj_status_account {
	const struct hj_node *node; /* status, event, detention, its end ... */
	const struct hj_node *told; /* the same, or of an end its period: what
				     * names sources and basis */
	const struct hj_status_row *row; /* NULL: seen alive, no more */
	const struct hj_node *date; /* that it is as of, or NULL */
	struct hj_span when;
	struct hj_origin_set origins;
	bool dated; /* has days */
	bool preferred, hearsay, unsaid; /* unsaid: not how it is known */
	bool state; /* an account of the status, not of an event */
	enum hj_conf conf; /* of it, and of whom it concerns */
	bool standing; /* the status is one of those: rule 10 */
	size_t order; /* as stored */
};

struct hj_status {
	const struct hj_node *subject; /* person or group */
	const struct hj_status_row *row; /* NULL: disputed, or nothing known */
	const struct hj_node *date; /* of the account that it is as of */
	bool disputed;
	enum hj_status_why why;
	struct hj_status_account *account; /* by date, then as stored; those
						* without a date last */
	size_t n;
};

/* Of one person or group.  Borrows from the record.  *o is NULL at first: the
 * origins are worked out only where they matter, once, and the caller frees
 * them.  HJ_ENOMEM. */
int hj_status_derive(const struct hj_record *r, struct hj_origins **o,
    const struct hj_node *subject, struct hj_status *ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_status_clear(struct hj_status *s);

/* In a few English words, to be translated by the caller. */
const char *hj_status_reason(enum hj_status_why why);

/*
 * Of a whole file: that of its victims (where no person is one, of those
 * without a role) and groups.  Codes that are not of the list person-status:
 */
#define HJ_STATUS_DISPUTED "disputed" /* of one of them at least */
#define HJ_STATUS_VARIOUS "various" /* not the same of all of them */
/* *ret is NULL when nothing is known, when it rests on something secret, or
 * when there is too much to compare.  HJ_ENOMEM. */
int hj_status_of_case(const struct hj_record *r, const char **ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* Does it rest on an account that is above this level? */
bool hj_status_above(const struct hj_status *s, enum hj_conf level);

#endif
