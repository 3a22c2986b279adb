#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/date/edtf.h"
#include "tests/unit/edtf_days.h"
#include "tests/unit/wrap.h"

static struct hj_edtf
parsed(const char *s)
{
	struct hj_error err = HJ_ERROR;
	struct hj_edtf e;

	memset(&e, 0, sizeof(e));
	if (hj_edtf_parse(s, strlen(s), &e, &err) != HJ_OK)
		fail_msg("'%s' is refused: %s", s, err.text);
	return e;
}

/* A date, its first and its last day. */
static const char *const spans[][3] = {
	{ "2013-05-28", "2013-05-28", "2013-05-28" },
	{ "2012-02", "2012-02-01", "2012-02-29" },
	{ "1900-02", "1900-02-01", "1900-02-28" },
	{ "1985", "1985-01-01", "1985-12-31" },
	{ "-0044-03-15", "-0044-03-15", "-0044-03-15" },
	{ "0000", "0000-01-01", "0000-12-31" },
	{ "2011-03-11T06:10:00+09:00", "2011-03-11", "2011-03-11" },
	{ "2011-03-11T24:00:00", "2011-03-11", "2011-03-11" },
	{ "199X", "1990-01-01", "1999-12-31" },
	{ "-01XX", "-0199-01-01", "-0100-12-31" },
	{ "-00XX", "-0099-01-01", "-0001-12-31" },
	{ "1X9X-1X", "1090-10-01", "1999-12-31" },
	{ "190X-02-29", "1904-02-29", "1908-02-29" },
	{ "18XX-02-29", "1804-02-29", "1896-02-29" },
	{ "2013-XX-31", "2013-01-31", "2013-12-31" },
	{ "2013-0X-3X", "2013-01-30", "2013-09-30" },
	{ "2013-02-2X", "2013-02-20", "2013-02-28" },
	{ "XXXX-XX-23", "0000-01-23", "9999-12-23" },
	{ "2001-21", "2001-03-01", "2001-05-31" },
	{ "2011-24", "2011-12-01", "2012-02-29" },
	{ "2011-28", "2011-12-01", "2012-02-29" },
	{ "2001-29", "2001-09-01", "2001-11-30" },
	{ "2001-30", "2001-12-01", "2002-02-28" },
	{ "2001-31", "2001-03-01", "2001-05-31" },
	{ "2001-32", "2001-06-01", "2001-08-31" },
	{ "2001-36", "2001-10-01", "2001-12-31" },
	{ "2001-38", "2001-05-01", "2001-08-31" },
	{ "2001-41", "2001-07-01", "2001-12-31" },
	{ "201X-21", "2010-03-01", "2019-05-31" },
	{ "Y170000002", "170000002-01-01", "170000002-12-31" },
	{ "Y-17E7", "-170000000-01-01", "-170000000-12-31" },
	{ "Y20E2", "2000-01-01", "2000-12-31" },
	{ "1950S2", "1900-01-01", "1999-12-31" },
	{ "1953S3", "1950-01-01", "1959-12-31" },
	{ "-1953S3", "-1959-01-01", "-1950-12-31" },
	{ "Y3388E2S3", "338000-01-01", "338999-12-31" },
	{ "1964/2008", "1964-01-01", "2008-12-31" },
	{ "1985/", "1985-01-01", "unknown" },
	{ "1985/..", "1985-01-01", "inf" },
	{ "/1985", "unknown", "1985-12-31" },
	{ "../1985", "-inf", "1985-12-31" },
	{ "2003-22/2003-22", "2003-06-01", "2003-08-31" },
	{ "[1667,1668,1670..1672]", "1667-01-01", "1672-12-31" },
	{ "{1960,-1961-12}", "-1961-12-01", "1960-12-31" },
	{ "[..1760-12-03]", "-inf", "1760-12-03" },
	{ "{1760..}", "1760-01-01", "inf" },
	{ "[1963~..1968?]", "1963-01-01", "1968-12-31" },
};

