#include "core/vault/vault_state.h"
#include "tests/unit/vault_under.h"

/* One change with one revision whose parents are these. */
static void
put_after(struct hj_vault *v, const struct hj_id *id, const char *title,
    const uint8_t (*parents)[HJ_DIGEST_BYTES], size_t n)
{
	static char bytes[64 << 10];
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;
	enum hj_put_what what;
	struct hj_put put = { .bytes = (const uint8_t *)bytes,
		.action = HJ_DID_IMPORT,
		.parents = parents,
		.nparents = n };

	put.n = case_bytes(id, title, bytes, sizeof(bytes));
	must(hj_vault_begin(v, NULL, &c, &err), &err);
	must(hj_change_put(c, &put, &what, &err), &err);
	must(hj_change_commit(c, &err), &err);
}

static void
head_of(struct hj_vault *v, const struct hj_id *id, uint8_t *ret)
{
	struct hj_buf items = HJ_BUF(16 << 10);
	struct hj_error err = HJ_ERROR;
	struct hj_row row;

	must(hj_vault_row(v, id, &row, &items, &err), &err);
	memcpy(ret, row.head[0].digest, HJ_DIGEST_BYTES);
	hj_buf_clear(&items);
}

static void
expect_whole(struct hj_vault *v)
{
	struct hj_verify_facts facts;
	struct hj_error err = HJ_ERROR;

	must(hj_vault_verify(v, false, NULL, 0, NULL, NULL, NULL, &facts, &err),
	    &err);
	must(hj_vault_verify(v, true, NULL, 0, NULL, NULL, NULL, &facts, &err),
	    &err);
	must(hj_vault_check(v, false, NULL, NULL, NULL, &facts, &err), &err);
}

static int
set_up(void **state)
{
	(void)state;
	make_world(&w);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	free_world(&w);
	return 0;
}

static void
a_parent_that_only_the_sender_has_is_no_fault(void **state)
{
	static const uint8_t elsewhere[2][HJ_DIGEST_BYTES] = { { 2 }, { 1 } };
	struct hj_vault *v = open_vault(&w, true);
	struct hj_id id;

	(void)state;
	hj_id_random(&id);
	put_after(v, &id, "received", elsewhere, 2);
	save(v, &id, "changed");
	expect_whole(v);
	hj_vault_close(v);
}

static void
a_parent_of_another_case_file_is_no_fault(void **state)
{
	struct hj_vault *v = open_vault(&w, true);
	uint8_t other[1][HJ_DIGEST_BYTES];
	struct hj_id a, b;

	(void)state;
	hj_id_random(&a);
	hj_id_random(&b);
	save(v, &a, "mine");
	head_of(v, &a, other[0]);
	put_after(v, &b, "says that it goes on from mine",
	    (const uint8_t(*)[HJ_DIGEST_BYTES])other, 1);
	expect_whole(v);
	hj_vault_close(v);
}

static void
versions_side_by_side_are_no_fault(void **state)
{
	struct hj_vault *v = open_vault(&w, true);
	uint8_t base[1][HJ_DIGEST_BYTES];
	struct hj_id id;

	(void)state;
	hj_id_random(&id);
	save(v, &id, "base");
	head_of(v, &id, base[0]);
	save(v, &id, "here");
	put_after(v, &id, "there", (const uint8_t(*)[HJ_DIGEST_BYTES])base, 1);
	expect_whole(v);
	save(v, &id, "settled");
	expect_whole(v);
	hj_vault_close(v);
}

