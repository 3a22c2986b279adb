#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "core/file/dir.h"
#include "core/file/file.h"
#include "core/keys/age.h"
#include "core/vault/backup_own.h"

#define CHUNK ((size_t)64 << 10)
#define BLOBS "blobs/"

bool
hj_backup_name(const char *name)
{
	const size_t n = sizeof(BLOBS) - 1;

	if (strcmp(name, "header.a") == 0 || strcmp(name, "header.b") == 0 ||
	    strcmp(name, "data.mdb") == 0)
		return true;
	return strncmp(name, BLOBS, n) == 0 && strlen(name) == n + 32 &&
	    strspn(name + n, "0123456789abcdef") == 32;
}

int
hj_backup_line(struct hj_buf *manifest, const uint8_t sha256[static 32],
    const char *name, struct hj_error *err)
{
	char hex[65];

	sodium_bin2hex(hex, sizeof(hex), sha256, 32);
	return hj_buf_printf(manifest, err, "%s  %s\n", hex, name);
}

struct reader {
	int fd;
	struct hj_age_reader *age; /* through which it comes; or NULL */
	const char *file;
	const char *dir; /* NULL: only check */
	const struct hj_progress *progress;
	uint64_t done, total;
	struct hj_buf manifest; /* as it ought to be */
	struct hj_buf chunk; /* CHUNK bytes */
	bool header, data; /* seen */
};

static int
fd_get(void *from, uint8_t *p, size_t n, size_t *got, struct hj_error *err)
{
	const struct reader *r = from;

	return hj_fd_read(r->fd, r->file, p, n, got, err);
}

/* As much as there is up to n. */
static int
get(struct reader *r, uint8_t *p, size_t n, size_t *got, struct hj_error *err)
{
	size_t some = 1;
	int rc = HJ_OK;

	if (r->age == NULL)
		return fd_get(r, p, n, got, err);
	for (*got = 0; rc == HJ_OK && *got < n && some != 0; *got += some)
		rc = hj_age_get(r->age, p + *got, n - *got, &some, err);
	return rc;
}

/* Exactly n bytes. */
static int
take(struct reader *r, uint8_t *p, size_t n, struct hj_error *err)
{
	const struct hj_progress *w = r->progress;
	size_t got = 0;

	if (get(r, p, n, &got, err) != HJ_OK)
		return (int)err->code;
	if (got != n)
		return hj_fail(err, HJ_ECORRUPT, "the backup is cut off");
	r->done += n;
	if (w != NULL && w->fn != NULL && w->fn(w->to, r->done, r->total) != 0)
		return hj_fail(err, HJ_EINTERRUPTED, "interrupted");
	return HJ_OK;
}

static int
padding(struct reader *r, uint64_t size, struct hj_error *err)
{
	size_t n = hj_tar_padding(size);

	if (take(r, r->chunk.data, n, err) != HJ_OK)
		return (int)err->code;
	if (n != 0 && sodium_is_zero(r->chunk.data, n) != 1)
		return hj_fail(err, HJ_ECORRUPT,
		    "the filling after it is not empty");
	return HJ_OK;
}

static int
content(struct reader *r, const struct hj_tar_member *m, int out,
    uint8_t hash[static 32], struct hj_error *err)
{
	crypto_hash_sha256_state s;
	uint64_t left = m->size;

	(void)crypto_hash_sha256_init(&s);
	while (left != 0) {
		size_t n = left < CHUNK ? (size_t)left : CHUNK;

		if (take(r, r->chunk.data, n, err) != HJ_OK ||
		    (out >= 0 &&
			hj_fd_write(out, m->name, r->chunk.data, n, err) !=
			    HJ_OK))
			return (int)err->code;
		(void)crypto_hash_sha256_update(&s, r->chunk.data, n);
		left -= n;
	}
	(void)crypto_hash_sha256_final(&s, hash);
	return padding(r, m->size, err);
}

