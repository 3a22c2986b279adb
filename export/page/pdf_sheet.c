#include <cairo-pdf.h>

#include "export/page/pdf_own.h"

#define NOTE_SPACE 10.0 /* between the text and the first footnote */
/* Footnotes that go on from the page before take no more of a page than this. */
#define NOTE_MOST 0.5

/* ---- which strip is on which page ---- */

struct standing {
	guint strip;
	double y;
};
struct note_line {
	const struct hj_pdf_text *text;
	int line;
};
struct sheet {
	GArray *standing; /* struct standing */
	GArray *notes; /* struct note_line */
	double notes_y;
};
struct dealing {
	struct hj_pdf *pdf;
	GPtrArray *sheets; /* struct sheet */
	struct sheet *sheet; /* the one that is being filled */
	GArray *waiting; /* struct note_line, for the foot of this sheet */
	double y;
};

static void
sheet_free(void *sheet)
{
	struct sheet *s = sheet;

	g_array_unref(s->standing);
	g_array_unref(s->notes);
	g_free(s);
}

static struct hj_pdf_strip *
strip(const struct dealing *d, guint i)
{
	return &g_array_index(d->pdf->strips, struct hj_pdf_strip, i);
}

static double
foot(guint lines)
{
	return lines == 0 ? 0 : NOTE_SPACE + lines * hj_pdf_line(HJ_PDF_SMALL);
}

/* The footnotes of this sheet, and those that it has no room for stay. */
static void
close_sheet(struct dealing *d)
{
	double left = d->pdf->bottom - d->y - NOTE_SPACE;
	guint n = 0;

	if (left > 0)
		n = (guint)(left / hj_pdf_line(HJ_PDF_SMALL) + 0.01);
	n = n < d->waiting->len ? n : d->waiting->len;
	if (n != 0) {
		g_array_append_vals(d->sheet->notes, d->waiting->data, n);
		g_array_remove_range(d->waiting, 0, n);
	}
	d->sheet->notes_y = d->pdf->bottom - foot(n);
}

static void
open_sheet(struct dealing *d)
{
	if (d->sheet != NULL)
		close_sheet(d);
	d->sheet = g_new0(struct sheet, 1);
	d->sheet->standing = g_array_new(FALSE, FALSE, sizeof(struct standing));
	d->sheet->notes = g_array_new(FALSE, FALSE, sizeof(struct note_line));
	g_ptr_array_add(d->sheets, d->sheet);
	d->y = d->pdf->top;
}

static void
stand(struct dealing *d, guint i)
{
	const struct standing s = { i, d->y };

	g_array_append_val(d->sheet->standing, s);
	d->y += strip(d, i)->height;
}

static void
put(struct dealing *d, guint i)
{
	const struct hj_pdf_strip *s = strip(d, i);
	const struct hj_pdf_grid *g = s->grid;

	if (d->sheet->standing->len != 0)
		d->y += s->before;
	else if (g != NULL && i >= g->head + g->nhead)
		for (size_t k = 0; k < g->nhead; k++)
			stand(d, (guint)(g->head + k));
	stand(d, i);
	for (guint k = 0; k < s->notes->len; k++) {
		struct note_line l = { g_ptr_array_index(d->pdf->notes,
					   g_array_index(s->notes, int, k)),
			0 };

		for (; l.line < hj_pdf_lines(l.text); l.line++)
			g_array_append_val(d->waiting, l);
	}
}

/* How high the strips are together, and how many lines of footnotes come. */
static double
measure(const struct dealing *d, guint from, guint to, guint *lines)
{
	double h = 0;

	*lines = 0;
	for (guint i = from; i < to; i++) {
		const struct hj_pdf_strip *s = strip(d, i);

		h += s->height + (i > from ? s->before : 0);
		for (guint k = 0; k < s->notes->len; k++)
			*lines +=
			    (guint)hj_pdf_lines(g_ptr_array_index(d->pdf->notes,
				g_array_index(s->notes, int, k)));
	}
	return h;
}

