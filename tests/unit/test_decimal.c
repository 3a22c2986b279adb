#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/decimal.h"
#include "tests/unit/gen_record.h"

static void
sums_to(const char *const *amounts, size_t n, const char *expected)
{
	struct hj_decimal sum = { 0 }, d;
	struct hj_error err = HJ_ERROR;
	char text[HJ_DECIMAL_TEXT];

	for (size_t i = 0; i < n; i++) {
		assert_true(hj_decimal_parse(amounts[i], strlen(amounts[i]),
		    &d));
		assert_int_equal(hj_decimal_add(&sum, &d, &err), HJ_OK);
	}
	hj_decimal_text(&sum, text);
	assert_string_equal(text, expected);
}
#define SUM(expected, ...)                                                     \
	sums_to((const char *const[]){ __VA_ARGS__ },                          \
	    sizeof((const char *const[]){ __VA_ARGS__ }) /                     \
		sizeof(const char *),                                          \
	    expected)

static void
a_sum_is_exact_where_floating_point_is_not(void **state)
{
	(void)state;
	SUM("0.3", "0.1", "0.2");
	SUM("1000000000000000.000000001", "999999999999999.999999999",
	    "0.000000002");
	SUM("1350000", "300000", "1050000");
	SUM("350000.50", "350000", "0.50");
	/* 2^53 + 1, which no double holds. */
	SUM("9007199254740993.0", "999999999999999", "999999999999999",
	    "999999999999999", "999999999999999", "999999999999999",
	    "999999999999999", "999999999999999", "999999999999999",
	    "999999999999999", "7199254741002.0");
}

static void
signs_meet_in_the_middle(void **state)
{
	(void)state;
	SUM("1.5", "2", "-0.5");
	SUM("-1.5", "-2", "0.5");
	SUM("-0.5", "-0.5");
	SUM("0.0", "0.5", "-0.5");
	SUM("0.25", "-0.75", "1");
	SUM("0", "-0");
}

static void
what_is_not_an_amount_is_refused(void **state)
{
	static const char *const bad[] = { "", "-", ".", "1.", ".5", "01", "00",
		"+1", "1,000", "1e3", "1.2.3", "--1", " 1", "1 ", "1-",
		"1234567890123456", "1.0123456789", "0x1", "1.-2" };
	struct hj_decimal d = { .whole = 7 };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(bad); i++) {
		if (hj_decimal_parse(bad[i], strlen(bad[i]), &d))
			fail_msg("accepted: '%s'", bad[i]);
		assert_int_equal(d.whole, 7);
	}
	assert_false(hj_decimal_parse("1\0", 2, &d));
}

static void
a_sum_that_does_not_fit_is_an_error_and_changes_nothing(void **state)
{
	struct hj_decimal sum = { .whole = INT64_MAX, .nano = 999999999 };
	struct hj_decimal low = { .whole = INT64_MIN, .nano = -999999999 };
	struct hj_decimal one = { .nano = 1 }, back;
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(hj_decimal_add(&sum, &one, &err), HJ_ELIMIT);
	assert_true(sum.whole == INT64_MAX && sum.nano == 999999999);
	one.nano = -1;
	assert_int_equal(hj_decimal_add(&low, &one, &err), HJ_ELIMIT);
	assert_true(low.whole == INT64_MIN);
	back = low;
	assert_int_equal(hj_decimal_add(&back, &sum, &err), HJ_OK);
	assert_true(back.whole == -1 && back.nano == 0);
}

/* Beside plain integers of a thousandth: the same sum, in any order. */
static void
random_amounts_add_up_as_integers_do(void **state)
{
	struct gen g = { .state = 20261124 };

	(void)state;
	for (unsigned round = 0; round < 2000; round++) {
		struct hj_decimal sum = { 0 }, d;
		struct hj_error err = HJ_ERROR;
		char text[HJ_DECIMAL_TEXT], expected[HJ_DECIMAL_TEXT];
		long long all = 0;

		for (unsigned i = gen_below(&g, 20); i > 0; i--) {
			long long v = gen_below(&g, 2000000000);

			v -= gen_below(&g, 2) != 0 ? 1000000000 : 0;
			(void)snprintf(text, sizeof(text), "%s%lld.%03lld",
			    v < 0 ? "-" : "", (v < 0 ? -v : v) / 1000,
			    (v < 0 ? -v : v) % 1000);
			assert_true(hj_decimal_parse(text, strlen(text), &d));
			assert_int_equal(hj_decimal_add(&sum, &d, &err), HJ_OK);
			all += v;
		}
		sum.digits = 3;
		hj_decimal_text(&sum, text);
		(void)snprintf(expected, sizeof(expected), "%s%lld.%03lld",
		    all < 0 ? "-" : "", (all < 0 ? -all : all) / 1000,
		    (all < 0 ? -all : all) % 1000);
		assert_string_equal(text, expected);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sum_is_exact_where_floating_point_is_not),
		cmocka_unit_test(signs_meet_in_the_middle),
		cmocka_unit_test(what_is_not_an_amount_is_refused),
		cmocka_unit_test(
		    a_sum_that_does_not_fit_is_an_error_and_changes_nothing),
		cmocka_unit_test(random_amounts_add_up_as_integers_do),
	};

	return cmocka_run_group_tests_name("decimal", tests, NULL, NULL);
}
