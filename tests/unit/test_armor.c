/* A sealed file as text, when what it comes from breaks off with an error. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/keys/armor.h"

#define TEXT                                                                   \
	" \r\n\t\n-----BEGIN AGE ENCRYPTED FILE-----\r\n"                      \
	"YWJj\n-----END AGE ENCRYPTED FILE-----\n \n"

/* One byte at a time; the nth read fails. */
struct broken {
	size_t at, fail_at;
};

static int
read_byte(void *from, uint8_t *p, size_t n, size_t *got, struct hj_error *err)
{
	struct broken *b = from;

	assert_true(n > 0);
	if (b->at == b->fail_at)
		return hj_fail(err, HJ_EIO, "the disk is gone");
	*got = b->at < sizeof(TEXT) - 1;
	if (*got != 0)
		*p = (uint8_t)TEXT[b->at++];
	return HJ_OK;
}

static int
read_all(size_t fail_at, char ret[8], struct hj_error *err)
{
	struct broken b = { .fail_at = fail_at };
	struct hj_feed f = { .read = read_byte, .from = &b };
	struct hj_armor_reader r = { .from = &f };
	size_t len = 0, got = 1;
	int rc = HJ_OK;

	while (rc == HJ_OK && got != 0) {
		rc = hj_armor_get(&r, (uint8_t *)ret + len, 7 - len, &got, err);
		if (rc == HJ_OK)
			len += got;
	}
	ret[len] = '\0';
	return rc;
}

static void
a_read_that_fails_is_no_end_and_no_damage(void **state)
{
	struct hj_error err = HJ_ERROR;
	char text[8];

	(void)state;
	for (size_t i = 0; i < sizeof(TEXT); i++) {
		err = HJ_ERROR;
		assert_int_equal(read_all(i, text, &err), HJ_EIO);
		assert_string_equal(err.text, "the disk is gone");
	}
	assert_int_equal(read_all(SIZE_MAX, text, &err), HJ_OK);
	assert_string_equal(text, "abc");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_read_that_fails_is_no_end_and_no_damage),
	};

	return cmocka_run_group_tests_name("armor", tests, NULL, NULL);
}
