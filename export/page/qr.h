/*
 * qr.h: bytes as a QR code (ISO/IEC 18004), for paper that machines read back.
 *
 * libqrencode makes the squares inside hanji-render; here they are looked at
 * and drawn.  Byte mode, level M: a seventh of the code may be stained, and all
 * of it is still read.
 *
 * Over the pipe: "hjq1" and the bytes.  Back: one byte for each square, 1 where
 * it is dark, row by row from the top, and exit status 0.
 */
#ifndef HJ_EXPORT_QR_H
#define HJ_EXPORT_QR_H

#include "export/render/render.h"

#define HJ_QR_MAGIC "hjq1"
/* Above it no code of level M is large enough. */
#define HJ_QR_BYTES_MAX 2331
#define HJ_QR_SIDE_MAX 177

struct hj_qr {
	unsigned side;
	uint8_t dark[HJ_QR_SIDE_MAX * HJ_QR_SIDE_MAX]; /* side * side of them */
};

/* r->program: hanji-render.  HJ_ELIMIT: too many bytes; HJ_EINVAL: none, or the
 * answer is no code; codes of hj_render_run(). */
int hj_qr_make(const struct hj_render *r, const uint8_t *p, size_t n,
    struct hj_qr *ret, struct hj_error *err) HJ_MUST_CHECK;

/* Append a drawing for a figure of page.h: the code in the middle, a little more
 * than a third of the width, with the white edge that readers need. */
int hj_qr_draw(const struct hj_qr *q, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* The other side: the bytes behind the four, and an exit status. */
int hj_qr_answer(const uint8_t *p, size_t n, struct hj_buf *to);

#endif
