/* A clean copy of a document of an office program: what was struck out, who
 * wrote it and what is hidden is gone, or the document is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>
#include <zip.h>

#include "export/render/zip.h"
#include "tests/unit/clean.h"

#define ODT "application/vnd.oasis.opendocument.text"
#define ODF(body)                                                                 \
	"<office:document-content"                                                \
	" xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"        \
	" xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"            \
	" xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'"         \
	" xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0'"          \
	" xmlns:rs='http://openoffice.org/2009/office'"                           \
	" xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0'" \
	" xmlns:xlink='http://www.w3.org/1999/xlink'"                             \
	" xmlns:dc='http://purl.org/dc/elements/1.1/'>" body                      \
	"</office:document-content>"
#define DOCX(body)                                                                            \
	"<w:document"                                                                         \
	" xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"             \
	" xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'"                    \
	" xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'>" \
	"<w:body>" body "</w:body></w:document>"
#define RELS                                                                   \
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

static struct hj_part
part(const char *name, const char *text, bool stored)
{
	return (struct hj_part){ name, (const uint8_t *)text, strlen(text),
		stored };
}

static void
pack(const struct hj_part *parts, size_t n, struct hj_buf *to)
{
	struct hj_error err = HJ_ERROR;

	if (hj_zip_pack(parts, n, to, &err) != HJ_OK)
		fail_msg("%s", err.text);
}

static void
pack_odt(const char *content, struct hj_buf *to)
{
	const struct hj_part parts[] = { part("mimetype", ODT, true),
		part("content.xml", content, false),
		part("meta.xml", "<SECRET/>", false),
		part("Thumbnails/thumbnail.png", "SECRET", false),
		part("META-INF/manifest.xml",
		    "<m:manifest xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>"
		    "<m:file-entry m:full-path='/'/><m:file-entry m:full-path='content.xml'/>"
		    "<m:file-entry m:full-path='meta.xml'/></m:manifest>",
		    false) };

	pack(parts, HJ_LEN(parts), to);
}

static void
pack_docx(const char *document, struct hj_buf *to)
{
	const struct hj_part parts[] = {
		part("[Content_Types].xml",
		    "<Types xmlns='t'><Default Extension='xml'/>"
		    "<Override PartName='/word/document.xml'/>"
		    "<Override PartName='/docProps/core.xml'/></Types>",
		    false),
		part("word/document.xml", document, false),
		part("word/_rels/document.xml.rels",
		    "<Relationships xmlns='r'>"
		    "<Relationship Id='a' Type='" RELS
		    "comments' Target='comments.xml'/>"
		    "<Relationship Id='b' Type='" RELS
		    "hyperlink' Target='https://www.ohchr.org/' TargetMode='External'/>"
		    "<Relationship Id='c' Type='" RELS
		    "hyperlink' Target='file:///C:/SECRET' TargetMode='External'/>"
		    "<Relationship Id='d' Type='" RELS
		    "image' Target='https://track.example/SECRET.png' TargetMode='External'/>"
		    "<Relationship Id='e' Type='" RELS
		    "customXml' Target='../customXml/item1.xml'/>"
		    "</Relationships>",
		    false),
		part("word/comments.xml", "<SECRET/>", false),
		part("customXml/item1.xml", "<SECRET/>", false),
		part("docProps/core.xml", "<SECRET/>", false),
	};

	pack(parts, HJ_LEN(parts), to);
}

/* All parts of an archive behind one another, and their names. */
static void
unpack(const struct hj_buf *zip, struct hj_buf *to)
{
	struct hj_error err = HJ_ERROR;
	zip_t *z = zip_open_from_source(zip_source_buffer_create(zip->data,
					    zip->len, 0, NULL),
	    ZIP_RDONLY | ZIP_CHECKCONS, NULL);

	assert_non_null(z);
	for (zip_int64_t i = 0; i < zip_get_num_entries(z, 0); i++) {
		zip_file_t *f = zip_fopen_index(z, (zip_uint64_t)i, 0);
		uint8_t piece[4096];
		zip_int64_t n;

		assert_int_equal(hj_buf_printf(to, &err, "[%s]",
				     zip_get_name(z, (zip_uint64_t)i, 0)),
		    HJ_OK);
		while ((n = zip_fread(f, piece, sizeof(piece))) > 0)
			assert_int_equal(hj_buf_add(to, piece, (size_t)n, &err),
			    HJ_OK);
		(void)zip_fclose(f);
	}
	zip_discard(z);
}

