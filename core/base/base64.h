/*
 * base64.h: bytes as text (RFC 4648, 4), strictly: no white space, padding
 * exactly as it must be or nowhere, no bits left over, so that every sequence
 * of bytes has one text and every text at most one meaning.
 */
#ifndef HJ_CORE_BASE64_H
#define HJ_CORE_BASE64_H

#include "core/base/buf.h"

enum hj_base64 { HJ_BASE64_PADDED, HJ_BASE64_BARE /* without '=' */ };

/* The number of bytes; 0: not base64 of this kind, empty, or above max. */
size_t hj_base64_read(const char *p, size_t n, enum hj_base64 kind,
    uint8_t *ret, size_t max);

/* Append. */
int hj_base64_write(const uint8_t *p, size_t n, enum hj_base64 kind,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
