/*
 * Names, keys and lines of signed notes that are not quite as they must be.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/keys/member.h"
#include "core/log/checkpoint.h"

static struct hj_member *device;

static int
make(void **state)
{
	struct hj_error err = HJ_ERROR;

	(void)state;
	return hj_member_new(NULL, &device, &err);
}

static int
unmake(void **state)
{
	(void)state;
	hj_member_free(device);
	return 0;
}

static void
names_that_are_no_names_sign_nothing(void **state)
{
	static const char *const bad[] = { "", "a b", "a+b", "a\x7f", "a\t",
		"a\xc2\x85", "a\xc2\xa0", "a\xe1\x9a\x80", "a\xe2\x80\x8a",
		"a\xe2\x80\xa8", "a\xe2\x80\xa9", "a\xe2\x80\xaf",
		"a\xe2\x81\x9f", "a\xe3\x80\x80", "a\xff" };
	char longest[HJ_NOTE_NAME_MAX + 1];
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(HJ_NOTE_MAX);
	struct hj_note_key k = { .name = "" };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(bad); i++) {
		assert_int_equal(hj_note_sign("a\n", 2, bad[i], device, &b,
				     &err),
		    HJ_EINVAL);
		(void)snprintf(k.name, sizeof(k.name), "%s", bad[i]);
		assert_int_equal(hj_note_vkey(&k, &b, &err), HJ_EINVAL);
	}
	memset(longest, 'a', sizeof(longest));
	longest[HJ_NOTE_NAME_MAX] = '\0';
	assert_int_equal(hj_note_sign("a\n", 2, longest, device, &b, &err),
	    HJ_EINVAL);
	longest[HJ_NOTE_NAME_MAX - 1] = '\0';
	assert_int_equal(hj_note_sign("a\n", 2, longest, device, &b, &err),
	    HJ_OK);
	hj_buf_reset(&b);
	assert_int_equal(hj_note_sign("a", 1, "a", device, &b, &err),
	    HJ_EINVAL);
	assert_int_equal(hj_note_sign("", 0, "a", device, &b, &err), HJ_EINVAL);
	assert_int_equal(b.len, 0);
	hj_buf_clear(&b);
}

static void
a_verifier_key_with_anything_changed_is_none(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(1024);
	struct hj_note_key k = { .name = "a" };
	size_t hex = 2, base64 = 11;

	(void)state;
	assert_int_equal(hj_note_vkey(&k, &b, &err), HJ_OK);
	assert_int_equal(hj_note_vkey_parse((const char *)b.data, b.len, &k,
			     &err),
	    HJ_OK);
	for (size_t n = 0; n < b.len; n++)
		assert_int_equal(hj_note_vkey_parse((const char *)b.data, n, &k,
				     &err),
		    HJ_EINVAL);
	for (size_t i = 0; i < b.len; i++) {
		uint8_t was = b.data[i];

		/* An end of 0: the last digit of base64 has bits left over. */
		b.data[i] = i == hex ? 'g' : i == base64 ? 'B' : '~';
		assert_int_equal(hj_note_vkey_parse((const char *)b.data, b.len,
				     &k, &err),
		    HJ_EINVAL);
		b.data[i] = was;
	}
	assert_int_equal(hj_note_vkey_parse_typed((const char *)b.data, b.len,
			     HJ_NOTE_COSIGNER, &k, &err),
	    HJ_EINVAL);
	hj_buf_clear(&b);
}

static void
lines_that_are_no_signatures_are_none(void **state)
{
	static const char *const bad[] = { "", "\xe2\x80\x94 a b", "a b\n",
		"\xe2\x80\x94 ab\n", "\xe2\x80\x94  b\n", "\xe2\x80\x94 a \n",
		"\xe2\n" };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(bad); i++) {
		const char *p = bad[i];
		size_t left = strlen(p);
		struct hj_note_line l;

		assert_false(hj_note_line(&p, &left, &l));
		assert_ptr_equal(p, bad[i]);
	}
}

static void
a_checkpoint_needs_its_first_line(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_checkpoint c;
	char origin[HJ_ORIGIN_MAX + 2];

	(void)state;
	memset(origin, 'a', sizeof(origin));
	origin[HJ_ORIGIN_MAX] = '\n';
	assert_int_equal(hj_checkpoint_open("", 0,
			     hj_member_public(device)->ed25519, &c, &err),
	    HJ_EINVAL);
	assert_int_equal(hj_checkpoint_open("a", 1,
			     hj_member_public(device)->ed25519, &c, &err),
	    HJ_EINVAL);
	assert_int_equal(hj_checkpoint_open("\n\n", 2,
			     hj_member_public(device)->ed25519, &c, &err),
	    HJ_EINVAL);
	assert_int_equal(hj_checkpoint_open(origin, sizeof(origin),
			     hj_member_public(device)->ed25519, &c, &err),
	    HJ_EINVAL);
	assert_int_equal(hj_checkpoint_open("a\n1\n", 4,
			     hj_member_public(device)->ed25519, &c, &err),
	    HJ_EINVAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_that_are_no_names_sign_nothing),
		cmocka_unit_test(a_verifier_key_with_anything_changed_is_none),
		cmocka_unit_test(lines_that_are_no_signatures_are_none),
		cmocka_unit_test(a_checkpoint_needs_its_first_line),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests_name("note faults", tests, make, unmake);
}
