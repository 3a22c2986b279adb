/*
 * Whatever is changed in a vault, with each allocation, each growth of a buffer
 * and each call of LMDB or the system failing in turn: the change is there
 * whole or not at all, and the vault verifies.
 */
#include "tests/unit/fault_world.h"

/* ---- changing ---- */

static unsigned tries;

/* Something new each time, so that there is something to commit. */
static void
new_title(char *to, size_t size)
{
	(void)snprintf(to, size, "try %u", ++tries);
}

typedef int change_fn(struct hj_change *c, struct hj_error *err);

static int
with_change(change_fn *fn, struct hj_error *err)
{
	struct hj_change *c = NULL;
	int rc = hj_vault_begin(vault, NULL, &c, err);

	if (rc != HJ_OK)
		return rc;
	if ((rc = fn(c, err)) == HJ_OK)
		return hj_change_commit(c, err);
	hj_change_abort(c);
	return rc;
}

static int
put(struct hj_change *c, struct hj_error *err)
{
	char title[32], bytes[1024];
	struct hj_put p = { .bytes = (const uint8_t *)bytes,
		.action = HJ_DID_UPDATE,
		.detail = "because" };
	enum hj_put_what what;

	new_title(title, sizeof(title));
	p.n = case_bytes(&id, title, bytes, sizeof(bytes));
	return hj_change_put(c, &p, &what, err);
}

static int
put_another(struct hj_change *c, struct hj_error *err)
{
	struct hj_id other;
	char bytes[1024];
	struct hj_put p = { .bytes = (const uint8_t *)bytes,
		.action = HJ_DID_CREATE };
	enum hj_put_what what;

	hj_id_random(&other);
	p.n = case_bytes(&other, "other", bytes, sizeof(bytes));
	return hj_change_put(c, &p, &what, err);
}

static int
note(struct hj_change *c, struct hj_error *err)
{
	int rc = hj_change_note(c, HJ_DID_EXPORT, NULL, "whole", err);

	return rc != HJ_OK ? rc
			   : hj_change_note(c, HJ_DID_SHOW, &row, "it", err);
}

static int
coin(struct hj_change *c, struct hj_error *err)
{
	struct hj_codebook b = HJ_CODEBOOK;
	struct hj_coined post = { .list = "organ",
		.code = "x-border-post",
		.id = "c1aaaa",
		.en = "Border post",
		.ko = "국경 초소" };
	int rc;

	if ((rc = hj_codebook_put(&b, &post, err)) == HJ_OK)
		rc = hj_change_codebook(c, &b, err);
	if (rc == HJ_OK)
		rc = hj_change_note(c, HJ_DID_CODES, NULL, "one", err);
	hj_codebook_clear(&b);
	return rc;
}

static int
keep_search(struct hj_change *c, struct hj_error *err)
{
	struct hj_searches s = HJ_SEARCHES;
	int rc;

	if ((rc = hj_searches_put(&s, "women", "sex=f", err)) == HJ_OK)
		rc = hj_change_searches(c, &s, err);
	if (rc == HJ_OK)
		rc = hj_change_note(c, HJ_DID_SEARCHES, NULL, "one", err);
	hj_searches_clear(&s);
	return rc;
}

static change_fn *const changes[] = { put, put_another, note, coin,
	keep_search };

struct change {
	change_fn *fn;
	uint64_t entries, cases, revisions;
};

static int
change(void *to, struct hj_error *err)
{
	struct change *x = to;

	return with_change(x->fn, err);
}

/* A commit, or nothing of it. */
static void
all_or_nothing(void *to, int rc)
{
	struct change *x = to;
	struct hj_error err = HJ_ERROR;
	struct hj_vault_facts f;

	must(hj_vault_facts(vault, &f, &err), &err);
	if (rc == HJ_OK)
		assert_true(f.entries > x->entries);
	else
		assert_int_equal(f.entries, x->entries);
	assert_int_equal(f.revisions - x->revisions,
	    rc == HJ_OK && (x->fn == put || x->fn == put_another));
	assert_int_equal(f.cases - x->cases,
	    rc == HJ_OK && x->fn == put_another);
	x->entries = f.entries;
	x->cases = f.cases;
	x->revisions = f.revisions;
	look_again();
}

static void
each_change(struct wrap_call *which, int code, bool sticky)
{
	for (size_t i = 0; i < HJ_LEN(changes); i++) {
		struct hj_error err = HJ_ERROR;
		struct change x = { .fn = changes[i] };
		struct hj_vault_facts f;

		must(hj_vault_facts(vault, &f, &err), &err);
		x.entries = f.entries;
		x.cases = f.cases;
		x.revisions = f.revisions;
		assert_true(wrap_each(which, code, change, all_or_nothing, &x,
				sticky) > 0);
	}
	assert_int_equal(verify(NULL, &HJ_ERROR), HJ_OK);
}