typedef void pack_fn(const char *text, struct hj_buf *to);

static void
clean(pack_fn *pack_it, const char *text, struct hj_buf *out)
{
	struct hj_buf in = HJ_BUF(HJ_CLEAN_MAX), zip = HJ_BUF(HJ_CLEAN_MAX);

	hj_buf_reset(out);
	pack_it(text, &in);
	clean_test_copy(&in, &zip);
	unpack(&zip, out);
	hj_buf_clear(&in);
	hj_buf_clear(&zip);
}

static void
parts_that_tell_of_the_author_are_gone(void **state)
{
	struct hj_buf out = HJ_BUF(HJ_CLEAN_MAX);

	(void)state;
	clean(pack_odt, ODF("<text:p>seen</text:p>"), &out);
	assert_true(clean_test_holds(&out, "seen"));
	assert_false(clean_test_holds(&out, "SECRET"));
	assert_false(clean_test_holds(&out, "meta.xml"));
	assert_true(clean_test_holds(&out, "full-path=\"content.xml\""));
	clean(pack_docx, DOCX("<w:p><w:r><w:t>seen</w:t></w:r></w:p>"), &out);
	assert_true(clean_test_holds(&out, "seen"));
	assert_false(clean_test_holds(&out, "SECRET"));
	assert_false(clean_test_holds(&out, "docProps"));
	assert_false(clean_test_holds(&out, "comments.xml"));
	assert_true(clean_test_holds(&out, "https://www.ohchr.org/"));
	hj_buf_clear(&out);
}

/* Each body says SECRET somewhere it does not show, and "seen" where it does:
 * all of the latter stay, in their order. */
static const struct {
	pack_fn *pack;
	const char *text, *stays;
} hidden[] = {
	{ pack_odt,
	    ODF("<text:tracked-changes><text:p>SECRET</text:p></text:tracked-changes>"
		"<text:p rs:rsid='SECRET'>se<text:change text:change-id='SECRET'/>en"
		"<office:annotation><dc:creator>SECRET</dc:creator></office:annotation></text:p>"),
	    ">seen<" },
	{ pack_odt,
	    ODF("<!--SECRET--><?SECRET x?><text:p>by <text:author-name>Ms A</text:author-name> seen</text:p>"),
	    ">by Ms A seen<" },
	{ pack_odt,
	    ODF("<text:p><text:a xlink:href='file:///home/SECRET'>seen</text:a>"
		"<draw:frame draw:name='SECRET'><draw:image xlink:href='https://t.example/SECRET'/></draw:frame></text:p>"),
	    ">seen<" },
	{ pack_docx,
	    DOCX("<w:p w:rsidR='SECRET'><w:r><w:t>se</w:t></w:r>"
		 "<w:del w:author='SECRET'><w:r><w:delText>SECRET</w:delText></w:r></w:del>"
		 "<w:ins w:author='SECRET'><w:r><w:t>en</w:t></w:r></w:ins>"
		 "<w:commentReference w:id='1'/><w:permStart w:ed='SECRET'/></w:p>"),
	    "<w:r><w:t>se</w:t></w:r><w:r><w:t>en</w:t></w:r>" },
	{ pack_docx,
	    DOCX("<w:p><w:r><w:instrText> INCLUDEPICTURE \"C:\\SECRET\" </w:instrText></w:r>"
		 "<w:fldSimple w:instr=' FILENAME \\p SECRET'><w:r><w:t>seen</w:t></w:r></w:fldSimple>"
		 "<w:r><w:instrText> PAGE </w:instrText></w:r></w:p>"),
	    "<w:instrText> PAGE </w:instrText>" },
	{ pack_docx,
	    DOCX("<w:p><wp:docPr id='1' name='SECRET' descr='C:\\SECRET.jpg'/>"
		 "<w:smartTag w:element='x'><w:smartTagPr><w:attr w:val='SECRET'/></w:smartTagPr>"
		 "<w:r><w:t>seen</w:t></w:r></w:smartTag></w:p>"),
	    "/><w:r><w:t>seen</w:t></w:r></w:p>" },
	{ pack_docx,
	    DOCX("<w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>seen</w:t></w:r>"
		 "<a:srcRect l='0'/></w:p>"),
	    "<w:t>seen</w:t>" },
};