static void
bounds_are_the_first_and_last_day_allowed(void **state)
{
	(void)state;
	for (size_t i = 0; i < HJ_LEN(spans); i++) {
		struct hj_edtf e = parsed(spans[i][0]);
		struct hj_edtf_bound lo, hi, from = bound_of(spans[i][1]),
					     to = bound_of(spans[i][2]);

		hj_edtf_bounds(&e, &lo, &hi);
		if (!same_bound(&lo, &from) || !same_bound(&hi, &to))
			fail_msg("bounds of %s", spans[i][0]);
	}
}

static void
what_is_not_a_date_is_refused(void **state)
{
	static const char *const bad[] = { "", " ", "..", "2013-5", "13",
		"2013-00", "2013-13", "2013-20", "2013-42", "2013-05-00",
		"2013-05-32", "2013-04-31", "2013-02-29", "1900-02-29",
		"190X-02-30", "1901-02-29", "19X1-02-29", "156X-11-31",
		"2013-2X", "2013-05-", "2013-", "2013--05", "-0000", "20131",
		"2XXXX", "201x", "2013-05-28 ", " 2013", "2013 -05",
		"2013-21-01", "2013?~", "2013-05-?", "2013/2012", "2013/05",
		"1985..1986", "1985/..x", "1985//1986", "1985/1986/1987",
		"2013-05-28T", "2013-05-28T10:10", "2013-05-28T25:00:00",
		"2013-05-28T24:00:01", "2013-05-28T10:60:00",
		"2013-05-28T10:10:60", "2013-05-28T10:10:10.",
		"2013-05-28T10:10:10-00:00", "2013-05-28T10:10:10+14:01",
		"2013-05-28T10:10:10+1:00", "2013-05-28?T10:10:10",
		"2013-05T10:10:10", "2013-05-28T10:10:10/2014",
		"2013/2014-01-01T10:10:10", "[2013-05-28T10:10:10Z]", "Y2013",
		"Y-0E5", "Y00001", "Y17E", "Y17E07", "Y17E7-01", "1950S",
		"1950S0", "1950S5", "19XXS2", "1950S2-01", "[]", "[..]",
		"[2013", "[2013}", "[2013,]", "[,2013]", "[2013, 2014]",
		"[2014..2013]", "[2012..,2013]", "[2011,..2013]", "[1985/1986]",
		"[[1985]]", "2013년", "unknown", "open", "2013u" };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(bad); i++) {
		struct hj_error err = HJ_ERROR;
		struct hj_edtf e = { .nparts = 77 };

		if (hj_edtf_parse(bad[i], strlen(bad[i]), &e, &err) !=
		    HJ_EINVAL)
			fail_msg("'%s' is accepted", bad[i]);
		assert_int_equal(e.nparts, 77);
	}
}

static void
an_error_says_where(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_edtf e;

	(void)state;
	assert_int_equal(hj_edtf_parse("2013-17", 7, &e, &err), HJ_EINVAL);
	assert_non_null(strstr(err.text, "character 6: a month"));
	assert_null(strstr(err.text, "2013"));
}

static void
what_is_too_much_is_a_limit(void **state)
{
	struct hj_error err = HJ_ERROR;
	char many[5 * (HJ_EDTF_MEMBERS + 1) + 2];
	static char huge[HJ_EDTF_TEXT_MAX + 1];
	struct hj_edtf e;

	(void)state;
	many[0] = '[';
	for (size_t i = 0; i <= HJ_EDTF_MEMBERS; i++)
		memcpy(many + 1 + 5 * i, "2013,", 5);
	many[5 * HJ_EDTF_MEMBERS + 5] = ']';
	assert_int_equal(hj_edtf_parse(many, sizeof(many) - 1, &e, &err),
	    HJ_ELIMIT);
	many[5 * HJ_EDTF_MEMBERS] = ']';
	assert_int_equal(hj_edtf_parse(many, 5 * HJ_EDTF_MEMBERS + 1, &e, &err),
	    HJ_OK);
	memset(huge, '2', sizeof(huge));
	assert_int_equal(hj_edtf_parse(huge, sizeof(huge), &e, &err),
	    HJ_ELIMIT);
	assert_int_equal(hj_edtf_parse("Y1E16", 5, &e, &err), HJ_ELIMIT);
	assert_int_equal(hj_edtf_parse("Y1E99", 5, &e, &err), HJ_ELIMIT);
	assert_int_equal(hj_edtf_parse("Y1E999999999999999999999", 24, &e,
			     &err),
	    HJ_ELIMIT);
	assert_int_equal(hj_edtf_parse("Y99999999999999999999999", 24, &e,
			     &err),
	    HJ_ELIMIT);
	assert_int_equal(hj_edtf_parse("Y-1E15", 6, &e, &err), HJ_OK);
}

