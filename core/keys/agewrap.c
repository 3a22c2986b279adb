#include <string.h>

#include <sodium.h>

#include "core/crypto/kdf.h"
#include "core/keys/agewrap.h"

#define INFO_X25519 "age-encryption.org/v1/X25519"
#define INFO_SCRYPT "age-encryption.org/v1/scrypt"
#define SCRYPT_R 8
#define SCRYPT_P 1
#define SALT 16

/* Everything secret on the way. */
struct room {
	uint8_t ephemeral[32], shared[32], prk[HJ_KDF_PRK], wrap[32];
};

static int
room_new(struct hj_secret **ret, struct room **room, struct hj_error *err)
{
	if (hj_secret_new(sizeof(**room), ret, err) != HJ_OK)
		return (int)err->code;
	/* All members are bytes, so no alignment is asked for. */
	*room = (struct room *)(void *)hj_secret_bytes(*ret);
	return HJ_OK;
}

static void
derive(struct room *r, const uint8_t *share, const uint8_t *recipient)
{
	uint8_t salt[64];

	memcpy(salt, share, 32);
	memcpy(salt + 32, recipient, 32);
	hj_kdf_extract(salt, sizeof(salt), r->shared, 32, r->prk);
	hj_kdf_expand(r->prk, INFO_X25519, sizeof(INFO_X25519) - 1, r->wrap,
	    32);
}

static void
wrap(const struct room *r, const struct hj_secret *file_key,
    struct hj_age_stanza *s)
{
	static const uint8_t nonce[12] = { 0 };

	(void)crypto_aead_chacha20poly1305_ietf_encrypt(s->body, NULL,
	    hj_secret_peek(file_key), HJ_AGE_FILE_KEY, NULL, 0, NULL, nonce,
	    r->wrap);
}

static bool
unwrap(const struct room *r, const struct hj_age_stanza *s,
    struct hj_secret *file_key)
{
	static const uint8_t nonce[12] = { 0 };

	return crypto_aead_chacha20poly1305_ietf_decrypt(hj_secret_bytes(file_key),
		   NULL, NULL, s->body, HJ_AGE_WRAPPED, NULL, 0, nonce,
		   r->wrap) == 0;
}

static int
stretch(const struct hj_secret *passphrase, const struct hj_age_stanza *s,
    struct room *r, struct hj_error *err)
{
	uint8_t salt[sizeof(INFO_SCRYPT) - 1 + SALT];

	memcpy(salt, INFO_SCRYPT, sizeof(INFO_SCRYPT) - 1);
	memcpy(salt + sizeof(INFO_SCRYPT) - 1, s->share, SALT);
	if (crypto_pwhash_scryptsalsa208sha256_ll(hj_secret_peek(passphrase),
		hj_secret_len(passphrase), salt, sizeof(salt),
		UINT64_C(1) << s->work, SCRYPT_R, SCRYPT_P, r->wrap, 32) != 0)
		return hj_fail(err, HJ_ENOMEM,
		    "not enough memory for the key derivation");
	return HJ_OK;
}

int
hj_agewrap_x25519(const uint8_t recipient[static 32],
    const struct hj_secret *file_key, struct hj_age_stanza *ret,
    struct hj_error *err)
{
	struct hj_age_stanza s = { .kind = HJ_AGE_X25519 };
	struct hj_secret *secret = NULL;
	struct room *r = NULL;
	int rc;

	if ((rc = room_new(&secret, &r, err)) != HJ_OK)
		return rc;
	randombytes_buf(r->ephemeral, sizeof(r->ephemeral));
	(void)crypto_scalarmult_base(s.share, r->ephemeral);
	if (crypto_scalarmult(r->shared, r->ephemeral, recipient) != 0) {
		rc = hj_fail(err, HJ_EINVAL, "not a usable public key");
	} else {
		derive(r, s.share, recipient);
		wrap(r, file_key, &s);
		*ret = s;
	}
	hj_secret_free(secret);
	return rc;
}

int
hj_agewrap_scrypt(const struct hj_secret *passphrase, uint8_t work,
    const struct hj_secret *file_key, struct hj_age_stanza *ret,
    struct hj_error *err)
{
	struct hj_age_stanza s = { .kind = HJ_AGE_SCRYPT, .work = work };
	struct hj_secret *secret = NULL;
	struct room *r = NULL;
	int rc;

	if ((rc = room_new(&secret, &r, err)) != HJ_OK)
		return rc;
	randombytes_buf(s.share, SALT);
	if ((rc = stretch(passphrase, &s, r, err)) == HJ_OK) {
		wrap(r, file_key, &s);
		*ret = s;
	}
	hj_secret_free(secret);
	return rc;
}

static int
agree(const struct hj_secret *identity, const struct hj_age_stanza *s,
    struct room *r, struct hj_error *err)
{
	uint8_t recipient[32];

	(void)crypto_scalarmult_base(recipient, hj_secret_peek(identity));
	if (crypto_scalarmult(r->shared, hj_secret_peek(identity), s->share) !=
	    0)
		return hj_fail(err, HJ_EINVAL,
		    "the beginning of the sealed file is damaged");
	derive(r, s->share, recipient);
	return HJ_OK;
}

int
hj_agewrap_open(const struct hj_age_stanza *s, const struct hj_secret *identity,
    const struct hj_secret *passphrase, struct hj_secret *file_key,
    struct hj_error *err)
{
	struct hj_secret *secret = NULL;
	struct room *r = NULL;
	int rc = HJ_OK;

	if ((s->kind == HJ_AGE_X25519 ? identity : passphrase) == NULL)
		return hj_fail(err, HJ_EAUTH, "sealed for somebody else");
	if ((rc = room_new(&secret, &r, err)) != HJ_OK)
		return rc;
	switch (s->kind) {
	case HJ_AGE_X25519:
		rc = agree(identity, s, r, err);
		break;
	case HJ_AGE_SCRYPT:
		rc = stretch(passphrase, s, r, err);
		break;
	}
	if (rc == HJ_OK && !unwrap(r, s, file_key))
		rc = s->kind == HJ_AGE_SCRYPT
		    ? hj_fail(err, HJ_EAUTH, "wrong passphrase")
		    : hj_fail(err, HJ_EAUTH, "sealed for somebody else");
	hj_secret_free(secret);
	return rc;
}
