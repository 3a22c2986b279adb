/*
 * render.h: one errand of hanji-render, the confined program beside hanji.
 *
 * It gets bytes over a pipe and gives bytes back; it has no vault, no key and
 * no folder.  The first four bytes say what is wanted: "hjr1" (document.h),
 * "hjz1" (package.h) or "hjq1" (qr.h).  How it went is its exit status alone.
 */
#ifndef HJ_EXPORT_RENDER_H
#define HJ_EXPORT_RENDER_H

#include "core/base/buf.h"
#include "core/confine/helper.h"

#define HJ_RENDER_MAGIC_BYTES 4
#define HJ_RENDER_MAX ((size_t)64 << 20)

/* Exit statuses of hanji-render. */
enum hj_render_exit {
	HJ_RENDER_OK = 0,
	HJ_RENDER_SYSTEM = 1, /* memory, pipe, confinement */
	HJ_RENDER_STYLE = 2, /* the style sheet is not XSLT, or refused */
	HJ_RENDER_INPUT = 3, /* the document is not XML, the parts no parts */
	HJ_RENDER_RUN = 4, /* the style sheet failed on this document */
	/* From 64 on: a letter without a font (glyph.h). */
};

struct hj_render {
	const char *program; /* path of hanji-render */
	hj_stop_fn *stop; /* Ctrl-C; may be NULL */
	void *to;
};

/* Give it `in`, append its answer to `out`; after an error `out` is as it was.
 * HJ_EINVAL: what the statuses above say; HJ_ELIMIT: too large or too slow;
 * HJ_EIO: it could not start or died. */
int hj_render_run(const struct hj_render *r, const struct hj_buf *in,
    struct hj_buf *out, struct hj_error *err) HJ_MUST_CHECK;

#endif
