#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/buf.h"
#include "tests/unit/wrap.h"

static void
add_refuses_more_than_its_ceiling(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(4);

	(void)state;
	assert_int_equal(hj_buf_add(&b, "abcd", 4, &err), HJ_OK);
	assert_int_equal(hj_buf_add(&b, "e", 1, &err), HJ_ELIMIT);
	assert_int_equal(b.len, 4);
	hj_buf_clear(&b);
}

static void
add_reports_no_memory(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(1024);

	(void)state;
	wrap.alloc = (struct wrap_call){ .fail_at = 1 };
	assert_int_equal(hj_buf_add(&b, "x", 1, &err), HJ_ENOMEM);
	wrap.alloc = (struct wrap_call){ 0 };
	assert_null(b.data);
}

static void
integers_are_read_back_big_endian(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(64);
	struct hj_cursor c;

	(void)state;
	assert_int_equal(hj_buf_u16(&b, 0x0102, &err), HJ_OK);
	assert_int_equal(hj_buf_u64(&b, UINT64_C(0x0102030405060708), &err),
	    HJ_OK);
	assert_memory_equal(b.data, "\1\2\1\2\3\4\5\6\7\10", 10);
	c = HJ_CURSOR(b.data, b.len);
	assert_int_equal(hj_cursor_u16(&c), 0x0102);
	assert_true(hj_cursor_u64(&c) == UINT64_C(0x0102030405060708));
	assert_false(c.bad);
	assert_int_equal(hj_cursor_u8(&c), 0);
	assert_true(c.bad);
	hj_buf_clear(&b);
}

static void
a_word_is_a_text_that_has_room(void **state)
{
	static const uint8_t fits[] = "\3abc", full[] = "\4abcd",
			     nul[] = "\3a\0c", cut[] = "\3ab";
	char to[4] = "";
	struct hj_cursor c = HJ_CURSOR(fits, 4);

	(void)state;
	hj_cursor_word(&c, to, sizeof(to));
	assert_false(c.bad);
	assert_string_equal(to, "abc");
	c = HJ_CURSOR(full, 5);
	hj_cursor_word(&c, to, sizeof(to));
	assert_true(c.bad);
	c = HJ_CURSOR(cut, 3);
	hj_cursor_word(&c, to, sizeof(to));
	assert_true(c.bad);
	/* Half of it would be lost when it is written again. */
	c = HJ_CURSOR(nul, 4);
	hj_cursor_word(&c, to, sizeof(to));
	assert_true(c.bad);
}

static void
printf_does_not_count_its_end(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(64);

	(void)state;
	assert_int_equal(hj_buf_printf(&b, &err, "%d-%s", 7, "x"), HJ_OK);
	assert_int_equal(hj_buf_puts(&b, "y", &err), HJ_OK);
	assert_int_equal(b.len, 4);
	assert_memory_equal(b.data, "7-xy", 4);
	hj_buf_clear(&b);
}

static void
while_puts_the_place_before_the_cause(void **state)
{
	struct hj_error err = HJ_ERROR;

	(void)state;
	hj_fail(&err, HJ_EIO, "disk full");
	assert_int_equal(hj_while(&err, "case %d", 7), HJ_EIO);
	assert_string_equal(err.text, "case 7: disk full");
}

static const char *
in_korean(const char *format)
{
	return strcmp(format, "case %d") == 0 ? "사건 %d" : format;
}

static void
a_translation_is_used_for_the_format(void **state)
{
	struct hj_error err = { .say = in_korean };

	(void)state;
	hj_fail(&err, HJ_EIO, "disk full");
	hj_while(&err, "case %d", 7);
	assert_string_equal(err.text, "사건 7: disk full");
}

static void
a_long_message_is_cut_between_characters(void **state)
{
	struct hj_error err = HJ_ERROR;
	char longer[700];

	(void)state;
	for (size_t i = 0; i + 3 < sizeof(longer); i += 3)
		memcpy(longer + i, "한", 4);
	hj_fail(&err, HJ_EIO, "x%s", longer);
	assert_true(strlen(err.text) < sizeof(err.text));
	assert_int_equal((strlen(err.text) - 1) % 3, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(add_refuses_more_than_its_ceiling),
		cmocka_unit_test(add_reports_no_memory),
		cmocka_unit_test(integers_are_read_back_big_endian),
		cmocka_unit_test(a_word_is_a_text_that_has_room),
		cmocka_unit_test(printf_does_not_count_its_end),
		cmocka_unit_test(while_puts_the_place_before_the_cause),
		cmocka_unit_test(a_translation_is_used_for_the_format),
		cmocka_unit_test(a_long_message_is_cut_between_characters),
	};

	return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
