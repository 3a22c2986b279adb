/*
 * picture.h: a drawing (SVG) as pixels, for programs that cannot read it.
 *
 * Only hanji-print calls it: librsvg, Cairo and Pango stay there.
 */
#ifndef HJ_EXPORT_PICTURE_H
#define HJ_EXPORT_PICTURE_H

#include "core/base/buf.h"

/* Append a PNG 2,000 points wide, on white.  HJ_EINVAL: no drawing, or one that
 * has no size; HJ_ENOMEM; HJ_ELIMIT. */
int hj_picture_png(const uint8_t *svg, size_t n, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
