#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include <unicode/uchar.h>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/base/text_form.h"
#include "tests/unit/wrap.h"

static int
check(const char *s, enum hj_text_kind kind)
{
	struct hj_error err = HJ_ERROR;

	return hj_text_check(s, strlen(s), kind, &err);
}

static void
ordinary_text_is_accepted(void **state)
{
	(void)state;
	assert_int_equal(check("", HJ_TEXT_LINE), HJ_OK);
	assert_int_equal(check("Kim Haneul, born 1975 ~ !", HJ_TEXT_LINE),
	    HJ_OK);
	assert_int_equal(check("김하늘 · 金", HJ_TEXT_LINE), HJ_OK);
	assert_int_equal(check("Zürich, Hội An, Łódź", HJ_TEXT_LINE), HJ_OK);
	assert_int_equal(check("\xf0\xa0\x80\x8b", HJ_TEXT_LINE), HJ_OK);
}

static void
bytes_that_are_not_utf8_are_refused(void **state)
{
	static const char *const bad[] = {
		"\x80",
		"abc\xff",
		"\xc0\x80",
		"\xc1\xbf", /* overlong */
		"\xe0\x80\x80",
		"\xf0\x80\x80\x80",
		"\xe0\x9f\xbf",
		"\xed\xa0\x80",
		"\xed\xbf\xbf", /* surrogates */
		"\xf4\x90\x80\x80",
		"\xf5\x80\x80\x80", /* above 10FFFF */
		"\xe1\x80",
		"\xf1\x80\x80",
		"\xc3", /* cut */
		"\xe1\x80\x41",
		"\xc3\x28",
		"\xf8\x88\x80\x80\x80",
	};

	(void)state;
	for (size_t i = 0; i < HJ_LEN(bad); i++) {
		assert_false(hj_text_is_utf8(bad[i], strlen(bad[i])));
		assert_int_equal(check(bad[i], HJ_TEXT_FREE), HJ_EINVAL);
	}
}

static void
every_character_survives_decoding(void **state)
{
	(void)state;
	for (uint32_t c = 0x80; c < 0x110000; c++) {
		char s[4];
		size_t n = 0;
		uint32_t back = 0;

		if (c >= 0x10000) {
			s[n++] = (char)(0xf0 | c >> 18);
			s[n++] = (char)(0x80 | (c >> 12 & 0x3f));
			s[n++] = (char)(0x80 | (c >> 6 & 0x3f));
		} else if (c >= 0x800) {
			s[n++] = (char)(0xe0 | c >> 12);
			s[n++] = (char)(0x80 | (c >> 6 & 0x3f));
		} else {
			s[n++] = (char)(0xc0 | c >> 6);
		}
		s[n++] = (char)(0x80 | (c & 0x3f));
		if (c >= 0xd800 && c < 0xe000) {
			assert_int_equal(hj_text_decode(s, n, &back), 0);
			continue;
		}
		assert_int_equal(hj_text_decode(s, n, &back), n);
		assert_int_equal(back, c);
		assert_int_equal(hj_text_decode(s, n - 1, &back), 0);
	}
}

static void
controls_and_noncharacters_are_refused(void **state)
{
	(void)state;
	for (char c = 1; c < 0x20; c++) {
		const char s[] = { 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i',
			c, 'k', 'l', 'm', 'n', 'o', 'p', 'q', '\0' };

		assert_int_equal(check(s, HJ_TEXT_LINE), HJ_EINVAL);
		assert_int_equal(check(s, HJ_TEXT_FREE),
		    c == '\n' ? HJ_OK : HJ_EINVAL);
	}
	assert_int_equal(check("abcdefgh\x7fxxxxxxxx", HJ_TEXT_FREE),
	    HJ_EINVAL);
	assert_int_equal(check("\xc2\x80", HJ_TEXT_FREE), HJ_EINVAL);
	assert_int_equal(check("\xc2\x9b", HJ_TEXT_FREE), HJ_EINVAL);
	assert_int_equal(check("\xef\xbf\xbe", HJ_TEXT_FREE), HJ_EINVAL);
	assert_int_equal(check("\xef\xb7\x90", HJ_TEXT_FREE), HJ_EINVAL);
	assert_int_equal(check("\xf3\xaf\xbf\xbf", HJ_TEXT_FREE), HJ_EINVAL);
	assert_int_equal(check("\xef\xbf\xbd", HJ_TEXT_FREE), HJ_OK);
}

