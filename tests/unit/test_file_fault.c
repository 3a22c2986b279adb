/*
 * Files and folders on a disk that fails at any call: an error that names it,
 * what was there is there still, and nothing half written is left behind.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <dirent.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/file/dir.h"
#include "core/file/file.h"
#include "tests/unit/wrap.h"

static char top[HJ_PATH_MAX];

static int
make(void **state)
{
	struct hj_error err = HJ_ERROR;

	(void)state;
	if (hj_dir_temp("/tmp/hanji-test-file", top, &err) != HJ_OK)
		return -1;
	return hj_file_replace(top, "a", "old", 3, &err);
}

static int
unmake(void **state)
{
	(void)state;
	hj_dir_remove_temp(top);
	return 0;
}

static const char *
in(char *to, size_t size, const char *name)
{
	(void)snprintf(to, size, "%.4000s/%s", top, name);
	return to;
}

/* Old or new and nothing between, and no temporary file. */
static void
whole_and_alone(void *to, int rc)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(64);
	const struct dirent *e;
	DIR *d = opendir(top);

	(void)to;
	assert_int_equal(hj_file_read(top, "a", 64, &b, &err), HJ_OK);
	assert_int_equal(b.len, 3);
	assert_true(memcmp(b.data, "new", 3) == 0 ||
	    (rc != HJ_OK && memcmp(b.data, "old", 3) == 0));
	assert_non_null(d);
	while ((e = readdir(d)) != NULL)
		assert_true(strncmp(e->d_name, HJ_FILE_TEMP,
				sizeof(HJ_FILE_TEMP) - 1) != 0);
	(void)closedir(d);
	hj_buf_clear(&b);
	assert_int_equal(hj_file_replace(top, "a", "old", 3, &err), HJ_OK);
}

static int
replace_it(void *to, struct hj_error *err)
{
	(void)to;
	return hj_file_replace(top, "a", "new", 3, err);
}

static int
read_it(void *to, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(64);
	int rc = hj_file_read(top, "a", 64, &b, err);

	(void)to;
	assert_int_equal(b.len, rc == HJ_OK ? 3 : 0);
	hj_buf_clear(&b);
	return rc;
}

static void
a_file_is_replaced_whole_or_not_at_all(void **state)
{
	(void)state;
	assert_true(wrap_each(&wrap.io, HJ_EIO, replace_it, whole_and_alone,
			NULL, false) >= 4);
	assert_true(wrap_each(&wrap.io, HJ_EIO, replace_it, whole_and_alone,
			NULL, true) >= 4);
	assert_int_equal(wrap_each(&wrap.sync, HJ_EIO, replace_it,
			     whole_and_alone, NULL, false),
	    2);
}

static void
what_cannot_be_read_leaves_nothing_in_the_buffer(void **state)
{
	(void)state;
	assert_true(wrap_each(&wrap.io, HJ_EIO, read_it, NULL, NULL, false) >=
	    4);
	wrap_no_memory(read_it, NULL, NULL);
}

static int
remove_it(void *to, struct hj_error *err)
{
	int rc = hj_file_replace(top, "b", "x", 1, err);

	(void)to;
	return rc != HJ_OK ? rc : hj_file_remove(top, "b", err);
}

static void
removing_says_what_it_could_not(void **state)
{
	struct hj_error err = HJ_ERROR;
	char path[HJ_PATH_MAX];

	(void)state;
	(void)wrap_each(&wrap.io, HJ_EIO, remove_it, NULL, NULL, false);
	assert_int_equal(hj_file_remove("/nowhere", "a", &err), HJ_ENOTFOUND);
	/* A folder is no file. */
	assert_int_equal(hj_dir_make(in(path, sizeof(path), "sub"), false,
			     &err),
	    HJ_OK);
	assert_int_equal(hj_file_remove(top, "sub", &err), HJ_EIO);
	assert_int_equal(hj_file_remove("/dev/null", "a", &err), HJ_ENOTFOUND);
	assert_int_equal(rmdir(path), 0);
}

