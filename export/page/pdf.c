#include "export/page/pdf.h"

int
hj_pdf_make(const struct hj_render *r, const uint8_t *xml, size_t n,
    struct hj_buf *to, struct hj_error *err)
{
	struct hj_buf in = HJ_BUF(HJ_RENDER_MAX);
	int rc;

	if ((rc = hj_buf_puts(&in, HJ_PDF_MAGIC, err)) == HJ_OK &&
	    (rc = hj_buf_add(&in, xml, n, err)) == HJ_OK)
		rc = hj_render_run(r, &in, to, err);
	hj_buf_clear(&in);
	return rc == HJ_OK ? HJ_OK : hj_while(err, "making the PDF");
}
