/*
 * sourcesay.h: sources by what they are called.
 */
#ifndef HJ_CLI_SOURCESAY_H
#define HJ_CLI_SOURCESAY_H

#include "core/base/buf.h"
#include "core/case/record.h"

/* "Yonhap, source [m4kx7t]": of a list of ids (NULL: none) the titles that may
 * be shown, else the ids; appended. */
int sourcesay(const struct hj_record *r, const char *src, bool reveal,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
