/*
 * old_rows.h: make the catalogue of a vault look as if an older hanji had
 * described it: keys of another table of names, and rows that do not say by
 * whom they were made.
 */
#ifndef HJ_TESTS_OLD_ROWS_H
#define HJ_TESTS_OLD_ROWS_H

#include <string.h>

#include "core/vault/vault_state.h"

static inline int
old_rows_id(void *to, const struct hj_row *row, struct hj_error *err)
{
	return hj_buf_add(to, &row->id, sizeof(row->id), err);
}

struct old_rows_place {
	const struct hj_id *id;
	uint64_t page;
};

static inline int
old_rows_locate(struct hj_vault *v, void *to, struct hj_error *err)
{
	struct old_rows_place *at = to;

	return hj_vault_locate(v, at->id, &at->page, err);
}

/* Of each item 4 bytes: tag, aux, length. */
static inline int
old_rows_one(struct hj_change *c, const struct hj_id *id, struct hj_error *err)
{
	struct hj_buf items = HJ_BUF(HJ_RECORD_MAX),
		      old = HJ_BUF(HJ_RECORD_MAX);
	struct old_rows_place at = { .id = id };
	struct hj_row_item item;
	struct hj_row row;
	size_t from = 0, to = 0;
	int rc;

	if ((rc = hj_vault_reading(c->v, old_rows_locate, &at, err)) == HJ_OK &&
	    (rc = hj_vault_row(c->v, id, &row, &items, err)) == HJ_OK) {
		for (; rc == HJ_OK && hj_row_next(&row, &to, &item);
		     from = to) {
			size_t start = old.len;

			if (item.tag == HJ_ROW_MADE)
				continue;
			rc = hj_buf_add(&old, row.items + from, to - from, err);
			if (rc == HJ_OK && item.tag == HJ_ROW_KEYS) {
				old.data[start + 1] = 0;
				memset(old.data + start + 4, 0, item.len);
			}
		}
		row.items = old.data;
		row.items_len = (uint16_t)old.len;
		if (rc == HJ_OK)
			rc = hj_change_row(c, &row, at.page, err);
	}
	hj_buf_clear(&items);
	hj_buf_clear(&old);
	return rc;
}

static inline int
old_rows(struct hj_vault *v, struct hj_error *err)
{
	struct hj_buf ids = HJ_BUF((size_t)1 << 24);
	struct hj_root_settings s;
	struct hj_change *c = NULL;
	int rc = hj_vault_scan(v, old_rows_id, &ids, NULL, err);

	if (rc == HJ_OK)
		rc = hj_change_open(v, 0, &c, err);
	for (size_t i = 0; rc == HJ_OK && i < ids.len / sizeof(struct hj_id);
	     i++)
		rc = old_rows_one(c, (const struct hj_id *)(void *)ids.data + i,
		    err);
	if (rc == HJ_OK && (rc = hj_vault_settings(v, &s, err)) == HJ_OK) {
		s.rows_made = 0;
		if ((rc = hj_change_settings(c, &s, err)) == HJ_OK)
			rc = hj_change_write(c, err);
	}
	if (c != NULL)
		hj_change_end(c);
	hj_buf_clear(&ids);
	return rc;
}

#endif