/* On this sheet; or, with `empty`, on one that has nothing but the head. */
static bool
fits(const struct dealing *d, guint from, guint to, bool empty)
{
	const struct hj_pdf_strip *s = strip(d, from);
	guint lines, head_lines;
	double h = measure(d, from, to, &lines), y = d->pdf->top;
	double page = d->pdf->bottom - d->pdf->top;

	if (!empty)
		y = d->y + (d->sheet->standing->len != 0 ? s->before : 0);
	if (s->grid != NULL && from >= s->grid->head + s->grid->nhead &&
	    (empty || d->sheet->standing->len == 0))
		y += measure(d, (guint)s->grid->head,
		    (guint)(s->grid->head + s->grid->nhead), &head_lines);
	if (!empty)
		lines += d->waiting->len;
	/* Footnotes may go on on the next page where they are very long. */
	return y + h + MIN(foot(lines), page * NOTE_MOST) <=
	    d->pdf->bottom + 0.01;
}

static void
deal(struct dealing *d)
{
	guint n = d->pdf->strips->len;

	open_sheet(d);
	for (guint i = 0, to; i < n; i = to) {
		for (to = i + 1;
		     to < n && strip(d, to - 1)->keep && !strip(d, to)->fresh;
		     to++)
			continue;
		if (strip(d, i)->fresh && d->sheet->standing->len != 0)
			open_sheet(d);
		/* What cannot stay together on any page is divided. */
		if (!fits(d, i, to, false) && !fits(d, i, to, true))
			to = i + 1;
		while (!fits(d, i, to, false) &&
		    (d->sheet->standing->len != 0 || d->waiting->len != 0))
			open_sheet(d);
		for (guint k = i; k < to; k++)
			put(d, k);
	}
	for (close_sheet(d); d->waiting->len != 0; close_sheet(d)) {
		d->sheet = NULL; /* closed already */
		open_sheet(d);
	}
}

/* ---- drawing ---- */

static void
rule(cairo_t *c, double x1, double y1, double x2, double y2)
{
	cairo_move_to(c, x1, y1);
	cairo_line_to(c, x2, y2);
	cairo_stroke(c);
}

static void
draw_grid(const struct hj_pdf *p, const struct hj_pdf_strip *s, double y,
    bool top)
{
	const struct hj_pdf_grid *g = s->grid;
	double grey = g->lines ? 0.6 : 0.73, end = y + s->height;
	cairo_t *c = p->cairo;

	if (s->shade < 1) {
		cairo_set_source_rgb(c, s->shade, s->shade, s->shade);
		cairo_rectangle(c, p->margin, y, p->measure, s->height);
		cairo_fill(c);
	}
	cairo_set_source_rgb(c, grey, grey, grey);
	cairo_set_line_width(c, 0.5);
	if (s->first || top)
		rule(c, p->margin, y, p->margin + p->measure, y);
	if (s->last)
		rule(c, p->margin, end, p->margin + p->measure, end);
	for (size_t i = 0; g->lines && i < g->edges->len; i++) {
		double x = g_array_index(g->edges, double, i);

		if (i < s->columns || i + 1 == g->edges->len)
			rule(c, p->margin + x, y, p->margin + x, end);
	}
}

/* A dotted line where somebody is to write. */
static void
draw_blanks(const struct hj_pdf *p, const struct hj_pdf_piece *k, double y)
{
	static const double dots[] = { 0.5, 2 };
	const GArray *marks = k->text->marks;

	for (guint i = 0; i < marks->len; i++) {
		const struct hj_pdf_mark *m =
		    &g_array_index(marks, struct hj_pdf_mark, i);
		double x = p->margin + k->x, base = y + k->text->size * 1.25;
		int line, at;

		pango_layout_index_to_line_x(k->text->layout, m->at, FALSE,
		    &line, &at);
		if (m->note >= 0 || line != k->line)
			continue;
		cairo_set_source_rgb(p->cairo, 0.3, 0.3, 0.3);
		cairo_set_line_width(p->cairo, 0.6);
		cairo_set_dash(p->cairo, dots, 2, 0);
		rule(p->cairo, x, base, x + k->text->width, base);
		cairo_set_dash(p->cairo, NULL, 0, 0);
	}
}

