#include "core/vault/vault_state.h"

/* ---- where a row is ---- */

static int
note_rows(struct hj_vault *v, const struct hj_buf *page, uint64_t number,
    struct hj_error *err)
{
	const uint8_t *lookup = hj_keyring_lookup(v->me.keyring);
	struct hj_cursor c = HJ_CURSOR(page->data, page->len);
	uint8_t key[HJ_INDEX_KEY];
	struct hj_row row;

	while (c.left != 0) {
		if (hj_row_decode(&c, &row, err) != HJ_OK)
			return (int)err->code;
		hj_index_key(lookup, &row.id, key);
		if (hj_index_put(&v->tail, key, number, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

static int
note_page(void *to, uint64_t place, const struct hj_list_item *item,
    struct hj_error *err)
{
	struct hj_buf page = HJ_PAGE;
	struct hj_error why = { .say = err->say };
	struct hj_vault *v = to;
	unsigned team;
	int rc;

	(void)place;
	rc = hj_vault_open_rows(v, item->number, &page, &team, &why);
	if (rc == HJ_EAUTH) {
		/* Whoever brings the index up to date has to see it. */
		v->tail_partial = true;
		rc = HJ_OK;
	} else if (rc == HJ_OK) {
		rc = note_rows(v, &page, item->number, err);
	} else {
		*err = why;
	}
	hj_buf_clear(&page);
	return rc;
}

int
hj_vault_load_tail(struct hj_vault *v, struct hj_error *err)
{
	const struct hj_list_io io = hj_vault_list_io(v);

	if (v->tail_loaded || v->head.unindexed == 0)
		return HJ_OK;
	if (hj_list_each(&v->catalogue, v->head.unindexed_from, &io, note_page,
		v, err) != HJ_OK)
		return (int)err->code;
	v->tail_loaded = true;
	return HJ_OK;
}

struct lookup {
	uint8_t key[HJ_INDEX_KEY];
	uint64_t number;
};

static int
look_up(struct hj_txn *t, void *to, struct hj_error *err)
{
	struct lookup *l = to;

	return hj_txn_index_get(t, l->key, &l->number, err);
}

int
hj_vault_locate(struct hj_vault *v, const struct hj_id *id, uint64_t *ret,
    struct hj_error *err)
{
	struct lookup l = { .number = 0 };
	int rc;

	if (hj_vault_load_tail(v, err) != HJ_OK)
		return (int)err->code;
	hj_index_key(hj_keyring_lookup(v->me.keyring), id, l.key);
	/* The set knows where a row has moved to; the table does not yet. */
	if ((l.number = hj_index_get(&v->tail, l.key)) == 0 &&
	    (rc = hj_store_with(v->store, HJ_STORE_READ, look_up, &l, err)) !=
		HJ_OK)
		return rc == HJ_ENOTFOUND
		    ? hj_fail(err, HJ_ENOTFOUND, "no such record")
		    : rc;
	*ret = l.number;
	return HJ_OK;
}

/* ---- pages ---- */

static int
write_page(struct hj_vault *v, struct hj_cached *slot, struct hj_error *err)
{
	struct hj_change *c = v->change;
	const uint8_t *key;

	if (!slot->dirty)
		return HJ_OK;
	hj_buf_reset(&c->scratch);
	if (hj_vault_page_key(v, slot->team, &key, err) != HJ_OK ||
	    hj_page_fill(&slot->page, &c->scratch, err) != HJ_OK ||
	    hj_vault_seal_record(v, slot->number, HJ_KIND_CATALOGUE, key,
		c->scratch.data, c->scratch.len, NULL, err) != HJ_OK)
		return (int)err->code;
	slot->dirty = false;
	return HJ_OK;
}

/* An empty place for that page. */
static int
place_for(struct hj_vault *v, uint64_t number, struct hj_cached **ret,
    struct hj_error *err)
{
	struct hj_cached *slot;
	int rc;

	if ((rc = hj_cache_room(&v->cache, &slot, err)) != HJ_OK ||
	    (rc = write_page(v, slot, err)) != HJ_OK)
		return rc;
	hj_cache_take(&v->cache, slot, number);
	*ret = slot;
	return HJ_OK;
}

int
hj_vault_page(struct hj_vault *v, uint64_t number, struct hj_cached **ret,
    struct hj_error *err)
{
	struct hj_cached *slot = hj_cache_find(&v->cache, number);
	int rc;

	if (slot == NULL) {
		if ((rc = place_for(v, number, &slot, err)) != HJ_OK)
			return rc;
		if ((rc = hj_vault_open_rows(v, number, &slot->page,
			 &slot->team, err)) != HJ_OK) {
			hj_cache_forget(slot);
			return rc;
		}
	}
	*ret = slot;
	return HJ_OK;
}

static int
write_keys(struct hj_change *c, struct hj_error *err)
{
	const uint8_t *key;

	if (!c->keys_dirty)
		return HJ_OK;
	hj_buf_reset(&c->scratch);
	if (hj_vault_page_key(c->v, c->keys_team, &key, err) != HJ_OK ||
	    hj_page_fill(&c->keys, &c->scratch, err) != HJ_OK ||
	    hj_vault_seal_record(c->v, c->keys_number, HJ_KIND_KEYS, key,
		c->scratch.data, c->scratch.len, NULL, err) != HJ_OK)
		return (int)err->code;
	c->keys_dirty = false;
	return HJ_OK;
}

int
hj_change_pages(struct hj_change *c, struct hj_error *err)
{
	struct hj_vault *v = c->v;

	for (size_t i = 0; v->cache.slot != NULL && i < HJ_CACHED_PAGES; i++)
		if (write_page(v, &v->cache.slot[i], err) != HJ_OK)
			return (int)err->code;
	return write_keys(c, err);
}

/* ---- changing rows ---- */

/* A new record at the end of a list. */
static int
new_page(struct hj_change *c, struct hj_list *l, uint64_t *ret,
    struct hj_error *err)
{
	const struct hj_list_io io = hj_vault_list_io(c->v);
	struct hj_list_item item = { 0 };

	if (hj_vault_page_number(c->v, &item.number, err) != HJ_OK ||
	    hj_list_append(l, &item, &io, err) != HJ_OK)
		return (int)err->code;
	c->lists_changed = true;
	*ret = item.number;
	return HJ_OK;
}

/* Whose page is it?  One that is not sealed yet is in memory alone. */
static int
team_of(struct hj_vault *v, uint64_t number, unsigned *ret,
    struct hj_error *err)
{
	const struct hj_cached *slot = hj_cache_find(&v->cache, number);

	if (slot == NULL)
		return hj_vault_page_team(v, number, ret, err);
	*ret = slot->team;
	return HJ_OK;
}

/* The last page of a team in a list; 0: it has none.  Found once a change. */
static int
last_page(struct hj_vault *v, const struct hj_list *l, unsigned team,
    uint64_t *known, struct hj_error *err)
{
	const struct hj_list_io io = hj_vault_list_io(v);
	struct hj_error why = { .say = err->say };
	struct hj_list_item item;
	unsigned whose = 0;

	for (uint64_t n = hj_list_count(l); n > 0 && *known == 0; n--) {
		int rc;

		if (hj_list_at(l, n - 1, &io, &item, err) != HJ_OK)
			return (int)err->code;
		rc = team_of(v, item.number, &whose, &why);
		if (rc != HJ_OK && rc != HJ_EAUTH) {
			*err = why;
			return rc;
		}
		if (rc == HJ_OK && whose == team)
			*known = item.number;
	}
	return HJ_OK;
}

static int
append_row(struct hj_change *c, const struct hj_row *row,
    const struct hj_buf *bytes, struct hj_error *err)
{
	struct hj_vault *v = c->v;
	struct hj_cached *slot = NULL;
	uint8_t key[HJ_INDEX_KEY];
	uint64_t *last = &c->last_rows[row->team], number;
	int rc;

	if (last_page(v, &v->catalogue, row->team, last, err) != HJ_OK ||
	    ((number = *last) != 0 &&
		hj_vault_page(v, number, &slot, err) != HJ_OK))
		return (int)err->code;
	if (slot == NULL || !hj_page_fits(&slot->page, bytes->len)) {
		if ((rc = new_page(c, &v->catalogue, &number, err)) != HJ_OK ||
		    (rc = place_for(v, number, &slot, err)) != HJ_OK)
			return rc;
		slot->team = row->team;
		*last = number;
	}
	hj_index_key(hj_keyring_lookup(v->me.keyring), &row->id, key);
	if (hj_buf_add(&slot->page, bytes->data, bytes->len, err) != HJ_OK ||
	    hj_index_put(&v->tail, key, number, err) != HJ_OK)
		return (int)err->code;
	slot->dirty = true;
	c->rows++;
	return HJ_OK;
}

int
hj_change_row(struct hj_change *c, const struct hj_row *row, uint64_t page,
    struct hj_error *err)
{
	struct hj_buf bytes = HJ_PAGE;
	struct hj_cached *slot;
	size_t at, len;
	bool stays;
	int rc;

	if ((rc = hj_row_encode(row, &bytes, err)) != HJ_OK)
		goto out;
	if (bytes.len > HJ_PAGE_ROOM) {
		rc = hj_fail(err, HJ_ELIMIT,
		    "a row of the catalogue is too long");
		goto out;
	}
	if (page != 0) {
		if ((rc = hj_vault_page(c->v, page, &slot, err)) != HJ_OK)
			goto out;
		if (!hj_page_find(&slot->page, &row->id, &at, &len)) {
			rc = hj_fail(err, HJ_ECORRUPT,
			    "record %llu: a row is missing; run 'hanji "
			    "check'",
			    (unsigned long long)page);
			goto out;
		}
		slot->dirty = true;
		stays = row->team == slot->team;
		if (stays && slot->page.len - len + bytes.len <= HJ_PAGE_ROOM) {
			rc = hj_page_replace(&slot->page, at, len, bytes.data,
			    bytes.len, err);
			goto out;
		}
		/* It has outgrown its page, or changes its team. */
		rc = hj_page_replace(&slot->page, at, len, NULL, 0, err);
		if (rc != HJ_OK)
			goto out;
	}
	rc = append_row(c, row, &bytes, err);
out:
	hj_buf_clear(&bytes);
	return rc;
}

int
hj_change_key(struct hj_change *c, const struct hj_row *row,
    struct hj_error *err)
{
	uint64_t *last = &c->last_keys[row->team];
	struct hj_vault *v = c->v;

	if (c->keys_number != 0 && c->keys_team != row->team) {
		if (write_keys(c, err) != HJ_OK)
			return (int)err->code;
		hj_buf_reset(&c->keys);
		c->keys_number = 0;
	}
	c->keys_team = row->team;
	if (c->keys_number == 0) {
		if (last_page(v, &v->keys, row->team, last, err) != HJ_OK)
			return (int)err->code;
		c->keys_number = *last;
		if (c->keys_number != 0 &&
		    (hj_vault_open_record(v, c->keys_number, HJ_KIND_KEYS, NULL,
			 &c->keys, err) != HJ_OK ||
			hj_page_trim_keys(&c->keys, err) != HJ_OK))
			return (int)err->code;
	}
	if (c->keys_number == 0 || !hj_page_fits(&c->keys, HJ_KEY_ENTRY)) {
		if (write_keys(c, err) != HJ_OK)
			return (int)err->code;
		hj_buf_reset(&c->keys);
		if (new_page(c, &v->keys, &c->keys_number, err) != HJ_OK)
			return (int)err->code;
		*last = c->keys_number;
	}
	if (hj_buf_add(&c->keys, row->id.b, sizeof(row->id.b), err) != HJ_OK ||
	    hj_buf_add(&c->keys, row->dek, sizeof(row->dek), err) != HJ_OK)
		return (int)err->code;
	c->keys_dirty = true;
	return HJ_OK;
}
