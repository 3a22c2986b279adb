#include "tests/unit/wrap.h"

struct wrap wrap;

static bool
fails(struct wrap_call *c)
{
	bool now = c->fail_at != 0 && ++c->calls >= c->fail_at;

	return now && (c->sticky || c->calls == c->fail_at);
}

void *
__wrap_malloc(size_t n)
{
	return fails(&wrap.alloc) ? NULL : __real_malloc(n);
}

void *
__wrap_calloc(size_t n, size_t size)
{
	return fails(&wrap.alloc) ? NULL : __real_calloc(n, size);
}

int
__wrap_mdb_txn_commit(MDB_txn *txn)
{
	if (!fails(&wrap.commit))
		return __real_mdb_txn_commit(txn);
	mdb_txn_abort(txn);
	return ENOSPC;
}

int
__wrap_fsync(int fd)
{
	if (!fails(&wrap.sync))
		return __real_fsync(fd);
	errno = EIO;
	return -1;
}

int
__wrap_fdatasync(int fd)
{
	if (!fails(&wrap.sync))
		return __real_fdatasync(fd);
	errno = EIO;
	return -1;
}
