#include "export/page/pdf_own.h"

#define GAP 6.0 /* below a paragraph */
#define INDENT 18.0 /* of an item, of a quotation */

struct hj_pdf_strip *
hj_pdf_strip(struct hj_pdf *p, double height)
{
	struct hj_pdf_strip s = { .height = height, .shade = 1 };

	s.pieces = g_array_new(FALSE, FALSE, sizeof(struct hj_pdf_piece));
	s.notes = g_array_new(FALSE, FALSE, sizeof(int));
	g_array_append_val(p->strips, s);
	return &g_array_index(p->strips, struct hj_pdf_strip,
	    p->strips->len - 1);
}

void
hj_pdf_place(struct hj_pdf_strip *s, const struct hj_pdf_text *t, int line,
    double x, double y)
{
	const struct hj_pdf_piece piece = { t, line, x, y };

	g_array_append_val(s->pieces, piece);
	for (guint i = 0; i < t->marks->len; i++) {
		const struct hj_pdf_mark *m =
		    &g_array_index(t->marks, struct hj_pdf_mark, i);
		int on, at;

		pango_layout_index_to_line_x(t->layout, m->at, FALSE, &on, &at);
		if (m->note >= 0 && on == line)
			g_array_append_val(s->notes, m->note);
	}
}

/* A strip a line; neither its first nor its last line stands alone. */
static void
paragraph(struct hj_pdf *p, const struct hj_pdf_text *t, double x,
    double before)
{
	int n = hj_pdf_lines(t);

	for (int i = 0; i < n; i++) {
		struct hj_pdf_strip *s = hj_pdf_strip(p, hj_pdf_line(t->size));

		s->before = i == 0 ? before : 0;
		s->keep = n > 1 && (i == 0 || i == n - 2);
		hj_pdf_place(s, t, i, x, 0);
	}
}

static void
heading(struct hj_pdf *p, xmlNodePtr h)
{
	static const double sizes[] = { 15, 12, 10.5 };
	int level = hj_pdf_says(h, "level", "1") ? 0
	    : hj_pdf_says(h, "level", "2")       ? 1
						 : 2;
	const struct hj_pdf_look look = { .size = sizes[level],
		.width = p->measure,
		.bold = true };
	struct hj_pdf_text *t = hj_pdf_text(p, h, false, &look);
	struct hj_pdf_strip *s;
	guint first = p->strips->len;

	paragraph(p, t, 0, GAP + (level == 0 ? 2 : 8));
	for (guint i = first; i < p->strips->len; i++)
		g_array_index(p->strips, struct hj_pdf_strip, i).keep = true;
	s = &g_array_index(p->strips, struct hj_pdf_strip, first);
	s->level = level + 1;
	s->heading = g_strdup(pango_layout_get_text(t->layout));
}

static void
words(struct hj_pdf *p, xmlNodePtr n)
{
	bool quote = hj_pdf_says(n, "class", "quote");
	const struct hj_pdf_look look = {
		.size = hj_pdf_says(n, "class", "small") ? HJ_PDF_SMALL
							 : HJ_PDF_BODY,
		.width = p->measure - (quote ? 2 * INDENT : 0),
		.right = hj_pdf_says(n, "class", "right"),
		.grey = hj_pdf_says(n, "class", "about") ||
		    hj_pdf_says(n, "class", "small"),
	};

	paragraph(p, hj_pdf_text(p, n, false, &look), quote ? INDENT : 0, GAP);
}

/* The strip that was made last, on one page with the next. */
static void
keep_last(struct hj_pdf *p)
{
	g_array_index(p->strips, struct hj_pdf_strip, p->strips->len - 1).keep =
	    true;
}

