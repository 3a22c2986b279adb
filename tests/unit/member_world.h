/*
 * member_world.h: a vault with somebody of each role in it, and what a seed
 * opens in its files, found without the vault: header.a parsed, data.mdb walked
 * record by record, each tried with every key that follows from the seed.
 */
#ifndef HJ_TESTS_MEMBER_WORLD_H
#define HJ_TESTS_MEMBER_WORLD_H

#include "vault_world.h"

#include "core/keys/header.h"
#include "core/keys/member.h"
#include "core/log/logentry.h"
#include "core/log/logpage.h"
#include "core/store/list.h"
#include "core/store/page.h"
#include "core/store/root.h"
#include "core/store/store.h"
#include "core/vault/audit.h"
#include "core/vault/vault_member.h"

#define KEYS_MAX 256

/* Whatever somebody can do with the files and a seed. */
struct powers {
	bool opened; /* a keyring */
	bool header; /* read and change the list in the header */
	uint64_t rows, revisions, pages; /* that opened; of the log: pages */
	uint64_t entries; /* verified */
	bool verified;
	bool may_write, may_enrol; /* so that an audit passes */
};

struct prying {
	struct powers *p;
	struct hj_opened me;
	uint8_t vault_id[HJ_VAULT_ID_LEN];
	uint64_t from; /* records below are not looked at, but rows */
	uint8_t key[KEYS_MAX][HJ_KEY_LEN]; /* of cases */
	size_t nkeys;
	struct hj_buf plain;
	struct hj_root_head head;
	struct hj_audit *audit;
	struct hj_log_head log;
	uint64_t position;
};

static inline struct hj_place
place_at(const struct prying *x, uint64_t number)
{
	return (struct hj_place){ .vault_id = x->vault_id,
		.mask = hj_keyring_mask(x->me.keyring),
		.number = number };
}

/* With each key that this member has for pages, or for the log. */
static inline bool
try_all(struct prying *x, uint64_t number, enum hj_kind kind, bool teams,
    const uint8_t *p, size_t n)
{
	const struct hj_place at = place_at(x, number);
	const struct hj_keyring *k = x->me.keyring;

	for (size_t i = 0; i < HJ_OLD_LOGS_MAX + 1; i++) {
		const uint8_t *key = !teams ? hj_keyring_log_at(k, i)
		    : i < HJ_TEAMS_MAX      ? hj_keyring_page(k, (unsigned)i)
					    : NULL;
		struct hj_error why = HJ_ERROR;

		hj_buf_reset(&x->plain);
		if (key != NULL &&
		    hj_seal_open(&at, kind, key, p, n, &x->plain, &why) ==
			HJ_OK)
			return true;
	}
	return false;
}

static inline int
pry_rows(void *to, uint64_t number, const uint8_t *p, size_t n,
    struct hj_error *err)
{
	struct prying *x = to;
	struct hj_cursor c;
	struct hj_row row;

	if (!try_all(x, number, HJ_KIND_CATALOGUE, true, p, n))
		return HJ_OK;
	must(hj_page_trim(&x->plain, err), err);
	c = HJ_CURSOR(x->plain.data, x->plain.len);
	while (c.left != 0) {
		must(hj_row_decode(&c, &row, err), err);
		x->p->rows++;
		assert_true(x->nkeys < KEYS_MAX);
		memcpy(x->key[x->nkeys++], row.dek, HJ_KEY_LEN);
	}
	return HJ_OK;
}

static inline int
pry_revisions(void *to, uint64_t number, const uint8_t *p, size_t n,
    struct hj_error *err)
{
	struct prying *x = to;
	const struct hj_place at = place_at(x, number);
	uint8_t key[HJ_KEY_LEN];

	(void)err;
	if (number < x->from)
		return HJ_OK;
	for (size_t i = 0; i < x->nkeys; i++)
		for (size_t k = 0; k < hj_keyring_cases(x->me.keyring); k++) {
			struct hj_error why = HJ_ERROR;

			hj_buf_reset(&x->plain);
			hj_keyring_case_at(x->me.keyring, k, x->key[i], key);
			if (hj_seal_open(&at, HJ_KIND_REVISION, key, p, n,
				&x->plain, &why) != HJ_OK)
				continue;
			x->p->revisions++;
			return HJ_OK;
		}
	return HJ_OK;
}

static inline int
pry_log(void *to, uint64_t number, const uint8_t *p, size_t n,
    struct hj_error *err)
{
	struct prying *x = to;
	struct hj_logentry_reader r;

	if (number < x->from || !try_all(x, number, HJ_KIND_LOG, false, p, n))
		return HJ_OK;
	if (x->audit == NULL) {
		x->p->pages++;
		return HJ_OK;
	}
	must(hj_audit_page(x->audit, number, x->position, &x->plain, NULL, NULL,
		 err),
	    err);
	must(hj_logentry_open(x->plain.data, x->plain.len, &r, err), err);
	x->position += r.count;
	return HJ_OK;
}

static inline int
quiet(void *to, const struct hj_damage *d, struct hj_error *err)
{
	(void)to;
	(void)err;
	(void)d;
	return HJ_OK;
}

