#include <string.h>

#include <sodium.h>

#include "core/store/page.h"

/* A row: length of what follows 2 | version 1 | root 1 | id ... */
#define ROW_ID 4

static size_t
row_length(const uint8_t *p)
{
	return (size_t)p[0] << 8 | p[1];
}

/* The end of the rows, or SIZE_MAX when they make no sense. */
static size_t
rows_end(const struct hj_buf *page)
{
	size_t at = 0, n;

	while (at + 2 <= page->len && (n = row_length(page->data + at)) != 0) {
		if (n < ROW_ID - 2 + HJ_ID_BYTES || n > page->len - at - 2)
			return SIZE_MAX;
		at += 2 + n;
	}
	return at;
}

static int
trim(struct hj_buf *page, size_t end, struct hj_error *err)
{
	if (end > page->len ||
	    !sodium_is_zero(page->data + end, page->len - end))
		return hj_fail(err, HJ_ECORRUPT,
		    "a page of the catalogue makes no sense");
	page->len = end;
	return HJ_OK;
}

int
hj_page_trim(struct hj_buf *page, struct hj_error *err)
{
	return trim(page, rows_end(page), err);
}

int
hj_page_trim_keys(struct hj_buf *page, struct hj_error *err)
{
	size_t at = 0;

	while (at + HJ_KEY_ENTRY <= page->len &&
	    !sodium_is_zero(page->data + at, HJ_ID_BYTES))
		at += HJ_KEY_ENTRY;
	return trim(page, at, err);
}

bool
hj_page_find(const struct hj_buf *page, const struct hj_id *id, size_t *at,
    size_t *len)
{
	size_t i = 0;

	while (i < page->len) {
		size_t n = 2 + row_length(page->data + i);

		if (memcmp(page->data + i + ROW_ID, id->b, HJ_ID_BYTES) == 0) {
			*at = i;
			*len = n;
			return true;
		}
		i += n;
	}
	return false;
}

bool
hj_page_fits(const struct hj_buf *page, size_t n)
{
	return page->len + n <= HJ_PAGE_ROOM;
}

int
hj_page_replace(struct hj_buf *page, size_t at, size_t len, const uint8_t *p,
    size_t n, struct hj_error *err)
{
	size_t rest = page->len - at - len;
	uint8_t *more;

	if (n > len && hj_buf_extend(page, n - len, &more, err) != HJ_OK)
		return (int)err->code;
	memmove(page->data + at + n, page->data + at + len, rest);
	if (n != 0)
		memcpy(page->data + at, p, n);
	if (n < len) {
		sodium_memzero(page->data + page->len - (len - n), len - n);
		page->len -= len - n;
	}
	return HJ_OK;
}

int
hj_page_fill(const struct hj_buf *page, struct hj_buf *to, struct hj_error *err)
{
	uint8_t *p;

	if (hj_buf_add(to, page->data, page->len, err) != HJ_OK ||
	    hj_buf_extend(to, HJ_PAGE_ROOM - page->len, &p, err) != HJ_OK)
		return (int)err->code;
	memset(p, 0, HJ_PAGE_ROOM - page->len);
	return HJ_OK;
}
