#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "core/file/dir.h"
#include "core/file/file.h"
#include "core/keys/header_layout.h"
#include "core/vault/destroy.h"

#define ANCHOR "anchor"
#define BLOCK 4096

static const char *const names[2] = { "header.a", "header.b" };

const char *
hj_destroyed_name(unsigned header)
{
	return names[header];
}

/* ---- one file ---- */

/* Without O_TRUNC: a disk would give new blocks, and keep the old ones. */
static int
open_there(int at, const char *name, int *ret, struct stat *st,
    struct hj_error *err)
{
	int fd =
	    openat(at, name, O_WRONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return hj_fail_errno(err, errno, "cannot open '%s'", name);
	if (fstat(fd, st) != 0 || !S_ISREG(st->st_mode)) {
		(void)close(fd);
		return hj_fail(err, HJ_EIO, "'%s' is not a regular file", name);
	}
	*ret = fd;
	return HJ_OK;
}

/* All of it, `least` bytes even where it is shorter, and not more than a header
 * has: what is longer was never ours. */
static int
overwrite(int at, const char *name, size_t least, bool only_look,
    struct hj_error *err)
{
	uint8_t noise[BLOCK];
	struct stat st;
	size_t n;
	int fd = -1, rc;

	if ((rc = open_there(at, name, &fd, &st, err)) != HJ_OK)
		return rc;
	n = st.st_size > HJ_HEADER_LEN ? HJ_HEADER_LEN : (size_t)st.st_size;
	if (n < least)
		n = least;
	while (!only_look && rc == HJ_OK && n > 0) {
		size_t part = n < sizeof(noise) ? n : sizeof(noise);

		randombytes_buf(noise, part);
		rc = hj_fd_write(fd, name, noise, part, err);
		n -= part;
	}
	/* Also after a failure: what was overwritten shall be so on the disk. */
	if (!only_look && fsync(fd) != 0 && rc == HJ_OK)
		rc = hj_fail_errno(err, errno, "cannot write '%s'", name);
	(void)close(fd);
	return rc;
}

/* ---- which vault ---- */

static void
note_id(int at, const char *name, struct hj_destroyed *d)
{
	uint8_t head[HJ_AT_VAULT_ID + HJ_VAULT_ID_LEN];
	struct hj_error none = HJ_ERROR;
	size_t got = 0;
	int fd =
	    openat(at, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return;
	if (hj_fd_read(fd, name, head, sizeof(head), &got, &none) == HJ_OK &&
	    got == sizeof(head) && hj_header_is(head) &&
	    (d->ids == 0 ||
		memcmp(d->id[0], head + HJ_AT_VAULT_ID, HJ_VAULT_ID_LEN) != 0))
		memcpy(d->id[d->ids++], head + HJ_AT_VAULT_ID, HJ_VAULT_ID_LEN);
	(void)close(fd);
}

static int
find_vault(const char *dir, int *ret, struct hj_destroyed *d,
    struct hj_error *err)
{
	int at = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct stat st;

	if (at < 0 && errno != ENOENT && errno != ENOTDIR)
		return hj_fail_errno(err, errno, "cannot open '%s'", dir);
	if (at >= 0) {
		note_id(at, names[0], d);
		note_id(at, names[1], d);
		if (d->ids != 0 ||
		    fstatat(at, "data.mdb", &st, AT_SYMLINK_NOFOLLOW) == 0) {
			*ret = at;
			return HJ_OK;
		}
		(void)close(at);
	}
	return hj_fail(err, HJ_ENOTFOUND,
	    "no vault at '%s': nothing was destroyed; name the vault with --vault DIR",
	    dir);
}

/* ---- anchors ---- */

/* Those of all members, those kept as evidence, and one half written. */
static bool
is_anchor(const char *name)
{
	return strncmp(name, ANCHOR, strlen(ANCHOR)) == 0 ||
	    strncmp(name, HJ_FILE_TEMP, strlen(HJ_FILE_TEMP)) == 0;
}

static void
destroy_anchor(int at, const char *name, bool only_look, struct hj_destroyed *d)
{
	struct hj_error none = HJ_ERROR;
	bool gone = overwrite(at, name, 0, only_look, &none) == HJ_OK;

	/* One that cannot be overwritten is at least removed. */
	if (!only_look && unlinkat(at, name, 0) != 0)
		gone = false;
	if (gone)
		d->anchors++;
	else
		d->kept++;
}

static void
destroy_anchors(const char *state, const uint8_t *id, bool only_look,
    struct hj_destroyed *d)
{
	char hex[2 * HJ_VAULT_ID_LEN + 1], path[HJ_PATH_MAX];
	const struct dirent *e;
	DIR *folder;

	sodium_bin2hex(hex, sizeof(hex), id, HJ_VAULT_ID_LEN);
	if (snprintf(path, sizeof(path), "%s/%s", state, hex) >= HJ_PATH_MAX)
		return;
	if ((folder = opendir(path)) == NULL) {
		d->kept += errno != ENOENT;
		return;
	}
	while ((e = readdir(folder)) != NULL)
		if (is_anchor(e->d_name))
			destroy_anchor(dirfd(folder), e->d_name, only_look, d);
	(void)fsync(dirfd(folder));
	(void)closedir(folder);
}

int
hj_destroy(const char *dir, const char *state, bool only_look,
    struct hj_destroyed *ret, struct hj_error *err)
{
	int at = -1, rc;

	*ret = (struct hj_destroyed){ .ids = 0 };
	if (sodium_init() < 0)
		return hj_fail(err, HJ_EIO, "no random numbers on this system");
	if ((rc = find_vault(dir, &at, ret, err)) != HJ_OK)
		return rc;
	for (unsigned i = 0; i < 2; i++) {
		ret->why[i].say = err->say;
		ret->header[i] = overwrite(at, names[i], HJ_HEADER_LEN,
				     only_look, &ret->why[i]) == HJ_OK;
	}
	(void)close(at);
	for (size_t i = 0; i < ret->ids; i++)
		destroy_anchors(state, ret->id[i], only_look, ret);
	if (ret->header[0] && ret->header[1] && ret->kept == 0)
		return HJ_OK;
	return hj_fail(err, HJ_EIO, "not everything could be destroyed");
}
