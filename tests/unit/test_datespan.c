/* The civil days that a date can mean, whatever its calendar. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/case/datespan.h"
#include "core/case/record.h"
#include "core/date/edtf.h"

/* A date of birth in a record of its own. */
static const struct hj_node *
birth(struct hj_record *r, const char *date, const char *cal)
{
	struct hj_error err = HJ_ERROR;
	const struct hj_elem *def = hj_record_root(r)->def;
	struct hj_node *person, *born, *node;

	def = hj_schema_child(def, "person", 6);
	assert_int_equal(hj_record_add(r, hj_record_root(r), def, &person,
			     &err),
	    HJ_OK);
	def = hj_schema_child(def, "birth", 5);
	assert_int_equal(hj_record_add(r, person, def, &born, &err), HJ_OK);
	def = hj_schema_child(def, "date", 4);
	assert_int_equal(hj_record_add(r, born, def, &node, &err), HJ_OK);
	assert_int_equal(hj_record_set_text(r, node, date, strlen(date), &err),
	    HJ_OK);
	if (cal != NULL)
		assert_int_equal(hj_record_set_attr(r, node, "cal", cal,
				     strlen(cal), &err),
		    HJ_OK);
	return node;
}

static bool
span(const char *date, const char *cal, struct hj_span *ret)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;
	bool found;

	assert_int_equal(hj_record_new("case", &r, &err), HJ_OK);
	found = hj_date_span(birth(r, date, cal), ret);
	hj_record_free(r);
	return found;
}

/* New Year, the birthday of the Buddha, Dano and Chuseok, as they were kept;
 * 2017, 2020 and 2023 had a doubled month. */
static const struct {
	const char *lunar, *civil;
} kept[] = {
	{ "1985-01-01", "1985-02-20" },
	{ "2012-01-01", "2012-01-23" },
	{ "2013-01-01", "2013-02-10" },
	{ "2015-01-01", "2015-02-19" },
	{ "2023-01-01", "2023-01-22" },
	{ "2012-04-08", "2012-05-28" },
	{ "2013-04-08", "2013-05-17" },
	{ "2020-04-08", "2020-04-30" },
	{ "2023-04-08", "2023-05-27" },
	{ "2012-05-05", "2012-06-24" },
	{ "2013-05-05", "2013-06-13" },
	{ "2012-08-15", "2012-09-30" },
	{ "2013-08-15", "2013-09-19" },
	{ "2017-08-15", "2017-10-04" },
	{ "2020-08-15", "2020-10-01" },
	{ "2023-08-15", "2023-09-29" },
};

static void
a_lunar_date_allows_the_day_it_was_and_whole_months(void **state)
{
	(void)state;
	for (size_t i = 0; i < HJ_LEN(kept); i++) {
		struct hj_error err = HJ_ERROR;
		struct hj_span s, civil;
		int32_t day, unused;

		assert_int_equal(hj_edtf_span(kept[i].civil, 10, &day, &unused,
				     &err),
		    HJ_OK);
		assert_true(span(kept[i].lunar, "lunar", &s));
		if (s.earliest > day || s.latest < day)
			fail_msg("%s", kept[i].lunar);
		assert_true(s.latest - s.earliest < 130);
		assert_int_equal(hj_calendar_civil(s.earliest).day, 1);
		assert_int_equal(hj_calendar_civil(s.latest + 1).day, 1);
		assert_true(span(kept[i].lunar, "gregorian", &civil));
		assert_int_equal(civil.earliest, civil.latest);
	}
}

static void
a_lunar_year_reaches_into_two_civil_ones(void **state)
{
	struct hj_span s;

	(void)state;
	assert_true(span("1975", "lunar", &s));
	assert_int_equal(s.earliest, hj_calendar_day(1975, 1, 1));
	assert_int_equal(s.latest, hj_calendar_day(1976, 2, 29));
	assert_true(span("1975/..", "lunar", &s));
	assert_int_equal(s.latest, INT32_MAX);
	assert_true(span("../1975", "lunar", &s));
	assert_int_equal(s.earliest, INT32_MIN);
	assert_true(span("Y-170000000", "lunar", &s));
	assert_true(span("Y170000000", "lunar", &s));
}

static void
what_is_no_date_may_be_any_day(void **state)
{
	struct hj_span s;

	(void)state;
	assert_false(span("in spring", NULL, &s));
	assert_int_equal(s.earliest, INT32_MIN);
	assert_int_equal(s.latest, INT32_MAX);
	assert_false(hj_date_span(NULL, &s));
	assert_true(span("2013-05", NULL, &s));
	assert_int_equal(s.earliest, hj_calendar_day(2013, 5, 1));
	assert_int_equal(s.latest, hj_calendar_day(2013, 5, 31));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_lunar_date_allows_the_day_it_was_and_whole_months),
		cmocka_unit_test(a_lunar_year_reaches_into_two_civil_ones),
		cmocka_unit_test(what_is_no_date_may_be_any_day),
	};

	return cmocka_run_group_tests_name("datespan", tests, NULL, NULL);
}
