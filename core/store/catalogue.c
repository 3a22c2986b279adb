#include <string.h>

#include "core/store/catalogue.h"

/*
 * A row: length of what follows 2 | version 1 | root 1 | id 10 | DEK 32 |
 * log-id 16 | level 1 | heads 1 | persons 2 | changed 8 | earliest 4 |
 * latest 4 | (record 8, position 8, digest 32) each | kind and status, each
 * length 1 and text | items: tag 1 | aux 1 | length 2 | bytes.
 */
#define LENGTH_MAX 0xffff

static int
put_word(struct hj_buf *to, const char *s, struct hj_error *err)
{
	if (hj_buf_putc(to, (char)strlen(s), err) != HJ_OK)
		return (int)err->code;
	return hj_buf_puts(to, s, err);
}

static int
put_heads(const struct hj_row *row, struct hj_buf *to, struct hj_error *err)
{
	for (size_t i = 0; i < row->nheads; i++)
		if (hj_buf_u64(to, row->head[i].number, err) != HJ_OK ||
		    hj_buf_u64(to, row->head[i].sequence, err) != HJ_OK ||
		    hj_buf_add(to, row->head[i].digest, HJ_DIGEST_BYTES, err) !=
			HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

int
hj_row_encode(const struct hj_row *row, struct hj_buf *to, struct hj_error *err)
{
	size_t start = to->len, n;

	if (hj_buf_u16(to, 0, err) != HJ_OK ||
	    hj_buf_putc(to, HJ_ROW_VERSION, err) != HJ_OK ||
	    hj_buf_putc(to, row->root, err) != HJ_OK ||
	    hj_buf_add(to, row->id.b, sizeof(row->id.b), err) != HJ_OK ||
	    hj_buf_add(to, row->dek, sizeof(row->dek), err) != HJ_OK ||
	    hj_buf_add(to, row->log_id, sizeof(row->log_id), err) != HJ_OK ||
	    hj_buf_putc(to, (char)row->level, err) != HJ_OK ||
	    hj_buf_putc(to, (char)row->nheads, err) != HJ_OK ||
	    hj_buf_u16(to, row->persons, err) != HJ_OK ||
	    hj_buf_u64(to, (uint64_t)row->changed, err) != HJ_OK ||
	    hj_buf_u32(to, (uint32_t)row->when.earliest, err) != HJ_OK ||
	    hj_buf_u32(to, (uint32_t)row->when.latest, err) != HJ_OK ||
	    put_heads(row, to, err) != HJ_OK ||
	    put_word(to, row->kind, err) != HJ_OK ||
	    put_word(to, row->status, err) != HJ_OK ||
	    hj_buf_add(to, row->items, row->items_len, err) != HJ_OK)
		return (int)err->code;
	n = to->len - start - 2;
	if (n > LENGTH_MAX)
		return hj_fail(err, HJ_ELIMIT,
		    "a row of the catalogue is too long");
	to->data[start] = (uint8_t)(n >> 8);
	to->data[start + 1] = (uint8_t)n;
	return HJ_OK;
}

static void
get_heads(struct hj_cursor *c, struct hj_row *row)
{
	if (row->nheads > HJ_HEADS_MAX) {
		c->bad = true;
		return;
	}
	for (size_t i = 0; i < row->nheads; i++) {
		row->head[i].number = hj_cursor_u64(c);
		row->head[i].sequence = hj_cursor_u64(c);
		hj_cursor_copy(c, row->head[i].digest, HJ_DIGEST_BYTES);
	}
}

/* Does every item end where the next begins? */
static bool
items_fit(const struct hj_row *row)
{
	struct hj_cursor c = HJ_CURSOR(row->items, row->items_len);

	while (c.left != 0 && !c.bad) {
		(void)hj_cursor_u16(&c);
		(void)hj_cursor_bytes(&c, hj_cursor_u16(&c));
	}
	return !c.bad;
}

int
hj_row_decode(struct hj_cursor *c, struct hj_row *ret, struct hj_error *err)
{
	size_t n = hj_cursor_u16(c);
	const uint8_t *p = hj_cursor_bytes(c, n);
	struct hj_cursor in = HJ_CURSOR(p, p != NULL ? n : 0);
	struct hj_row row = { 0 };

	if (hj_cursor_u8(&in) != HJ_ROW_VERSION && !in.bad)
		return hj_fail(err, HJ_EVERSION,
		    "a row of the catalogue was written by a newer hanji");
	row.root = (char)hj_cursor_u8(&in);
	hj_cursor_copy(&in, row.id.b, sizeof(row.id.b));
	hj_cursor_copy(&in, row.dek, sizeof(row.dek));
	hj_cursor_copy(&in, row.log_id, sizeof(row.log_id));
	row.level = hj_cursor_u8(&in);
	row.nheads = hj_cursor_u8(&in);
	row.persons = hj_cursor_u16(&in);
	row.changed = (int64_t)hj_cursor_u64(&in);
	row.when.earliest = (int32_t)hj_cursor_u32(&in);
	row.when.latest = (int32_t)hj_cursor_u32(&in);
	get_heads(&in, &row);
	hj_cursor_word(&in, row.kind, sizeof(row.kind));
	hj_cursor_word(&in, row.status, sizeof(row.status));
	row.items = in.p;
	row.items_len = in.left;
	if (in.bad || row.level > HJ_SECRET || !items_fit(&row))
		return hj_fail(err, HJ_ECORRUPT,
		    "a row of the catalogue makes no sense");
	*ret = row;
	return HJ_OK;
}

bool
hj_row_next(const struct hj_row *row, size_t *at, struct hj_row_item *ret)
{
	struct hj_cursor c;
	struct hj_row_item item;

	if (*at >= row->items_len)
		return false;
	c = HJ_CURSOR(row->items + *at, row->items_len - *at);
	item.tag = hj_cursor_u8(&c);
	item.aux = hj_cursor_u8(&c);
	item.len = hj_cursor_u16(&c);
	item.p = hj_cursor_bytes(&c, item.len);
	if (c.bad)
		return false;
	*at = row->items_len - c.left;
	*ret = item;
	return true;
}

bool
hj_row_is_whole(const struct hj_row *row)
{
	struct hj_row_item item;
	bool whole = false;
	size_t at = 0;

	while (hj_row_next(row, &at, &item)) {
		if (item.tag == HJ_ROW_CUT)
			return false;
		if (item.tag == HJ_ROW_MADE)
			whole = item.aux >= HJ_ROW_DESCRIBED;
	}
	return whole;
}

bool
hj_row_last(const struct hj_row *row, const char **ret, size_t *n)
{
	struct hj_row_item item;
	size_t at = 0;

	while (hj_row_next(row, &at, &item)) {
		if (item.tag != HJ_ROW_LAST)
			continue;
		*ret = (const char *)item.p;
		*n = item.len;
		return true;
	}
	return false;
}
