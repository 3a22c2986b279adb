#include "core/limits.h"
#include "export/document.h"

/* A document that takes longer than this is a style sheet gone wrong. */
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
	return hj_fail(err, HJ_EIO, "hanji-render failed with status %d",
	    end->status);
}

int
hj_document_render(const struct hj_document *d, struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_buf in = HJ_BUF(HJ_RENDER_MAX);
	struct hj_helper h = HJ_HELPER;
	struct hj_helper_end end;
	const struct hj_helper_watch watch = { .cpu_ms = RENDER_CPU_MS,
		.stop = d->stop,
		.to = d->to };
	size_t before = to->len;
	int rc;

	if ((rc = hj_buf_puts(&in, HJ_RENDER_MAGIC, err)) != HJ_OK ||
	    (rc = hj_buf_u32(&in, (uint32_t)d->style_len, err)) != HJ_OK ||
	    (rc = hj_buf_add(&in, d->style, d->style_len, err)) != HJ_OK ||
	    (rc = hj_buf_u32(&in, (uint32_t)d->xml_len, err)) != HJ_OK ||
	    (rc = hj_buf_add(&in, d->xml, d->xml_len, err)) != HJ_OK)
		goto out;
	if ((rc = hj_helper_start(d->program, -1, &h, err)) != HJ_OK)
		goto out;
	rc = hj_helper_exchange(&h, in.data, in.len, to, &watch, err);
	hj_helper_end(&h, PATIENCE_MS, &end);
	if (rc == HJ_OK)
		rc = judge(&end, err);
	/* Half a document must not look like one. */
	if (rc != HJ_OK)
		to->len = before;
out:
	hj_buf_clear(&in);
	return rc == HJ_OK ? HJ_OK : hj_while(err, "making the document");
}
