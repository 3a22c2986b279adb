/*
 * leak_files.h: finished files in which something stands where nobody looks, for
 * the tests of the exposure check.  Each is made of the lines of a text and of
 * one leak in a place of its own.
 */
#ifndef HJ_TESTS_LEAK_FILES_H
#define HJ_TESTS_LEAK_FILES_H

#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>

#include "export/doctext/doctext_own.h"
#include "export/render/zip.h"
#include "pictures.h"

enum carrier {
	HTML_TEXT,
	HTML_COMMENT,
	HTML_ALT, /* what is spoken of a picture */
	DOCX_TEXT,
	DOCX_COMMENT,
	DOCX_STRUCK, /* a change that is tracked */
	DOCX_HEADER,
	DOCX_AUTHOR,
	DOCX_PHOTO, /* what a picture in it says of itself */
	ODT_TEXT,
	ODT_COMMENT,
	ODT_AUTHOR,
	PDF_TEXT,
	PDF_AUTHOR,
	PDF_KEYWORDS,
	TXT_TEXT,
	JPEG_EXIF,
	JPEG_XMP,
	JPEG_COMMENT,
	PNG_TEXT,
	NCARRIERS,
};

static const char *const carrier_words[NCARRIERS] = { "text of HTML",
	"comment of HTML", "picture of HTML", "text of Word", "comment of Word",
	"tracked change of Word", "header of Word", "author of Word",
	"photograph in Word", "text of ODT", "comment of ODT", "author of ODT",
	"text of PDF", "author of PDF", "keywords of PDF", "plain text",
	"Exif of JPEG", "XMP of JPEG", "comment of JPEG", "text of PNG" };

#define LEAK_W                                                                 \
	"xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define LEAK_ODF                                                               \
	"xmlns:o=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""         \
	" xmlns:t=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""          \
	" xmlns:d=\"http://purl.org/dc/elements/1.1/\""

static inline void
leak_put(struct hj_buf *b, const char *form, const char *text)
{
	const char *at = strchr(form, '$');

	picture_add(b, form, (size_t)(at - form));
	picture_add(b, text, strlen(text));
	picture_add(b, at + 1, strlen(at + 1));
}

/* Each line of the text in an element of its own. */
static inline void
leak_lines(struct hj_buf *b, const char *form, const char *text)
{
	char line[512];

	for (const char *p = text, *eol; *p != '\0'; p = eol + 1) {
		eol = strchr(p, '\n');
		(void)snprintf(line, sizeof(line), "%.*s", (int)(eol - p), p);
		leak_put(b, form, line);
	}
}

static inline void
leak_html(enum carrier c, const char *text, const char *leak, struct hj_buf *to)
{
	picture_add(to, "<!DOCTYPE html><html><body>", 27);
	leak_lines(to, "<p>$</p>\n", text);
	leak_put(to,
	    c == HTML_COMMENT   ? "<!-- $ -->"
		: c == HTML_ALT ? "<img alt=\"$\">"
				: "<p>$</p>",
	    leak);
	picture_add(to, "</body></html>", 14);
}

static inline void
leak_part(struct hj_part *p, const char *name, const struct hj_buf *b)
{
	*p = (struct hj_part){ .name = name, .p = b->data, .n = b->len };
}

static inline void
leak_docx(enum carrier c, const char *text, const char *leak, struct hj_buf *to)
{
	static const char *const names[] = { [DOCX_COMMENT] =
						 "word/comments.xml",
		[DOCX_HEADER] = "word/header1.xml",
		[DOCX_AUTHOR] = "docProps/core.xml",
		[DOCX_PHOTO] = "word/media/image1.jpeg" };
	struct hj_buf main = HJ_BUF(HJ_TEXT_MAX), more = HJ_BUF(HJ_TEXT_MAX);
	struct hj_error err = HJ_ERROR;
	struct hj_part part[2];
	const char *p = "<w:p><w:r><w:t>$</w:t></w:r></w:p>";
	size_t n = c == DOCX_TEXT || c == DOCX_STRUCK ? 1 : 2;

	leak_put(&main, "<w:document " LEAK_W "><w:body>$", "");
	leak_lines(&main, p, text);
	if (c == DOCX_TEXT)
		leak_put(&main, p, leak);
	if (c == DOCX_STRUCK)
		leak_put(&main,
		    "<w:p><w:del><w:r><w:delText>$</w:delText></w:r></w:del></w:p>",
		    leak);
	leak_put(&main, "$</w:body></w:document>", "");
	leak_part(&part[0], "word/document.xml", &main);
	if (c == DOCX_AUTHOR)
		leak_put(&more,
		    "<c xmlns:d=\"http://purl.org/dc/elements/1.1/\"><d:creator>$</d:creator></c>",
		    leak);
	else if (c == DOCX_PHOTO)
		picture_jpeg(&more, leak, NULL, NULL);
	else
		leak_put(&more,
		    "<w:x " LEAK_W "><w:p><w:r><w:t>$</w:t></w:r></w:p></w:x>",
		    leak);
	if (n == 2)
		leak_part(&part[1], names[c], &more);
	assert_int_equal(hj_zip_pack(part, n, to, &err), HJ_OK);
	hj_buf_clear(&main);
	hj_buf_clear(&more);
}

