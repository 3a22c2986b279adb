#include <assert.h>
#include <string.h>

#include <sodium.h>

#include "core/base/limits.h"
#include "core/crypto/kdf.h"

static const char *const infos[] = {
	[HJ_USE_X25519] = "hanji/0/x25519",
	[HJ_USE_ED25519] = "hanji/0/ed25519",
	[HJ_USE_SLOT] = "hanji/0/slot",
	[HJ_USE_MASK] = "hanji/0/mask",
	[HJ_USE_LOOKUP] = "hanji/0/lookup",
	[HJ_USE_PAGE] = "hanji/0/page",
	[HJ_USE_RECORD] = "hanji/0/record",
	[HJ_USE_BLOB] = "hanji/0/blob",
	[HJ_USE_MAC] = "hanji/0/mac",
	[HJ_USE_CASE] = "hanji/0/case",
	[HJ_USE_JOIN] = "hanji/0/join",
	[HJ_USE_KEY_FILE] = "hanji/0/key-file",
	[HJ_USE_WITNESS] = "hanji/0/witness",
	[HJ_USE_PSEUDONYM] = "hanji/0/pseudonym",
};

void
hj_kdf_extract(const uint8_t *salt, size_t salt_len, const uint8_t *key,
    size_t key_len, uint8_t ret[static HJ_KDF_PRK])
{
	crypto_auth_hmacsha256_state s;

	/* HMAC pads a short key with zeroes, so that no salt and RFC 5869's
	 * default of 32 zero bytes are the same. */
	(void)crypto_auth_hmacsha256_init(&s,
	    salt != NULL ? salt : (const uint8_t *)"", salt_len);
	(void)crypto_auth_hmacsha256_update(&s, key, key_len);
	(void)crypto_auth_hmacsha256_final(&s, ret);
	sodium_memzero(&s, sizeof(s));
}

void
hj_kdf_expand(const uint8_t prk[static HJ_KDF_PRK], const void *info,
    size_t info_len, uint8_t *ret, size_t n)
{
	crypto_auth_hmacsha256_state keyed, s;
	uint8_t block[32];

	assert(n <= HJ_KDF_MAX);
	/* Keying costs two compressions: do it once for all blocks. */
	(void)crypto_auth_hmacsha256_init(&keyed, prk, HJ_KDF_PRK);
	for (size_t done = 0, i = 1; done < n; i++) {
		uint8_t count = (uint8_t)i;
		size_t some = n - done < 32 ? n - done : 32;

		s = keyed;
		if (i > 1)
			(void)crypto_auth_hmacsha256_update(&s, block, 32);
		(void)crypto_auth_hmacsha256_update(&s, info, info_len);
		(void)crypto_auth_hmacsha256_update(&s, &count, 1);
		(void)crypto_auth_hmacsha256_final(&s, block);
		memcpy(ret + done, block, some);
		done += some;
	}
	sodium_memzero(&keyed, sizeof(keyed));
	sodium_memzero(&s, sizeof(s));
	sodium_memzero(block, sizeof(block));
}

void
hj_kdf(enum hj_use use, const uint8_t *salt, size_t salt_len,
    const uint8_t *key, size_t key_len, uint8_t *ret, size_t n)
{
	uint8_t prk[HJ_KDF_PRK];

	hj_kdf_extract(salt, salt_len, key, key_len, prk);
	hj_kdf_expand(prk, infos[use], strlen(infos[use]), ret, n);
	sodium_memzero(prk, sizeof(prk));
}

int
hj_kdf_cost_check(const struct hj_kdf_cost *cost, struct hj_error *err)
{
	if (cost->ops < HJ_KDF_OPS_MIN || cost->mem < HJ_KDF_MEM_MIN)
		return hj_fail(err, HJ_ELIMIT,
		    "the cost of the key derivation is too low: at least 64 MiB and %d passes",
		    HJ_KDF_OPS_MIN);
	if (cost->ops > HJ_KDF_OPS_MAX || cost->mem > HJ_KDF_MEM_MAX)
		return hj_fail(err, HJ_ELIMIT,
		    "the cost of the key derivation is too high: at most 4 GiB and %d passes",
		    HJ_KDF_OPS_MAX);
	return HJ_OK;
}

int
hj_kdf_passphrase(const struct hj_kdf_cost *cost,
    const uint8_t salt[static HJ_KDF_SALT], const struct hj_secret *passphrase,
    struct hj_secret **ret, struct hj_error *err)
{
	struct hj_secret *key = NULL;

	static_assert(HJ_KDF_SALT == crypto_pwhash_argon2id_SALTBYTES,
	    "Argon2id salt");
	if (hj_kdf_cost_check(cost, err) != HJ_OK)
		return (int)err->code;
	if (hj_secret_new(32, &key, err) != HJ_OK)
		return (int)err->code;
	if (cost->mem > SIZE_MAX ||
	    crypto_pwhash(hj_secret_bytes(key), 32,
		(const char *)hj_secret_peek(passphrase),
		hj_secret_len(passphrase), salt, cost->ops, (size_t)cost->mem,
		crypto_pwhash_ALG_ARGON2ID13) != 0) {
		hj_secret_free(key);
		return hj_fail(err, HJ_ENOMEM,
		    "not enough memory for the key derivation");
	}
	*ret = key;
	return HJ_OK;
}
