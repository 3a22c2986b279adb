#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>
#include <libxml/xmlmemory.h>

#include "core/error.h"
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

void *
__wrap_realloc(void *p, size_t n)
{
	return fails(&wrap.alloc) ? NULL : __real_realloc(p, n);
}

char *
__wrap_strdup(const char *s)
{
	return fails(&wrap.alloc) ? NULL : __real_strdup(s);
}

void
wrap_libxml(void)
{
	assert_int_equal(xmlMemSetup(free, __wrap_malloc, __wrap_realloc,
			     __wrap_strdup),
	    0);
}

size_t
wrap_starve(wrap_fn *fn, void (*after)(void *to, int rc), void *to, bool sticky)
{
	for (size_t n = 1;; n++) {
		struct hj_error err = HJ_ERROR;
		bool met;
		int rc;

		wrap.alloc =
		    (struct wrap_call){ .fail_at = n, .sticky = sticky };
		rc = fn(to, &err);
		met = wrap.alloc.calls >= n;
		wrap.alloc = (struct wrap_call){ 0 };
		if (rc != HJ_OK && (rc != HJ_ENOMEM || !met))
			fail_msg("allocation %zu: %d, %s", n, rc, err.text);
		if (after != NULL)
			after(to, rc);
		if (!met)
			return n - 1;
	}
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
