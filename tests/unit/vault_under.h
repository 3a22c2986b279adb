/*
 * vault_under.h: reach under a vault, as a failing disk or somebody with an
 * old copy would.  Needs a `w` (vault_world.h) that no process has open.
 */
#ifndef HJ_TESTS_VAULT_UNDER_H
#define HJ_TESTS_VAULT_UNDER_H

#include "core/crypto/seal.h"
#include "core/store/store.h"
#include "core/vault/vault_state.h"
#include "tests/unit/vault_world.h"

static struct world w;

static inline void
copy(const char *from, const char *to)
{
	char command[512];

	(void)snprintf(command, sizeof(command),
	    "rm -rf %s/%s && cp -a %s/%s %s/%s", w.top, to, w.top, from, w.top,
	    to);
	assert_int_equal(system(command), 0);
}

typedef void touch_fn(struct hj_txn *t, void *to);
struct touch {
	touch_fn *fn;
	void *to;
};

static inline int
touch(struct hj_txn *t, void *to, struct hj_error *err)
{
	struct touch *x = to;

	(void)err;
	x->fn(t, x->to);
	return HJ_OK;
}

static inline void
under(touch_fn *fn, void *to)
{
	const struct hj_store_opening how = { .dir = w.dir, .write = true };
	struct hj_error err = HJ_ERROR;
	struct hj_store *s = NULL;
	struct touch x = { fn, to };

	must(hj_store_open(&how, &s, &err), &err);
	must(hj_store_with(s, HJ_STORE_WRITE, touch, &x, &err), &err);
	hj_store_close(s);
}

struct record {
	uint64_t number;
	size_t n;
	uint8_t p[HJ_PAGE_STORED];
};

static inline void
take(struct hj_txn *t, void *to)
{
	struct hj_error err = HJ_ERROR;
	struct record *r = to;
	const uint8_t *p;

	must(hj_txn_get(t, r->number, &p, &r->n, &err), &err);
	assert_true(r->n <= sizeof(r->p));
	memcpy(r->p, p, r->n);
}

static inline void
put_back(struct hj_txn *t, void *to)
{
	struct hj_error err = HJ_ERROR;
	struct record *r = to;

	must(hj_txn_put(t, r->number, r->p, r->n, &err), &err);
}

static inline void
drop(struct hj_txn *t, void *to)
{
	struct hj_error err = HJ_ERROR;
	struct record *r = to;

	must(hj_txn_delete(t, r->number, &err), &err);
}

/* Record numbers by kind, in ascending order. */
struct kinds {
	const struct hj_vault *v;
	enum hj_kind kind;
	size_t n;
	uint64_t number[64];
};

static inline int
classify(void *to, uint64_t number, const uint8_t *p, size_t n,
    struct hj_error *err)
{
	struct kinds *k = to;
	const struct hj_place at = { .vault_id = k->v->facts.vault_id,
		.mask = hj_keyring_mask(k->v->me.keyring),
		.number = number };
	struct hj_head head;

	must(hj_seal_head(&at, p, n, &head, err), err);
	if (head.kind == k->kind)
		k->number[k->n++] = number;
	return HJ_OK;
}

static inline int
look(struct hj_txn *t, void *to, struct hj_error *err)
{
	return hj_txn_each(t, 1, classify, to, err);
}

static inline uint64_t
number_of(enum hj_kind kind, size_t place)
{
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v = open_vault(&w, false);
	struct kinds k = { .v = v, .kind = kind };

	must(hj_store_with(v->store, HJ_STORE_READ, look, &k, &err), &err);
	hj_vault_close(v);
	assert_true(place < k.n);
	return k.number[place];
}

static inline void
flip(uint64_t number, size_t at)
{
	struct record r = { .number = number };

	under(take, &r);
	r.p[at % r.n] ^= 0x10;
	under(put_back, &r);
}

#endif
