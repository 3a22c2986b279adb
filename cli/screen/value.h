/*
 * value.h: values that do not stand in the arguments.
 *
 * What stands there stays in the shell's history and is seen by every process
 * of the machine.
 */
#ifndef HJ_CLI_VALUE_H
#define HJ_CLI_VALUE_H

#include "core/base/buf.h"

/* "-" is standard input, "@fd:N" a descriptor (one newline at the end is
 * dropped), anything else itself.  Appended to `to`. */
int value_read(const char *arg, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* N of "@fd:N", or -1. */
int value_fd(const char *arg);

#endif
