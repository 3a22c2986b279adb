#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/keys/phrase.h"
#include "tests/unit/wrap.h"

static void
the_list_is_the_one_of_slip39(void **state)
{
	crypto_hash_sha256_state s;
	uint8_t hash[32];
	char hex[65];

	(void)state;
	crypto_hash_sha256_init(&s);
	for (unsigned i = 0; i < 1024; i++) {
		const char *w = hj_phrase_word(i);

		assert_true(strlen(w) >= 4 && strlen(w) <= 8);
		/* Sorted, and four letters are enough. */
		if (i > 0)
			assert_true(strncmp(hj_phrase_word(i - 1), w, 4) < 0);
		crypto_hash_sha256_update(&s, (const uint8_t *)w, strlen(w));
		crypto_hash_sha256_update(&s, (const uint8_t *)"\n", 1);
	}
	crypto_hash_sha256_final(&s, hash);
	sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	/* sha256sum of the list as published */
	assert_string_equal(hex,
	    "bcc4555340332d169718aed8bf31dd9d5248cb7da6e5d355140ef4f1e601eec3");
}

static unsigned
index_of(const char *p, size_t n)
{
	for (unsigned i = 0; i < 1024; i++)
		if (strlen(hj_phrase_word(i)) == n &&
		    memcmp(hj_phrase_word(i), p, n) == 0)
			return i;
	fail_msg("a word that is not in the list");
	return 0;
}

static void
a_phrase_is_eight_words_and_all_words_come(void **state)
{
	struct hj_error err = HJ_ERROR;
	static unsigned seen[1024];
	unsigned different = 0;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		struct hj_secret *s = NULL;
		const char *p;
		size_t left, words = 0;

		assert_int_equal(hj_phrase_random(&s, &err), HJ_OK);
		p = (const char *)hj_secret_peek(s);
		left = hj_secret_len(s);
		while (left > 0) {
			const char *space = memchr(p, ' ', left);
			size_t n = space != NULL ? (size_t)(space - p) : left;

			seen[index_of(p, n)]++;
			words++;
			n += space != NULL;
			p += n;
			left -= n;
		}
		assert_int_equal(words, HJ_PHRASE_WORDS);
		hj_secret_free(s);
	}
	for (int i = 0; i < 1024; i++)
		different += seen[i] != 0;
	/* 8,000 draws leave out 0.4 of 1,024 words on average. */
	assert_true(different > 1000);
}

static void
no_memory_is_reported(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_secret *s = NULL;

	(void)state;
	wrap.alloc = (struct wrap_call){ .fail_at = 1 };
	assert_int_equal(hj_phrase_random(&s, &err), HJ_ENOMEM);
	wrap.alloc = (struct wrap_call){ 0 };
	assert_null(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_list_is_the_one_of_slip39),
		cmocka_unit_test(a_phrase_is_eight_words_and_all_words_come),
		cmocka_unit_test(no_memory_is_reported),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("phrase", tests, NULL, NULL);
}
