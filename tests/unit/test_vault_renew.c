#include "tests/unit/vault_world.h"

#include <sodium.h>

#include "core/vault/vault_state.h"
#include "tests/unit/old_rows.h"

#define CASES 300

static struct world w;
static struct hj_id ids[CASES];

static int
fill(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;
	struct hj_vault *v;

	(void)state;
	make_world(&w);
	v = open_vault(&w, true);
	must(hj_vault_begin(v, NULL, &c, &err), &err);
	for (size_t i = 0; i < CASES; i++) {
		hj_id_random(&ids[i]);
		(void)put_title(c, &ids[i], "first");
	}
	must(hj_change_commit(c, &err), &err);
	hj_vault_close(v);
	return 0;
}

static int
clean_up(void **state)
{
	(void)state;
	free_world(&w);
	return 0;
}

static bool
is_current(struct hj_vault *v)
{
	struct hj_error err = HJ_ERROR;
	bool current;

	must(hj_vault_is_current(v, &current, &err), &err);
	return current;
}

static void
make_old(struct hj_vault *v)
{
	struct hj_error err = HJ_ERROR;

	must(old_rows(v, &err), &err);
}

/* The items of a row, as bytes. */
static size_t
items_of(struct hj_vault *v, const struct hj_id *id, uint8_t *to, size_t size)
{
	struct hj_buf items = HJ_BUF(HJ_RECORD_MAX);
	struct hj_error err = HJ_ERROR;
	struct hj_row row;
	size_t n;

	must(hj_vault_row(v, id, &row, &items, &err), &err);
	n = row.items_len;
	assert_true(n <= size);
	memcpy(to, row.items, n);
	hj_buf_clear(&items);
	return n;
}

static void
a_new_vault_is_current(void **state)
{
	struct hj_vault *v = open_vault(&w, false);

	(void)state;
	assert_true(is_current(v));
	hj_vault_close(v);
}

static void
rows_of_an_older_hanji_are_made_anew(void **state)
{
	struct hj_vault *v = open_vault(&w, true);
	uint8_t before[4096], after[4096];
	size_t n = items_of(v, &ids[7], before, sizeof(before)), m;
	struct hj_error err = HJ_ERROR;
	uint64_t renewed = 0;

	(void)state;
	make_old(v);
	assert_false(is_current(v));
	m = items_of(v, &ids[7], after, sizeof(after));
	assert_true(m != n || memcmp(before, after, n) != 0);
	must(hj_vault_renew(v, NULL, &renewed, &err), &err);
	assert_int_equal(renewed, CASES);
	assert_true(is_current(v));
	m = items_of(v, &ids[7], after, sizeof(after));
	assert_int_equal(m, n);
	assert_memory_equal(before, after, n);
	/* Once is enough. */
	must(hj_vault_renew(v, NULL, &renewed, &err), &err);
	assert_int_equal(renewed, 0);
	hj_vault_close(v);
	/* ... and kept. */
	v = open_vault(&w, false);
	assert_true(is_current(v));
	expect_title(v, &ids[CASES - 1], "first");
	hj_vault_close(v);
}

static int
stop_at(void *to, uint64_t done, uint64_t total)
{
	(void)total;
	return done == *(uint64_t *)to;
}

static void
a_renewal_that_was_stopped_goes_on(void **state)
{
	struct hj_vault *v = open_vault(&w, true);
	uint64_t at = CASES / 2, renewed = 0;
	const struct hj_progress p = { stop_at, &at };
	struct hj_error err = HJ_ERROR;

	(void)state;
	make_old(v);
	assert_int_equal(hj_vault_renew(v, &p, &renewed, &err),
	    HJ_EINTERRUPTED);
	assert_false(is_current(v));
	err = HJ_ERROR;
	must(hj_vault_renew(v, NULL, &renewed, &err), &err);
	assert_true(is_current(v));
	save(v, &ids[0], "later");
	expect_title(v, &ids[0], "later");
	hj_vault_close(v);
}

/* A backup writes the same root. */
static void
a_backup_leaves_it_current(void **state)
{
	struct hj_vault *v = open_vault(&w, true);
	struct hj_error err = HJ_ERROR;
	char file[128];

	(void)state;
	(void)snprintf(file, sizeof(file), "%s/b.tar", w.top);
	must(hj_vault_backup(v, file, NULL, NULL, &err), &err);
	assert_true(is_current(v));
	hj_vault_close(v);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_vault_is_current),
		cmocka_unit_test(rows_of_an_older_hanji_are_made_anew),
		cmocka_unit_test(a_renewal_that_was_stopped_goes_on),
		cmocka_unit_test(a_backup_leaves_it_current),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("vault_renew", tests, fill, clean_up);
}
