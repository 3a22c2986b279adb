#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/date/edtf.h"

enum {
	BEFORE = 1, /* certainly */
	MAY_BE_BEFORE = 2,
	MAY_BE_AFTER = 4,
	OVERLAP = 8, /* may */
	EQUAL = 16, /* certainly */
};

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

static unsigned
relation(const char *left, const char *right)
{
	struct hj_edtf a = parsed(left), b = parsed(right);
	unsigned r = 0;

	r |= hj_edtf_certainly_before(&a, &b) ? BEFORE : 0;
	r |= hj_edtf_possibly_before(&a, &b) ? MAY_BE_BEFORE : 0;
	r |= hj_edtf_possibly_before(&b, &a) ? MAY_BE_AFTER : 0;
	r |= hj_edtf_may_overlap(&a, &b) ? OVERLAP : 0;
	r |= hj_edtf_certainly_equal(&a, &b) ? EQUAL : 0;
	assert_true(hj_edtf_may_overlap(&a, &b) == hj_edtf_may_overlap(&b, &a));
	return r;
}

static void
dates_compare_by_what_they_allow(void **state)
{
	static const struct {
		const char *a, *b;
		unsigned expected;
	} known[] = {
		{ "2012", "2013", BEFORE | MAY_BE_BEFORE },
		{ "2013", "2012", MAY_BE_AFTER },
		{ "2013-05-28", "2013-05-28", OVERLAP | EQUAL },
		{ "2013", "2013", MAY_BE_BEFORE | MAY_BE_AFTER | OVERLAP },
		{ "2013", "2013-05", MAY_BE_BEFORE | MAY_BE_AFTER | OVERLAP },
		{ "2013-12-31", "2013", MAY_BE_AFTER | OVERLAP },
		{ "2013-01-01", "2013", MAY_BE_BEFORE | OVERLAP },
		{ "2012-24", "2013-01",
		    MAY_BE_BEFORE | MAY_BE_AFTER | OVERLAP },
		{ "2013-05-28?", "2013-05-28", OVERLAP },
		{ "2013-05-28~", "2013-05-28", OVERLAP },
		{ "-0044", "0001", BEFORE | MAY_BE_BEFORE },
	};

	(void)state;
	for (size_t i = 0; i < HJ_LEN(known); i++)
		if (relation(known[i].a, known[i].b) != known[i].expected)
			fail_msg("%s and %s", known[i].a, known[i].b);
}

static void
an_unknown_end_is_never_certain(void **state)
{
	const unsigned any = MAY_BE_BEFORE | MAY_BE_AFTER | OVERLAP;

	(void)state;
	assert_int_equal(relation("1985/", "2013"), any);
	assert_int_equal(relation("1985/..", "2013"), any);
	assert_int_equal(relation("2013", "/2014"), any);
	assert_int_equal(relation("/1985", "2013"), BEFORE | MAY_BE_BEFORE);
	assert_int_equal(relation("2013", "2014/.."), BEFORE | MAY_BE_BEFORE);
	assert_int_equal(relation("2014/", "2013"), MAY_BE_AFTER);
	assert_int_equal(relation("../2012", "2013"), BEFORE | MAY_BE_BEFORE);
	assert_int_equal(relation("/..", "2013"), any);
}

static void
sets_overlap_member_by_member(void **state)
{
	(void)state;
	assert_int_equal(relation("[1667,1760-12]", "1700"),
	    MAY_BE_BEFORE | MAY_BE_AFTER);
	assert_int_equal(relation("[1667..1760-12]", "1700"),
	    MAY_BE_BEFORE | MAY_BE_AFTER | OVERLAP);
	assert_int_equal(relation("{1960,1962}", "[1961,1962-03]"),
	    MAY_BE_BEFORE | MAY_BE_AFTER | OVERLAP);
	assert_int_equal(relation("{1960..}", "1959"), MAY_BE_AFTER);
}

static void
times_compare_by_the_clock_when_they_can(void **state)
{
	(void)state;
	/* One moment, two offsets, two days. */
	assert_int_equal(relation("2013-05-28T06:10:00+09:00",
			     "2013-05-27T21:10:00Z"),
	    OVERLAP | EQUAL);
	assert_int_equal(relation("2013-05-28T06:10:00",
			     "2013-05-28T06:10:00.5"),
	    BEFORE | MAY_BE_BEFORE);
	assert_int_equal(relation("2013-05-28T24:00:00", "2013-05-29T00:00:00"),
	    OVERLAP | EQUAL);
	assert_int_equal(relation("2013-05-28T10:00:00.05",
			     "2013-05-28T10:00:00.1"),
	    BEFORE | MAY_BE_BEFORE);
	/* With and without an offset: the day is all there is. */
	assert_int_equal(relation("2013-05-28T06:10:00+09:00",
			     "2013-05-28T23:00:00"),
	    OVERLAP | EQUAL);
	assert_int_equal(relation("2013-05-28T06:10:00", "2013-05-28"),
	    OVERLAP | EQUAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_compare_by_what_they_allow),
		cmocka_unit_test(an_unknown_end_is_never_certain),
		cmocka_unit_test(sets_overlap_member_by_member),
		cmocka_unit_test(times_compare_by_the_clock_when_they_can),
	};

	return cmocka_run_group_tests_name("edtf_compare", tests, NULL, NULL);
}
