/* age_own.h: the keys of an age file, for age*.c only. */
#ifndef HJ_CORE_AGE_OWN_H
#define HJ_CORE_AGE_OWN_H

#include "core/keys/age.h"
#include "core/keys/agehead.h"

#define HJ_AGE_NONCE 16

/* HMAC-SHA-256 of the header under HKDF(file key, "header"). */
void hj_age_mac(const struct hj_secret *file_key, const uint8_t *p, size_t n,
    uint8_t ret[static HJ_AGE_MAC]);
/* HKDF(salt = nonce, file key, "payload"), into the key of the stream. */
void hj_age_payload(const struct hj_secret *file_key,
    const uint8_t nonce[static HJ_AGE_NONCE], struct hj_stream *s);

#endif
