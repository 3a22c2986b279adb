#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/base/limits.h"
#include "core/date/calendar.h"
#include "core/keys/role.h"
#include "core/log/log.h"
#include "core/store/due.h"
#include "core/store/root.h"
#include "core/vault/retention.h"

static int64_t
noon(int64_t year, int month, int day)
{
	return hj_calendar_day(year, month, day) * 86400 + 43200;
}

static void
the_period_ends_on_the_same_day_or_the_last_of_its_month(void **state)
{
	static const struct {
		struct hj_retention p;
		int64_t year;
		int month, day;
	} cases[] = {
		{ { 10, HJ_RECUR_DAY }, 2024, 2, 10 },
		{ { 2, HJ_RECUR_WEEK }, 2024, 2, 14 },
		{ { 1, HJ_RECUR_MONTH }, 2024, 2, 29 },
		{ { 13, HJ_RECUR_MONTH }, 2025, 2, 28 },
		{ { 10, HJ_RECUR_YEAR }, 2034, 1, 31 },
	};

	(void)state;
	for (size_t i = 0; i < HJ_LEN(cases); i++)
		assert_int_equal(hj_retention_ends(&cases[i].p,
				     noon(2024, 1, 31)),
		    hj_calendar_day(cases[i].year, cases[i].month,
			cases[i].day));
}

/* What no date can say never ends, and is proposed to nobody. */
static void
without_a_period_nothing_ends(void **state)
{
	const struct hj_retention none = { .every = 0 };
	const struct hj_retention long_ = { HJ_RECUR_MAX, HJ_RECUR_YEAR };

	(void)state;
	assert_int_equal(hj_retention_ends(&none, noon(2024, 1, 31)),
	    INT32_MAX);
	assert_int_equal(hj_retention_ends(&long_, noon(9990, 1, 1)),
	    INT32_MAX);
	assert_int_equal(hj_retention_ends(&long_, -1), INT32_MAX);
}

static void
what_was_proposed_is_late_after_its_day_and_not_on_it(void **state)
{
	const struct hj_retention p = { 1, HJ_RECUR_YEAR };
	const int32_t end = hj_retention_ends(&p, noon(2024, 3, 1));
	const struct hj_due d = { .kind = HJ_DUE_PROPOSED,
		.when = { end, end } };

	(void)state;
	assert_int_equal(hj_due_state(&d, end), HJ_DUE_AHEAD);
	assert_int_equal(hj_due_state(&d, end + 1), HJ_DUE_LATE);
}

static void
settings_keep_it_and_earlier_ones_have_none(void **state)
{
	const struct hj_root_settings s = { .legalholds = 77,
		.keep_every = 18,
		.keep_unit = HJ_RECUR_MONTH };
	struct hj_root_settings got;
	struct hj_buf b = HJ_BUF(1024);
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(hj_root_settings_encode(&s, &b, &err), HJ_OK);
	assert_int_equal(hj_root_settings_decode(b.data, b.len, &got, &err),
	    HJ_OK);
	assert_int_equal(got.legalholds, 77);
	assert_int_equal(got.keep_every, 18);
	assert_int_equal(got.keep_unit, HJ_RECUR_MONTH);
	/* As an earlier hanji wrote them, up to the legal holds. */
	assert_int_equal(hj_root_settings_decode(b.data, 2 + 8 + 8 + 2 + 4 * 8,
			     &got, &err),
	    HJ_OK);
	assert_int_equal(got.legalholds, 77);
	assert_int_equal(got.keep_every, 0);
	hj_buf_clear(&b);
}

static void
only_an_owner_sets_it(void **state)
{
	(void)state;
	assert_true(hj_role_may(HJ_ROLE_OWNER, HJ_DID_RETENTION, false));
	assert_false(hj_role_may(HJ_ROLE_CASEWORKER, HJ_DID_RETENTION, false));
	assert_false(hj_role_may(HJ_ROLE_READER, HJ_DID_RETENTION, false));
	assert_false(hj_role_may(HJ_ROLE_AUDITOR, HJ_DID_RETENTION, false));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_period_ends_on_the_same_day_or_the_last_of_its_month),
		cmocka_unit_test(without_a_period_nothing_ends),
		cmocka_unit_test(
		    what_was_proposed_is_late_after_its_day_and_not_on_it),
		cmocka_unit_test(settings_keep_it_and_earlier_ones_have_none),
		cmocka_unit_test(only_an_owner_sets_it),
	};

	return cmocka_run_group_tests_name("retention", tests, NULL, NULL);
}
