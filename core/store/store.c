#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "core/store/store_env.h"

/* Address space, not disk; of a process limit on it a quarter, for a backup has
 * two vaults open. */
#define MAP_BYTES ((uint64_t)64 << 30)
/* What a commit writes beside its values: pages of the trees. */
#define ROOM_BESIDE ((uint64_t)1 << 20)

static bool
disk_is_full(const struct hj_store *s)
{
	struct statvfs fs;

	return statvfs(s->dir, &fs) == 0 && fs.f_bavail < 16;
}

static bool
file_is_limited(void)
{
	struct rlimit size;

	return getrlimit(RLIMIT_FSIZE, &size) == 0 &&
	    size.rlim_cur != RLIM_INFINITY;
}

int
hj_store_failed(const struct hj_store *s, int rc, const char *what,
    struct hj_error *err)
{
	what = hj_said(err, what);
	switch (rc) {
	case MDB_CORRUPTED:
	case MDB_PAGE_NOTFOUND:
	case MDB_INVALID:
	case MDB_BAD_VALSIZE:
	case MDB_INCOMPATIBLE:
	/* In a whole file no tree is so deep and no page so full. */
	case MDB_CURSOR_FULL:
	case MDB_PAGE_FULL:
		return hj_fail(err, HJ_ECORRUPT,
		    "cannot %s '%s/data.mdb': the file is damaged; run "
		    "'hanji check', or restore a backup",
		    what, s->dir);
	case MDB_VERSION_MISMATCH:
		return hj_fail(err, HJ_EVERSION,
		    "cannot %s '%s/data.mdb': made by a newer LMDB", what,
		    s->dir);
	case MDB_READERS_FULL:
		return hj_fail(err, HJ_EBUSY,
		    "cannot %s '%s/data.mdb': too many programs read it; "
		    "close some and try again",
		    what, s->dir);
	case EIO:
		/* LMDB turns a short write, which is how a disk fills up,
		 * into EIO. */
		if (disk_is_full(s))
			rc = ENOSPC;
		else if (file_is_limited())
			rc = EFBIG;
		break;
	}
	if (rc > 0)
		return hj_fail_errno(err, rc, "cannot %s '%s/data.mdb'", what,
		    s->dir);
	return hj_fail(err, HJ_EIO, "cannot %s '%s/data.mdb': %s", what, s->dir,
	    mdb_strerror(rc));
}

static uint64_t
map_limit(uint64_t want, uint64_t size)
{
	struct rlimit as;

	while (want < 2 * size)
		want *= 2;
	if (getrlimit(RLIMIT_AS, &as) == 0 && as.rlim_cur != RLIM_INFINITY &&
	    want > as.rlim_cur / 4)
		want = as.rlim_cur / 4;
	return want;
}

static int
open_tables(struct hj_store *s, MDB_env *env, bool make)
{
	unsigned flags = make ? MDB_CREATE : 0;
	MDB_txn *txn;
	int rc;

	if ((rc = mdb_txn_begin(env, NULL, make ? 0 : MDB_RDONLY, &txn)) != 0)
		return rc;
	if ((rc = mdb_dbi_open(txn, "r", flags, &s->records)) != 0 ||
	    (rc = mdb_dbi_open(txn, "i", flags, &s->index)) != 0) {
		mdb_txn_abort(txn);
		return rc == MDB_NOTFOUND ? MDB_CORRUPTED : rc;
	}
	return mdb_txn_commit(txn);
}

static int
env_open(struct hj_store *s, uint64_t size, bool make, struct hj_error *err)
{
	unsigned flags =
	    (s->whole ? 0 : MDB_NORDAHEAD) | (s->write ? 0 : MDB_RDONLY);
	MDB_env *env = NULL;
	int dead, rc;

	if (hj_store_reserve(s->dir, err) != HJ_OK)
		return (int)err->code;
	if ((rc = mdb_env_create(&env)) != 0)
		return hj_store_failed(s, rc, HJ_N_("open"), err);
	if ((rc = mdb_env_set_mapsize(env, map_limit(s->map, size))) != 0 ||
	    (rc = mdb_env_set_maxdbs(env, 2)) != 0 ||
	    (rc = mdb_env_open(env, s->dir, flags, 0600)) != 0 ||
	    (rc = mdb_reader_check(env, &dead)) != 0 ||
	    (rc = open_tables(s, env, make)) != 0) {
		mdb_env_close(env);
		return hj_store_failed(s, rc, HJ_N_("open"), err);
	}
	s->env = env;
	return HJ_OK;
}

int
hj_store_reopen(struct hj_store *s, struct hj_error *err)
{
	uint64_t size = 0;

	mdb_env_close(s->env);
	s->env = NULL;
	if (hj_store_look(s->dir, &size, err) != HJ_OK)
		return (int)err->code;
	return env_open(s, size, false, err);
}

static int
create(struct hj_store *s, struct hj_error *err)
{
	char path[PATH_MAX + 16];

	(void)snprintf(path, sizeof(path), "%s/data.mdb", s->dir);
	if (access(path, F_OK) == 0)
		return hj_fail(err, HJ_EEXISTS, "'%s' exists", path);
	return env_open(s, 0, true, err);
}

