#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/buf.h"
#include "core/phrase.h"
#include "core/slip39.h"

/* HJ_RUNS: how often; few in `make check`. */
static unsigned
runs(unsigned usual)
{
	const char *s = getenv("HJ_RUNS");

	return s != NULL ? (unsigned)strtoul(s, NULL, 10) : usual;
}

/* The words of a share as numbers, and a text of numbers. */
static void
numbers(const struct hj_secret *words, int ret[static HJ_SLIP39_WORDS])
{
	const char *p = (const char *)hj_secret_peek(words);
	size_t left = hj_secret_len(words);

	for (unsigned i = 0; i < HJ_SLIP39_WORDS; i++) {
		const char *space = memchr(p, ' ', left);
		size_t n = space != NULL ? (size_t)(space - p) : left;

		ret[i] = hj_phrase_number(p, n);
		p += n + (space != NULL);
		left -= n + (space != NULL);
	}
}

static int
parse_numbers(const int n[static HJ_SLIP39_WORDS])
{
	struct hj_buf text = HJ_BUF(HJ_SLIP39_TEXT_MAX);
	struct hj_error err = HJ_ERROR;
	struct hj_slip39 *s = NULL;
	int rc;

	for (unsigned i = 0; i < HJ_SLIP39_WORDS; i++)
		assert_int_equal(hj_buf_printf(&text, &err, "%s ",
				     hj_phrase_word((unsigned)n[i])),
		    HJ_OK);
	rc = hj_slip39_parse((const char *)text.data, text.len, &s, &err);
	hj_slip39_free(s);
	hj_buf_clear(&text);
	return rc;
}

static void
any_one_to_three_wrong_words_are_found(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_secret *secret = NULL,
			 *words[HJ_SLIP39_SHARES_MAX] = { NULL };
	const unsigned times = runs(1000);
	int right[HJ_SLIP39_WORDS], n[HJ_SLIP39_WORDS];

	(void)state;
	assert_int_equal(hj_secret_random(32, &secret, &err), HJ_OK);
	assert_int_equal(hj_slip39_split(secret, 1, 1, words, &err), HJ_OK);
	numbers(words[0], right);
	assert_int_equal(parse_numbers(right), HJ_OK);
	for (unsigned i = 0; i < times; i++) {
		memcpy(n, right, sizeof(n));
		for (unsigned k = 0; k <= i % 3; k++)
			n[randombytes_uniform(HJ_SLIP39_WORDS)] =
			    (int)randombytes_uniform(1024);
		if (memcmp(n, right, sizeof(n)) != 0)
			assert_int_equal(parse_numbers(n), HJ_EINVAL);
	}
	/* Two exchanged are two wrong ones. */
	for (unsigned i = 1; i < HJ_SLIP39_WORDS; i++) {
		memcpy(n, right, sizeof(n));
		n[i] = right[i - 1];
		n[i - 1] = right[i];
		assert_int_equal(parse_numbers(n),
		    n[i] == n[i - 1] ? HJ_OK : HJ_EINVAL);
	}
	hj_secret_free(words[0]);
	hj_secret_free(secret);
}

static int
parse_text(const char *text, char says[static 512])
{
	struct hj_error err = HJ_ERROR;
	struct hj_slip39 *s = NULL;
	int rc = hj_slip39_parse(text, strlen(text), &s, &err);

	(void)snprintf(says, 512, "%s", err.text);
	hj_slip39_free(s);
	return rc;
}

static void
a_share_is_read_as_people_type_it(void **state)
{
	char says[512];

	(void)state;
	/* Vector 42, by four letters, in capitals, with space of all kinds. */
	assert_int_equal(parse_text("TESTIFY  Swim acad acad colu loya "
				    "smea incl exot bedr exot\twris\nlobe "
				    "cove grie gold smar juni esti\r\n lear\n",
			     says),
	    HJ_OK);
	assert_int_equal(parse_text("", says), HJ_EINVAL);
	assert_int_equal(parse_text("testify swam academic", says), HJ_EINVAL);
	/* It says which word, and never the word. */
	assert_non_null(strstr(says, "word 2 "));
	assert_null(strstr(says, "swam"));
	assert_int_equal(parse_text("testify aca academic", says), HJ_EINVAL);
	assert_non_null(strstr(says, "word 2 "));
	assert_int_equal(parse_text("testify swim", says), HJ_EINVAL);
	assert_non_null(strstr(says, "2 words"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_one_to_three_wrong_words_are_found),
		cmocka_unit_test(a_share_is_read_as_people_type_it),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("slip39_words", tests, NULL, NULL);
}
