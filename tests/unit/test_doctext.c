/* What a finished document says: all that can be found in it, and no harm done
 * by what a hostile one holds.  Everybody in it is invented. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "export/doctext/doctext.h"
#include "export/render/zip.h"
#include "tests/unit/page_world.h"

#define W                                                                      \
	"xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define ODF                                                                    \
	"xmlns:o=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""         \
	" xmlns:t=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""          \
	" xmlns:d=\"http://purl.org/dc/elements/1.1/\""                        \
	" xmlns:x=\"http://www.w3.org/1999/xlink\""

static int
try_bytes(const void *p, size_t n, struct hj_doctext *t, struct hj_error *err)
{
	char program[PATH_MAX];

	beside("hanji-text", program);
	return hj_doctext_read(program, NULL, NULL, p, n, t, err);
}

struct named {
	const char *name, *text;
};

static int
try_parts(const struct named *parts, size_t n, struct hj_doctext *t,
    struct hj_error *err)
{
	struct hj_buf zip = HJ_BUF(HJ_DOCTEXT_MAX);
	struct hj_part part[8];
	int rc;

	for (size_t i = 0; i < n; i++)
		part[i] = (struct hj_part){ .name = parts[i].name,
			.p = (const uint8_t *)parts[i].text,
			.n = strlen(parts[i].text) };
	assert_int_equal(hj_zip_pack(part, n, &zip, err), HJ_OK);
	rc = try_bytes(zip.data, zip.len, t, err);
	hj_buf_clear(&zip);
	return rc;
}

static void
has(struct hj_buf *b, const char *what)
{
	if (strstr(text_of(b), what) == NULL)
		fail_msg("no '%s' in:\n%s", what, text_of(b));
}

static void
every_format_reads_back_what_the_page_said(void **state)
{
	static const char *const said[] = { "Every kind of thing", "국가보위부",
		"韓小里", "被逮捕后遣返回朝鲜的人", "задержана",
		"ถูกจับกุมที่เชียงแสน", "ຖືກຈັບ", "Person 42 (woman, 30s)",
		"According to one account only.", "여권 사본",
		"DRAFT, NOT CHECKED FOR EXPOSURE" };

	(void)state;
	for (size_t i = 0; i < hj_page_formats(); i++) {
		const char *word = hj_page_format_at(i)->word;
		struct hj_buf file = HJ_BUF(HJ_RENDER_MAX);
		struct hj_error err = HJ_ERROR;
		struct hj_doctext t;

		hj_doctext_init(&t);
		make_fixture(word, &file);
		if (try_bytes(file.data, file.len, &t, &err) != HJ_OK)
			fail_msg("%s: %s", word, err.text);
		for (size_t k = 0; k < HJ_LEN(said); k++)
			has(&t.text, said[k]);
		if (strcmp(word, "txt") != 0)
			has(&t.meta, "title: A page with everything on it\n");
		/* Nobody and no program made it. */
		assert_null(strstr(text_of(&t.meta), "author"));
		assert_null(strstr(text_of(&t.meta), "producer"));
		assert_int_equal(t.comments + t.changes, 0);
		hj_doctext_clear(&t);
		hj_buf_clear(&file);
	}
}

static void
word_hides_nothing(void **state)
{
	static const struct named parts[] = {
		{ "docProps/core.xml",
		    "<c xmlns:d=\"http://purl.org/dc/elements/1.1/\"><d:creator>Lawyer One</d:creator><lastModifiedBy>Lawyer Two</lastModifiedBy></c>" },
		{ "docProps/app.xml",
		    "<p><Application>Some Office</Application><Company>A Firm</Company></p>" },
		{ "word/comments.xml",
		    "<w:comments " W
		    "><w:comment w:id=\"1\" w:author=\"Reader Three\"><w:p><w:r><w:t>a remark</w:t></w:r></w:p></w:comment></w:comments>" },
		{ "word/document.xml",
		    "<w:document " W
		    "><w:body><w:p>\n <w:r><w:t>Han So</w:t></w:r>\n<w:r><w:t>ri was</w:t></w:r>"
		    "<w:del w:author=\"Lawyer Four\"><w:r><w:delText xml:space=\"preserve\"> struck out</w:delText></w:r></w:del>"
		    "<w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space=\"preserve\"> unseen</w:t></w:r></w:p></w:body></w:document>" },
		{ "word/header1.xml",
		    "<w:hdr " W
		    "><w:p><w:r><w:t>in the header</w:t></w:r></w:p></w:hdr>" },
		{ "word/_rels/document.xml.rels",
		    "<r><s Target=\"https://example.org/x\" TargetMode=\"External\"/><s Target=\"styles.xml\"/></r>" },
		{ "word/media/1.png", "PNG" },
		{ "word/embeddings/a.xlsx", "PK" },
	};
	struct hj_error err = HJ_ERROR;
	struct hj_doctext t;

	(void)state;
	hj_doctext_init(&t);
	if (try_parts(parts, HJ_LEN(parts), &t, &err) != HJ_OK)
		fail_msg("%s", err.text);
	/* The document first; a word in two runs is one word. */
	assert_ptr_equal(strstr(text_of(&t.text),
			     "Han Sori was struck out unseen\n"),
	    text_of(&t.text));
	has(&t.text, "\na remark\n");
	has(&t.text, "\nin the header\n");
	has(&t.text, "https://example.org/x");
	assert_null(strstr(text_of(&t.text), "styles.xml"));
	has(&t.meta, "author: Lawyer One\n");
	has(&t.meta, "author: Lawyer Two\n");
	has(&t.meta, "author: Reader Three\n");
	has(&t.meta, "author: Lawyer Four\n");
	has(&t.meta, "producer: Some Office\n");
	has(&t.meta, "Company: A Firm\n");
	assert_int_equal(t.comments, 1);
	assert_int_equal(t.changes, 1);
	assert_int_equal(t.unread, 2);
	hj_doctext_clear(&t);
}

