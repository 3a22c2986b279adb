#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "cli/screen/say.h"

static void
a_final_consonant_chooses_the_particle(void **state)
{
	static const char *const known[][4] = {
		{ "기록", "은", "이", "을" },
		{ "사건", "은", "이", "을" },
		{ "봉투", "는", "가", "를" },
		{ "가", "는", "가", "를" },
		{ "힣", "은", "이", "을" },
		{ "Kim 철수", "는", "가", "를" },
	};

	(void)state;
	for (size_t i = 0; i < HJ_LEN(known); i++) {
		assert_string_equal(say_particle(known[i][0], SAY_TOPIC),
		    known[i][1]);
		assert_string_equal(say_particle(known[i][0], SAY_SUBJECT),
		    known[i][2]);
		assert_string_equal(say_particle(known[i][0], SAY_OBJECT),
		    known[i][3]);
	}
}

static void
other_words_get_both(void **state)
{
	static const char *const known[] = { "", "Kim", "k7m2", "韓", "ㄱ",
		"기록.", "\xea\xb0", "\xff", "\x80\x80" };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(known); i++) {
		assert_string_equal(say_particle(known[i], SAY_TOPIC),
		    "은(는)");
		assert_string_equal(say_particle(known[i], SAY_SUBJECT),
		    "이(가)");
		assert_string_equal(say_particle(known[i], SAY_OBJECT),
		    "을(를)");
	}
}

static void
the_option_wins_over_the_environment(void **state)
{
	(void)state;
	(void)unsetenv("LANGUAGE");
	(void)unsetenv("LC_ALL");
	(void)unsetenv("LC_MESSAGES");
	(void)setenv("LANG", "ko_KR.UTF-8", 1);
	assert_false(say_start("en"));
	assert_true(say_start(NULL));
	(void)unsetenv("LANGUAGE");
	(void)setenv("LC_ALL", "de_DE.UTF-8", 1);
	assert_false(say_start(NULL));
	assert_true(say_start("ko"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_final_consonant_chooses_the_particle),
		cmocka_unit_test(other_words_get_both),
		cmocka_unit_test(the_option_wins_over_the_environment),
	};

	return cmocka_run_group_tests_name("say", tests, NULL, NULL);
}
