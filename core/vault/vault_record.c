#include <assert.h>
#include <string.h>

#include <sodium.h>

#include "core/vault/vault_state.h"

/* Which key of the keyring opens this record? */
static const uint8_t *
key_of(const struct hj_vault *v, const struct hj_head *head)
{
	const struct hj_keyring *k = v->me.keyring;
	int team;

	switch ((enum hj_kind)head->kind) {
	case HJ_KIND_ROOT:
	case HJ_KIND_LOG:
	case HJ_KIND_LIST:
	case HJ_KIND_WITNESS:
		return hj_keyring_find_log(k, head->keyid);
	case HJ_KIND_CATALOGUE:
	case HJ_KIND_KEYS:
	case HJ_KIND_DRAFT:
		if ((team = hj_keyring_find_team(k, head->keyid)) >= 0)
			return hj_keyring_page(k, (unsigned)team);
		team = hj_keyring_find_leaving(k, head->keyid);
		return team < 0 ? NULL : hj_keyring_leaving(k, (unsigned)team);
	case HJ_KIND_REVISION:
		break;
	}
	return NULL;
}

/* What a root, list or row names has to be there. */
static int
where_it_stands(int rc, uint64_t number, struct hj_error *err)
{
	if (rc == HJ_ENOTFOUND && number >= HJ_RECORD_FIRST)
		return hj_fail(err, HJ_ECORRUPT,
		    "record %llu is missing; run 'hanji check'",
		    (unsigned long long)number);
	if (rc == HJ_ECORRUPT)
		return hj_while(err, "record %llu", (unsigned long long)number);
	return rc;
}

static int
open_bytes(const struct hj_vault *v, uint64_t number, enum hj_kind kind,
    const uint8_t *key, const uint8_t *p, size_t n, struct hj_buf *to,
    struct hj_error *err)
{
	const struct hj_place at = { .vault_id = v->facts.vault_id,
		.mask = hj_keyring_mask(v->me.keyring),
		.number = number };
	const struct hj_keyring *k = v->me.keyring;
	uint8_t later[HJ_KEY_LEN];
	struct hj_head head;
	int rc;

	if (key != NULL &&
	    (kind != HJ_KIND_REVISION || hj_keyring_cases(k) == 1))
		return hj_seal_open(&at, kind, key, p, n, to, err);
	if (hj_seal_head(&at, p, n, &head, err) != HJ_OK)
		return (int)err->code;
	/* Of a case: which of its keys, by the removal before it. */
	if (key != NULL && hj_keyring_find_case(k, key, head.keyid, later))
		key = later;
	else if (key == NULL && (key = key_of(v, &head)) == NULL)
		return hj_fail(err, HJ_EAUTH,
		    "sealed under a key that this member does not "
		    "hold");
	rc = hj_seal_open(&at, kind, key, p, n, to, err);
	sodium_memzero(later, sizeof(later));
	return rc;
}

int
hj_vault_open_stored(const struct hj_vault *v, uint64_t number,
    enum hj_kind kind, const uint8_t *key, const uint8_t *p, size_t n,
    struct hj_buf *to, struct hj_error *err)
{
	return where_it_stands(open_bytes(v, number, kind, key, p, n, to, err),
	    number, err);
}

struct stored {
	uint64_t number;
	const uint8_t *p;
	size_t n;
};

static int
get_stored(struct hj_txn *t, void *to, struct hj_error *err)
{
	struct stored *s = to;

	return hj_txn_get(t, s->number, &s->p, &s->n, err);
}

/* Does an open change hold it?  HJ_ENOTFOUND: it takes it away. */
static int
find_pending(struct hj_vault *v, struct stored *s, bool *there,
    struct hj_error *err)
{
	const struct hj_pending_row *row = v->change != NULL
	    ? hj_pending_find(&v->change->pending, s->number)
	    : NULL;

	*there = row != NULL;
	if (row == NULL)
		return HJ_OK;
	if (row->gone)
		return where_it_stands(hj_fail(err, HJ_ENOTFOUND, "deleted"),
		    s->number, err);
	s->p = v->change->pending.bytes + row->at;
	s->n = row->n;
	return HJ_OK;
}