static void
a_change_without_memory_is_no_change(void **state)
{
	(void)state;
	each_change(&wrap.alloc, HJ_ENOMEM, false);
	each_change(&wrap.buf, HJ_ENOMEM, false);
}

static void
a_change_on_a_failing_disk_is_no_change(void **state)
{
	(void)state;
	each_change(&wrap.lmdb, HJ_EIO, false);
	each_change(&wrap.lmdb, HJ_EIO, true);
	each_change(&wrap.commit, HJ_EIO, false);
}

/* ---- what is kept beside the cases ---- */

DOING(keep_draft)
{
	static const uint8_t text[2000] = { 'd' };
	struct hj_id other = { .b = { 1 } };
	int rc;

	(void)to;
	rc = hj_vault_draft_save(vault, &other, text, sizeof(text), err);
	return rc != HJ_OK ? rc : hj_vault_draft_drop(vault, &other, err);
}

DOING(attach)
{
	struct hj_blob_facts f;
	bool given = false;

	(void)to;
	return hj_vault_attach(vault, &row, five_bytes, &given, &f, err);
}

static void
restores(const char *file)
{
	struct hj_error err = HJ_ERROR;
	const struct wrap all = wrap;
	char dir[128], command[256];

	wrap = (struct wrap){ .alloc = { .fail_at = 0 } };
	(void)snprintf(dir, sizeof(dir), "%s/again", world.top);
	must(hj_backup_restore(file, NULL, dir, NULL, &err), &err);
	(void)snprintf(command, sizeof(command), "rm -r %s", dir);
	assert_int_equal(system(command), 0);
	wrap = all;
}

DOING(backup)
{
	char file[128];
	int rc;

	(void)to;
	(void)snprintf(file, sizeof(file), "%s/backup", world.top);
	rc = unread(hj_vault_backup(vault, file, NULL, NULL, err));
	assert_true(rc != HJ_OK || access(file, F_OK) == 0);
	/* What has its name is whole, also when only the note of it failed. */
	if (rc != HJ_OK && access(file, F_OK) == 0)
		restores(file);
	(void)unlink(file);
	return rc;
}

static wrap_fn *const keepings[] = { keep_draft, attach };

static void
drafts_and_attachments_are_whole_or_none(void **state)
{
	(void)state;
	for (size_t i = 0; i < HJ_LEN(keepings); i++) {
		disk_fails = false;
		wrap_no_memory(keepings[i], NULL, NULL);
		disk_fails = true;
		(void)wrap_each(&wrap.lmdb, HJ_EIO, keepings[i], NULL, NULL,
		    false);
		(void)wrap_each(&wrap.io, HJ_EIO, keepings[i], NULL, NULL,
		    false);
		(void)wrap_each(&wrap.sync, HJ_EIO, keepings[i], NULL, NULL,
		    false);
	}
	assert_int_equal(verify(NULL, &HJ_ERROR), HJ_OK);
}

/* The first calls one by one, later ones here and there: there are thousands. */
static void
a_backup_is_whole_or_none(void **state)
{
	static const struct {
		struct wrap_call *which;
		int code;
	} each[] = { { &wrap.alloc, HJ_ENOMEM }, { &wrap.buf, HJ_ENOMEM },
		{ &wrap.io, HJ_EIO }, { &wrap.lmdb, HJ_EIO },
		{ &wrap.sync, HJ_EIO } };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(each); i++) {
		bool met = true;

		disk_fails = each[i].code == HJ_EIO;
		for (size_t n = 1; met; n += 1 + n / 3) {
			struct hj_error err = HJ_ERROR;
			int rc;

			*each[i].which = (struct wrap_call){ .fail_at = n };
			rc = backup(NULL, &err);
			met = each[i].which->calls >= n;
			*each[i].which = (struct wrap_call){ 0 };
			if (rc != HJ_OK && (rc != each[i].code || !met))
				fail_msg("%zu, call %zu: %d, %s", i, n, rc,
				    err.text);
		}
	}
	disk_fails = false;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_change_without_memory_is_no_change),
		cmocka_unit_test(a_change_on_a_failing_disk_is_no_change),
		cmocka_unit_test(drafts_and_attachments_are_whole_or_none),
		cmocka_unit_test(a_backup_is_whole_or_none),
	};

	return cmocka_run_group_tests_name("change faults", tests, set_up,
	    tear_down);
}
