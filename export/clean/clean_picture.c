#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "core/file/mediatype.h"
#include "export/clean/clean.h"
#include "export/clean/clean_own.h"

struct measure {
	bool large;
};

/* Called when the size is known and nothing of it is in memory yet. */
static void
measure(GdkPixbufLoader *loader, int width, int height, struct measure *m)
{
	if ((uint64_t)width * (uint64_t)height <= HJ_CLEAN_PIXELS)
		return;
	m->large = true;
	gdk_pixbuf_loader_set_size(loader, 1, 1);
}

static GdkPixbuf *
load(const char *type, const uint8_t *p, size_t n, struct measure *m)
{
	GdkPixbufLoader *loader =
	    gdk_pixbuf_loader_new_with_mime_type(type, NULL);
	GdkPixbuf *picture = NULL;
	bool ok;

	if (loader == NULL)
		return NULL;
	g_signal_connect(loader, "size-prepared", G_CALLBACK(measure), m);
	ok = gdk_pixbuf_loader_write(loader, p, n, NULL) != 0;
	/* To be closed after an error too. */
	ok = gdk_pixbuf_loader_close(loader, NULL) != 0 && ok;
	if (ok && (picture = gdk_pixbuf_loader_get_pixbuf(loader)) != NULL)
		/* The right way up: how the telephone was held is not kept. */
		picture = gdk_pixbuf_apply_embedded_orientation(picture);
	g_object_unref(loader);
	return picture;
}

/* What is fully transparent may hold another picture in its colours. */
static void
blacken(GdkPixbuf *picture)
{
	uint8_t *row = gdk_pixbuf_get_pixels(picture);
	int width = gdk_pixbuf_get_width(picture);

	if (!gdk_pixbuf_get_has_alpha(picture))
		return;
	for (int y = 0; y < gdk_pixbuf_get_height(picture); y++) {
		for (int x = 0; x < width; x++)
			if (row[4 * x + 3] == 0)
				memset(row + 4 * x, 0, 4);
		row += gdk_pixbuf_get_rowstride(picture);
	}
}

static int
save(GdkPixbuf *picture, bool jpeg, struct hj_buf *out)
{
	struct hj_error err = HJ_ERROR;
	gchar *bytes = NULL;
	gsize n = 0;
	bool ok = jpeg
	    ? gdk_pixbuf_save_to_buffer(picture, &bytes, &n, "jpeg", NULL,
		  "quality", "95", NULL)
	    : gdk_pixbuf_save_to_buffer(picture, &bytes, &n, "png", NULL, NULL);
	int rc = HJ_CLEAN_OK;

	if (!ok)
		rc = HJ_CLEAN_SYSTEM;
	else if (hj_buf_add(out, bytes, n, &err) != HJ_OK)
		rc = err.code == HJ_ELIMIT ? HJ_CLEAN_LARGE : HJ_CLEAN_SYSTEM;
	g_free(bytes);
	return rc;
}

int
hj_clean_picture(const char *type, const uint8_t *p, size_t n,
    struct hj_buf *out)
{
	struct measure m = { .large = false };
	GdkPixbuf *picture = load(type, p, n, &m);
	int rc;

	if (m.large)
		rc = HJ_CLEAN_LARGE;
	else if (picture == NULL)
		rc = HJ_CLEAN_BROKEN;
	else {
		blacken(picture);
		rc = save(picture, strcmp(type, HJ_TYPE_JPEG) == 0, out);
	}
	if (picture != NULL)
		g_object_unref(picture);
	return rc;
}