/* Neither the first nor the last item of a list stands on a page alone. */
static void
list(struct hj_pdf *p, xmlNodePtr of)
{
	const struct hj_pdf_look look = { .size = HJ_PDF_BODY,
		.width = p->measure - INDENT };
	bool ordered = hj_pdf_says(of, "ordered", "yes");
	int number = 0;

	for (xmlNodePtr n = hj_pdf_child(of, "item"), next; n != NULL;
	     n = next) {
		guint first = p->strips->len;
		char sign[16];

		(void)g_snprintf(sign, sizeof(sign), ordered ? "%d." : "•",
		    ++number);
		paragraph(p, hj_pdf_text(p, n, false, &look), INDENT,
		    number == 1 ? GAP : GAP / 3);
		hj_pdf_place(&g_array_index(p->strips, struct hj_pdf_strip,
				 first),
		    hj_pdf_words(p, sign, &look), 0, ordered ? 2 : 6, 0);
		next = hj_pdf_next(n, "item");
		if (next != NULL &&
		    (number == 1 || hj_pdf_next(next, "item") == NULL))
			keep_last(p);
	}
}

/* Letters that librsvg would draw as empty boxes. */
static void
check_letters(struct hj_pdf *p, xmlNodePtr svg)
{
	xmlChar *text = xmlNodeGetContent(svg);

	if (text != NULL)
		hj_pdf_check(p, (const char *)text);
	xmlFree(text);
}

static RsvgHandle *
parse(xmlNodePtr svg)
{
	xmlDocPtr doc = xmlNewDoc((const xmlChar *)"1.0");
	RsvgHandle *handle = NULL;
	xmlChar *bytes = NULL;
	int n = 0;

	xmlDocSetRootElement(doc, xmlDocCopyNode(svg, doc, 1));
	xmlDocDumpMemory(doc, &bytes, &n);
	if (bytes != NULL)
		handle = rsvg_handle_new_from_data(bytes, (gsize)n, NULL);
	xmlFree(bytes);
	xmlFreeDoc(doc);
	return handle;
}

/* As wide as the text, but never higher than a page under a heading. */
static void
figure(struct hj_pdf *p, xmlNodePtr n)
{
	double highest = p->bottom - p->top - 60, height;
	xmlNodePtr drawing = hj_pdf_child(n, "svg");
	RsvgHandle *svg = drawing != NULL ? parse(drawing) : NULL;
	RsvgRectangle box = { 0 };
	struct hj_pdf_strip *s;
	gboolean sized = FALSE;

	if (svg != NULL)
		rsvg_handle_get_intrinsic_dimensions(svg, NULL, NULL, NULL,
		    NULL, &sized, &box);
	if (!sized || box.width <= 0 || box.height <= 0) {
		p->bad = true;
		g_clear_object(&svg);
		return;
	}
	check_letters(p, drawing);
	height = p->measure * box.height / box.width;
	s = hj_pdf_strip(p, height < highest ? height : highest);
	s->before = GAP;
	s->svg = svg;
	s->svg_w = s->height * box.width / box.height;
	s->svg_x = (p->measure - s->svg_w) / 2;
}

void
hj_pdf_blocks(struct hj_pdf *p, xmlNodePtr page)
{
	bool fresh = false;

	for (xmlNodePtr n = page->children; n != NULL; n = n->next) {
		guint first = p->strips->len;

		if (hj_pdf_is(n, "h"))
			heading(p, n);
		else if (hj_pdf_is(n, "p"))
			words(p, n);
		else if (hj_pdf_is(n, "fields"))
			hj_pdf_fields(p, n);
		else if (hj_pdf_is(n, "table"))
			hj_pdf_table(p, n);
		else if (hj_pdf_is(n, "list"))
			list(p, n);
		else if (hj_pdf_is(n, "figure"))
			figure(p, n);
		else if (hj_pdf_is(n, "break"))
			fresh = true;
		if (fresh && p->strips->len > first) {
			g_array_index(p->strips, struct hj_pdf_strip, first)
			    .fresh = true;
			fresh = false;
		}
	}
}