static void
opendocument_hides_nothing(void **state)
{
	static const struct named parts[] = {
		{ "mimetype", "application/vnd.oasis.opendocument.text" },
		{ "content.xml",
		    "<o:d " ODF
		    "><o:body><o:text><t:tracked-changes><t:changed-region><t:deletion><o:change-info><d:creator>Lawyer One</d:creator></o:change-info><t:p>struck out</t:p></t:deletion></t:changed-region></t:tracked-changes>"
		    "<t:p>Han <t:span>So</t:span>ri<t:note><t:note-citation>1</t:note-citation><t:note-body><t:p>at the foot</t:p></t:note-body></t:note>"
		    " was<o:annotation><d:creator>Reader Two</d:creator><t:p>a remark</t:p></o:annotation> seen<t:s/>there</t:p>"
		    "<t:p><t:a x:href=\"mailto:someone@example.org\">write</t:a></t:p></o:text></o:body></o:d>" },
		{ "styles.xml",
		    "<o:s " ODF "><o:m><t:p>in the footer</t:p></o:m></o:s>" },
		{ "meta.xml",
		    "<o:m " ODF
		    "><o:meta><d:creator>Lawyer Three</d:creator><o:generator>Some Office</o:generator></o:meta></o:m>" },
	};
	struct hj_error err = HJ_ERROR;
	struct hj_doctext t;

	(void)state;
	hj_doctext_init(&t);
	if (try_parts(parts, HJ_LEN(parts), &t, &err) != HJ_OK)
		fail_msg("%s", err.text);
	/* Notes do not tear the paragraph in which they stand. */
	has(&t.text, "\nHan Sori1 was seen there\n");
	has(&t.text, "struck out\n");
	has(&t.text, "at the foot\n");
	has(&t.text, "a remark\n");
	has(&t.text, "in the footer\n");
	has(&t.text, "mailto:someone@example.org");
	has(&t.meta, "author: Lawyer One\n");
	has(&t.meta, "author: Reader Two\n");
	has(&t.meta, "author: Lawyer Three\n");
	assert_int_equal(t.comments, 1);
	assert_int_equal(t.changes, 1);
	hj_doctext_clear(&t);
}

static void
html_hides_nothing(void **state)
{
	static const char html[] =
	    "\xef\xbb\xbf<!DOCTYPE html><html><head><title>T</title><meta name=\"author\" content=\"Lawyer One\"><style>p{}</style></head>"
	    "<body><p>Han <b>So</b>ri &amp; 한소리</p><!-- a remark --><img src=\"x.png\" alt=\"a photograph\"><a href=\"mailto:a@example.org\">w</a></body></html>";
	struct hj_error err = HJ_ERROR;
	struct hj_doctext t;

	(void)state;
	hj_doctext_init(&t);
	if (try_bytes(html, sizeof(html) - 1, &t, &err) != HJ_OK)
		fail_msg("%s", err.text);
	has(&t.text, "Han Sori & 한소리\n");
	has(&t.text, "a remark\n");
	has(&t.text, "a photograph\n");
	has(&t.text, "mailto:a@example.org");
	assert_null(strstr(text_of(&t.text), "p{}"));
	has(&t.meta, "title: T\n");
	has(&t.meta, "author: Lawyer One\n");
	assert_int_equal(t.unread, 1);
	hj_doctext_clear(&t);
}

static void
a_document_that_declares_anything_is_refused(void **state)
{
	static const struct named bad[] = {
		{ "content.xml", "<!DOCTYPE d [<!ENTITY a \"x\">]><d>&a;</d>" },
		{ "word/document.xml",
		    "<!DOCTYPE d SYSTEM \"file:///etc/passwd\"><d/>" },
		{ "content.xml", "<d>&a;</d>" },
		{ "content.xml", "<d><e></d>" },
		{ "word/document.xml", "no XML" },
	};
	struct hj_doctext t;

	(void)state;
	hj_doctext_init(&t);
	for (size_t i = 0; i < HJ_LEN(bad); i++) {
		struct hj_error err = HJ_ERROR;

		assert_int_equal(try_parts(&bad[i], 1, &t, &err), HJ_EINVAL);
		assert_int_equal(t.text.len, 0);
	}
}

