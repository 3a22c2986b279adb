#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/word.h"
#include "core/mechanism/course.h"
#include "core/vocab/vocab.h"

/* Every pair of the list, by its place. */
static void
each(void (*fn)(const char *a, const char *b))
{
	const struct hj_list *l = hj_vocab_list("pet-status");

	assert_non_null(l);
	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->n; k++)
			fn(l->rows[i].code, l->rows[k].code);
}

static void
nothing_comes_of(const char *a, const char *b)
{
	if (strcmp(a, "withdrawn") == 0)
		assert_false(hj_course_may(a, b));
	if (hj_course_may(a, b) && hj_course_is_out(a))
		assert_true(hj_course_is_out(b));
	if (!hj_course_is_out(a) && hj_course_is_out(b))
		assert_int_equal(hj_course_may(a, b),
		    hj_word_among("sent withdrawn", b));
}

static void
what_was_not_sent_is_sent_or_withdrawn_and_never_unsent(void **state)
{
	(void)state;
	each(nothing_comes_of);
}

static void
only_after_the_end_there_is_nothing(const char *a, const char *b)
{
	(void)b;
	assert_int_equal(*hj_course_after(a) == '\0',
	    strcmp(a, "withdrawn") == 0);
	/* Whatever is going on can be closed or withdrawn. */
	assert_true(strcmp(a, "withdrawn") == 0 || strcmp(a, "closed") == 0 ||
	    !hj_course_is_out(a) || hj_course_may(a, "closed"));
	assert_true(strcmp(a, "withdrawn") == 0 ||
	    hj_course_may(a, "withdrawn"));
}

static void
every_code_has_its_place(void **state)
{
	(void)state;
	each(only_after_the_end_there_is_nothing);
}

static void
all_that_may_follow_are_codes_of_the_list(void **state)
{
	const struct hj_list *l = hj_vocab_list("pet-status");
	const char *words, *word;
	size_t n;

	(void)state;
	for (size_t i = 0; i < l->n; i++)
		for (words = hj_course_after(l->rows[i].code);
		     hj_word_next(&words, &word, &n);)
			assert_non_null(hj_vocab_find(l, word, n));
}

static void
letters_cross(void **state)
{
	(void)state;
	assert_true(hj_course_may("sent", "decided"));
	assert_true(hj_course_may("reply", "reply"));
	assert_true(hj_course_may("comment", "transmitted"));
	assert_false(hj_course_may("transmitted", "ack"));
	assert_false(hj_course_may("draft", "ack"));
	assert_false(hj_course_may(NULL, "reply"));
	assert_true(hj_course_may(NULL, "sent"));
	assert_false(hj_course_may("sent", "ready"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    what_was_not_sent_is_sent_or_withdrawn_and_never_unsent),
		cmocka_unit_test(every_code_has_its_place),
		cmocka_unit_test(all_that_may_follow_are_codes_of_the_list),
		cmocka_unit_test(letters_cross),
	};

	return cmocka_run_group_tests_name("course", tests, NULL, NULL);
}
