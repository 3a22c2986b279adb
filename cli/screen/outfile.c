#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/screen/outfile.h"
#include "core/file/file.h"

#define PIECE 4096

int
outfile_split(const char *path, struct outfile *ret, struct hj_error *err)
{
	const char *slash = strrchr(path, '/');
	size_t n = slash == NULL ? 0 : (size_t)(slash - path);

	ret->name = slash != NULL ? slash + 1 : path;
	if (*ret->name == '\0' || n >= sizeof(ret->dir))
		return hj_fail(err, HJ_EINVAL, "'%s' does not name a file",
		    path);
	if (slash == NULL)
		memcpy(ret->dir, ".", 2);
	else if (n == 0)
		memcpy(ret->dir, "/", 2);
	else {
		memcpy(ret->dir, path, n);
		ret->dir[n] = '\0';
	}
	return HJ_OK;
}

int
outfile_vacant(const char *path, struct hj_error *err)
{
	struct stat st;

	if (lstat(path, &st) == 0)
		return hj_fail(err, HJ_EEXISTS,
		    "'%s' is there already and is not replaced; give another name with -o",
		    path);
	return HJ_OK;
}

int
outfile_write(const char *path, const struct hj_buf *b, struct hj_error *err)
{
	struct hj_file_new *new = NULL;
	struct outfile at;
	int fd;

	if (outfile_split(path, &at, err) != HJ_OK ||
	    hj_file_begin(at.dir, &new, &fd, err) != HJ_OK)
		return (int)err->code;
	if (hj_fd_write(fd, path, b->data, b->len, err) != HJ_OK) {
		hj_file_drop(new);
		return (int)err->code;
	}
	return hj_file_finish(new, at.name, false, err);
}

int
outfile_read(const char *path, struct hj_buf *to, struct hj_error *err)
{
	int fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO)
					: open(path, O_RDONLY | O_CLOEXEC);
	size_t got = PIECE;
	int rc = HJ_OK;

	if (fd < 0)
		return errno == ENOENT
		    ? hj_fail(err, HJ_ENOTFOUND, "no file '%s'", path)
		    : hj_fail_errno(err, errno, "cannot open '%s'", path);
	while (rc == HJ_OK && got == PIECE) {
		uint8_t *at;

		if ((rc = hj_buf_extend(to, PIECE, &at, err)) != HJ_OK)
			break;
		got = 0;
		rc = hj_fd_read(fd, path, at, PIECE, &got, err);
		to->len -= PIECE - got;
	}
	(void)close(fd);
	return rc;
}
