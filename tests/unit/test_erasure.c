#include "tests/unit/rekey_world.h"

#include "core/vault/erasure.h"
#include "core/vault/tombstone.h"

#define GONE 5 /* which of ids */

struct numbers {
	uint64_t n[16];
	size_t count;
};

static int
note_number(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct numbers *n = to;

	(void)err;
	if (e->has_digest)
		n->n[n->count++] = e->number;
	return HJ_OK;
}

static void
numbers_of(struct hj_vault *v, const struct hj_id *id, struct numbers *ret)
{
	struct hj_buf items = HJ_BUF(HJ_PAGE_STORED);
	struct hj_error err = HJ_ERROR;
	struct hj_row row;

	ret->count = 0;
	must(hj_vault_row(v, id, &row, &items, &err), &err);
	must(hj_vault_log(v, &row, note_number, ret, &err), &err);
	hj_buf_clear(&items);
}

/* ---- windows of what was sealed, in the raw file ---- */

struct windows {
	uint8_t at[16][16]; /* 16 bytes of each record */
	struct numbers numbers;
};

static int
take_windows(struct hj_txn *t, void *to, struct hj_error *err)
{
	struct windows *w = to;

	for (size_t i = 0; i < w->numbers.count; i++) {
		const uint8_t *p;
		size_t n;

		if (hj_txn_get(t, w->numbers.n[i], &p, &n, err) != HJ_OK)
			return (int)err->code;
		memcpy(w->at[i], p + n / 2, 16);
	}
	return HJ_OK;
}

static size_t
found_in(const struct windows *w, const char *dir)
{
	char path[256];
	uint8_t *p;
	size_t found = 0;
	long n;
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/data.mdb", dir);
	assert_non_null(f = fopen(path, "rb"));
	assert_int_equal(fseek(f, 0, SEEK_END), 0);
	n = ftell(f);
	rewind(f);
	assert_non_null(p = malloc((size_t)n));
	assert_int_equal(fread(p, 1, (size_t)n, f), n);
	(void)fclose(f);
	for (size_t i = 0; i < w->numbers.count; i++)
		found += memmem(p, (size_t)n, w->at[i], 16) != NULL;
	free(p);
	return found;
}

static void
expect_gone(struct hj_vault *v)
{
	struct hj_buf items = HJ_BUF(HJ_PAGE_STORED);
	struct hj_error err = HJ_ERROR;
	struct hj_verify_facts facts;
	struct hj_vault_facts f;
	struct hj_row row;
	int64_t when = 0;
	bool erased;

	assert_int_equal(hj_vault_row(v, &ids[GONE], &row, &items, &err),
	    HJ_ENOTFOUND);
	must(hj_vault_was_erased(v, &ids[GONE], &erased, &when, &err), &err);
	assert_true(erased && when > 0);
	must(hj_vault_was_erased(v, &ids[GONE + 1], &erased, NULL, &err), &err);
	assert_false(erased);
	for (size_t i = 0; i < CASES; i++)
		if (i != GONE)
			expect_title(v, &ids[i], "one");
	must(hj_vault_verify(v, true, NULL, 0, NULL, NULL, NULL, &facts, &err),
	    &err);
	must(hj_vault_check(v, false, NULL, NULL, NULL, &facts, &err), &err);
	must(hj_vault_facts(v, &f, &err), &err);
	assert_int_equal(f.cases, CASES - 1);
	hj_buf_clear(&items);
}

struct seen {
	struct hj_vault *v;
	size_t erasures;
};

static int
look_for_tombstone(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct hj_buf detail = HJ_BUF(HJ_PAGE_STORED);
	struct seen *s = to;
	int rc = HJ_OK;

	if (strcmp(e->action, HJ_DID_ERASE) == 0) {
		rc = hj_vault_detail(s->v, NULL, e, &detail, err);
		assert_int_equal(detail.len, 14);
		assert_memory_equal(detail.data, "consent is out", 14);
		s->erasures++;
	}
	hj_buf_clear(&detail);
	return rc;
}

