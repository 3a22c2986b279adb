/*
 * What lies inside sealed records: rows, pages, lists, roots, revisions.  The
 * first byte chooses the reader.  What a row's reader accepts, its writer
 * makes again in the same length.
 */
#include <stdlib.h>
#include <string.h>

#include "core/vault/vault_state.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void
read_row(const uint8_t *p, size_t n)
{
	struct hj_error err = HJ_ERROR;
	struct hj_cursor c = HJ_CURSOR(p, n);
	struct hj_row_item item;
	struct hj_row row;
	size_t at = 0, end = 0;

	if (hj_row_decode(&c, &row, &err) != HJ_OK)
		return;
	while (hj_row_next(&row, &at, &item))
		end = (size_t)(item.p - row.items) + item.len;
	if (end != row.items_len)
		abort();
}

static void
read_page(const uint8_t *p, size_t n)
{
	static const struct hj_id id = { { 1 } };
	struct hj_error err = HJ_ERROR;
	struct hj_buf page = HJ_BUF(1 << 20);
	size_t at, len;

	if (n != 0 && hj_buf_add(&page, p, n, &err) == HJ_OK &&
	    hj_page_trim(&page, &err) == HJ_OK &&
	    hj_page_find(&page, &id, &at, &len) && at + len > page.len)
		abort();
	hj_buf_clear(&page);
}

static void
read_roots(const uint8_t *p, size_t n)
{
	struct hj_error err = HJ_ERROR;
	struct hj_cursor c = HJ_CURSOR(p, n);
	struct hj_root_head head;
	struct hj_list list;

	if (hj_root_head_decode(p, n, &head, &err) == HJ_OK)
		hj_root_head_clear(&head);
	hj_list_init(&list);
	if (hj_list_decode(&c, &list, &err) == HJ_OK)
		hj_list_clear(&list);
}

static void
read_revision(const uint8_t *p, size_t n)
{
	struct hj_error err = HJ_ERROR;
	struct hj_revision rev;

	if (hj_revision_decode(p, n, &rev, &err) == HJ_OK)
		hj_revision_clear(&rev);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	if (n == 0)
		return 0;
	switch (p[0] % 4) {
	case 0:
		read_row(p + 1, n - 1);
		break;
	case 1:
		read_page(p + 1, n - 1);
		break;
	case 2:
		read_roots(p + 1, n - 1);
		break;
	case 3:
		read_revision(p + 1, n - 1);
		break;
	}
	return 0;
}
