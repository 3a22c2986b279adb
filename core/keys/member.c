#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/crypto/kdf.h"
#include "core/keys/member.h"

struct keys {
	uint8_t seed[HJ_SEED_LEN];
	uint8_t x25519[32];
	uint8_t ed25519[64]; /* as libsodium keeps it: seed and public key */
};

struct hj_member {
	struct hj_secret *room; /* struct keys */
	struct hj_member_public public;
};

static struct keys *
keys(const struct hj_member *m)
{
	/* All members are bytes, so no alignment is asked for. */
	return (struct keys *)(void *)hj_secret_bytes(m->room);
}

static void
derive(struct hj_member *m)
{
	struct keys *k = keys(m);
	uint8_t seed[32];

	hj_kdf(HJ_USE_X25519, NULL, 0, k->seed, HJ_SEED_LEN, k->x25519, 32);
	/* Fails only for a wrong size of curve; the secret is ours. */
	(void)crypto_scalarmult_base(m->public.x25519, k->x25519);
	hj_kdf(HJ_USE_ED25519, NULL, 0, k->seed, HJ_SEED_LEN, seed, 32);
	(void)crypto_sign_seed_keypair(m->public.ed25519, k->ed25519, seed);
	sodium_memzero(seed, sizeof(seed));
}

int
hj_member_new(const struct hj_secret *seed, struct hj_member **ret,
    struct hj_error *err)
{
	struct hj_member *m;