static void
an_erased_case_is_nowhere_and_the_log_says_so(void **state)
{
	const struct hj_erasure e = { .id = &ids[GONE],
		.n = 1,
		.ground = "consent is out" };
	struct hj_error err = HJ_ERROR;
	struct world now, old;
	struct hj_erased done;
	struct windows w;
	struct seen seen;
	struct hj_vault *v;
	struct attack a;

	(void)state;
	copy_world(&world, "now", &now);
	v = open_vault(&now, true);
	save(v, &ids[GONE], "two");
	numbers_of(v, &ids[GONE], &w.numbers);
	assert_int_equal(w.numbers.count, 2);
	must(hj_store_with(v->store, HJ_STORE_READ, take_windows, &w, &err),
	    &err);
	copy_world(&now, "old", &old);
	assert_int_equal(found_in(&w, now.dir), 2);
	a = attack(v, old.dir);
	assert_int_equal(a.opened, a.pages);
	must(hj_vault_erase(v, &e, NULL, &done, &err), &err);
	assert_int_equal(done.revisions, 2);
	a = attack(v, old.dir);
	assert_true(a.pages >= PAGES);
	assert_int_equal(a.opened, 0);
	assert_int_equal(found_in(&w, old.dir), 2);
	assert_int_equal(found_in(&w, now.dir), 0);
	expect_gone(v);
	seen = (struct seen){ .v = v };
	must(hj_vault_log(v, NULL, look_for_tombstone, &seen, &err), &err);
	assert_int_equal(seen.erasures, 1);
	hj_vault_close(v);
	v = open_vault(&now, true);
	expect_gone(v);
	save(v, &ids[3], "two");
	save(v, &ids[3], "one");
	expect_gone(v);
	hj_vault_close(v);
	drop_copy(&now);
	drop_copy(&old);
}

static void
what_was_erased_does_not_come_back_unless_it_is_wanted(void **state)
{
	const struct hj_erasure e = { .id = &ids[GONE],
		.n = 1,
		.ground = "consent is out" };
	static char bytes[64 << 10];
	struct hj_put put = { .bytes = (const uint8_t *)bytes,
		.action = HJ_DID_IMPORT };
	struct hj_error err = HJ_ERROR;
	struct hj_verify_facts facts;
	struct hj_change *c = NULL;
	enum hj_put_what what;
	struct hj_erased done;
	struct world now;
	struct hj_vault *v;

	(void)state;
	copy_world(&world, "now", &now);
	v = open_vault(&now, true);
	must(hj_vault_erase(v, &e, NULL, &done, &err), &err);
	put.n = case_bytes(&ids[GONE], "one", bytes, sizeof(bytes));
	must(hj_vault_begin(v, NULL, &c, &err), &err);
	assert_int_equal(hj_change_put(c, &put, &what, &err), HJ_EREFUSED);
	put.revive = true;
	must(hj_change_put(c, &put, &what, &err), &err);
	assert_int_equal(what, HJ_PUT_NEW);
	must(hj_change_commit(c, &err), &err);
	must(hj_vault_verify(v, true, NULL, 0, NULL, NULL, NULL, &facts, &err),
	    &err);
	expect_title(v, &ids[GONE], "one");
	hj_vault_close(v);
	drop_copy(&now);
}

static void
a_case_that_only_vanished_is_found_by_a_verification(void **state)
{
	struct hj_buf items = HJ_BUF(HJ_PAGE_STORED);
	struct hj_error err = HJ_ERROR;
	struct hj_verify_facts facts;
	struct hj_change *c = NULL;
	struct numbers n;
	struct hj_row row;
	struct world now;
	struct hj_vault *v;

	(void)state;
	copy_world(&world, "now", &now);
	v = open_vault(&now, true);
	numbers_of(v, &ids[GONE], &n);
	must(hj_vault_begin(v, NULL, &c, &err), &err);
	must(hj_vault_row(v, &ids[GONE], &row, &items, &err), &err);
	must(hj_change_drop_row(c, &ids[GONE], &err), &err);
	must(hj_change_drop_key(c, &ids[GONE], &err), &err);
	must(hj_pending_delete(&c->pending, n.n[0], &err), &err);
	must(hj_change_tombstone(c, &row, NULL, &err), &err);
	must(hj_change_note(c, HJ_DID_SHOW, &row, NULL, &err), &err);
	must(hj_change_commit(c, &err), &err);
	assert_int_equal(hj_vault_verify(v, false, NULL, 0, NULL, NULL, NULL,
			     &facts, &err),
	    HJ_ECORRUPT);
	assert_int_equal(facts.damaged, 1);
	hj_vault_close(v);
	hj_buf_clear(&items);
	drop_copy(&now);
}

