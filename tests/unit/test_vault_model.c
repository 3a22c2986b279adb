#include "tests/unit/vault_world.h"
#include "tests/unit/wrap.h"

#include <sodium.h>

/* Random operations against a table in memory that cannot be wrong. */
#define CASES 60
#define STEPS 400

static struct world world;

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

struct model {
	size_t n; /* cases */
	struct hj_id id[CASES];
	unsigned version[CASES], revisions;
	size_t longer[CASES];
};

/* Some titles are long, so that rows outgrow their page. */
static void
title_of(const struct model *m, size_t i, char *to, size_t size)
{
	int n = snprintf(to, size, "case %zu version %u ", i, m->version[i]);

	memset(to + n, 'x', m->longer[i]);
	to[(size_t)n + m->longer[i]] = '\0';
}

static int
count_row(void *to, const struct hj_row *row, struct hj_error *err)
{
	const struct model *m = *(struct model **)to;
	bool known = false;

	(void)err;
	for (size_t i = 0; i < m->n; i++)
		known |= memcmp(&m->id[i], &row->id, sizeof(row->id)) == 0;
	assert_true(known);
	((size_t *)to)[1]++;
	return HJ_OK;
}

static void
compare(struct hj_vault *v, struct model *m)
{
	struct {
		struct model *m;
		size_t rows;
	} seen = { m, 0 };
	struct hj_error err = HJ_ERROR;
	struct hj_vault_facts facts;
	char title[1024];

	must(hj_vault_facts(v, &facts, &err), &err);
	assert_int_equal(facts.cases, m->n);
	assert_int_equal(facts.revisions, m->revisions);
	must(hj_vault_scan(v, count_row, &seen, NULL, &err), &err);
	assert_int_equal(seen.rows, m->n);
	for (size_t i = 0; i < m->n; i++) {
		title_of(m, i, title, sizeof(title));
		expect_title(v, &m->id[i], title);
	}
}

static void
put_one(struct hj_change *c, struct model *m)
{
	size_t i = randombytes_uniform(CASES);
	char title[1024];
	bool is_new = i >= m->n;

	if (is_new) {
		i = m->n++;
		hj_id_random(&m->id[i]);
	}
	m->version[i]++;
	m->longer[i] = randombytes_uniform(480);
	m->revisions++;
	title_of(m, i, title, sizeof(title));
	assert_int_equal(put_title(c, &m->id[i], title),
	    is_new ? HJ_PUT_NEW : HJ_PUT_CHANGED);
}

static void
a_vault_does_what_a_table_does(void **state)
{
	struct hj_vault *v = open_vault(&world, true);
	struct model m = { 0 }, before;
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;

	(void)state;
	for (size_t step = 0; step < STEPS;) {
		before = m;
		must(hj_vault_begin(v, NULL, &c, &err), &err);
		for (size_t k = 1 + randombytes_uniform(8); k > 0; k--, step++)
			put_one(c, &m);
		if (randombytes_uniform(4) == 0) {
			hj_change_abort(c);
			m = before;
		} else {
			must(hj_change_commit(c, &err), &err);
		}
		if (randombytes_uniform(10) == 0) {
			hj_vault_close(v);
			v = open_vault(&world, true);
			compare(v, &m);
		}
	}
	compare(v, &m);
	hj_vault_close(v);
	v = open_vault(&world, false);
	compare(v, &m);
	hj_vault_close(v);
}

/* ---- faults ---- */

/* One change with a new and an old case; what it returned. */
static int
try_change(struct hj_vault *v, const struct hj_id *old, const struct hj_id *id,
    const char *title)
{
	static char bytes[8192];
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;
	enum hj_put_what what;
	struct hj_put put = { .bytes = (const uint8_t *)bytes,
		.action = HJ_DID_UPDATE,
		.detail = "why" };

	if (hj_vault_begin(v, NULL, &c, &err) != HJ_OK)
		return (int)err.code;
	put.n = case_bytes(old, title, bytes, sizeof(bytes));
	if (hj_change_put(c, &put, &what, &err) == HJ_OK) {
		put.n = case_bytes(id, title, bytes, sizeof(bytes));
		if (hj_change_put(c, &put, &what, &err) == HJ_OK)
			return hj_change_commit(c, &err);
	}
	hj_change_abort(c);
	return (int)err.code;
}

static bool
is_there(struct hj_vault *v, const struct hj_id *id)
{
	struct hj_buf items = HJ_BUF(16 << 10);
	struct hj_error err = HJ_ERROR;
	struct hj_row row;
	int rc = hj_vault_row(v, id, &row, &items, &err);

	assert_true(rc == HJ_OK || rc == HJ_ENOTFOUND);
	hj_buf_clear(&items);
	return rc == HJ_OK;
}

/* The nth call fails, for n = 1, 2, ... until there is no nth. */
static void
fail_each(struct wrap_call *call, bool sticky, size_t stride)
{
	struct hj_vault *v = open_vault(&world, true);
	char title[32], last[32] = "first";
	struct hj_id old, id;
	size_t done;
	int rc;

	hj_id_random(&old);
	save(v, &old, last);
	for (size_t n = 1;; n += stride) {
		(void)snprintf(title, sizeof(title), "title %zu", n);
		hj_id_random(&id);
		*call = (struct wrap_call){ .fail_at = n, .sticky = sticky };
		rc = try_change(v, &old, &id, title);
		done = call->calls;
		*call = (struct wrap_call){ 0 };
		/* Only the anchor may fail and the change be there. */
		if (rc == HJ_OK)
			memcpy(last, title, sizeof(last));
		assert_int_equal(is_there(v, &id), rc == HJ_OK);
		expect_title(v, &old, last);
		/* And by somebody who opens it now, from time to time. */
		if (n % 16 == 1 || rc == HJ_OK) {
			hj_vault_close(v);
			v = open_vault(&world, true);
			assert_int_equal(is_there(v, &id), rc == HJ_OK);
			expect_title(v, &old, last);
		}
		if (done < n)
			break;
	}
	assert_int_equal(rc, HJ_OK);
	hj_vault_close(v);
}

static void
a_failing_commit_leaves_the_vault_as_it_was(void **state)
{
	(void)state;
	fail_each(&wrap.commit, false, 1);
}

static void
no_memory_leaves_the_vault_as_it_was(void **state)
{
	(void)state;
	fail_each(&wrap.alloc, false, 3);
	fail_each(&wrap.alloc, true, 7);
}

static void
a_failing_flush_is_no_lost_change(void **state)
{
	struct hj_vault *v = open_vault(&world, true);
	struct hj_id id;

	(void)state;
	/* Of ours only the anchor is flushed, and it may lag. */
	hj_id_random(&id);
	wrap.sync = (struct wrap_call){ .fail_at = 1, .sticky = true };
	save(v, &id, "one");
	wrap.sync = (struct wrap_call){ 0 };
	hj_vault_close(v);
	v = open_vault(&world, true);
	expect_title(v, &id, "one");
	save(v, &id, "two");
	hj_vault_close(v);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_vault_does_what_a_table_does),
		cmocka_unit_test(a_failing_commit_leaves_the_vault_as_it_was),
		cmocka_unit_test(no_memory_leaves_the_vault_as_it_was),
		cmocka_unit_test(a_failing_flush_is_no_lost_change),
	};

	return cmocka_run_group_tests_name("vault_model", tests, set_up,
	    tear_down);
}
