/*
 * statepage.h: a state of the log as one page to print, sign by hand and keep.
 *
 * Page XML (page.h), in English or Korean: what it is for, vault, device and
 * date, the four lines of the signed note, the beginning of its SHA-256, the
 * note as a QR code, and room for a name, a signature and a place.  Nothing on
 * it is about anybody.
 */
#ifndef HJ_EXPORT_STATEPAGE_H
#define HJ_EXPORT_STATEPAGE_H

#include "export/page/qr.h"

struct hj_statepage {
	bool korean;
	const char *note; /* signed by its log alone (core/log/note.h) */
	size_t n;
	const struct hj_qr *code; /* of the note */
	const char *today; /* YYYY-MM-DD */
};

/* Eight groups of five letters: the first 200 bits of the SHA-256 in base32 (RFC
 * 4648), as `sha256sum`, `xxd -r -p` and `base32` say it. */
#define HJ_STATEPAGE_GROUPS 8
#define HJ_STATEPAGE_TEXT (6 * HJ_STATEPAGE_GROUPS)
void hj_statepage_groups(const char *note, size_t n,
    char ret[static HJ_STATEPAGE_TEXT]);

/* Append it.  HJ_EINVAL: not a note of origin, size and root with one
 * signature; HJ_ELIMIT, HJ_ENOMEM of `to`. */
int hj_statepage_build(const struct hj_statepage *p, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
