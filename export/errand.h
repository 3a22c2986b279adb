/* errand.h: the confined side of an errand: all that comes in, and one answer. */
#ifndef HJ_EXPORT_ERRAND_H
#define HJ_EXPORT_ERRAND_H

#include "core/buf.h"
#include "export/render.h"

/* Until the pipe is closed.  false: it broke, or it is above the ceiling. */
bool hj_errand_read(struct hj_buf *to);
bool hj_errand_write(const uint8_t *p, size_t n);

/* Does the errand begin with these four bytes?  They are taken when it does. */
bool hj_errand_is(struct hj_cursor *c, const char *magic);

/* What the failure of one of our own functions says to the other side: the
 * input was wrong, or we were. */
enum hj_render_exit hj_errand_failed(const struct hj_error *err);

#endif
