#include <cairo.h>
#include <librsvg/rsvg.h>

#include "export/page/picture.h"

#define WIDTH 2000
#define HIGHEST 8000

struct writing {
	struct hj_buf *to;
	struct hj_error *err;
};

static cairo_status_t
put(void *to, const unsigned char *p, unsigned n)
{
	struct writing *w = to;

	return hj_buf_add(w->to, p, n, w->err) == HJ_OK
	    ? CAIRO_STATUS_SUCCESS
	    : CAIRO_STATUS_WRITE_ERROR;
}

static int
draw(RsvgHandle *svg, const RsvgRectangle *area, struct writing *w)
{
	cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24,
	    (int)area->width, (int)area->height);
	cairo_t *c = cairo_create(s);
	int rc = HJ_OK;

	cairo_set_source_rgb(c, 1, 1, 1);
	cairo_paint(c);
	if (!rsvg_handle_render_document(svg, c, area, NULL))
		rc = hj_fail(w->err, HJ_EINVAL, "a drawing cannot be drawn");
	else if (cairo_surface_write_to_png_stream(s, put, w) !=
		CAIRO_STATUS_SUCCESS &&
	    (rc = (int)w->err->code) == HJ_OK)
		rc = hj_fail(w->err, HJ_ENOMEM, "out of memory");
	cairo_destroy(c);
	cairo_surface_destroy(s);
	return rc;
}

int
hj_picture_png(const uint8_t *p, size_t n, struct hj_buf *to,
    struct hj_error *err)
{
	RsvgHandle *svg = rsvg_handle_new_from_data(p, n, NULL);
	RsvgRectangle box = { 0 }, area = { .width = WIDTH };
	struct writing w = { .to = to, .err = err };
	size_t before = to->len;
	gboolean sized = FALSE;
	int rc = HJ_OK;

	if (svg == NULL)
		return hj_fail(err, HJ_EINVAL, "a drawing is no SVG");
	rsvg_handle_get_intrinsic_dimensions(svg, NULL, NULL, NULL, NULL,
	    &sized, &box);
	if (sized && box.width > 0)
		area.height = WIDTH * box.height / box.width;
	if (area.height < 1 || area.height > HIGHEST)
		rc = hj_fail(err, HJ_EINVAL, "a drawing has no size");
	else
		rc = draw(svg, &area, &w);
	g_object_unref(svg);
	if (rc != HJ_OK)
		to->len = before;
	return rc;
}
