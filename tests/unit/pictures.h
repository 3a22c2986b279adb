/*
 * pictures.h: small pictures that say more than they show, for tests.  The
 * pixels are none: nothing here decodes them.
 */
#ifndef HJ_TESTS_PICTURES_H
#define HJ_TESTS_PICTURES_H

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "core/base/buf.h"

static inline void
picture_add(struct hj_buf *b, const void *p, size_t n)
{
	struct hj_error err = HJ_ERROR;

	assert_int_equal(hj_buf_add(b, p, n, &err), HJ_OK);
}

static inline void
picture_u16(struct hj_buf *b, size_t v)
{
	const uint8_t p[] = { (uint8_t)(v >> 8), (uint8_t)v };

	picture_add(b, p, sizeof(p));
}

/* Marker, length and what is in it. */
static inline void
picture_segment(struct hj_buf *b, uint8_t kind, const char *head, size_t n,
    const char *text)
{
	const uint8_t mark[] = { 0xff, kind };

	picture_add(b, mark, sizeof(mark));
	picture_u16(b, 2 + n + strlen(text));
	picture_add(b, head, n);
	picture_add(b, text, strlen(text));
}

/* Exif of one row, which leads to the place, and a text behind it. */
#define PICTURE_EXIF                                                           \
	"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0"
#define PICTURE_XMP "http://ns.adobe.com/xap/1.0/\0"

static inline void
picture_jpeg(struct hj_buf *b, const char *exif, const char *xmp,
    const char *comment)
{
	picture_add(b, "\xff\xd8", 2);
	picture_segment(b, 0xe0, "JFIF\0\1\1\0\0\1\0\1\0\0", 14, "");
	if (exif != NULL)
		picture_segment(b, 0xe1, PICTURE_EXIF, sizeof(PICTURE_EXIF) - 1,
		    exif);
	if (xmp != NULL)
		picture_segment(b, 0xe1, PICTURE_XMP, sizeof(PICTURE_XMP) - 1,
		    xmp);
	if (comment != NULL)
		picture_segment(b, 0xfe, "", 0, comment);
	picture_segment(b, 0xda, "\1\1\0\0\x3f\0", 6, "pixels");
	picture_add(b, "\xff\xd9", 2);
}

static inline void
picture_chunk(struct hj_buf *b, const char *name, const char *p, size_t n)
{
	picture_u16(b, 0);
	picture_u16(b, n);
	picture_add(b, name, 4);
	picture_add(b, p, n);
	picture_add(b, "\0\0\0\0", 4);
}

static inline void
picture_png(struct hj_buf *b, const char *text)
{
	picture_add(b, "\x89PNG\r\n\x1a\n", 8);
	picture_chunk(b, "IHDR", "\0\0\0\1\0\0\0\1\x08\0\0\0\0", 13);
	if (text != NULL)
		picture_chunk(b, "tEXt", text, strlen(text));
	picture_chunk(b, "IDAT", "pixels", 6);
	picture_chunk(b, "IEND", "", 0);
}

static inline void
picture_line(struct hj_buf *b, const char *line)
{
	picture_add(b, line, strlen(line));
}

/* A PDF of one empty page with a stream in it; filter: "/DCTDecode", say; shown:
 * the page refers to it. */
static inline void
picture_pdf(struct hj_buf *b, const char *filter, bool shown,
    const struct hj_buf *stream)
{
	char line[256];

	picture_line(b,
	    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
	    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
	    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]"
	    "/Resources<</XObject<<");
	picture_line(b, shown ? "/I 4 0 R" : "");
	picture_line(b, ">>>>/Contents 5 0 R>>endobj\n");
	(void)snprintf(line, sizeof(line),
	    "4 0 obj<</Type/XObject/Subtype/Image/Width 1/Height 1"
	    "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter%s/Length %zu>>\n"
	    "stream\n",
	    filter, stream->len);
	picture_line(b, line);
	picture_add(b, stream->data, stream->len);
	picture_line(b,
	    "\nendstream\nendobj\n5 0 obj<</Length 0>>\nstream\n\nendstream\nendobj\n"
	    "trailer<</Root 1 0 R/Size 6>>\n%%EOF\n");
}

#endif
