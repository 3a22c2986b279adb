#include "tests/unit/vault_world.h"

#include "core/store/index.h"

/* Several changes, each with more new cases than HJ_INDEX_BULK, so that the
 * index does not know them until the vault is closed. */
#define CASES 10000
#define PER_CHANGE 2500

static struct world world;
static struct hj_id ids[CASES];

static int
set_up(void **state)
{
	(void)state;
	make_world(&world);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	free_world(&world);
	return 0;
}

static void
title_of(size_t i, char *to, size_t size)
{
	(void)snprintf(to, size, "case %zu", i);
}

static void
put_all(struct hj_vault *v)
{
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;
	char title[32];

	for (size_t i = 0; i < CASES; i++) {
		if (i % PER_CHANGE == 0)
			must(hj_vault_begin(v, NULL, &c, &err), &err);
		hj_id_random(&ids[i]);
		title_of(i, title, sizeof(title));
		assert_int_equal(put_title(c, &ids[i], title), HJ_PUT_NEW);
		assert_true(hj_change_size(c) < (8u << 20));
		if (i % PER_CHANGE == PER_CHANGE - 1)
			must(hj_change_commit(c, &err), &err);
	}
}

static void
read_all(struct hj_vault *v, size_t step)
{
	char title[32];

	for (size_t i = 0; i < CASES; i += step) {
		title_of(i, title, sizeof(title));
		expect_title(v, &ids[i], title);
	}
}

static int
count_row(void *to, const struct hj_row *row, struct hj_error *err)
{
	(void)row;
	(void)err;
	++*(size_t *)to;
	return HJ_OK;
}

/* As a machine that stopped in the middle of an import leaves it: in a copy of
 * the vault, since this process has the real one open. */
static void
check_unsettled_copy(void)
{
	struct world copy = world;
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v;
	char command[256];
	size_t n = 0;

	(void)snprintf(copy.dir, sizeof(copy.dir), "%s/copy", world.top);
	/* Of another machine, else its change would make ours look old. */
	(void)snprintf(copy.state, sizeof(copy.state), "%s/elsewhere",
	    world.top);
	(void)snprintf(command, sizeof(command), "cp -r %s %s", world.dir,
	    copy.dir);
	assert_int_equal(system(command), 0);
	v = open_vault(&copy, false);
	read_all(v, 101);
	must(hj_vault_scan(v, count_row, &n, NULL, &err), &err);
	assert_int_equal(n, CASES);
	hj_vault_close(v);
	/* The next change brings the index up to date. */
	v = open_vault(&copy, true);
	save(v, &ids[5], "changed");
	hj_vault_close(v);
	v = open_vault(&copy, false);
	expect_title(v, &ids[5], "changed");
	expect_title(v, &ids[6], "case 6");
	hj_vault_close(v);
}

static void
ten_thousand_cases_are_all_read_back(void **state)
{
	struct hj_vault *v = open_vault(&world, true);
	struct hj_vault_facts facts;
	struct hj_error err = HJ_ERROR;

	(void)state;
	put_all(v);
	read_all(v, 1);
	check_unsettled_copy();
	hj_vault_close(v);
	v = open_vault(&world, false);
	read_all(v, 1);
	must(hj_vault_facts(v, &facts, &err), &err);
	assert_int_equal(facts.cases, CASES);
	/* Entries, and a commit entry a change. */
	assert_int_equal(facts.entries, CASES + CASES / PER_CHANGE);
	hj_vault_close(v);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ten_thousand_cases_are_all_read_back),
	};

	return cmocka_run_group_tests_name("vault_bulk", tests, set_up,
	    tear_down);
}
