#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/store/suppress.h"
#include "tests/unit/attacker.h"
#include "tests/unit/parsed.h"

static struct hj_crosstab
table(size_t nfields, size_t a, size_t b, size_t c)
{
	const size_t size[] = { a, b, c };
	struct hj_error err = HJ_ERROR;
	struct hj_crosstab t;

	assert_int_equal(hj_crosstab_new(nfields, size, &t, &err), HJ_OK);
	return t;
}

static void
count(struct hj_crosstab *t, size_t a, size_t b, uint64_t min, uint64_t max)
{
	const size_t at[HJ_CROSSTAB_FIELDS] = { a, b, 0 };
	const struct hj_figure n = { .min = min, .max = max };

	hj_crosstab_add(t, at, &n);
}

static const struct hj_figure *
cell(const struct hj_crosstab *t, size_t a, size_t b)
{
	const size_t at[HJ_CROSSTAB_FIELDS] = { a, b, 0 };

	return hj_crosstab_at(t, at);
}

static void
totals_are_the_sums_along_every_field(void **state)
{
	struct hj_crosstab t = table(2, 2, 3, 1);

	(void)state;
	count(&t, 0, 0, 7, 7);
	count(&t, 0, 2, 1, 3);
	count(&t, 1, 2, 20, 30);
	hj_crosstab_total(&t);
	assert_int_equal(cell(&t, 0, 3)->min, 8);
	assert_int_equal(cell(&t, 0, 3)->max, 10);
	assert_int_equal(cell(&t, 2, 2)->max, 33);
	assert_int_equal(cell(&t, 2, 1)->max, 0);
	assert_int_equal(cell(&t, 2, 3)->min, 28);
	assert_int_equal(cell(&t, 2, 3)->max, 40);
	hj_crosstab_clear(&t);
}

static void
a_table_too_large_for_people_is_refused(void **state)
{
	const size_t size[] = { 100, 100, 100 };
	struct hj_error err = HJ_ERROR;
	struct hj_crosstab t;

	(void)state;
	assert_int_equal(hj_crosstab_new(3, size, &t, &err), HJ_ELIMIT);
}

static void
small_counts_are_hidden_and_nothing_is_shown(void **state)
{
	struct hj_crosstab t = table(1, 4, 1, 1);
	struct hj_suppressed n;

	(void)state;
	count(&t, 0, 0, 4, 4);
	count(&t, 1, 0, 5, 5);
	count(&t, 2, 0, 50, 50);
	hj_crosstab_total(&t);
	hj_suppress(&t, 5, &n);
	assert_true(cell(&t, 0, 0)->hidden);
	/* The smallest other protects it. */
	assert_true(cell(&t, 1, 0)->hidden);
	assert_false(cell(&t, 2, 0)->hidden);
	assert_false(cell(&t, 3, 0)->hidden);
	assert_false(cell(&t, 4, 0)->hidden);
	assert_int_equal(n.small, 1);
	assert_int_equal(n.others, 1);
	hj_crosstab_clear(&t);
}

static void
two_ones_do_not_protect_each_other(void **state)
{
	struct hj_crosstab t = table(1, 3, 1, 1);
	struct hj_suppressed n;

	/* Their sum would be 2, and nobody hidden is 0: both are 1. */
	(void)state;
	count(&t, 0, 0, 1, 1);
	count(&t, 1, 0, 1, 1);
	count(&t, 2, 0, 9, 9);
	hj_crosstab_total(&t);
	hj_suppress(&t, 5, &n);
	assert_true(cell(&t, 2, 0)->hidden || cell(&t, 3, 0)->hidden);
	assert_int_equal(attack(&t, true), 0);
	hj_crosstab_clear(&t);
}

static void
a_range_is_hidden_when_its_least_is_small(void **state)
{
	struct hj_crosstab t = table(0, 1, 1, 1);
	struct hj_suppressed n;

	(void)state;
	count(&t, 0, 0, 2, 40);
	hj_suppress(&t, 5, &n);
	assert_true(t.cell[0].hidden);
	count(&t, 0, 0, 3, 3);
	hj_suppress(&t, 5, &n);
	assert_false(t.cell[0].hidden);
	assert_int_equal(n.small, 0);
	hj_crosstab_clear(&t);
}