static inline void
leak_odt(enum carrier c, const char *text, const char *leak, struct hj_buf *to)
{
	struct hj_buf main = HJ_BUF(HJ_TEXT_MAX), meta = HJ_BUF(HJ_TEXT_MAX);
	struct hj_error err = HJ_ERROR;
	struct hj_part part[2];

	leak_put(&main, "<o:document-content " LEAK_ODF "><o:body><o:text>$",
	    "");
	leak_lines(&main, "<t:p>$</t:p>", text);
	if (c == ODT_TEXT)
		leak_put(&main, "<t:p>$</t:p>", leak);
	if (c == ODT_COMMENT)
		leak_put(&main,
		    "<t:p>x<o:annotation><t:p>$</t:p></o:annotation></t:p>",
		    leak);
	leak_put(&main, "$</o:text></o:body></o:document-content>", "");
	leak_put(&meta,
	    "<o:document-meta " LEAK_ODF
	    "><o:meta><d:creator>$</d:creator></o:meta></o:document-meta>",
	    c == ODT_AUTHOR ? leak : "");
	leak_part(&part[0], "content.xml", &main);
	leak_part(&part[1], "meta.xml", &meta);
	assert_int_equal(hj_zip_pack(part, 2, to, &err), HJ_OK);
	hj_buf_clear(&main);
	hj_buf_clear(&meta);
}

static inline cairo_status_t
leak_write(void *to, const unsigned char *p, unsigned n)
{
	picture_add(to, p, n);
	return CAIRO_STATUS_SUCCESS;
}

static inline void
leak_pdf(enum carrier c, const char *text, const char *leak, struct hj_buf *to)
{
	cairo_surface_t *s =
	    cairo_pdf_surface_create_for_stream(leak_write, to, 595, 842);
	cairo_t *cr = cairo_create(s);
	PangoLayout *l = pango_cairo_create_layout(cr);
	struct hj_buf all = HJ_BUF(HJ_TEXT_MAX);

	leak_put(&all, "$", text);
	if (c == PDF_TEXT)
		leak_put(&all, "$\n", leak);
	pango_layout_set_width(l, 500 * PANGO_SCALE);
	pango_layout_set_text(l, (const char *)all.data, (int)all.len);
	cairo_move_to(cr, 40, 40);
	pango_cairo_show_layout(cr, l);
	if (c == PDF_AUTHOR)
		cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_AUTHOR,
		    leak);
	if (c == PDF_KEYWORDS)
		cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_KEYWORDS,
		    leak);
	g_object_unref(l);
	cairo_destroy(cr);
	cairo_surface_destroy(s);
	hj_buf_clear(&all);
}

static inline void
leak_photo(enum carrier c, const char *leak, struct hj_buf *to)
{
	struct hj_buf xmp = HJ_BUF(HJ_TEXT_MAX);
	struct hj_error err = HJ_ERROR;
	const char *x = NULL;

	leak_put(&xmp, "<x><creator>$</creator></x>", leak);
	assert_int_equal(hj_buf_text(&xmp, &x, &err), HJ_OK);
	if (c == PNG_TEXT)
		picture_png(to, leak);
	else
		picture_jpeg(to, c == JPEG_EXIF ? leak : NULL,
		    c == JPEG_XMP ? x : NULL, c == JPEG_COMMENT ? leak : NULL);
	hj_buf_clear(&xmp);
}

static inline void
leak_file(enum carrier c, const char *text, const char *leak, struct hj_buf *to)
{
	if (c <= HTML_ALT)
		leak_html(c, text, leak, to);
	else if (c <= DOCX_PHOTO)
		leak_docx(c, text, leak, to);
	else if (c <= ODT_AUTHOR)
		leak_odt(c, text, leak, to);
	else if (c <= PDF_KEYWORDS)
		leak_pdf(c, text, leak, to);
	else if (c == TXT_TEXT)
		leak_put(to, "$", text), leak_put(to, "$\n", leak);
	else
		leak_photo(c, leak, to);
}

#endif
