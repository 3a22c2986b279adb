/*
 * helper.h: start a helper program with two pipes and nothing else.
 *
 * The helper gets its input as descriptor 0, a pipe to us as descriptor 1,
 * /dev/null as descriptor 2, LC_ALL=C.UTF-8 as its whole environment, and no
 * other descriptor.  It confines itself (confine.h) before it reads.
 */
#ifndef HJ_CORE_HELPER_H
#define HJ_CORE_HELPER_H

#include <sys/types.h>

#include "core/base/buf.h"

struct hj_helper {
	pid_t pid; /* 0: none, or reaped */
	int to; /* write end of its input; -1: closed, or a file of its own */
	int from; /* read end of its output */
	uint64_t rested; /* processor time it had used at the last rest, ns */
};

#define HJ_HELPER ((struct hj_helper){ .to = -1, .from = -1 })

/* Asked when a signal came and at least ten times a second of waiting. */
typedef bool hj_stop_fn(void *to);

struct hj_helper_watch {
	uint64_t cpu_ms; /* it may use between two rests; 0: any */
	hj_stop_fn *stop; /* NULL: nobody stops it */
	void *to;
};

/*
 * Start `program`.  input: an open descriptor that becomes its descriptor 0
 * and stays the caller's, or -1: a pipe, whose other end is `to`.
 * HJ_ENOTFOUND: no such program (the installation is not whole); HJ_EIO.
 */
int hj_helper_start(const char *program, int input, struct hj_helper *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* The same for a program that has several errands: `words`, the last one NULL,
 * at most HJ_HELPER_WORDS, are its arguments.  Everybody on this machine can
 * read them: words of ours, never a path or anything of a record. */
#define HJ_HELPER_WORDS 4
int hj_helper_start_for(const char *program, const char *const *words,
    int input, struct hj_helper *ret, struct hj_error *err) HJ_MUST_CHECK;

/*
 * Up to n bytes of its output; *got 0: it closed the pipe.  HJ_ELIMIT: it
 * used more processor time than allowed since hj_helper_rest() and is killed;
 * HJ_EINTERRUPTED: stop() said so, and it still runs.
 */
int hj_helper_read(struct hj_helper *h, uint8_t *p, size_t n, size_t *got,
    const struct hj_helper_watch *w, struct hj_error *err) HJ_MUST_CHECK;
void hj_helper_rest(struct hj_helper *h);

/*
 * Feed it all of p, close its input, and append its whole output to `to`,
 * both at once, so that neither side waits for the other for ever.  Codes of
 * hj_helper_read(); HJ_ELIMIT too when the output is above the ceiling of
 * `to`.  A helper that stops reading early is no error here.
 */
int hj_helper_exchange(struct hj_helper *h, const uint8_t *p, size_t n,
    struct hj_buf *to, const struct hj_helper_watch *w,
    struct hj_error *err) HJ_MUST_CHECK;

/* How it ended. */
struct hj_helper_end {
	int status; /* of exit(3), or -1 */
	int signal; /* that killed it, or 0 */
};

/* Close the pipes, kill it when it still runs after `patience_ms`, reap it.
 * Safe to call twice and for one that never started. */
void hj_helper_end(struct hj_helper *h, uint64_t patience_ms,
    struct hj_helper_end *ret);

/* All of it: start, give it `in`, append what it answers, end.  Codes of
 * start and exchange; *ret says how it ended, whatever this returns. */
int hj_helper_errand(const char *program, const struct hj_buf *in,
    struct hj_buf *out, const struct hj_helper_watch *w, uint64_t patience_ms,
    struct hj_helper_end *ret, struct hj_error *err) HJ_MUST_CHECK;

#endif
