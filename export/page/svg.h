/*
 * svg.h: the few shapes that our drawings are made of, as SVG 1.1.
 *
 * Whole numbers only, presentation attributes only: no style sheet, no script,
 * nothing loaded from anywhere.  Text is escaped (markup.h).
 */
#ifndef HJ_EXPORT_SVG_H
#define HJ_EXPORT_SVG_H

#include "core/base/buf.h"

struct hj_svg {
	struct hj_buf *to;
	size_t n; /* makes the ids of this drawing its own */
	struct hj_error *err;
};

/* How a shape is painted. */
struct hj_paint {
	const char *fill; /* a colour, or NULL: none */
	const char *stroke;
	bool dashed;
	int width; /* of the stroke; 0: 1 */
};

int hj_svg_rect(struct hj_svg *s, int x, int y, int w, int h,
    const struct hj_paint *p) HJ_MUST_CHECK;
int hj_svg_line(struct hj_svg *s, int x1, int y1, int x2, int y2,
    const struct hj_paint *p) HJ_MUST_CHECK;
int hj_svg_circle(struct hj_svg *s, int x, int y, int r,
    const struct hj_paint *p) HJ_MUST_CHECK;
/* A polygon from pairs of coordinates. */
int hj_svg_shape(struct hj_svg *s, const int *xy, size_t pairs,
    const struct hj_paint *p) HJ_MUST_CHECK;

struct hj_svg_font {
	int size;
	const char *fill;
	const char *anchor; /* start, middle, end */
	bool bold;
};
int hj_svg_text(struct hj_svg *s, int x, int y, const struct hj_svg_font *f,
    const char *text, size_t n) HJ_MUST_CHECK;

/* Over a painted rectangle: white stripes, or white that grows to one side. */
enum hj_veil { HJ_VEIL_STRIPES, HJ_VEIL_TO_LEFT, HJ_VEIL_TO_RIGHT };
int hj_svg_veil(struct hj_svg *s, int x, int y, int w, int h,
    enum hj_veil veil) HJ_MUST_CHECK;
/* What the veils need, once, inside the drawing. */
int hj_svg_defs(struct hj_svg *s) HJ_MUST_CHECK;

/* How wide a text will be at most, and how much of it fits into a width: the
 * bytes of the line, and with *next those to pass over to the next one.  It
 * breaks behind a space, and elsewhere only where there is none. */
int hj_svg_width(const char *p, size_t n, int size);
size_t hj_svg_fit(const char *p, size_t n, int size, int width, size_t *next);

#endif
