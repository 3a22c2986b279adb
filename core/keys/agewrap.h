/*
 * agewrap.h: the key of an age file, wrapped for one recipient.
 *
 * https://age-encryption.org/v1, "X25519 recipient type" and "scrypt recipient
 * type": ChaCha20-Poly1305 (RFC 8439) with a nonce of zeroes under a key that
 * is used once, from HKDF-SHA-256 (RFC 5869) of the shared secret of an
 * ephemeral pair (RFC 7748) or from scrypt (RFC 7914; r = 8, p = 1).
 */
#ifndef HJ_CORE_AGEWRAP_H
#define HJ_CORE_AGEWRAP_H

#include "core/crypto/secret.h"
#include "core/keys/agehead.h"

/* file_key has HJ_AGE_FILE_KEY bytes. */

/* HJ_EINVAL: not a usable public key (all-zero shared secret). */
int hj_agewrap_x25519(const uint8_t recipient[static 32],
    const struct hj_secret *file_key, struct hj_age_stanza *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* HJ_ENOMEM: not enough for the key derivation. */
int hj_agewrap_scrypt(const struct hj_secret *passphrase, uint8_t work,
    const struct hj_secret *file_key, struct hj_age_stanza *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* HJ_EAUTH: not for this key, or another passphrase; HJ_EINVAL: the stanza was
 * made to have no secret; HJ_ENOMEM. */
int hj_agewrap_open(const struct hj_age_stanza *s,
    const struct hj_secret *identity, const struct hj_secret *passphrase,
    struct hj_secret *file_key, struct hj_error *err) HJ_MUST_CHECK;

#endif
