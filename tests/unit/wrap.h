/*
 * wrap.h: make the nth allocation, call of the system or of LMDB, commit, fsync
 * or growth of a buffer fail.
 *
 * Linked into every unit test by --wrap (wrap.list).  Set fail_at to n (counted
 * from 1, from now) and calls to 0; sticky: all later ones too.  Only our own
 * code is wrapped, not the libraries; libxml2 too after wrap_libxml(), which
 * comes before anything else of it.
 *
 * A buffer or an arena asks for memory only now and then, so that most of the
 * calls that could say "out of memory" never do: `buf` is the nth call, whether
 * it would have asked or not.
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
	bool kills; /* the process ends there, as if it was killed */
	bool led; /* wrap_led() looks by what calls it came there */
};

struct wrap {
	struct wrap_call alloc; /* malloc(3) and its kin, guarded memory */
	struct wrap_call buf; /* what makes a hj_buf or hj_arena longer */
	struct wrap_call io; /* EIO from open, read, write, fstat, link ... */
	struct wrap_call lmdb; /* EIO from a transaction or what is in it */
	struct wrap_call commit; /* a full disk */
	struct wrap_call sync; /* EIO */
	struct wrap_call random; /* libsodium does not start: no random bytes */
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
void *__real_sodium_malloc(size_t n);
void *__wrap_sodium_malloc(size_t n);

/* Is it this call's turn? */
bool wrap_fails(struct wrap_call *c);

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
/* The same with any sort of call (of `wrap`) and the code that it leads to. */
size_t wrap_each(struct wrap_call *which, int code, wrap_fn *fn,
    void (*after)(void *to, int rc), void *to, bool sticky);
/* The same where there are too many to try each: the first `few`, then one a
 * stride that grows with them.  How many were tried. */
size_t wrap_some(struct wrap_call *which, int code, wrap_fn *fn,
    void (*after)(void *to, int rc), void *to, bool sticky, size_t few);
/* The same for whole commands: of all ways to such a call one for each call in
 * the program on that way, so that whatever can be told of a failure is told of
 * one.  A way that one command took is not taken again by the next. */
size_t wrap_led(struct wrap_call *which, int code, wrap_fn *fn,
    void (*after)(void *to, int rc), void *to);
/* Allocations and buffers, each once and from then on. */
void wrap_no_memory(wrap_fn *fn, void (*after)(void *to, int rc), void *to);

#endif
