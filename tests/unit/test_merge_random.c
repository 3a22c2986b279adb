#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "tests/unit/history_world.h"

/* Random histories of up to four writers; HJ_RUNS=20000 for the long run. */

static unsigned long
runs(void)
{
	const char *s = getenv("HJ_RUNS");

	return s != NULL ? strtoul(s, NULL, 10) : 150;
}

/* Whatever they sent each other in whatever order, twice or too late: when all
 * have heard of all, all have the same bytes and the same fingerprint. */
static void
all_writers_end_with_the_same_bytes(void **state)
{
	unsigned long merges = 0, conflicts = 0, open = 0, rounds = 0;

	(void)state;
	for (unsigned long seed = 1; seed <= runs(); seed++) {
		struct history *h = history_new(seed);

		history_run(h);
		rounds += history_exchange(h);
		history_same(h);
		history_nothing_lost(h);
		merges += history_merges(h);
		conflicts += history_conflicts(h);
		open += history_conflicts(h) != 0;
		history_free(h);
	}
	print_message("%lu histories, %lu merges, %lu end with conflicts "
		      "(%lu), %lu rounds to agree\n",
	    runs(), merges, open, conflicts, rounds);
	assert_true(merges > runs() && open > runs() / 10);
}

/* The newest versions of all, put together in every order, two and two. */
static void
every_order_gives_the_same_bytes(void **state)
{
	unsigned long orders = 0;

	(void)state;
	for (unsigned long seed = 1; seed <= runs(); seed++) {
		struct history *h = history_new(seed ^ 0x5eed);

		history_run(h);
		orders += history_all_orders(h);
		history_free(h);
	}
	print_message("%lu orders\n", orders);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_writers_end_with_the_same_bytes),
		cmocka_unit_test(every_order_gives_the_same_bytes),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("merge_random", tests, NULL, NULL);
}
