/*
 * wrap.h: make the nth call of malloc, commit or fsync fail.
 *
 * Linked into every unit test by --wrap (see Makefile).  Set fail_at to n
 * (counted from 1, from now) and calls to 0; sticky: all later ones too.
 * Only our own code is wrapped, not the libraries.
 */
#ifndef HJ_TESTS_WRAP_H
#define HJ_TESTS_WRAP_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>

#include <lmdb.h>

struct wrap_call {
	size_t fail_at; /* 0: never */
	size_t calls;
	bool sticky;
};

struct wrap {
	struct wrap_call alloc, commit, sync;
};
extern struct wrap wrap;

void *__real_malloc(size_t n);
void *__wrap_malloc(size_t n);
void *__real_calloc(size_t n, size_t size);
void *__wrap_calloc(size_t n, size_t size);
int __real_mdb_txn_commit(MDB_txn *txn);
int __wrap_mdb_txn_commit(MDB_txn *txn);
int __real_fsync(int fd);
int __wrap_fsync(int fd);
int __real_fdatasync(int fd);
int __wrap_fdatasync(int fd);

#endif
