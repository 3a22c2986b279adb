#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/text.h"
#include "import/archive_own.h"

#define FOLDER (O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)

struct folder {
	struct hj_archive *a;
	char path[HJ_ARCHIVE_PATH]; /* of the entry at hand */
	size_t len; /* of the folder it is in, with its "/" */
	unsigned depth;
};

static int walk(struct folder *w, int fd, struct hj_error *err);

static int
enter(struct folder *w, int parent, const char *name, struct hj_error *err)
{
	size_t len = w->len, more = strlen(name);
	int fd, rc;

	if (w->depth == HJ_ARCHIVE_DEPTH || len + more + 1 >= sizeof(w->path))
		return hj_fail(err, HJ_ELIMIT,
		    "folders within folders, more than %d deep",
		    HJ_ARCHIVE_DEPTH);
	if ((fd = openat(parent, name, FOLDER)) < 0)
		return hj_fail_errno(err, errno, "cannot open '%s'", w->path);
	w->len += more;
	w->path[w->len++] = '/';
	w->depth++;
	rc = walk(w, fd, err);
	w->depth--;
	w->len = len;
	return rc;
}

static int
entry(struct folder *w, int parent, const char *name, struct hj_error *err)
{
	size_t n = strlen(name);
	struct stat st;

	if (!hj_text_is_utf8(name, n))
		return hj_fail(err, HJ_ECORRUPT,
		    "a name in the folder '%.*s' is not in UTF-8", (int)w->len,
		    w->path);
	if (w->len + n >= sizeof(w->path))
		return hj_fail(err, HJ_ELIMIT, "a path of more than %d bytes",
		    HJ_ARCHIVE_PATH - 1);
	memcpy(w->path + w->len, name, n + 1);
	if (fstatat(parent, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return hj_fail_errno(err, errno, "cannot look at '%s'",
		    w->path);
	if (S_ISDIR(st.st_mode))
		return enter(w, parent, name, err);
	if (!S_ISREG(st.st_mode))
		return hj_fail(err, HJ_ECORRUPT,
		    "'%s' is a link or a device: a package holds files and folders only",
		    w->path);
	return hj_archive_add(w->a, w->path, (uint64_t)st.st_size, 0, err);
}

/* Takes fd. */
static int
walk(struct folder *w, int fd, struct hj_error *err)
{
	DIR *dir = fdopendir(fd);
	struct dirent *d;
	int rc = HJ_OK;

	if (dir == NULL) {
		(void)close(fd);
		return hj_fail_errno(err, errno, "cannot read a folder");
	}
	while (rc == HJ_OK && (errno = 0, d = readdir(dir)) != NULL)
		if (strcmp(d->d_name, ".") != 0 && strcmp(d->d_name, "..") != 0)
			rc = entry(w, fd, d->d_name, err);
	if (rc == HJ_OK && errno != 0)
		rc = hj_fail_errno(err, errno, "cannot read a folder");
	(void)closedir(dir);
	return rc;
}

int
hj_archive_walk_folder(struct hj_archive *a, struct hj_error *err)
{
	struct folder w = { .a = a };
	int fd = openat(a->fd, ".", FOLDER);

	if (fd < 0)
		return hj_fail_errno(err, errno, "cannot read a folder");
	return walk(&w, fd, err);
}

/* Component by component, so that a folder that became a link meanwhile leads
 * nowhere. */
int
hj_archive_open_file(const struct hj_archive *a,
    const struct hj_archive_file *f, int *ret_fd, struct hj_error *err)
{
	char name[HJ_ARCHIVE_PATH];
	const char *at = f->path, *slash;
	int fd = a->fd, next, rc;
	struct stat st;

	for (; (slash = strchr(at, '/')) != NULL; at = slash + 1, fd = next) {
		memcpy(name, at, (size_t)(slash - at));
		name[slash - at] = '\0';
		next = openat(fd, name, FOLDER);
		if (fd != a->fd)
			(void)close(fd);
		if (next < 0)
			return hj_fail_errno(err, errno, "cannot open '%s'",
			    f->path);
	}
	next = openat(fd, at, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd != a->fd)
		(void)close(fd);
	if (next < 0)
		return hj_fail_errno(err, errno, "cannot open '%s'", f->path);
	if (fstat(next, &st) != 0) {
		rc = hj_fail_errno(err, errno, "cannot look at '%s'", f->path);
		(void)close(next);
		return rc;
	}
	if (!S_ISREG(st.st_mode) || (uint64_t)st.st_size != f->size) {
		(void)close(next);
		return hj_fail(err, HJ_ECORRUPT,
		    "'%s' was changed while it was being read", f->path);
	}
	*ret_fd = next;
	return HJ_OK;
}