/* ---- stopped on the way ---- */

struct stop {
	unsigned after;
};

static int
stop_there(void *to, uint64_t done, uint64_t total)
{
	struct stop *s = to;

	(void)done;
	(void)total;
	return s->after-- == 0;
}

static void
stopped_on_the_way_it_is_completed_later(void **state)
{
	const struct hj_erasure e = { .id = &ids[GONE],
		.n = 1,
		.ground = "consent is out" };
	struct hj_error err = HJ_ERROR;
	struct world now;
	struct hj_erased done;
	struct hj_vault *v;
	struct attack a;
	unsigned steps;
	int rc = HJ_EINTERRUPTED;

	(void)state;
	for (steps = 0; rc == HJ_EINTERRUPTED && steps < 100; steps++) {
		struct stop stop = { .after = steps };
		const struct hj_progress p = { stop_there, &stop };

		copy_world(&world, "now", &now);
		v = open_vault(&now, true);
		rc = hj_vault_erase(v, &e, &p, &done, &err);
		hj_vault_close(v);
		v = open_vault(&now, true);
		if (rc == HJ_EINTERRUPTED) {
			assert_true(hj_rekey_is_pending(v));
			must(hj_rekey_finish(v, NULL, &err), &err);
		}
		a = attack(v, world.dir);
		assert_int_equal(a.opened, 0);
		expect_gone(v);
		hj_vault_close(v);
		drop_copy(&now);
	}
	must(rc, &err);
	assert_true(steps > 2);
}

static void
nothing_is_changed_by_an_erasure_of_nobody(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_erased done;
	struct hj_id nobody;
	const struct hj_erasure e = { .id = &nobody, .n = 1, .ground = "x" };
	struct hj_vault *v = open_vault(&world, true);

	(void)state;
	hj_id_random(&nobody);
	assert_int_equal(hj_vault_erase(v, &e, NULL, &done, &err),
	    HJ_ENOTFOUND);
	assert_false(hj_rekey_is_pending(v));
	expect_whole(v, "one");
	hj_vault_close(v);
}

static void
only_what_is_as_it_was_seen_is_erased(void **state)
{
	const struct hj_id two[] = { ids[GONE], ids[GONE + 1] };
	uint8_t seen[2][HJ_DIGEST_BYTES];
	const struct hj_erasure e = { two, 2, "delivered",
		(const uint8_t(*)[HJ_DIGEST_BYTES])seen };
	struct hj_buf items = HJ_BUF(HJ_PAGE_STORED);
	struct hj_error err = HJ_ERROR;
	struct hj_erased done;
	struct world now;
	struct hj_vault *v;
	struct hj_row row;

	(void)state;
	copy_world(&world, "now", &now);
	v = open_vault(&now, true);
	for (size_t i = 0; i < 2; i++) {
		must(hj_vault_row(v, &two[i], &row, &items, &err), &err);
		memcpy(seen[i], row.head[0].digest, sizeof(seen[i]));
		hj_buf_reset(&items);
	}
	save(v, &two[1], "two");
	assert_int_equal(hj_vault_erase(v, &e, NULL, &done, &err), HJ_EBUSY);
	must(hj_rekey_finish(v, NULL, &err), &err);
	expect_title(v, &two[0], "one");
	expect_title(v, &two[1], "two");
	must(hj_vault_row(v, &two[1], &row, &items, &err), &err);
	memcpy(seen[1], row.head[0].digest, sizeof(seen[1]));
	must(hj_vault_erase(v, &e, NULL, &done, &err), &err);
	assert_int_equal(done.revisions, 3);
	hj_vault_close(v);
	hj_buf_clear(&items);
	drop_copy(&now);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_erased_case_is_nowhere_and_the_log_says_so),
		cmocka_unit_test(
		    what_was_erased_does_not_come_back_unless_it_is_wanted),
		cmocka_unit_test(
		    a_case_that_only_vanished_is_found_by_a_verification),
		cmocka_unit_test(stopped_on_the_way_it_is_completed_later),
		cmocka_unit_test(nothing_is_changed_by_an_erasure_of_nobody),
		cmocka_unit_test(only_what_is_as_it_was_seen_is_erased),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