static void
what_unpacks_to_too_much_is_refused(void **state)
{
	const size_t n = HJ_DOCTEXT_MAX + 1;
	struct hj_buf zip = HJ_BUF(HJ_DOCTEXT_MAX);
	struct hj_error err = HJ_ERROR;
	struct hj_part part = { .name = "content.xml", .n = n };
	uint8_t *blanks = malloc(n);
	struct hj_doctext t;

	(void)state;
	assert_non_null(blanks);
	memset(blanks, ' ', n);
	memcpy(blanks, "<d>", 3);
	part.p = blanks;
	assert_int_equal(hj_zip_pack(&part, 1, &zip, &err), HJ_OK);
	free(blanks);
	assert_true(zip.len < 1 << 20);
	hj_doctext_init(&t);
	assert_int_equal(try_bytes(zip.data, zip.len, &t, &err), HJ_ELIMIT);
	hj_buf_clear(&zip);
}

static void
what_is_too_deep_is_refused(void **state)
{
	struct named part = { "content.xml", NULL };
	struct hj_error err = HJ_ERROR;
	char *deep = malloc(300001);
	struct hj_doctext t;

	(void)state;
	assert_non_null(deep);
	for (size_t i = 0; i < 100000; i++)
		memcpy(deep + 3 * i, "<a>", 3);
	deep[300000] = '\0';
	part.text = deep;
	hj_doctext_init(&t);
	assert_int_equal(try_parts(&part, 1, &t, &err), HJ_EINVAL);
	free(deep);
}

static void
other_kinds_and_damage_are_refused(void **state)
{
	static const struct {
		const char *p;
		size_t n;
		int code;
	} bad[] = { { "\xff\xfe\0a", 4, HJ_EREFUSED },
		{ "a\0b", 3, HJ_EREFUSED }, { "GIF89a\0\0\0", 9, HJ_EREFUSED },
		{ "\x89PNG\r\n\x1a\n", 8, HJ_EINVAL },
		{ "\xff\xd8\xff\xe1\xff\xff", 6, HJ_EINVAL },
		{ "PK\3\4nothing", 11, HJ_EINVAL },
		{ "%PDF-1.5\nnothing", 16, HJ_EINVAL } };
	static const struct named strange[] = { { "a.xml", "<a/>" } };
	struct hj_error err = HJ_ERROR;
	struct hj_doctext t;

	(void)state;
	hj_doctext_init(&t);
	for (size_t i = 0; i < HJ_LEN(bad); i++) {
		err = HJ_ERROR;
		assert_int_equal(try_bytes(bad[i].p, bad[i].n, &t, &err),
		    bad[i].code);
	}
	err = HJ_ERROR;
	assert_int_equal(try_parts(strange, 1, &t, &err), HJ_EREFUSED);
}

static void
an_answer_that_is_damaged_is_refused(void **state)
{
	static const char good[] =
	    "\0\0\0\2m\n\0\0\0\2t\n\0\0\0\1\0\0\0\2\0\0\0\3";
	struct hj_error err = HJ_ERROR;
	struct hj_doctext t;

	(void)state;
	for (size_t n = 0; n <= sizeof(good); n++) {
		int rc;

		hj_doctext_init(&t);
		rc = hj_doctext_parse((const uint8_t *)good, n, &t, &err);
		assert_int_equal(rc, n == sizeof(good) - 1 ? HJ_OK : HJ_EIO);
		if (rc == HJ_OK)
			assert_int_equal(t.comments + 10 * t.changes +
				100 * t.unread,
			    321);
		hj_doctext_clear(&t);
	}
	hj_doctext_init(&t);
	assert_int_equal(hj_doctext_parse((const uint8_t
						  *)"\0\0\0\1\xff\0\0\0\0\0\0\0\0"
						    "\0\0\0\0\0\0\0\0",
			     21, &t, &err),
	    HJ_EIO);
	hj_doctext_clear(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_format_reads_back_what_the_page_said),
		cmocka_unit_test(word_hides_nothing),
		cmocka_unit_test(opendocument_hides_nothing),
		cmocka_unit_test(html_hides_nothing),
		cmocka_unit_test(a_document_that_declares_anything_is_refused),
		cmocka_unit_test(what_unpacks_to_too_much_is_refused),
		cmocka_unit_test(what_is_too_deep_is_refused),
		cmocka_unit_test(other_kinds_and_damage_are_refused),
		cmocka_unit_test(an_answer_that_is_damaged_is_refused),
	};

	return cmocka_run_group_tests_name("doctext", tests, NULL, NULL);
}
