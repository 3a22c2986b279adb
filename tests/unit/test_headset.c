#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/base.h"
#include "core/log/headset.h"

/* Few places in a row, so that what is dropped leaves holes between others. */
#define VALUES 400
#define ROUNDS 200000

static bool is_there[VALUES];

static uint32_t
draw(uint32_t *seed, uint32_t n)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % n;
}

/* Values that fall on the same places again and again, and 0, which counts as
 * 1. */
static uint64_t
value(uint32_t i, size_t cap)
{
	return i % 8 * (uint64_t)cap * 1000003 + i / 8 * 3;
}

static void
agrees_with_a_list(uint64_t expected, uint32_t values, uint32_t adds)
{
	struct hj_headset s;
	struct hj_error err = HJ_ERROR;
	uint32_t seed = 7;
	size_t n = 0, cap;

	assert_int_equal(hj_headset_init(&s, expected, &err), HJ_OK);
	cap = s.cap;
	memset(is_there, 0, sizeof(is_there));
	for (size_t i = 0; i < ROUNDS; i++) {
		uint32_t which = draw(&seed, values);
		uint64_t v = value(which, cap);
		bool added = false;

		if (draw(&seed, 10) < adds) {
			assert_int_equal(hj_headset_add(&s, v, &added, &err),
			    HJ_OK);
			assert_int_equal(added, !is_there[which]);
			n += added;
			is_there[which] = true;
		} else {
			assert_int_equal(hj_headset_drop(&s, v),
			    is_there[which]);
			n -= is_there[which];
			is_there[which] = false;
		}
		assert_int_equal(s.n, n);
	}
	for (uint32_t i = 0; i < values; i++)
		assert_int_equal(hj_headset_drop(&s, value(i, cap)),
		    is_there[i]);
	assert_int_equal(s.n, 0);
	hj_headset_clear(&s);
}

static void
a_set_holds_what_was_added_and_not_dropped(void **state)
{
	(void)state;
	agrees_with_a_list(0, 56, 5);
	agrees_with_a_list(0, VALUES, 7);
	agrees_with_a_list(300, VALUES, 5);
	agrees_with_a_list(VALUES, VALUES, 9);
}

static void
nothing_grows_that_was_expected(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_headset s;
	bool added;
	size_t cap;

	(void)state;
	assert_int_equal(hj_headset_init(&s, 100000, &err), HJ_OK);
	cap = s.cap;
	assert_true(cap < 130000);
	for (uint64_t i = 0; i < 100000; i++)
		assert_int_equal(hj_headset_add(&s,
				     i * UINT64_C(0x9e3779b97f4a7c15), &added,
				     &err),
		    HJ_OK);
	assert_int_equal(s.cap, cap);
	assert_int_equal(s.n, 100000);
	hj_headset_clear(&s);
	assert_int_equal(hj_headset_init(&s, UINT64_MAX, &err), HJ_ENOMEM);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_set_holds_what_was_added_and_not_dropped),
		cmocka_unit_test(nothing_grows_that_was_expected),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
