/*
 * process.h: what the process may leak, and how it ends.
 *
 * No core dump, not readable by a debugger, files only for their owner, no
 * descriptor inherited by accident.  (What is freed is overwritten: heap.h.)  A
 * crash says what to do next.  Ctrl-C only sets a flag: whoever works asks for
 * it and unwinds.
 */
#ifndef HJ_CLI_PROCESS_H
#define HJ_CLI_PROCESS_H

#include "core/base/error.h"
#include "core/vault/vault.h"

/* First thing in main. */
void process_harden(void);

/* Close what was inherited but 0 to 2 and the descriptors in `keep`. */
void process_close_inherited(const int *keep, size_t n);

/* Has Ctrl-C (or a hang-up, or SIGTERM) come? */
bool process_interrupted(void);

/* Wait until fd can be read; false: interrupted meanwhile. */
bool process_wait(int fd);

/* Is stdout a pipe that nobody reads any more? */
bool process_reader_left(void);

/* How many cores this process may run on; at least one. */
size_t process_cores(void);

/* HJ_EINTERRUPTED when it has. */
int process_check(struct hj_error *err) HJ_MUST_CHECK;

/* Run fn in a child and wait: a damaged database can crash the process that
 * maps it.  Returns fn's result; HJ_ECORRUPT when the child crashed.  The
 * child's error text comes back in *err. */
typedef int process_fn(void *with, struct hj_error *err);
int
process_fork(process_fn *fn, void *with, struct hj_error *err) HJ_MUST_CHECK;

#endif
