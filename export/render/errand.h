/* errand.h: the confined side of an errand: all that comes in, and one answer. */
#ifndef HJ_EXPORT_ERRAND_H
#define HJ_EXPORT_ERRAND_H

#include "core/base/buf.h"
#include "core/confine/confine.h"
#include "export/render/render.h"

/*
 * Before the first foreign byte: give up for good whatever the profile does not
 * leave.  The zone is UTC from here on: libzip turns the date of a part into a
 * time and back, and a zone is a file that can no longer be opened.  false: the
 * process is not confined, and must not go on.
 */
bool hj_errand_confine(const struct hj_confine_profile *profile);

/* Until the pipe is closed.  false: it broke, or it is above the ceiling. */
bool hj_errand_read(struct hj_buf *to);
bool hj_errand_write(const uint8_t *p, size_t n);

/* Does the errand begin with these four bytes?  They are taken when it does. */
bool hj_errand_is(struct hj_cursor *c, const char *magic);

/* What the failure of one of our own functions says to the other side: the
 * input was wrong, or we were. */
enum hj_render_exit hj_errand_failed(const struct hj_error *err);

#endif
