/* PDF: a letter without a font is an error, and what is no page is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "export/page/glyph.h"
#include "tests/unit/page_world.h"

static const struct {
	const char *letter;
	const char *script, *package;
} odd[] = {
	/* For private use, and a rare Hanja that came into Unicode in 2020. */
	{ "\xee\x80\x80", "not a common one", "'fonts-noto-extra'" },
	{ "\xf0\xb0\x80\x82", "Hanja", "'fonts-noto-cjk'" },
};

static int
make(const char *body, struct hj_buf *to, struct hj_error *err)
{
	char xml[1024];

	(void)snprintf(xml, sizeof(xml),
	    "<page lang=\"en\" title=\"t\">%s</page>", body);
	return try_page("pdf", xml, strlen(xml), to, err);
}

static void
a_letter_without_a_font_is_an_error_that_says_what_to_install(void **state)
{
	static const char *const bodies[] = {
		"<p>so %s called</p>", "<h level=\"2\">%s</h>",
		"<banner>%s</banner>",
		"<fields><field n=\"1\"><label>L</label><value>%s</value></field></fields>",
		"<fields><field n=\"%s\"><label>L</label><value/></field></fields>",
		"<table><head><cell>A</cell></head><row><cell>%s</cell></row></table>",
		"<list><item><b>%s</b></item></list>",
		"<p>text<note>foot %s</note></p>",
		"<figure alt=\"a\"><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><text>%s</text></svg></figure>"
	};
	struct hj_buf out = HJ_BUF(HJ_RENDER_MAX);

	(void)state;
	for (size_t i = 0; i < HJ_LEN(bodies); i++) {
		const char *at = strstr(bodies[i], "%s");
		struct hj_error err = HJ_ERROR;
		char body[512];

		(void)snprintf(body, sizeof(body), "%.*s%s%s",
		    (int)(at - bodies[i]), bodies[i],
		    odd[i % HJ_LEN(odd)].letter, at + 2);
		if (make(body, &out, &err) != HJ_ENOTFOUND)
			fail_msg("%s: %s", bodies[i], err.text);
		assert_non_null(strstr(err.text, odd[i % HJ_LEN(odd)].script));
		assert_non_null(strstr(err.text, odd[i % HJ_LEN(odd)].package));
		/* Never the letter: a message may be sent to anybody. */
		assert_null(strstr(err.text, odd[i % HJ_LEN(odd)].letter));
		assert_int_equal(out.len, 0);
	}
	hj_buf_clear(&out);
}

static void
each_script_has_the_package_that_has_its_letters(void **state)
{
	static const char *const known[][2] = { { "Hang", "'fonts-noto-cjk'" },
		{ "Hani", "'fonts-noto-cjk'" }, { "Cyrl", "'fonts-noto-core'" },
		{ "Thai", "'fonts-noto-core'" },
		{ "Laoo", "'fonts-noto-core'" },
		{ "Egyp", "'fonts-noto-extra'" } };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(known); i++) {
		struct hj_error err = HJ_ERROR;

		assert_true(hj_glyph_judge(hj_glyph_status(known[i][0]), &err));
		assert_int_equal(err.code, HJ_ENOTFOUND);
		assert_non_null(strstr(err.text, known[i][1]));
	}
}

static void
no_other_status_speaks_of_letters(void **state)
{
	struct hj_error err = HJ_ERROR;

	(void)state;
	for (int status = -1; status < 64; status++)
		assert_false(hj_glyph_judge(status, &err));
	assert_false(hj_glyph_judge(255, &err));
}

static void
what_is_no_page_is_refused(void **state)
{
	static const char *const bad[] = { "", "<page", "<html/>",
		"<!DOCTYPE page><page/>",
		"<page><figure><svg/></figure></page>",
		"<page><figure alt=\"a\"/></page>", "<page><table/></page>" };
	struct hj_buf out = HJ_BUF(HJ_RENDER_MAX);

	(void)state;
	for (size_t i = 0; i < HJ_LEN(bad); i++) {
		struct hj_error err = HJ_ERROR;

		assert_int_equal(try_page("pdf", bad[i], strlen(bad[i]), &out,
				     &err),
		    HJ_EINVAL);
		assert_int_equal(out.len, 0);
	}
	hj_buf_clear(&out);
}

/* Nothing where something may be. */
static void
a_page_of_little_is_a_page(void **state)
{
	static const char *const little[] = { "", "<p/>", "<h/>", "<break/>",
		"<fields/>", "<fields><field/></fields>", "<list/>",
		"<list><item/></list>", "<banner/>", "<p><note/></p>",
		"<table><head><cell/></head><row/></table>",
		"<table><col share=\"0\"/><row><cell/><cell>b</cell></row></table>",
		"<break/><break/><p>x</p><break/>" };
	struct hj_buf out = HJ_BUF(HJ_RENDER_MAX);

	(void)state;
	for (size_t i = 0; i < HJ_LEN(little); i++) {
		struct hj_error err = HJ_ERROR;

		hj_buf_reset(&out);
		if (make(little[i], &out, &err) != HJ_OK)
			fail_msg("%s: %s", little[i], err.text);
		assert_memory_equal(out.data, "%PDF-1.", 7);
	}
	hj_buf_clear(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_letter_without_a_font_is_an_error_that_says_what_to_install),
		cmocka_unit_test(each_script_has_the_package_that_has_its_letters),
		cmocka_unit_test(no_other_status_speaks_of_letters),
		cmocka_unit_test(what_is_no_page_is_refused),
		cmocka_unit_test(a_page_of_little_is_a_page),
	};

	return cmocka_run_group_tests_name("pdf", tests, NULL, NULL);
}
