/* Page XML as HTML and as plain text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/page_world.h"

#define DRAFT "DRAFT, NOT CHECKED FOR EXPOSURE"

static const char *const everything[] = { "Every kind of thing", "한소리",
	"韓小里", "Хан Со Ри", "ถูกจับกุม", "ໂຊຣີ", "II.4", "국가보위부",
	"According to one account only.", "Also written Han Sori.",
	"Person 42 (woman, 30s)", "여권 사본", "Done at Seoul" };

static void
every_format_says_everything(void **state)
{
	(void)state;
	for (size_t i = 0; i < hj_page_formats(); i++) {
		const struct hj_page_format *f = hj_page_format_at(i);
		struct hj_buf out = HJ_BUF(HJ_TEXT_MAX);
		const char *s;

		if (!f->text)
			continue;
		make_fixture(f->word, &out);
		s = text_of(&out);
		for (size_t k = 0; k < HJ_LEN(everything); k++)
			if (strstr(s, everything[k]) == NULL)
				fail_msg("%s: no '%s'", f->word, everything[k]);
		hj_buf_clear(&out);
	}
}

static void
the_same_page_is_the_same_bytes(void **state)
{
	(void)state;
	for (size_t i = 0; i < hj_page_formats(); i++) {
		const char *word = hj_page_format_at(i)->word;
		struct hj_buf a = HJ_BUF(HJ_RENDER_MAX);
		struct hj_buf b = HJ_BUF(HJ_RENDER_MAX);

		make_fixture(word, &a);
		make_fixture(word, &b);
		assert_int_equal(a.len, b.len);
		assert_memory_equal(a.data, b.data, a.len);
		hj_buf_clear(&a);
		hj_buf_clear(&b);
	}
}

static void
html_loads_links_and_runs_nothing(void **state)
{
	static const char *const never[] = { "<script", "href", "src=", "url(h",
		"<a ", "<link", "<img", "@import", "onload" };
	struct hj_buf out = HJ_BUF(HJ_TEXT_MAX);
	const char *s;

	(void)state;
	make_fixture("html", &out);
	s = text_of(&out);
	assert_non_null(strstr(s, "default-src 'none'"));
	for (size_t i = 0; i < HJ_LEN(never); i++)
		if (strstr(s, never[i]) != NULL)
			fail_msg("html has %s", never[i]);
	hj_buf_clear(&out);
}

static void
a_page_lies_as_it_says(void **state)
{
	struct hj_buf out = HJ_BUF(HJ_TEXT_MAX);

	(void)state;
	make_page("html", "<page lang=\"ko\" title=\"t\" across=\"yes\"/>",
	    &out);
	assert_non_null(strstr(text_of(&out), "size: A4 landscape"));
	assert_non_null(strstr(text_of(&out), "<html lang=\"ko\""));
	hj_buf_reset(&out);
	make_page("html", "<page lang=\"en\" title=\"t\" across=\"no\"/>",
	    &out);
	assert_null(strstr(text_of(&out), "landscape"));
	hj_buf_clear(&out);
}

/* At least once in the source, and made to repeat by its style. */
static void
the_banner_stands_at_the_foot_and_at_the_top(void **state)
{
	struct hj_buf out = HJ_BUF(HJ_TEXT_MAX);

	(void)state;
	make_fixture("html", &out);
	assert_int_equal(times(text_of(&out), DRAFT), 2);
	assert_non_null(strstr(text_of(&out), "position: fixed"));
	hj_buf_reset(&out);
	make_fixture("txt", &out);
	/* The first page, the second, and the end. */
	assert_int_equal(times(text_of(&out), DRAFT), 3);
	hj_buf_clear(&out);
}

static void
the_last_cell_of_a_short_row_reaches_to_the_edge(void **state)
{
	struct hj_buf out = HJ_BUF(HJ_TEXT_MAX);

	(void)state;
	make_fixture("html", &out);
	assert_non_null(strstr(text_of(&out),
	    "<td colspan=\"5\">Person 42 (woman, 30s)"));
	hj_buf_clear(&out);
}

/* Columns as a terminal counts them; Hangul and Hanja take two. */
static size_t
columns(const char *p, size_t n)
{
	size_t w = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];

		if ((c & 0xc0) != 0x80)
			w += c >= 0xe3 && c < 0xf0 ? 2 : 1;
	}
	return w;
}

