#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/file/file.h"
#include "core/store/store_env.h"

#define DATA "data.mdb"
#define CHUNK ((size_t)256 << 10)

int
hj_store_copy(struct hj_store *s, int fd, struct hj_error *err)
{
	int rc;

	if (s->env == NULL && hj_store_reopen(s, err) != HJ_OK)
		return (int)err->code;
	if ((rc = mdb_env_copyfd2(s->env, fd, MDB_CP_COMPACT)) != 0)
		return hj_store_failed(s, rc, HJ_N_("copy"), err);
	return HJ_OK;
}

/* ---- through a pipe, so that it can be watched and stopped ---- */

struct copying {
	struct hj_store *s;
	int from, to; /* ends of the pipe */
	int rc; /* of LMDB */
};

/* LMDB takes care of SIGPIPE itself where nobody reads any more. */
static void *
pour(void *arg)
{
	struct copying *c = arg;

	c->rc = mdb_env_copyfd2(c->s->env, c->to, MDB_CP_COMPACT);
	(void)close(c->to);
	return NULL;
}

static int
drain(const struct copying *c, int file, hj_store_step_fn *fn, void *to,
    struct hj_error *err)
{
	uint64_t done = 0, total = hj_store_bytes(c->s);
	uint8_t *chunk = malloc(CHUNK); /* sealed bytes only */
	size_t n = CHUNK;
	int rc = HJ_OK;

	if (chunk == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	while (rc == HJ_OK && n == CHUNK) {
		rc = hj_fd_read(c->from, DATA, chunk, CHUNK, &n, err);
		if (rc == HJ_OK)
			rc = hj_fd_write(file, DATA, chunk, n, err);
		done += n;
		if (rc == HJ_OK && fn != NULL &&
		    fn(to, done < total ? done : total, total) != 0)
			rc = hj_fail(err, HJ_EINTERRUPTED, "interrupted");
	}
	free(chunk);
	return rc;
}

static int
copy_to(struct hj_store *s, int file, hj_store_step_fn *fn, void *to,
    struct hj_error *err)
{
	struct copying c = { .s = s };
	pthread_t thread;
	int end[2], rc;

	if (s->env == NULL && hj_store_reopen(s, err) != HJ_OK)
		return (int)err->code;
	if (pipe2(end, O_CLOEXEC) != 0)
		return hj_fail_errno(err, errno, "cannot make a pipe");
	c.from = end[0];
	c.to = end[1];
	if ((rc = pthread_create(&thread, NULL, pour, &c)) != 0) {
		(void)close(c.from);
		(void)close(c.to);
		return hj_fail_errno(err, rc, "cannot start a thread");
	}
	rc = drain(&c, file, fn, to, err);
	(void)close(c.from);
	(void)pthread_join(thread, NULL);
	if (rc == HJ_OK && c.rc != 0)
		rc = hj_store_failed(s, c.rc, HJ_N_("copy"), err);
	return rc;
}

/* ---- is it the same? ---- */

static int
same_value(void *to, uint64_t number, const uint8_t *p, size_t n,
    struct hj_error *err)
{
	const uint8_t *there;
	size_t m;
	int rc = hj_txn_get(to, number, &there, &m, err);

