#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "export/expose.h"

static bool
names(const char *text, const char *name)
{
	struct hj_error err = HJ_ERROR;
	struct hj_expose *e = NULL;
	bool found = false;

	assert_int_equal(hj_expose_new(text, strlen(text), &e, &err), HJ_OK);
	assert_int_equal(hj_expose_seek(e, name, strlen(name), &found, &err),
	    HJ_OK);
	hj_expose_free(e);
	return found;
}

static void
a_name_is_found_however_it_is_joined(void **state)
{
	static const char *const texts[] = { "Then Han Sol Mi said",
		"HAN, Sol-mi", "han solmi.", "(Han Sol-Mi)", "Han Sol Mi's son",
		"Han\nSol\nMi", "x;Han Sol Mi" };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(texts); i++)
		assert_true(names(texts[i], "Han Sol Mi"));
}

static void
a_part_of_another_word_is_no_hit(void **state)
{
	(void)state;
	assert_false(names("Johan Sol Mi", "Han Sol Mi"));
	assert_false(names("Han Sol Mina", "Han Sol Mi"));
	assert_false(names("Han and Sol Mi", "Han Sol Mi"));
}

static void
hangul_and_hanja_are_found_inside_words(void **state)
{
	(void)state;
	assert_true(names("그때 한솔미가 말했다", "한솔미"));
	assert_true(names("韓率美的兒子", "韓率美"));
	/* Conjoining jamo are the same name. */
	assert_true(names(
	    "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab\xe1\x84\x89\xe1\x85\xa9\xe1\x86\xaf\xe1\x84\x86\xe1\x85\xb5",
	    "한솔미"));
}

static void
letters_with_marks_fold_like_their_form(void **state)
{
	(void)state;
	assert_true(names("P\xe2\x80\x99y\xc5\x8fng-ae KIM", "P'yŏng-ae Kim"));
	assert_true(names("ХАН СОЛЬ МИ", "Хан Соль Ми"));
}

static void
too_short_to_tell_anybody_is_counted(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_expose *e = NULL;
	bool found = true;

	(void)state;
	assert_int_equal(hj_expose_new("Kim 김", 7, &e, &err), HJ_OK);
	assert_int_equal(hj_expose_seek(e, "Kim", 3, &found, &err), HJ_OK);
	assert_false(found);
	assert_int_equal(hj_expose_seek(e, "김", 3, &found, &err), HJ_OK);
	assert_int_equal(hj_expose_passed_over(e), 2);
	hj_expose_free(e);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_is_found_however_it_is_joined),
		cmocka_unit_test(a_part_of_another_word_is_no_hit),
		cmocka_unit_test(hangul_and_hanja_are_found_inside_words),
		cmocka_unit_test(letters_with_marks_fold_like_their_form),
		cmocka_unit_test(too_short_to_tell_anybody_is_counted),
	};

	return cmocka_run_group_tests_name("expose", tests, NULL, NULL);
}
