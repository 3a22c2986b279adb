/*
 * kdf.h: keys from keys, and keys from a passphrase.
 *
 * HKDF-SHA-256 (RFC 5869) with info "hanji/0/<use>", and Argon2id version
 * 1.3, one lane (RFC 9106), as in libsodium's crypto_pwhash().
 */
#ifndef HJ_CORE_KDF_H
#define HJ_CORE_KDF_H

#include "core/base/error.h"
#include "core/crypto/secret.h"

#define HJ_KDF_PRK 32
#define HJ_KDF_MAX ((size_t)255 * 32) /* RFC 5869: 255 blocks */
#define HJ_KDF_SALT 16 /* of Argon2id */

/* The two steps of RFC 5869.  n is at most HJ_KDF_MAX. */
void hj_kdf_extract(const uint8_t *salt, size_t salt_len, const uint8_t *key,
    size_t key_len, uint8_t ret[static HJ_KDF_PRK]);
void hj_kdf_expand(const uint8_t prk[static HJ_KDF_PRK], const void *info,
    size_t info_len, uint8_t *ret, size_t n);

/* What a key is for: a key of one use never opens another. */
enum hj_use {
	HJ_USE_X25519, /* member seed -> X25519 secret key; sealing to it */
	HJ_USE_ED25519, /* member seed -> Ed25519 seed */
	HJ_USE_SLOT, /* passphrase or recovery secret -> key of a slot */
	HJ_USE_MASK, /* `id` -> mask of record heads */
	HJ_USE_LOOKUP, /* `id` -> keyed ids of table `i` */
	HJ_USE_PAGE, /* salt `erase`, `team` -> catalogue and key pages */
	HJ_USE_RECORD, /* salt nonce -> key and commitment of one record */
	HJ_USE_BLOB, /* salt file, DEK -> key of one attachment */
	HJ_USE_MAC, /* `header` -> MAC of the header files */
	HJ_USE_CASE, /* salt `log`, DEK -> records after somebody's removal */
	HJ_USE_JOIN, /* salt bytes, keys of its sources -> salt key of a join */
	HJ_USE_KEY_FILE, /* salt key file, passphrase -> key of a slot */
	HJ_USE_WITNESS, /* member seed -> seed of the key that cosigns */
	HJ_USE_PSEUDONYM, /* salt recipient, lookup -> what names become there */
};

/* HKDF with info "hanji/0/<use>"; salt may be NULL with length 0. */
void hj_kdf(enum hj_use use, const uint8_t *salt, size_t salt_len,
    const uint8_t *key, size_t key_len, uint8_t *ret, size_t n);

struct hj_kdf_cost {
	uint32_t ops;
	uint64_t mem; /* bytes */
};

/* Floors and ceilings: 64 MiB x 2 .. 4 GiB x 16.  Looks at numbers only, so
 * hostile ones cost nothing.  HJ_ELIMIT. */
int hj_kdf_cost_check(const struct hj_kdf_cost *cost,
    struct hj_error *err) HJ_MUST_CHECK;

/*
 * 32 bytes from a passphrase; checks the cost first.  HJ_ELIMIT: outside the
 * floors and ceilings; HJ_ENOMEM: "not enough memory for the key derivation".
 */
int hj_kdf_passphrase(const struct hj_kdf_cost *cost,
    const uint8_t salt[static HJ_KDF_SALT], const struct hj_secret *passphrase,
    struct hj_secret **ret, struct hj_error *err) HJ_MUST_CHECK;

#endif
