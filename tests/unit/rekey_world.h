/*
 * rekey_world.h: an attacker who holds old data files and every key of today.
 *
 * He works on raw files: data.mdb through the store, keys from the keyring, and
 * tries each key on each record as each kind, whatever its head says.
 */
#ifndef HJ_TESTS_REKEY_WORLD_H
#define HJ_TESTS_REKEY_WORLD_H

#include "core/base/base.h"
#include "core/vault/rekey.h"
#include "core/vault/vault_state.h"
#include "tests/unit/vault_world.h"

#define KEYS_MAX (3 + 2 * HJ_TEAMS_MAX)

struct attack {
	const struct hj_vault *v;
	const uint8_t *key[KEYS_MAX];
	size_t nkeys;
	uint64_t tried, pages, opened; /* records; catalogue, key and draft
					* pages; of these opened */
};

static inline void
attack_keys(struct attack *a)
{
	const struct hj_keyring *k = a->v->me.keyring;

	a->nkeys = 0;
	a->key[a->nkeys++] = hj_keyring_log(k);
	a->key[a->nkeys++] = hj_keyring_mask(k);
	a->key[a->nkeys++] = hj_keyring_lookup(k);
	for (unsigned i = 0; i < HJ_TEAMS_MAX; i++) {
		if (hj_keyring_page(k, i) != NULL)
			a->key[a->nkeys++] = hj_keyring_page(k, i);
		if (hj_keyring_leaving(k, i) != NULL)
			a->key[a->nkeys++] = hj_keyring_leaving(k, i);
	}
}

static inline int
attack_record(void *to, uint64_t number, const uint8_t *p, size_t n,
    struct hj_error *err)
{
	static const enum hj_kind kinds[] = { HJ_KIND_CATALOGUE, HJ_KIND_KEYS,
		HJ_KIND_DRAFT, HJ_KIND_REVISION };
	struct attack *a = to;
	const struct hj_place at = { .vault_id = a->v->facts.vault_id,
		.mask = hj_keyring_mask(a->v->me.keyring),
		.number = number };
	struct hj_buf plain = HJ_BUF(HJ_RECORD_MAX);
	struct hj_error why = HJ_ERROR;
	struct hj_head head;
	bool open = false;

	(void)err;
	a->tried++;
	if (hj_seal_head(&at, p, n, &head, &why) == HJ_OK &&
	    (head.kind == HJ_KIND_CATALOGUE || head.kind == HJ_KIND_KEYS ||
		head.kind == HJ_KIND_DRAFT))
		a->pages++;
	for (size_t k = 0; k < a->nkeys; k++)
		for (size_t i = 0; i < HJ_LEN(kinds); i++)
			if (hj_seal_open(&at, kinds[i], a->key[k], p, n, &plain,
				&why) == HJ_OK)
				open = true;
	a->opened += open;
	hj_buf_clear(&plain);
	return HJ_OK;
}

static inline int
attack_txn(struct hj_txn *t, void *to, struct hj_error *err)
{
	return hj_txn_each(t, 0, attack_record, to, err);
}

/* Every record of the data.mdb in `dir` against every key that v holds. */
static inline struct attack
attack(const struct hj_vault *v, const char *dir)
{
	const struct hj_store_opening how = { .dir = dir };
	struct attack a = { .v = v };
	struct hj_error err = HJ_ERROR;
	struct hj_store *s = NULL;

	attack_keys(&a);
	must(hj_store_open(&how, &s, &err), &err);
	must(hj_store_with(s, HJ_STORE_READ, attack_txn, &a, &err), &err);
	hj_store_close(s);
	return a;
}

/* A copy of the whole world as it is on disk now, under another name. */
static inline void
copy_world(const struct world *w, const char *name, struct world *ret)
{
	char command[512];

	*ret = *w;
	(void)snprintf(ret->top, sizeof(ret->top), "%.40s-%s", w->top, name);
	(void)snprintf(ret->dir, sizeof(ret->dir), "%s/vault", ret->top);
	(void)snprintf(ret->state, sizeof(ret->state), "%s/state", ret->top);
	(void)snprintf(command, sizeof(command), "cp -a %s %s", w->top,
	    ret->top);
	assert_int_equal(system(command), 0);
}

static inline void
drop_copy(const struct world *w)
{
	char command[128];

	(void)snprintf(command, sizeof(command), "rm -rf %s", w->top);
	assert_int_equal(system(command), 0);
}

/* ---- a vault with some pages, for all tests of a program ---- */

#define CASES 300
#define PAGES 5 /* of catalogue and keys, and a draft, at least */

static struct world world;
static struct hj_id ids[CASES];

static inline int
set_up(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;
	struct hj_vault *v;

	(void)state;
	make_world(&world);
	v = open_vault(&world, true);
	must(hj_vault_begin(v, NULL, &c, &err), &err);
	for (size_t i = 0; i < CASES; i++) {
		hj_id_random(&ids[i]);
		(void)put_title(c, &ids[i], "one");
	}
	must(hj_change_commit(c, &err), &err);
	must(hj_vault_draft_save(v, &ids[0], (const uint8_t *)"draft", 5, &err),
	    &err);
	hj_vault_close(v);
	return 0;
}

static inline int
tear_down(void **state)
{
	(void)state;
	free_world(&world);
	return 0;
}

static inline void
expect_whole(struct hj_vault *v, const char *title)
{
	struct hj_buf draft = HJ_BUF(100);
	struct hj_error err = HJ_ERROR;
	struct hj_verify_facts facts;

	for (size_t i = 0; i < CASES; i++)
		expect_title(v, &ids[i], title);
	must(hj_vault_draft_load(v, &ids[0], &draft, &err), &err);
	assert_int_equal(draft.len, 5);
	hj_buf_clear(&draft);
	must(hj_vault_verify(v, true, NULL, 0, NULL, NULL, NULL, &facts, &err),
	    &err);
	must(hj_vault_check(v, false, NULL, NULL, NULL, &facts, &err), &err);
}

/* By the passphrase, read-only: what a person does. */
static inline void
expect_opens(const struct world *w, const char *title)
{
	const struct hj_vault_opening how = { .at = where(w),
		.passphrase = w->passphrase };
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v = NULL;

	must(hj_vault_open(&how, &v, &err), &err);
	expect_whole(v, title);
	hj_vault_close(v);
}

#endif
