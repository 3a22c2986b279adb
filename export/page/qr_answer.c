#include <qrencode.h>

#include "export/page/qr.h"
#include "export/render/errand.h"

int
hj_qr_answer(const uint8_t *p, size_t n, struct hj_buf *to)
{
	struct hj_error err = HJ_ERROR;
	int rc = HJ_RENDER_OK;
	QRcode *code;

	if (n == 0 || n > HJ_QR_BYTES_MAX)
		return HJ_RENDER_INPUT;
	code = QRcode_encodeData((int)n, p, 0, QR_ECLEVEL_M);
	if (code == NULL)
		return HJ_RENDER_SYSTEM;
	/* Of each square only the lowest bit is its colour. */
	for (int i = 0; rc == HJ_RENDER_OK && i < code->width * code->width;
	     i++)
		if (hj_buf_putc(to, (char)(code->data[i] & 1), &err) != HJ_OK)
			rc = (int)hj_errand_failed(&err);
	QRcode_free(code);
	return rc;
}
