/* clean_own.h: the kinds of file that hanji-clean makes a copy of.  Each gives
 * one of enum hj_clean_exit and appends to `out`. */
#ifndef HJ_EXPORT_CLEAN_OWN_H
#define HJ_EXPORT_CLEAN_OWN_H

#include "core/base/buf.h"

int hj_clean_picture(const char *type, const uint8_t *p, size_t n,
    struct hj_buf *out);
int hj_clean_pdf(const uint8_t *p, size_t n, struct hj_buf *out);
int hj_clean_office(const uint8_t *p, size_t n, struct hj_buf *out);

#endif
