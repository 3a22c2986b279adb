/* A clean copy of a picture or a PDF has in it what can be seen, and nothing
 * else; made by the confined program. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <poppler.h>

#include "core/file/mediatype.h"
#include "tests/unit/clean.h"
#include "tests/unit/pictures.h"

#define WIDE 40
#define HIGH 20

/* Red on the left, blue on the right. */
static GdkPixbuf *
picture(bool alpha)
{
	GdkPixbuf *p = gdk_pixbuf_new(GDK_COLORSPACE_RGB, alpha, 8, WIDE, HIGH);

	gdk_pixbuf_fill(p, 0x0000ffff);
	for (int y = 0; y < HIGH; y++)
		for (int x = 0; x < WIDE / 2; x++) {
			uint8_t *at = gdk_pixbuf_get_pixels(p) +
			    y * gdk_pixbuf_get_rowstride(p) +
			    x * (alpha ? 4 : 3);

			at[0] = 0xff;
			at[2] = 0;
		}
	return p;
}

static void
add(struct hj_buf *to, const void *p, size_t n)
{
	struct hj_error err = HJ_ERROR;

	assert_int_equal(hj_buf_add(to, p, n, &err), HJ_OK);
}

static void
save(GdkPixbuf *p, const char *type, struct hj_buf *to)
{
	gchar *bytes = NULL;
	gsize n = 0;

	assert_true(gdk_pixbuf_save_to_buffer(p, &bytes, &n, type, NULL, NULL));
	add(to, bytes, n);
	g_free(bytes);
	g_object_unref(p);
}

/* As a telephone would leave it: an Exif block with orientation 6 (held
 * upright) and the words that must go, a comment, and more behind the end. */
static void
photograph(struct hj_buf *to)
{
	static const uint8_t exif[] = "\xff\xe1\0\x3a"
				      "Exif\0\0MM\0*\0\0\0\10\0\2"
				      "\1\x12\0\3\0\0\0\1\0\6\0\0"
				      "\1\x31\0\2\0\0\0\4SEC\0"
				      "\0\0\0\0"
				      "SECRET-GPS\0\0";
	static const uint8_t comment[] = "\xff\xfe\0\x10SECRET-COMMENT";
	struct hj_buf plain = HJ_BUF(HJ_CLEAN_MAX);

	save(picture(false), "jpeg", &plain);
	add(to, plain.data, 2);
	add(to, exif, sizeof(exif) - 1);
	add(to, comment, sizeof(comment) - 1);
	add(to, plain.data + 2, plain.len - 2);
	add(to, "SECRET-BEHIND", 13);
	hj_buf_clear(&plain);
}

static GdkPixbuf *
open_picture(const struct hj_buf *b, const char *type)
{
	GdkPixbufLoader *l = gdk_pixbuf_loader_new_with_type(type, NULL);
	GdkPixbuf *p;

	assert_true(gdk_pixbuf_loader_write(l, b->data, b->len, NULL));
	assert_true(gdk_pixbuf_loader_close(l, NULL));
	p = g_object_ref(gdk_pixbuf_loader_get_pixbuf(l));
	g_object_unref(l);
	return p;
}

static void
a_photograph_keeps_its_pixels_only(void **state)
{
	struct hj_buf in = HJ_BUF(HJ_CLEAN_MAX), out = HJ_BUF(HJ_CLEAN_MAX);
	GdkPixbuf *p;
	const uint8_t *top, *bottom;

	(void)state;
	photograph(&in);
	assert_true(clean_test_holds(&in, "SECRET-GPS"));
	clean_test_copy(&in, &out);
	assert_string_equal(hj_mediatype(out.data, out.len, NULL),
	    HJ_TYPE_JPEG);
	assert_false(clean_test_holds(&out, "SECRET"));
	assert_false(clean_test_holds(&out, "Exif"));
	p = open_picture(&out, "jpeg");
	/* Orientation 6: what was left is above now. */
	assert_int_equal(gdk_pixbuf_get_width(p), HIGH);
	assert_int_equal(gdk_pixbuf_get_height(p), WIDE);
	top = gdk_pixbuf_get_pixels(p);
	bottom = top + (WIDE - 1) * gdk_pixbuf_get_rowstride(p);
	assert_true(top[0] > 200 && top[2] < 60);
	assert_true(bottom[0] < 60 && bottom[2] > 200);
	g_object_unref(p);
	hj_buf_clear(&in);
	hj_buf_clear(&out);
}

static void
what_is_transparent_hides_nothing(void **state)
{
	struct hj_buf in = HJ_BUF(HJ_CLEAN_MAX), out = HJ_BUF(HJ_CLEAN_MAX);
	GdkPixbuf *p = picture(true);

	(void)state;
	gdk_pixbuf_get_pixels(p)[3] = 0; /* a red one */
	save(p, "png", &in);
	add(&in, "SECRET-BEHIND", 13);
	clean_test_copy(&in, &out);
	assert_false(clean_test_holds(&out, "SECRET"));
	p = open_picture(&out, "png");
	assert_int_equal(gdk_pixbuf_get_pixels(p)[0], 0);
	assert_int_equal(gdk_pixbuf_get_pixels(p)[4], 0xff);
	g_object_unref(p);
	hj_buf_clear(&in);
	hj_buf_clear(&out);
}

static cairo_status_t
write_pdf(void *to, const unsigned char *p, unsigned n)
{
	add(to, p, n);
	return CAIRO_STATUS_SUCCESS;
}

