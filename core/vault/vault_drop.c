#include <string.h>

#include "core/store/index.h"
#include "core/vault/vault_state.h"

int
hj_change_drop_row(struct hj_change *c, const struct hj_id *id,
    struct hj_error *err)
{
	struct hj_vault *v = c->v;
	struct hj_cached *slot;
	uint8_t key[HJ_INDEX_KEY];
	uint64_t page;
	size_t at, len;
	int rc;

	hj_index_key(hj_keyring_lookup(v->me.keyring), id, key);
	if ((rc = hj_vault_locate(v, id, &page, err)) != HJ_OK ||
	    (rc = hj_vault_page(v, page, &slot, err)) != HJ_OK)
		return rc;
	if (!hj_page_find(&slot->page, id, &at, &len))
		return hj_fail(err, HJ_ECORRUPT,
		    "record %llu: a row is missing; run 'hanji check'",
		    (unsigned long long)page);
	slot->dirty = true;
	if ((rc = hj_page_replace(&slot->page, at, len, NULL, 0, err)) == HJ_OK)
		rc = hj_buf_add(&c->unindexed, key, sizeof(key), err);
	return rc;
}

/* ---- key pages ---- */

struct dropping {
	struct hj_change *c;
	const struct hj_id *id;
};

static bool
cut(struct hj_buf *page, const struct hj_id *id)
{
	for (size_t at = 0; at + HJ_KEY_ENTRY <= page->len;
	     at += HJ_KEY_ENTRY) {
		if (memcmp(page->data + at, id->b, HJ_ID_BYTES) != 0)
			continue;
		memmove(page->data + at, page->data + at + HJ_KEY_ENTRY,
		    page->len - at - HJ_KEY_ENTRY);
		page->len -= HJ_KEY_ENTRY;
		return true;
	}
	return false;
}

static int
drop_from(void *to, uint64_t place, const struct hj_list_item *item,
    struct hj_error *err)
{
	const struct dropping *d = to;
	struct hj_vault *v = d->c->v;
	struct hj_buf page = HJ_PAGE;
	const uint8_t *key;
	unsigned team;
	int rc;

	(void)place;
	if ((rc = hj_vault_page_team(v, item->number, &team, err)) != HJ_OK ||
	    (rc = hj_vault_open_record(v, item->number, HJ_KIND_KEYS, NULL,
		 &page, err)) != HJ_OK ||
	    (rc = hj_page_trim_keys(&page, err)) != HJ_OK || !cut(&page, d->id))
		goto out;
	hj_buf_reset(&d->c->scratch);
	if ((rc = hj_vault_page_key(v, team, &key, err)) == HJ_OK &&
	    (rc = hj_page_fill(&page, &d->c->scratch, err)) == HJ_OK)
		rc = hj_vault_seal_record(v, item->number, HJ_KIND_KEYS, key,
		    d->c->scratch.data, d->c->scratch.len, NULL, err);
out:
	hj_buf_clear(&page);
	return rc;
}

int
hj_change_drop_key(struct hj_change *c, const struct hj_id *id,
    struct hj_error *err)
{
	const struct hj_list_io io = hj_vault_list_io(c->v);
	struct dropping d = { .c = c, .id = id };

	return hj_list_each(&c->v->keys, 0, &io, drop_from, &d, err);
}
