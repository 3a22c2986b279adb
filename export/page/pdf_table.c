#include "export/page/pdf_own.h"

#define PAD 3.5 /* between a cell's edge and its text */
#define GAP 8.0 /* above a table */
/* A row that is higher than this part of a page may be divided. */
#define WHOLE 0.4

void
hj_pdf_grid_free(void *grid)
{
	struct hj_pdf_grid *g = grid;

	g_array_unref(g->edges);
	g_free(g);
}

static struct hj_pdf_grid *
new_grid(struct hj_pdf *p, bool lines)
{
	struct hj_pdf_grid *g = g_new0(struct hj_pdf_grid, 1);

	g->edges = g_array_new(FALSE, FALSE, sizeof(double));
	g->lines = lines;
	g_ptr_array_add(p->grids, g);
	return g;
}

static double
edge(const struct hj_pdf_grid *g, size_t i)
{
	return g_array_index(g->edges, double, i);
}

/* Columns as wide as their shares of the whole. */
static void
divide(struct hj_pdf *p, struct hj_pdf_grid *g, const double *share, size_t n)
{
	double all = 0, at = 0;

	for (size_t i = 0; i < n; i++)
		all += share[i];
	g_array_append_val(g->edges, at);
	for (size_t i = 0; i < n; i++) {
		at += p->measure * share[i] / all;
		g_array_append_val(g->edges, at);
	}
}

/* ---- one row ---- */

struct row {
	struct hj_pdf *pdf;
	struct hj_pdf_grid *grid;
	double size, shade;
	GPtrArray *cells; /* struct hj_pdf_text */
};

static size_t
columns(const struct hj_pdf_grid *g)
{
	return g->edges->len - 1;
}

/* The next cell's room; the last of a short row reaches to the edge. */
static double
room(const struct row *r, bool last)
{
	size_t i = r->cells->len;

	return edge(r->grid, last ? columns(r->grid) : i + 1) -
	    edge(r->grid, i) - 2 * PAD;
}

/* Its strips: band k is line k of every cell. */
static void
set_row(struct row *r)
{
	double line = hj_pdf_line(r->size), whole;
	struct hj_pdf *p = r->pdf;
	int bands = 1;

	for (guint i = 0; i < r->cells->len; i++) {
		int n = hj_pdf_lines(g_ptr_array_index(r->cells, i));

		bands = n > bands ? n : bands;
	}
	whole = (p->bottom - p->top) * WHOLE;
	for (int k = 0; k < bands; k++) {
		struct hj_pdf_strip *s = hj_pdf_strip(p, line);
		double y = k == 0 ? PAD : 0;

		s->height += y + (k == bands - 1 ? PAD : 0);
		s->grid = r->grid;
		s->columns = r->cells->len;
		s->shade = r->shade;
		s->first = k == 0;
		s->last = k == bands - 1;
		s->keep = !s->last &&
		    (bands * line < whole || k == 0 || k == bands - 2);
		for (guint i = 0; i < r->cells->len; i++) {
			const struct hj_pdf_text *t =
			    g_ptr_array_index(r->cells, i);

			if (k < hj_pdf_lines(t))
				hj_pdf_place(s, t, k, edge(r->grid, i) + PAD,
				    y);
		}
	}
	g_ptr_array_set_size(r->cells, 0);
}

/* ---- tables ---- */

static void
table_row(struct row *r, xmlNodePtr of, bool head)
{
	r->size = HJ_PDF_CELL;
	r->shade = head                            ? 0.93
	    : hj_pdf_says(of, "class", "withheld") ? 0.97
						   : 1;
	for (xmlNodePtr n = hj_pdf_child(of, "cell");
	     n != NULL && r->cells->len < columns(r->grid);
	     n = hj_pdf_next(n, "cell")) {
		const struct hj_pdf_look look = { .size = r->size,
			.width = room(r, hj_pdf_next(n, "cell") == NULL),
			.bold = head,
			.right = hj_pdf_says(n, "class", "n"),
			.grey = hj_pdf_says(n, "class", "empty") };

		g_ptr_array_add(r->cells, hj_pdf_text(r->pdf, n, false, &look));
	}
	set_row(r);
}

