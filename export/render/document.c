#include "export/render/document.h"

int
hj_document_run(const struct hj_document *d, const char *magic,
    struct hj_buf *to, struct hj_error *err)
{
	const struct hj_render r = { .program = d->program,
		.stop = d->stop,
		.to = d->to };
	struct hj_buf in = HJ_BUF(HJ_RENDER_MAX);
	int rc;

	if ((rc = hj_buf_puts(&in, magic, err)) == HJ_OK &&
	    (rc = hj_buf_u32(&in, (uint32_t)d->style_len, err)) == HJ_OK &&
	    (rc = hj_buf_add(&in, d->style, d->style_len, err)) == HJ_OK &&
	    (rc = hj_buf_u32(&in, (uint32_t)d->xml_len, err)) == HJ_OK &&
	    (rc = hj_buf_add(&in, d->xml, d->xml_len, err)) == HJ_OK)
		rc = hj_render_run(&r, &in, to, err);
	hj_buf_clear(&in);
	return rc == HJ_OK ? HJ_OK : hj_while(err, "making the document");
}

int
hj_document_render(const struct hj_document *d, struct hj_buf *to,
    struct hj_error *err)
{
	return hj_document_run(d, HJ_RENDER_MAGIC, to, err);
}
