#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/base/base.h"
#include "core/base/crew.h"

/* Each item holds a number; to work on it is to square it, some longer than
 * others. */
#define ITEMS 12
#define NUMBERS 20000

struct work {
	uint64_t n, square;
	size_t rounds;
};

struct taken {
	uint64_t next, stop_at; /* UINT64_MAX: never */
};

static struct work work[ITEMS];
static void *items[ITEMS];
static uint64_t worked[HJ_CREW_MAX];
static void *workers[HJ_CREW_MAX];

static int
square(void *worker, void *item, struct hj_error *err)
{
	uint64_t *count = worker;
	struct work *w = item;
	volatile size_t left = w->rounds;

	++*count;
	while (left != 0)
		left--;
	if (w->n == 777777)
		return hj_fail(err, HJ_ECORRUPT, "the number is not good");
	w->square = w->n * w->n;
	return HJ_OK;
}

static int
take(void *to, void *item, struct hj_error *err)
{
	struct taken *t = to;
	const struct work *w = item;

	assert_int_equal(w->n, t->next);
	assert_int_equal(w->square, w->n * w->n);
	if (t->next == t->stop_at)
		return hj_fail(err, HJ_EINTERRUPTED, "interrupted");
	t->next++;
	return HJ_OK;
}

/* All numbers below n; at bad, if any, one that cannot be squared. */
static int
run(size_t nworkers, uint64_t n, uint64_t bad, struct taken *t,
    struct hj_error *err)
{
	struct hj_crew_plan plan = { nworkers, workers, ITEMS, items, square,
		take, t };
	struct hj_crew *c = NULL;
	uint32_t seed = 1;
	int rc = HJ_OK;

	for (size_t i = 0; i < ITEMS; i++)
		items[i] = &work[i];
	for (size_t i = 0; i < HJ_CREW_MAX; i++) {
		worked[i] = 0;
		workers[i] = &worked[i];
	}
	t->next = 0;
	assert_int_equal(hj_crew_new(&plan, &c, err), HJ_OK);
	for (uint64_t i = 0; rc == HJ_OK && i < n; i++) {
		struct work *w = hj_crew_item(c);

		seed = seed * 1664525 + 1013904223;
		*w = (struct work){ i == bad ? 777777 : i, 0, seed >> 22 };
		rc = hj_crew_give(c, err);
	}
	if (rc == HJ_OK)
		rc = hj_crew_end(c, err);
	hj_crew_free(c);
	return rc;
}

static void
results_come_in_the_order_of_giving_whoever_worked(void **state)
{
	static const size_t sizes[] = { 1, 2, 3, HJ_CREW_MAX };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(sizes); i++) {
		struct taken t = { .stop_at = UINT64_MAX };
		struct hj_error err = HJ_ERROR;
		uint64_t sum = 0;

		assert_int_equal(run(sizes[i], NUMBERS, UINT64_MAX, &t, &err),
		    HJ_OK);
		assert_int_equal(t.next, NUMBERS);
		for (size_t k = 0; k < HJ_CREW_MAX; k++)
			sum += worked[k];
		assert_int_equal(sum, NUMBERS);
	}
}

static void
an_error_comes_after_what_was_given_before_it(void **state)
{
	(void)state;
	for (size_t n = 1; n <= HJ_CREW_MAX; n++)
		for (uint64_t bad = 0; bad < 40; bad++) {
			struct taken t = { .stop_at = UINT64_MAX };
			struct hj_error err = HJ_ERROR;

			assert_int_equal(run(n, 60, bad, &t, &err),
			    HJ_ECORRUPT);
			assert_int_equal(t.next, bad);
			assert_string_equal(err.text, "the number is not good");
		}
}

static void
who_takes_may_stop_it(void **state)
{
	(void)state;
	for (size_t n = 1; n <= HJ_CREW_MAX; n++)
		for (uint64_t at = 0; at < 40; at++) {
			struct taken t = { .stop_at = at };
			struct hj_error err = HJ_ERROR;

			assert_int_equal(run(n, 60, UINT64_MAX, &t, &err),
			    HJ_EINTERRUPTED);
			assert_int_equal(t.next, at);
		}
}

static void
one_worker_takes_each_at_once(void **state)
{
	struct taken t = { .stop_at = UINT64_MAX };
	struct hj_crew_plan plan = { 1, workers, ITEMS, items, square, take,
		&t };
	struct hj_error err = HJ_ERROR;
	struct hj_crew *c = NULL;

	(void)state;
	workers[0] = &worked[0];
	items[0] = &work[0];
	assert_int_equal(hj_crew_new(&plan, &c, &err), HJ_OK);
	for (uint64_t i = 0; i < 5; i++) {
		*(struct work *)hj_crew_item(c) = (struct work){ .n = i };
		assert_int_equal(hj_crew_give(c, &err), HJ_OK);
		assert_int_equal(t.next, i + 1);
	}
	assert_int_equal(hj_crew_end(c, &err), HJ_OK);
	hj_crew_free(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    results_come_in_the_order_of_giving_whoever_worked),
		cmocka_unit_test(an_error_comes_after_what_was_given_before_it),
		cmocka_unit_test(who_takes_may_stop_it),
		cmocka_unit_test(one_worker_takes_each_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
