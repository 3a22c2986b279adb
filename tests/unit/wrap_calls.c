/*
 * wrap_calls.c: calls of the system, of LMDB and of our buffers and arenas that can be
 * made to fail (wrap.h).  Allocations stand in wrap.c.
 */
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sodium.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "tests/unit/wrap.h"

/* Declares both, for -Wmissing-prototypes, and defines the wrapped one. */
#define WRAPPED(type, name, which, failed, params, args)                       \
	type __real_##name params;                                             \
	type __wrap_##name params;                                             \
	type __wrap_##name params                                              \
	{                                                                      \
		return wrap_fails(&wrap.which) ? failed : __real_##name args;  \
	}

static int
broken(void)
{
	errno = EIO;
	return -1;
}

/* ---- the system ---- */

WRAPPED(int, fsync, sync, broken(), (int fd), (fd))
WRAPPED(int, fdatasync, sync, broken(), (int fd), (fd))
WRAPPED(ssize_t, read, io, broken(), (int fd, void *p, size_t n), (fd, p, n))
WRAPPED(ssize_t, pread, io, broken(), (int fd, void *p, size_t n, off_t at),
    (fd, p, n, at))
WRAPPED(ssize_t, write, io, broken(), (int fd, const void *p, size_t n),
    (fd, p, n))
WRAPPED(ssize_t, pwrite, io, broken(),
    (int fd, const void *p, size_t n, off_t at), (fd, p, n, at))
WRAPPED(int, fstat, io, broken(), (int fd, struct stat *st), (fd, st))
WRAPPED(off_t, lseek, io, broken(), (int fd, off_t at, int from),
    (fd, at, from))
WRAPPED(int, ftruncate, io, broken(), (int fd, off_t n), (fd, n))
WRAPPED(int, renameat2, io, broken(),
    (int a, const char *from, int b, const char *to, unsigned flags),
    (a, from, b, to, flags))

WRAPPED(int, link, io, broken(), (const char *from, const char *to), (from, to))
WRAPPED(int, sodium_init, random, -1, (void), ())

/* The mode, where there is one. */
static mode_t
mode_of(int flags, va_list ap)
{
	return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(ap, mode_t) : 0;
}

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);

int
__wrap_open(const char *path, int flags, ...)
{
	va_list ap;
	mode_t mode;

	va_start(ap, flags);
	mode = mode_of(flags, ap);
	va_end(ap);
	return wrap_fails(&wrap.io) ? broken() : __real_open(path, flags, mode);
}

int __real_openat(int at, const char *path, int flags, ...);
int __wrap_openat(int at, const char *path, int flags, ...);

int
__wrap_openat(int at, const char *path, int flags, ...)
{
	va_list ap;
	mode_t mode;

	va_start(ap, flags);
	mode = mode_of(flags, ap);
	va_end(ap);
	return wrap_fails(&wrap.io) ? broken()
				    : __real_openat(at, path, flags, mode);
}

/* ---- keys from passphrases, which fail only for want of memory ---- */

WRAPPED(int, crypto_pwhash, alloc, -1,
    (unsigned char *out, unsigned long long outlen, const char *in,
	unsigned long long inlen, const unsigned char *salt,
	unsigned long long ops, size_t mem, int alg),
    (out, outlen, in, inlen, salt, ops, mem, alg))
WRAPPED(int, crypto_pwhash_scryptsalsa208sha256_ll, alloc, -1,
    (const uint8_t *in, size_t inlen, const uint8_t *salt, size_t saltlen,
	uint64_t N, uint32_t r, uint32_t p, uint8_t *out, size_t outlen),
    (in, inlen, salt, saltlen, N, r, p, out, outlen))

/* ---- LMDB ---- */

int __real_mdb_txn_commit(MDB_txn *txn);
int __wrap_mdb_txn_commit(MDB_txn *txn);

/* A full disk hinders nobody who only reads. */
static bool
writes(MDB_txn *txn)
{
	MDB_envinfo info;

	return mdb_env_info(mdb_txn_env(txn), &info) == 0 &&
	    mdb_txn_id(txn) > info.me_last_txnid;
}

int
__wrap_mdb_txn_commit(MDB_txn *txn)
{
	if (!writes(txn) || !wrap_fails(&wrap.commit))
		return __real_mdb_txn_commit(txn);
	mdb_txn_abort(txn);
	return ENOSPC;
}

WRAPPED(int, mdb_txn_begin, lmdb, EIO,
    (MDB_env * env, MDB_txn *parent, unsigned flags, MDB_txn **ret),
    (env, parent, flags, ret))
