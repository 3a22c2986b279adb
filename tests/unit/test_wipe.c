#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/base/buf.h"
#include "core/confine/confine.h"
#include "core/crypto/secret.h"

#define TEXT "a name that nobody is to find again, 41 b"

/* What the C library hands out next for that size is what was freed last. */
static void
expect_wiped(const uint8_t *freed, size_t n)
{
	const uintptr_t was = (uintptr_t)freed;
	volatile uint8_t *again = malloc(n);
	size_t left = 0;

	assert_non_null((const void *)(uintptr_t)again);
	if ((uintptr_t)again != was)
		print_message("wipe: freed memory stays away, not looked at\n");
	/* The first 16 bytes are the library's own. */
	for (size_t i = 16; (uintptr_t)again == was && i < 41; i++)
		left += again[i] == (uint8_t)TEXT[i];
	free((void *)(uintptr_t)again);
	assert_true(left < 5);
}

static void
a_buffer_that_is_cleared_leaves_nothing(void **state)
{
	struct hj_buf b = HJ_BUF(4096);
	struct hj_error err = HJ_ERROR;
	const uint8_t *data;

	(void)state;
	assert_int_equal(hj_buf_puts(&b, TEXT, &err), HJ_OK);
	data = b.data;
	hj_buf_clear(&b);
	expect_wiped(data, 64);
}

static void
a_buffer_that_grows_leaves_nothing_behind(void **state)
{
	static const uint8_t more[100] = { 0 };
	struct hj_buf b = HJ_BUF(4096);
	struct hj_error err = HJ_ERROR;
	const uint8_t *data;

	(void)state;
	assert_int_equal(hj_buf_puts(&b, TEXT, &err), HJ_OK);
	data = b.data;
	assert_int_equal(hj_buf_add(&b, more, sizeof(more), &err), HJ_OK);
	assert_ptr_not_equal(b.data, data);
	expect_wiped(data, 64);
	hj_buf_clear(&b);
}

static void
a_buffer_that_is_reset_is_empty(void **state)
{
	struct hj_buf b = HJ_BUF(4096);
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(hj_buf_puts(&b, TEXT, &err), HJ_OK);
	hj_buf_reset(&b);
	assert_true(sodium_is_zero(b.data, strlen(TEXT)));
	hj_buf_clear(&b);
}

static void
a_child_finds_zeroes_where_a_secret_was(void **state)
{
	struct hj_secret *s = NULL;
	struct hj_error err = HJ_ERROR;
	int status;
	pid_t pid;

	(void)state;
	assert_int_equal(hj_secret_copy(TEXT, 41, &s, &err), HJ_OK);
	if ((pid = fork()) == 0)
		_exit(sodium_is_zero(hj_secret_peek(s), 41) == 1 ? 0 : 1);
	assert_true(pid > 0 && waitpid(pid, &status, 0) == pid);
	assert_int_equal(status, 0);
	assert_memory_equal(hj_secret_peek(s), TEXT, 41);
	hj_secret_free(s);
}

static void
a_secret_that_could_not_be_locked_says_so(void **state)
{
	const struct rlimit none = { 0, 0 };
	int status;
	pid_t pid;

	(void)state;
#ifdef HJ_SANITIZED
	/* AddressSanitizer answers mlock(2) itself, and always with yes. */
	skip();
#endif
	if ((pid = fork()) == 0) {
		struct hj_secret *s = NULL;
		struct hj_error err = HJ_ERROR;

		/* Root may lock whatever the limit. */
		if (setrlimit(RLIMIT_MEMLOCK, &none) != 0 ||
		    (geteuid() == 0 && setuid(65534) != 0) ||
		    hj_secret_new(32, &s, &err) != HJ_OK)
			_exit(2);
		_exit(hj_secret_locked(s) ? 1 : 0);
	}
	assert_true(pid > 0 && waitpid(pid, &status, 0) == pid);
	assert_int_equal(status, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_buffer_that_is_cleared_leaves_nothing),
		cmocka_unit_test(a_buffer_that_grows_leaves_nothing_behind),
		cmocka_unit_test(a_buffer_that_is_reset_is_empty),
		cmocka_unit_test(a_child_finds_zeroes_where_a_secret_was),
		cmocka_unit_test(a_secret_that_could_not_be_locked_says_so),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("wipe", tests, NULL, NULL);
}
