/*
 * The primitives that our formats stand on, as they are linked here, against
 * Wycheproof: X25519 and both AEADs, called as member.c, agewrap.c, seal.c and
 * stream.c call them.  HKDF, HMAC and Ed25519 go through our own calls in
 * test_kdf.c and test_member.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include <sodium.h>

#include "core/base/base.h"

#define WYCHEPROOF "../shared/data/wycheproof/"
#define ROOM 8192

static char hex[6][2 * ROOM + 1], result[16];
static uint8_t bytes[6][ROOM], out[ROOM];
static size_t len[6];

static bool
next(FILE *f, size_t n)
{
	if (fscanf(f, "%15s", result) != 1)
		return false;
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(fscanf(f, "%16384s", hex[i]), 1);
		len[i] = 0;
		if (strcmp(hex[i], "-") != 0)
			assert_int_equal(sodium_hex2bin(bytes[i], ROOM, hex[i],
					     strlen(hex[i]), NULL, &len[i],
					     NULL),
			    0);
	}
	return true;
}

static FILE *
vectors(const char *file, const char *fields)
{
	char command[256];

	(void)snprintf(command, sizeof(command), WYCHEPROOF "%s", file);
	if (access(command, R_OK) != 0) {
		print_message("%s is not here: skipped\n", command);
		return NULL;
	}
	(void)snprintf(command, sizeof(command),
	    "python3 -B tests/vectors/wycheproof.py " WYCHEPROOF "%s %s", file,
	    fields);
	return popen(command, "r");
}

/* "acceptable" are points of low order and the like: either the right secret,
 * or refused. */
static void
x25519_agrees_with_wycheproof(void **state)
{
	FILE *f = vectors("x25519_test.json", "public private shared");
	unsigned n = 0, refused = 0;
	bool good;

	(void)state;
	if (f == NULL)
		skip();
	for (; next(f, 3); n++) {
		good = len[0] == 32 && len[1] == 32 &&
		    crypto_scalarmult(out, bytes[1], bytes[0]) == 0;
		refused += !good;
		if (strcmp(result, "valid") == 0)
			assert_true(good);
		if (good)
			assert_memory_equal(out, bytes[2], 32);
		else
			assert_true(sodium_is_zero(bytes[2], 32));
	}
	assert_int_equal(pclose(f), 0);
	assert_int_equal(n, 518);
	print_message("X25519: 518, of which %u without a secret refused\n",
	    refused);
}

typedef int open_fn(unsigned char *m, unsigned long long *mlen,
    unsigned char *nsec, const unsigned char *c, unsigned long long clen,
    const unsigned char *ad, unsigned long long adlen,
    const unsigned char *npub, const unsigned char *k);

static unsigned
aead(const char *file, size_t nonce, open_fn *fn)
{
	FILE *f = vectors(file, "key iv aad msg ct tag");
	unsigned n = 0;

	if (f == NULL)
		return 0;
	for (; next(f, 6); n++) {
		unsigned long long got = 0;
		bool good;

		assert_true(len[4] + len[5] <= ROOM);
		memcpy(bytes[4] + len[4], bytes[5], len[5]);
		/* Our nonces have one length. */
		good = len[1] == nonce && len[0] == 32 && len[5] == 16 &&
		    fn(out, &got, NULL, bytes[4], len[4] + len[5], bytes[2],
			len[2], bytes[1], bytes[0]) == 0;
		assert_int_equal(good, strcmp(result, "valid") == 0);
		if (good) {
			assert_int_equal(got, len[3]);
			assert_memory_equal(out, bytes[3], len[3]);
		}
	}
	assert_int_equal(pclose(f), 0);
	return n;
}

static void
chacha20_poly1305_agrees_with_wycheproof(void **state)
{
	unsigned n = aead("chacha20_poly1305_test.json", 12,
	    crypto_aead_chacha20poly1305_ietf_decrypt);

	(void)state;
	if (n == 0)
		skip();
	assert_int_equal(n, 325);
}

static void
xchacha20_poly1305_agrees_with_wycheproof(void **state)
{
	unsigned n = aead("xchacha20_poly1305_test.json", 24,
	    crypto_aead_xchacha20poly1305_ietf_decrypt);

	(void)state;
	if (n == 0)
		skip();
	assert_int_equal(n, 315);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(x25519_agrees_with_wycheproof),
		cmocka_unit_test(chacha20_poly1305_agrees_with_wycheproof),
		cmocka_unit_test(xchacha20_poly1305_agrees_with_wycheproof),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
