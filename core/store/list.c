#include <assert.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/store/list.h"

#define ITEM_LEN 16
/* A list of 10^9 pages; a root that claims more is damaged. */
#define LIST_PAGES_MAX ((size_t)1 << 20)

void
hj_list_init(struct hj_list *l)
{
	*l = (struct hj_list){ .pages = HJ_BUF(8 * LIST_PAGES_MAX) };
}

void
hj_list_clear(struct hj_list *l)
{
	hj_buf_clear(&l->pages);
	hj_list_init(l);
}

int
hj_list_copy(const struct hj_list *l, struct hj_list *ret, struct hj_error *err)
{
	struct hj_list copy = *l;

	copy.pages = HJ_BUF(8 * LIST_PAGES_MAX);
	if (hj_buf_add(&copy.pages, l->pages.data, l->pages.len, err) != HJ_OK)
		return (int)err->code;
	*ret = copy;
	return HJ_OK;
}

static int
put_item(const struct hj_list_item *item, struct hj_buf *to,
    struct hj_error *err)
{
	if (hj_buf_u64(to, item->number, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_u64(to, item->first, err);
}

static struct hj_list_item
get_item(struct hj_cursor *c)
{
	struct hj_list_item item;

	item.number = hj_cursor_u64(c);
	item.first = hj_cursor_u64(c);
	return item;
}

int
hj_list_encode(const struct hj_list *l, struct hj_buf *to, struct hj_error *err)
{
	if (hj_buf_u32(to, (uint32_t)(l->pages.len / 8), err) != HJ_OK ||
	    hj_buf_add(to, l->pages.data, l->pages.len, err) != HJ_OK ||
	    hj_buf_u16(to, (uint16_t)l->filled, err) != HJ_OK ||
	    hj_buf_u16(to, (uint16_t)l->ntail, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < l->ntail; i++)
		if (put_item(&l->tail[i], to, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

int
hj_list_decode(struct hj_cursor *c, struct hj_list *ret, struct hj_error *err)
{
	struct hj_list l;
	const uint8_t *p;
	size_t n;

	hj_list_init(&l);
	n = 8 * (size_t)hj_cursor_u32(c);
	p = hj_cursor_bytes(c, n);
	l.filled = hj_cursor_u16(c);
	l.ntail = hj_cursor_u16(c);
	if (c->bad || l.ntail > HJ_LIST_TAIL || l.filled > HJ_LIST_PAGE_ITEMS ||
	    (n == 0) != (l.filled == 0))
		return hj_fail(err, HJ_ECORRUPT, "a list of pages is damaged");
	for (size_t i = 0; i < l.ntail; i++)
		l.tail[i] = get_item(c);
	if (c->bad)
		return hj_fail(err, HJ_ECORRUPT, "a list of pages is damaged");
	if (hj_buf_add(&l.pages, p, n, err) != HJ_OK)
		return (int)err->code;
	*ret = l;
	return HJ_OK;
}

static uint64_t
page_at(const struct hj_list *l, size_t i)
{
	struct hj_cursor c = HJ_CURSOR(l->pages.data + 8 * i, 8);

	return hj_cursor_u64(&c);
}

/* Items in list pages. */
static uint64_t
paged(const struct hj_list *l)
{
	size_t pages = l->pages.len / 8;

	if (pages == 0)
		return 0;
	return (pages - 1) * (uint64_t)HJ_LIST_PAGE_ITEMS + l->filled;
}

uint64_t
hj_list_count(const struct hj_list *l)
{
	return paged(l) + l->ntail;
}

static int
read_page(const struct hj_list *l, size_t i, const struct hj_list_io *io,
    struct hj_buf *ret, struct hj_error *err)
{
	size_t want =
	    i + 1 == l->pages.len / 8 ? l->filled : HJ_LIST_PAGE_ITEMS;

	hj_buf_reset(ret);
	if (io->read(io->to, page_at(l, i), ret, err) != HJ_OK)
		return (int)err->code;
	/* A page may be longer than its root says: the root is older when it
	 * was restored from its twin, never the other way round. */
	if (ret->len % ITEM_LEN != 0 || ret->len / ITEM_LEN < want)
		return hj_fail(err, HJ_ECORRUPT,
		    "record %llu: a list of pages is damaged",
		    (unsigned long long)page_at(l, i));
	ret->len = want * ITEM_LEN;
	return HJ_OK;
}

/* Move the tail into the last list page, or into a new one. */
static int
flush(struct hj_list *l, const struct hj_list_io *io, struct hj_error *err)
{
	struct hj_buf page = HJ_BUF(HJ_PAGE_STORED);
	size_t last = l->pages.len / 8, i;
	uint64_t number;
	int rc = HJ_OK;

	for (i = 0; rc == HJ_OK && i < l->ntail;) {
		if (last == 0 || l->filled == HJ_LIST_PAGE_ITEMS) {
			if ((rc = io->make(io->to, &number, err)) != HJ_OK ||
			    (rc = hj_buf_u64(&l->pages, number, err)) != HJ_OK)
				break;
			l->filled = 0;
			last++;
			hj_buf_reset(&page);
		} else if ((rc = read_page(l, last - 1, io, &page, err)) !=
		    HJ_OK) {
			break;
		}
		while (rc == HJ_OK && i < l->ntail &&
		    l->filled < HJ_LIST_PAGE_ITEMS) {
			rc = put_item(&l->tail[i++], &page, err);
			l->filled++;
		}
		if (rc == HJ_OK)
			rc = io->write(io->to, page_at(l, last - 1), page.data,
			    page.len, err);
	}
	hj_buf_clear(&page);
	if (rc == HJ_OK)
		l->ntail = 0;
	return rc;
}

int
hj_list_append(struct hj_list *l, const struct hj_list_item *item,
    const struct hj_list_io *io, struct hj_error *err)
{
	if (l->ntail == HJ_LIST_TAIL && flush(l, io, err) != HJ_OK)
		return (int)err->code;
	l->tail[l->ntail++] = *item;
	return HJ_OK;
}

int
hj_list_each(const struct hj_list *l, uint64_t from,
    const struct hj_list_io *io, hj_list_fn *fn, void *to, struct hj_error *err)
{
	struct hj_buf page = HJ_BUF(HJ_PAGE_STORED);
	uint64_t in_pages = paged(l), at = from, total = hj_list_count(l);
	struct hj_list_item item;
	struct hj_cursor c = { 0 };
	int rc = HJ_OK;

	for (; rc == HJ_OK && at < total; at++) {
		if (at >= in_pages) {
			item = l->tail[at - in_pages];
		} else {
			size_t skip = at % HJ_LIST_PAGE_ITEMS;

			if (at == from || skip == 0) {
				rc = read_page(l, at / HJ_LIST_PAGE_ITEMS, io,
				    &page, err);
				if (rc != HJ_OK)
					break;
				c = HJ_CURSOR(page.data + skip * ITEM_LEN,
				    page.len - skip * ITEM_LEN);
			}
			item = get_item(&c);
		}
		rc = fn(to, at, &item, err);
	}
	hj_buf_clear(&page);
	return rc;
}

int
hj_list_at(const struct hj_list *l, uint64_t place, const struct hj_list_io *io,
    struct hj_list_item *ret, struct hj_error *err)
{
	struct hj_buf page = HJ_BUF(HJ_PAGE_STORED);
	uint64_t in_pages = paged(l);
	struct hj_cursor c;
	int rc;

	if (place >= hj_list_count(l))
		return hj_fail(err, HJ_ENOTFOUND, "no page %llu",
		    (unsigned long long)place);
	if (place >= in_pages) {
		*ret = l->tail[place - in_pages];
		return HJ_OK;
	}
	rc = read_page(l, place / HJ_LIST_PAGE_ITEMS, io, &page, err);
	if (rc == HJ_OK) {
		c = HJ_CURSOR(page.data + place % HJ_LIST_PAGE_ITEMS * ITEM_LEN,
		    ITEM_LEN);
		*ret = get_item(&c);
	}
	hj_buf_clear(&page);
	return rc;
}

int
hj_list_find(const struct hj_list *l, uint64_t first,
    const struct hj_list_io *io, struct hj_list_item *ret, struct hj_error *err)
{
	uint64_t low = 0, high = hj_list_count(l);
	struct hj_list_item item, found = { 0 };
	bool any = false;

	while (low < high) {
		uint64_t middle = low + (high - low) / 2;

		if (hj_list_at(l, middle, io, &item, err) != HJ_OK)
			return (int)err->code;
		if (item.first > first) {
			high = middle;
			continue;
		}
		found = item;
		any = true;
		low = middle + 1;
	}
	if (!any)
		return hj_fail(err, HJ_ENOTFOUND, "no such page");
	*ret = found;
	return HJ_OK;
}
