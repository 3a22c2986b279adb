#include "tests/unit/excision_world.h"

static void
expect_gone(struct hj_vault *v)
{
	struct hj_buf items = HJ_BUF(HJ_PAGE_STORED);
	struct hj_row row;

	assert_false(has_name(v, &couple));
	row_of(v, &couple, &row, &items);
	assert_int_equal(bytes_of(v, &row, couple.blob[0]), 0);
	assert_int_equal(bytes_of(v, &row, couple.blob[1]),
	    strlen("the picture of who stays"));
	for (size_t i = 0; i < CASES; i++)
		expect_title(v, &ids[i], "one");
	expect_verified(v);
	assert_false(hj_excise_waits(v));
	hj_buf_clear(&items);
}

/* ---- done ---- */

static void
an_erased_person_is_in_no_version_and_every_fingerprint_stays(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct world now, old;
	struct hj_vault *v;
	struct attack a;

	(void)state;
	copy_world(&world, "now", &now);
	copy_world(&world, "old", &old);
	v = open_vault(&now, true);
	must(excise(v, &couple, person, 2, &err), &err);
	expect_gone(v);
	/* The other cases' keys stand in pages under the new key alone. */
	a = attack(v, old.dir);
	assert_true(a.pages >= PAGES);
	assert_int_equal(a.opened, 0);
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

/* Every record of an old file against the key that the case has now. */
static int
try_dek(void *to, uint64_t number, const uint8_t *p, size_t n,
    struct hj_error *err)
{
	struct attack *a = to;

	return attack_record(a, number, p, n, err);
}

static int
try_all(struct hj_txn *t, void *to, struct hj_error *err)
{
	return hj_txn_each(t, 0, try_dek, to, err);
}

static void
no_old_record_opens_with_the_new_key_of_the_case(void **state)
{
	const struct hj_store_opening how = { .dir = world.dir };
	struct hj_buf items = HJ_BUF(HJ_PAGE_STORED);
	struct hj_error err = HJ_ERROR;
	struct hj_store *s = NULL;
	struct attack a = { .nkeys = 1 };
	struct hj_vault *v;
	struct hj_row row;
	struct world now;

	(void)state;
	copy_world(&world, "now", &now);
	v = open_vault(&now, true);
	row_of(v, &couple, &row, &items);
	a.v = v;
	a.key[0] = row.dek;
	must(hj_store_open(&how, &s, &err), &err);
	must(hj_store_with(s, HJ_STORE_READ, try_all, &a, &err), &err);
	assert_int_equal(a.opened, VERSIONS);
	must(excise(v, &couple, person, 2, &err), &err);
	row_of(v, &couple, &row, &items);
	a.opened = 0;
	must(hj_store_with(s, HJ_STORE_READ, try_all, &a, &err), &err);
	assert_int_equal(a.opened, 0);
	hj_store_close(s);
	hj_vault_close(v);
	hj_buf_clear(&items);
	drop_copy(&now);
}

static void
what_refers_to_who_is_gone_says_withheld(void **state)
{
	struct hj_buf items = HJ_BUF(HJ_PAGE_STORED);
	struct hj_error err = HJ_ERROR;
	const struct hj_node *who;
	struct hj_record *r;
	struct hj_vault *v;
	struct hj_row row;
	struct world now;

	(void)state;
	copy_world(&world, "now", &now);
	v = open_vault(&now, true);
	must(excise(v, &couple, person, 1, &err), &err);
	row_of(v, &couple, &row, &items);
	r = newest(v, &row);
	assert_null(hj_record_find(r, "gaaaaa"));
	assert_non_null(hj_record_find(r, "haaaaa"));
	who = hj_node_child(hj_record_find(r, "eaaaaa"), "who");
	assert_string_equal(hj_node_attr(who, "known"), "withheld");
	assert_null(who->text);
	hj_record_free(r);
	hj_vault_close(v);
	hj_buf_clear(&items);
	drop_copy(&now);
}

static void
one_part_after_the_other_even_one_in_another(void **state)
{
	static const char *const name[] = { "person[gaaaaa].name.given" };
	static const char *const other[] = { "person[haaaaa]" };
	struct hj_error err = HJ_ERROR;
	struct world now;
	struct hj_vault *v;

	(void)state;
	copy_world(&world, "now", &now);
	v = open_vault(&now, true);
	must(excise(v, &couple, name, 1, &err), &err);
	assert_false(has_name(v, &couple));
	expect_verified(v);
	must(excise(v, &couple, person, 2, &err), &err);
	expect_gone(v);
	must(excise(v, &couple, other, 1, &err), &err);
	expect_gone(v);
	hj_vault_close(v);
	drop_copy(&now);
}

static void
what_was_taken_out_long_ago_is_erased_from_what_was_before(void **state)
{
	struct hj_buf items = HJ_BUF(HJ_PAGE_STORED);
	struct hj_buf bytes = HJ_BUF(HJ_CASE_MAX);
	struct hj_put put = { .action = HJ_DID_UPDATE };
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;
	enum hj_put_what what;
	struct hj_record *r;
	struct hj_vault *v;
	struct hj_row row;
	struct world now;

	(void)state;
	copy_world(&world, "now", &now);
	v = open_vault(&now, true);
	row_of(v, &couple, &row, &items);
	r = newest(v, &row);
	hj_record_remove(hj_record_find(r, "gaaaaa"));
	hj_record_remove(hj_record_find(r, "vaaaaa"));
	must(hj_codec_encode(r, &bytes, &err), &err);
	put.bytes = bytes.data;
	put.n = bytes.len;
	must(hj_vault_begin(v, NULL, &c, &err), &err);
	must(hj_change_put(c, &put, &what, &err), &err);
	must(hj_change_commit(c, &err), &err);
	must(excise(v, &couple, person, 2, &err), &err);
	expect_gone(v);
	hj_record_free(r);
	hj_vault_close(v);
	hj_buf_clear(&items);
	hj_buf_clear(&bytes);
	drop_copy(&now);
}

static void
it_does_not_come_back_unless_it_is_wanted(void **state)
{
	static char bytes[64 << 10];
	struct hj_put put = { .bytes = (const uint8_t *)bytes,
		.action = HJ_DID_IMPORT };
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;
	enum hj_put_what what;
	struct world now;
	struct hj_vault *v;

	(void)state;
	copy_world(&world, "now", &now);
	v = open_vault(&now, true);
	must(excise(v, &couple, person, 2, &err), &err);
	put.n = couple_bytes(&couple, "again", bytes, sizeof(bytes));
	must(hj_vault_begin(v, NULL, &c, &err), &err);
	assert_int_equal(hj_change_put(c, &put, &what, &err), HJ_EREFUSED);
	put.revive = true;
	must(hj_change_put(c, &put, &what, &err), &err);
	must(hj_change_commit(c, &err), &err);
	hj_vault_close(v);
	drop_copy(&now);
}

/* ---- the log ---- */

static int
open_detail(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct hj_buf items = HJ_BUF(HJ_PAGE_STORED);
	struct hj_buf text = HJ_BUF(HJ_PAGE_STORED);
	struct hj_row row;
	size_t *seen = to;

	row_of((struct hj_vault *)seen[2], &couple, &row, &items);
	must(hj_vault_detail((struct hj_vault *)seen[2], &row, e, &text, err),
	    err);
	if (strcmp(e->action, HJ_DID_ATTACH) == 0) {
		seen[0]++;
		assert_int_equal(text.len, strlen("evidence waaaaa\nby Han"));
	}
	if (strcmp(e->action, HJ_DID_ERASE) == 0) {
		seen[1]++;
		assert_int_equal(text.len,
		    strlen("part person\npart evidence\nasked for"));
	}
	hj_buf_clear(&items);
	hj_buf_clear(&text);
	return HJ_OK;
}

static void
the_log_says_what_kind_it_was_and_keeps_what_was_done_with_evidence(void **state)
{
	struct hj_buf items = HJ_BUF(HJ_PAGE_STORED);
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v;
	struct hj_row row;
	struct world now;
	size_t seen[3] = { 0 };

	(void)state;
	copy_world(&world, "now", &now);
	v = open_vault(&now, true);
	must(excise(v, &couple, person, 2, &err), &err);
	row_of(v, &couple, &row, &items);
	seen[2] = (size_t)v;
	must(hj_vault_log(v, &row, open_detail, seen, &err), &err);
	assert_int_equal(seen[0], VERSIONS);
	assert_int_equal(seen[1], 1);
	hj_vault_close(v);
	hj_buf_clear(&items);
	drop_copy(&now);
}

static void
a_version_that_is_sealed_anew_without_an_entry_is_found(void **state)
{
	struct hj_buf items = HJ_BUF(HJ_PAGE_STORED);
	struct hj_buf plain = HJ_BUF(HJ_RECORD_MAX);
	struct hj_error err = HJ_ERROR;
	struct hj_verify_facts facts;
	struct hj_change *c = NULL;
	struct hj_row row;
	struct world now;
	struct hj_vault *v;
	uint64_t n;

	(void)state;
	copy_world(&world, "now", &now);
	v = open_vault(&now, true);
	must(excise(v, &couple, person, 2, &err), &err);
	row_of(v, &couple, &row, &items);
	n = row.head[0].number;
	must(hj_vault_begin(v, NULL, &c, &err), &err);
	must(hj_vault_open_record(v, n, HJ_KIND_REVISION, row.dek, &plain,
		 &err),
	    &err);
	must(hj_vault_seal_record(v, n, HJ_KIND_REVISION, row.dek, plain.data,
		 plain.len, NULL, &err),
	    &err);
	must(hj_change_note(c, HJ_DID_SHOW, &row, NULL, &err), &err);
	must(hj_change_commit(c, &err), &err);
	assert_int_equal(hj_vault_verify(v, false, NULL, 0, NULL, NULL, NULL,
			     &facts, &err),
	    HJ_ECORRUPT);
	assert_int_equal(facts.damaged, 1);
	hj_vault_close(v);
	hj_buf_clear(&items);
	hj_buf_clear(&plain);
	drop_copy(&now);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    an_erased_person_is_in_no_version_and_every_fingerprint_stays),
		cmocka_unit_test(no_old_record_opens_with_the_new_key_of_the_case),
		cmocka_unit_test(what_refers_to_who_is_gone_says_withheld),
		cmocka_unit_test(one_part_after_the_other_even_one_in_another),
		cmocka_unit_test(
		    what_was_taken_out_long_ago_is_erased_from_what_was_before),
		cmocka_unit_test(it_does_not_come_back_unless_it_is_wanted),
		cmocka_unit_test(
		    the_log_says_what_kind_it_was_and_keeps_what_was_done_with_evidence),
		cmocka_unit_test(
		    a_version_that_is_sealed_anew_without_an_entry_is_found),
	};

	return cmocka_run_group_tests(tests, begin, tear_down);
}
