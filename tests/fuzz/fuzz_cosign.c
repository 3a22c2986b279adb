/*
 * fuzz_cosign: a state of a log, an empty line, and lines of witnesses below it,
 * as they are carried between offices.  The witness of the corpus is made from
 * a seed of zeroes: what is believed of it can only be what it signed.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/base/limits.h"
#include "core/log/checkpoint.h"
#include "core/log/cosign.h"

#define WITNESS "hanji-witness/9c37d3bbe640dfff"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
find(const struct hj_note_key *k, const char *p, size_t size, size_t text)
{
	const char *lines = p + text + 1;
	struct hj_buf b = HJ_BUF(HJ_NOTE_MAX);
	struct hj_error err = HJ_ERROR;
	struct hj_cosignature c;

	if (hj_cosign_find(lines, size - text - 1, k, p, text, &c, &err) !=
	    HJ_OK)
		return;
	/* It verifies, and is written as it stood. */
	assert(hj_cosign_check(k, p, text, &c, &err) == HJ_OK && c.time >= 0);
	assert(hj_cosign_write(k, &c, &b, &err) == HJ_OK);
	assert(memmem(lines, size - text - 1, b.data, b.len) != NULL);
	c.signature[0] ^= 1;
	assert(hj_cosign_check(k, p, text, &c, &err) == HJ_ECORRUPT);
	hj_buf_clear(&b);
}

static void
key(const char *p, size_t size)
{
	struct hj_buf b = HJ_BUF(HJ_NOTE_MAX);
	struct hj_error err = HJ_ERROR;
	struct hj_note_key k, log;

	if (hj_cosign_vkey_parse(p, size, &k, &err) != HJ_OK)
		return;
	assert(hj_note_vkey_parse(p, size, &log, &err) != HJ_OK);
	assert(hj_cosign_vkey(&k, &b, &err) == HJ_OK && b.len == size);
	hj_buf_clear(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hj_note_key k = { .name = WITNESS };
	const uint8_t seed[crypto_sign_SEEDBYTES] = { 0 };
	uint8_t secret[crypto_sign_SECRETKEYBYTES];
	char *p = malloc(size != 0 ? size : 1);
	size_t text;

	if (p == NULL)
		return 0;
	memcpy(p, data, size);
	(void)crypto_sign_seed_keypair(k.key, secret, seed);
	key(p, size);
	text = hj_note_text(p, size);
	assert(text < size || size == 0);
	if (text != 0)
		find(&k, p, size, text);
	free(p);
	return 0;
}
