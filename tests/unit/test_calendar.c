#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/base/limits.h"
#include "core/date/calendar.h"

static void
known_days_have_known_numbers(void **state)
{
	(void)state;
	assert_int_equal(hj_calendar_day(1970, 1, 1), 0);
	assert_int_equal(hj_calendar_day(2000, 3, 1), 11017);
	assert_int_equal(hj_calendar_day(1969, 12, 31), -1);
	assert_int_equal(hj_calendar_day(1582, 10, 15), -141427);
	assert_int_equal(hj_calendar_day(0, 1, 1), -719528);
	assert_int_equal(hj_calendar_day(-1, 12, 31), -719529);
}

static void
every_day_of_ten_thousand_years_follows_the_last(void **state)
{
	int64_t expected = hj_calendar_day(-5000, 1, 1);

	(void)state;
	for (int64_t y = -5000; y < 5000; y++)
		for (int m = 1; m <= 12; m++)
			for (int d = 1; d <= hj_calendar_month_days(y, m);
			     d++, expected++) {
				struct hj_civil c = hj_calendar_civil(expected);

				if (hj_calendar_day(y, m, d) != expected ||
				    c.year != y || c.month != m || c.day != d)
					fail();
			}
}

static void
the_farthest_years_come_back(void **state)
{
	(void)state;
	for (int sign = -1; sign <= 1; sign += 2) {
		int64_t day = hj_calendar_day(sign * HJ_YEAR_MAX, 2, 29);
		struct hj_civil c = hj_calendar_civil(day);

		assert_true(c.year == sign * HJ_YEAR_MAX);
		assert_int_equal(c.month, 2);
		assert_int_equal(c.day, 29);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_days_have_known_numbers),
		cmocka_unit_test(every_day_of_ten_thousand_years_follows_the_last),
		cmocka_unit_test(the_farthest_years_come_back),
	};

	return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
