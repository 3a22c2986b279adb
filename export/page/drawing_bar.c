#include "export/page/drawing_own.h"

const char *
hj_drawing_colour(enum hj_stage_kind kind)
{
	switch (kind) {
	case HJ_STAGE_EVENT:
		return "#1d5a86";
	case HJ_STAGE_DETENTION:
		return "#4a4a4a";
	case HJ_STAGE_TRANSFER:
		return "#7a5a00";
	case HJ_STAGE_REPATRIATION:
		return "#a3201d";
	}
	return INK;
}

int
hj_drawing_sign(struct drawing *d, enum hj_stage_kind kind, int x, int y)
{
	const int diamond[] = { x, y - 7, x + 7, y, x, y + 7, x - 7, y };
	const int arrow[] = { x - 6, y - 7, x + 8, y, x - 6, y + 7 };
	const struct hj_paint p = { .fill = hj_drawing_colour(kind) };

	return kind == HJ_STAGE_REPATRIATION
	    ? hj_svg_shape(&d->svg, arrow, 3, &p)
	    : hj_svg_shape(&d->svg, diamond, 4, &p);
}

struct bar {
	struct drawing *d;
	const struct row *r;
	int y; /* its middle */
	struct hj_paint paint;
};

static int
solid(struct bar *b, int from, int to)
{
	const struct hj_paint p = { .fill = b->paint.stroke };

	return to <= from ? HJ_OK
			  : hj_svg_rect(&b->d->svg, from, b->y - BAR_HEIGHT / 2,
				to - from, BAR_HEIGHT, &p);
}

/* Some day of these: never so narrow that it looks like a day. */
static int
striped(struct bar *b, int from, int to)
{
	int top = b->y - BAR_HEIGHT / 2;

	if (to <= from)
		return HJ_OK;
	if (solid(b, from, to) != HJ_OK ||
	    hj_svg_veil(&b->d->svg, from, top, to - from, BAR_HEIGHT,
		HJ_VEIL_STRIPES) != HJ_OK)
		return (int)b->d->svg.err->code;
	return hj_svg_rect(&b->d->svg, from, top, to - from, BAR_HEIGHT,
	    &b->paint);
}

/* An end that nobody knows: it fades, and says so. */
static int
fading(struct bar *b, int from, int to, enum hj_veil veil)
{
	const struct hj_svg_font f = { .size = FONT,
		.fill = b->paint.stroke,
		.anchor = "middle",
		.bold = true };
	int top = b->y - BAR_HEIGHT / 2;

	if (solid(b, from, to) != HJ_OK ||
	    (to > from &&
		hj_svg_veil(&b->d->svg, from, top, to - from, BAR_HEIGHT,
		    veil) != HJ_OK))
		return (int)b->d->svg.err->code;
	return hj_svg_text(&b->d->svg,
	    veil == HJ_VEIL_TO_RIGHT ? SIDE_RIGHT + 5 : SIDE_LEFT - 5, b->y + 4,
	    &f, "?", 1);
}

static int
arrowhead(struct bar *b, int x, int step)
{
	const int xy[] = { x, b->y - 8, x + step, b->y, x, b->y + 8 };
	const struct hj_paint p = { .fill = b->paint.stroke };

	return hj_svg_shape(&b->d->svg, xy, 3, &p);
}

static int
sides(struct bar *b)
{
	const struct hj_extent *e = &b->r->extent;

	if (e->left == HJ_SIDE_OPEN && arrowhead(b, SIDE_LEFT, -9) != HJ_OK)
		return (int)b->d->svg.err->code;
	if (e->right == HJ_SIDE_OPEN && arrowhead(b, SIDE_RIGHT, 9) != HJ_OK)
		return (int)b->d->svg.err->code;
	return HJ_OK;
}

/* ---- with a day ---- */

static int
left(const struct bar *b)
{
	return b->r->extent.left == HJ_SIDE_DAY
	    ? hj_drawing_x(b->d, b->r->extent.first)
	    : SIDE_LEFT;
}

static int
right(const struct bar *b)
{
	return b->r->extent.right == HJ_SIDE_DAY
	    ? hj_drawing_x(b->d, b->r->extent.last + 1)
	    : SIDE_RIGHT;
}

/* At least so wide that stripes can be seen. */
static void
widen(int *from, int *to)
{
	int lacks = 9 - (*to - *from);

	if (lacks > 0) {
		*from -= lacks / 2;
		*to += lacks - lacks / 2;
	}
}

static int
moment(struct bar *b)
{
	const struct hj_extent *e = &b->r->extent;
	int from = left(b), to = right(b);

	if (e->certain)
		return hj_drawing_sign(b->d, b->r->stage->kind, (from + to) / 2,
		    b->y);
	widen(&from, &to);
	if (striped(b, from, to) != HJ_OK)
		return (int)b->d->svg.err->code;
	return sides(b);
}

