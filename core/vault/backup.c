#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <sodium.h>

#include "core/file/file.h"
#include "core/keys/age.h"
#include "core/vault/backup_own.h"
#include "core/vault/excision_own.h"
#include "core/vault/vault_state.h"

#define CHUNK ((size_t)64 << 10)
#define WAIT 600 /* seconds for the log entry, while another imports */

struct backup {
	struct hj_vault *v;
	char temp[HJ_PATH_MAX]; /* beside the target */
	char copy[HJ_PATH_MAX + 8]; /* in it: the vault as it is now */
	int out; /* the file */
	const struct hj_age_to *to; /* NULL: a bare tar */
	struct hj_age_writer *age; /* through which the tar goes; or NULL */
	struct hj_buf manifest;
	struct hj_buf chunk;
	const struct hj_progress *progress;
	uint64_t done, total, commits;
};

/* ---- the snapshot ---- */

static int
copy_header(const struct backup *b, const char *name, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_HEADER_LEN);
	struct hj_error why = { .say = err->say };
	int rc = hj_file_read(b->v->dir, name, HJ_HEADER_LEN, &bytes, &why);

	/* One of the two may be missing; the copy is opened below. */
	if (rc == HJ_OK)
		rc = hj_file_replace(b->copy, name, bytes.data, bytes.len, err);
	else if (rc == HJ_ENOMEM)
		*err = why;
	else
		rc = HJ_OK;
	hj_buf_clear(&bytes);
	return rc;
}

static int
copy_data(const struct backup *b, struct hj_error *err)
{
	char path[HJ_PATH_MAX + 32];
	int fd, rc;

	(void)snprintf(path, sizeof(path), "%s/" HJ_DATA_FILE, b->copy);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    0600);
	if (fd < 0)
		return hj_fail_errno(err, errno, "cannot create '%s'", path);
	rc = hj_store_copy(b->v->store, fd, err);
	if (rc == HJ_OK && fsync(fd) != 0)
		rc = hj_fail_errno(err, errno, "cannot write '%s'", path);
	(void)close(fd);
	return rc;
}

/* The copy is a vault: open it and verify it against its log.  Its state is
 * the temporary folder, where there is no anchor: the real one may already be
 * ahead of the snapshot. */
static int
check_copy(struct backup *b, struct hj_error *err)
{
	struct hj_vault_opening how = { .at = { .dir = b->copy,
					    .state = b->temp } };
	struct hj_verify_facts facts;
	struct hj_secret *seed = NULL;
	struct hj_vault *v = NULL;
	int rc;

	if ((rc = hj_vault_seed(b->v, &seed, err)) != HJ_OK)
		return rc;
	how.seed = seed;
	rc = hj_vault_open(&how, &v, err);
	if (rc == HJ_OK)
		rc = hj_vault_verify(v, false, NULL, 0, NULL, NULL, b->progress,
		    &facts, err);
	if (rc == HJ_OK)
		b->commits = v->head.commits;
	hj_vault_close(v);
	hj_secret_free(seed);
	return rc != HJ_OK ? hj_while(err,
				 "the vault itself is not whole, run 'hanji "
				 "audit verify'")
			   : HJ_OK;
}

static int
snapshot(struct backup *b, struct hj_error *err)
{
	(void)snprintf(b->copy, sizeof(b->copy), "%s/vault", b->temp);
	if (hj_dir_make(b->copy, false, err) != HJ_OK ||
	    copy_header(b, "header.a", err) != HJ_OK ||
	    copy_header(b, "header.b", err) != HJ_OK ||
	    copy_data(b, err) != HJ_OK)
		return (int)err->code;
	return check_copy(b, err);
}

/* ---- the tar ---- */

static int
put_out(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	const struct backup *b = to;

	return hj_fd_write(b->out, hj_said(err, HJ_N_("backup")), p, n, err);
}

static int
put(struct backup *b, const void *p, size_t n, struct hj_error *err)
{
	const struct hj_progress *w = b->progress;

	b->done += n;
	if (w != NULL && w->fn != NULL &&
	    w->fn(w->to, b->done, b->done > b->total ? b->done : b->total) != 0)
		return hj_fail(err, HJ_EINTERRUPTED, "interrupted");
	return b->age != NULL ? hj_age_put(b->age, p, n, err)
			      : put_out(b, p, n, err);
}

