#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <fcntl.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/file/dir.h"
#include "core/file/file.h"
#include "core/file/lock.h"
#include "tests/unit/wrap.h"

static char dir[HJ_PATH_MAX];

static int
make(void **state)
{
	struct hj_error err = HJ_ERROR;

	(void)state;
	return hj_dir_temp("/tmp/hanji-test-file", dir, &err);
}

static int
unmake(void **state)
{
	(void)state;
	hj_dir_remove_temp(dir);
	return access(dir, F_OK) == 0;
}

static const char *
in(const char *name)
{
	static char path[2 * HJ_PATH_MAX];

	(void)snprintf(path, sizeof(path), "%s/%s", dir, name);
	return path;
}

static void
expect(const char *name, const char *text)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(64);

	assert_int_equal(hj_file_read(dir, name, 64, &b, &err), HJ_OK);
	assert_int_equal(b.len, strlen(text));
	assert_memory_equal(b.data, text, b.len);
	hj_buf_clear(&b);
}

static void
replace_leaves_one_private_file(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct stat st;

	(void)state;
	assert_int_equal(hj_file_replace(dir, "a", "old", 3, &err), HJ_OK);
	assert_int_equal(hj_file_replace(dir, "a", "newer", 5, &err), HJ_OK);
	expect("a", "newer");
	assert_int_equal(stat(in("a"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(st.st_nlink, 1);
	assert_int_equal(hj_file_remove(dir, "a", &err), HJ_OK);
	assert_int_equal(hj_file_remove(dir, "a", &err), HJ_ENOTFOUND);
	assert_int_equal(rmdir(dir), 0); /* nothing else is there */
	assert_int_equal(mkdir(dir, 0700), 0);
}

static void
a_failed_replace_keeps_what_was_there(void **state)
{
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(hj_file_replace(dir, "a", "old", 3, &err), HJ_OK);
	wrap.sync = (struct wrap_call){ .fail_at = 1 };
	assert_int_equal(hj_file_replace(dir, "a", "new", 3, &err), HJ_EIO);
	wrap.sync = (struct wrap_call){ 0 };
	expect("a", "old");
	/* The folder's own sync: the new file is there, but not surely. */
	wrap.sync = (struct wrap_call){ .fail_at = 2 };
	assert_int_equal(hj_file_replace(dir, "a", "new", 3, &err), HJ_EIO);
	wrap.sync = (struct wrap_call){ 0 };
	wrap.alloc = (struct wrap_call){ .fail_at = 1 };
	assert_int_equal(hj_file_replace(dir, "a", "new", 3, &err), HJ_ENOMEM);
	wrap.alloc = (struct wrap_call){ 0 };
	assert_int_equal(hj_file_replace("/nowhere", "a", "", 0, &err),
	    HJ_ENOTFOUND);
	assert_int_equal(hj_file_remove(dir, "a", &err), HJ_OK);
}

static void
finish_can_refuse_to_replace(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_file_new *f = NULL;
	int fd;

	(void)state;
	assert_int_equal(hj_file_replace(dir, "a", "old", 3, &err), HJ_OK);
	assert_int_equal(hj_file_begin(dir, &f, &fd, &err), HJ_OK);
	assert_int_equal(hj_file_finish(f, "a", false, &err), HJ_EEXISTS);
	expect("a", "old");
	assert_int_equal(hj_file_begin(dir, &f, &fd, &err), HJ_OK);
	hj_file_drop(f);
	hj_file_drop(NULL);
}

static void
reading_refuses_links_folders_pipes_and_too_much(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(64);

	(void)state;
	assert_int_equal(hj_file_replace(dir, "a", "12345", 5, &err), HJ_OK);
	assert_int_equal(symlink("a", in("link")), 0);
	assert_int_equal(mkdir(in("folder"), 0700), 0);
	assert_int_equal(mkfifo(in("pipe"), 0600), 0);
	assert_int_equal(hj_file_read(dir, "link", 64, &b, &err), HJ_EINVAL);
	assert_int_equal(hj_file_read(dir, "folder", 64, &b, &err), HJ_EINVAL);
	assert_int_equal(hj_file_read(dir, "pipe", 64, &b, &err), HJ_EINVAL);
	assert_int_equal(hj_file_read(dir, "none", 64, &b, &err), HJ_ENOTFOUND);
	assert_int_equal(hj_file_read(dir, "a", 4, &b, &err), HJ_ELIMIT);
	assert_int_equal(b.len, 0);
	assert_int_equal(hj_file_read(dir, "a", 5, &b, &err), HJ_OK);
	hj_buf_clear(&b);
}

static void
a_full_disk_is_said(void **state)
{
	struct hj_error err = HJ_ERROR;
	int fd = open("/dev/full", O_WRONLY | O_CLOEXEC);

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(hj_fd_write(fd, "x", "y", 1, &err), HJ_EIO);
	assert_string_equal(err.text, "cannot write 'x': disk full");
	(void)close(fd);
}

static void
folders_are_made_private_and_once(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct stat st;
	char deep[HJ_PATH_MAX];

	(void)state;
	(void)snprintf(deep, sizeof(deep), "%.200s/x/y/z", dir);
	assert_int_equal(hj_dir_make_all(deep, &err), HJ_OK);
	assert_int_equal(hj_dir_make_all(deep, &err), HJ_OK);
	assert_int_equal(stat(deep, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	assert_int_equal(hj_dir_make(deep, false, &err), HJ_EEXISTS);
	assert_int_equal(hj_file_replace(deep, "f", "", 0, &err), HJ_OK);
}

static void
only_temporary_folders_are_removed(void **state)
{
	struct hj_error err = HJ_ERROR;
	char temp[HJ_PATH_MAX], path[HJ_PATH_MAX + 64];

	(void)state;
	assert_int_equal(hj_dir_temp(in("vault/"), temp, &err), HJ_OK);
	(void)snprintf(path, sizeof(path), "%s/blobs", temp);
	assert_int_equal(hj_dir_make(path, false, &err), HJ_OK);
	assert_int_equal(hj_file_replace(path, "b", "x", 1, &err), HJ_OK);
	/* A link to what must stay. */
	assert_int_equal(hj_file_replace(dir, "stays", "x", 1, &err), HJ_OK);
	(void)snprintf(path, sizeof(path), "%s/link", temp);
	assert_int_equal(symlink(dir, path), 0);
	hj_dir_remove_temp(in("folder"));
	assert_int_equal(access(in("folder"), F_OK), 0);
	hj_dir_remove_temp(temp);
	assert_int_equal(access(temp, F_OK), -1);
	expect("stays", "x");
	hj_dir_remove_temp("");
	hj_dir_remove_temp("/");
	hj_dir_remove_temp(".tmp-0123456789abcdef");
}

static void
rename_never_replaces(void **state)
{
	struct hj_error err = HJ_ERROR;
	char temp[HJ_PATH_MAX], to[HJ_PATH_MAX];

	(void)state;
	(void)snprintf(to, sizeof(to), "%.200s/vault", dir);
	assert_int_equal(hj_dir_temp(to, temp, &err), HJ_OK);
	assert_int_equal(hj_dir_rename(temp, to, &err), HJ_OK);
	assert_int_equal(hj_dir_temp(to, temp, &err), HJ_OK);
	assert_int_equal(hj_dir_rename(temp, to, &err), HJ_EEXISTS);
	hj_dir_remove_temp(temp);
	assert_int_equal(access(to, F_OK), 0);
}

static void
file_systems_are_judged(void **state)
{
	struct hj_error err = HJ_ERROR;
	uint64_t n = 0;

	(void)state;
	assert_int_equal(hj_dir_fit("/proc", &err), HJ_EIO);
	assert_non_null(strstr(err.text, "ext4"));
	assert_int_equal(hj_dir_fit("/dev/shm", &err), HJ_OK); /* tmpfs */
	assert_int_equal(hj_dir_free_space(dir, &n, &err), HJ_OK);
	assert_true(n > 0);
}

static void
a_second_writer_hears_who_writes(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_lock *a = NULL, *b = NULL;
	char pid[32];

	(void)state;
	assert_int_equal(hj_lock_take(dir, 0, &a, &err), HJ_OK);
	/* flock(2) is between open files, so the same process will do. */
	assert_int_equal(hj_lock_take(dir, 0, &b, &err), HJ_EBUSY);
	(void)snprintf(pid, sizeof(pid), "(process %d)", (int)getpid());
	assert_non_null(strstr(err.text, pid));
	assert_non_null(strstr(err.text, "since 2"));
	assert_null(b);
	hj_lock_free(a);
	assert_int_equal(hj_lock_take(dir, 0, &b, &err), HJ_OK);
	hj_lock_free(b);
	hj_lock_free(NULL);
}

static void
a_lock_is_refused_in_one_sentence_whatever_it_says(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_lock *a = NULL, *b = NULL;

	(void)state;
	assert_int_equal(hj_lock_take(dir, 0, &a, &err), HJ_OK);
	assert_int_equal(truncate(in("writer"), 0), 0);
	/* Waits for its second, then says so. */
	assert_int_equal(hj_lock_take(dir, 1, &b, &err), HJ_EBUSY);
	assert_null(strstr(err.text, "process"));
	hj_lock_free(a);
	assert_int_equal(hj_lock_take("/nowhere", 0, &b, &err), HJ_EIO);
	wrap.alloc = (struct wrap_call){ .fail_at = 1 };
	assert_int_equal(hj_lock_take(dir, 0, &b, &err), HJ_ENOMEM);
	wrap.alloc = (struct wrap_call){ 0 };
	assert_null(b);
}

static void
a_lock_dies_with_its_process(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_lock *l = NULL;
	int status;
	pid_t child = fork();

	(void)state;
	if (child == 0)
		_exit(hj_lock_take(dir, 0, &l, &err));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(hj_lock_take(dir, 5, &l, &err), HJ_OK);
	hj_lock_free(l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(replace_leaves_one_private_file),
		cmocka_unit_test(a_failed_replace_keeps_what_was_there),
		cmocka_unit_test(finish_can_refuse_to_replace),
		cmocka_unit_test(reading_refuses_links_folders_pipes_and_too_much),
		cmocka_unit_test(a_full_disk_is_said),
		cmocka_unit_test(folders_are_made_private_and_once),
		cmocka_unit_test(only_temporary_folders_are_removed),
		cmocka_unit_test(rename_never_replaces),
		cmocka_unit_test(file_systems_are_judged),
		cmocka_unit_test(a_second_writer_hears_who_writes),
		cmocka_unit_test(
		    a_lock_is_refused_in_one_sentence_whatever_it_says),
		cmocka_unit_test(a_lock_dies_with_its_process),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("file", tests, make, unmake);
}