/* ---- folders ---- */

static void
folders_that_cannot_be_are_refused(void **state)
{
	struct hj_error err = HJ_ERROR;
	char deep[HJ_PATH_MAX + 2], ret[HJ_PATH_MAX], path[HJ_PATH_MAX];
	uint64_t space;

	(void)state;
	memset(deep, 'a', sizeof(deep));
	deep[HJ_PATH_MAX + 1] = '\0';
	assert_int_equal(hj_dir_make_all(deep, &err), HJ_EINVAL);
	assert_int_equal(hj_dir_temp(deep, ret, &err), HJ_EINVAL);
	assert_int_equal(hj_dir_temp("", ret, &err), HJ_EINVAL);
	assert_int_equal(hj_dir_temp("/", ret, &err), HJ_EINVAL);
	assert_int_equal(hj_dir_temp("/nowhere/a", ret, &err), HJ_EIO);
	assert_int_equal(hj_dir_make("/nowhere/a", true, &err), HJ_EIO);
	assert_int_equal(hj_dir_make_all("/dev/null/a", &err), HJ_EEXISTS);
	assert_int_equal(hj_dir_make(in(path, sizeof(path), "a"), true, &err),
	    HJ_EEXISTS);
	assert_int_equal(hj_dir_fit("/nowhere", &err), HJ_EIO);
	assert_int_equal(hj_dir_fit("/proc", &err), HJ_EIO);
	assert_int_equal(hj_dir_free_space("/nowhere", &space, &err), HJ_EIO);
	assert_int_equal(hj_dir_free_space(top, &space, &err), HJ_OK);
	assert_int_equal(hj_dir_sync("/nowhere", &err), HJ_EIO);
	assert_int_equal(hj_dir_rename("/", "/nowhere", &err), HJ_EINVAL);
	assert_int_equal(hj_dir_rename("/nowhere", "/", &err), HJ_EINVAL);
	assert_int_equal(hj_dir_rename("/nowhere", "/nowhere/too", &err),
	    HJ_EIO);
}

/* There and back, so that each call finds it where it was. */
static int
rename_it(void *to, struct hj_error *err)
{
	char one[HJ_PATH_MAX], other[HJ_PATH_MAX];
	int rc;

	(void)to;
	(void)in(one, sizeof(one), "one");
	(void)in(other, sizeof(other), "sub/other");
	if (access(one, F_OK) != 0)
		(void)rename(other, one);
	if ((rc = hj_dir_rename(one, other, err)) == HJ_OK)
		assert_int_equal(access(other, F_OK), 0);
	return rc;
}

static void
a_renamed_folder_is_in_one_of_both_places(void **state)
{
	struct hj_error err = HJ_ERROR;
	char path[HJ_PATH_MAX], other[HJ_PATH_MAX];

	(void)state;
	assert_int_equal(hj_dir_make_all(in(path, sizeof(path), "sub"), &err),
	    HJ_OK);
	assert_int_equal(hj_dir_make_all(in(path, sizeof(path), "one"), &err),
	    HJ_OK);
	assert_true(wrap_each(&wrap.io, HJ_EIO, rename_it, NULL, NULL, false) >=
	    3);
	assert_int_equal(wrap_each(&wrap.sync, HJ_EIO, rename_it, NULL, NULL,
			     false),
	    2);
	assert_int_equal(hj_dir_make(path, false, &err), HJ_OK);
	assert_int_equal(hj_dir_rename(path,
			     in(other, sizeof(other), "sub/other"), &err),
	    HJ_EEXISTS);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_is_replaced_whole_or_not_at_all),
		cmocka_unit_test(what_cannot_be_read_leaves_nothing_in_the_buffer),
		cmocka_unit_test(removing_says_what_it_could_not),
		cmocka_unit_test(folders_that_cannot_be_are_refused),
		cmocka_unit_test(a_renamed_folder_is_in_one_of_both_places),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests_name("file faults", tests, make, unmake);
}