static void
what_does_not_show_is_gone_and_the_rest_stays(void **state)
{
	struct hj_buf out = HJ_BUF(HJ_CLEAN_MAX);

	(void)state;
	for (size_t i = 0; i < HJ_LEN(hidden); i++) {
		clean(hidden[i].pack, hidden[i].text, &out);
		if (clean_test_holds(&out, "SECRET") ||
		    !clean_test_holds(&out, hidden[i].stays))
			fail_msg("%zu: %.*s", i, (int)out.len,
			    (const char *)out.data);
	}
	hj_buf_clear(&out);
}

static const struct {
	pack_fn *pack;
	const char *text;
	enum hj_code code;
} refused[] = {
	{ pack_odt,
	    ODF("<text:p><text:hidden-text>x</text:hidden-text></text:p>"),
	    HJ_EREFUSED },
	{ pack_odt, ODF("<style:text-properties text:display='none'/>"),
	    HJ_EREFUSED },
	{ pack_odt, ODF("<text:section text:display='condition'/>"),
	    HJ_EREFUSED },
	{ pack_odt,
	    ODF("<style:graphic-properties fo:clip='rect(0cm, 1.2cm, 0cm, 0cm)'/>"),
	    HJ_EREFUSED },
	{ pack_odt, ODF("<draw:object-ole/>"), HJ_EREFUSED },
	{ pack_odt, "<!DOCTYPE a><a/>", HJ_EINVAL },
	{ pack_odt, "<a>", HJ_EINVAL },
	{ pack_docx,
	    DOCX("<w:r><w:rPr><w:vanish/></w:rPr><w:t>SECRET</w:t></w:r>"),
	    HJ_EREFUSED },
	{ pack_docx, DOCX("<a:srcRect r='12000'/>"), HJ_EREFUSED },
	{ pack_docx, DOCX("<w:object/>"), HJ_EREFUSED },
	{ pack_docx, DOCX("<w:altChunk/>"), HJ_EREFUSED },
};

static void
what_cannot_be_cleaned_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < HJ_LEN(refused); i++) {
		struct hj_buf in = HJ_BUF(HJ_CLEAN_MAX);
		enum hj_code code;

		refused[i].pack(refused[i].text, &in);
		code = clean_test_refusal(&in);
		if (code != refused[i].code)
			fail_msg("%zu: %d", i, (int)code);
		hj_buf_clear(&in);
	}
}

static void
a_part_that_nobody_knows_is_refused(void **state)
{
	static const char *const names[] = { "word/vbaProject.bin",
		"word/embeddings/oleObject1.bin", "word/media/a.emf",
		"new.xml" };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(names); i++) {
		const struct hj_part parts[] = { part("word/document.xml",
						     DOCX(""), false),
			part(names[i], "x", false) };
		struct hj_buf in = HJ_BUF(HJ_CLEAN_MAX);

		pack(parts, HJ_LEN(parts), &in);
		assert_int_equal(clean_test_refusal(&in), HJ_EREFUSED);
		hj_buf_clear(&in);
	}
}

/* 200 MB of one letter are 200 KB in an archive. */
static void
a_part_that_swells_is_stopped(void **state)
{
	struct hj_buf in = HJ_BUF(HJ_CLEAN_MAX);
	size_t n = (size_t)200 << 20;
	char *much = malloc(n);
	struct hj_part parts[] = { part("word/document.xml", "", false) };

	(void)state;
	assert_non_null(much);
	memset(much, 'a', n);
	parts[0].p = (const uint8_t *)much;
	parts[0].n = n;
	pack(parts, HJ_LEN(parts), &in);
	assert_int_equal(clean_test_refusal(&in), HJ_ELIMIT);
	hj_buf_clear(&in);
	free(much);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_that_tell_of_the_author_are_gone),
		cmocka_unit_test(what_does_not_show_is_gone_and_the_rest_stays),
		cmocka_unit_test(what_cannot_be_cleaned_is_refused),
		cmocka_unit_test(a_part_that_nobody_knows_is_refused),
		cmocka_unit_test(a_part_that_swells_is_stopped),
	};

	clean_test_program();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