static void
a_repair_keeps_the_newest_version_first(void **state)
{
	struct hj_vault *v = open_vault(&w, true);
	struct hj_verify_facts facts;
	struct hj_error err = HJ_ERROR;
	uint8_t base[1][HJ_DIGEST_BYTES];
	uint8_t before[HJ_DIGEST_BYTES], after[HJ_DIGEST_BYTES];
	struct hj_id id;

	(void)state;
	hj_id_random(&id);
	save(v, &id, "base");
	head_of(v, &id, base[0]);
	save(v, &id, "here");
	put_after(v, &id, "there", (const uint8_t(*)[HJ_DIGEST_BYTES])base, 1);
	head_of(v, &id, before);
	hj_vault_close(v);
	flip(number_of(HJ_KIND_CATALOGUE, 0), 500);
	v = open_vault(&w, true);
	must(hj_vault_check(v, true, NULL, NULL, NULL, &facts, &err), &err);
	head_of(v, &id, after);
	assert_memory_equal(before, after, sizeof(before));
	hj_vault_close(v);
}

static char found[4096];

static int
note(void *to, const struct hj_damage *d, struct hj_error *err)
{
	size_t n = strlen(found);

	(void)to;
	(void)err;
	(void)snprintf(found + n, sizeof(found) - n, "%s: %s\n", d->object,
	    d->what);
	return HJ_OK;
}

/* Somebody who holds the key of the case seals another text in its place. */
static void
replace_content(struct hj_vault *v, const struct hj_row *row,
    struct hj_revision *rev)
{
	const struct hj_place at = { .vault_id = v->facts.vault_id,
		.mask = hj_keyring_mask(v->me.keyring),
		.number = rev->number };
	struct hj_buf plain = HJ_BUF(HJ_RECORD_MAX),
		      sealed = HJ_BUF(HJ_RECORD_MAX);
	struct record r = { .number = rev->number };
	struct hj_error err = HJ_ERROR;
	uint8_t *text = memmem(rev->bytes.data, rev->bytes.len, "mine", 4);

	assert_non_null(text);
	memcpy(text, "ours", 4);
	must(hj_revision_encode(rev, rev->bytes.data, rev->bytes.len, &plain,
		 &err),
	    &err);
	must(hj_seal(&at, HJ_KIND_REVISION, 0, row->dek, plain.data, plain.len,
		 &sealed, &err),
	    &err);
	r.n = sealed.len;
	assert_true(r.n <= sizeof(r.p));
	memcpy(r.p, sealed.data, r.n);
	hj_vault_close(v);
	under(put_back, &r);
	hj_buf_clear(&plain);
	hj_buf_clear(&sealed);
}

static void
a_text_that_its_fingerprint_does_not_fit_is_named(void **state)
{
	struct hj_buf items = HJ_BUF(16 << 10);
	struct hj_verify_facts facts;
	struct hj_error err = HJ_ERROR;
	struct hj_revision rev;
	struct hj_vault *v = open_vault(&w, true);
	struct hj_row row;
	struct hj_id id;

	(void)state;
	hj_id_random(&id);
	save(v, &id, "before");
	save(v, &id, "mine");
	must(hj_vault_row(v, &id, &row, &items, &err), &err);
	must(hj_vault_get(v, &row, 0, &rev, &err), &err);
	rev.parent[0].number = 0;
	replace_content(v, &row, &rev);
	hj_revision_clear(&rev);
	hj_buf_clear(&items);
	v = open_vault(&w, false);
	assert_int_equal(hj_vault_verify(v, true, NULL, 0, note, NULL, NULL,
			     &facts, &err),
	    HJ_ECORRUPT);
	hj_vault_close(v);
	assert_non_null(strstr(found, "not the one that was stored"));
	assert_non_null(strstr(found, "does not have the fingerprint"));
	assert_non_null(strstr(found, "no case file leads to this revision"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_parent_that_only_the_sender_has_is_no_fault),
		cmocka_unit_test(a_parent_of_another_case_file_is_no_fault),
		cmocka_unit_test(versions_side_by_side_are_no_fault),
		cmocka_unit_test(a_repair_keeps_the_newest_version_first),
		cmocka_unit_test(a_text_that_its_fingerprint_does_not_fit_is_named),
	};

	return cmocka_run_group_tests_name("verify_heads", tests, set_up,
	    tear_down);
}
