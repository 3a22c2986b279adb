#include <string.h>
#include <time.h>

#include "core/tombstone.h"
#include "core/vault_state.h"

#define VERSION 0
#define TOMBSTONES_MAX ((size_t)4 << 20) /* bytes in memory */

static int
decode(const struct hj_buf *bytes, struct hj_buf *to, struct hj_error *err)
{
	struct hj_cursor c = HJ_CURSOR(bytes->data, bytes->len);
	struct hj_tombstone t;
	const uint8_t *key, *log_id;
	uint32_t n;

	if (hj_cursor_u16(&c) > VERSION && !c.bad)
		return hj_fail(err, HJ_EVERSION,
		    "this vault was written by a newer hanji; install it");
	n = hj_cursor_u32(&c);
	for (uint32_t i = 0; i < n && !c.bad; i++) {
		t = (struct hj_tombstone){ 0 };
		key = hj_cursor_bytes(&c, sizeof(t.key));
		log_id = hj_cursor_bytes(&c, sizeof(t.log_id));
		t.time = (int64_t)hj_cursor_u64(&c);
		(void)hj_cursor_u64(&c);
		if (c.bad)
			break;
		memcpy(t.key, key, sizeof(t.key));
		memcpy(t.log_id, log_id, sizeof(t.log_id));
		if (hj_buf_add(to, &t, sizeof(t), err) != HJ_OK)
			return (int)err->code;
	}
	return c.bad ? hj_fail(err, HJ_ECORRUPT,
			   "the list of what was erased is damaged")
		     : HJ_OK;
}

static int
encode(const struct hj_buf *all, struct hj_buf *to, struct hj_error *err)
{
	const struct hj_tombstone *t = (const void *)all->data;
	size_t n = all->len / sizeof(*t);

	if (hj_buf_u16(to, VERSION, err) != HJ_OK ||
	    hj_buf_u32(to, (uint32_t)n, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < n; i++)
		if (hj_buf_add(to, t[i].key, sizeof(t[i].key), err) != HJ_OK ||
		    hj_buf_add(to, t[i].log_id, sizeof(t[i].log_id), err) !=
			HJ_OK ||
		    hj_buf_u64(to, (uint64_t)t[i].time, err) != HJ_OK ||
		    hj_buf_u64(to, 0, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

static int
read_all(struct hj_vault *v, void *to, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	struct hj_root_settings s;
	int rc = hj_vault_settings(v, &s, err);

	if (rc == HJ_OK && s.tombstones != 0 &&
	    (rc = hj_vault_open_record(v, s.tombstones, HJ_KIND_ROOT, NULL,
		 &bytes, err)) == HJ_OK)
		rc = decode(&bytes, to, err);
	hj_buf_clear(&bytes);
	return rc;
}

int
hj_vault_tombstones(struct hj_vault *v, struct hj_buf *to, struct hj_error *err)
{
	hj_buf_reset(to);
	return hj_vault_reading(v, read_all, to, err);
}

int
hj_vault_was_erased(struct hj_vault *v, const struct hj_id *id, bool *ret,
    int64_t *when, struct hj_error *err)
{
	struct hj_buf all = HJ_BUF(TOMBSTONES_MAX);
	const struct hj_tombstone *t;
	uint8_t key[HJ_INDEX_KEY];
	int rc = hj_vault_tombstones(v, &all, err);

	*ret = false;
	t = (const void *)all.data;
	hj_index_key(hj_keyring_lookup(v->me.keyring), id, key);
	for (size_t i = 0; i < all.len / sizeof(*t); i++) {
		if (memcmp(t[i].key, key, sizeof(key)) != 0)
			continue;
		*ret = true;
		if (when != NULL)
			*when = t[i].time;
	}
	hj_buf_clear(&all);
	return rc;
}

int
hj_change_tombstone(struct hj_change *c, const struct hj_row *row,
    struct hj_error *err)
{
	struct hj_buf all = HJ_BUF(TOMBSTONES_MAX);
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	struct hj_tombstone t = { .time = (int64_t)time(NULL) };
	const uint8_t *log = hj_keyring_log(c->v->me.keyring);
	struct hj_root_settings s;
	int rc;

	hj_index_key(hj_keyring_lookup(c->v->me.keyring), &row->id, t.key);
	memcpy(t.log_id, row->log_id, sizeof(t.log_id));
	if ((rc = hj_vault_settings(c->v, &s, err)) != HJ_OK ||
	    (rc = hj_vault_tombstones(c->v, &all, err)) != HJ_OK ||
	    (rc = hj_buf_add(&all, &t, sizeof(t), err)) != HJ_OK ||
	    (rc = encode(&all, &bytes, err)) != HJ_OK)
		goto out;
	if (s.tombstones == 0) {
		rc = hj_vault_page_number(c->v, &s.tombstones, err);
		if (rc == HJ_OK)
			rc = hj_change_settings(c, &s, err);
	}
	if (rc == HJ_OK)
		rc = hj_vault_seal_record(c->v, s.tombstones, HJ_KIND_ROOT, log,
		    bytes.data, bytes.len, NULL, err);
out:
	hj_buf_clear(&all);
	hj_buf_clear(&bytes);
	return rc;
}
