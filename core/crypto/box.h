/*
 * box.h: a small sealed thing inside a header: nonce 24 | commitment 32 |
 * ciphertext | tag 16.
 *
 * Key and commitment are the 64 bytes of HKDF-SHA-256(salt = nonce, key, use);
 * XChaCha20-Poly1305-IETF.  The commitment is compared first, in constant
 * time: a box that opens under one key opens under no other.
 */
#ifndef HJ_CORE_BOX_H
#define HJ_CORE_BOX_H

#include "core/crypto/kdf.h"

#define HJ_BOX_OVERHEAD ((size_t)24 + 32 + 16)

struct hj_box_key {
	enum hj_use use;
	const uint8_t *key; /* 32 bytes */
	const uint8_t *ad; /* associated data */
	size_t ad_len;
};

/* Writes n + HJ_BOX_OVERHEAD bytes. */
void hj_box_seal(const struct hj_box_key *k, const uint8_t *p, size_t n,
    uint8_t *ret);
/* Writes n - HJ_BOX_OVERHEAD bytes, or returns false and writes nothing but
 * zeroes. */
bool hj_box_open(const struct hj_box_key *k, const uint8_t *p, size_t n,
    uint8_t *ret) HJ_MUST_CHECK;

#endif
