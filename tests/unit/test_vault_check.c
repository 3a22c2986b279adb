#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "tests/unit/vault_under.h"
#include "tests/unit/wrap.h"

#define CASES 30 /* one change each: more pages than the root's list holds */

static struct hj_id ids[CASES];
static char found[65536];

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

static int
before_all(void **state)
{
	struct hj_vault *v;

	(void)state;
	make_world(&w);
	v = open_vault(&w, true);
	for (size_t i = 0; i < CASES; i++) {
		hj_id_random(&ids[i]);
		save(v, &ids[i], "first");
	}
	save(v, &ids[3], "second");
	hj_vault_close(v);
	copy("vault", "kept");
	copy("state", "kept-state");
	return 0;
}

static int
after_all(void **state)
{
	(void)state;
	free_world(&w);
	return 0;
}

static int
afresh(void **state)
{
	(void)state;
	copy("kept", "vault");
	copy("kept-state", "state");
	return 0;
}

static int
check(bool repair)
{
	struct hj_error err = HJ_ERROR;
	struct hj_verify_facts facts;
	struct hj_vault *v = open_vault(&w, repair);
	int rc;

	found[0] = '\0';
	rc = hj_vault_check(v, repair, note, NULL, NULL, &facts, &err);
	hj_vault_close(v);
	return rc;
}

/* Found, repaired, whole again, and every case is there. */
static void
expect_repaired(void)
{
	struct hj_vault *v;

	if (check(false) != HJ_ECORRUPT)
		fail_msg("not found to be damaged: %s", found);
	if (check(true) != HJ_OK)
		fail_msg("not repaired: %s", found);
	if (check(false) != HJ_OK || found[0] != '\0')
		fail_msg("not whole after the repair: %s", found);
	v = open_vault(&w, true);
	for (size_t i = 0; i < CASES; i++)
		expect_title(v, &ids[i], i == 3 ? "second" : "first");
	/* ... and it goes on. */
	save(v, &ids[5], "later");
	expect_title(v, &ids[5], "later");
	hj_vault_close(v);
	if (check(false) != HJ_OK)
		fail_msg("not whole after going on: %s", found);
}

static void
a_whole_vault_has_nothing_to_repair(void **state)
{
	(void)state;
	assert_int_equal(check(false), HJ_OK);
	assert_int_equal(check(true), HJ_OK);
	assert_string_equal(found, "");
}

static void
a_damaged_copy_of_a_root_is_repaired(void **state)
{
	(void)state;
	for (uint64_t root = 1; root <= HJ_ROOT_KEYS; root++) {
		(void)afresh(state);
		flip(root, 300);
		expect_repaired();
		(void)afresh(state);
		flip(root + HJ_ROOT_TWIN, 300);
		expect_repaired();
	}
}

static void
a_damaged_page_of_rows_is_rebuilt(void **state)
{
	(void)state;
	flip(number_of(HJ_KIND_CATALOGUE, 0), 500);
	expect_repaired();
}

static void
a_lost_page_of_rows_is_rebuilt(void **state)
{
	struct record r = { .number = number_of(HJ_KIND_CATALOGUE, 0) };

	(void)state;
	under(drop, &r);
	expect_repaired();
}

static void
a_damaged_page_of_keys_is_rebuilt(void **state)
{
	(void)state;
	flip(number_of(HJ_KIND_KEYS, 0), 500);
	expect_repaired();
}

static void
a_damaged_list_of_log_pages_is_rebuilt(void **state)
{
	(void)state;
	flip(number_of(HJ_KIND_LIST, 0), 500);
	expect_repaired();
}

static void
empty(struct hj_txn *t, void *to)
{
	struct hj_error err = HJ_ERROR;

	(void)to;
	must(hj_txn_index_clear(t, &err), &err);
}

static void
a_lost_index_is_rebuilt(void **state)
{
	(void)state;
	under(empty, NULL);
	expect_repaired();
}

static void
rows_and_index_may_be_lost_together(void **state)
{
	(void)state;
	flip(number_of(HJ_KIND_CATALOGUE, 0), 500);
	flip(HJ_ROOT_CATALOGUE, 300);
	under(empty, NULL);
	expect_repaired();
}

static void
what_cannot_be_brought_back_stays_named(void **state)
{
	uint64_t n = number_of(HJ_KIND_REVISION, 7);
	char object[32];

	(void)state;
	flip(n, 300);
	assert_int_equal(check(true), HJ_ECORRUPT);
	(void)snprintf(object, sizeof(object),
	    "record %llu:", (unsigned long long)n);
	assert_non_null(strstr(found, object));
	assert_int_equal(check(false), HJ_ECORRUPT);
}

