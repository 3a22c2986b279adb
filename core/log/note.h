/*
 * note.h: text with signatures that any C2SP tool can check.
 *
 * The signed note of https://c2sp.org/signed-note@v1.0.0: text that ends in a
 * line feed, an empty line, and signature lines "em dash, name, base64 of key
 * id and signature".  Ed25519 only (type 0x01); the key id is the first four
 * bytes of SHA-256(name || 0x0a || 0x01 || public key).  The verifier key
 * ("vkey") is name+hex of key id+base64 of 0x01 || public key, as in
 * https://pkg.go.dev/golang.org/x/mod/sumdb/note.
 */
#ifndef HJ_CORE_NOTE_H
#define HJ_CORE_NOTE_H

#include "core/base/buf.h"

struct hj_member;

#define HJ_NOTE_NAME_MAX 256
#define HJ_NOTE_MAX ((size_t)64 << 10)
#define HJ_NOTE_SIGNATURES_MAX 64

struct hj_note_key {
	char name[HJ_NOTE_NAME_MAX];
	uint8_t key[32]; /* Ed25519, public */
};

/* Strict base64 (RFC 4648, 4): no white space, padding as it must be, no bits
 * left over.  The number of bytes, 0: not base64, or above max. */
size_t hj_note_base64(const char *p, size_t n, uint8_t *ret, size_t max);

/* What a key signs: notes, or as a witness what others signed (cosign.h). */
#define HJ_NOTE_ED25519 0x01
#define HJ_NOTE_COSIGNER 0x04

/* The first four bytes of a signature line. */
void
hj_note_keyid(const struct hj_note_key *k, uint8_t type, uint8_t ret[static 4]);

/* Append the vkey. */
int hj_note_vkey(const struct hj_note_key *k, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* HJ_EINVAL: not a vkey, not of an Ed25519 key, or its id does not fit. */
int hj_note_vkey_parse(const char *p, size_t n, struct hj_note_key *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* The same for a key of a given type. */
int hj_note_vkey_typed(const struct hj_note_key *k, uint8_t type,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;
int hj_note_vkey_parse_typed(const char *p, size_t n, uint8_t type,
    struct hj_note_key *ret, struct hj_error *err) HJ_MUST_CHECK;

/* Append text, empty line and one signature line.  `by` signs under `name`
 * (with its Ed25519 key).  HJ_EINVAL: the text or name may not be a note's. */
int hj_note_sign(const char *text, size_t n, const char *name,
    const struct hj_member *by, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* The same with a signature made before. */
int hj_note_join(const char *text, size_t n, const struct hj_note_key *k,
    const uint8_t signature[static 64], struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/*
 * Check a note.  *ret_text is the length of the text, which is at the
 * beginning of p; ret_signature (may be NULL) the signature of k.  HJ_EINVAL:
 * not a signed note; HJ_ENOTFOUND: k did not sign it; HJ_ECORRUPT: a
 * signature of k does not fit.  Signatures of others are ignored.
 */
int hj_note_open(const char *p, size_t n, const struct hj_note_key *k,
    size_t *ret_text, uint8_t *ret_signature,
    struct hj_error *err) HJ_MUST_CHECK;

/* ---- what signs in other ways ---- */

/* The length of the text of a note; 0: it is none. */
size_t hj_note_text(const char *p, size_t n);

/* One signature line, borrowed. */
struct hj_note_line {
	const char *name;
	size_t name_len;
	const char *base64; /* of key id and signature */
	size_t n;
};
/* The next of the lines at *p, which moves on with *left; false: that is none
 * (or *left was 0). */
bool hj_note_line(const char **p, size_t *left, struct hj_note_line *ret);
/* How many there are; 0: one of them is none, or there are more than
 * HJ_NOTE_SIGNATURES_MAX. */
size_t hj_note_lines(const char *p, size_t n);
/* Append one. */
int hj_note_line_write(const char *name, const uint8_t *bytes, size_t n,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
