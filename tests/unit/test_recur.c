#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/date/calendar.h"
#include "core/date/edtf.h"
#include "core/date/recur.h"
#include "tests/unit/gen_record.h"

static int32_t
day(const char *text)
{
	struct hj_error err = HJ_ERROR;
	int32_t first, last;

	assert_int_equal(hj_edtf_span(text, strlen(text), &first, &last, &err),
	    HJ_OK);
	return first;
}

/* First time, the time that is over, the day it was done, the next time. */
static void
comes(uint32_t every, enum hj_recur_unit unit, const char *first,
    const char *due, const char *done, const char *next)
{
	const struct hj_recur rule = { .every = every, .unit = unit };
	struct hj_buf to = HJ_BUF(HJ_EDTF_TEXT_MAX);
	struct hj_error err = HJ_ERROR;
	const char *text;

	if (hj_recur_next(&rule, first, due, day(done), &to, &err) != HJ_OK)
		fail_msg("%s: %s", due, err.text);
	assert_int_equal(hj_buf_text(&to, &text, &err), HJ_OK);
	assert_string_equal(text, next);
	hj_buf_clear(&to);
}

static void
the_last_of_a_month_stays_the_last(void **state)
{
	static const char *const year[] = { "2027-01-31", "2027-02-28",
		"2027-03-31", "2027-04-30", "2027-05-31", "2027-06-30",
		"2027-07-31", "2027-08-31", "2027-09-30", "2027-10-31",
		"2027-11-30", "2027-12-31", "2028-01-31", "2028-02-29",
		"2028-03-31" };

	(void)state;
	for (size_t i = 0; i + 1 < HJ_LEN(year); i++)
		comes(1, HJ_RECUR_MONTH, year[0], year[i], year[i],
		    year[i + 1]);
}

static void
a_leap_day_comes_again_every_year(void **state)
{
	(void)state;
	comes(1, HJ_RECUR_YEAR, "2024-02-29", "2024-02-29", "2024-02-29",
	    "2025-02-28");
	comes(1, HJ_RECUR_YEAR, "2024-02-29", "2027-02-28", "2027-02-28",
	    "2028-02-29");
	/* 2100 is no leap year. */
	comes(4, HJ_RECUR_YEAR, "2096-02-29", "2096-02-29", "2096-02-29",
	    "2100-02-28");
	comes(1, HJ_RECUR_DAY, NULL, "2028-02-28", "2028-02-28", "2028-02-29");
	comes(2, HJ_RECUR_WEEK, NULL, "2026-12-24", "2026-12-20", "2027-01-07");
}

static void
what_was_missed_does_not_come_back_for_each_time(void **state)
{
	(void)state;
	/* Weekly calls, the one of 3 November made on the 25th. */
	comes(1, HJ_RECUR_WEEK, "2026-11-03", "2026-11-03", "2026-11-25",
	    "2026-12-01");
	/* Done on the day of a later one: that one was this. */
	comes(1, HJ_RECUR_WEEK, "2026-11-03", "2026-11-03", "2026-11-24",
	    "2026-12-01");
	/* Done before it was due. */
	comes(1, HJ_RECUR_WEEK, "2026-11-03", "2026-11-03", "2026-10-30",
	    "2026-11-10");
	comes(1, HJ_RECUR_MONTH, "2026-01-31", "2026-02-28", "2026-06-02",
	    "2026-06-30");
}

static void
a_postponed_time_does_not_move_the_series(void **state)
{
	(void)state;
	comes(1, HJ_RECUR_MONTH, "2026-01-31", "2026-03-12", "2026-03-12",
	    "2026-03-31");
}

static void
a_date_comes_again_as_exact_as_it_was(void **state)
{
	(void)state;
	comes(1, HJ_RECUR_MONTH, NULL, "2026-12", "2026-12-05", "2027-01");
	comes(1, HJ_RECUR_MONTH, NULL, "2026-05~", "2026-05-09", "2026-06~");
	/* In July May's is done; July's has still to come. */
	comes(1, HJ_RECUR_MONTH, NULL, "2026-05", "2026-07-03", "2026-07");
	comes(1, HJ_RECUR_YEAR, NULL, "2026?", "2026-05-09", "2027?");
	comes(3, HJ_RECUR_MONTH, NULL, "2026-11-01/2026-11-07", "2026-11-03",
	    "2027-02-01/2027-02-07");
	comes(1, HJ_RECUR_MONTH, NULL, "2026-01-25/2026-01-31", "2026-01-26",
	    "2026-02-25/2026-02-28");
}

static void
counted_from_the_day_it_was_done(void **state)
{
	const struct hj_recur rule = { .every = 10,
		.unit = HJ_RECUR_DAY,
		.from_done = true };
	struct hj_buf to = HJ_BUF(HJ_EDTF_TEXT_MAX);
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(hj_recur_next(&rule, NULL, NULL, day("2028-02-20"),
			     &to, &err),
	    HJ_OK);
	assert_int_equal(to.len, 10);
	assert_memory_equal(to.data, "2028-03-01", 10);
	hj_buf_clear(&to);
}

