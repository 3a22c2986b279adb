#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <sodium.h>

#include "core/file/dir.h"

#define TEMP ".tmp-"
#define RANDOM 8
#define DEPTH 8 /* a vault has two levels */

/* "a/b//" is parent "a" and name "b"; "b" has the parent ".". */
struct parts {
	char parent[HJ_PATH_MAX];
	char name[256];
};

static int
split(const char *path, struct parts *ret, struct hj_error *err)
{
	size_t end = strlen(path), start, n;

	while (end > 0 && path[end - 1] == '/')
		end--;
	for (start = end; start > 0 && path[start - 1] != '/';)
		start--;
	if (end == start || end - start >= sizeof(ret->name) ||
	    start >= sizeof(ret->parent))
		return hj_fail(err, HJ_EINVAL,
		    "'%s' is not the name of a folder", path);
	memcpy(ret->name, path + start, end - start);
	ret->name[end - start] = '\0';
	for (n = start; n > 1 && path[n - 1] == '/';)
		n--;
	memcpy(ret->parent, n != 0 ? path : ".", n != 0 ? n : 1);
	ret->parent[n != 0 ? n : 1] = '\0';
	return HJ_OK;
}

int
hj_dir_make(const char *dir, bool exists_ok, struct hj_error *err)
{
	struct stat st;

	if (mkdir(dir, 0700) == 0)
		return HJ_OK;
	if (errno != EEXIST)
		return hj_fail_errno(err, errno, "cannot make the folder '%s'",
		    dir);
	if (exists_ok && stat(dir, &st) == 0 && S_ISDIR(st.st_mode))
		return HJ_OK;
	return hj_fail(err, HJ_EEXISTS, "'%s' is there already", dir);
}

int
hj_dir_make_all(const char *dir, struct hj_error *err)
{
	char part[HJ_PATH_MAX];
	size_t n = strlen(dir);

	if (n >= sizeof(part))
		return hj_fail(err, HJ_EINVAL,
		    "the path of a folder is too long");
	for (size_t i = 1; i <= n; i++) {
		if (dir[i] != '/' && dir[i] != '\0')
			continue;
		memcpy(part, dir, i);
		part[i] = '\0';
		if (hj_dir_make(part, true, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

int
hj_dir_fit(const char *dir, struct hj_error *err)
{
	static const uint64_t fit[] = { EXT4_SUPER_MAGIC, XFS_SUPER_MAGIC,
		BTRFS_SUPER_MAGIC, F2FS_SUPER_MAGIC, TMPFS_MAGIC,
		OVERLAYFS_SUPER_MAGIC };
	struct statfs s;

	if (statfs(dir, &s) != 0)
		return hj_fail_errno(err, errno, "cannot examine '%s'", dir);
	for (size_t i = 0; i < HJ_LEN(fit); i++)
		if ((uint64_t)s.f_type == fit[i])
			return HJ_OK;
	return hj_fail(err, HJ_EIO,
	    "the file system of '%s' is not fit for a vault: use ext4, xfs, btrfs or f2fs on a disk of this computer, and carry backups or exports on a stick",
	    dir);
}

int
hj_dir_free_space(const char *dir, uint64_t *ret, struct hj_error *err)
{
	struct statvfs s;

	if (statvfs(dir, &s) != 0)
		return hj_fail_errno(err, errno, "cannot examine '%s'", dir);
	*ret = (uint64_t)s.f_bavail * s.f_frsize;
	return HJ_OK;
}

int
hj_dir_temp(const char *dir, char ret[static HJ_PATH_MAX], struct hj_error *err)
{
	struct parts p;
	uint8_t random[RANDOM];
	char hex[2 * RANDOM + 1], path[HJ_PATH_MAX];
	int n;

	if (split(dir, &p, err) != HJ_OK)
		return (int)err->code;
	randombytes_buf(random, sizeof(random));
	sodium_bin2hex(hex, sizeof(hex), random, sizeof(random));
	n = snprintf(path, sizeof(path), "%s/.%s" TEMP "%s", p.parent, p.name,
	    hex);
	if (n < 0 || (size_t)n >= sizeof(path))
		return hj_fail(err, HJ_EINVAL,
		    "the path of a folder is too long");
	if (hj_dir_make(path, false, err) != HJ_OK)
		return (int)err->code;
	memcpy(ret, path, (size_t)n + 1);
	return HJ_OK;
}

/* Made by hj_dir_temp(): ".", something, ".tmp-", 16 hex digits. */
static bool
is_temp(const char *name)
{
	size_t n = strlen(name), tail = strlen(TEMP) + 2 * RANDOM;
	const char *at = name + n - tail;

	return n > tail + 1 && name[0] == '.' &&
	    strncmp(at, TEMP, strlen(TEMP)) == 0 &&
	    strspn(at + strlen(TEMP), "0123456789abcdef") == 2 * RANDOM;
}

static void remove_at(int at, const char *name, int depth);

static void
empty_out(int fd, int depth)
{
	DIR *d = fdopendir(fd);
	struct dirent *e;

	if (d == NULL) {
		(void)close(fd);
		return;
	}
	while ((e = readdir(d)) != NULL)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			remove_at(dirfd(d), e->d_name, depth);
	(void)closedir(d);
}

static void
remove_at(int at, const char *name, int depth)
{
	int fd;

	/* A link is removed, never followed. */
	if (unlinkat(at, name, 0) == 0 || depth == DEPTH)
		return;
	fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return;
	empty_out(fd, depth + 1);
	(void)unlinkat(at, name, AT_REMOVEDIR);
}

void
hj_dir_remove_temp(const char *temp)
{
	struct hj_error err = HJ_ERROR;
	struct parts p;

	if (split(temp, &p, &err) == HJ_OK && is_temp(p.name))
		remove_at(AT_FDCWD, temp, 0);
}

int
hj_dir_sync(const char *dir, struct hj_error *err)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc = HJ_OK;

	if (fd < 0)
		return hj_fail_errno(err, errno, "cannot open '%s'", dir);
	if (fsync(fd) != 0)
		rc = hj_fail_errno(err, errno, "cannot write '%s'", dir);
	(void)close(fd);
	return rc;
}

int
hj_dir_rename(const char *from, const char *to, struct hj_error *err)
{
	struct parts a, b;

	if (split(from, &a, err) != HJ_OK || split(to, &b, err) != HJ_OK)
		return (int)err->code;
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) != 0)
		return errno == EEXIST
		    ? hj_fail(err, HJ_EEXISTS, "'%s' is there already", to)
		    : hj_fail_errno(err, errno, "cannot rename '%s' to '%s'",
			  from, to);
	if (hj_dir_sync(b.parent, err) != HJ_OK)
		return (int)err->code;
	return strcmp(a.parent, b.parent) == 0 ? HJ_OK
					       : hj_dir_sync(a.parent, err);
}
