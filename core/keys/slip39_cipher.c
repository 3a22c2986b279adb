#include <string.h>

#include <sodium.h>

#include "core/keys/slip39_own.h"

#define ROUNDS 4
#define ITERATIONS 2500U /* a round, at exponent 0 */
#define HALF_MAX (HJ_SLIP39_LEN / 2)

/* Everything that must not lie in ordinary memory. */
struct work {
	crypto_auth_hmacsha256_state keyed, running;
	uint8_t password[1 + HJ_SLIP39_PASSPHRASE_MAX];
	uint8_t salt[8 + HALF_MAX];
	uint8_t block[32], sum[32];
	uint8_t left[HALF_MAX], right[HALF_MAX];
};

/* PBKDF2 with HMAC-SHA-256 (RFC 8018): its first block, which is enough. */
static void
stretch(struct work *w, size_t password_len, size_t salt_len, unsigned count)
{
	static const uint8_t first[4] = { 0, 0, 0, 1 };

	(void)crypto_auth_hmacsha256_init(&w->keyed, w->password, password_len);
	w->running = w->keyed;
	(void)crypto_auth_hmacsha256_update(&w->running, w->salt, salt_len);
	(void)crypto_auth_hmacsha256_update(&w->running, first, sizeof(first));
	(void)crypto_auth_hmacsha256_final(&w->running, w->block);
	memcpy(w->sum, w->block, sizeof(w->sum));
	for (unsigned i = 1; i < count; i++) {
		w->running = w->keyed;
		(void)crypto_auth_hmacsha256_update(&w->running, w->block,
		    sizeof(w->block));
		(void)crypto_auth_hmacsha256_final(&w->running, w->block);
		for (size_t k = 0; k < sizeof(w->sum); k++)
			w->sum[k] ^= w->block[k];
	}
}

/* What an identifier adds to the salt, unless shares of a secret may be made
 * again under another one. */
static size_t
prefix(const struct hj_slip39_facts *f, uint8_t to[static 8])
{
	if (f->extendable)
		return 0;
	memcpy(to, "shamir", 6);
	to[6] = (uint8_t)(f->id >> 8);
	to[7] = (uint8_t)f->id;
	return 8;
}

static void
one_round(struct work *w, const struct hj_slip39_facts *f, unsigned i,
    size_t passphrase_len)
{
	const size_t half = f->len / 2, n = prefix(f, w->salt);

	w->password[0] = (uint8_t)i;
	memcpy(w->salt + n, w->right, half);
	stretch(w, 1 + passphrase_len, n + half, ITERATIONS << f->exponent);
	for (size_t k = 0; k < half; k++) {
		uint8_t mixed = (uint8_t)(w->left[k] ^ w->sum[k]);

		w->left[k] = w->right[k];
		w->right[k] = mixed;
	}
}

/* Four rounds of Feistel: backwards they undo themselves. */
static int
cipher(const struct hj_slip39_facts *f, const struct hj_secret *passphrase,
    bool back, uint8_t *secret, struct hj_error *err)
{
	const size_t half = f->len / 2;
	const size_t n = passphrase != NULL ? hj_secret_len(passphrase) : 0;
	struct hj_secret *room = NULL;
	struct work *w;

	if (n > HJ_SLIP39_PASSPHRASE_MAX)
		return hj_fail(err, HJ_ELIMIT,
		    "the passphrase of the shares is longer than %d bytes",
		    HJ_SLIP39_PASSPHRASE_MAX);
	if (hj_secret_new(sizeof(*w), &room, err) != HJ_OK)
		return (int)err->code;
	w = (void *)hj_secret_bytes(room);
	if (n != 0)
		memcpy(w->password + 1, hj_secret_peek(passphrase), n);
	memcpy(w->left, secret, half);
	memcpy(w->right, secret + half, half);
	for (unsigned i = 0; i < ROUNDS; i++)
		one_round(w, f, back ? ROUNDS - 1 - i : i, n);
	memcpy(secret, w->right, half);
	memcpy(secret + half, w->left, half);
	hj_secret_free(room);
	return HJ_OK;
}

int
hj_slip39_encrypt(const struct hj_slip39_facts *f,
    const struct hj_secret *passphrase, uint8_t *secret, struct hj_error *err)
{
	return cipher(f, passphrase, false, secret, err);
}

int
hj_slip39_decrypt(const struct hj_slip39_facts *f,
    const struct hj_secret *passphrase, uint8_t *secret, struct hj_error *err)
{
	return cipher(f, passphrase, true, secret, err);
}