static void
a_repair_that_fails_leaves_what_was_found(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_verify_facts facts;
	struct hj_vault *v;
	int rc = HJ_EIO;

	(void)state;
	for (size_t n = 1; rc != HJ_OK; n++) {
		(void)afresh(state);
		flip(HJ_ROOT_HEAD, 300);
		v = open_vault(&w, true);
		wrap.commit = (struct wrap_call){ .fail_at = n };
		rc = hj_vault_check(v, true, NULL, NULL, NULL, &facts, &err);
		assert_true(rc == HJ_OK || wrap.commit.calls >= n);
		wrap.commit = (struct wrap_call){ 0 };
		hj_vault_close(v);
		v = open_vault(&w, false);
		for (size_t i = 0; i < CASES; i++)
			expect_title(v, &ids[i], i == 3 ? "second" : "first");
		hj_vault_close(v);
	}
}

/* Another process writes while this one examines. */
static int
write_beside(void *to, const struct hj_damage *d, struct hj_error *err)
{
	struct hj_vault_opening how = { .at = where(&w), .write = true };
	struct hj_secret *passphrase = NULL;
	struct hj_vault *v = NULL;
	bool *done = to;
	int status;
	pid_t pid;

	(void)d;
	if (*done)
		return HJ_OK;
	*done = true;
	if ((pid = fork()) == 0) {
		only_a_child();
		/* The seed was wiped by fork(2). */
		must(hj_secret_copy("a long passphrase", 17, &passphrase, err),
		    err);
		how.passphrase = passphrase;
		must(hj_vault_open(&how, &v, err), err);
		save(v, &ids[7], "beside");
		_exit(0);
	}
	assert_true(pid > 0 && waitpid(pid, &status, 0) == pid);
	assert_int_equal(status, 0);
	return HJ_OK;
}

static void
what_was_written_meanwhile_is_not_repaired_away(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_verify_facts facts;
	struct hj_vault *v;
	bool done = false;

	(void)state;
	/* A page that the survey names and the other process does not need. */
	flip(number_of(HJ_KIND_KEYS, 0), 300);
	v = open_vault(&w, true);
	assert_int_equal(hj_vault_check(v, true, write_beside, &done, NULL,
			     &facts, &err),
	    HJ_EBUSY);
	assert_true(done);
	hj_vault_close(v);
	v = open_vault(&w, false);
	expect_title(v, &ids[7], "beside");
	hj_vault_close(v);
}

static void
a_damaged_copy_of_the_header_is_named_and_repaired(void **state)
{
	char path[256];
	int fd;

	(void)state;
	(void)snprintf(path, sizeof(path), "%s/header.b", w.dir);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, "?", 1, 40000), 1);
	(void)close(fd);
	assert_int_equal(check(false), HJ_ECORRUPT);
	assert_non_null(strstr(found, "file header.b"));
	assert_int_equal(check(true), HJ_OK);
	assert_int_equal(check(false), HJ_OK);
}

static void
left_over_is_swept_when_it_is_old(const char *name, const char *called)
{
	const struct timespec old[2] = { { .tv_sec = 1000000000 },
		{ .tv_sec = 1000000000 } };
	char path[256];
	int fd;

	(void)snprintf(path, sizeof(path), "%s/%s", w.dir, name);
	fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	(void)close(fd);
	assert_int_equal(check(true), HJ_OK);
	assert_int_equal(access(path, F_OK), 0);
	assert_int_equal(utimensat(AT_FDCWD, path, old, 0), 0);
	assert_int_equal(check(false), HJ_OK);
	assert_non_null(strstr(found, called));
	assert_int_equal(access(path, F_OK), 0);
	assert_int_equal(check(true), HJ_OK);
	assert_int_not_equal(access(path, F_OK), 0);
}

static void
an_orphan_is_swept_when_it_is_old(void **state)
{
	(void)state;
	left_over_is_swept_when_it_is_old("blobs/00112233445566778899aabbccddeeff",
	    "attachment 00112233445566778899");
}

static void
what_a_killed_process_left_is_swept(void **state)
{
	(void)state;
	left_over_is_swept_when_it_is_old(
	    "blobs/.tmp-00112233445566778899aabbccddeeff",
	    "unfinished file .tmp-0011");
	left_over_is_swept_when_it_is_old(".tmp-00112233445566778899aabbccddeeff",
	    "unfinished file .tmp-0011");
}

#define TEST(f) cmocka_unit_test_setup(f, afresh)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_whole_vault_has_nothing_to_repair),
		TEST(a_damaged_copy_of_a_root_is_repaired),
		TEST(a_damaged_page_of_rows_is_rebuilt),
		TEST(a_lost_page_of_rows_is_rebuilt),
		TEST(a_damaged_page_of_keys_is_rebuilt),
		TEST(a_damaged_list_of_log_pages_is_rebuilt),
		TEST(a_lost_index_is_rebuilt),
		TEST(rows_and_index_may_be_lost_together),
		TEST(what_cannot_be_brought_back_stays_named),
		TEST(a_repair_that_fails_leaves_what_was_found),
		TEST(what_was_written_meanwhile_is_not_repaired_away),
		TEST(a_damaged_copy_of_the_header_is_named_and_repaired),
		TEST(an_orphan_is_swept_when_it_is_old),
		TEST(what_a_killed_process_left_is_swept),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests_name("vault check", tests, before_all,
	    after_all);
}