static void
no_line_of_text_is_wider_than_72_columns(void **state)
{
	struct hj_buf out = HJ_BUF(HJ_TEXT_MAX);
	const char *s, *end;
	size_t widest = 0;

	(void)state;
	make_fixture("txt", &out);
	for (s = text_of(&out); (end = strchr(s, '\n')) != NULL; s = end + 1) {
		size_t w = columns(s, (size_t)(end - s));

		widest = w > widest ? w : widest;
	}
	assert_in_range(widest, 60, 72);
	hj_buf_clear(&out);
}

/* XSLT 1.0 has no loop, and recursion is bounded. */
static void
a_text_of_a_megabyte_is_no_deeper_than_allowed(void **state)
{
	static const char word[] = "긴 글이 이어집니다. ";
	struct hj_buf xml = HJ_BUF(HJ_TEXT_MAX), out = HJ_BUF(HJ_TEXT_MAX);
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(hj_buf_puts(&xml, "<page lang=\"ko\" title=\"t\"><p>",
			     &err),
	    HJ_OK);
	while (xml.len < 1 << 20)
		assert_int_equal(hj_buf_puts(&xml, word, &err), HJ_OK);
	assert_int_equal(hj_buf_puts(&xml, "끝.</p></page>", &err), HJ_OK);
	make_page("txt", text_of(&xml), &out);
	assert_non_null(strstr(text_of(&out), "끝."));
	hj_buf_clear(&xml);
	hj_buf_clear(&out);
}

/* So that its type can be read without unpacking it. */
static void
the_type_of_an_opendocument_stands_at_its_beginning(void **state)
{
	static const char type[] =
	    "mimetypeapplication/vnd.oasis.opendocument.text";
	struct hj_buf out = HJ_BUF(HJ_RENDER_MAX);

	(void)state;
	make_fixture("odt", &out);
	assert_memory_equal(out.data + 30, type, sizeof(type) - 1);
	hj_buf_clear(&out);
}

#define SHEET(made)                                                            \
	"<x:stylesheet version='1.0'"                                          \
	" xmlns:x='http://www.w3.org/1999/XSL/Transform'>"                     \
	"<x:template match='/'>" made "</x:template></x:stylesheet>"

/* One that an organisation wrote, say. */
static void
a_style_sheet_that_makes_no_parts_is_refused(void **state)
{
	static const char *const style[] = { SHEET("<html/>"),
		SHEET("<parts><part name='../x'>t</part></parts>"),
		SHEET("<parts><picture name='a.png'>t</picture></parts>"),
		SHEET("<parts><a name='b'/></parts>"), SHEET("<parts/>") };
	static const char xml[] = "<page lang='en' title='t'/>";
	struct hj_buf out = HJ_BUF(HJ_RENDER_MAX);
	char program[PATH_MAX];

	(void)state;
	beside("hanji-print", program);
	for (size_t i = 0; i < HJ_LEN(style); i++) {
		const struct hj_page p = { .program = program,
			.style = (const uint8_t *)style[i],
			.style_len = strlen(style[i]),
			.xml = (const uint8_t *)xml,
			.xml_len = sizeof(xml) - 1 };
		struct hj_error err = HJ_ERROR;

		assert_int_equal(hj_page_render(hj_page_format_by_word("odt"),
				     &p, &out, &err),
		    HJ_EINVAL);
		assert_int_equal(out.len, 0);
	}
	hj_buf_clear(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_format_says_everything),
		cmocka_unit_test(the_same_page_is_the_same_bytes),
		cmocka_unit_test(html_loads_links_and_runs_nothing),
		cmocka_unit_test(a_page_lies_as_it_says),
		cmocka_unit_test(the_banner_stands_at_the_foot_and_at_the_top),
		cmocka_unit_test(the_last_cell_of_a_short_row_reaches_to_the_edge),
		cmocka_unit_test(no_line_of_text_is_wider_than_72_columns),
		cmocka_unit_test(
		    the_type_of_an_opendocument_stands_at_its_beginning),
		cmocka_unit_test(a_style_sheet_that_makes_no_parts_is_refused),
		cmocka_unit_test(a_text_of_a_megabyte_is_no_deeper_than_allowed),
	};

	return cmocka_run_group_tests_name("page", tests, NULL, NULL);
}
