#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/word.h"

static void
words_come_one_by_one(void **state)
{
	const char *list = "given proxy x", *word = NULL;
	size_t n = 0;

	(void)state;
	assert_true(hj_word_next(&list, &word, &n));
	assert_int_equal(n, 5);
	assert_memory_equal(word, "given", 5);
	assert_true(hj_word_next(&list, &word, &n));
	assert_memory_equal(word, "proxy", 5);
	assert_true(hj_word_next(&list, &word, &n));
	assert_int_equal(n, 1);
	assert_false(hj_word_next(&list, &word, &n));
	list = NULL;
	assert_false(hj_word_next(&list, &word, &n));
}

static void
a_word_is_whole_or_not_there(void **state)
{
	(void)state;
	assert_true(hj_word_among("client victim", "victim"));
	assert_true(hj_word_among("victim", "victim"));
	assert_false(hj_word_among("client victims", "victim"));
	assert_false(hj_word_among("victim", "vic"));
	assert_false(hj_word_among("victim", ""));
	assert_false(hj_word_among("victim", NULL));
	assert_false(hj_word_among(NULL, "victim"));
	assert_false(hj_word_among("", "victim"));
	assert_true(hj_word_has("a bb", "bbb", 2));
}

static void
a_word_is_typed_in_large_or_small_letters(void **state)
{
	(void)state;
	assert_true(hj_word_same("Status", 6, "status"));
	assert_true(hj_word_same("status and", 6, "STATUS"));
	assert_true(hj_word_same("상태", 6, "상태"));
	assert_false(hj_word_same("statu", 5, "status"));
	assert_false(hj_word_same("statuses", 8, "status"));
	/* 0x40 and 0x60 are no letters. */
	assert_false(hj_word_same("a@", 2, "a`"));
	assert_true(hj_word_same("", 0, ""));
	assert_false(hj_word_same("", 0, "a"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_come_one_by_one),
		cmocka_unit_test(a_word_is_whole_or_not_there),
		cmocka_unit_test(a_word_is_typed_in_large_or_small_letters),
	};

	return cmocka_run_group_tests_name("word", tests, NULL, NULL);
}
