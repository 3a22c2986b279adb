/* What a picture says besides what it shows.  Everybody in it is invented. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <zlib.h>

#include "export/doctext/doctext.h"
#include "tests/unit/page_world.h"
#include "tests/unit/pictures.h"

static int
try_bytes(const void *p, size_t n, struct hj_doctext *t, struct hj_error *err)
{
	char program[PATH_MAX];

	beside("hanji-text", program);
	return hj_doctext_read(program, NULL, NULL, p, n, t, err);
}

static void
has(struct hj_buf *b, const char *what)
{
	if (strstr(text_of(b), what) == NULL)
		fail_msg("no '%s' in:\n%s", what, text_of(b));
}

static void
a_picture_says_where_it_was_taken_and_by_whom(void **state)
{
	static const char xmp[] =
	    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><d:creator xmlns:d=\"http://purl.org/dc/elements/1.1/\">Photographer Four</d:creator></x:xmpmeta>";
	struct hj_buf jpeg = HJ_BUF(HJ_DOCTEXT_MAX);
	struct hj_error err = HJ_ERROR;
	struct hj_doctext t;

	(void)state;
	picture_jpeg(&jpeg, "Telephone Five", xmp, "scanned by Staff Six");
	hj_doctext_init(&t);
	assert_int_equal(try_bytes(jpeg.data, jpeg.len, &t, &err), HJ_OK);
	has(&t.meta, "Exif with the place");
	has(&t.meta, "Telephone Five");
	has(&t.meta, "author: Photographer Four\n");
	has(&t.meta, "scanned by Staff Six");
	assert_true(hj_doctext_is_signed(&t));
	hj_doctext_clear(&t);
	hj_buf_reset(&jpeg);
	picture_png(&jpeg, "Author\0Photographer Four");
	hj_doctext_init(&t);
	assert_int_equal(try_bytes(jpeg.data, jpeg.len, &t, &err), HJ_OK);
	assert_true(hj_doctext_is_signed(&t));
	hj_doctext_clear(&t);
	hj_buf_clear(&jpeg);
}

static void
a_picture_of_pixels_alone_says_nothing(void **state)
{
	struct hj_buf b = HJ_BUF(HJ_DOCTEXT_MAX);
	struct hj_error err = HJ_ERROR;
	struct hj_doctext t;

	(void)state;
	for (int png = 0; png < 2; png++) {
		hj_buf_reset(&b);
		if (png == 1)
			picture_png(&b, NULL);
		else
			picture_jpeg(&b, NULL, NULL, NULL);
		hj_doctext_init(&t);
		assert_int_equal(try_bytes(b.data, b.len, &t, &err), HJ_OK);
		assert_int_equal(t.meta.len, 0);
		assert_false(hj_doctext_is_signed(&t));
		hj_doctext_clear(&t);
		/* What is hidden behind it is. */
		picture_add(&b, "Name Seven", 10);
		hj_doctext_init(&t);
		assert_int_equal(try_bytes(b.data, b.len, &t, &err), HJ_OK);
		has(&t.meta, "Name Seven");
		hj_doctext_clear(&t);
	}
	hj_buf_clear(&b);
}

static void
flate(const struct hj_buf *in, struct hj_buf *out)
{
	uint8_t room[4096];
	uLongf n = sizeof(room);

	assert_int_equal(compress(room, &n, in->data, in->len), Z_OK);
	picture_add(out, room, n);
}

static void
a_picture_in_a_pdf_says_what_it_says_alone(void **state)
{
	static const char xmp[] =
	    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><d:creator xmlns:d=\"http://purl.org/dc/elements/1.1/\">Photographer Four</d:creator></x:xmpmeta>";
	struct hj_buf jpeg = HJ_BUF(HJ_DOCTEXT_MAX),
		      packed = HJ_BUF(HJ_DOCTEXT_MAX),
		      bare = HJ_BUF(HJ_DOCTEXT_MAX),
		      pdf = HJ_BUF(HJ_DOCTEXT_MAX);
	struct hj_error err = HJ_ERROR;
	struct hj_doctext t;

	(void)state;
	picture_jpeg(&jpeg, "Telephone Five", xmp, "scanned by Staff Six");
	picture_jpeg(&bare, NULL, NULL, NULL);
	flate(&jpeg, &packed);
	/* As it is, inside another packing, and where no page shows it. */
	for (int i = 0; i < 4; i++) {
		const struct hj_buf *stream = i % 2 != 0 ? &packed : &jpeg;

		hj_buf_reset(&pdf);
		picture_pdf(&pdf,
		    i % 2 != 0 ? "[/FlateDecode/DCTDecode]" : "/DCTDecode",
		    i < 2, stream);
		hj_doctext_init(&t);
		assert_int_equal(try_bytes(pdf.data, pdf.len, &t, &err), HJ_OK);
		has(&t.meta, "Exif with the place");
		has(&t.meta, "Telephone Five");
		has(&t.meta, "author: Photographer Four\n");
		has(&t.meta, "scanned by Staff Six");
		assert_true(hj_doctext_is_signed(&t));
		hj_doctext_clear(&t);
	}
	/* One of pixels alone says nothing. */
	hj_buf_reset(&pdf);
	picture_pdf(&pdf, "/DCTDecode", true, &bare);
	hj_doctext_init(&t);
	assert_int_equal(try_bytes(pdf.data, pdf.len, &t, &err), HJ_OK);
	assert_int_equal(t.meta.len, 0);
	hj_doctext_clear(&t);
	hj_buf_clear(&jpeg);
	hj_buf_clear(&packed);
	hj_buf_clear(&bare);
	hj_buf_clear(&pdf);
}

static void
words_beside_a_picture_in_a_pdf_are_read(void **state)
{
	static const char xmp[] =
	    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><d:creator xmlns:d=\"http://purl.org/dc/elements/1.1/\">Photographer Four</d:creator></x:xmpmeta>";
	struct hj_buf words = HJ_BUF(HJ_DOCTEXT_MAX),
		      packed = HJ_BUF(HJ_DOCTEXT_MAX),
		      pdf = HJ_BUF(HJ_DOCTEXT_MAX);
	struct hj_error err = HJ_ERROR;
	struct hj_doctext t;

	(void)state;
	picture_line(&words, xmp);
	flate(&words, &packed);
	picture_pdf(&pdf, "/FlateDecode", false, &packed);
	hj_doctext_init(&t);
	assert_int_equal(try_bytes(pdf.data, pdf.len, &t, &err), HJ_OK);
	has(&t.meta, "author: Photographer Four\n");
	hj_doctext_clear(&t);
	hj_buf_clear(&words);
	hj_buf_clear(&packed);
	hj_buf_clear(&pdf);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_picture_says_where_it_was_taken_and_by_whom),
		cmocka_unit_test(a_picture_of_pixels_alone_says_nothing),
		cmocka_unit_test(a_picture_in_a_pdf_says_what_it_says_alone),
		cmocka_unit_test(words_beside_a_picture_in_a_pdf_are_read),
	};

	return cmocka_run_group_tests_name("doctext picture", tests, NULL,
	    NULL);
}