/* Where the part begins that fades because nobody knows the end. */
static int
known_until(const struct bar *b, int from, int to)
{
	const struct hj_edtf_bound *m = &b->r->stage->begin.last;
	int x = m->edge == HJ_EDGE_DAY ? hj_drawing_x(b->d, m->day + 1) : from;

	if (b->r->extent.right != HJ_SIDE_UNKNOWN)
		return to;
	return x;
}

static int
known_since(const struct bar *b, int from, int to)
{
	const struct hj_edtf_bound *m = &b->r->stage->end.first;
	int x = m->edge == HJ_EDGE_DAY ? hj_drawing_x(b->d, m->day) : to;

	if (b->r->extent.left != HJ_SIDE_UNKNOWN)
		return from;
	return x;
}

static int
lasting(struct bar *b)
{
	const struct hj_extent *e = &b->r->extent;
	int from = left(b), to = right(b), since, until;

	widen(&from, &to);
	since = known_since(b, from, to);
	until = known_until(b, from, to);
	if ((since > from &&
		fading(b, from, since, HJ_VEIL_TO_LEFT) != HJ_OK) ||
	    (until < to && fading(b, until, to, HJ_VEIL_TO_RIGHT) != HJ_OK))
		return (int)b->d->svg.err->code;
	if (e->certain) {
		int x1 = hj_drawing_x(b->d, e->since);
		int x2 = e->endless ? to : hj_drawing_x(b->d, e->until + 1);

		if (striped(b, since, x1) != HJ_OK ||
		    solid(b, x1, x2 > x1 + 2 ? x2 : x1 + 3) != HJ_OK ||
		    striped(b, x2, until) != HJ_OK)
			return (int)b->d->svg.err->code;
	} else if (striped(b, since, until) != HJ_OK) {
		return (int)b->d->svg.err->code;
	}
	return sides(b);
}

/* ---- without one ---- */

/* It followed the detention above: an arrow from there. */
static int
followed(struct bar *b, const struct row *above)
{
	const struct hj_paint p = { .stroke = b->paint.stroke, .dashed = true };
	bool ends = above->extent.any && above->extent.right == HJ_SIDE_DAY;
	int x = ends ? hj_drawing_x(b->d, above->extent.last + 1)
		     : SCALE_RIGHT - 60;
	int from = above->y + above->height / 2 + 10;

	x = x > SCALE_RIGHT - 60 ? SCALE_RIGHT - 60 : x;
	if (hj_svg_line(&b->d->svg, x, from, x, b->y, &p) != HJ_OK ||
	    hj_svg_line(&b->d->svg, x, b->y, x + 28, b->y, &p) != HJ_OK)
		return (int)b->d->svg.err->code;
	return arrowhead(b, x + 28, 12);
}

/* Some day between these sides, but there is no saying which. */
static int
nowhere(struct bar *b, int from, int to)
{
	const struct hj_svg_font f = { .size = FONT,
		.fill = b->paint.stroke,
		.anchor = "middle",
		.bold = true };
	const struct hj_paint white = { .fill = "#fff" };
	int middle = (from + to) / 2;

	if (hj_svg_rect(&b->d->svg, from, b->y - BAR_HEIGHT / 2, to - from,
		BAR_HEIGHT, &b->paint) != HJ_OK ||
	    hj_svg_rect(&b->d->svg, middle - 8, b->y - BAR_HEIGHT / 2 - 1, 16,
		BAR_HEIGHT + 2, &white) != HJ_OK)
		return (int)b->d->svg.err->code;
	return hj_svg_text(&b->d->svg, middle, b->y + 4, &f, "?", 1);
}

static int
undated(struct bar *b, const struct row *held)
{
	struct bar in = { .d = b->d, .r = held };
	int from, to;

	if (held == NULL)
		return nowhere(b, SIDE_LEFT, SIDE_RIGHT);
	if (b->r->stage->kind != HJ_STAGE_TRANSFER)
		return b->r->stage->placed ? followed(b, held)
					   : nowhere(b, SIDE_LEFT, SIDE_RIGHT);
	from = held->extent.any ? left(&in) : SIDE_LEFT;
	to = held->extent.any ? right(&in) : SIDE_RIGHT;
	return to - from < 40 ? nowhere(b, from - 20, to + 20)
			      : nowhere(b, from, to);
}

int
hj_drawing_bar(struct drawing *d, const struct row *r, const struct row *held)
{
	struct bar b = { .d = d,
		.r = r,
		.y = r->y + r->height / 2 + (r->leads ? LINE / 2 : 0),
		.paint = { .stroke = hj_drawing_colour(r->stage->kind),
		    .dashed = true } };

	if (!r->extent.any)
		return undated(&b, held);
	return r->stage->lasts ? lasting(&b) : moment(&b);
}