static void
draw_strip(struct hj_pdf *p, const struct hj_pdf_strip *s, double y, bool top)
{
	if (s->grid != NULL)
		draw_grid(p, s, y, top);
	for (guint i = 0; i < s->pieces->len; i++) {
		const struct hj_pdf_piece *k =
		    &g_array_index(s->pieces, struct hj_pdf_piece, i);

		hj_pdf_draw_line(p->cairo, k->text, k->line, p->margin + k->x,
		    y + k->y);
		draw_blanks(p, k, y + k->y);
	}
	if (s->svg != NULL) {
		const RsvgRectangle area = { p->margin + s->svg_x, y, s->svg_w,
			s->height };

		if (!rsvg_handle_render_document(s->svg, p->cairo, &area, NULL))
			p->bad = true;
	}
}

static void
draw_foot(struct hj_pdf *p, guint page, guint pages)
{
	const struct hj_pdf_look look = { .size = HJ_PDF_SMALL,
		.width = p->measure };
	double y = p->bottom + 10;
	char number[32];
	struct hj_pdf_text *t;
	PangoRectangle box;

	if (p->banner != NULL) {
		cairo_set_source_rgb(p->cairo, 0.67, 0, 0);
		cairo_set_line_width(p->cairo, 0.6);
		rule(p->cairo, p->margin, y, p->margin + p->measure, y);
		pango_layout_get_extents(p->banner->layout, NULL, &box);
		cairo_move_to(p->cairo, p->margin, y + 3);
		pango_cairo_show_layout(p->cairo, p->banner->layout);
		y += 5 + (double)box.height / PANGO_SCALE;
	}
	(void)g_snprintf(number, sizeof(number), "%u / %u", page, pages);
	t = hj_pdf_words(p, number, &look);
	pango_layout_get_extents(t->layout, NULL, &box);
	hj_pdf_draw_line(p->cairo, t, 0,
	    p->margin + (p->measure - (double)box.width / PANGO_SCALE) / 2, y);
}

/* Under the last heading above it; `open` has one for each level. */
static void
add_outline(struct hj_pdf *p, const struct hj_pdf_strip *s, guint page,
    double y, int open[static 4])
{
	char to[64], at[G_ASCII_DTOSTR_BUF_SIZE];
	int parent = open[s->level - 1];

	(void)g_snprintf(to, sizeof(to), "page=%u pos=[0 %s]", page,
	    g_ascii_formatd(at, sizeof(at), "%.1f", y));
	parent = cairo_pdf_surface_add_outline(p->surface, parent, s->heading,
	    to, CAIRO_PDF_OUTLINE_FLAG_OPEN);
	for (int i = s->level; i < 4; i++)
		open[i] = parent;
}

static void
draw_sheet(struct hj_pdf *p, const struct sheet *s, guint page, guint pages,
    int open[static 4])
{
	for (guint i = 0; i < s->standing->len; i++) {
		const struct standing *at =
		    &g_array_index(s->standing, struct standing, i);
		const struct hj_pdf_strip *k =
		    &g_array_index(p->strips, struct hj_pdf_strip, at->strip);

		draw_strip(p, k, at->y, i == 0);
		if (k->heading != NULL)
			add_outline(p, k, page, at->y, open);
	}
	if (s->notes->len != 0) {
		double y = s->notes_y + NOTE_SPACE / 2;

		cairo_set_source_rgb(p->cairo, 0.35, 0.35, 0.35);
		cairo_set_line_width(p->cairo, 0.4);
		rule(p->cairo, p->margin, y, p->margin + p->measure / 4, y);
	}
	for (guint i = 0; i < s->notes->len; i++) {
		const struct note_line *l =
		    &g_array_index(s->notes, struct note_line, i);

		hj_pdf_draw_line(p->cairo, l->text, l->line, p->margin,
		    s->notes_y + NOTE_SPACE + i * hj_pdf_line(HJ_PDF_SMALL));
	}
	draw_foot(p, page, pages);
	cairo_show_page(p->cairo);
}

void
hj_pdf_sheets(struct hj_pdf *p)
{
	struct dealing d = { .pdf = p };
	int open[4] = { 0 };

	d.sheets = g_ptr_array_new_with_free_func(sheet_free);
	d.waiting = g_array_new(FALSE, FALSE, sizeof(struct note_line));
	deal(&d);
	for (guint i = 0; i < d.sheets->len; i++)
		draw_sheet(p, g_ptr_array_index(d.sheets, i), i + 1,
		    d.sheets->len, open);
	g_ptr_array_unref(d.sheets);
	g_array_unref(d.waiting);
}
