/*
 * consent.h: may this person be named, for this purpose, to this recipient?
 *
 * By default no.  The rule (petitions.md 2), for the consent records of one
 * file about one person and one scope:
 *
 *  1. Without a record that was given, no.  What was given counts as the
 *     person's own only where nobody else is named as who gave it (`relation`
 *     is self, or nothing); else it counts as given for them, like `proxy`.
 *  2. The newest decides.  Dates may be uncertain: of those that may be the
 *     newest, the strictest.  One that names recipients covers only those, and
 *     takes the place of an older one for everybody; it says nothing of one
 *     that was given for other recipients.  One that has ended, or may have
 *     ended, or lies in the future, does not count.
 *  3. A refusal or withdrawal beats every record that is not certainly newer.
 *     A record that was itself withdrawn is dead.
 *  4. A relative's refusal holds like the person's own, until somebody settles
 *     it and writes down why (`resolved` with a reason).  The person's own
 *     refusal, and a withdrawal, nobody can settle.
 *  5. What others gave for a person never outranks a refusal, whenever that
 *     was; nor does it count beside what the person said, even if that is over.
 *     It counts of relatives and guardians only, and only while the person can
 *     not be asked: not of who has arrived or settled in a safe country.
 *  6. Somebody who may be under 18 needs a record given by a guardian or
 *     relative; if they may be 12 or older, their own as well.
 *  7. A record of which two versions say different things (core/case/conflict.h)
 *     allows nothing until somebody settles it; where it says no, it says so
 *     for every person and scope that either version names.
 *  8. `impossible` needs a reason and the approval of a second member; so does
 *     a minor without a guardian.  A vault has no second member yet: no.
 *
 * There is no way to force it.
 */
#ifndef HJ_EXPORT_CONSENT_H
#define HJ_EXPORT_CONSENT_H

#include "core/case/record.h"

enum hj_consent_answer {
	HJ_CONSENT_YES,
	HJ_CONSENT_NONE, /* nobody was asked, or nothing is recorded */
	HJ_CONSENT_REFUSED, /* or withdrawn, or possibly so */
	HJ_CONSENT_ENDED, /* given once, not valid now */
	HJ_CONSENT_RECIPIENT, /* given, but to others */
	HJ_CONSENT_GUARDIAN, /* a minor, and the guardian's is missing */
	HJ_CONSENT_CONFLICT, /* two versions of it say different things */
	HJ_CONSENT_ASSENT, /* a minor, and the child's own is missing */
	HJ_CONSENT_OWN, /* only others spoke for somebody who can be asked, or
			 * somebody who may not speak for them */
	HJ_CONSENT_APPROVAL, /* nobody could be asked; needs a second member */
};

struct hj_consent_question {
	const struct hj_record *record; /* the file with the consents */
	const char *person; /* element id */
	const char *scope; /* code of the list consent-scope */
	const char *recipient; /* recipient.h; NULL: anybody, e.g. the public */
	int32_t today; /* days since 1970-01-01 */
};

/* *id (may be NULL) gets the id of the consent that decided, borrowed from
 * the record, or NULL. */
enum hj_consent_answer
hj_consent_decide(const struct hj_consent_question *q, const char **id);

/* In a few English words, to be translated by the caller. */
const char *hj_consent_words(enum hj_consent_answer a);

#endif
