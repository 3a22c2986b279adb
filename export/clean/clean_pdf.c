#include <math.h>

#include <cairo-pdf.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <poppler.h>

#include "export/clean/clean.h"
#include "export/clean/clean_own.h"

#define DOTS_PER_INCH 200.0
#define POINTS_PER_INCH 72.0
#define SCALE (DOTS_PER_INCH / POINTS_PER_INCH)

struct sink {
	struct hj_buf *out;
	struct hj_error err;
};

static cairo_status_t
write_some(void *to, const unsigned char *p, unsigned n)
{
	struct sink *s = to;

	return hj_buf_add(s->out, p, n, &s->err) == HJ_OK
	    ? CAIRO_STATUS_SUCCESS
	    : CAIRO_STATUS_WRITE_ERROR;
}

/* What is seen on the screen, with every mark laid over the page: without
 * them, what somebody blackened would be readable again. */
static cairo_surface_t *
photograph(PopplerPage *page, double width, double height)
{
	cairo_surface_t *picture =
	    cairo_image_surface_create(CAIRO_FORMAT_RGB24,
		(int)ceil(width * SCALE), (int)ceil(height * SCALE));
	cairo_t *pen = cairo_create(picture);

	cairo_set_source_rgb(pen, 1, 1, 1);
	cairo_paint(pen);
	cairo_scale(pen, SCALE, SCALE);
	poppler_page_render(page, pen);
	cairo_destroy(pen);
	cairo_surface_flush(picture);
	return picture;
}

/* Cairo keeps a pixel as one number of 32 bits, the other as three bytes. */
static void
copy_pixels(cairo_surface_t *from, GdkPixbuf *to)
{
	int width = gdk_pixbuf_get_width(to);
	int height = gdk_pixbuf_get_height(to);

	for (int y = 0; y < height; y++) {
		const uint32_t *in = (const uint32_t *)(const void
			*)(cairo_image_surface_get_data(from) +
		    (size_t)y * (size_t)cairo_image_surface_get_stride(from));
		uint8_t *out = gdk_pixbuf_get_pixels(to) +
		    (size_t)y * (size_t)gdk_pixbuf_get_rowstride(to);

		for (int x = 0; x < width; x++) {
			*out++ = (uint8_t)(in[x] >> 16);
			*out++ = (uint8_t)(in[x] >> 8);
			*out++ = (uint8_t)in[x];
		}
	}
}

/* Stored as JPEG: a page as plain pixels would be ten times as large. */
static bool
compress(cairo_surface_t *picture)
{
	GdkPixbuf *pixels = gdk_pixbuf_new(GDK_COLORSPACE_RGB, FALSE, 8,
	    cairo_image_surface_get_width(picture),
	    cairo_image_surface_get_height(picture));
	gchar *bytes = NULL;
	gsize n = 0;
	bool ok;

	if (pixels == NULL)
		return false;
	copy_pixels(picture, pixels);
	ok = gdk_pixbuf_save_to_buffer(pixels, &bytes, &n, "jpeg", NULL,
	    "quality", "90", NULL);
	g_object_unref(pixels);
	if (ok &&
	    cairo_surface_set_mime_data(picture, CAIRO_MIME_TYPE_JPEG,
		(const unsigned char *)bytes, n, g_free,
		bytes) == CAIRO_STATUS_SUCCESS)
		return true;
	g_free(bytes);
	return false;
}

static int
copy_page(PopplerPage *page, cairo_surface_t *pdf)
{
	double width = 0, height = 0;
	cairo_surface_t *picture;
	cairo_t *pen;
	int rc = HJ_CLEAN_SYSTEM;

	poppler_page_get_size(page, &width, &height);
	/* Also true for what is no number. */
	if (!(width >= 1 && height >= 1))
		return HJ_CLEAN_BROKEN;
	if (!(width * SCALE * height * SCALE <= HJ_CLEAN_PIXELS))
		return HJ_CLEAN_LARGE;
	picture = photograph(page, width, height);
	if (cairo_surface_status(picture) == CAIRO_STATUS_SUCCESS &&
	    compress(picture)) {
		cairo_pdf_surface_set_size(pdf, width, height);
		pen = cairo_create(pdf);
		cairo_scale(pen, 1 / SCALE, 1 / SCALE);
		cairo_set_source_surface(pen, picture, 0, 0);
		cairo_paint(pen);
		cairo_show_page(pen);
		if (cairo_status(pen) == CAIRO_STATUS_SUCCESS)
			rc = HJ_CLEAN_OK;
		cairo_destroy(pen);
	}
	cairo_surface_destroy(picture);
	return rc;
}

static int
copy_pages(PopplerDocument *doc, cairo_surface_t *pdf)
{
	int n = poppler_document_get_n_pages(doc), rc = HJ_CLEAN_OK;

	if (n < 1)
		return HJ_CLEAN_BROKEN;
	if (n > HJ_CLEAN_PAGES)
		return HJ_CLEAN_LARGE;
	for (int i = 0; i < n && rc == HJ_CLEAN_OK; i++) {
		PopplerPage *page = poppler_document_get_page(doc, i);

		if (page == NULL)
			return HJ_CLEAN_BROKEN;
		rc = copy_page(page, pdf);
		g_object_unref(page);
	}
	return rc;
}

int
hj_clean_pdf(const uint8_t *p, size_t n, struct hj_buf *out)
{
	GBytes *bytes = g_bytes_new_static(p, n);
	PopplerDocument *doc =
	    poppler_document_new_from_bytes(bytes, NULL, NULL);
	struct sink sink = { .out = out, .err = HJ_ERROR };
	cairo_surface_t *pdf;
	int rc;

	g_bytes_unref(bytes);
	if (doc == NULL)
		return HJ_CLEAN_BROKEN;
	pdf = cairo_pdf_surface_create_for_stream(write_some, &sink, 1, 1);
	/* Else cairo says when the copy was made. */
	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, "");
	rc = copy_pages(doc, pdf);
	cairo_surface_finish(pdf);
	if (sink.err.code == HJ_ELIMIT)
		rc = HJ_CLEAN_LARGE;
	else if (rc == HJ_CLEAN_OK &&
	    cairo_surface_status(pdf) != CAIRO_STATUS_SUCCESS)
		rc = HJ_CLEAN_SYSTEM;
	cairo_surface_destroy(pdf);
	g_object_unref(doc);
	return rc;
}
