#include "tests/unit/vault_world.h"

#include "cli/show/backuplist.h"

static struct world world;

static int
setup(void **state)
{
	(void)state;
	make_world(&world);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	free_world(&world);
	return 0;
}

static struct hj_id
add(struct hj_vault *v)
{
	const struct hj_wait wait = { .seconds = 0 };
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;
	struct hj_id id;

	hj_id_random(&id);
	must(hj_vault_begin(v, &wait, &c, &err), &err);
	(void)put_title(c, &id, "one");
	must(hj_change_commit(c, &err), &err);
	return id;
}

/* An entry as erasing leaves it. */
static void
say(struct hj_vault *v, const char *action, const struct hj_id *id,
    const char *detail)
{
	const struct hj_wait wait = { .seconds = 0 };
	struct hj_buf items = HJ_BUF((size_t)1 << 20);
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;
	struct hj_row row;

	if (id != NULL)
		must(hj_vault_row(v, id, &row, &items, &err), &err);
	must(hj_vault_begin(v, &wait, &c, &err), &err);
	must(hj_change_note(c, action, id != NULL ? &row : NULL, detail, &err),
	    &err);
	must(hj_change_commit(c, &err), &err);
	hj_buf_clear(&items);
}

static void
backup(struct hj_vault *v, const char *name)
{
	struct hj_error err = HJ_ERROR;
	char path[128];

	(void)snprintf(path, sizeof(path), "%s/%s", world.top, name);
	must(hj_vault_backup(v, path, NULL, NULL, &err), &err);
}

static void
a_backup_holds_what_was_there_before_and_erased_after_it(void **state)
{
	static const unsigned erased[3] = { 0, 2, 1 };
	struct hj_vault *v = open_vault(&world, true);
	struct backuplist l = BACKUPLIST;
	struct cli c = { .vault = v };
	struct hj_error err = HJ_ERROR;
	struct hj_id one, two;
	char detail[32];

	(void)state;
	backup(v, "empty.tar");
	one = add(v);
	two = add(v);
	backup(v, "both.tar");
	say(v, HJ_DID_ERASE, &one, NULL);
	backup(v, "second.tar");
	say(v, HJ_DID_ERASE, &two, NULL);
	must(backuplist_read(&c, &l, &err), &err);
	assert_int_equal(backuplist_count(&l), 3);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(backuplist_at(&l, i)->erased, erased[i]);
		assert_false(backuplist_at(&l, i)->gone);
	}
	assert_non_null(memmem(l.texts.data, l.texts.len, "/both.tar", 9));
	(void)snprintf(detail, sizeof(detail), "entry %d",
	    (int)backuplist_at(&l, 1)->entry);
	backuplist_clear(&l);
	say(v, HJ_DID_BACKUP_GONE, NULL, detail);
	l = BACKUPLIST;
	must(backuplist_read(&c, &l, &err), &err);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(backuplist_at(&l, i)->gone, i == 1);
	backuplist_clear(&l);
	hj_vault_close(v);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_backup_holds_what_was_there_before_and_erased_after_it),
	};

	return cmocka_run_group_tests_name("backuplist", tests, setup,
	    teardown);
}
