/*
 * consent.h: may this person be named, for this purpose, to this recipient?
 *
 * By default no.  The rule (petitions.md 2), for the consent records of one
 * file about one person and one scope:
 *
 * 1. Without a record that was given, no.
 * 2. A refusal or withdrawal beats every record given before it, and every
 *    one that is not certainly newer: dates may be uncertain, and the doubt
 *    protects.  A record that was itself withdrawn is dead.
 * 3. What a relative or guardian gave (status `proxy`) never outranks a
 *    refusal, whenever that was.
 * 4. A record that names recipients covers only those; one that has ended, or
 *    may have ended, or lies in the future, does not count.
 * 5. Somebody who may be under 18 needs a record given by a proxy; from about
 *    12 the child's own as well.
 * 6. A record of which two versions say different things (core/conflict.h)
 *    allows nothing until somebody settles it; where it says no, it says so
 *    for every person and scope that either version names.
 * 7. `impossible` needs the approval of a second member and does not count
 *    here.
 *
 * There is no way to force it.
 */
#ifndef HJ_EXPORT_CONSENT_H
#define HJ_EXPORT_CONSENT_H

#include "core/record.h"

enum hj_consent_answer {
	HJ_CONSENT_YES,
	HJ_CONSENT_NONE, /* nobody was asked, or nothing is recorded */
	HJ_CONSENT_REFUSED, /* or withdrawn, or possibly so */
	HJ_CONSENT_ENDED, /* given once, not valid now */
	HJ_CONSENT_RECIPIENT, /* given, but to others */
	HJ_CONSENT_GUARDIAN, /* a minor, and the guardian's is missing */
	HJ_CONSENT_CONFLICT, /* two versions of it say different things */
	HJ_CONSENT_ASSENT, /* a minor, and the child's own is missing */
};

struct hj_consent_question {
	const struct hj_record *record; /* the file with the consents */
	const char *person; /* element id */
	const char *scope; /* code of the list consent-scope */
	const char *recipient; /* NULL: anybody, e.g. a public document */
	int32_t today; /* days since 1970-01-01 */
};

/* *id (may be NULL) gets the id of the consent that decided, borrowed from
 * the record, or NULL. */
enum hj_consent_answer
hj_consent_decide(const struct hj_consent_question *q, const char **id);

/* In a few English words, to be translated by the caller. */
const char *hj_consent_words(enum hj_consent_answer a);

#endif
