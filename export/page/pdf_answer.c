#include <string.h>

#include <cairo-pdf.h>
#include <libxml/parser.h>
#include <qpdf/qpdf-c.h>

#include "export/page/glyph.h"
#include "export/page/pdf.h"
#include "export/page/pdf_own.h"
#include "export/render/errand.h"

#define SHORT 595.28 /* of A4, in points */
#define LONG 841.89
#define MARGIN 56.7
#define FOOT 68.0

struct writing {
	struct hj_buf *to;
	struct hj_error err;
};

static cairo_status_t
write_bytes(void *to, const unsigned char *p, unsigned n)
{
	struct writing *w = to;

	return hj_buf_add(w->to, p, n, &w->err) == HJ_OK
	    ? CAIRO_STATUS_SUCCESS
	    : CAIRO_STATUS_WRITE_ERROR;
}

static char *
attr(xmlNodePtr n, const char *name)
{
	xmlChar *v = xmlGetNoNsProp(n, (const xmlChar *)name);
	char *copy = g_strdup(v != NULL ? (const char *)v : "");

	xmlFree(v);
	return copy;
}

static void
strip_clear(void *strip)
{
	struct hj_pdf_strip *s = strip;

	g_array_unref(s->pieces);
	g_array_unref(s->notes);
	g_clear_object(&s->svg);
	g_free(s->heading);
}

static void
begin(struct hj_pdf *p, xmlNodePtr page, struct writing *w)
{
	bool across = hj_pdf_says(page, "across", "yes");
	char *lang = attr(page, "lang"), *title = attr(page, "title");

	p->width = across ? LONG : SHORT;
	p->height = across ? SHORT : LONG;
	p->margin = MARGIN;
	p->measure = p->width - 2 * MARGIN;
	p->top = MARGIN;
	p->bottom = p->height - FOOT;
	p->language = pango_language_from_string(lang);
	p->surface = cairo_pdf_surface_create_for_stream(write_bytes, w,
	    p->width, p->height);
	cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_TITLE,
	    title);
	/* Else it would be now. */
	cairo_pdf_surface_set_metadata(p->surface,
	    CAIRO_PDF_METADATA_CREATE_DATE, "");
	p->cairo = cairo_create(p->surface);
	p->strips = g_array_new(FALSE, FALSE, sizeof(struct hj_pdf_strip));
	g_array_set_clear_func(p->strips, strip_clear);
	p->texts = g_ptr_array_new_with_free_func(hj_pdf_text_free);
	p->grids = g_ptr_array_new_with_free_func(hj_pdf_grid_free);
	p->notes = g_ptr_array_new();
	g_free(lang);
	g_free(title);
}

static void
banner(struct hj_pdf *p, xmlNodePtr page)
{
	struct hj_pdf_look look = { .size = HJ_PDF_CELL,
		.width = p->measure,
		.bold = true,
		.red = true };
	xmlNodePtr n = hj_pdf_child(page, "banner");
	struct hj_pdf_text *first;

	if (n == NULL)
		return;
	p->banner = hj_pdf_text(p, n, false, &look);
	pango_layout_set_alignment(p->banner->layout, PANGO_ALIGN_CENTER);
	/* At the very top too, where it is read first. */
	look.size = HJ_PDF_BODY;
	first = hj_pdf_text(p, n, false, &look);
	for (int i = 0; i < hj_pdf_lines(first); i++)
		hj_pdf_place(hj_pdf_strip(p, hj_pdf_line(first->size)), first,
		    i, 0, 0);
}

static void
end(struct hj_pdf *p)
{
	cairo_destroy(p->cairo);
	cairo_surface_destroy(p->surface);
	g_array_unref(p->strips);
	g_ptr_array_unref(p->texts);
	g_ptr_array_unref(p->grids);
	g_ptr_array_unref(p->notes);
}

static int
draw(xmlNodePtr page, struct hj_buf *to)
{
	struct writing w = { .to = to, .err = HJ_ERROR };
	struct hj_pdf p = { .bad = false };
	int rc = HJ_RENDER_OK;

	begin(&p, page, &w);
	banner(&p, page);
	hj_pdf_blocks(&p, page);
	if (p.bad)
		rc = HJ_RENDER_INPUT;
	else if (p.missing[0] == '\0')
		hj_pdf_sheets(&p);
	cairo_surface_finish(p.surface);
	if (p.missing[0] != '\0')
		rc = hj_glyph_status(p.missing);
	else if (rc == HJ_RENDER_OK &&
	    (p.bad || cairo_surface_status(p.surface) != CAIRO_STATUS_SUCCESS))
		rc = HJ_RENDER_SYSTEM;
	end(&p);
	return rc;
}

/* Cairo writes its name and version, and cannot be told not to. */
static int
make_nameless(const struct hj_buf *drawn, struct hj_buf *to)
{
	qpdf_data q = qpdf_init();
	struct hj_error err = HJ_ERROR;
	int rc = HJ_RENDER_SYSTEM;

	qpdf_silence_errors(q);
	qpdf_set_suppress_warnings(q, QPDF_TRUE);
	if (qpdf_read_memory(q, "page", (const char *)drawn->data, drawn->len,
		NULL) != QPDF_SUCCESS)
		goto out;
	qpdf_set_info_key(q, "/Producer", NULL);
	qpdf_set_info_key(q, "/Creator", NULL);
	if (qpdf_init_write_memory(q) != QPDF_SUCCESS)
		goto out;
	/* A number that follows from the content, not from the time. */
	qpdf_set_deterministic_ID(q, QPDF_TRUE);
	if (qpdf_write(q) == QPDF_SUCCESS &&
	    hj_buf_add(to, qpdf_get_buffer(q), qpdf_get_buffer_length(q),
		&err) == HJ_OK)
		rc = HJ_RENDER_OK;
out:
	qpdf_cleanup(&q);
	return rc;
}

int
hj_pdf_answer(const uint8_t *xml, size_t n, struct hj_buf *to)
{
	struct hj_buf drawn = HJ_BUF(HJ_RENDER_MAX);
	xmlDocPtr doc = n > INT32_MAX
	    ? NULL
	    : xmlReadMemory((const char *)xml, (int)n, NULL, "UTF-8",
		  XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
		      XML_PARSE_NOCDATA);
	xmlNodePtr page = doc != NULL ? xmlDocGetRootElement(doc) : NULL;
	int rc = HJ_RENDER_INPUT;

	if (page != NULL && doc->intSubset == NULL && hj_pdf_is(page, "page"))
		rc = draw(page, &drawn);
	if (rc == HJ_RENDER_OK)
		rc = make_nameless(&drawn, to);
	xmlFreeDoc(doc);
	hj_buf_clear(&drawn);
	return rc;
}