static void
one_meaning_has_one_text(void **state)
{
	static const char *const pairs[][2] = {
		{ "2004?-06?-11?", "2004-06-11?" },
		{ "?2004-?06-?11", "2004-06-11?" },
		{ "?2004-06-04~", "2004%-~06-~04" },
		{ "2004?-06~", "2004%-~06" },
		{ "?2004", "2004?" },
		{ "?-2004-06", "-2004?-06" },
		{ "2004-~06", "2004-~06" },
		{ "2004-06-~11", "2004-06-~11" },
		{ "2001-?09~-09", "2001~-%09-09" },
		{ "2013-05-28T06:10:00+0900", "2013-05-28T06:10:00+09:00" },
		{ "2013-05-28T06:10:00-03", "2013-05-28T06:10:00-03:00" },
		{ "2013-05-28T06:10:00+0000", "2013-05-28T06:10:00Z" },
		{ "2013-05-28T06:10:00.0420", "2013-05-28T06:10:00.042" },
		{ "2013-05-28T06:10:00.000", "2013-05-28T06:10:00" },
		{ "-00XX-1X-X1", "-00XX-1X-X1" },
		{ "Y-17E7S1", "Y-17E7S1" },
		{ "1985/", "1985/" },
		{ "1985/..", "1985/.." },
		{ "/..", "/.." },
		{ "{..1983-12-31,1984..1985,1986..}",
		    "{..1983-12-31,1984..1985,1986..}" },
	};

	(void)state;
	for (size_t i = 0; i < HJ_LEN(pairs); i++) {
		struct hj_edtf e = parsed(pairs[i][0]);
		struct hj_buf to = HJ_BUF(256);
		struct hj_error err = HJ_ERROR;
		const char *s = NULL;

		assert_int_equal(hj_edtf_text(&e, &to, &err), HJ_OK);
		assert_int_equal(hj_buf_text(&to, &s, &err), HJ_OK);
		assert_string_equal(s, pairs[i][1]);
		hj_buf_clear(&to);
	}
}

static void
flags_say_what_should_be_said(void **state)
{
	static const struct {
		const char *text;
		unsigned flags;
	} known[] = {
		{ "2013-05-28", 0 },
		{ "2013?", HJ_EDTF_DOUBTFUL },
		{ "2013-~05", HJ_EDTF_ABOUT },
		{ "2013%", HJ_EDTF_DOUBTFUL | HJ_EDTF_ABOUT },
		{ "201X", HJ_EDTF_UNSPECIFIED },
		{ "2013-24", HJ_EDTF_SEASON },
		{ "2013-33", 0 },
		{ "1985/", HJ_EDTF_UNKNOWN },
		{ "1985/..", HJ_EDTF_OPEN },
		{ "[1985..]", HJ_EDTF_OPEN },
		{ "/", HJ_EDTF_UNKNOWN | HJ_EDTF_EMPTY },
		{ "../", HJ_EDTF_OPEN | HJ_EDTF_UNKNOWN | HJ_EDTF_EMPTY },
		{ "../..", HJ_EDTF_OPEN | HJ_EDTF_EMPTY },
	};

	(void)state;
	for (size_t i = 0; i < HJ_LEN(known); i++) {
		struct hj_edtf e = parsed(known[i].text);

		assert_int_equal(hj_edtf_flags(&e), known[i].flags);
	}
}

