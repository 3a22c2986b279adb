#include "core/vault/vault_state.h"

/* Not there, or not what was sealed; else it may be whole. */
static bool
is_lost(int rc)
{
	return rc == HJ_ECORRUPT || rc == HJ_ENOTFOUND;
}

int
hj_vault_read_root(struct hj_vault *v, enum hj_root root, struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_error first = { .say = err->say }, second = first;
	uint64_t twin = (uint64_t)root + HJ_ROOT_TWIN;
	int a, b;

	a = hj_vault_open_record(v, root, HJ_KIND_ROOT, NULL, to, &first);
	if (a == HJ_OK)
		return HJ_OK;
	b = a == HJ_ENOMEM
	    ? a
	    : hj_vault_open_record(v, twin, HJ_KIND_ROOT, NULL, to, &second);
	/* Not an error for everybody: nothing is left of it in *err. */
	if (a == HJ_ENOTFOUND && b == HJ_ENOTFOUND)
		return HJ_ENOTFOUND;
	if (b != HJ_OK && !(is_lost(a) && is_lost(b))) {
		*err = is_lost(a) ? second : first;
		return (int)err->code;
	}
	v->roots_damaged |= 1u << root;
	if (b == HJ_OK)
		return HJ_OK;
	v->roots_damaged |= 1u << twin;
	return hj_fail(err, HJ_ECORRUPT,
	    "records %u and %llu are damaged, from which the others are "
	    "found; run 'hanji check --repair', or restore a backup",
	    (unsigned)root, (unsigned long long)twin);
}

int
hj_vault_find_root(struct hj_vault *v, enum hj_root root, struct hj_buf *to,
    bool *there, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	int rc = hj_vault_read_root(v, root, to, &why);

	*there = rc == HJ_OK;
	if (rc == HJ_OK || rc == HJ_ENOTFOUND)
		return HJ_OK;
	*err = why;
	return rc;
}

int
hj_vault_write_root(struct hj_vault *v, enum hj_root root,
    const struct hj_buf *content, struct hj_error *err)
{
	const uint8_t *key = hj_keyring_log(v->me.keyring);

	if (hj_vault_seal_record(v, root, HJ_KIND_ROOT, key, content->data,
		content->len, NULL, err) != HJ_OK)
		return (int)err->code;
	return hj_vault_seal_record(v, (uint64_t)root + HJ_ROOT_TWIN,
	    HJ_KIND_ROOT, key, content->data, content->len, NULL, err);
}

void
hj_vault_forget(struct hj_vault *v)
{
	hj_root_head_clear(&v->head);
	hj_list_clear(&v->catalogue);
	hj_list_clear(&v->keys);
	hj_index_clear(&v->tail);
	hj_cache_clear(&v->cache);
	v->tail_loaded = false;
	v->tail_partial = false;
	v->loaded = false;
}

static int
load_list(struct hj_vault *v, enum hj_root root, struct hj_list *ret,
    struct hj_buf *bytes, struct hj_error *err)
{
	struct hj_cursor c;
	int rc;

	hj_buf_reset(bytes);
	if ((rc = hj_vault_read_root(v, root, bytes, err)) != HJ_OK)
		return rc == HJ_ENOTFOUND ? HJ_OK : rc;
	c = HJ_CURSOR(bytes->data, bytes->len);
	return hj_list_decode(&c, ret, err);
}

static int
load(struct hj_vault *v, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	int rc;

	hj_vault_forget(v);
	rc = hj_vault_read_root(v, HJ_ROOT_HEAD, &bytes, err);
	if (rc == HJ_ENOTFOUND && v->creating)
		rc = HJ_OK;
	else if (rc == HJ_ENOTFOUND)
		rc = hj_fail(err, HJ_ECORRUPT,
		    "record 1 is missing; restore a backup");
	else if (rc == HJ_OK)
		rc = hj_root_head_decode(bytes.data, bytes.len, &v->head, err);
	if (rc == HJ_OK)
		rc =
		    load_list(v, HJ_ROOT_CATALOGUE, &v->catalogue, &bytes, err);
	if (rc == HJ_OK)
		rc = load_list(v, HJ_ROOT_KEYS, &v->keys, &bytes, err);
	hj_buf_clear(&bytes);
	v->loaded = rc == HJ_OK;
	return rc;
}

struct reading {
	struct hj_vault *v;
	hj_reading_fn *fn;
	void *to;
};

static int
read_snapshot(struct hj_txn *t, void *to, struct hj_error *err)
{
	const struct reading *r = to;
	struct hj_vault *v = r->v;
	uint64_t now = hj_txn_snapshot(t);

	/* With an open change we hold the writer's lock: nobody else commits,
	 * and what is in memory is ahead of the store. */
	if (v->change == NULL && (!v->loaded || v->snapshot != now)) {
		if (load(v, err) != HJ_OK)
			return (int)err->code;
		v->snapshot = now;
	}
	return r->fn(v, r->to, err);
}

int
hj_vault_reading(struct hj_vault *v, hj_reading_fn *fn, void *to,
    struct hj_error *err)
{
	struct reading r = { v, fn, to };

	return hj_store_with(v->store, HJ_STORE_READ, read_snapshot, &r, err);
}
