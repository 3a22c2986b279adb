/* Ages: full years and Korean age are two things, and neither is guessed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/base.h"
#include "core/date/ageread.h"
#include "core/vocab/vocab.h"

static const struct {
	const char *in;
	unsigned years;
	const char *type; /* "": not said */
} known[] = {
	{ "35", 35, "" },
	{ "0", 0, "" },
	{ "130", 130, "" },
	{ " 35", 35, "" },
	{ "35세", 35, "" },
	{ "35 세", 35, "" },
	{ "35살", 35, "" },
	{ "나이 35", 35, "" },
	{ "35 years old", 35, "" },
	{ "35 years", 35, "" },
	{ "aged 35", 35, "" },
	{ "age 35", 35, "" },
	{ "35岁", 35, "" },
	{ "35 лет", 35, "" },
	{ "만 35세", 35, "international" },
	{ "만35", 35, "international" },
	{ "만으로 35세", 35, "international" },
	{ "만 나이 35", 35, "international" },
	{ "만나이 35세", 35, "international" },
	{ "35세(만)", 35, "international" },
	{ "35세 (만 나이)", 35, "international" },
	{ "35 full years", 35, "international" },
	{ "International age: 35", 35, "international" },
	{ "세는나이 35", 35, "korean" },
	{ "세는 나이 35세", 35, "korean" },
	{ "세는나이로 35살", 35, "korean" },
	{ "한국나이 35", 35, "korean" },
	{ "한국 나이로 35세", 35, "korean" },
	{ "우리 나이 35", 35, "korean" },
	{ "35세(세는나이)", 35, "korean" },
	{ "35 (Korean age)", 35, "korean" },
	{ "Korean age 35", 35, "korean" },
	{ "35 in Korean age", 35, "korean" },
};

static const char *const refused[] = { "", "세", "만", "131", "1000", "-3",
	"35.5", "35세쯤", "약 35세", "about 35", "30대", "thirties", "35-40",
	"35~40세", "35 40", "생후 6개월", "만 35세 세는나이 36세", "1975",
	"1975년생", "unknown", "서른다섯", "35세 5개월", "\xff", "3\n5" };

static void
an_age_says_how_it_is_counted_or_nothing_of_it(void **state)
{
	const struct hj_list *types = hj_vocab_list("age-type");

	(void)state;
	for (size_t i = 0; i < HJ_LEN(known); i++) {
		struct hj_error err = HJ_ERROR;
		struct hj_age_read age;

		if (hj_age_read(known[i].in, strlen(known[i].in), &age, &err) !=
		    HJ_OK)
			fail_msg("%s: %s", known[i].in, err.text);
		assert_int_equal(age.years, known[i].years);
		assert_string_equal(age.type != NULL ? age.type : "",
		    known[i].type);
		if (age.type != NULL)
			assert_non_null(hj_vocab_find(types, age.type,
			    strlen(age.type)));
		assert_int_equal(age.as_written, i < 3);
	}
}

static void
what_is_no_whole_number_of_years_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < HJ_LEN(refused); i++) {
		struct hj_error err = HJ_ERROR;
		struct hj_age_read age;

		if (hj_age_read(refused[i], strlen(refused[i]), &age, &err) ==
		    HJ_OK)
			fail_msg("'%s' is %u", refused[i], age.years);
		assert_int_equal(err.code, HJ_EINVAL);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_age_says_how_it_is_counted_or_nothing_of_it),
		cmocka_unit_test(what_is_no_whole_number_of_years_is_refused),
	};

	return cmocka_run_group_tests_name("ageread", tests, NULL, NULL);
}
