#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <sodium.h>

#include "core/base/limits.h"
#include "core/store/list.h"
#include "core/store/root.h"

/* List pages in memory. */
struct pages {
	struct hj_buf page[16];
	size_t n, writes;
};

static int
read_page(void *to, uint64_t number, struct hj_buf *ret, struct hj_error *err)
{
	struct pages *p = to;

	return hj_buf_add(ret, p->page[number].data, p->page[number].len, err);
}

static int
write_page(void *to, uint64_t number, const uint8_t *data, size_t n,
    struct hj_error *err)
{
	struct pages *p = to;

	p->writes++;
	hj_buf_reset(&p->page[number]);
	return hj_buf_add(&p->page[number], data, n, err);
}

static int
make_page(void *to, uint64_t *ret, struct hj_error *err)
{
	struct pages *p = to;

	(void)err;
	p->page[p->n] = HJ_BUF(HJ_PAGE_STORED);
	*ret = p->n++;
	return HJ_OK;
}

static void
free_pages(struct pages *p)
{
	for (size_t i = 0; i < p->n; i++)
		hj_buf_clear(&p->page[i]);
}

static void
fill(struct hj_list *l, const struct hj_list_io *io, uint64_t n)
{
	struct hj_error err = HJ_ERROR;

	for (uint64_t i = 0; i < n; i++) {
		const struct hj_list_item item = { 100 + i, 10 * i };

		assert_int_equal(hj_list_append(l, &item, io, &err), HJ_OK);
	}
}

static int
expect(void *to, uint64_t place, const struct hj_list_item *item,
    struct hj_error *err)
{
	uint64_t *next = to;

	(void)err;
	assert_int_equal(place, *next);
	assert_int_equal(item->number, 100 + place);
	assert_int_equal(item->first, 10 * place);
	++*next;
	return HJ_OK;
}

static void
every_item_is_found_at_its_place(void **state)
{
	struct pages pages = { 0 };
	const struct hj_list_io io = { &pages, read_page, write_page,
		make_page };
	struct hj_error err = HJ_ERROR;
	struct hj_list_item item;
	struct hj_list l;

	(void)state;
	hj_list_init(&l);
	fill(&l, &io, 5000);
	assert_int_equal(hj_list_count(&l), 5000);
	assert_int_equal(pages.n, 5);
	for (uint64_t from = 0; from <= 5000; from += 250) {
		uint64_t next = from;

		assert_int_equal(hj_list_each(&l, from, &io, expect, &next,
				     &err),
		    HJ_OK);
		assert_int_equal(next, 5000);
	}
	for (uint64_t i = 0; i < 5000; i += 7) {
		assert_int_equal(hj_list_at(&l, i, &io, &item, &err), HJ_OK);
		assert_int_equal(item.number, 100 + i);
		assert_int_equal(hj_list_find(&l, 10 * i + 9, &io, &item, &err),
		    HJ_OK);
		assert_int_equal(item.number, 100 + i);
	}
	assert_int_equal(hj_list_at(&l, 5000, &io, &item, &err), HJ_ENOTFOUND);
	hj_list_clear(&l);
	free_pages(&pages);
}

static void
a_list_page_is_written_once_in_a_tail(void **state)
{
	struct pages pages = { 0 };
	const struct hj_list_io io = { &pages, read_page, write_page,
		make_page };
	struct hj_list l;

	(void)state;
	hj_list_init(&l);
	fill(&l, &io, 10 * HJ_LIST_TAIL);
	assert_true(pages.writes <= 10);
	hj_list_clear(&l);
	free_pages(&pages);
}

static void
a_list_page_fits_a_page(void **state)
{
	(void)state;
	assert_true(HJ_LIST_PAGE_ITEMS * 16 <= HJ_PAGE_STORED - 108);
}

static void
a_head_is_read_back_as_written(void **state)
{
	struct pages pages = { 0 };
	const struct hj_list_io io = { &pages, read_page, write_page,
		make_page };
	struct hj_error err = HJ_ERROR;
	struct hj_buf bytes = HJ_BUF(1 << 20);
	struct hj_root_head a, b;
	uint64_t next = 0;
	size_t first, second; /* where an earlier hanji ended */

	(void)state;
	hj_root_head_init(&a);
	hj_root_head_init(&b);
	a.next = HJ_RECORD_OTHERS + 5;
	a.next_page = 1000;
	a.cases = 7;
	a.unindexed_from = 3;
	memset(a.witness, 0x5a, sizeof(a.witness));
	memset(a.settings, 0xa5, sizeof(a.settings));
	a.untold = 2;
	assert_int_equal(hj_buf_puts(&a.log, "log", &err), HJ_OK);
	fill(&a.pages, &io, 100);
	assert_int_equal(hj_root_head_encode(&a, &bytes, &err), HJ_OK);
	/* A head is small, whatever the size of the log. */
	assert_true(bytes.len < 600);
	assert_int_equal(hj_root_head_decode(bytes.data, bytes.len, &b, &err),
	    HJ_OK);
	assert_true(b.next == HJ_RECORD_OTHERS + 5);
	assert_int_equal(b.next_page, 1000);
	assert_int_equal(b.cases, 7);
	assert_int_equal(b.unindexed_from, 3);
	assert_memory_equal(b.witness, a.witness, sizeof(b.witness));
	assert_memory_equal(b.settings, a.settings, sizeof(b.settings));
	assert_int_equal(b.untold, 2);
	assert_int_equal(b.log.len, 3);
	assert_int_equal(hj_list_each(&b.pages, 0, &io, expect, &next, &err),
	    HJ_OK);
	assert_int_equal(next, 100);
	hj_root_head_clear(&b);
	second = bytes.len - HJ_ROOT_HASH - 4;
	first = second - HJ_ROOT_HASH;
	for (size_t n = 0; n < bytes.len; n++) {
		const bool whole = n == first || n == second;

		assert_int_equal(hj_root_head_decode(bytes.data, n, &b, &err),
		    whole ? HJ_OK : HJ_ECORRUPT);
		if (!whole)
			continue;
		assert_int_equal(b.untold, 0);
		assert_true(sodium_is_zero(b.settings, HJ_ROOT_HASH));
		assert_int_equal(sodium_is_zero(b.witness, HJ_ROOT_HASH),
		    n == first);
		hj_root_head_clear(&b);
	}
	bytes.data[0] = 0x7f;
	assert_int_equal(hj_root_head_decode(bytes.data, bytes.len, &b, &err),
	    HJ_EVERSION);
	hj_root_head_clear(&a);
	hj_buf_clear(&bytes);
	free_pages(&pages);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_item_is_found_at_its_place),
		cmocka_unit_test(a_list_page_is_written_once_in_a_tail),
		cmocka_unit_test(a_list_page_fits_a_page),
		cmocka_unit_test(a_head_is_read_back_as_written),
	};

	return cmocka_run_group_tests_name("list", tests, NULL, NULL);
}
