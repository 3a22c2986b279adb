/*
 * detail.h: the readable part of a log entry, sealed under the key of its
 * case, so that it vanishes with the case.
 *
 * nonce 24 | commitment 32 | ciphertext | tag 16, XChaCha20-Poly1305-IETF with
 * a random nonce; key and commitment are the 64 bytes of HKDF-SHA-256(salt =
 * nonce, key, "hanji/0/record").  Associated data: "hanji/0/detail"
 * and vault id.  The leaf of the entry holds its SHA-256, which ties it to its
 * place.  Its length is seen by whoever holds the `log` key.
 */
#ifndef HJ_CORE_DETAIL_H
#define HJ_CORE_DETAIL_H

#include "core/base/buf.h"

#define HJ_DETAIL_OVERHEAD (24 + 32 + 16)

/* Append.  key: HJ_KEY_LEN bytes, of the case or `log`; vault_id:
 * HJ_VAULT_ID_LEN bytes.  HJ_ELIMIT: above HJ_DETAIL_MAX; HJ_ENOMEM. */
int hj_detail_seal(const uint8_t *key, const uint8_t *vault_id, const void *p,
    size_t n, struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;
/* Append the plaintext.  HJ_ECORRUPT: not sealed in this vault under
 * this key; nothing is appended. */
int
hj_detail_open(const uint8_t *key, const uint8_t *vault_id, const uint8_t *p,
    size_t n, struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
