/*
 * letter.h: a letter to somebody who holds a name that its bearer has withdrawn.
 *
 * Plain text, in English or Korean.  It says what the recipient got, by day,
 * number and fingerprint, and asks that the name be taken out.  The person is
 * named only where the caller gives a name: one that stands in what the
 * recipient already has, as it stands there.
 */
#ifndef HJ_EXPORT_LETTER_H
#define HJ_EXPORT_LETTER_H

#include "core/base/buf.h"

struct hj_letter_item {
	char day[16]; /* EDTF, or "?": not known */
	char sha256[65]; /* of the file; "": not known */
	bool whole; /* a case file, else a submission */
	bool referral; /* neither: told when somebody was referred */
	bool named; /* then, with the name */
	char reference[256]; /* their number, or "" */
};

struct hj_letter {
	bool korean;
	const char *recipient;
	const char *today; /* EDTF */
	const char *name; /* NULL: not named */
	const char *withdrawn; /* EDTF: when, or NULL */
	const char *from; /* who writes: an organisation, or NULL */
	const struct hj_letter_item *items;
	size_t nitems;
};

/* HJ_ELIMIT, HJ_ENOMEM of `to`. */
int hj_letter_build(const struct hj_letter *l, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
