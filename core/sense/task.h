/*
 * task.h: a task is done, and comes again if it does.
 */
#ifndef HJ_CORE_TASK_H
#define HJ_CORE_TASK_H

#include "core/case/record.h"

struct hj_task_done {
	const char *on; /* EDTF: its last day counts */
	const char *result; /* what came of it, NFC; NULL: nothing was said */
	const char *lang; /* of the result; NULL: not said */
	bool last; /* it does not come again */
};

/*
 * Mark it, and add its next occurrence behind it: *next, or NULL.  HJ_EINVAL:
 * it is not a task, or done already, or comes again by a rule that makes no
 * sense (recur.h); HJ_ELIMIT; the record is unchanged then.
 */
int hj_task_complete(struct hj_record *r, struct hj_node *task,
    const struct hj_task_done *how, struct hj_node **next,
    struct hj_error *err) HJ_MUST_CHECK;

/* Can its rule be followed?  Errors as hj_task_complete(). */
int
hj_task_check(const struct hj_node *task, struct hj_error *err) HJ_MUST_CHECK;

/* Does it come again? */
bool hj_task_recurs(const struct hj_node *task);

#endif