static void
what_needs_no_hiding_is_shown_whole(void **state)
{
	struct hj_crosstab t = table(2, 2, 2, 1);
	struct hj_suppressed n;

	(void)state;
	for (size_t i = 0; i < 4; i++)
		count(&t, i / 2, i % 2, 5, 5);
	hj_crosstab_total(&t);
	hj_suppress(&t, 5, &n);
	for (size_t i = 0; i < t.ncells; i++)
		assert_false(t.cell[i].hidden);
	hj_crosstab_clear(&t);
}

/* ---- Shows 5 of the statistics ---- */

static uint64_t
draw(uint64_t *seed, uint64_t n)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed % n;
}

/* Sparse or full, with many small numbers, and ranges here and there. */
static struct hj_crosstab
random_table(uint64_t *seed)
{
	size_t nfields = 1 + draw(seed, 3), most = nfields == 3 ? 7 : 12;
	struct hj_crosstab t = table(nfields, 1 + draw(seed, most),
	    1 + draw(seed, most), 1 + draw(seed, most));
	uint64_t empty = draw(seed, 100), ranges = draw(seed, 40);
	uint64_t large = 2 + draw(seed, 30);

	for (size_t i = 0; i < t.ncells; i++) {
		size_t at[HJ_CROSSTAB_FIELDS];
		struct hj_figure n = { 0 };
		bool total = false;

		hj_crosstab_place(&t, i, at);
		for (size_t f = 0; f < nfields; f++)
			total = total || at[f] == t.size[f];
		if (total || draw(seed, 100) < empty)
			continue;
		n.min = draw(seed, large);
		n.max = n.min;
		if (draw(seed, 100) < ranges)
			n.max += draw(seed, 9);
		hj_crosstab_add(&t, at, &n);
	}
	hj_crosstab_total(&t);
	return t;
}

static void
must_be_hidden(const struct hj_crosstab *t, uint64_t k, uint64_t run)
{
	for (size_t i = 0; i < t->ncells; i++) {
		const struct hj_figure *c = &t->cell[i];

		if (c->max == 0 ? c->hidden : c->min < k && !c->hidden)
			fail_msg("table %llu, cell %zu",
			    (unsigned long long)run, i);
	}
}

static void
nobody_finds_a_hidden_number_from_what_is_published(void **state)
{
	uint64_t seed = 0x9e3779b97f4a7c15, hidden = 0, cells = 0;
	struct hj_suppressed n;

	(void)state;
	for (uint64_t run = 0; run < tries(1000); run++) {
		struct hj_crosstab t = random_table(&seed);
		uint64_t k = 3 + draw(&seed, 5);

		hj_suppress(&t, k, &n);
		must_be_hidden(&t, k, run);
		hidden += n.small + n.others;
		cells += t.ncells;
		if (attack(&t, true) != 0 || attack(&t, false) != 0)
			fail_msg("table %llu gives away what it hides",
			    (unsigned long long)run);
		hj_crosstab_clear(&t);
	}
	/* Or there was nothing to find. */
	assert_true(hidden > cells / 10);
	assert_true(hidden < cells);
}

/* He is no straw man: where only small numbers are hidden he finds many. */
static void
without_the_second_hiding_he_finds_them(void **state)
{
	uint64_t seed = 0x9e3779b97f4a7c15;
	size_t given_away = 0;

	(void)state;
	for (uint64_t run = 0; run < 200; run++) {
		struct hj_crosstab t = random_table(&seed);

		for (size_t i = 0; i < t.ncells; i++)
			t.cell[i].hidden =
			    t.cell[i].max != 0 && t.cell[i].min < 5;
		given_away += attack(&t, true) != 0;
		hj_crosstab_clear(&t);
	}
	assert_true(given_away > 50);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(totals_are_the_sums_along_every_field),
		cmocka_unit_test(a_table_too_large_for_people_is_refused),
		cmocka_unit_test(small_counts_are_hidden_and_nothing_is_shown),
		cmocka_unit_test(two_ones_do_not_protect_each_other),
		cmocka_unit_test(a_range_is_hidden_when_its_least_is_small),
		cmocka_unit_test(what_needs_no_hiding_is_shown_whole),
		cmocka_unit_test(
		    nobody_finds_a_hidden_number_from_what_is_published),
		cmocka_unit_test(without_the_second_hiding_he_finds_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
