#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/confine/helper.h"

static const struct hj_helper_watch nobody = { 0 };

static bool
at_once(void *to)
{
	(void)to;
	return true;
}

static void
what_goes_in_comes_out_however_large(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_helper h = HJ_HELPER;
	struct hj_helper_end end;
	struct hj_buf in = HJ_BUF(1 << 20), out = HJ_BUF(1 << 20);
	uint8_t *p;

	(void)state;
	assert_int_equal(hj_buf_extend(&in, 700000, &p, &err), HJ_OK);
	randombytes_buf(p, 700000);
	assert_int_equal(hj_helper_start("/bin/cat", -1, &h, &err), HJ_OK);
	assert_int_equal(hj_helper_exchange(&h, in.data, in.len, &out, &nobody,
			     &err),
	    HJ_OK);
	assert_int_equal(out.len, in.len);
	assert_memory_equal(out.data, in.data, in.len);
	hj_helper_end(&h, 60000, &end);
	assert_int_equal(end.status, 0);
	hj_helper_end(&h, 60000, &end);
	hj_buf_clear(&in);
	hj_buf_clear(&out);
}

static void
a_ceiling_of_output_holds(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_helper h = HJ_HELPER;
	struct hj_helper_end end;
	struct hj_buf out = HJ_BUF(20000);
	int zero = open("/dev/zero", O_RDONLY | O_CLOEXEC);

	(void)state;
	assert_int_equal(hj_helper_start("/bin/cat", zero, &h, &err), HJ_OK);
	assert_int_equal(hj_helper_exchange(&h, NULL, 0, &out, &nobody, &err),
	    HJ_ELIMIT);
	hj_helper_end(&h, 0, &end);
	assert_int_not_equal(end.signal, 0);
	hj_buf_clear(&out);
	(void)close(zero);
}

static void
a_helper_that_stops_reading_does_not_kill_us(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_helper h = HJ_HELPER;
	struct hj_helper_end end;
	struct hj_buf in = HJ_BUF(1 << 20), out = HJ_BUF(1 << 20);
	uint8_t *p;

	(void)state;
	assert_int_equal(hj_buf_extend(&in, 700000, &p, &err), HJ_OK);
	memset(p, 0, 700000);
	assert_int_equal(hj_helper_start("/bin/true", -1, &h, &err), HJ_OK);
	assert_int_equal(hj_helper_exchange(&h, in.data, in.len, &out, &nobody,
			     &err),
	    HJ_OK);
	assert_int_equal(out.len, 0);
	hj_helper_end(&h, 60000, &end);
	assert_int_equal(end.status, 0);
	hj_buf_clear(&in);
	hj_buf_clear(&out);
}

static void
it_gets_one_variable_and_three_descriptors(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_helper h = HJ_HELPER;
	struct hj_helper_end end;
	struct hj_buf out = HJ_BUF(65536);
	const char *text;
	int other = fcntl(0, F_DUPFD, 7); /* not close-on-exec */

	(void)state;
	assert_int_equal(hj_helper_start("/usr/bin/env", -1, &h, &err), HJ_OK);
	assert_int_equal(hj_helper_exchange(&h, NULL, 0, &out, &nobody, &err),
	    HJ_OK);
	assert_int_equal(hj_buf_text(&out, &text, &err), HJ_OK);
	assert_string_equal(text, "LC_ALL=C.UTF-8\n");
	hj_helper_end(&h, 60000, &end);
	hj_buf_reset(&out);

	assert_int_equal(hj_helper_start("/bin/sh", -1, &h, &err), HJ_OK);
	assert_int_equal(hj_helper_exchange(&h,
			     (const uint8_t *)"echo /proc/$$/fd/*", 18, &out,
			     &nobody, &err),
	    HJ_OK);
	assert_int_equal(hj_buf_text(&out, &text, &err), HJ_OK);
	assert_non_null(strstr(text, "/fd/0 "));
	/* 3 is how the shell reads the folder. */
	for (int fd = 4; fd < 10; fd++) {
		char name[8] = "/fd/0";

		name[4] = (char)('0' + fd);
		assert_null(strstr(text, name));
	}
	hj_helper_end(&h, 60000, &end);
	hj_buf_clear(&out);
	(void)close(other);
}

static void
one_that_computes_for_ever_is_killed(void **state)
{
	const struct hj_helper_watch w = { .cpu_ms = 50 };
	const char *loop = "while :; do :; done\n";
	struct hj_error err = HJ_ERROR;
	struct hj_helper h = HJ_HELPER;
	struct hj_helper_end end;
	struct hj_buf out = HJ_BUF(65536);

	(void)state;
	assert_int_equal(hj_helper_start("/bin/sh", -1, &h, &err), HJ_OK);
	assert_int_equal(hj_helper_exchange(&h, (const uint8_t *)loop,
			     strlen(loop), &out, &w, &err),
	    HJ_ELIMIT);
	hj_helper_end(&h, 60000, &end);
	assert_int_equal(end.signal, SIGKILL);
	hj_buf_clear(&out);
}

static void
waiting_can_be_stopped(void **state)
{
	const struct hj_helper_watch w = { .stop = at_once };
	struct hj_error err = HJ_ERROR;
	struct hj_helper h = HJ_HELPER;
	struct hj_helper_end end;
	uint8_t b[8];
	size_t got;

	(void)state;
	assert_int_equal(hj_helper_start("/bin/cat", -1, &h, &err), HJ_OK);
	assert_int_equal(hj_helper_read(&h, b, sizeof(b), &got, &w, &err),
	    HJ_EINTERRUPTED);
	hj_helper_end(&h, 0, &end);
}

static void
a_missing_program_is_said(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_helper h = HJ_HELPER;

	(void)state;
	assert_int_equal(hj_helper_start("/nonexistent/hanji-parse", -1, &h,
			     &err),
	    HJ_ENOTFOUND);
	assert_int_equal(h.pid, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_goes_in_comes_out_however_large),
		cmocka_unit_test(a_ceiling_of_output_holds),
		cmocka_unit_test(a_helper_that_stops_reading_does_not_kill_us),
		cmocka_unit_test(it_gets_one_variable_and_three_descriptors),
		cmocka_unit_test(one_that_computes_for_ever_is_killed),
		cmocka_unit_test(waiting_can_be_stopped),
		cmocka_unit_test(a_missing_program_is_said),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("helper", tests, NULL, NULL);
}