static int
put_padding(struct backup *b, uint64_t size, struct hj_error *err)
{
	static const uint8_t zero[HJ_TAR_BLOCK] = { 0 };

	return put(b, zero, hj_tar_padding(size), err);
}

static int
put_content(struct backup *b, int fd, const struct hj_tar_member *m,
    struct hj_error *err)
{
	crypto_hash_sha256_state s;
	uint8_t hash[32];
	uint64_t left = m->size;

	(void)crypto_hash_sha256_init(&s);
	while (left != 0) {
		size_t n = left < CHUNK ? (size_t)left : CHUNK;
		size_t got = 0;

		if (hj_fd_read(fd, m->name, b->chunk.data, n, &got, err) !=
		    HJ_OK)
			return (int)err->code;
		if (got != n)
			return hj_fail(err, HJ_EIO,
			    "'%s' became shorter while it was copied", m->name);
		(void)crypto_hash_sha256_update(&s, b->chunk.data, n);
		if (put(b, b->chunk.data, n, err) != HJ_OK)
			return (int)err->code;
		left -= n;
	}
	(void)crypto_hash_sha256_final(&s, hash);
	if (put_padding(b, m->size, err) != HJ_OK)
		return (int)err->code;
	return hj_backup_line(&b->manifest, hash, m->name, err);
}

/* A file of `dir` under its name in the tar; one that is not there is left
 * out. */
static int
put_file(struct backup *b, const char *dir, const char *file, const char *name,
    struct hj_error *err)
{
	struct hj_tar_member m = { .name = "" };
	struct hj_error why = { .say = err->say };
	uint8_t block[HJ_TAR_BLOCK];
	struct stat st;
	int fd = -1;
	int rc = hj_file_open(dir, file, &fd, &why);

	if (rc == HJ_ENOTFOUND)
		return HJ_OK;
	if (rc != HJ_OK || fstat(fd, &st) != 0) {
		rc = hj_fail_errno(err, rc != HJ_OK ? EIO : errno,
		    "cannot read '%s'", name);
		goto out;
	}
	(void)snprintf(m.name, sizeof(m.name), "%s", name);
	m.size = (uint64_t)st.st_size;
	hj_tar_header(&m, block);
	if ((rc = put(b, block, sizeof(block), err)) == HJ_OK)
		rc = put_content(b, fd, &m, err);
out:
	if (fd >= 0)
		(void)close(fd);
	return rc;
}

/* Listed after the snapshot was taken, so every one that it names is here;
 * those of a change that is just under way come too, and `check` sweeps them.
 */
static int
put_blobs(struct backup *b, struct hj_error *err)
{
	char dir[HJ_PATH_MAX + 8], name[HJ_TAR_NAME_MAX];
	struct dirent *e;
	int rc = HJ_OK;
	DIR *d;

	(void)snprintf(dir, sizeof(dir), "%s/" HJ_BLOBS_DIR, b->v->dir);
	if ((d = opendir(dir)) == NULL)
		return errno == ENOENT
		    ? HJ_OK
		    : hj_fail_errno(err, errno, "cannot read '%s'", dir);
	while (rc == HJ_OK && (errno = 0, e = readdir(d)) != NULL) {
		(void)snprintf(name, sizeof(name), HJ_BLOBS_DIR "/%.64s",
		    e->d_name);
		if (hj_backup_name(name))
			rc = put_file(b, dir, e->d_name, name, err);
	}
	if (rc == HJ_OK && errno != 0)
		rc = hj_fail_errno(err, errno, "cannot read '%s'", dir);
	(void)closedir(d);
	return rc;
}

static int
put_manifest(struct backup *b, struct hj_error *err)
{
	static const uint8_t end[2 * HJ_TAR_BLOCK] = { 0 };
	struct hj_tar_member m = { .name = HJ_MANIFEST,
		.size = b->manifest.len };
	uint8_t block[HJ_TAR_BLOCK];

	hj_tar_header(&m, block);
	if (put(b, block, sizeof(block), err) != HJ_OK ||
	    put(b, b->manifest.data, b->manifest.len, err) != HJ_OK ||
	    put_padding(b, m.size, err) != HJ_OK ||
	    put(b, end, sizeof(end), err) != HJ_OK ||
	    (b->age != NULL && hj_age_end(b->age, err) != HJ_OK))
		return (int)err->code;
	if (fsync(b->out) != 0)
		return hj_fail_errno(err, errno, "cannot write the backup");
	return HJ_OK;
}