/* The head of the log, and whether all of it is verified by this member. */
static inline int
pry_verify(struct hj_txn *t, void *to, struct hj_error *err)
{
	struct hj_report report = { .fn = quiet };
	struct hj_verify_facts facts;
	struct prying *x = to;
	const uint8_t *p;
	size_t n;

	must(hj_txn_get(t, HJ_ROOT_HEAD, &p, &n, err), err);
	if (!try_all(x, HJ_ROOT_HEAD, HJ_KIND_ROOT, false, p, n))
		return HJ_OK;
	must(hj_root_head_decode(x->plain.data, x->plain.len, &x->head, err),
	    err);
	must(hj_log_head_decode(x->head.log.data, x->head.log.len, &x->log,
		 err),
	    err);
	must(hj_audit_new(&x->log, &report, &x->audit, err), err);
	must(hj_txn_each(t, HJ_RECORD_FIRST, pry_log, x, err), err);
	must(hj_audit_end(x->audit, &facts, err), err);
	x->p->entries = facts.entries;
	x->p->verified = report.damaged == 0 && facts.entries == x->log.entries;
	return HJ_OK;
}

/* Everything that opens: pages of rows, then what their keys open. */
static inline int
pry_all(struct hj_txn *t, void *to, struct hj_error *err)
{
	struct prying *x = to;
	uint64_t from = x->from;

	must(hj_txn_each(t, HJ_RECORD_FIRST, pry_rows, x, err), err);
	must(hj_txn_each(t, HJ_RECORD_FIRST, pry_revisions, x, err), err);
	must(hj_txn_each(t, HJ_RECORD_FIRST, pry_log, x, err), err);
	x->from = 0;
	must(pry_verify(t, x, err), err);
	x->from = from;
	return HJ_OK;
}

/* What the roll says that they may sign, now. */
static inline void
pry_rights(struct prying *x)
{
	struct hj_error why = HJ_ERROR;
	enum hj_role role = HJ_ROLE_NONE;

	if (x->log.entries == 0 ||
	    hj_log_head_admit(&x->log, x->me.member, &role, &why) != HJ_OK)
		return;
	x->p->may_write = hj_role_may(role, HJ_DID_UPDATE, true);
	x->p->may_enrol = hj_roll_add(&x->log.roll, x->vault_id, x->me.member,
			      hj_member_public(x->me.member)->ed25519, role,
			      x->log.entries, &why) == HJ_OK;
}

static inline int
last_record(struct hj_txn *t, void *to, struct hj_error *err)
{
	return hj_txn_last(t, to, err);
}

/*
 * `old` (may be NULL): what they copied while they were a member, a header file
 * whose keyring they opened and the keys of cases that they knew, which are
 * added to what opens now.
 */
static inline void
pry_with(const struct world *w, const struct hj_secret *seed, uint64_t from,
    const struct hj_header *old, const struct prying *known, struct powers *p,
    struct prying *ret_keys)
{
	const struct hj_store_opening how = { .dir = w->dir };
	struct prying *x = calloc(1, sizeof(*x));
	struct hj_error err = HJ_ERROR;
	struct hj_header *h = NULL;
	struct hj_header_facts facts;
	struct hj_store *store = NULL;

	assert_non_null(x);
	*p = (struct powers){ .opened = false };
	x->p = p;
	x->from = from;
	x->plain = HJ_BUF(HJ_RECORD_MAX);
	hj_root_head_init(&x->head);
	must(hj_header_load(w->dir, &h, &err), &err);
	hj_header_facts(h, &facts);
	memcpy(x->vault_id, facts.vault_id, sizeof(x->vault_id));
	p->opened = hj_header_open(h, NULL, seed, &x->me, &err) == HJ_OK;
	if (!p->opened && old != NULL) {
		struct hj_error why = HJ_ERROR;

		must(hj_header_open(old, NULL, seed, &x->me, &why), &why);
	}
	if (x->me.keyring != NULL) {
		struct hj_header_member m;
		struct hj_error why = HJ_ERROR;

		/* Whoever was removed opens the old list, not the new. */
		p->header =
		    hj_header_member(h, x->me.keyring, 0, &m, &why) == HJ_OK;
		if (known != NULL) {
			memcpy(x->key, known->key, sizeof(x->key));
			x->nkeys = known->nkeys;
		}
		err = HJ_ERROR;
		must(hj_store_open(&how, &store, &err), &err);
		must(hj_store_with(store, HJ_STORE_READ, pry_all, x, &err),
		    &err);
		hj_store_close(store);
		pry_rights(x);
	}
	if (ret_keys != NULL) {
		memcpy(ret_keys->key, x->key, sizeof(x->key));
		ret_keys->nkeys = x->nkeys;
	}
	hj_audit_free(x->audit);
	hj_log_head_clear(&x->log);
	hj_root_head_clear(&x->head);
	hj_buf_clear(&x->plain);
	hj_opened_clear(&x->me);
	hj_header_free(h);
	free(x);
}

static inline void
pry(const struct world *w, const struct hj_secret *seed, uint64_t from,
    const struct hj_header *old, const struct prying *known, struct powers *p)
{
	pry_with(w, seed, from, old, known, p, NULL);
}

/* The keys of the cases that they see, too. */
static inline void
pry_keys(const struct world *w, const struct hj_secret *seed, struct powers *p,
    struct prying *ret)
{
	pry_with(w, seed, 0, NULL, NULL, p, ret);
}

#endif