	if (rc == HJ_OK && (m != n || memcmp(there, p, n) != 0))
		rc = hj_fail(err, HJ_EIO,
		    "record %llu was not copied as it is: the disk may be failing",
		    (unsigned long long)number);
	return rc;
}

static int
same_size(struct hj_txn *a, struct hj_txn *b, struct hj_error *err)
{
	uint64_t last[2], index[2];

	if (hj_txn_last(a, &last[0], err) != HJ_OK ||
	    hj_txn_last(b, &last[1], err) != HJ_OK ||
	    hj_txn_index_count(a, &index[0], err) != HJ_OK ||
	    hj_txn_index_count(b, &index[1], err) != HJ_OK)
		return (int)err->code;
	if (last[0] != last[1] || index[0] != index[1])
		return hj_fail(err, HJ_EIO,
		    "the copy is not whole: the disk may be failing");
	return HJ_OK;
}

struct comparing {
	struct hj_store *copy;
	struct hj_txn *ours;
};

static int
compare_with(struct hj_txn *copy, void *to, struct hj_error *err)
{
	struct comparing *c = to;

	if (same_size(c->ours, copy, err) != HJ_OK)
		return (int)err->code;
	return hj_txn_each(c->ours, 0, same_value, copy, err);
}

static int
compare_within(struct hj_txn *ours, void *to, struct hj_error *err)
{
	struct comparing *c = to;

	c->ours = ours;
	return hj_store_with(c->copy, HJ_STORE_READ, compare_with, c, err);
}

static int
compare(struct hj_store *s, const char *dir, struct hj_error *err)
{
	const struct hj_store_opening how = { .dir = dir, .whole = true };
	struct comparing c = { .copy = NULL };
	int rc = hj_store_open(&how, &c.copy, err);

	if (rc == HJ_OK)
		rc = hj_store_with(s, HJ_STORE_READ, compare_within, &c, err);
	hj_store_close(c.copy);
	return rc;
}

/* ---- in its place ---- */

/* What a copy that was interrupted by a power cut left behind. */
static void
sweep(const struct hj_store *s)
{
	static const char begin[] = "." DATA HJ_FILE_TEMP;
	char path[HJ_PATH_MAX + 300];
	DIR *d = opendir(s->dir);
	const struct dirent *e;

	while (d != NULL && (e = readdir(d)) != NULL) {
		if (strncmp(e->d_name, begin, sizeof(begin) - 1) != 0)
			continue;
		(void)snprintf(path, sizeof(path), "%s/%s", s->dir, e->d_name);
		hj_dir_remove_temp(path);
	}
	if (d != NULL)
		(void)closedir(d);
}

static int
make_copy(struct hj_store *s, const char *dir, hj_store_step_fn *fn, void *to,
    struct hj_error *err)
{
	char path[HJ_PATH_MAX + 16];
	int fd, rc;

	(void)snprintf(path, sizeof(path), "%s/" DATA, dir);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    0600);
	if (fd < 0)
		return hj_fail_errno(err, errno, "cannot create '%s'", path);
	rc = copy_to(s, fd, fn, to, err);
	if (rc == HJ_OK && fsync(fd) != 0)
		rc = hj_fail_errno(err, errno, "cannot write '%s'", path);
	(void)close(fd);
	return rc == HJ_OK ? compare(s, dir, err) : rc;
}

static int
swap(struct hj_store *s, const char *dir, struct hj_error *err)
{
	char from[HJ_PATH_MAX + 16], to[HJ_PATH_MAX + 16];

	(void)snprintf(from, sizeof(from), "%s/" DATA, dir);
	(void)snprintf(to, sizeof(to), "%s/" DATA, s->dir);
	/* Whatever happens from here on, the file that has the name is
	 * opened. */
	mdb_env_close(s->env);
	s->env = NULL;
	if (rename(from, to) != 0)
		return hj_fail_errno(err, errno, "cannot replace '%s'", to);
	if (hj_dir_sync(s->dir, err) != HJ_OK)
		return (int)err->code;
	return hj_store_reopen(s, err);
}

int
hj_store_compact(struct hj_store *s, hj_store_step_fn *fn, void *to,
    struct hj_error *err)
{
	char beside[HJ_PATH_MAX + 16], dir[HJ_PATH_MAX];
	int rc;

	sweep(s);
	(void)snprintf(beside, sizeof(beside), "%s/" DATA, s->dir);
	if ((rc = hj_store_room(s, (size_t)hj_store_bytes(s) / 2, err)) !=
		HJ_OK ||
	    (rc = hj_dir_temp(beside, dir, err)) != HJ_OK)
		return rc;
	if ((rc = make_copy(s, dir, fn, to, err)) == HJ_OK)
		rc = swap(s, dir, err);
	hj_dir_remove_temp(dir);
	return rc;
}