	if (seed != NULL && hj_secret_len(seed) != HJ_SEED_LEN)
		return hj_fail(err, HJ_EINVAL, "a member's seed has %d bytes",
		    HJ_SEED_LEN);
	if ((m = calloc(1, sizeof(*m))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	if (hj_secret_new(sizeof(struct keys), &m->room, err) != HJ_OK) {
		free(m);
		return (int)err->code;
	}
	if (seed != NULL)
		memcpy(keys(m)->seed, hj_secret_peek(seed), HJ_SEED_LEN);
	else
		randombytes_buf(keys(m)->seed, HJ_SEED_LEN);
	derive(m);
	*ret = m;
	return HJ_OK;
}

void
hj_member_free(struct hj_member *m)
{
	if (m == NULL)
		return;
	hj_secret_free(m->room);
	free(m);
}

const struct hj_member_public *
hj_member_public(const struct hj_member *m)
{
	return &m->public;
}

int
hj_member_seed(const struct hj_member *m, struct hj_secret **ret,
    struct hj_error *err)
{
	return hj_secret_copy(keys(m)->seed, HJ_SEED_LEN, ret, err);
}

int
hj_member_identity(const struct hj_member *m, struct hj_secret **ret,
    struct hj_error *err)
{
	return hj_secret_copy(keys(m)->x25519, sizeof(keys(m)->x25519), ret,
	    err);
}

void
hj_member_derive(const struct hj_member *m, enum hj_use use,
    uint8_t ret[static HJ_KEY_LEN])
{
	hj_kdf(use, NULL, 0, keys(m)->seed, HJ_SEED_LEN, ret, HJ_KEY_LEN);
}

void
hj_member_fingerprint(const uint8_t ed25519[static HJ_PUBLIC_LEN],
    char ret[static HJ_FINGERPRINT])
{
	uint8_t hash[32];

	(void)crypto_hash_sha256(hash, ed25519, HJ_PUBLIC_LEN);
	sodium_bin2hex(ret, HJ_FINGERPRINT, hash, (HJ_FINGERPRINT - 1) / 2);
}

void
hj_member_sign(const struct hj_member *m, const void *p, size_t n,
    uint8_t ret[static HJ_SIGNATURE_LEN])
{
	(void)crypto_sign_detached(ret, NULL, p, n, keys(m)->ed25519);
}

bool
hj_member_verify(const uint8_t ed25519[static HJ_PUBLIC_LEN], const void *p,
    size_t n, const uint8_t sig[static HJ_SIGNATURE_LEN])
{
	return crypto_sign_verify_detached(sig, p, n, ed25519) == 0;
}

/* Key 32 and nonce 24 from a shared secret that is used once. */
static void
wrapping(const uint8_t *shared, const uint8_t *ephemeral,
    const uint8_t *recipient, const char *context, uint8_t ret[static 56])
{
	static const char use[] = "hanji/0/x25519/";
	char info[sizeof(use) + HJ_CONTEXT_MAX];
	uint8_t salt[64], prk[HJ_KDF_PRK];
	size_t n = strlen(context);

	assert(n <= HJ_CONTEXT_MAX);
	memcpy(info, use, sizeof(use) - 1);
	memcpy(info + sizeof(use) - 1, context, n);
	memcpy(salt, ephemeral, 32);
	memcpy(salt + 32, recipient, 32);
	hj_kdf_extract(salt, sizeof(salt), shared, 32, prk);
	hj_kdf_expand(prk, info, sizeof(use) - 1 + n, ret, 56);
	sodium_memzero(prk, sizeof(prk));
}

int
hj_member_seal(const uint8_t x25519[static HJ_PUBLIC_LEN], const char *context,
    const uint8_t vault_id[static HJ_VAULT_ID_LEN], const uint8_t *p, size_t n,
    struct hj_buf *to, struct hj_error *err)
{
	uint8_t secret[32], shared[32], kn[56], *out;
	int rc = HJ_OK;

	if (hj_buf_extend(to, n + HJ_MEMBER_OVERHEAD, &out, err) != HJ_OK)
		return (int)err->code;
	randombytes_buf(secret, sizeof(secret));
	(void)crypto_scalarmult_base(out, secret);
	if (crypto_scalarmult(shared, secret, x25519) != 0) {
		to->len -= n + HJ_MEMBER_OVERHEAD;
		rc = hj_fail(err, HJ_EINVAL, "not a usable public key");
		goto out;
	}
	wrapping(shared, out, x25519, context, kn);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(out + 32, NULL, p, n,
	    vault_id, HJ_VAULT_ID_LEN, NULL, kn + 32, kn);
	sodium_memzero(kn, sizeof(kn));
out:
	sodium_memzero(secret, sizeof(secret));
	sodium_memzero(shared, sizeof(shared));
	return rc;
}

int
hj_member_unseal(const struct hj_member *m, const char *context,
    const uint8_t vault_id[static HJ_VAULT_ID_LEN], const uint8_t *p, size_t n,
    struct hj_buf *to, struct hj_error *err)
{
	uint8_t shared[32], kn[56], *out;
	size_t len = n - HJ_MEMBER_OVERHEAD;
	int rc = HJ_OK;

	if (n < HJ_MEMBER_OVERHEAD)
		return hj_fail(err, HJ_ECORRUPT, "not sealed to this member");
	if (hj_buf_extend(to, len, &out, err) != HJ_OK)
		return (int)err->code;
	/* Zeros are no key of anybody: what was never written is seen so. */
	if (sodium_is_zero(p, HJ_PUBLIC_LEN) == 1 ||
	    crypto_scalarmult(shared, keys(m)->x25519, p) != 0) {
		rc = hj_fail(err, HJ_ECORRUPT, "not sealed to this member");
		goto out;
	}
	wrapping(shared, p, m->public.x25519, context, kn);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(out, NULL, NULL, p + 32,
		n - 32, vault_id, HJ_VAULT_ID_LEN, kn + 32, kn) != 0)
		rc = hj_fail(err, HJ_ECORRUPT, "not sealed to this member");
	sodium_memzero(kn, sizeof(kn));
out:
	if (rc != HJ_OK) {
		sodium_memzero(out, len);
		to->len -= len;
	}
	sodium_memzero(shared, sizeof(shared));
	return rc;
}