/* Two pages; on the first a name under a black bar. */
static void
paper(struct hj_buf *to)
{
	cairo_surface_t *s =
	    cairo_pdf_surface_create_for_stream(write_pdf, to, 200, 100);
	cairo_t *pen = cairo_create(s);

	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_AUTHOR,
	    "SECRET-AUTHOR");
	cairo_set_font_size(pen, 12);
	cairo_move_to(pen, 20, 50);
	cairo_show_text(pen, "SECRET-NAME");
	cairo_rectangle(pen, 0, 30, 200, 40);
	cairo_fill(pen);
	cairo_show_page(pen);
	cairo_move_to(pen, 20, 50);
	cairo_show_text(pen, "page two");
	cairo_show_page(pen);
	cairo_destroy(pen);
	cairo_surface_destroy(s);
}

static char *
text_of(const struct hj_buf *pdf, int *pages)
{
	GBytes *bytes = g_bytes_new_static(pdf->data, pdf->len);
	PopplerDocument *d = poppler_document_new_from_bytes(bytes, NULL, NULL);
	PopplerPage *page;
	char *text;

	assert_non_null(d);
	*pages = poppler_document_get_n_pages(d);
	page = poppler_document_get_page(d, 0);
	text = poppler_page_get_text(page);
	g_object_unref(page);
	g_object_unref(d);
	g_bytes_unref(bytes);
	return text;
}

static void
nothing_is_left_under_a_black_bar(void **state)
{
	struct hj_buf in = HJ_BUF(HJ_CLEAN_MAX), out = HJ_BUF(HJ_CLEAN_MAX);
	struct hj_buf again = HJ_BUF(HJ_CLEAN_MAX);
	int pages;
	char *text;

	(void)state;
	paper(&in);
	text = text_of(&in, &pages);
	assert_non_null(strstr(text, "SECRET-NAME"));
	g_free(text);
	clean_test_copy(&in, &out);
	text = text_of(&out, &pages);
	assert_string_equal(text, "");
	assert_int_equal(pages, 2);
	g_free(text);
	assert_false(clean_test_holds(&out, "SECRET"));
	assert_false(clean_test_holds(&out, "CreationDate"));
	clean_test_copy(&in, &again);
	assert_int_equal(out.len, again.len);
	assert_memory_equal(out.data, again.data, out.len);
	hj_buf_clear(&in);
	hj_buf_clear(&out);
	hj_buf_clear(&again);
}

/* The copy of a page is a picture of it, so that nothing of the pictures in it
 * comes along. */
static void
a_picture_in_a_pdf_leaves_without_what_it_says(void **state)
{
	struct hj_buf in = HJ_BUF(HJ_CLEAN_MAX), out = HJ_BUF(HJ_CLEAN_MAX);
	struct hj_buf jpeg = HJ_BUF(HJ_CLEAN_MAX);

	(void)state;
	picture_jpeg(&jpeg, "SECRET-EXIF", "<x>SECRET-XMP</x>", "SECRET-NOTE");
	for (int shown = 0; shown < 2; shown++) {
		hj_buf_reset(&in);
		hj_buf_reset(&out);
		picture_pdf(&in, "/DCTDecode", shown != 0, &jpeg);
		assert_true(clean_test_holds(&in, "SECRET-EXIF"));
		clean_test_copy(&in, &out);
		assert_false(clean_test_holds(&out, "SECRET"));
		assert_false(clean_test_holds(&out, "Exif"));
	}
	hj_buf_clear(&in);
	hj_buf_clear(&out);
	hj_buf_clear(&jpeg);
}

static void
what_cannot_be_cleaned_is_refused(void **state)
{
	static const struct {
		const char *bytes;
		enum hj_code code;
	} files[] = {
		{ "just words", HJ_EREFUSED },
		{ "", HJ_EREFUSED },
		{ "GIF89a\1\1", HJ_EREFUSED },
		{ "\xff\xd8\xff\xe0 no picture", HJ_EINVAL },
		{ "\x89PNG\r\n\x1a\n no picture", HJ_EINVAL },
		{ "%PDF-1.7 no pages", HJ_EINVAL },
		{ "PK\3\4 no archive", HJ_EINVAL },
	};

	(void)state;
	for (size_t i = 0; i < HJ_LEN(files); i++) {
		struct hj_buf in = HJ_BUF(HJ_CLEAN_MAX);

		add(&in, files[i].bytes, strlen(files[i].bytes));
		assert_int_equal(clean_test_refusal(&in), files[i].code);
		hj_buf_clear(&in);
	}
}

/* 30,000 by 30,000 pixels in a few bytes. */
static void
a_picture_too_large_is_refused_before_it_is_opened(void **state)
{
	static const uint8_t head[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
				      "\0\0\x75\x30\0\0\x75\x30\10\2\0\0\0"
				      "\xe9\x45\x6f\xed"
				      "\0\0\0\0IDAT\x35\xaf\x06\x1e";
	struct hj_buf in = HJ_BUF(HJ_CLEAN_MAX);

	(void)state;
	add(&in, head, sizeof(head) - 1);
	assert_int_equal(clean_test_refusal(&in), HJ_ELIMIT);
	hj_buf_clear(&in);
}

/* What the libraries keep to the end looks like a leak. */
static int
forget_fonts(void **state)
{
	(void)state;
	cairo_debug_reset_static_data();
	FcFini();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_photograph_keeps_its_pixels_only),
		cmocka_unit_test(what_is_transparent_hides_nothing),
		cmocka_unit_test(nothing_is_left_under_a_black_bar),
		cmocka_unit_test(a_picture_in_a_pdf_leaves_without_what_it_says),
		cmocka_unit_test(what_cannot_be_cleaned_is_refused),
		cmocka_unit_test(
		    a_picture_too_large_is_refused_before_it_is_opened),
	};

	clean_test_program();
	return cmocka_run_group_tests(tests, NULL, forget_fonts);
}
