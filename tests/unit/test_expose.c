#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "export/expose/expose.h"
#include "export/expose/expose_file.h"

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

/* The line on which a name is heard, 0: it is not. */
static uint32_t
heard(const char *text, const char *name, const char *may_stand)
{
	struct hj_error err = HJ_ERROR;
	struct hj_expose *e = NULL;
	uint32_t line = 0;

	assert_int_equal(hj_expose_new(text, strlen(text), &e, &err), HJ_OK);
	if (may_stand != NULL)
		assert_int_equal(hj_sounds_explain(hj_expose_sounds(e),
				     may_stand, strlen(may_stand), &err),
		    HJ_OK);
	assert_int_equal(hj_sounds_seek(hj_expose_sounds(e), name, strlen(name),
			     NULL, &line, &err),
	    HJ_OK);
	hj_expose_free(e);
	return line;
}

static void
a_name_is_heard_in_every_script(void **state)
{
	static const char *const texts[] = { "Then Kim Sol-mi said",
		"the mother, KIM Solmi, was", "Sol-mi KIM", "KIM,\nSol Mi",
		"그때 김솔미는 말했다", "그때 김 솔미가 말했다",
		"말했다. 金率美 또한", "她叫金率美。", "Там Ким Соль Ми была",
		"Ким Сольми" };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(texts); i++)
		if (heard(texts[i], "김솔미", NULL) == 0)
			fail_msg("not heard in '%s'", texts[i]);
	assert_int_not_equal(heard("die Frau Kim Sol-mi", "金率美", NULL), 0);
	assert_int_not_equal(heard("그때 김솔미는", "Kim Sol Mi", NULL), 0);
	assert_int_not_equal(heard("with Jin Yingshun there", "김영순", NULL),
	    0);
}

static void
words_that_are_no_name_are_not_heard(void **state)
{
	static const char *const texts[] = {
		"The Working Group on Arbitrary Detention asked the State",
		"In May 2013 She was held in a prison near the Tumen River",
		"the police officers of Yanbian took three women",
		"그들은 중국 공안에 체포되어 북송되었다",
		"Han Bo-ra and Pak Yeoul"
	};

	(void)state;
	for (size_t i = 0; i < HJ_LEN(texts); i++)
		assert_int_equal(heard(texts[i], "김솔미", NULL), 0);
}

static void
who_may_be_named_is_no_hit_for_a_namesake(void **state)
{
	(void)state;
	assert_int_equal(heard("KIM Sol-mi, born", "김솔미", "Kim Sol Mi"), 0);
	assert_int_equal(heard("KIM Sol-mi.\nand Kim Sol Mi", "김솔미",
			     "Han Bo Ra"),
	    1);
}

static void
the_line_is_told(void **state)
{
	(void)state;
	assert_int_equal(heard("one\ntwo\nthen Kim Sol-mi", "김솔미", NULL), 3);
	assert_int_equal(heard("<p>\n<b>Kim</b> <i>x</i>\n"
			       "<img alt=\"Kim Sol-mi\"/></p>",
			     "김솔미", NULL),
	    3);
	assert_int_equal(heard("<p>&#44608;솔미</p>", "김솔미", NULL), 1);
}

static uint32_t
numbered(const char *text, const char *number)
{
	struct hj_error err = HJ_ERROR;
	struct hj_expose *e = NULL;
	uint32_t line;

	assert_int_equal(hj_expose_new(text, strlen(text), &e, &err), HJ_OK);
	line = hj_expose_digits(e, number, strlen(number));
	hj_expose_free(e);
	return line;
}

static void
a_telephone_number_is_found_in_any_spacing(void **state)
{
	static const char *const texts[] = { "call 010-5550-1234 now",
		"(010) 5550 1234", "+82 10 5550 1234", "0082-10-5550.1234",
		"０１０５５５０１２３４", "tel:01055501234" };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(texts); i++)
		assert_int_equal(numbered(texts[i], "010-5550-1234"), 1);
	assert_int_equal(numbered("\n\nat 010 5550 1234", "+82105550 1234"), 3);
	assert_int_equal(numbered("010-5550-1235", "010-5550-1234"), 0);
	assert_int_equal(numbered("010 5550 women, 1234 men", "010-5550-1234"),
	    0);
	assert_int_equal(numbered("12345", "12345"), 0);
}

static bool
has_field(const struct hj_elem *e, const char *parent, const char *child)
{
	if (strcmp(e->name, parent) == 0 &&
	    hj_schema_child(e, child, strlen(child)) != NULL)
		return true;
	for (size_t i = 0; i < e->nchildren; i++)
		if (has_field(&e->children[i], parent, child))
			return true;
	return false;
}

static void
every_field_that_is_asked_for_is_one_of_the_schema(void **state)
{
	const char *parent, *child;

	(void)state;
	for (size_t i = 0; (child = hj_expose_field(i, &parent)) != NULL; i++)
		if (!has_field(hj_schema_root("case", 4), parent, child))
			fail_msg("no field %s.%s", parent, child);
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
		cmocka_unit_test(a_name_is_heard_in_every_script),
		cmocka_unit_test(words_that_are_no_name_are_not_heard),
		cmocka_unit_test(who_may_be_named_is_no_hit_for_a_namesake),
		cmocka_unit_test(the_line_is_told),
		cmocka_unit_test(a_telephone_number_is_found_in_any_spacing),
		cmocka_unit_test(
		    every_field_that_is_asked_for_is_one_of_the_schema),
	};

	return cmocka_run_group_tests_name("expose", tests, NULL, NULL);
}
