#include "tests/unit/vault_world.h"

#include "core/file/lock.h"

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

static void
a_case_is_read_back_after_opening_again(void **state)
{
	struct hj_vault *v = open_vault(&world, true);
	struct hj_id id;

	(void)state;
	hj_id_random(&id);
	save(v, &id, "one");
	expect_title(v, &id, "one");
	hj_vault_close(v);
	v = open_vault(&world, false);
	assert_false(hj_vault_is_strange(v));
	expect_title(v, &id, "one");
	hj_vault_close(v);
}

static void
a_wrong_passphrase_is_told_from_damage(void **state)
{
	struct hj_vault_opening how = { .at = where(&world) };
	struct hj_error err = HJ_ERROR;
	struct hj_secret *wrong = NULL;
	struct hj_vault *v = NULL;

	(void)state;
	must(hj_secret_copy("another passphrase", 18, &wrong, &err), &err);
	how.passphrase = wrong;
	assert_int_equal(hj_vault_open(&how, &v, &err), HJ_EAUTH);
	assert_null(v);
	hj_secret_free(wrong);
}

static void
creating_never_replaces(void **state)
{
	const struct hj_kdf_cost cost = { .ops = 2, .mem = HJ_KDF_MEM_MIN };
	const struct hj_vault_where at = where(&world);
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(hj_vault_create(&at, &cost, world.passphrase, "x",
			     &err),
	    HJ_EEXISTS);
}

static void
the_same_bytes_change_nothing(void **state)
{
	struct hj_vault *v = open_vault(&world, true);
	struct hj_vault_facts before, after;
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;
	struct hj_id id;

	(void)state;
	hj_id_random(&id);
	save(v, &id, "one");
	must(hj_vault_facts(v, &before, &err), &err);
	must(hj_vault_begin(v, NULL, &c, &err), &err);
	assert_int_equal(put_title(c, &id, "one"), HJ_PUT_SAME);
	must(hj_change_commit(c, &err), &err);
	must(hj_vault_facts(v, &after, &err), &err);
	assert_int_equal(before.revisions, after.revisions);
	assert_int_equal(before.entries, after.entries);
	assert_int_equal(before.bytes, after.bytes);
	hj_vault_close(v);
}

static void
each_revision_names_its_parent(void **state)
{
	struct hj_vault *v = open_vault(&world, true);
	struct hj_buf items = HJ_BUF(16 << 10);
	struct hj_error err = HJ_ERROR;
	struct hj_revision rev;
	uint64_t number = 0, seen = 0;
	struct hj_row row;
	struct hj_id id;

	(void)state;
	hj_id_random(&id);
	save(v, &id, "one");
	save(v, &id, "two");
	save(v, &id, "three");
	must(hj_vault_row(v, &id, &row, &items, &err), &err);
	assert_int_equal(row.nheads, 1);
	do {
		must(hj_vault_get(v, &row, number, &rev, &err), &err);
		if (seen == 0)
			assert_memory_equal(rev.digest, row.head[0].digest,
			    HJ_DIGEST_BYTES);
		seen++;
		number = rev.nparents != 0 ? rev.parent[0].number : 0;
		hj_revision_clear(&rev);
	} while (number != 0);
	assert_int_equal(seen, 3);
	hj_buf_clear(&items);
	hj_vault_close(v);
}

static void
an_open_change_sees_what_it_has_put(void **state)
{
	struct hj_vault *v = open_vault(&world, true);
	struct hj_buf items = HJ_BUF(16 << 10);
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;
	struct hj_row row;
	struct hj_id id;

	(void)state;
	hj_id_random(&id);
	must(hj_vault_begin(v, NULL, &c, &err), &err);
	assert_int_equal(put_title(c, &id, "one"), HJ_PUT_NEW);
	assert_int_equal(put_title(c, &id, "one"), HJ_PUT_SAME);
	assert_int_equal(put_title(c, &id, "two"), HJ_PUT_CHANGED);
	expect_title(v, &id, "two");
	hj_change_abort(c);
	assert_int_equal(hj_vault_row(v, &id, &row, &items, &err),
	    HJ_ENOTFOUND);
	hj_buf_clear(&items);
	hj_vault_close(v);
}

static void
a_prefix_finds_one_case_or_lists_candidates(void **state)
{
	struct hj_vault *v = open_vault(&world, true);
	struct hj_buf items = HJ_BUF(16 << 10);
	struct hj_id a = { { 0xff, 0xff, 1 } }, b = { { 0xff, 0xff, 2 } };
	struct hj_error err = HJ_ERROR;
	char text[HJ_ID_CHARS + 1], shown[HJ_ID_SHOWN];
	struct hj_row row;

	(void)state;
	save(v, &a, "one");
	save(v, &b, "two");
	hj_id_text(&b, text);
	assert_int_equal(hj_vault_resolve(v, text, 3, &row, &items, &err),
	    HJ_EAMBIGUOUS);
	hj_id_show(&a, shown);
	assert_non_null(strstr(err.text, shown));
	must(hj_vault_resolve(v, text, 6, &row, &items, &err), &err);
	assert_memory_equal(&row.id, &b, sizeof(b));
	must(hj_vault_resolve(v, text, HJ_ID_CHARS, &row, &items, &err), &err);
	assert_memory_equal(&row.id, &b, sizeof(b));
	text[3] = text[3] == 'z' ? 'y' : 'z';
	assert_int_equal(hj_vault_resolve(v, text, 10, &row, &items, &err),
	    HJ_ENOTFOUND);
	hj_buf_clear(&items);
	hj_vault_close(v);
}

