/*
 * digest.h: the salted tree digest of a case file (format.md 5).
 *
 * own = SHA-256(0x00 || salt || start tag || text), H = own for an element
 * without child elements, else SHA-256(0x01 || own || H(c1) || ... || H(cn)).
 * Salts are 16 bytes an element in document order: the XChaCha20 keystream
 * (nonce 24 zero bytes) of the revision's salt key, or a list when parts of
 * the file are withheld.  The digest of the file is the revision's id.
 * `<withheld digest>` stands for a subtree, `<withheld own>` for tag and text.
 *
 * Neither of them takes a salt: with its salt a withheld text could be guessed
 * from its hash.  For the same reason a salt key and a `withheld` in one file
 * are refused.  `<withheld own>` has child elements; what has none is withheld
 * by its digest.
 */
#ifndef HJ_CORE_DIGEST_H
#define HJ_CORE_DIGEST_H

#include "core/base/buf.h"

#define HJ_DIGEST_BYTES 32
#define HJ_SALT_BYTES 16
#define HJ_SALT_KEY_BYTES 32

struct hj_salts {
	const uint8_t *key; /* HJ_SALT_KEY_BYTES, or NULL: then the list */
	const uint8_t *list; /* n x HJ_SALT_BYTES, document order */
	size_t n;
};

/* HJ_EINVAL: not canonical, or a `withheld` that is not as described; or the
 * number of salts in a list does not fit the elements. */
int hj_digest_case(const uint8_t *p, size_t n, const struct hj_salts *salts,
    uint8_t ret[static HJ_DIGEST_BYTES], struct hj_error *err) HJ_MUST_CHECK;

/* H of one element, its bytes cut out of a file; ours: the default namespace is
 * HJ_CASE_NS where it stands.  The same errors. */
int hj_digest_part(const uint8_t *p, size_t n, bool ours,
    const struct hj_salts *salts, uint8_t ret[static HJ_DIGEST_BYTES],
    struct hj_error *err) HJ_MUST_CHECK;

/* The salts of all elements in document order, appended to `to`. */
int hj_digest_salts(const uint8_t *key, size_t elements, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

void hj_digest_hex(const uint8_t d[static HJ_DIGEST_BYTES],
    char ret[static 2 * HJ_DIGEST_BYTES + 1]);

#endif