static void
refused(uint32_t every, enum hj_recur_unit unit, const char *due,
    enum hj_code code)
{
	const struct hj_recur rule = { .every = every, .unit = unit };
	struct hj_buf to = HJ_BUF(HJ_EDTF_TEXT_MAX);
	struct hj_error err = HJ_ERROR;

	if (hj_recur_next(&rule, NULL, due, 0, &to, &err) != (int)code)
		fail_msg("%s: %d", due, (int)err.code);
	assert_int_equal(to.len, 0);
}

static void
what_cannot_come_again_is_refused(void **state)
{
	(void)state;
	refused(1, HJ_RECUR_DAY, NULL, HJ_EINVAL);
	refused(0, HJ_RECUR_DAY, "2026-01-01", HJ_EINVAL);
	refused(HJ_RECUR_MAX + 1, HJ_RECUR_DAY, "2026-01-01", HJ_EINVAL);
	refused(1, HJ_RECUR_DAY, "2026-01", HJ_EINVAL);
	refused(1, HJ_RECUR_WEEK, "2026-01", HJ_EINVAL);
	refused(1, HJ_RECUR_MONTH, "2026", HJ_EINVAL);
	refused(1, HJ_RECUR_MONTH, "2026-21", HJ_EINVAL);
	refused(1, HJ_RECUR_MONTH, "2026-XX", HJ_EINVAL);
	refused(1, HJ_RECUR_MONTH, "[2026-01,2026-03]", HJ_EINVAL);
	refused(1, HJ_RECUR_MONTH, "2026-01/..", HJ_EINVAL);
	refused(1, HJ_RECUR_YEAR, "Y12026", HJ_EINVAL);
	refused(1, HJ_RECUR_YEAR, "9999-06-01", HJ_ELIMIT);
	refused(1, HJ_RECUR_DAY, "no date", HJ_EINVAL);
}

static void
write_day(struct hj_civil c, char ret[static 16])
{
	(void)snprintf(ret, 16, "%04u-%02u-%02u", (unsigned)c.year % 10000,
	    (unsigned)c.month % 100, (unsigned)c.day % 100);
}

/* Step by step through many years, the k-th time is the first moved by k
 * steps: nothing adds up on the way. */
static void
no_series_drifts(void **state)
{
	struct gen g = { .state = 20261125 };
	struct hj_buf to = HJ_BUF(HJ_EDTF_TEXT_MAX);
	struct hj_error err = HJ_ERROR;

	(void)state;
	for (unsigned round = 0; round < 200; round++) {
		const struct hj_recur rule = { .every = 1 + gen_below(&g, 14),
			.unit = (enum hj_recur_unit)gen_below(&g, 4) };
		struct hj_civil from = { .year = 1990 + gen_below(&g, 60),
			.month = 1 + (int)gen_below(&g, 12) };
		char first[16], due[16];
		const char *text;

		from.day = 1 +
		    (int)gen_below(&g,
			(uint32_t)hj_calendar_month_days(from.year,
			    from.month));
		write_day(from, first);
		memcpy(due, first, sizeof(due));
		for (int64_t k = 1; k < 60; k++) {
			int64_t n = k * rule.every;
			struct hj_civil c = from;

			if (rule.unit >= HJ_RECUR_MONTH)
				c = hj_calendar_months_later(from,
				    rule.unit == HJ_RECUR_YEAR ? 12 * n : n);
			else
				c = hj_calendar_civil(hj_calendar_day(from.year,
							  from.month,
							  from.day) +
				    (rule.unit == HJ_RECUR_WEEK ? 7 * n : n));
			hj_buf_reset(&to);
			assert_int_equal(hj_recur_next(&rule, first, due,
					     day(due), &to, &err),
			    HJ_OK);
			assert_int_equal(hj_buf_text(&to, &text, &err), HJ_OK);
			write_day(c, due);
			assert_string_equal(text, due);
		}
	}
	hj_buf_clear(&to);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_last_of_a_month_stays_the_last),
		cmocka_unit_test(a_leap_day_comes_again_every_year),
		cmocka_unit_test(what_was_missed_does_not_come_back_for_each_time),
		cmocka_unit_test(a_postponed_time_does_not_move_the_series),
		cmocka_unit_test(a_date_comes_again_as_exact_as_it_was),
		cmocka_unit_test(counted_from_the_day_it_was_done),
		cmocka_unit_test(what_cannot_come_again_is_refused),
		cmocka_unit_test(no_series_drifts),
	};

	return cmocka_run_group_tests_name("recur", tests, NULL, NULL);
}