static bool
is(const struct hj_row_item *item, enum hj_row_tag tag, const char *text)
{
	return item->tag == tag && item->len == strlen(text) &&
	    memcmp(item->p, text, item->len) == 0;
}

static void
a_row_says_what_finding_needs(void **state)
{
	struct hj_vault *v = open_vault(&world, true);
	struct hj_buf items = HJ_BUF(16 << 10);
	struct hj_error err = HJ_ERROR;
	bool name = false, folded = false, state_of = false, title = false;
	struct hj_row_item item;
	struct hj_row row;
	size_t at = 0;
	struct hj_id id;

	(void)state;
	hj_id_random(&id);
	save(v, &id, "one");
	must(hj_vault_row(v, &id, &row, &items, &err), &err);
	assert_int_equal(row.root, 'c');
	assert_string_equal(row.kind, "person");
	assert_string_equal(row.status, "open");
	assert_int_equal(row.persons, 1);
	assert_int_equal(row.when.earliest, 15522); /* 2012-07-01 */
	assert_int_equal(row.when.latest, 15552);
	while (hj_row_next(&row, &at, &item)) {
		name |= is(&item, HJ_ROW_NAME, "Han Byol");
		folded |= is(&item, HJ_ROW_FOLDED, "han byol");
		state_of |= is(&item, HJ_ROW_CODE, "country:CN");
		title |= is(&item, HJ_ROW_TITLE, "one");
	}
	assert_true(name && folded && state_of && title);
	hj_buf_clear(&items);
	hj_vault_close(v);
}

static int
count_drafts(void *to, const struct hj_id *id, int64_t saved,
    struct hj_error *err)
{
	(void)id;
	(void)err;
	assert_true(saved > 0);
	++*(size_t *)to;
	return HJ_OK;
}

static void
drafts_are_kept_until_they_are_dropped(void **state)
{
	struct hj_vault *v = open_vault(&world, true);
	struct hj_buf text = HJ_BUF(1 << 20);
	struct hj_vault_facts before, after;
	struct hj_error err = HJ_ERROR;
	struct hj_id a, b;
	size_t n = 0;

	(void)state;
	hj_id_random(&a);
	hj_id_random(&b);
	must(hj_vault_facts(v, &before, &err), &err);
	must(hj_vault_draft_save(v, &a, (const uint8_t *)"a", 1, &err), &err);
	must(hj_vault_draft_save(v, &b, (const uint8_t *)"b", 1, &err), &err);
	must(hj_vault_draft_save(v, &a, (const uint8_t *)"aa", 2, &err), &err);
	must(hj_vault_draft_drop(v, &b, &err), &err);
	hj_vault_close(v);
	v = open_vault(&world, true);
	must(hj_vault_drafts(v, count_drafts, &n, &err), &err);
	assert_int_equal(n, 1);
	must(hj_vault_draft_load(v, &a, &text, &err), &err);
	assert_int_equal(text.len, 2);
	assert_memory_equal(text.data, "aa", 2);
	assert_int_equal(hj_vault_draft_load(v, &b, &text, &err), HJ_ENOTFOUND);
	must(hj_vault_facts(v, &after, &err), &err);
	assert_int_equal(before.entries, after.entries);
	must(hj_vault_draft_drop(v, &a, &err), &err);
	hj_buf_clear(&text);
	hj_vault_close(v);
}

/* flock() belongs to an open file: a second handle in the same process is as
 * foreign as another process. */
static void
a_second_writer_is_told_who_is_first(void **state)
{
	struct hj_vault *v = open_vault(&world, true);
	struct hj_error err = HJ_ERROR;
	struct hj_lock *lock = NULL;
	struct hj_change *c = NULL;
	char pid[32];

	(void)state;
	must(hj_lock_take(world.dir, 0, &lock, &err), &err);
	assert_int_equal(hj_vault_begin(v, NULL, &c, &err), HJ_EBUSY);
	(void)snprintf(pid, sizeof(pid), "%ld", (long)getpid());
	assert_non_null(strstr(err.text, pid));
	hj_lock_free(lock);
	must(hj_vault_begin(v, NULL, &c, &err), &err);
	hj_change_abort(c);
	hj_vault_close(v);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_case_is_read_back_after_opening_again),
		cmocka_unit_test(a_wrong_passphrase_is_told_from_damage),
		cmocka_unit_test(creating_never_replaces),
		cmocka_unit_test(the_same_bytes_change_nothing),
		cmocka_unit_test(each_revision_names_its_parent),
		cmocka_unit_test(an_open_change_sees_what_it_has_put),
		cmocka_unit_test(a_prefix_finds_one_case_or_lists_candidates),
		cmocka_unit_test(a_row_says_what_finding_needs),
		cmocka_unit_test(drafts_are_kept_until_they_are_dropped),
		cmocka_unit_test(a_second_writer_is_told_who_is_first),
	};

	return cmocka_run_group_tests_name("vault", tests, set_up, tear_down);
}