static int
create(const struct reader *r, const char *name, int *ret, struct hj_error *err)
{
	char path[HJ_PATH_MAX + HJ_TAR_NAME_MAX];

	(void)snprintf(path, sizeof(path), "%s/%s", r->dir, name);
	*ret = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    0600);
	if (*ret < 0 && errno == EEXIST)
		return hj_fail(err, HJ_ECORRUPT, "it is there twice");
	if (*ret < 0)
		return hj_fail_errno(err, errno, "cannot create '%s'", path);
	return HJ_OK;
}

static int
member(struct reader *r, const struct hj_tar_member *m, struct hj_error *err)
{
	uint8_t hash[32];
	int fd = -1;
	int rc = HJ_OK;

	if (!hj_backup_name(m->name))
		return hj_fail(err, HJ_ECORRUPT,
		    "the backup has a member that no backup has");
	r->header |= strncmp(m->name, "header.", 7) == 0;
	r->data |= strcmp(m->name, "data.mdb") == 0;
	if (r->dir != NULL)
		rc = create(r, m->name, &fd, err);
	if (rc == HJ_OK)
		rc = content(r, m, fd, hash, err);
	if (rc == HJ_OK && fd >= 0 && fsync(fd) != 0)
		rc = hj_fail_errno(err, errno, "cannot write '%s'", m->name);
	if (fd >= 0)
		(void)close(fd);
	if (rc == HJ_OK)
		rc = hj_backup_line(&r->manifest, hash, m->name, err);
	return rc != HJ_OK ? hj_while(err, "'%s' in the backup", m->name)
			   : HJ_OK;
}

/* It comes last and names all that was before it, in that order. */
static int
manifest(struct reader *r, const struct hj_tar_member *m, struct hj_error *err)
{
	struct hj_buf said = HJ_BUF(HJ_MANIFEST_MAX);
	uint8_t *p;
	int rc = HJ_OK;

	if (m->size != r->manifest.len || !r->header || !r->data)
		rc = hj_fail(err, HJ_ECORRUPT,
		    "MANIFEST does not name what the backup holds");
	if (rc == HJ_OK &&
	    (rc = hj_buf_extend(&said, (size_t)m->size, &p, err)) == HJ_OK)
		rc = take(r, p, (size_t)m->size, err);
	/* Line by line, so that the damaged member can be named. */
	for (size_t i = 0; rc == HJ_OK && i < said.len; i++) {
		const char *line;

		if (said.data[i] == r->manifest.data[i])
			continue;
		while (i > 0 && r->manifest.data[i - 1] != '\n')
			i--;
		line = (const char *)r->manifest.data + i;
		rc =
		    hj_fail(err, HJ_ECORRUPT, "'%.*s' in the backup is damaged",
			(int)strcspn(line + 66, "\n"), line + 66);
	}
	hj_buf_clear(&said);
	return rc == HJ_OK ? padding(r, m->size, err) : rc;
}

/* Two empty blocks, and nothing after them. */
static int
finish(struct reader *r, struct hj_error *err)
{
	size_t got = 0;

	for (int i = 0; i < 2; i++) {
		if (take(r, r->chunk.data, HJ_TAR_BLOCK, err) != HJ_OK)
			return (int)err->code;
		if (sodium_is_zero(r->chunk.data, HJ_TAR_BLOCK) != 1)
			return hj_fail(err, HJ_ECORRUPT,
			    "the backup does not end with MANIFEST");
	}
	if (get(r, r->chunk.data, 1, &got, err) != HJ_OK)
		return (int)err->code;
	if (got != 0)
		return hj_fail(err, HJ_ECORRUPT,
		    "the backup goes on after its end");
	return HJ_OK;
}

static int
read_all(struct reader *r, struct hj_error *err)
{
	struct hj_tar_member m;
	bool end = false;

	for (;;) {
		uint8_t block[HJ_TAR_BLOCK];

		if (take(r, block, sizeof(block), err) != HJ_OK ||
		    hj_tar_parse(block, &m, &end, err) != HJ_OK)
			return (int)err->code;
		if (end)
			return hj_fail(err, HJ_ECORRUPT,
			    "the backup has no MANIFEST");
		if (strcmp(m.name, HJ_MANIFEST) == 0)
			break;
		if (member(r, &m, err) != HJ_OK)
			return (int)err->code;
	}
	if (manifest(r, &m, err) != HJ_OK)
		return (int)err->code;
	return finish(r, err);
}

