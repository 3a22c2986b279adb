#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/store/searches.h"

static void
put(struct hj_searches *s, const char *name, const char *where)
{
	struct hj_error err = HJ_ERROR;

	assert_int_equal(hj_searches_put(s, name, where, &err), HJ_OK);
}

static void
they_are_kept_in_order_and_read_back_as_written(void **state)
{
	struct hj_searches s = HJ_SEARCHES, back = HJ_SEARCHES;
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	struct hj_error err = HJ_ERROR;

	(void)state;
	put(&s, "중국", "국가=중국");
	put(&s, "a week", "due<=today+7");
	put(&s, "a week", "due<=today+8");
	assert_int_equal(hj_searches_count(&s), 2);
	assert_int_equal(hj_searches_encode(&s, &bytes, &err), HJ_OK);
	assert_int_equal(hj_searches_decode(bytes.data, bytes.len, &back, &err),
	    HJ_OK);
	assert_int_equal(hj_searches_count(&back), 2);
	assert_string_equal(hj_searches_at(&back, 0)->name, "a week");
	assert_string_equal(hj_searches_find(&back, "a week")->where,
	    "due<=today+8");
	assert_null(hj_searches_find(&back, "a"));
	assert_true(hj_searches_drop(&back, "a week"));
	assert_false(hj_searches_drop(&back, "a week"));
	assert_string_equal(hj_searches_at(&back, 0)->where, "국가=중국");
	hj_searches_clear(&s);
	hj_searches_clear(&back);
	hj_buf_clear(&bytes);
}

static void
names_are_short_lines_and_there_is_an_end_of_them(void **state)
{
	struct hj_searches s = HJ_SEARCHES;
	struct hj_error err = HJ_ERROR;
	char name[HJ_SEARCH_NAME + 2];

	(void)state;
	memset(name, 'a', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	assert_int_equal(hj_searches_put(&s, "", "sex=f", &err), HJ_EINVAL);
	assert_int_equal(hj_searches_put(&s, "a\nb", "sex=f", &err), HJ_EINVAL);
	assert_int_equal(hj_searches_put(&s, name, "sex=f", &err), HJ_ELIMIT);
	for (int i = 0; i < HJ_SEARCHES_MAX; i++) {
		(void)snprintf(name, sizeof(name), "%d", i);
		put(&s, name, "sex=f");
	}
	assert_int_equal(hj_searches_put(&s, "more", "sex=f", &err), HJ_ELIMIT);
	put(&s, "0", "sex=m");
	hj_searches_clear(&s);
}

static void
damaged_bytes_are_refused(void **state)
{
	struct hj_searches s = HJ_SEARCHES, back = HJ_SEARCHES;
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	struct hj_error err = HJ_ERROR;

	(void)state;
	put(&s, "a", "sex=f");
	assert_int_equal(hj_searches_encode(&s, &bytes, &err), HJ_OK);
	for (size_t n = 0; n < bytes.len; n++)
		assert_int_equal(hj_searches_decode(bytes.data, n, &back, &err),
		    HJ_ECORRUPT);
	bytes.data[1] = 9;
	assert_int_equal(hj_searches_decode(bytes.data, bytes.len, &back, &err),
	    HJ_EVERSION);
	hj_searches_clear(&s);
	hj_searches_clear(&back);
	hj_buf_clear(&bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(they_are_kept_in_order_and_read_back_as_written),
		cmocka_unit_test(names_are_short_lines_and_there_is_an_end_of_them),
		cmocka_unit_test(damaged_bytes_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