static void
read_columns(struct hj_pdf *p, struct hj_pdf_grid *g, xmlNodePtr table)
{
	GArray *shares = g_array_new(FALSE, FALSE, sizeof(double));
	xmlNodePtr n = hj_pdf_child(table, "col");
	const char *name = n != NULL ? "col" : "cell";

	if (n == NULL)
		n = hj_pdf_child(hj_pdf_child(table, "head"), "cell");
	for (; n != NULL; n = hj_pdf_next(n, name)) {
		xmlChar *v = xmlGetNoNsProp(n, (const xmlChar *)"share");
		double share = v != NULL ? g_ascii_strtod((char *)v, NULL) : 1;

		share = share > 0 ? share : 1;
		g_array_append_val(shares, share);
		xmlFree(v);
	}
	if (shares->len == 0)
		p->bad = true;
	else
		divide(p, g, (const double *)(void *)shares->data, shares->len);
	g_array_unref(shares);
}

void
hj_pdf_table(struct hj_pdf *p, xmlNodePtr table)
{
	struct hj_pdf_grid *g = new_grid(p, true);
	struct row r = { .pdf = p, .grid = g };
	xmlNodePtr head = hj_pdf_child(table, "head");
	guint first = p->strips->len;

	read_columns(p, g, table);
	if (p->bad)
		return;
	r.cells = g_ptr_array_new();
	if (head != NULL)
		table_row(&r, head, true);
	g->head = first;
	g->nhead = p->strips->len - first;
	for (guint i = first; i < p->strips->len; i++)
		g_array_index(p->strips, struct hj_pdf_strip, i).keep = true;
	for (xmlNodePtr n = hj_pdf_child(table, "row"); n != NULL;
	     n = hj_pdf_next(n, "row"))
		table_row(&r, n, false);
	if (p->strips->len > first)
		g_array_index(p->strips, struct hj_pdf_strip, first).before =
		    GAP;
	g_ptr_array_unref(r.cells);
}

/* ---- forms ---- */

static void
field(struct row *r, xmlNodePtr f, bool numbered)
{
	struct hj_pdf_look look = { .size = r->size };
	xmlChar *n = xmlGetNoNsProp(f, (const xmlChar *)"n");

	if (numbered) {
		look.width = room(r, false);
		look.grey = true;
		g_ptr_array_add(r->cells,
		    hj_pdf_words(r->pdf, n != NULL ? (const char *)n : "",
			&look));
	}
	xmlFree(n);
	look.grey = false;
	look.bold = true;
	look.width = room(r, false);
	g_ptr_array_add(r->cells,
	    hj_pdf_text(r->pdf, hj_pdf_child(f, "label"), false, &look));
	look.bold = false;
	look.width = room(r, true);
	g_ptr_array_add(r->cells,
	    hj_pdf_text(r->pdf, hj_pdf_child(f, "value"), true, &look));
	set_row(r);
}

/* The first row keeps the second beside it and the last the one before: a form
 * neither begins at the foot of a page nor ends at the head of one by a single
 * row.  Not where they are so high that much of a page would stay white. */
static void
in_company(struct hj_pdf *p, guint first)
{
	guint begin = first, end = first, last = first, rows = 0;
	double height = 0;

	for (guint i = first; i < p->strips->len; i++) {
		const struct hj_pdf_strip *s =
		    &g_array_index(p->strips, struct hj_pdf_strip, i);

		height += s->height;
		if (!s->last)
			continue;
		begin = ++rows == 1 ? i : begin;
		last = end;
		end = i;
	}
	if (rows < 2 || height / rows > (p->bottom - p->top) * WHOLE / 4)
		return;
	g_array_index(p->strips, struct hj_pdf_strip, begin).keep = true;
	g_array_index(p->strips, struct hj_pdf_strip, last).keep = true;
}

void
hj_pdf_fields(struct hj_pdf *p, xmlNodePtr fields)
{
	static const double shares[] = { 8, 30, 62 };
	struct hj_pdf_grid *g = new_grid(p, false);
	struct row r = { .pdf = p, .grid = g, .size = HJ_PDF_BODY, .shade = 1 };
	guint first = p->strips->len;
	bool numbered = false;

	for (xmlNodePtr n = hj_pdf_child(fields, "field"); n != NULL;
	     n = hj_pdf_next(n, "field"))
		numbered |= xmlHasProp(n, (const xmlChar *)"n") != NULL;
	divide(p, g, numbered ? shares : shares + 1, numbered ? 3 : 2);
	r.cells = g_ptr_array_new();
	for (xmlNodePtr n = hj_pdf_child(fields, "field"); n != NULL;
	     n = hj_pdf_next(n, "field"))
		field(&r, n, numbered);
	in_company(p, first);
	if (p->strips->len > first)
		g_array_index(p->strips, struct hj_pdf_strip, first).before =
		    GAP;
	g_ptr_array_unref(r.cells);
}
