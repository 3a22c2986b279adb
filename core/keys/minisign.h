/*
 * minisign.h: a signature in a file of its own, which a stock tool can check.
 *
 * The format of minisign (https://jedisct1.github.io/minisign/), four lines:
 *
 *	untrusted comment: anything
 *	base64 of "ED" | key id 8 | Ed25519 of the BLAKE2b-512 of the file
 *	trusted comment: anything
 *	base64 of Ed25519 of that signature and the trusted comment
 *
 * so that nobody can give a signature another trusted comment.  A public key is
 * base64 of "Ed" | key id 8 | key 32.  Our key id is the member's fingerprint:
 * minisign reads it as a little-endian number and shows the same digits, but for
 * leading zeroes.
 *
 * The signatures of minisign before 0.6 ("Ed", of the file itself) need the
 * whole file in memory; they are named and not checked.
 */
#ifndef HJ_CORE_MINISIGN_H
#define HJ_CORE_MINISIGN_H

#include "core/base/buf.h"
#include "core/crypto/stream.h"

struct hj_member;

#define HJ_MINISIGN_HASH 64 /* BLAKE2b-512, no key */
#define HJ_MINISIGN_ID 8
#define HJ_MINISIGN_ID_SHOWN (2 * HJ_MINISIGN_ID + 1)
#define HJ_MINISIGN_KEY 57 /* 42 bytes in base64, and the NUL */
#define HJ_MINISIGN_COMMENT_MAX 8000 /* minisign takes 8,191 */
#define HJ_MINISIGN_MAX ((size_t)16 << 10) /* of such a file */
#define HJ_MINISIGN_SUFFIX ".minisig"

/* ---- public keys ---- */

struct hj_minisign_key {
	uint8_t id[HJ_MINISIGN_ID];
	uint8_t key[32]; /* Ed25519 */
};

void
hj_minisign_key(const uint8_t ed25519[static 32], struct hj_minisign_key *ret);
void hj_minisign_key_say(const struct hj_minisign_key *k,
    char ret[static HJ_MINISIGN_KEY]);
/* The line of base64 alone, or the file of two lines that minisign -G makes.
 * HJ_EINVAL. */
int hj_minisign_key_parse(const char *p, size_t n, struct hj_minisign_key *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* As minisign shows it; of our members the fingerprint, in capitals. */
void hj_minisign_id_say(const uint8_t id[static HJ_MINISIGN_ID],
    char ret[static HJ_MINISIGN_ID_SHOWN]);

/* ---- signatures ---- */

void
hj_minisign_hash(const void *p, size_t n, uint8_t ret[static HJ_MINISIGN_HASH]);
/* The same of all that `read` gives. */
int hj_minisign_hash_of(hj_read_fn *read, void *from,
    uint8_t ret[static HJ_MINISIGN_HASH], struct hj_error *err) HJ_MUST_CHECK;

/* Append the four lines.  HJ_EINVAL: the comment is not one line of UTF-8, or
 * too long. */
int hj_minisign_sign(const struct hj_member *by,
    const uint8_t hash[static HJ_MINISIGN_HASH], const char *trusted,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

struct hj_minisign {
	uint8_t id[HJ_MINISIGN_ID]; /* who says to have signed: not proved */
	uint8_t signature[64], global[64];
	const char *trusted; /* borrowed from p, ntrusted bytes of UTF-8 */
	size_t ntrusted;
};
/* HJ_EINVAL: no signature of minisign, or of the old kind. */
int hj_minisign_parse(const char *p, size_t n, struct hj_minisign *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* HJ_ENOTFOUND: another key signed; HJ_ECORRUPT: the file or the trusted
 * comment is not what this key signed. */
int
hj_minisign_verify(const struct hj_minisign *s, const struct hj_minisign_key *k,
    const uint8_t hash[static HJ_MINISIGN_HASH],
    struct hj_error *err) HJ_MUST_CHECK;

#endif
