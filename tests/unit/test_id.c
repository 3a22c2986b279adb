#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/base/id.h"
#include "core/crypto/secret.h"

static void
text_and_parse_are_inverse(void **state)
{
	struct hj_error err = HJ_ERROR;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		struct hj_id a, b;
		char text[HJ_ID_CHARS + 1];

		hj_id_random(&a);
		hj_id_text(&a, text);
		assert_int_equal(hj_id_parse(text, 16, &b, &err), HJ_OK);
		assert_memory_equal(&a, &b, sizeof(a));
	}
}

static void
a_known_id_has_known_text(void **state)
{
	struct hj_id id = { { 0, 0x44, 0x32, 0x14, 0xc7, 0x42, 0x54, 0xb6, 0x35,
	    0xcf } };
	char text[HJ_ID_CHARS + 1];

	(void)state;
	/* 5-bit groups 0 1 2 3 ... 15 */
	hj_id_text(&id, text);
	assert_string_equal(text, "0123456789abcdef");
}

static void
every_single_mistyped_character_is_noticed(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_id id;
	char shown[HJ_ID_SHOWN], typed[HJ_ID_SHOWN], ret[HJ_ID_CHARS + 1];
	const char *alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
	size_t len;

	(void)state;
	hj_id_random(&id);
	hj_id_show(&id, shown);
	assert_int_equal(hj_id_typed(shown, 21, ret, &len, &err), HJ_OK);
	assert_int_equal(len, 16);
	for (size_t i = 0; i < 21; i++) {
		if (shown[i] == '-')
			continue;
		for (const char *c = alphabet; *c != '\0'; c++) {
			memcpy(typed, shown, sizeof(typed));
			if (typed[i] == *c)
				continue;
			typed[i] = *c;
			assert_int_equal(hj_id_typed(typed, 21, ret, &len,
					     &err),
			    HJ_EINVAL);
		}
	}
}

static void
typing_is_forgiving(void **state)
{
	struct hj_error err = HJ_ERROR;
	char ret[HJ_ID_CHARS + 1];
	size_t len;

	(void)state;
	assert_int_equal(hj_id_typed("O1-iL", 5, ret, &len, &err), HJ_OK);
	assert_string_equal(ret, "0111");
	assert_int_equal(hj_id_typed("u", 1, ret, &len, &err), HJ_EINVAL);
	assert_int_equal(hj_id_typed("", 0, ret, &len, &err), HJ_EINVAL);
}

static void
element_ids_start_with_a_letter(void **state)
{
	(void)state;
	for (int i = 0; i < 1000; i++) {
		char id[HJ_ELEMENT_ID_CHARS + 1];

		hj_element_id_random(id);
		assert_true(hj_element_id_valid(id, 6));
		assert_true(id[0] >= 'a' && id[0] <= 'z');
	}
	assert_false(hj_element_id_valid("1bcdef", 6));
	assert_false(hj_element_id_valid("abcde", 5));
	assert_false(hj_element_id_valid("abcdeu", 6));
}

static void
secrets_compare_and_shorten(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_secret *a = NULL, *b = NULL;

	(void)state;
	assert_int_equal(hj_secret_copy("abc", 3, &a, &err), HJ_OK);
	assert_int_equal(hj_secret_copy("abcd", 4, &b, &err), HJ_OK);
	assert_false(hj_secret_equal(a, b));
	hj_secret_shorten(b, 3);
	assert_true(hj_secret_equal(a, b));
	assert_int_equal(hj_secret_peek(b)[3], 0);
	hj_secret_free(a);
	hj_secret_free(b);
	hj_secret_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_and_parse_are_inverse),
		cmocka_unit_test(a_known_id_has_known_text),
		cmocka_unit_test(every_single_mistyped_character_is_noticed),
		cmocka_unit_test(typing_is_forgiving),
		cmocka_unit_test(element_ids_start_with_a_letter),
		cmocka_unit_test(secrets_compare_and_shorten),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("id", tests, NULL, NULL);
}
