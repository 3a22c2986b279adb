#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/store/catalogue.h"
#include "core/store/page.h"

/* Two items: a name and a code. */
static const uint8_t items[] = { HJ_ROW_NAME, HJ_INTERNAL, 0, 3, 'K', 'i', 'm',
	HJ_ROW_CODE, 0, 0, 10, 'c', 'o', 'u', 'n', 't', 'r', 'y', ':', 'C',
	'N' };

static struct hj_row
example(uint8_t n)
{
	struct hj_row row = { .root = 'c',
		.kind = "person",
		.status = "open",
		.level = HJ_INTERNAL,
		.nheads = 2,
		.persons = 3,
		.changed = 1700000000,
		.items = items,
		.items_len = sizeof(items) };

	memset(row.id.b, n, sizeof(row.id.b));
	memset(row.dek, 2, sizeof(row.dek));
	memset(row.log_id, 3, sizeof(row.log_id));
	row.when = (struct hj_span){ INT32_MIN, -700 };
	row.head[0].number = 17;
	row.head[1].sequence = UINT64_MAX;
	memset(row.head[1].digest, 9, HJ_DIGEST_BYTES);
	return row;
}

static void
a_row_is_read_back_as_written(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf bytes = HJ_BUF(4096);
	struct hj_row row = example(1), back;
	struct hj_row_item item;
	struct hj_cursor c;
	size_t at = 0;

	(void)state;
	assert_int_equal(hj_row_encode(&row, &bytes, &err), HJ_OK);
	c = HJ_CURSOR(bytes.data, bytes.len);
	assert_int_equal(hj_row_decode(&c, &back, &err), HJ_OK);
	assert_int_equal(c.left, 0);
	assert_memory_equal(back.id.b, row.id.b, sizeof(row.id.b));
	assert_memory_equal(back.dek, row.dek, sizeof(row.dek));
	assert_memory_equal(back.log_id, row.log_id, sizeof(row.log_id));
	assert_string_equal(back.kind, "person");
	assert_string_equal(back.status, "open");
	assert_int_equal(back.when.earliest, INT32_MIN);
	assert_int_equal(back.when.latest, -700);
	assert_int_equal(back.head[0].number, 17);
	assert_true(back.head[1].sequence == UINT64_MAX);
	assert_int_equal(back.head[1].digest[31], 9);
	assert_true(hj_row_next(&back, &at, &item));
	assert_int_equal(item.tag, HJ_ROW_NAME);
	assert_int_equal(item.aux, HJ_INTERNAL);
	assert_memory_equal(item.p, "Kim", 3);
	assert_true(hj_row_next(&back, &at, &item));
	assert_memory_equal(item.p, "country:CN", 10);
	assert_false(hj_row_next(&back, &at, &item));
	hj_buf_clear(&bytes);
}

static void
a_row_that_was_cut_is_refused(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf bytes = HJ_BUF(4096);
	struct hj_row row = example(1), back;
	struct hj_cursor c;

	(void)state;
	assert_int_equal(hj_row_encode(&row, &bytes, &err), HJ_OK);
	for (size_t n = 0; n < bytes.len; n++) {
		c = HJ_CURSOR(bytes.data, n);
		assert_int_equal(hj_row_decode(&c, &back, &err), HJ_ECORRUPT);
	}
	/* Shorter than its items say. */
	bytes.data[1]--;
	c = HJ_CURSOR(bytes.data, bytes.len);
	assert_int_equal(hj_row_decode(&c, &back, &err), HJ_ECORRUPT);
	bytes.data[1]++;
	bytes.data[2] = 99;
	c = HJ_CURSOR(bytes.data, bytes.len);
	assert_int_equal(hj_row_decode(&c, &back, &err), HJ_EVERSION);
	hj_buf_clear(&bytes);
}

static void
add_row(struct hj_buf *page, uint8_t n)
{
	struct hj_error err = HJ_ERROR;
	struct hj_row row = example(n);

	assert_int_equal(hj_row_encode(&row, page, &err), HJ_OK);
}

static void
a_page_finds_replaces_and_removes_rows(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf page = HJ_PAGE, one = HJ_PAGE, full = HJ_PAGE;
	struct hj_row row = example(2);
	size_t at, len, whole;

	(void)state;
	for (uint8_t n = 1; n <= 3; n++)
		add_row(&page, n);
	whole = page.len;
	assert_true(hj_page_find(&page, &row.id, &at, &len));
	row.nheads = 3;
	assert_int_equal(hj_row_encode(&row, &one, &err), HJ_OK);
	assert_int_equal(hj_page_replace(&page, at, len, one.data, one.len,
			     &err),
	    HJ_OK);
	assert_int_equal(page.len, whole + 48);
	row = example(3);
	assert_true(hj_page_find(&page, &row.id, &at, &len));
	row = example(2);
	assert_true(hj_page_find(&page, &row.id, &at, &len));
	assert_int_equal(hj_page_replace(&page, at, len, NULL, 0, &err), HJ_OK);
	assert_false(hj_page_find(&page, &row.id, &at, &len));
	assert_int_equal(page.len, whole / 3 * 2);
	assert_int_equal(hj_page_fill(&page, &full, &err), HJ_OK);
	assert_int_equal(full.len, HJ_PAGE_ROOM);
	assert_int_equal(hj_page_trim(&full, &err), HJ_OK);
	assert_int_equal(full.len, page.len);
	hj_buf_clear(&page);
	hj_buf_clear(&one);
	hj_buf_clear(&full);
}

static void
a_page_that_makes_no_sense_is_refused(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf page = HJ_PAGE, full = HJ_PAGE;

	(void)state;
	add_row(&page, 1);
	assert_int_equal(hj_page_fill(&page, &full, &err), HJ_OK);
	full.data[full.len - 1] = 1; /* in the filling */
	assert_int_equal(hj_page_trim(&full, &err), HJ_ECORRUPT);
	full.data[full.len - 1] = 0;
	full.data[0] = 0xff; /* longer than the page */
	assert_int_equal(hj_page_trim(&full, &err), HJ_ECORRUPT);
	hj_buf_clear(&page);
	hj_buf_clear(&full);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_is_read_back_as_written),
		cmocka_unit_test(a_row_that_was_cut_is_refused),
		cmocka_unit_test(a_page_finds_replaces_and_removes_rows),
		cmocka_unit_test(a_page_that_makes_no_sense_is_refused),
	};

	return cmocka_run_group_tests_name("catalogue", tests, NULL, NULL);
}
