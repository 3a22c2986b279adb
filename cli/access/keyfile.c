#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/access/keyfile.h"
#include "core/file/file.h"
#include "core/keys/header.h"

static int
judge(int fd, const char *path, struct hj_error *err)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return hj_fail_errno(err, errno, "cannot read '%s'", path);
	if (!S_ISREG(st.st_mode) || st.st_size != HJ_KEY_FILE_LEN)
		return hj_fail(err, HJ_EINVAL,
		    "'%s' is not a key file: one has %d bytes", path,
		    HJ_KEY_FILE_LEN);
	return HJ_OK;
}

int
keyfile_read(const char *path, struct hj_secret **ret, struct hj_error *err)
{
	struct hj_secret *s = NULL;
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	size_t got = 0;
	int rc;

	if (fd < 0 && errno == ENOENT)
		return hj_fail(err, HJ_ENOTFOUND,
		    "there is no key file at '%s': is the stick plugged in?",
		    path);
	if (fd < 0)
		return hj_fail_errno(err, errno, "cannot read '%s'", path);
	if ((rc = judge(fd, path, err)) == HJ_OK &&
	    (rc = hj_secret_new(HJ_KEY_FILE_LEN, &s, err)) == HJ_OK)
		rc = hj_fd_read(fd, path, hj_secret_bytes(s), HJ_KEY_FILE_LEN,
		    &got, err);
	if (rc == HJ_OK && got != HJ_KEY_FILE_LEN)
		rc = hj_fail(err, HJ_EIO, "'%s' became shorter", path);
	(void)close(fd);
	if (rc == HJ_OK)
		*ret = s;
	else
		hj_secret_free(s);
	return rc;
}

/* Not by a temporary name: a stick with FAT has no renames to rely on, and
 * nothing is there that could be lost. */
int
keyfile_make(const char *path, struct hj_secret **ret, struct hj_error *err)
{
	struct hj_secret *s = NULL;
	int fd = open(path,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	int rc;

	if (fd < 0 && errno == EEXIST)
		return keyfile_read(path, ret, err);
	if (fd < 0)
		return hj_fail_errno(err, errno, "cannot create '%s'", path);
	if ((rc = hj_secret_random(HJ_KEY_FILE_LEN, &s, err)) == HJ_OK)
		rc = hj_fd_write(fd, path, hj_secret_peek(s), HJ_KEY_FILE_LEN,
		    err);
	if (rc == HJ_OK && fsync(fd) != 0)
		rc = hj_fail_errno(err, errno, "cannot write '%s'", path);
	(void)close(fd);
	if (rc == HJ_OK) {
		*ret = s;
		return HJ_OK;
	}
	hj_secret_free(s);
	(void)unlink(path);
	return rc;
}
