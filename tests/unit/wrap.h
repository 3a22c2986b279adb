/*
 * wrap.h: make the nth allocation, commit or fsync fail.
 *
 * Linked into every unit test by --wrap (see Makefile).  Set fail_at to n
 * (counted from 1, from now) and calls to 0; sticky: all later ones too.
 * Only our own code is wrapped, not the libraries; libxml2 too after
 * wrap_libxml(), which comes before anything else of it.
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
void *__real_realloc(void *p, size_t n);
void *__wrap_realloc(void *p, size_t n);
char *__real_strdup(const char *s);
char *__wrap_strdup(const char *s);
int __real_mdb_txn_commit(MDB_txn *txn);
int __wrap_mdb_txn_commit(MDB_txn *txn);
int __real_fsync(int fd);
int __wrap_fsync(int fd);
int __real_fdatasync(int fd);
int __wrap_fdatasync(int fd);

void wrap_libxml(void);

/*
 * Call fn with the first allocation failing, then with the second, until none
 * is left to fail; sticky: all later ones fail too.  It gives HJ_OK or
 * HJ_ENOMEM, the last time HJ_OK; `after` (may be NULL) looks at what is there.
 * How many allocations there were.
 */
struct hj_error;
typedef int wrap_fn(void *to, struct hj_error *err);
size_t wrap_starve(wrap_fn *fn, void (*after)(void *to, int rc), void *to,
    bool sticky);

#endif