int
hj_store_open(const struct hj_store_opening *how, struct hj_store **ret,
    struct hj_error *err)
{
	struct hj_store *s;
	uint64_t size;
	int rc;

	if ((s = calloc(1, sizeof(*s))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	s->write = how->write || how->create;
	s->whole = how->whole;
	s->map = how->map != 0 ? how->map : MAP_BYTES;
	if (snprintf(s->dir, sizeof(s->dir), "%s", how->dir) >=
	    (int)sizeof(s->dir))
		rc = hj_fail(err, HJ_EINVAL, "the vault's path is too long");
	else if (how->create)
		rc = create(s, err);
	else if ((rc = hj_store_look(s->dir, &size, err)) == HJ_OK)
		rc = env_open(s, size, false, err);
	if (rc != HJ_OK) {
		hj_store_close(s);
		return rc;
	}
	*ret = s;
	return HJ_OK;
}

void
hj_store_close(struct hj_store *s)
{
	if (s == NULL)
		return;
	assert(s->reading == NULL);
	if (s->env != NULL)
		mdb_env_close(s->env);
	free(s);
}

/* Another process may have grown the file past our map: reopening takes the
 * new size. */
static int
begin(struct hj_store *s, unsigned flags, struct hj_txn *t,
    struct hj_error *err)
{
	int rc;

	if (s->env == NULL && hj_store_reopen(s, err) != HJ_OK)
		return (int)err->code;
	if ((rc = mdb_txn_begin(s->env, NULL, flags, &t->txn)) ==
	    MDB_MAP_RESIZED) {
		if (hj_store_reopen(s, err) != HJ_OK)
			return (int)err->code;
		rc = mdb_txn_begin(s->env, NULL, flags, &t->txn);
	}
	if (rc != 0)
		return hj_store_failed(s, rc, HJ_N_("read"), err);
	t->records = s->records;
	t->index = s->index;
	return HJ_OK;
}

static int
with_read(struct hj_store *s, hj_txn_fn *fn, void *to, struct hj_error *err)
{
	struct hj_txn t = { .store = s };
	int rc;

	if (s->reading != NULL)
		return fn(s->reading, to, err);
	if (begin(s, MDB_RDONLY, &t, err) != HJ_OK)
		return (int)err->code;
	s->reading = &t;
	rc = fn(&t, to, err);
	s->reading = NULL;
	mdb_txn_abort(t.txn);
	return rc;
}

static int
write_once(struct hj_store *s, hj_txn_fn *fn, void *to, bool *full,
    struct hj_error *err)
{
	struct hj_error later = HJ_ERROR;
	struct hj_txn t = { .store = s };
	int rc;

	*full = false;
	if (begin(s, 0, &t, err) != HJ_OK)
		return (int)err->code;
	if ((rc = fn(&t, to, err)) != HJ_OK) {
		*full = t.full;
		mdb_txn_abort(t.txn);
		return rc;
	}
	if ((rc = mdb_txn_commit(t.txn)) == 0)
		return HJ_OK;
	*full = rc == MDB_MAP_FULL;
	(void)hj_store_failed(s, rc, HJ_N_("write"), err);
	/* After a failed write of a meta page the environment is dead. */
	if (hj_store_reopen(s, &later) != HJ_OK)
		s->env = NULL;
	return (int)err->code;
}

int
hj_store_with(struct hj_store *s, enum hj_store_mode mode, hj_txn_fn *fn,
    void *to, struct hj_error *err)
{
	bool full;
	int rc;

	if (mode == HJ_STORE_READ)
		return with_read(s, fn, to, err);
	assert(s->write && s->reading == NULL);
	rc = write_once(s, fn, to, &full, err);
	if (!full)
		return rc;
	s->map *= 2;
	if (hj_store_reopen(s, err) != HJ_OK)
		return (int)err->code;
	return write_once(s, fn, to, &full, err);
}

int
hj_store_room(const struct hj_store *s, size_t bytes, struct hj_error *err)
{
	struct statvfs fs;

	if (statvfs(s->dir, &fs) != 0)
		return hj_fail_errno(err, errno, "cannot examine '%s'", s->dir);
	if ((uint64_t)fs.f_bavail * fs.f_frsize < 2 * bytes + ROOM_BESIDE)
		return hj_fail_errno(err, ENOSPC,
		    "cannot write to '%s', nothing was changed", s->dir);
	return HJ_OK;
}

unsigned
hj_store_flags(const struct hj_store *s)
{
	unsigned flags = 0;

	if (s->env != NULL)
		(void)mdb_env_get_flags(s->env, &flags);
	return flags;
}

uint64_t
hj_store_bytes(const struct hj_store *s)
{
	char path[PATH_MAX + 16];
	struct stat st;

	(void)snprintf(path, sizeof(path), "%s/data.mdb", s->dir);
	return stat(path, &st) == 0 ? (uint64_t)st.st_size : 0;
}
