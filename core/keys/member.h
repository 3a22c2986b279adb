/*
 * member.h: a person who may open the vault: one seed, two key pairs.
 *
 * From 32 random bytes come an X25519 pair (age recipient; keyrings are sealed
 * to it) and an Ed25519 pair (minisign, commit entries), by HKDF with different
 * uses; one is never converted into the other.  The device key of an anchor is
 * an Ed25519 pair made from a seed of its own in the same way.
 */
#ifndef HJ_CORE_MEMBER_H
#define HJ_CORE_MEMBER_H

#include "core/base/buf.h"
#include "core/crypto/kdf.h"
#include "core/crypto/seal.h"
#include "core/crypto/secret.h"

#define HJ_SEED_LEN 32
#define HJ_PUBLIC_LEN 32
#define HJ_SIGNATURE_LEN 64
#define HJ_FINGERPRINT 17 /* 16 hex digits of SHA-256 of a public key, NUL */

struct hj_member;

struct hj_member_public {
	uint8_t x25519[HJ_PUBLIC_LEN];
	uint8_t ed25519[HJ_PUBLIC_LEN];
};

/* seed NULL: a new random one; else it is copied.  HJ_ENOMEM; HJ_EINVAL: the
 * seed has not HJ_SEED_LEN bytes. */
int hj_member_new(const struct hj_secret *seed, struct hj_member **ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_member_free(struct hj_member *m);

/* Borrowed from m.  The seed is copied into a secret of the caller's. */
const struct hj_member_public *hj_member_public(const struct hj_member *m);
int hj_member_seed(const struct hj_member *m, struct hj_secret **ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* The X25519 secret key: what age calls an identity. */
int hj_member_identity(const struct hj_member *m, struct hj_secret **ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* A key of this use from the seed, which is not copied.  The caller wipes it. */
void hj_member_derive(const struct hj_member *m, enum hj_use use,
    uint8_t ret[static HJ_KEY_LEN]);

/* First 16 hex digits of SHA-256 of an Ed25519 public key. */
void hj_member_fingerprint(const uint8_t ed25519[static HJ_PUBLIC_LEN],
    char ret[static HJ_FINGERPRINT]);

/* Ed25519 (RFC 8032). */
void hj_member_sign(const struct hj_member *m, const void *p, size_t n,
    uint8_t ret[static HJ_SIGNATURE_LEN]);
bool hj_member_verify(const uint8_t ed25519[static HJ_PUBLIC_LEN],
    const void *p, size_t n, const uint8_t sig[static HJ_SIGNATURE_LEN]);

/*
 * Sealing to an X25519 public key: ephemeral public key 32 | ciphertext |
 * tag 16.  Key and nonce are the 56 bytes of HKDF(salt = ephemeral ||
 * recipient, shared secret, "hanji/0/x25519/<context>"); XChaCha20-Poly1305
 * with the vault id as associated data.  Anybody can seal: what stands inside
 * is proved by the header MAC or the log, not by this.
 */
#define HJ_MEMBER_OVERHEAD (32 + 16)
#define HJ_CONTEXT_MAX 16 /* of a context string: "keyring", "device" */

/* Appends.  HJ_EINVAL: not a usable public key (all-zero shared secret). */
int
hj_member_seal(const uint8_t x25519[static HJ_PUBLIC_LEN], const char *context,
    const uint8_t vault_id[static HJ_VAULT_ID_LEN], const uint8_t *p, size_t n,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* Appends.  HJ_ECORRUPT: not sealed to this member, in this vault, for this
 * context; nothing is appended. */
int hj_member_unseal(const struct hj_member *m, const char *context,
    const uint8_t vault_id[static HJ_VAULT_ID_LEN], const uint8_t *p, size_t n,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
