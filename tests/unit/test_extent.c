#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "core/date/calendar.h"
#include "core/sense/extent.h"
#include "tests/unit/journey_world.h"

static struct hj_extent
extent(const char *inside)
{
	struct hj_record *r = decode(inside);
	struct hj_journey *j = journey(r, HJ_SECRET);
	struct hj_extent e;

	assert_int_equal(j->n, 1);
	e = hj_extent_of(&j->stage[0]);
	hj_journey_free(j);
	hj_record_free(r);
	return e;
}

#define DAY(y, m, d) hj_calendar_day(y, m, d)

static void
a_moment_is_certain_on_its_one_day_alone(void **state)
{
	struct hj_extent e =
	    extent(EVENT("evt001", "1", "arrest", DATE("2013-07-02")));

	(void)state;
	assert_true(e.certain);
	assert_int_equal(e.since, DAY(2013, 7, 2));
	assert_int_equal(e.until, DAY(2013, 7, 2));
	e = extent(EVENT("evt001", "1", "arrest", DATE("2013-07")));
	assert_false(e.certain);
	assert_int_equal(e.first, DAY(2013, 7, 1));
	assert_int_equal(e.last, DAY(2013, 7, 31));
	assert_false(extent(EVENT("evt001", "1", "arrest", DATE("2013-07-02~")))
			 .certain);
}

static void
what_lasts_is_certain_between_its_uncertain_ends(void **state)
{
	struct hj_extent e = extent(HELD("det001", DATE("2013-03/2013-09")));

	(void)state;
	assert_true(e.certain);
	assert_int_equal(e.first, DAY(2013, 3, 1));
	assert_int_equal(e.since, DAY(2013, 3, 31));
	assert_int_equal(e.until, DAY(2013, 9, 1));
	assert_int_equal(e.last, DAY(2013, 9, 30));
	e = extent(HELD("det001", DATE("2013-03-01/2013-09-30~")));
	assert_int_equal(e.until, DAY(2013, 9, 29));
	assert_int_equal(e.since, DAY(2013, 3, 2));
	assert_false(extent(HELD("det001",
				DATE("2013") "<end><date>2013</date></end>"))
			 .certain);
}

static void
open_is_not_unknown(void **state)
{
	struct hj_extent e = extent(HELD("det001", DATE("2013-09/..")));

	(void)state;
	assert_int_equal(e.right, HJ_SIDE_OPEN);
	assert_true(e.certain && e.endless);
	e = extent(HELD("det001", DATE("2013-09")));
	assert_int_equal(e.right, HJ_SIDE_UNKNOWN);
	assert_false(e.certain);
	e = extent(HELD("det001", "<end><date>2013-03</date></end>"));
	assert_int_equal(e.left, HJ_SIDE_UNKNOWN);
	e = extent(EVENT("evt001", "1", "cross", DATE("[..2013-03]")));
	assert_int_equal(e.left, HJ_SIDE_OPEN);
	assert_int_equal(e.last, DAY(2013, 3, 31));
	assert_false(extent(HELD("det001", "")).any);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_moment_is_certain_on_its_one_day_alone),
		cmocka_unit_test(what_lasts_is_certain_between_its_uncertain_ends),
		cmocka_unit_test(open_is_not_unknown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
