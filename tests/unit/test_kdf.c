#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/base/limits.h"
#include "core/crypto/kdf.h"
#include "core/keys/member.h"
#include "tests/unit/wrap.h"

#define WYCHEPROOF "../shared/data/wycheproof/"

static size_t
unhex(const char *hex, uint8_t *to, size_t max)
{
	size_t n = 0;

	if (strcmp(hex, "-") != 0)
		assert_int_equal(sodium_hex2bin(to, max, hex, strlen(hex), NULL,
				     &n, NULL),
		    0);
	return n;
}

struct vector {
	const char *ikm, *salt, *info, *okm;
};

/* RFC 5869, appendix A.1 to A.3. */
static const struct vector rfc5869[] = {
	{ "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
	    "000102030405060708090a0b0c", "f0f1f2f3f4f5f6f7f8f9",
	    "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
	    "34007208d5b887185865" },
	{ "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
	  "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f"
	  "404142434445464748494a4b4c4d4e4f",
	    "606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f"
	    "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"
	    "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf",
	    "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecf"
	    "d0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeef"
	    "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
	    "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
	    "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
	    "cc30c58179ec3e87c14c01d5c1f3434f1d87" },
	{ "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "-", "-",
	    "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
	    "9d201395faa4b61a96c8" },
};

/* Does HKDF of these inputs give okm? */
static bool
gives(const struct vector *v)
{
	static uint8_t ikm[256], salt[256], info[256], want[HJ_KDF_MAX + 64],
	    got[HJ_KDF_MAX + 64];
	uint8_t prk[HJ_KDF_PRK];
	size_t nikm = unhex(v->ikm, ikm, sizeof(ikm));
	size_t nsalt = unhex(v->salt, salt, sizeof(salt));
	size_t ninfo = unhex(v->info, info, sizeof(info));
	size_t n = unhex(v->okm, want, sizeof(want));

	hj_kdf_extract(nsalt != 0 ? salt : NULL, nsalt, ikm, nikm, prk);
	hj_kdf_expand(prk, info, ninfo, got, n);
	return memcmp(got, want, n) == 0;
}

static void
hkdf_gives_the_vectors_of_the_rfc_and_no_others(void **state)
{
	(void)state;
	for (size_t i = 0; i < HJ_LEN(rfc5869); i++) {
		struct vector wrong = rfc5869[i];

		assert_true(gives(&rfc5869[i]));
		wrong.info = "f1";
		assert_false(gives(&wrong));
		wrong = rfc5869[i];
		wrong.salt = "01";
		assert_false(gives(&wrong));
		wrong = rfc5869[i];
		wrong.ikm = "0c";
		assert_false(gives(&wrong));
	}
}

/* The lines of a Wycheproof file, or NULL: then the test is skipped. */
static FILE *
wycheproof(const char *file, const char *fields)
{
	char command[256];

	(void)snprintf(command, sizeof(command), WYCHEPROOF "%s", file);
	if (access(command, R_OK) != 0) {
		print_message("%s is not here: skipped\n", command);
		return NULL;
	}
	(void)snprintf(command, sizeof(command),
	    "python3 tests/vectors/wycheproof.py " WYCHEPROOF "%s %s", file,
	    fields);
	return popen(command, "r");
}

static char hex[4][40000];
static char result[16];

static void
hkdf_agrees_with_wycheproof(void **state)
{
	FILE *f = wycheproof("hkdf_sha256_test.json", "ikm salt info okm size");
	unsigned size, n = 0;

	(void)state;
	if (f == NULL)
		skip();
	while (fscanf(f, "%15s %39999s %39999s %39999s %39999s %u", result,
		   hex[0], hex[1], hex[2], hex[3], &size) == 6) {
		struct vector v = { hex[0], hex[1], hex[2], hex[3] };

		n++;
		if (strcmp(result, "valid") == 0)
			assert_true(gives(&v));
		else
			assert_true(size > HJ_KDF_MAX);
	}
	assert_int_equal(pclose(f), 0);
	assert_int_equal(n, 86);
}

/* Extracting is HMAC-SHA-256 with the salt as its key. */
static void
extract_agrees_with_wycheproof_for_hmac(void **state)
{
	FILE *f = wycheproof("hmac_sha256_test.json", "key msg tag");
	static uint8_t key[1024], msg[1024], tag[32];
	unsigned n = 0;

	(void)state;
	if (f == NULL)
		skip();
	while (fscanf(f, "%15s %39999s %39999s %39999s", result, hex[0], hex[1],
		   hex[2]) == 4) {
		uint8_t got[HJ_KDF_PRK];
		size_t len = unhex(hex[2], tag, sizeof(tag));

		n++;
		hj_kdf_extract(key, unhex(hex[0], key, sizeof(key)), msg,
		    unhex(hex[1], msg, sizeof(msg)), got);
		assert_int_equal(memcmp(got, tag, len) == 0,
		    strcmp(result, "valid") == 0);
	}
	assert_int_equal(pclose(f), 0);
	assert_int_equal(n, 174);
}

