#include "export/page/qr.h"

#include <string.h>

#include "export/page/svg.h"

#define EDGE 4 /* white squares on each side */

/* ---- what came back ---- */

/* 21, 25, 29 ... to a side: version 1 to 40. */
static bool
take(const struct hj_buf *squares, struct hj_qr *ret)
{
	unsigned side = 21;

	while (side <= HJ_QR_SIDE_MAX && (size_t)side * side < squares->len)
		side += 4;
	if (side > HJ_QR_SIDE_MAX || (size_t)side * side != squares->len)
		return false;
	for (size_t i = 0; i < squares->len; i++)
		if (squares->data[i] > 1)
			return false;
	memcpy(ret->dark, squares->data, squares->len);
	ret->side = side;
	return true;
}

int
hj_qr_make(const struct hj_render *r, const uint8_t *p, size_t n,
    struct hj_qr *ret, struct hj_error *err)
{
	struct hj_buf in = HJ_BUF(HJ_RENDER_MAX), out = HJ_BUF(HJ_RENDER_MAX);
	int rc;

	if (n == 0)
		return hj_fail(err, HJ_EINVAL, "nothing to make a QR code of");
	if (n > HJ_QR_BYTES_MAX)
		return hj_fail(err, HJ_ELIMIT,
		    "%zu bytes are too many for a QR code: at most %d", n,
		    HJ_QR_BYTES_MAX);
	if ((rc = hj_buf_puts(&in, HJ_QR_MAGIC, err)) == HJ_OK &&
	    (rc = hj_buf_add(&in, p, n, err)) == HJ_OK &&
	    (rc = hj_render_run(r, &in, &out, err)) == HJ_OK &&
	    !take(&out, ret))
		rc = hj_fail(err, HJ_EINVAL, "the answer is no QR code");
	hj_buf_clear(&in);
	hj_buf_clear(&out);
	return rc == HJ_OK ? HJ_OK : hj_while(err, "making the QR code");
}

/* ---- the drawing ---- */

/* Dark squares beside each other are one shape: no seams for a scanner. */
static int
draw_row(struct hj_svg *s, const struct hj_qr *q, unsigned y, int left)
{
	static const struct hj_paint black = { .fill = "#000" };
	const uint8_t *row = q->dark + (size_t)y * q->side;

	for (unsigned x = 0, end; x < q->side; x = end) {
		for (end = x + 1; end < q->side && row[end] == row[x];)
			end++;
		if (row[x] == 1 &&
		    hj_svg_rect(s, left + (int)x, EDGE + (int)y, (int)(end - x),
			1, &black) != HJ_OK)
			return (int)s->err->code;
	}
	return HJ_OK;
}

int
hj_qr_draw(const struct hj_qr *q, struct hj_buf *to, struct hj_error *err)
{
	struct hj_svg s = { .to = to, .err = err };
	int high = (int)q->side + 2 * EDGE, wide = high * 14 / 5;
	int left = (wide - (int)q->side) / 2;

	if (hj_buf_printf(to, err,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\">\n",
		wide, high) != HJ_OK)
		return (int)err->code;
	for (unsigned y = 0; y < q->side; y++)
		if (draw_row(&s, q, y, left) != HJ_OK)
			return (int)err->code;
	return hj_buf_puts(to, "</svg>\n", err);
}
