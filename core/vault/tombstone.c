#include <stdio.h>
#include <string.h>
#include <time.h>

#include <sodium.h>

#include "core/case/part.h"
#include "core/vault/tombstone.h"
#include "core/vault/vault_state.h"

#define VERSION 0

static bool
take(struct hj_cursor *c, void *to, size_t n)
{
	const uint8_t *p = hj_cursor_bytes(c, n);

	if (p != NULL)
		memcpy(to, p, n);
	return p != NULL;
}

static bool
read_one(struct hj_cursor *c, struct hj_tombstone *t)
{
	*t = (struct hj_tombstone){ 0 };
	if (!take(c, t->id.b, sizeof(t->id.b)) ||
	    !take(c, t->log_id, sizeof(t->log_id)))
		return false;
	t->time = (int64_t)hj_cursor_u64(c);
	return take(c, t->kind, sizeof(t->kind)) &&
	    take(c, t->element, sizeof(t->element)) &&
	    t->kind[sizeof(t->kind) - 1] == '\0' &&
	    t->element[sizeof(t->element) - 1] == '\0';
}

static int
decode(const struct hj_buf *bytes, const struct hj_id *id, struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_cursor c = HJ_CURSOR(bytes->data, bytes->len);
	struct hj_tombstone t;
	uint32_t n;

	if (hj_cursor_u16(&c) > VERSION && !c.bad)
		return hj_fail(err, HJ_EVERSION,
		    "this vault was written by a newer hanji; install it");
	n = hj_cursor_u32(&c);
	for (uint32_t i = 0; i < n && !c.bad; i++) {
		if (!read_one(&c, &t)) {
			c.bad = true;
			break;
		}
		if (id != NULL && memcmp(t.id.b, id->b, sizeof(id->b)) != 0)
			continue;
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
		if (hj_buf_add(to, t[i].id.b, sizeof(t[i].id.b), err) !=
			HJ_OK ||
		    hj_buf_add(to, t[i].log_id, sizeof(t[i].log_id), err) !=
			HJ_OK ||
		    hj_buf_u64(to, (uint64_t)t[i].time, err) != HJ_OK ||
		    hj_buf_add(to, t[i].kind, sizeof(t[i].kind), err) !=
			HJ_OK ||
		    hj_buf_add(to, t[i].element, sizeof(t[i].element), err) !=
			HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

struct reading {
	const struct hj_id *id;
	struct hj_buf *to;
};

static int
read_all(struct hj_vault *v, void *to, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	const struct reading *r = to;
	struct hj_root_settings s;
	int rc = hj_vault_settings(v, &s, err);

	if (rc == HJ_OK && s.tombstones != 0 &&
	    (rc = hj_vault_open_record(v, s.tombstones, HJ_KIND_ROOT, NULL,
		 &bytes, err)) == HJ_OK &&
	    (rc = hj_vault_check_newest(&bytes, s.tombstones_hash, err)) ==
		HJ_OK)
		rc = decode(&bytes, r->id, r->to, err);
	hj_buf_clear(&bytes);
	return rc;
}

int
hj_vault_tombstones(struct hj_vault *v, const struct hj_id *id,
    struct hj_buf *to, struct hj_error *err)
{
	struct reading r = { id, to };

	hj_buf_reset(to);
	return hj_vault_reading(v, read_all, &r, err);
}

int
hj_vault_was_erased(struct hj_vault *v, const struct hj_id *id, bool *ret,
    int64_t *when, struct hj_error *err)
{
	struct hj_buf all = HJ_TOMBSTONES;
	const struct hj_tombstone *t;
	int rc = hj_vault_tombstones(v, id, &all, err);

	*ret = false;
	t = (const void *)all.data;
	for (size_t i = 0; i < all.len / sizeof(*t); i++) {
		if (t[i].kind[0] != '\0')
			continue;
		*ret = true;
		if (when != NULL)
			*when = t[i].time;
	}
	hj_buf_clear(&all);
	return rc;
}

int
hj_vault_erased_of(struct hj_vault *v, const struct hj_record *r, bool *whole,
    bool *part, struct hj_error *err)
{
	struct hj_buf all = HJ_TOMBSTONES;
	const struct hj_tombstone *t;
	const struct hj_node *node;
	struct hj_id id;
	int rc;

	*whole = *part = false;
	if ((rc = hj_record_id(r, &id, err)) == HJ_OK)
		rc = hj_vault_tombstones(v, &id, &all, err);
	t = (const void *)all.data;
	for (size_t i = 0; i < all.len / sizeof(*t); i++)
		if (t[i].kind[0] == '\0')
			*whole = true;
		else if (t[i].element[0] != '\0' &&
		    (node = hj_record_find(r, t[i].element)) != NULL &&
		    strcmp(node->name, t[i].kind) == 0)
			*part = true;
	hj_buf_clear(&all);
	return rc;
}

/* ---- one more ---- */

static int
add(struct hj_buf *all, const struct hj_row *row, const struct hj_part *part,
    struct hj_error *err)
{
	struct hj_tombstone t = { .id = row->id, .time = (int64_t)time(NULL) };

	memcpy(t.log_id, row->log_id, sizeof(t.log_id));
	if (part != NULL) {
		(void)snprintf(t.kind, sizeof(t.kind), "%s",
		    hj_part_kind(part));
		(void)snprintf(t.element, sizeof(t.element), "%s",
		    hj_part_id(part));
	}
	return hj_buf_add(all, &t, sizeof(t), err);
}

int
hj_change_tombstone(struct hj_change *c, const struct hj_row *row,
    const struct hj_part *part, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	struct hj_buf all = HJ_TOMBSTONES;
	const uint8_t *log = hj_keyring_log(c->v->me.keyring);
	struct hj_root_settings s;
	int rc;

	if ((rc = hj_vault_settings(c->v, &s, err)) != HJ_OK ||
	    (rc = hj_vault_tombstones(c->v, NULL, &all, err)) != HJ_OK ||
	    (rc = add(&all, row, part, err)) != HJ_OK ||
	    (rc = encode(&all, &bytes, err)) != HJ_OK)
		goto out;
	if (s.tombstones == 0)
		rc = hj_vault_page_number(c->v, &s.tombstones, err);
	(void)crypto_hash_sha256(s.tombstones_hash, bytes.data, bytes.len);
	if (rc == HJ_OK && (rc = hj_change_settings(c, &s, err)) == HJ_OK)
		rc = hj_vault_seal_record(c->v, s.tombstones, HJ_KIND_ROOT, log,
		    bytes.data, bytes.len, NULL, err);
	/* What comes next in this change is asked again. */
	c->nothing_erased = false;
out:
	hj_buf_clear(&all);
	hj_buf_clear(&bytes);
	return rc;
}
