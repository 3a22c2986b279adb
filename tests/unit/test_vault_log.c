#include "tests/unit/vault_world.h"

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

struct seen {
	size_t n, commits;
	uint64_t next;
	char actions[256];
};

static int
see(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct seen *s = to;

	(void)err;
	s->n++;
	if (hj_log_is_commit(e)) {
		s->commits++;
		return HJ_OK;
	}
	(void)strncat(s->actions, e->action, HJ_ACTION_MAX);
	(void)strncat(s->actions, " ", 2);
	return HJ_OK;
}

static void
every_change_has_an_entry_and_every_commit_one(void **state)
{
	struct hj_vault *v = open_vault(&world, true);
	struct hj_buf items = HJ_BUF(16 << 10), page = HJ_BUF(16 << 10);
	struct hj_buf text = HJ_BUF(1 << 16);
	struct seen all = { 0 }, one = { 0 };
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;
	struct hj_log_entry e;
	struct hj_row row;
	struct hj_id id, other;

	(void)state;
	hj_id_random(&id);
	hj_id_random(&other);
	save(v, &id, "one");
	save(v, &other, "two");
	must(hj_vault_row(v, &id, &row, &items, &err), &err);
	must(hj_vault_begin(v, NULL, &c, &err), &err);
	must(hj_change_note(c, HJ_DID_EXTRACT, &row, "why not", &err), &err);
	must(hj_change_commit(c, &err), &err);
	must(hj_vault_log(v, NULL, see, &all, &err), &err);
	assert_int_equal(all.n, 6);
	assert_int_equal(all.commits, 3);
	must(hj_vault_log(v, &row, see, &one, &err), &err);
	assert_int_equal(one.n, 2);
	assert_string_equal(one.actions, "update extract ");
	/* By position, with the detail that only its case opens. */
	must(hj_vault_entry(v, 4, &e, &page, &err), &err);
	assert_string_equal(e.action, HJ_DID_EXTRACT);
	must(hj_vault_detail(v, &row, &e, &text, &err), &err);
	assert_memory_equal(text.data, "why not", 7);
	assert_int_equal(hj_vault_detail(v, NULL, &e, &text, &err),
	    HJ_ECORRUPT);
	assert_int_equal(hj_vault_entry(v, 6, &e, &page, &err), HJ_ENOTFOUND);
	/* The entry of a head is found from its row. */
	must(hj_vault_entry(v, row.head[0].sequence, &e, &page, &err), &err);
	assert_memory_equal(e.digest, row.head[0].digest, HJ_DIGEST_BYTES);
	assert_true(e.number == row.head[0].number);
	hj_buf_reset(&text);
	must(hj_vault_checkpoint(v, &text, &err), &err);
	assert_memory_equal(text.data, "hanji/", 6);
	hj_buf_clear(&items);
	hj_buf_clear(&page);
	hj_buf_clear(&text);
	hj_vault_close(v);
}

static void
copy_file(const char *from, const char *to)
{
	char command[512];

	(void)snprintf(command, sizeof(command), "cp %s %s", from, to);
	assert_int_equal(system(command), 0);
}

static void
yesterdays_copy_is_refused_until_a_reason_is_given(void **state)
{
	struct hj_vault_opening how = { .at = where(&world),
		.write = true,
		.seed = world.seed };
	struct hj_vault *v = open_vault(&world, true);
	char data[128], old[128];
	struct hj_change *c = NULL;
	struct hj_error err = HJ_ERROR;
	struct seen seen = { 0 };
	struct hj_id id;

	(void)state;
	hj_id_random(&id);
	save(v, &id, "one");
	hj_vault_close(v);
	(void)snprintf(data, sizeof(data), "%s/data.mdb", world.dir);
	(void)snprintf(old, sizeof(old), "%s/old.mdb", world.top);
	copy_file(data, old);
	v = open_vault(&world, true);
	save(v, &id, "two");
	hj_vault_close(v);
	copy_file(old, data);
	v = NULL;
	assert_int_equal(hj_vault_open(&how, &v, &err), HJ_EREFUSED);
	assert_null(v);
	how.accept_rollback = "the disk broke";
	must(hj_vault_open(&how, &v, &err), &err);
	expect_title(v, &id, "one");
	/* A reason that did not get into the log counts for nothing. */
	must(hj_vault_begin(v, NULL, &c, &err), &err);
	hj_change_abort(c);
	hj_vault_close(v);
	how.accept_rollback = NULL;
	assert_int_equal(hj_vault_open(&how, &v, &err), HJ_EREFUSED);
	how.accept_rollback = "the disk broke";
	must(hj_vault_open(&how, &v, &err), &err);
	save(v, &id, "three");
	must(hj_vault_log(v, NULL, see, &seen, &err), &err);
	assert_non_null(strstr(seen.actions, "device rollback update"));
	hj_vault_close(v);
	v = open_vault(&world, true);
	save(v, &id, "four");
	expect_title(v, &id, "four");
	hj_vault_close(v);
}

static void
a_vault_on_a_strange_machine_starts_a_log_of_its_own(void **state)
{
	struct world other = world;
	struct hj_error err = HJ_ERROR;
	struct seen seen = { 0 };
	struct hj_vault *v;
	struct hj_id id;

	(void)state;
	(void)snprintf(other.state, sizeof(other.state), "%s/elsewhere",
	    world.top);
	hj_id_random(&id);
	v = open_vault(&other, true);
	assert_true(hj_vault_is_strange(v));
	save(v, &id, "one");
	save(v, &id, "two");
	must(hj_vault_log(v, NULL, see, &seen, &err), &err);
	assert_non_null(strstr(seen.actions, "device update update"));
	hj_vault_close(v);
	v = open_vault(&other, true);
	assert_false(hj_vault_is_strange(v));
	hj_vault_close(v);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_change_has_an_entry_and_every_commit_one),
		cmocka_unit_test(
		    yesterdays_copy_is_refused_until_a_reason_is_given),
		cmocka_unit_test(
		    a_vault_on_a_strange_machine_starts_a_log_of_its_own),
	};

	return cmocka_run_group_tests_name("vault_log", tests, set_up,
	    tear_down);
}
