/*
 * pdf_own.h: a page as strips, for export/pdf_*.c.
 *
 * Everything becomes strips: bands across the page that are never divided, a
 * line of a paragraph, of the cells of a row, a figure.  Blocks make strips
 * (pdf_block, pdf_table), the sheet deals them to pages and draws them
 * (pdf_sheet).  Lines of one size are all equally high, whatever script is in
 * them, so that the lines of the cells of a row stand beside each other.
 * Measures are points.
 */
#ifndef HJ_EXPORT_PDF_OWN_H
#define HJ_EXPORT_PDF_OWN_H

#include <libxml/tree.h>
#include <librsvg/rsvg.h>
#include <pango/pangocairo.h>

#include "core/base/error.h"

/* A run of text as lines, and what hangs on places in it. */
struct hj_pdf_text {
	PangoLayout *layout;
	GArray *marks; /* struct hj_pdf_mark, in order */
	double size; /* of its letters */
	double width;
	bool right, grey, red;
};
struct hj_pdf_mark {
	int at; /* a byte of the text */
	int note; /* the footnote there, counted from 0; -1: space to write in */
};

/* One line of a text, in a strip. */
struct hj_pdf_piece {
	const struct hj_pdf_text *text;
	int line;
	double x, y; /* of its top, from the corner of the strip */
};

/* A box around cells, drawn behind them. */
struct hj_pdf_grid {
	GArray *edges; /* double: where the columns begin, and the right end */
	bool lines; /* between the columns as well */
	size_t head, nhead; /* strips that each page begins with */
};

struct hj_pdf_strip {
	double before; /* space above, but at the top of a page */
	double height;
	bool keep; /* on one page with the next */
	bool fresh; /* on a new page */
	GArray *pieces; /* struct hj_pdf_piece */
	GArray *notes; /* int */
	/* Of a table: where in the row it is, and what lies behind it. */
	struct hj_pdf_grid *grid;
	size_t columns; /* of the row; the last reaches to the edge */
	bool first, last;
	double shade; /* 1: white */
	/* A figure, or a heading for the outline. */
	RsvgHandle *svg;
	double svg_x, svg_w;
	int level;
	char *heading;
};

struct hj_pdf {
	cairo_surface_t *surface;
	cairo_t *cairo;
	double width, height; /* of the paper */
	double margin, measure; /* at the side; between the sides */
	double top, bottom; /* where strips may stand */
	PangoLanguage *language;
	struct hj_pdf_text *banner; /* or NULL */
	GArray *strips; /* struct hj_pdf_strip */
	GPtrArray *texts; /* all of them, owned */
	GPtrArray *grids; /* owned */
	GPtrArray *notes; /* struct hj_pdf_text, in order; not owned */
	char missing[5]; /* the script of a letter without a font, or "" */
	bool bad; /* a figure that is none */
};

#define HJ_PDF_BODY 10.0
#define HJ_PDF_CELL 9.0
#define HJ_PDF_SMALL 8.5

static inline double
hj_pdf_line(double size)
{
	return size * 1.42;
}

/* ---- pdf_text.c ---- */

struct hj_pdf_look {
	double size, width;
	bool bold, right, grey, red;
};

/* The text of these nodes; with `rows` each of them is a line of its own, and an
 * empty one is space to write in. */
struct hj_pdf_text *hj_pdf_text(struct hj_pdf *p, xmlNodePtr of, bool rows,
    const struct hj_pdf_look *look);
struct hj_pdf_text *hj_pdf_words(struct hj_pdf *p, const char *words,
    const struct hj_pdf_look *look);
/* Are there letters without a font in a text that somebody else draws? */
void hj_pdf_check(struct hj_pdf *p, const char *words);
int hj_pdf_lines(const struct hj_pdf_text *t);
/* A line with its top at x, y. */
void hj_pdf_draw_line(cairo_t *c, const struct hj_pdf_text *t, int line,
    double x, double y);
void hj_pdf_text_free(void *text);

/* ---- pdf_block.c ---- */

struct hj_pdf_strip *hj_pdf_strip(struct hj_pdf *p, double height);
/* The line into the strip, and the footnotes that it mentions. */
void hj_pdf_place(struct hj_pdf_strip *s, const struct hj_pdf_text *t, int line,
    double x, double y);
void hj_pdf_blocks(struct hj_pdf *p, xmlNodePtr page);

/* ---- pdf_table.c ---- */

void hj_pdf_table(struct hj_pdf *p, xmlNodePtr table);
void hj_pdf_fields(struct hj_pdf *p, xmlNodePtr fields);
void hj_pdf_grid_free(void *grid);

/* ---- pdf_sheet.c ---- */

void hj_pdf_sheets(struct hj_pdf *p);

/* ---- what all of them ask of XML ---- */

static inline bool
hj_pdf_is(xmlNodePtr n, const char *name)
{
	return n->type == XML_ELEMENT_NODE &&
	    xmlStrEqual(n->name, (const xmlChar *)name);
}

static inline bool
hj_pdf_says(xmlNodePtr n, const char *attr, const char *value)
{
	xmlChar *v = xmlGetNoNsProp(n, (const xmlChar *)attr);
	bool same = v != NULL && xmlStrEqual(v, (const xmlChar *)value);

	xmlFree(v);
	return same;
}

static inline xmlNodePtr
hj_pdf_child(xmlNodePtr of, const char *name)
{
	xmlNodePtr n = of != NULL ? of->children : NULL;

	while (n != NULL && !hj_pdf_is(n, name))
		n = n->next;
	return n;
}

static inline xmlNodePtr
hj_pdf_next(xmlNodePtr n, const char *name)
{
	do
		n = n->next;
	while (n != NULL && !hj_pdf_is(n, name));
	return n;
}

#endif