int
hj_vault_stored(struct hj_vault *v, uint64_t number, const uint8_t **ret,
    size_t *n, struct hj_error *err)
{
	struct stored s = { .number = number };
	bool there;
	int rc;

	if ((rc = find_pending(v, &s, &there, err)) != HJ_OK)
		return rc;
	if (!there &&
	    (rc = hj_store_with(v->store, HJ_STORE_READ, get_stored, &s,
		 err)) != HJ_OK)
		return where_it_stands(rc, number, err);
	*ret = s.p;
	*n = s.n;
	return HJ_OK;
}

struct opening {
	const struct hj_vault *v;
	uint64_t number;
	enum hj_kind kind;
	const uint8_t *key;
	struct hj_buf *to;
};

static int
open_within(struct hj_txn *t, void *to, struct hj_error *err)
{
	const struct opening *o = to;
	struct stored s = { .number = o->number };

	if (get_stored(t, &s, err) != HJ_OK)
		return (int)err->code;
	return open_bytes(o->v, o->number, o->kind, o->key, s.p, s.n, o->to,
	    err);
}

int
hj_vault_open_record(struct hj_vault *v, uint64_t number, enum hj_kind kind,
    const uint8_t *key, struct hj_buf *to, struct hj_error *err)
{
	struct opening o = { v, number, kind, key, to };
	struct stored s = { .number = number };
	bool there;
	int rc;

	if ((rc = find_pending(v, &s, &there, err)) != HJ_OK)
		return rc;
	if (there)
		return hj_vault_open_stored(v, number, kind, key, s.p, s.n, to,
		    err);
	return where_it_stands(hj_store_with(v->store, HJ_STORE_READ,
				   open_within, &o, err),
	    number, err);
}

int
hj_vault_seal_record(struct hj_vault *v, uint64_t number, enum hj_kind kind,
    const uint8_t *key, const uint8_t *p, size_t n, uint8_t *ret_hash,
    struct hj_error *err)
{
	const struct hj_place at = { .vault_id = v->facts.vault_id,
		.mask = hj_keyring_mask(v->me.keyring),
		.number = number };
	struct hj_change *c = v->change;
	uint8_t own[HJ_KEY_LEN];
	int rc;

	assert(c != NULL);
	/* Sealed bytes are no secret: no need to wipe what was there. */
	c->sealed.len = 0;
	if (kind == HJ_KIND_REVISION)
		hj_keyring_case(v->me.keyring, key, own);
	else
		memcpy(own, key, sizeof(own));
	rc = hj_seal(&at, kind, HJ_RECORD_VERSION, own, p, n, &c->sealed, err);
	sodium_memzero(own, sizeof(own));
	if (rc != HJ_OK ||
	    hj_pending_put(&c->pending, number, c->sealed.data, c->sealed.len,
		err) != HJ_OK)
		return (int)err->code;
	if (ret_hash != NULL)
		(void)crypto_hash_sha256(ret_hash, c->sealed.data,
		    c->sealed.len);
	return HJ_OK;
}

static int
read_list(void *to, uint64_t number, struct hj_buf *ret, struct hj_error *err)
{
	return hj_vault_open_record(to, number, HJ_KIND_LIST, NULL, ret, err);
}

static int
write_list(void *to, uint64_t number, const uint8_t *p, size_t n,
    struct hj_error *err)
{
	struct hj_vault *v = to;

	return hj_vault_seal_record(v, number, HJ_KIND_LIST,
	    hj_keyring_log(v->me.keyring), p, n, NULL, err);
}

int
hj_vault_page_number(struct hj_vault *v, uint64_t *ret, struct hj_error *err)
{
	if (v->head.next_page >= HJ_RECORD_OTHERS)
		return hj_pending_number(&v->change->pending, ret, err);
	*ret = v->head.next_page++;
	return HJ_OK;
}

static int
make_list(void *to, uint64_t *ret, struct hj_error *err)
{
	return hj_vault_page_number(to, ret, err);
}

struct hj_list_io
hj_vault_list_io(struct hj_vault *v)
{
	return (struct hj_list_io){ .to = v,
		.read = read_list,
		.write = write_list,
		.make = make_list };
}
