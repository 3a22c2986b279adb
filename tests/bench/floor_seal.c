/* The envelope of format.md 3 and the fingerprint of format.md 5, straight. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/crypto/kdf.h"
#include "tests/bench/floor.h"

#define AT_TEXT (24 + 32 + 32)
#define DEPTH 64
#define BATCH 64

_Noreturn void
floor_die(const char *what)
{
	(void)fprintf(stderr, "floor: %s\n", what);
	exit(1);
}

void
floor_must(int rc, const char *what)
{
	if (rc == 0)
		return;
	(void)fprintf(stderr, "floor: %s: %s\n", what, mdb_strerror(rc));
	exit(1);
}

size_t
floor_class(size_t n)
{
	static const size_t classes[] = { 770, 1318, 2004, 4080 };
	size_t want = n + FLOOR_OVERHEAD;

	for (size_t i = 0; i < 4; i++)
		if (want <= classes[i])
			return classes[i];
	return (want + 16 + 4095) / 4096 * 4096 - 16;
}

static void
big_endian(uint8_t *to, uint64_t v, size_t n)
{
	while (n-- > 0) {
		to[n] = (uint8_t)v;
		v >>= 8;
	}
}

static void
bind(const struct floor *f, uint64_t number, const uint8_t *head, uint8_t *ad)
{
	memcpy(ad, head, 32);
	memcpy(ad + 32, f->vault_id, 16);
	big_endian(ad + 48, number, 8);
}

size_t
floor_seal(struct floor *f, uint64_t number, unsigned kind, const uint8_t *key,
    const uint8_t *p, size_t n)
{
	static const char label[] = "hanji/0/keyid";
	uint8_t *out = f->sealed, *text = out + AT_TEXT;
	uint8_t id[sizeof(label) - 1 + 32], hash[32], ad[56], both[64];
	size_t stored = floor_class(n);

	randombytes_buf(out, 24);
	memset(out + 24, 0, 32);
	out[24] = 1;
	out[25] = (uint8_t)kind;
	memcpy(id, label, sizeof(label) - 1);
	memcpy(id + sizeof(label) - 1, key, 32);
	(void)crypto_hash_sha256(hash, id, sizeof(id));
	memcpy(out + 32, hash, 16);
	bind(f, number, out + 24, ad);
	(void)crypto_stream_xchacha20_xor(out + 24, out + 24, 32, out, f->mask);
	hj_kdf(HJ_USE_RECORD, out, 24, key, 32, both, 64);
	memcpy(out + 56, both + 32, 32);
	big_endian(text, n, 4);
	memcpy(text + 4, p, n);
	memset(text + 4 + n, 0, stored - FLOOR_OVERHEAD - n);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt_detached(text,
	    out + stored - 16, NULL, text, stored - AT_TEXT - 16, ad,
	    sizeof(ad), NULL, out, both);
	return stored;
}

size_t
floor_open_seal(const struct floor *f, uint64_t number, const uint8_t *key,
    const uint8_t *p, size_t n, uint8_t *to)
{
	uint8_t head[32], ad[56], both[64];
	size_t len;

	(void)crypto_stream_xchacha20_xor(head, p + 24, 32, p, f->mask);
	bind(f, number, head, ad);
	hj_kdf(HJ_USE_RECORD, p, 24, key, 32, both, 64);
	if (sodium_memcmp(both + 32, p + 56, 32) != 0 ||
	    crypto_aead_xchacha20poly1305_ietf_decrypt_detached(to, NULL,
		p + AT_TEXT, n - AT_TEXT - 16, p + n - 16, ad, sizeof(ad), p,
		both) != 0)
		floor_die("a record does not open");
	len = (size_t)to[0] << 24 | (size_t)to[1] << 16 | (size_t)to[2] << 8 |
	    to[3];
	memmove(to, to + 4, len);
	return len;
}

/* ---- the fingerprint ---- */

struct level {
	crypto_hash_sha256_state hash;
	bool parent;
};

static void
become_parent(struct level *l)
{
	uint8_t own[33];

	if (l->parent)
		return;
	own[0] = 1;
	(void)crypto_hash_sha256_final(&l->hash, own + 1);
	(void)crypto_hash_sha256_init(&l->hash);
	(void)crypto_hash_sha256_update(&l->hash, own, sizeof(own));
	l->parent = true;
}

/* The bytes are canonical: the next `<` or `>` is markup. */
void
floor_digest(const uint8_t *p, size_t n, const uint8_t *salt_key,
    uint8_t ret[static 32])
{
	static const uint8_t zero[BATCH * 16], nonce[24];
	struct level levels[DEPTH + 1];
	uint8_t salts[BATCH * 16], head[17] = { 0 };
	const uint8_t *end = p + n, *q;
	size_t depth = 0, used = 0;

	for (; p < end; p = q) {
		struct level *l = &levels[depth];

		if (*p != '<') {
			q = memchr(p, '<', (size_t)(end - p));
			(void)crypto_hash_sha256_update(&l->hash, p,
			    (size_t)(q - p));
			continue;
		}
		q = (const uint8_t *)memchr(p, '>', (size_t)(end - p)) + 1;
		if (p[1] == '/') {
			(void)crypto_hash_sha256_final(&l->hash, ret);
			if (--depth != 0)
				(void)crypto_hash_sha256_update(&l[-1].hash,
				    ret, 32);
			continue;
		}
		if (depth != 0)
			become_parent(l);
		if (used % BATCH == 0)
			(void)crypto_stream_xchacha20_xor_ic(salts, zero,
			    sizeof(zero), nonce, used / BATCH * 16, salt_key);
		memcpy(head + 1, salts + used++ % BATCH * 16, 16);
		l = &levels[++depth];
		l->parent = false;
		(void)crypto_hash_sha256_init(&l->hash);
		(void)crypto_hash_sha256_update(&l->hash, head, sizeof(head));
		(void)crypto_hash_sha256_update(&l->hash, p, (size_t)(q - p));
	}
}