WRAPPED(int, mdb_dbi_open, lmdb, EIO,
    (MDB_txn * txn, const char *name, unsigned flags, MDB_dbi *ret),
    (txn, name, flags, ret))
WRAPPED(int, mdb_get, lmdb, EIO,
    (MDB_txn * txn, MDB_dbi dbi, MDB_val *key, MDB_val *ret),
    (txn, dbi, key, ret))
WRAPPED(int, mdb_put, lmdb, EIO,
    (MDB_txn * txn, MDB_dbi dbi, MDB_val *key, MDB_val *val, unsigned flags),
    (txn, dbi, key, val, flags))
WRAPPED(int, mdb_del, lmdb, EIO,
    (MDB_txn * txn, MDB_dbi dbi, MDB_val *key, MDB_val *val),
    (txn, dbi, key, val))
WRAPPED(int, mdb_drop, lmdb, EIO, (MDB_txn * txn, MDB_dbi dbi, int del),
    (txn, dbi, del))
WRAPPED(int, mdb_stat, lmdb, EIO, (MDB_txn * txn, MDB_dbi dbi, MDB_stat *ret),
    (txn, dbi, ret))
WRAPPED(int, mdb_cursor_open, lmdb, EIO,
    (MDB_txn * txn, MDB_dbi dbi, MDB_cursor **ret), (txn, dbi, ret))
WRAPPED(int, mdb_cursor_get, lmdb, EIO,
    (MDB_cursor * c, MDB_val *key, MDB_val *val, MDB_cursor_op op),
    (c, key, val, op))

/* ---- buffers and arenas ---- */

static int
full(struct hj_error *err)
{
	return hj_fail(err, HJ_ENOMEM, "out of memory");
}

WRAPPED(int, hj_buf_add, buf, full(err),
    (struct hj_buf * b, const void *p, size_t n, struct hj_error *err),
    (b, p, n, err))
WRAPPED(int, hj_buf_puts, buf, full(err),
    (struct hj_buf * b, const char *s, struct hj_error *err), (b, s, err))
WRAPPED(int, hj_buf_putc, buf, full(err),
    (struct hj_buf * b, char c, struct hj_error *err), (b, c, err))
WRAPPED(int, hj_buf_extend, buf, full(err),
    (struct hj_buf * b, size_t n, uint8_t **ret, struct hj_error *err),
    (b, n, ret, err))
WRAPPED(int, hj_buf_u16, buf, full(err),
    (struct hj_buf * b, uint16_t v, struct hj_error *err), (b, v, err))
WRAPPED(int, hj_buf_u32, buf, full(err),
    (struct hj_buf * b, uint32_t v, struct hj_error *err), (b, v, err))
WRAPPED(int, hj_buf_u64, buf, full(err),
    (struct hj_buf * b, uint64_t v, struct hj_error *err), (b, v, err))
WRAPPED(int, hj_buf_text, buf, full(err),
    (struct hj_buf * b, const char **ret, struct hj_error *err), (b, ret, err))

WRAPPED(int, hj_arena_alloc, buf, full(err),
    (struct hj_arena * a, size_t n, void **ret, struct hj_error *err),
    (a, n, ret, err))
WRAPPED(int, hj_arena_text, buf, full(err),
    (struct hj_arena * a, const char *p, size_t n, char **ret,
	struct hj_error *err),
    (a, p, n, ret, err))

int __real_hj_buf_printf(struct hj_buf *b, struct hj_error *err,
    const char *fmt, ...) HJ_PRINTF(3, 4);
int __wrap_hj_buf_printf(struct hj_buf *b, struct hj_error *err,
    const char *fmt, ...) HJ_PRINTF(3, 4);

/* Arguments can only be handed on as the text that they make. */
int
__wrap_hj_buf_printf(struct hj_buf *b, struct hj_error *err, const char *fmt,
    ...)
{
	char *text;
	va_list ap;
	int n, rc;

	if (wrap_fails(&wrap.buf))
		return full(err);
	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	/* Not vasprintf(3), which leaves copies in freed memory. */
	if (n < 0 || (text = __real_malloc((size_t)n + 1)) == NULL)
		abort();
	va_start(ap, fmt);
	(void)vsnprintf(text, (size_t)n + 1, fmt, ap);
	va_end(ap);
	rc = __real_hj_buf_printf(b, err, "%s", text);
	sodium_memzero(text, (size_t)n);
	free(text);
	return rc;
}