static void
an_error_names_the_byte_and_never_the_text(void **state)
{
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(hj_text_check("Haneul\tKim", 10, HJ_TEXT_LINE, &err),
	    HJ_EINVAL);
	assert_non_null(strstr(err.text, "byte 6:"));
	assert_null(strstr(err.text, "Haneul"));
	assert_int_equal(hj_text_check("Zu\xcc\x88rich", 8, HJ_TEXT_LINE, &err),
	    HJ_EINVAL);
	assert_non_null(strstr(err.text, "byte 1:"));
	assert_null(strstr(err.text, "rich"));
}

static void
text_that_is_not_nfc_is_refused(void **state)
{
	static const char *const bad[] = {
		"e\xcc\x81", /* e + acute */
		"\xe1\x84\x80\xe1\x85\xa1", /* jamo that make 가 */
		"가\xe1\x86\xa8", /* 가 + final makes 각 */
		"\xe2\x84\xab", /* Angstrom sign */
		"\xef\xa4\x80", /* a compatibility Chinese character */
		"a\xcc\x81\xcc\xa3", /* marks out of order */
		"x\xcd\xbe", /* Greek question mark */
	};

	(void)state;
	for (size_t i = 0; i < HJ_LEN(bad); i++)
		assert_int_equal(check(bad[i], HJ_TEXT_LINE), HJ_EINVAL);
	assert_int_equal(check("q\xcc\x81 b", HJ_TEXT_LINE), HJ_OK);
	assert_int_equal(check("\xe1\x85\xa1", HJ_TEXT_LINE), HJ_OK);
}

static void
characters_called_settled_are_settled(void **state)
{
	(void)state;
	for (uint32_t c = 0; c < 0x110000; c++) {
		if (!hj_form_settled(c))
			continue;
		assert_int_equal(u_getIntPropertyValue((UChar32)c,
				     UCHAR_NFC_QUICK_CHECK),
		    1 /* UNORM_YES of the property */);
		assert_int_equal(u_getCombiningClass((UChar32)c), 0);
	}
}

typedef int
form_fn(const char *p, size_t n, struct hj_buf *to, struct hj_error *err);

static int
nfc(const char *p, size_t n, struct hj_buf *to, struct hj_error *err)
{
	return hj_text_nfc(p, n, to, NULL, err);
}

static void
gives(form_fn *form, const char *from, const char *expected)
{
	struct hj_buf to = HJ_BUF(4096);
	struct hj_error err = HJ_ERROR;
	const char *s = NULL;

	assert_int_equal(form(from, strlen(from), &to, &err), HJ_OK);
	assert_int_equal(hj_buf_text(&to, &s, &err), HJ_OK);
	assert_string_equal(s, expected);
	hj_buf_clear(&to);
}

static void
nfc_composes_and_says_so(void **state)
{
	struct hj_buf to = HJ_BUF(64);
	struct hj_error err = HJ_ERROR;
	bool changed = true;

	(void)state;
	gives(nfc, "", "");
	gives(nfc, "plain", "plain");
	gives(nfc, "Zu\xcc\x88rich", "Zürich");
	gives(nfc, "\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8!", "각!");
	gives(nfc, "a\xcc\x81\xcc\xa3", "\xe1\xba\xa1\xcc\x81");
	assert_int_equal(hj_text_nfc("가", 3, &to, &changed, &err), HJ_OK);
	assert_false(changed);
	assert_int_equal(hj_text_nfc("e\xcc\x81", 3, &to, &changed, &err),
	    HJ_OK);
	assert_true(changed);
	assert_int_equal(to.len, 5); /* it appends */
	assert_int_equal(hj_text_nfc("\xff", 1, &to, &changed, &err),
	    HJ_EINVAL);
	assert_int_equal(to.len, 5);
	hj_buf_clear(&to);
}

static void
folding_makes_equal_what_reads_equal(void **state)
{
	(void)state;
	gives(hj_text_fold, "", "");
	gives(hj_text_fold, "Kim YOUNG", "kim young");
	gives(hj_text_fold, "Kim 김 金", "kim 김 金");
	gives(hj_text_fold, "Straße", "strasse");
	gives(hj_text_fold, "ΣΊΣΥΦΟΣ", "σίσυφοσ");
	gives(hj_text_fold, "E\xcc\x81t\xc3\xa9", "été");
	gives(hj_text_fold, "\xe1\x84\x80\xe1\x85\xa1", "가");
}

