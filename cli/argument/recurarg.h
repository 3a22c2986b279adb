/*
 * recurarg.h: how often a task comes again, as people write and read it.
 *
 * "1m" every month, "2w" every two weeks, "10d", "1y"; also the units in full
 * and in Korean (1개월, 2주, 10일, 1년).
 */
#ifndef HJ_CLI_RECURARG_H
#define HJ_CLI_RECURARG_H

#include "core/base/buf.h"
#include "core/case/record.h"

#define RECURARG_NUMBER 8

/* The number and the code of the list `time-unit`.  HJ_EINVAL: how it is
 * written. */
int recurarg_read(const char *p, size_t n, char number[static RECURARG_NUMBER],
    const char **unit, struct hj_error *err) HJ_MUST_CHECK;

/* Append "every 2 weeks", "10 days after it is done"; nothing when the task
 * comes once. */
int recurarg_words(const struct hj_node *task, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