static int
write_tar(struct backup *b, const char *path, struct hj_error *err)
{
	uint8_t *room;

	b->out = open(path,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (b->out < 0)
		return hj_fail_errno(err, errno, "cannot create '%s'", path);
	if (hj_buf_extend(&b->chunk, CHUNK, &room, err) != HJ_OK ||
	    (b->to != NULL &&
		hj_age_begin(b->to, put_out, b, &b->age, err) != HJ_OK) ||
	    put_file(b, b->copy, "header.a", "header.a", err) != HJ_OK ||
	    put_file(b, b->copy, "header.b", "header.b", err) != HJ_OK ||
	    put_file(b, b->copy, HJ_DATA_FILE, HJ_DATA_FILE, err) != HJ_OK ||
	    put_blobs(b, err) != HJ_OK)
		return (int)err->code;
	return put_manifest(b, err);
}

/* ---- all of it ---- */

/* With its file, so that it is found again when something in it is erased. */
static int
log_it(struct hj_vault *v, const char *file, struct hj_error *err)
{
	const struct hj_wait wait = { .seconds = WAIT };
	char detail[HJ_PATH_MAX + 8];
	struct hj_change *c = NULL;

	(void)snprintf(detail, sizeof(detail), "file %s", file);
	if (hj_vault_begin(v, &wait, &c, err) != HJ_OK)
		return (int)err->code;
	if (hj_change_note(c, HJ_DID_BACKUP, NULL, detail, err) != HJ_OK) {
		hj_change_abort(c);
		return (int)err->code;
	}
	return hj_change_commit(c, err);
}

/* So that `status` can say how old the newest backup is. */
static int
remember(const struct backup *b, struct hj_error *err)
{
	struct hj_root_settings s;
	struct hj_change *c = NULL;
	int rc = hj_change_open(b->v, WAIT, &c, err);

	if (rc == HJ_OK && (rc = hj_vault_settings(b->v, &s, err)) == HJ_OK) {
		s.last_backup = (int64_t)time(NULL);
		s.backup_commits = b->commits;
		if ((rc = hj_change_settings(c, &s, err)) == HJ_OK)
			rc = hj_change_write(c, err);
	}
	hj_change_end(c);
	return rc;
}

/* By the way of whoever will restore it, as far as that is ours to go. */
static int
read_back(const struct backup *b, const char *path, struct hj_error *err)
{
	struct hj_age_with with = { .passphrase = NULL };

	if (b->age != NULL && b->to->passphrase != NULL)
		with.passphrase = b->to->passphrase;
	else if (b->age != NULL)
		with.file_key = hj_age_writer_key(b->age);
	return hj_backup_read(path, b->age != NULL ? &with : NULL, NULL,
	    b->progress, err);
}

static int
make(struct backup *b, const char *file, struct hj_error *err)
{
	char path[HJ_PATH_MAX + 8];

	(void)snprintf(path, sizeof(path), "%s/tar", b->temp);
	b->total = hj_store_bytes(b->v->store);
	if (snapshot(b, err) != HJ_OK || write_tar(b, path, err) != HJ_OK ||
	    read_back(b, path, err) != HJ_OK)
		return (int)err->code;
	return hj_dir_rename(path, file, err);
}

int
hj_vault_backup(struct hj_vault *v, const char *file,
    const struct hj_age_to *to, const struct hj_progress *p,
    struct hj_error *err)
{
	struct backup b = { .v = v, .out = -1, .to = to, .progress = p };
	struct stat st;
	int rc;

	if (lstat(file, &st) == 0)
		return hj_fail(err, HJ_EEXISTS, "'%s' is there already", file);
	/* Attachments wait elsewhere: they would be missing in it. */
	if (hj_excise_waits(v))
		return hj_fail(err, HJ_EBUSY,
		    "an erasure is not complete: run 'hanji compact' first");
	if (hj_dir_temp(file, b.temp, err) != HJ_OK)
		return (int)err->code;
	b.manifest = HJ_BUF(HJ_MANIFEST_MAX);
	b.chunk = HJ_BUF(CHUNK);
	if ((rc = log_it(v, file, err)) == HJ_OK)
		rc = make(&b, file, err);
	if (b.out >= 0)
		(void)close(b.out);
	hj_age_writer_free(b.age);
	hj_buf_clear(&b.manifest);
	hj_buf_clear(&b.chunk);
	hj_dir_remove_temp(b.temp);
	return rc == HJ_OK ? remember(&b, err) : rc;
}
