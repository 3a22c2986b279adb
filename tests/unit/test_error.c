#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/error.h"

/* A language in which every text is the same; nobody may ask for "". */
static const char *
shout(const char *text)
{
	assert_string_not_equal(text, "");
	return strstr(text, "%s") != NULL ? "HEY %s" : "HEY";
}

static void
a_text_is_itself_without_a_language(void **state)
{
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_string_equal(hj_said(&err, "the end"), "the end");
}

static void
a_text_is_said_in_the_language_of_the_error(void **state)
{
	struct hj_error err = { .say = shout };

	(void)state;
	assert_string_equal(hj_said(&err, "the end"), "HEY");
	assert_string_equal(hj_said(&err, ""), "");
	assert_int_equal(hj_fail(&err, HJ_EINVAL, "not '%s'", "a"), HJ_EINVAL);
	assert_string_equal(err.text, "HEY a");
	(void)hj_while(&err, "reading");
	assert_string_equal(err.text, "HEY: HEY a");
}

static void
the_reason_of_the_system_is_said_too(void **state)
{
	struct hj_error err = { .say = shout };

	(void)state;
	assert_int_equal(hj_fail_errno(&err, ENOSPC, "cannot write '%s'", "a"),
	    HJ_EIO);
	assert_string_equal(err.text, "HEY a: HEY");
	err.say = NULL;
	assert_int_equal(hj_fail_errno(&err, ENOMEM, "cannot"), HJ_ENOMEM);
	assert_string_equal(err.text, "cannot: Cannot allocate memory");
}

/* The reasons that have a word of ours read as those of the system. */
static void
the_reasons_are_those_of_the_system(void **state)
{
	static const int numbers[] = { ENOENT, EACCES, EPERM, EROFS, EISDIR,
		ENOTDIR, EEXIST, EIO, ENOMEM, EFBIG, EBADF, EMFILE, EPIPE };
	struct hj_error err = HJ_ERROR;

	(void)state;
	for (size_t i = 0; i < HJ_LEN(numbers); i++) {
		(void)hj_fail_errno(&err, numbers[i], "x");
		assert_string_equal(err.text + 3, strerror(numbers[i]));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_is_itself_without_a_language),
		cmocka_unit_test(a_text_is_said_in_the_language_of_the_error),
		cmocka_unit_test(the_reason_of_the_system_is_said_too),
		cmocka_unit_test(the_reasons_are_those_of_the_system),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
