/* amount.h: amounts as people write them: 1,350,000. */
#ifndef HJ_CLI_AMOUNT_H
#define HJ_CLI_AMOUNT_H

#include "core/base/buf.h"

/* Append what is stored of what was typed: commas between groups of three
 * digits go.  HJ_EINVAL: that is no amount. */
int amount_typed(const char *p, size_t n, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* Append a stored amount in groups of three. */
int amount_show(const char *text, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
