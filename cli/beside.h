/* beside.h: where the helper programs of this installation are. */
#ifndef HJ_CLI_BESIDE_H
#define HJ_CLI_BESIDE_H

#include "core/buf.h"

/* The path of `name`, appended with a NUL behind it: beside the running
 * program, else in ../libexec/hanji of it.  HJ_ENOTFOUND: neither; the
 * installation is not whole. */
int beside_find(const char *name, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