static void
verify_agrees_with_wycheproof_for_ed25519(void **state)
{
	FILE *f = wycheproof("ed25519_test.json", "pk msg sig");
	static uint8_t pk[64], msg[4096], sig[128];
	unsigned n = 0;

	(void)state;
	if (f == NULL)
		skip();
	while (fscanf(f, "%15s %39999s %39999s %39999s", result, hex[0], hex[1],
		   hex[2]) == 4) {
		size_t len = unhex(hex[1], msg, sizeof(msg));

		n++;
		assert_int_equal(unhex(hex[0], pk, sizeof(pk)), 32);
		/* The type says 64 bytes: other lengths never get here. */
		if (unhex(hex[2], sig, sizeof(sig)) != HJ_SIGNATURE_LEN) {
			assert_string_equal(result, "invalid");
			continue;
		}
		assert_int_equal(hj_member_verify(pk, msg, len, sig),
		    strcmp(result, "valid") == 0);
	}
	assert_int_equal(pclose(f), 0);
	assert_int_equal(n, 151);
}

static void
every_use_gives_a_key_of_its_own(void **state)
{
	static const uint8_t key[32] = { 7 };
	uint8_t out[HJ_USE_MAC + 1][32];

	(void)state;
	for (unsigned i = 0; i <= HJ_USE_MAC; i++)
		hj_kdf((enum hj_use)i, NULL, 0, key, 32, out[i], 32);
	for (unsigned i = 0; i <= HJ_USE_MAC; i++)
		for (unsigned j = 0; j < i; j++)
			assert_memory_not_equal(out[i], out[j], 32);
}

static void
argon2id_costs_outside_the_limits_are_refused_before_any_work(void **state)
{
	static const struct hj_kdf_cost bad[] = {
		{ .ops = 1, .mem = HJ_KDF_MEM_MIN },
		{ .ops = 17, .mem = HJ_KDF_MEM_MIN },
		{ .ops = 2, .mem = HJ_KDF_MEM_MIN - 1 },
		{ .ops = 2, .mem = ((uint64_t)4 << 30) + 1 },
		{ .ops = 0, .mem = 0 },
		{ .ops = UINT32_MAX, .mem = UINT64_MAX },
	};
	static const uint8_t salt[HJ_KDF_SALT] = { 0 };
	struct hj_error err = HJ_ERROR;
	struct hj_secret *pw = NULL, *key = NULL;
	struct rusage before, after;

	(void)state;
#ifndef HJ_CHEAP_PASSPHRASES
	assert_int_equal(HJ_KDF_MEM_MIN, (uint64_t)64 << 20);
#endif
	assert_int_equal(hj_secret_copy("x", 1, &pw, &err), HJ_OK);
	(void)getrusage(RUSAGE_SELF, &before);
	for (size_t i = 0; i < HJ_LEN(bad); i++)
		assert_int_equal(hj_kdf_passphrase(&bad[i], salt, pw, &key,
				     &err),
		    HJ_ELIMIT);
	(void)getrusage(RUSAGE_SELF, &after);
	assert_null(key);
	assert_true(after.ru_maxrss - before.ru_maxrss < 8 << 10);
	hj_secret_free(pw);
}

static void
argon2id_gives_its_known_answer(void **state)
{
	/* echo -n password | argon2 0123456789abcdef -id -t 2 -k 65536 -p 1
	 * (Debian package argon2) */
	static const struct hj_kdf_cost cost = { .ops = 2,
		.mem = (uint64_t)64 << 20 };
	struct hj_error err = HJ_ERROR;
	struct hj_secret *pw = NULL, *key = NULL;
	uint8_t want[32];

	(void)state;
	unhex("efefea1217a1d74f60760e0cddef0e1ddcc58d048f2a50ba3606d5bf0a68af9f",
	    want, sizeof(want));
	assert_int_equal(hj_secret_copy("password", 8, &pw, &err), HJ_OK);
	assert_int_equal(hj_kdf_passphrase(&cost,
			     (const uint8_t *)"0123456789abcdef", pw, &key,
			     &err),
	    HJ_OK);
	assert_memory_equal(hj_secret_peek(key), want, 32);
	hj_secret_free(key);
	hj_secret_free(pw);
}

static void
too_little_memory_for_argon2id_is_said(void **state)
{
#ifdef __SANITIZE_ADDRESS__
	(void)state;
	print_message("address space is not limited under ASan: skipped\n");
	skip();
#else
	static const struct hj_kdf_cost cost = { .ops = 2,
		.mem = (uint64_t)1 << 30 };
	static const uint8_t salt[HJ_KDF_SALT] = { 0 };
	int status;
	pid_t child;

	(void)state;
	if ((child = fork()) == 0) {
		struct rlimit r = { (rlim_t)512 << 20, (rlim_t)512 << 20 };
		struct hj_error err = HJ_ERROR;
		struct hj_secret *pw = NULL, *key = NULL;

		if (setrlimit(RLIMIT_AS, &r) != 0 ||
		    hj_secret_copy("x", 1, &pw, &err) != HJ_OK)
			_exit(2);
		_exit(hj_kdf_passphrase(&cost, salt, pw, &key, &err) !=
			HJ_ENOMEM ||
		    strcmp(err.text,
			"not enough memory for the key derivation") != 0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
#endif
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hkdf_gives_the_vectors_of_the_rfc_and_no_others),
		cmocka_unit_test(hkdf_agrees_with_wycheproof),
		cmocka_unit_test(extract_agrees_with_wycheproof_for_hmac),
		cmocka_unit_test(verify_agrees_with_wycheproof_for_ed25519),
		cmocka_unit_test(every_use_gives_a_key_of_its_own),
		cmocka_unit_test(
		    argon2id_costs_outside_the_limits_are_refused_before_any_work),
		cmocka_unit_test(argon2id_gives_its_known_answer),
		cmocka_unit_test(too_little_memory_for_argon2id_is_said),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("kdf", tests, NULL, NULL);
}