static void
a_terminal_gets_nothing_it_would_obey(void **state)
{
	struct hj_buf to = HJ_BUF(4096);
	struct hj_error err = HJ_ERROR;
	const char *s = NULL;
	const char nasty[] = "a\x1b[2J\xc2\x9b\xe2\x80\xae\xe2\x81\xa6\xe2\x80"
			     "\x8e\xd8\x9c\xe2\x80\x8b\xff\n김\xc2\xad";

	(void)state;
	assert_int_equal(hj_text_visible(nasty, sizeof(nasty) - 1, false, &to,
			     &err),
	    HJ_OK);
	assert_int_equal(hj_buf_text(&to, &s, &err), HJ_OK);
	assert_string_equal(s,
	    "a\\u{1b}[2J\\u{9b}\\u{202e}\\u{2066}\\u{200e}\\u{61c}\\u{200b}"
	    "\\u{ff}\\u{a}김\\u{ad}");
	hj_buf_reset(&to);
	assert_int_equal(hj_text_visible("가\n나", 7, true, &to, &err), HJ_OK);
	assert_memory_equal(to.data, "가\n나", 7);
	hj_buf_clear(&to);
}

static void
numbers_are_decimal_and_bounded(void **state)
{
	static const char *const bad[] = { "", "-1", "+1", " 1", "1 ", "1.0",
		"0x1", "a", "18446744073709551616", "99999999999999999999999" };
	struct hj_error err = HJ_ERROR;
	uint64_t v = 7;

	(void)state;
	for (size_t i = 0; i < HJ_LEN(bad); i++)
		assert_int_equal(hj_text_number(bad[i], strlen(bad[i]), 0,
				     UINT64_MAX, &v, &err),
		    HJ_EINVAL);
	assert_int_equal(hj_text_number("151", 3, 0, 150, &v, &err), HJ_EINVAL);
	assert_int_equal(hj_text_number("4", 1, 5, 150, &v, &err), HJ_EINVAL);
	assert_int_equal(v, 7);
	assert_int_equal(hj_text_number("007", 3, 0, 150, &v, &err), HJ_OK);
	assert_int_equal(v, 7);
	assert_int_equal(hj_text_number("18446744073709551615", 20, 0,
			     UINT64_MAX, &v, &err),
	    HJ_OK);
	assert_true(v == UINT64_MAX);
}

static void
more_than_the_ceiling_is_refused_before_it_is_read(void **state)
{
	struct hj_buf to = HJ_BUF(64);
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(hj_text_check("", HJ_TEXT_MAX + 1, HJ_TEXT_FREE, &err),
	    HJ_ELIMIT);
	assert_int_equal(hj_text_nfc("", HJ_TEXT_MAX + 1, &to, NULL, &err),
	    HJ_ELIMIT);
	assert_int_equal(hj_text_fold("", HJ_TEXT_MAX + 1, &to, &err),
	    HJ_ELIMIT);
	hj_buf_clear(&to);
}

static void
no_memory_is_an_error_and_leaves_the_target_alone(void **state)
{
	struct hj_error err = HJ_ERROR;
	const char *s = "A Zu\xcc\x88rich";

	(void)state;
	for (size_t nth = 1; nth < 8; nth++) {
		struct hj_buf to = HJ_BUF(64);
		int rc;

		wrap.alloc = (struct wrap_call){ .fail_at = nth };
		rc = hj_text_fold(s, strlen(s), &to, &err);
		wrap.alloc = (struct wrap_call){ 0 };
		assert_true(rc == HJ_OK || rc == HJ_ENOMEM);
		assert_true(rc == HJ_OK || to.len == 0);
		hj_buf_clear(&to);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ordinary_text_is_accepted),
		cmocka_unit_test(bytes_that_are_not_utf8_are_refused),
		cmocka_unit_test(every_character_survives_decoding),
		cmocka_unit_test(controls_and_noncharacters_are_refused),
		cmocka_unit_test(an_error_names_the_byte_and_never_the_text),
		cmocka_unit_test(text_that_is_not_nfc_is_refused),
		cmocka_unit_test(characters_called_settled_are_settled),
		cmocka_unit_test(nfc_composes_and_says_so),
		cmocka_unit_test(folding_makes_equal_what_reads_equal),
		cmocka_unit_test(a_terminal_gets_nothing_it_would_obey),
		cmocka_unit_test(numbers_are_decimal_and_bounded),
		cmocka_unit_test(
		    more_than_the_ceiling_is_refused_before_it_is_read),
		cmocka_unit_test(no_memory_is_an_error_and_leaves_the_target_alone),
	};

	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
