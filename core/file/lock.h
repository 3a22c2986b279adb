/*
 * lock.h: one writer at a time, and a clear word to the others.
 *
 * flock(2) on the file "writer" of the vault's folder, which holds process id
 * and time of its present or last writer, nothing else.  The lock dies with
 * the process.  LMDB's own lock never gets to wait.
 */
#ifndef HJ_CORE_LOCK_H
#define HJ_CORE_LOCK_H

#include "core/base/error.h"

struct hj_lock;

/* Waits up to that many seconds.  HJ_EBUSY: says which process, since when;
 * HJ_EIO. */
int hj_lock_take(const char *dir, unsigned seconds, struct hj_lock **ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_lock_free(struct hj_lock *l);

#endif