static int
open_file(const char *file, int *fd, struct stat *st, struct hj_error *err)
{
	*fd = open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (*fd < 0 && errno == ENOENT)
		return hj_fail(err, HJ_ENOTFOUND, "there is no '%s'", file);
	if (*fd < 0 || fstat(*fd, st) != 0)
		return hj_fail_errno(err, errno, "cannot open '%s'", file);
	if (!S_ISREG(st->st_mode))
		return hj_fail(err, HJ_EINVAL, "'%s' is not a file", file);
	return HJ_OK;
}

int
hj_backup_read(const char *file, const struct hj_age_with *with,
    const char *dir, const struct hj_progress *p, struct hj_error *err)
{
	struct reader r = { .file = file, .dir = dir, .progress = p };
	struct stat st;
	uint8_t *room;
	int rc;

	r.manifest = HJ_BUF(HJ_MANIFEST_MAX);
	r.chunk = HJ_BUF(CHUNK);
	if ((rc = open_file(file, &r.fd, &st, err)) == HJ_OK &&
	    (rc = hj_buf_extend(&r.chunk, CHUNK, &room, err)) == HJ_OK &&
	    (with == NULL ||
		(rc = hj_age_open(with, fd_get, &r, &r.age, err)) == HJ_OK)) {
		r.total = (uint64_t)st.st_size;
		rc = read_all(&r, err);
	}
	if (r.fd >= 0)
		(void)close(r.fd);
	hj_age_reader_free(r.age);
	hj_buf_clear(&r.manifest);
	hj_buf_clear(&r.chunk);
	return rc;
}

int
hj_backup_peek(const char *file, enum hj_backup_asks *ret, struct hj_error *err)
{
	struct reader r = { .file = file };
	enum hj_age_asks asks;
	uint8_t start[HJ_TAR_BLOCK];
	struct stat st;
	size_t got;
	int rc;

	if ((rc = open_file(file, &r.fd, &st, err)) != HJ_OK ||
	    (rc = hj_fd_read(r.fd, file, start, sizeof(start), &got, err)) !=
		HJ_OK)
		goto out;
	if (!hj_age_looks(start, got)) {
		*ret = HJ_BACKUP_ASKS_NOTHING;
	} else if (lseek(r.fd, 0, SEEK_SET) != 0) {
		rc = hj_fail_errno(err, errno, "cannot read '%s'", file);
	} else if ((rc = hj_age_peek(fd_get, &r, &asks, err)) == HJ_OK) {
		*ret = asks == HJ_AGE_ASKS_KEY ? HJ_BACKUP_ASKS_KEY
					       : HJ_BACKUP_ASKS_PASSPHRASE;
	}
out:
	if (r.fd >= 0)
		(void)close(r.fd);
	return rc;
}

int
hj_backup_restore(const char *file, const struct hj_age_with *with,
    const char *dir, const struct hj_progress *p, struct hj_error *err)
{
	char temp[HJ_PATH_MAX] = "", blobs[HJ_PATH_MAX + 8];
	struct stat st;
	int rc;

	if (lstat(dir, &st) == 0)
		return hj_fail(err, HJ_EEXISTS, "'%s' is there already", dir);
	if ((rc = hj_dir_temp(dir, temp, err)) != HJ_OK)
		return rc;
	(void)snprintf(blobs, sizeof(blobs), "%s/blobs", temp);
	if ((rc = hj_dir_make(blobs, false, err)) == HJ_OK &&
	    (rc = hj_backup_read(file, with, temp, p, err)) == HJ_OK &&
	    (rc = hj_dir_sync(blobs, err)) == HJ_OK &&
	    (rc = hj_dir_sync(temp, err)) == HJ_OK)
		rc = hj_dir_rename(temp, dir, err);
	if (rc != HJ_OK)
		hj_dir_remove_temp(temp);
	return rc;
}
