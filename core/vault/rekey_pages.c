#include "core/vault/rekey_own.h"

/* Pages in one change: what it holds in memory is bounded. */
#define BATCH 1024
#define PAGES ((size_t)1 << 30) /* bytes, of 10^9 cases */

/* A page, draft or page of keys: whatever is sealed under a page key. */
struct page {
	uint64_t number;
	unsigned team;
	enum hj_kind kind;
};

struct looking {
	struct hj_vault *v;
	struct hj_buf *leaving; /* struct page each; NULL: only look */
};

static bool
is_page(const struct hj_head *h)
{
	return h->kind == HJ_KIND_CATALOGUE || h->kind == HJ_KIND_KEYS ||
	    h->kind == HJ_KIND_DRAFT;
}

static int
look_at(void *to, uint64_t number, const uint8_t *p, size_t n,
    struct hj_error *err)
{
	const struct looking *l = to;
	const struct hj_keyring *k = l->v->me.keyring;
	const struct hj_place at = { .vault_id = l->v->facts.vault_id,
		.mask = hj_keyring_mask(k),
		.number = number };
	struct hj_error damaged = HJ_ERROR; /* for 'check' to report */
	struct page page = { .number = number };
	struct hj_head head;
	int team;

	if (hj_seal_head(&at, p, n, &head, &damaged) != HJ_OK ||
	    !is_page(&head) || hj_keyring_find_team(k, head.keyid) >= 0)
		return HJ_OK;
	if ((team = hj_keyring_find_leaving(k, head.keyid)) < 0)
		return hj_fail(err, HJ_EAUTH,
		    "only who holds the keys of all teams can renew them: ask an owner");
	page.team = (unsigned)team;
	page.kind = (enum hj_kind)head.kind;
	return l->leaving == NULL
	    ? HJ_OK
	    : hj_buf_add(l->leaving, &page, sizeof(page), err);
}

static int
look(struct hj_txn *t, void *to, struct hj_error *err)
{
	struct looking *l = to;

	/* The transaction may be run twice. */
	if (l->leaving != NULL)
		hj_buf_reset(l->leaving);
	return hj_txn_each(t, HJ_RECORD_FIRST, look_at, l, err);
}

int
hj_rekey_may(struct hj_vault *v, struct hj_error *err)
{
	struct looking l = { .v = v };

	return hj_store_with(v->store, HJ_STORE_READ, look, &l, err);
}

static int
seal_anew(struct hj_change *c, const struct page *p, struct hj_error *err)
{
	const uint8_t *key = hj_keyring_page(c->v->me.keyring, p->team);
	struct hj_buf plain = HJ_BUF(HJ_RECORD_MAX);
	int rc;

	if (key == NULL)
		return hj_fail(err, HJ_EAUTH,
		    "the key of a team is missing in your keyring");
	rc = hj_vault_open_record(c->v, p->number, p->kind, NULL, &plain, err);
	if (rc == HJ_OK)
		rc = hj_vault_seal_record(c->v, p->number, p->kind, key,
		    plain.data, plain.len, NULL, err);
	hj_buf_clear(&plain);
	return rc;
}

static int
seal_batch(struct hj_vault *v, const struct page *p, size_t n,
    struct hj_error *err)
{
	struct hj_change *c = NULL;
	int rc = hj_change_open(v, 0, &c, err);

	for (size_t i = 0; rc == HJ_OK && i < n; i++)
		rc = seal_anew(c, &p[i], err);
	if (rc == HJ_OK)
		rc = hj_change_write(c, err);
	hj_change_end(c);
	return rc;
}

int
hj_rekey_pages(struct hj_vault *v, const struct hj_progress *p,
    struct hj_error *err)
{
	struct hj_buf pages = HJ_BUF(PAGES);
	struct looking l = { .v = v, .leaving = &pages };
	const struct page *page;
	size_t n, batch;
	int rc = hj_store_with(v->store, HJ_STORE_READ, look, &l, err);

	page = (const struct page *)(void *)pages.data;
	n = pages.len / sizeof(*page);
	for (size_t i = 0; rc == HJ_OK && i < n; i += batch) {
		batch = n - i < BATCH ? n - i : BATCH;
		if (p != NULL && p->fn != NULL && p->fn(p->to, i, n) != 0)
			rc = hj_fail(err, HJ_EINTERRUPTED, "interrupted");
		else
			rc = seal_batch(v, page + i, batch, err);
	}
	hj_buf_clear(&pages);
	return rc;
}
