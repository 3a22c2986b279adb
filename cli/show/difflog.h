/*
 * difflog.h: what changed, as the sealed detail of a log entry: the reason and
 * the paths, no values.
 */
#ifndef HJ_CLI_DIFFLOG_H
#define HJ_CLI_DIFFLOG_H

#include "core/base/buf.h"
#include "core/case/record.h"

/* The line of the reason; NULL: none was given. */
int difflog_reason(const char *reason, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* A line a field, as far as they fit, and how many more there are. */
int
difflog_fields(const struct hj_record *before, const struct hj_record *after,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
