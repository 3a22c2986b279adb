#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "core/file/file.h"

struct hj_file_new {
	int dir;
	int fd;
	char temp[sizeof(HJ_FILE_TEMP) + 32];
};

static int
open_dir(const char *dir, int *ret, struct hj_error *err)
{
	*ret = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (*ret >= 0)
		return HJ_OK;
	if (errno == ENOENT || errno == ENOTDIR)
		return hj_fail(err, HJ_ENOTFOUND, "'%s' is not a folder", dir);
	return hj_fail_errno(err, errno, "cannot open '%s'", dir);
}

int
hj_file_open(const char *dir, const char *name, int *ret_fd,
    struct hj_error *err)
{
	struct stat st;
	int at, fd;

	assert(strchr(name, '/') == NULL);
	if (open_dir(dir, &at, err) != HJ_OK)
		return (int)err->code;
	/* Without O_NONBLOCK a pipe of that name would stop us here. */
	fd = openat(at, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	(void)close(at);
	if (fd < 0 && errno == ENOENT)
		return hj_fail(err, HJ_ENOTFOUND, "no '%s' in '%s'", name, dir);
	if (fd < 0 && errno != ELOOP)
		return hj_fail_errno(err, errno, "cannot open '%s/%s'", dir,
		    name);
	if (fd >= 0 && fstat(fd, &st) != 0)
		(void)hj_fail_errno(err, errno, "cannot look at '%s/%s'", dir,
		    name);
	else if (fd < 0 || !S_ISREG(st.st_mode))
		(void)hj_fail(err, HJ_EINVAL, "'%s/%s' is not a regular file",
		    dir, name);
	else {
		*ret_fd = fd;
		return HJ_OK;
	}
	if (fd >= 0)
		(void)close(fd);
	return (int)err->code;
}

int
hj_fd_read(int fd, const char *name, void *p, size_t n, size_t *got,
    struct hj_error *err)
{
	size_t done = 0;

	while (done < n) {
		ssize_t r = read(fd, (uint8_t *)p + done, n - done);

		if (r == 0)
			break;
		if (r < 0 && errno != EINTR)
			return hj_fail_errno(err, errno, "cannot read '%s'",
			    name);
		if (r > 0)
			done += (size_t)r;
	}
	*got = done;
	return HJ_OK;
}

int
hj_fd_write(int fd, const char *name, const void *p, size_t n,
    struct hj_error *err)
{
	for (size_t done = 0; done < n;) {
		ssize_t w = write(fd, (const uint8_t *)p + done, n - done);

		if (w < 0 && errno != EINTR)
			return hj_fail_errno(err, errno, "cannot write '%s'",
			    name);
		if (w > 0)
			done += (size_t)w;
	}
	return HJ_OK;
}

static int
read_all(int fd, const char *name, size_t max, struct hj_buf *b,
    struct hj_error *err)
{
	struct stat st;
	size_t n, got = 0;
	uint8_t *to;
	int rc;

	if (fstat(fd, &st) != 0)
		return hj_fail_errno(err, errno, "cannot read '%s'", name);
	if (st.st_size < 0 || (uint64_t)st.st_size > max)
		return hj_fail(err, HJ_ELIMIT, "'%s' is larger than %zu bytes",
		    name, max);
	n = (size_t)st.st_size;
	if (hj_buf_extend(b, n, &to, err) != HJ_OK)
		return (int)err->code;
	rc = hj_fd_read(fd, name, to, n, &got, err);
	if (rc == HJ_OK && got < n)
		rc = hj_fail(err, HJ_EIO,
		    "'%s' became shorter while it was read", name);
	if (rc != HJ_OK)
		b->len -= n;
	return rc;
}

int
hj_file_read(const char *dir, const char *name, size_t max, struct hj_buf *b,
    struct hj_error *err)
{
	int fd = -1, rc;

	if (hj_file_open(dir, name, &fd, err) != HJ_OK)
		return (int)err->code;
	rc = read_all(fd, name, max, b, err);
	(void)close(fd);
	return rc;
}

/* NULL: failed. */
static struct hj_file_new *
begin(const char *dir, struct hj_error *err)
{
	struct hj_file_new *f = calloc(1, sizeof(*f));
	uint8_t random[16];

	if (f == NULL) {
		(void)hj_fail(err, HJ_ENOMEM, "out of memory");
		return NULL;
	}
	if (open_dir(dir, &f->dir, err) != HJ_OK) {
		free(f);
		return NULL;
	}
	randombytes_buf(random, sizeof(random));
	memcpy(f->temp, HJ_FILE_TEMP, sizeof(HJ_FILE_TEMP));
	sodium_bin2hex(f->temp + sizeof(HJ_FILE_TEMP) - 1, 33, random,
	    sizeof(random));
	f->fd = openat(f->dir, f->temp,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (f->fd < 0) {
		(void)hj_fail_errno(err, errno, "cannot make a file in '%s'",
		    dir);
		(void)close(f->dir);
		free(f);
		return NULL;
	}
	return f;
}

int
hj_file_begin(const char *dir, struct hj_file_new **ret, int *ret_fd,
    struct hj_error *err)
{
	struct hj_file_new *f = begin(dir, err);

	if (f == NULL)
		return (int)err->code;
	*ret = f;
	*ret_fd = f->fd;
	return HJ_OK;
}

void
hj_file_drop(struct hj_file_new *f)
{
	if (f == NULL)
		return;
	if (f->fd >= 0)
		(void)close(f->fd);
	(void)unlinkat(f->dir, f->temp, 0);
	(void)close(f->dir);
	free(f);
}

int
hj_file_finish(struct hj_file_new *f, const char *name, bool replace,
    struct hj_error *err)
{
	int rc;

	assert(strchr(name, '/') == NULL);
	if (fsync(f->fd) != 0) {
		(void)hj_fail_errno(err, errno, "cannot write '%s'", name);
		hj_file_drop(f);
		return (int)err->code;
	}
	(void)close(f->fd);
	f->fd = -1;
	if (renameat2(f->dir, f->temp, f->dir, name,
		replace ? 0 : RENAME_NOREPLACE) != 0) {
		rc = errno == EEXIST && !replace
		    ? hj_fail(err, HJ_EEXISTS, "'%s' is there already", name)
		    : hj_fail_errno(err, errno, "cannot write '%s'", name);
		hj_file_drop(f);
		return rc;
	}
	rc = fsync(f->dir) == 0
	    ? HJ_OK
	    : hj_fail_errno(err, errno,
		  "'%s' is written, but may not outlive a power cut", name);
	(void)close(f->dir);
	free(f);
	return rc;
}

int
hj_file_replace(const char *dir, const char *name, const void *p, size_t n,
    struct hj_error *err)
{
	struct hj_file_new *f = begin(dir, err);

	if (f == NULL)
		return (int)err->code;
	if (hj_fd_write(f->fd, name, p, n, err) != HJ_OK) {
		hj_file_drop(f);
		return (int)err->code;
	}
	return hj_file_finish(f, name, true, err);
}

int
hj_file_remove(const char *dir, const char *name, struct hj_error *err)
{
	int at, rc = HJ_OK;

	assert(strchr(name, '/') == NULL);
	if (open_dir(dir, &at, err) != HJ_OK)
		return (int)err->code;
	if (unlinkat(at, name, 0) != 0)
		rc = errno == ENOENT
		    ? hj_fail(err, HJ_ENOTFOUND, "no '%s' in '%s'", name, dir)
		    : hj_fail_errno(err, errno, "cannot remove '%s/%s'", dir,
			  name);
	(void)close(at);
	return rc;
}
