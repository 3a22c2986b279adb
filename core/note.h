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

#include "core/buf.h"

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

/* The first four bytes of a signature line. */
void hj_note_keyid(const struct hj_note_key *k, uint8_t ret[static 4]);

/* Append the vkey. */
int hj_note_vkey(const struct hj_note_key *k, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* HJ_EINVAL: not a vkey, not of an Ed25519 key, or its id does not fit. */
int hj_note_vkey_parse(const char *p, size_t n, struct hj_note_key *ret,
    struct hj_error *err) HJ_MUST_CHECK;

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

#endif
