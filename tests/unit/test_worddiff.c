#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/worddiff.h"

static int
note(void *to, const struct hj_wordchange *c, struct hj_error *err)
{
	char *found = to;
	size_t n = strlen(found);

	(void)err;
	snprintf(found + n, 4096 - n, "<%.*s|%.*s>", (int)c->old_len, c->old,
	    (int)c->new_len, c->new);
	return HJ_OK;
}

static struct hj_wordfacts
changes(const char *a, const char *b, const char *expected)
{
	struct hj_wordfacts f = { .places = 0 };
	struct hj_error err = HJ_ERROR;
	char found[4096] = "";

	assert_int_equal(hj_worddiff(a, strlen(a), b, strlen(b), note, found,
			     &f, &err),
	    HJ_OK);
	assert_string_equal(found, expected);
	return f;
}

static void
what_was_changed_is_told_word_by_word(void **state)
{
	struct hj_wordfacts f;

	(void)state;
	changes("", "", "");
	changes("she was taken", "she was taken", "");
	changes("", "all new", "<|all new>");
	changes("all gone", "", "<all gone|>");
	f = changes("she was taken from Tumen in May",
	    "she was taken from Namyang late in May", "<Tumen|Namyang late>");
	assert_int_equal(f.removed, 1);
	assert_int_equal(f.added, 2);
	assert_int_equal(f.places, 1);
	assert_int_equal(f.old_words, 7);
	assert_int_equal(f.new_words, 8);
	changes("a b c d e", "a x c e f", "<b|x><d|><|f>");
}

static void
lines_and_spaces_are_no_words(void **state)
{
	(void)state;
	changes("she was\n  taken", "she\r\nwas taken\n", "");
	changes("그\xc2\xa0여자는\xe3\x80\x80끌려갔다", "그 여자는 끌려갔다",
	    "");
	assert_int_equal(hj_wordcount("  one two\n\nthree ", 17), 3);
	assert_int_equal(hj_wordcount("", 0), 0);
}

/* ---- random texts, against the length of the longest common part ---- */

static size_t
common(const char *a, size_t n, const char *b, size_t m)
{
	static size_t row[64][64];

	for (size_t i = 0; i <= n; i++)
		for (size_t k = 0; k <= m; k++)
			row[i][k] = i == 0 || k == 0 ? 0
			    : a[2 * (i - 1)] == b[2 * (k - 1)]
			    ? row[i - 1][k - 1] + 1
			    : row[i - 1][k] > row[i][k - 1] ? row[i - 1][k]
							    : row[i][k - 1];
	return row[n][m];
}

static size_t
make(char *to, unsigned *seed)
{
	size_t n = (size_t)rand_r(seed) % 40;

	for (size_t i = 0; i < n; i++) {
		to[2 * i] = (char)('a' + rand_r(seed) % 4);
		to[2 * i + 1] = ' ';
	}
	to[2 * n] = '\0';
	return n;
}

static void
the_changes_are_the_fewest(void **state)
{
	const char *runs = getenv("HJ_RUNS");
	unsigned long times = runs != NULL ? strtoul(runs, NULL, 10) : 500;
	struct hj_error err = HJ_ERROR;
	struct hj_wordfacts f;
	char a[96], b[96];
	unsigned seed = 7;

	(void)state;
	for (unsigned long i = 0; i < times; i++) {
		size_t n = make(a, &seed), m = make(b, &seed);
		size_t kept = common(a, n, b, m);

		assert_int_equal(hj_worddiff(a, strlen(a), b, strlen(b), NULL,
				     NULL, &f, &err),
		    HJ_OK);
		assert_int_equal(f.removed, n - kept);
		assert_int_equal(f.added, m - kept);
	}
}

static void
texts_that_share_nothing_are_one_change(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_wordfacts f;
	static char a[16001], b[16001];

	(void)state;
	for (size_t i = 0; i < 8000; i++) {
		memcpy(a + 2 * i, "a ", 2);
		memcpy(b + 2 * i, "b ", 2);
	}
	assert_int_equal(hj_worddiff(a, 16000, b, 16000, NULL, NULL, &f, &err),
	    HJ_OK);
	assert_int_equal(f.places, 1);
	assert_int_equal(f.removed, 8000);
	assert_int_equal(f.added, 8000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_changed_is_told_word_by_word),
		cmocka_unit_test(lines_and_spaces_are_no_words),
		cmocka_unit_test(the_changes_are_the_fewest),
		cmocka_unit_test(texts_that_share_nothing_are_one_change),
	};

	return cmocka_run_group_tests_name("worddiff", tests, NULL, NULL);
}
