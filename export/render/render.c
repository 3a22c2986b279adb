#include "export/page/glyph.h"
#include "export/render/render.h"

/* An errand that takes longer than this is a style sheet gone wrong. */
#define RENDER_CPU_MS 20000
#define PATIENCE_MS 2000

static int
judge(const struct hj_helper_end *end, struct hj_error *err)
{
	if (end->signal != 0)
		return hj_fail(err, HJ_EIO,
		    "hanji-render was stopped by signal %d", end->signal);
	switch (end->status) {
	case HJ_RENDER_OK:
		return HJ_OK;
	case HJ_RENDER_STYLE:
		return hj_fail(err, HJ_EINVAL,
		    "the style sheet is not XSLT 1.0 that hanji-render accepts");
	case HJ_RENDER_INPUT:
		return hj_fail(err, HJ_EINVAL,
		    "the document is not well-formed XML");
	case HJ_RENDER_RUN:
		return hj_fail(err, HJ_EINVAL,
		    "the style sheet failed on this document");
	}
	if (hj_glyph_judge(end->status, err))
		return (int)err->code;
	return hj_fail(err, HJ_EIO, "hanji-render failed with status %d",
	    end->status);
}

int
hj_render_run(const struct hj_render *r, const struct hj_buf *in,
    struct hj_buf *out, struct hj_error *err)
{
	const struct hj_helper_watch watch = { .cpu_ms = RENDER_CPU_MS,
		.stop = r->stop,
		.to = r->to };
	struct hj_helper_end end;
	size_t before = out->len;
	int rc = hj_helper_errand(r->program, in, out, &watch, PATIENCE_MS,
	    &end, err);

	if (rc == HJ_OK)
		rc = judge(&end, err);
	/* Half an answer must not look like one. */
	if (rc != HJ_OK)
		out->len = before;
	return rc;
}
