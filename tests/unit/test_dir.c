#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/file/dir.h"
#include "tests/unit/wrap.h"

/* A rename between two folders is durable when both are. */
static void
a_rename_that_may_not_outlive_a_power_cut_is_said_to_be_one(void **state)
{
	char top[HJ_PATH_MAX], from[HJ_PATH_MAX + 8], into[HJ_PATH_MAX + 8],
	    to[HJ_PATH_MAX + 16];
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(hj_dir_temp("/tmp/hanji-test-dir", top, &err), HJ_OK);
	(void)snprintf(from, sizeof(from), "%s/from", top);
	(void)snprintf(into, sizeof(into), "%s/into", top);
	(void)snprintf(to, sizeof(to), "%s/into/to", top);
	assert_int_equal(hj_dir_make(into, false, &err), HJ_OK);
	for (size_t n = 1; n <= 3; n++) {
		assert_int_equal(hj_dir_make(from, false, &err), HJ_OK);
		wrap.sync = (struct wrap_call){ .fail_at = n };
		assert_int_equal(hj_dir_rename(from, to, &err),
		    n < 3 ? HJ_EIO : HJ_OK);
		wrap.sync = (struct wrap_call){ 0 };
		assert_int_equal(rmdir(to), 0);
	}
	hj_dir_remove_temp(top);
	assert_int_not_equal(access(top, F_OK), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_rename_that_may_not_outlive_a_power_cut_is_said_to_be_one),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("dir", tests, NULL, NULL);
}
