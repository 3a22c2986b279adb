/* slip39_own.h: what the files that make up slip39.h share, and nobody else. */
#ifndef HJ_CORE_SLIP39_OWN_H
#define HJ_CORE_SLIP39_OWN_H

#include "core/keys/slip39.h"

struct hj_slip39 {
	struct hj_slip39_facts facts;
	struct hj_secret *value; /* facts.len bytes */
};

/* ---- words (slip39.c) ---- */

/* The share as words.  HJ_ENOMEM. */
int hj_slip39_say(const struct hj_slip39_facts *f, const uint8_t *value,
    struct hj_secret **ret, struct hj_error *err) HJ_MUST_CHECK;

/* ---- points of a polynomial over GF(256) (slip39_field.c) ---- */

struct hj_slip39_point {
	uint8_t x; /* not secret */
	const uint8_t *y; /* len bytes */
};

/* The value at x of the polynomial through n points, whose x differ. */
void hj_slip39_interpolate(const struct hj_slip39_point *points, size_t n,
    size_t len, uint8_t x, uint8_t *ret);

/* ---- the cipher around the secret (slip39_cipher.c) ---- */

/* In place; `len` of f bytes.  HJ_ELIMIT: the passphrase; HJ_ENOMEM. */
int hj_slip39_encrypt(const struct hj_slip39_facts *f,
    const struct hj_secret *passphrase, uint8_t *secret,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_slip39_decrypt(const struct hj_slip39_facts *f,
    const struct hj_secret *passphrase, uint8_t *secret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
