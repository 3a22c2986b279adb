#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/date/calendar.h"
#include "tests/unit/journey_world.h"

static int64_t
on(int year, int month, int day)
{
	return hj_calendar_day(year, month, day);
}

#define assert_day(bound, y, m, d)                                             \
	do {                                                                   \
		assert_int_equal((bound).edge, HJ_EDGE_DAY);                   \
		assert_int_equal((bound).day, on(y, m, d));                    \
	} while (0)

static struct hj_stage
only(const char *inside)
{
	static struct hj_record *r;
	struct hj_journey *j;
	struct hj_stage s;

	hj_record_free(r);
	r = decode(inside);
	j = journey(r, HJ_SECRET);
	assert_int_equal(j->n, 1);
	s = j->stage[0];
	hj_journey_free(j);
	return s;
}

static void
a_month_is_some_day_of_it(void **state)
{
	struct hj_stage s =
	    only(EVENT("evt001", "1", "arrest", DATE("2013-11~")));

	(void)state;
	assert_day(s.begin.first, 2013, 11, 1);
	assert_day(s.begin.last, 2013, 11, 30);
	assert_true(s.begin.vague);
	assert_false(s.lasts);
}

static void
what_lasts_has_two_dates_and_a_moment_one(void **state)
{
	struct hj_stage s = only(HELD("det001", DATE("2013-05/2013-07")));

	(void)state;
	assert_true(s.lasts);
	assert_day(s.begin.first, 2013, 5, 1);
	assert_day(s.begin.last, 2013, 5, 31);
	assert_day(s.end.first, 2013, 7, 1);
	assert_day(s.end.last, 2013, 7, 31);
	s = only(EVENT("evt001", "1", "arrest", DATE("2013-05/2013-07")));
	assert_false(s.lasts);
	assert_day(s.begin.first, 2013, 5, 1);
	assert_day(s.begin.last, 2013, 7, 31);
	s = only(EVENT("evt001", "1", "arrest",
	    DATE("2013-05") "<end>2013-06</end>"));
	assert_true(s.lasts);
	assert_day(s.end.last, 2013, 6, 30);
}

static void
an_open_end_is_not_an_unknown_one(void **state)
{
	struct hj_stage s = only(HELD("det001", DATE("2013/..")));

	(void)state;
	assert_true(s.still);
	assert_int_equal(s.end.first.edge, HJ_EDGE_OPEN);
	s = only(HELD("det001", DATE("2013/")));
	assert_false(s.still);
	assert_int_equal(s.end.first.edge, HJ_EDGE_UNKNOWN);
	s = only(HELD("det001", DATE("2013")));
	assert_false(s.still);
	assert_false(hj_moment_dated(&s.end));
	s = only(HELD("det001", DATE("2013") "<end><how>ongoing</how></end>"));
	assert_true(s.still);
	s = only(HELD("det001",
	    DATE("2013/..") "<end><date>2014</date></end>"));
	assert_false(s.still);
	assert_day(s.end.first, 2014, 1, 1);
}

static void
a_lunar_date_is_widened_and_not_converted(void **state)
{
	struct hj_stage s = only(EVENT("evt001", "1", "arrest",
	    "<date cal=\"lunar\">2013-11-05</date>"));

	(void)state;
	assert_day(s.begin.first, 2013, 11, 5);
	assert_int_equal(s.begin.last.day, on(2013, 11, 5) + HJ_LUNAR_DAYS);
	assert_true(s.begin.vague);
}

static void
no_date_is_drawn_narrower_than_what_it_allows(void **state)
{
	static const char *const dates[] = { "2013", "2013-11", "2013-11-05",
		"201X", "2013-XX", "2013-24", "2013-11~", "2013?", "1950S2",
		"[2012,2014]", "{2012-03,2013-05}", "../2013", "2013/",
		"2013/..", "2012-05/2013-07", "[..2013]", "2013-1X-05" };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(dates); i++)
		for (size_t k = 0; k < 2; k++) {
			char inside[512];
			struct hj_edtf e;
			struct hj_edtf_bound lo, hi;
			struct hj_error err = HJ_ERROR;
			struct hj_stage s;
			const struct hj_edtf_bound *last;

			(void)snprintf(inside, sizeof(inside),
			    k == 0 ? EVENT("evt001", "1", "arrest", DATE("%s"))
				   : HELD("det001", DATE("%s")),
			    dates[i]);
			s = only(inside);
			assert_int_equal(hj_edtf_parse(dates[i],
					     strlen(dates[i]), &e, &err),
			    HJ_OK);
			hj_edtf_bounds(&e, &lo, &hi);
			last = s.lasts && e.part[0].range && e.nparts == 1
			    ? &s.end.last
			    : &s.begin.last;
			if (lo.edge == HJ_EDGE_DAY)
				assert_true(s.begin.first.edge != HJ_EDGE_DAY ||
				    s.begin.first.day <= lo.day);
			else
				assert_true(s.begin.first.edge != HJ_EDGE_DAY);
			if (hi.edge == HJ_EDGE_DAY)
				assert_true(last->edge != HJ_EDGE_DAY ||
				    last->day >= hi.day);
			else
				assert_true(last->edge != HJ_EDGE_DAY);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_month_is_some_day_of_it),
		cmocka_unit_test(what_lasts_has_two_dates_and_a_moment_one),
		cmocka_unit_test(an_open_end_is_not_an_unknown_one),
		cmocka_unit_test(a_lunar_date_is_widened_and_not_converted),
		cmocka_unit_test(no_date_is_drawn_narrower_than_what_it_allows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
