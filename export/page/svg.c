#include <string.h>

#include "export/page/markup.h"
#include "export/page/svg.h"

static int
paint(struct hj_svg *s, const struct hj_paint *p)
{
	if (hj_buf_printf(s->to, s->err, " fill=\"%s\"",
		p->fill != NULL ? p->fill : "none") != HJ_OK)
		return (int)s->err->code;
	if (p->stroke == NULL)
		return HJ_OK;
	if (hj_buf_printf(s->to, s->err, " stroke=\"%s\"%s", p->stroke,
		p->dashed ? " stroke-dasharray=\"4 3\"" : "") != HJ_OK)
		return (int)s->err->code;
	return p->width == 0
	    ? HJ_OK
	    : hj_buf_printf(s->to, s->err, " stroke-width=\"%d\"", p->width);
}

int
hj_svg_rect(struct hj_svg *s, int x, int y, int w, int h,
    const struct hj_paint *p)
{
	if (hj_buf_printf(s->to, s->err,
		"<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"", x, y, w,
		h) != HJ_OK ||
	    paint(s, p) != HJ_OK)
		return (int)s->err->code;
	return hj_buf_puts(s->to, "/>\n", s->err);
}

int
hj_svg_line(struct hj_svg *s, int x1, int y1, int x2, int y2,
    const struct hj_paint *p)
{
	if (hj_buf_printf(s->to, s->err,
		"<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"", x1, y1, x2,
		y2) != HJ_OK ||
	    paint(s, p) != HJ_OK)
		return (int)s->err->code;
	return hj_buf_puts(s->to, "/>\n", s->err);
}

int
hj_svg_circle(struct hj_svg *s, int x, int y, int r, const struct hj_paint *p)
{
	if (hj_buf_printf(s->to, s->err, "<circle cx=\"%d\" cy=\"%d\" r=\"%d\"",
		x, y, r) != HJ_OK ||
	    paint(s, p) != HJ_OK)
		return (int)s->err->code;
	return hj_buf_puts(s->to, "/>\n", s->err);
}

int
hj_svg_shape(struct hj_svg *s, const int *xy, size_t pairs,
    const struct hj_paint *p)
{
	if (hj_buf_puts(s->to, "<polygon points=\"", s->err) != HJ_OK)
		return (int)s->err->code;
	for (size_t i = 0; i < pairs; i++)
		if (hj_buf_printf(s->to, s->err, "%s%d,%d", i > 0 ? " " : "",
			xy[2 * i], xy[2 * i + 1]) != HJ_OK)
			return (int)s->err->code;
	if (hj_buf_putc(s->to, '"', s->err) != HJ_OK || paint(s, p) != HJ_OK)
		return (int)s->err->code;
	return hj_buf_puts(s->to, "/>\n", s->err);
}

int
hj_svg_text(struct hj_svg *s, int x, int y, const struct hj_svg_font *f,
    const char *text, size_t n)
{
	if (hj_buf_printf(s->to, s->err,
		"<text x=\"%d\" y=\"%d\" font-size=\"%d\" fill=\"%s\"%s%s%s%s>",
		x, y, f->size, f->fill,
		f->anchor != NULL ? " text-anchor=\"" : "",
		f->anchor != NULL ? f->anchor : "",
		f->anchor != NULL ? "\"" : "",
		f->bold ? " font-weight=\"bold\"" : "") != HJ_OK ||
	    hj_markup_text(s->to, text, n, s->err) != HJ_OK)
		return (int)s->err->code;
	return hj_buf_puts(s->to, "</text>\n", s->err);
}

/* ---- what is not certain ---- */

static const char *const veils[] = {
	[HJ_VEIL_STRIPES] = "stripes",
	[HJ_VEIL_TO_LEFT] = "left",
	[HJ_VEIL_TO_RIGHT] = "right",
};

int
hj_svg_veil(struct hj_svg *s, int x, int y, int w, int h, enum hj_veil veil)
{
	return hj_buf_printf(s->to, s->err,
	    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"url(#j%zu-%s)\"/>\n",
	    x, y, w, h, s->n, veils[veil]);
}

static int
gradient(struct hj_svg *s, enum hj_veil veil)
{
	return hj_buf_printf(s->to, s->err,
	    "<linearGradient id=\"j%zu-%s\" x1=\"%d\" y1=\"0\" x2=\"%d\" y2=\"0\">"
	    "<stop offset=\"0\" stop-color=\"#fff\" stop-opacity=\".1\"/>"
	    "<stop offset=\"1\" stop-color=\"#fff\"/></linearGradient>\n",
	    s->n, veils[veil], veil == HJ_VEIL_TO_LEFT,
	    veil == HJ_VEIL_TO_RIGHT);
}

int
hj_svg_defs(struct hj_svg *s)
{
	if (hj_buf_printf(s->to, s->err,
		"<defs>\n<pattern id=\"j%zu-%s\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
		"<rect width=\"4\" height=\"6\" fill=\"#fff\"/></pattern>\n",
		s->n, veils[HJ_VEIL_STRIPES]) != HJ_OK ||
	    gradient(s, HJ_VEIL_TO_LEFT) != HJ_OK ||
	    gradient(s, HJ_VEIL_TO_RIGHT) != HJ_OK)
		return (int)s->err->code;
	return hj_buf_puts(s->to, "</defs>\n", s->err);
}

/* ---- how wide ---- */

/* The bytes of the letter at p, and whether it is a full square wide. */
static size_t
letter(const char *p, size_t n, bool *wide)
{
	unsigned char c = (unsigned char)*p;
	size_t len = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;

	/* From U+1100, the first of Hangul, on; punctuation of U+20xx is not. */
	*wide = len == 4 || (len == 3 && c >= 0xe1 && c != 0xe2);
	return len <= n ? len : n;
}

static int
advance(const char *p, size_t n, int size, size_t *len)
{
	bool wide;

	*len = letter(p, n, &wide);
	if (wide)
		return size * 10;
	if (*p == ' ' || *p == ',' || *p == '.')
		return size * 3;
	return *p >= 'A' && *p <= 'Z' ? size * 7 : size * 11 / 2;
}

int
hj_svg_width(const char *p, size_t n, int size)
{
	size_t len;
	int w = 0;

	for (; n > 0; p += len, n -= len)
		w += advance(p, n, size, &len);
	return (w + 9) / 10;
}

size_t
hj_svg_fit(const char *p, size_t n, int size, int width, size_t *next)
{
	size_t at = 0, good = 0, len;
	int w = 0;

	while (at < n) {
		w += advance(p + at, n - at, size, &len);
		if (w > width * 10 && p[at] != ' ')
			break;
		at += len;
		if (p[at - 1] == ' ')
			good = at;
	}
	if (at == n || good == 0)
		good = at;
	*next = good;
	while (good > 0 && p[good - 1] == ' ')
		good--;
	return good;
}