static void
an_estimate_is_not_a_bound(void **state)
{
	struct hj_edtf e = parsed("1950S2");
	int64_t first = 0, last = 0;

	(void)state;
	assert_true(hj_edtf_estimate(&e, &first, &last));
	assert_int_equal(first, hj_calendar_day(1950, 1, 1));
	assert_int_equal(last, hj_calendar_day(1950, 12, 31));
	e = parsed("1950");
	assert_false(hj_edtf_estimate(&e, &first, &last));
}

static void
an_offset_moves_the_clock_and_never_the_day(void **state)
{
	struct hj_edtf e = parsed("2013-05-28T06:10:00+09:00");
	struct hj_edtf_bound lo, hi;
	uint32_t second = 0;
	int64_t day = 0;

	(void)state;
	hj_edtf_bounds(&e, &lo, &hi);
	assert_int_equal(lo.day, hj_calendar_day(2013, 5, 28));
	assert_int_equal(hi.day, hj_calendar_day(2013, 5, 28));
	assert_true(hj_edtf_instant(&e, &day, &second));
	assert_int_equal(day, hj_calendar_day(2013, 5, 27));
	assert_int_equal(second, 21 * 3600 + 600);
	e = parsed("2013-05-28T06:10:00");
	assert_false(hj_edtf_instant(&e, &day, &second));
}

static void
spans_fit_the_catalogue(void **state)
{
	static const struct {
		const char *text;
		int32_t earliest, latest;
	} known[] = {
		{ "1970", 0, 364 },
		{ "1972", 730, 1095 },
		{ "1970-02", 31, 58 },
		{ "1970-01-02", 1, 1 },
		{ "1970~", 0, 364 },
		{ "1970/", 0, INT32_MAX },
		{ "1970/..", 0, INT32_MAX },
		{ "../1970", INT32_MIN, 364 },
		{ "Y17E9", INT32_MAX - 1, INT32_MAX - 1 },
		{ "Y-17E9", INT32_MIN + 1, INT32_MIN + 1 },
	};
	struct hj_error err = HJ_ERROR;
	int32_t lo = 7, hi = 7;

	(void)state;
	assert_int_equal(hj_edtf_span("1970-02-30", 10, &lo, &hi, &err),
	    HJ_EINVAL);
	assert_int_equal(lo, 7);
	for (size_t i = 0; i < HJ_LEN(known); i++) {
		const char *s = known[i].text;

		assert_int_equal(hj_edtf_span(s, strlen(s), &lo, &hi, &err),
		    HJ_OK);
		assert_int_equal(lo, known[i].earliest);
		assert_int_equal(hi, known[i].latest);
	}
}

static void
no_memory_while_writing_is_an_error(void **state)
{
	struct hj_edtf e = parsed("2013-05-28?");
	struct hj_buf to = HJ_BUF(64);
	struct hj_error err = HJ_ERROR;

	(void)state;
	wrap.alloc = (struct wrap_call){ .fail_at = 1, .sticky = true };
	assert_int_equal(hj_edtf_text(&e, &to, &err), HJ_ENOMEM);
	wrap.alloc = (struct wrap_call){ 0 };
	hj_buf_clear(&to);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bounds_are_the_first_and_last_day_allowed),
		cmocka_unit_test(what_is_not_a_date_is_refused),
		cmocka_unit_test(an_error_says_where),
		cmocka_unit_test(what_is_too_much_is_a_limit),
		cmocka_unit_test(one_meaning_has_one_text),
		cmocka_unit_test(flags_say_what_should_be_said),
		cmocka_unit_test(an_estimate_is_not_a_bound),
		cmocka_unit_test(an_offset_moves_the_clock_and_never_the_day),
		cmocka_unit_test(spans_fit_the_catalogue),
		cmocka_unit_test(no_memory_while_writing_is_an_error),
	};

	return cmocka_run_group_tests_name("edtf", tests, NULL, NULL);
}
