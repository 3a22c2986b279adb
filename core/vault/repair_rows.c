#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/log/logentry.h"
#include "core/vault/repair_own.h"

struct lost {
	uint8_t keyid[HJ_KEYID_LEN];
	struct hj_row row;
};

struct search {
	struct hj_change *c;
	struct hj_survey *s;
	struct hj_txn *t;
	struct lost *lost;
	size_t n;
	uint64_t first; /* position and sequence of the page's first entry */
	uint64_t sequence;
};

/* ---- heads, from the log ---- */

/* Does the record with this key id belong to the case? */
static bool
is_of(const struct hj_keyring *k, const struct lost *l, const uint8_t *keyid)
{
	uint8_t key[HJ_KEY_LEN];
	bool is;

	if (hj_keyring_cases(k) == 1)
		return memcmp(l->keyid, keyid, HJ_KEYID_LEN) == 0;
	is = hj_keyring_find_case(k, l->row.dek, keyid, key);
	sodium_memzero(key, sizeof(key));
	return is;
}

static struct lost *
whose(struct search *x, uint64_t number)
{
	const struct hj_place at = { .vault_id = x->s->v->facts.vault_id,
		.mask = hj_keyring_mask(x->s->v->me.keyring),
		.number = number };
	struct hj_error why = HJ_ERROR;
	struct hj_head head;
	const uint8_t *p;
	size_t n;

	if (hj_txn_get(x->t, number, &p, &n, &why) != HJ_OK ||
	    hj_seal_head(&at, p, n, &head, &why) != HJ_OK)
		return NULL;
	for (size_t i = 0; i < x->n; i++)
		if (is_of(x->s->v->me.keyring, &x->lost[i], head.keyid))
			return &x->lost[i];
	return NULL;
}

static bool
is_parent(const struct hj_log_entry *e, const uint8_t *digest)
{
	for (size_t i = 0; i < e->nparents; i++)
		if (memcmp(e->parents + i * HJ_DIGEST_BYTES, digest,
			HJ_DIGEST_BYTES) == 0)
			return true;
	return false;
}

static int
each_entry(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct search *x = to;
	struct lost *l;
	uint8_t kept = 0;

	(void)err;
	if (!hj_log_is_revision(e) || (l = whose(x, e->number)) == NULL)
		return HJ_OK;
	for (uint8_t i = 0; i < l->row.nheads; i++)
		if (!is_parent(e, l->row.head[i].digest))
			l->row.head[kept++] = l->row.head[i];
	if (kept == HJ_HEADS_MAX)
		kept--;
	/* The newest stands first, as a change leaves it. */
	memmove(&l->row.head[1], &l->row.head[0],
	    kept * sizeof(l->row.head[0]));
	l->row.head[0].number = e->number;
	l->row.head[0].sequence = x->first + (e->sequence - x->sequence);
	memcpy(l->row.head[0].digest, e->digest, HJ_DIGEST_BYTES);
	l->row.nheads = (uint8_t)(kept + 1);
	l->row.changed = e->time;
	memcpy(l->row.log_id, e->log_id, HJ_LOGID_LEN);
	return HJ_OK;
}

static int
each_page(void *to, uint64_t place, const struct hj_list_item *item,
    struct hj_error *err)
{
	struct hj_buf page = HJ_BUF(HJ_RECORD_MAX);
	struct hj_error why = HJ_ERROR;
	struct hj_logentry_reader r;
	struct search *x = to;
	int rc = HJ_OK;

	(void)place;
	/* A page that is lost takes its revisions with it, no more. */
	if (hj_vault_open_record(x->s->v, item->number, HJ_KIND_LOG, NULL,
		&page, &why) == HJ_OK &&
	    hj_logentry_open(page.data, page.len, &r, &why) == HJ_OK) {
		x->first = item->first;
		x->sequence = r.first;
		rc = hj_logpage_each(page.data, page.len, each_entry, x, err);
	}
	hj_buf_clear(&page);
	return rc;
}

static int
search(struct hj_txn *t, void *to, struct hj_error *err)
{
	struct search *x = to;
	const struct hj_list_io io = hj_vault_list_io(x->s->v);

	x->t = t;
	return hj_list_each(&x->s->v->head.pages, 0, &io, each_page, x, err);
}

/* ---- rows, from the newest revision ---- */

static int
describe(struct hj_change *c, struct hj_row *row, struct hj_error *err)
{
	struct hj_buf items = HJ_BUF(HJ_PAGE_STORED);
	int rc = hj_vault_describe(c->v, row, &items, err);

	if (rc == HJ_OK)
		rc = hj_change_row(c, row, 0, err);
	hj_buf_clear(&items);
	return rc;
}

static size_t
collect(struct hj_survey *s, struct lost *to)
{
	size_t n, found = 0;
	const struct hj_case_key *k = hj_survey_cases(s, &n);

	for (size_t i = 0; i < n; i++) {
		if (k[i].has_row)
			continue;
		if (to != NULL) {
			to[found].row.id = k[i].id;
			to[found].row.team = k[i].team;
			memcpy(to[found].row.dek, k[i].dek, HJ_KEY_LEN);
			hj_seal_keyid(k[i].dek, to[found].keyid);
		}
		found++;
	}
	return found;
}

int
hj_repair_rows(struct hj_change *c, struct hj_survey *s, uint64_t *count,
    struct hj_error *err)
{
	struct search x = { .c = c, .s = s, .n = collect(s, NULL) };
	struct hj_error why = HJ_ERROR;
	int rc;

	*count = 0;
	if (x.n == 0)
		return HJ_OK;
	if ((x.lost = calloc(x.n, sizeof(*x.lost))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	(void)collect(s, x.lost);
	rc = hj_store_with(s->v->store, HJ_STORE_READ, search, &x, err);
	for (size_t i = 0; rc == HJ_OK && i < x.n; i++) {
		/* No revision: a case that was never committed.  One that
		 * does not open stays reported. */
		if (x.lost[i].row.nheads != 0 &&
		    describe(c, &x.lost[i].row, &why) == HJ_OK)
			(*count)++;
	}
	sodium_memzero(x.lost, x.n * sizeof(*x.lost));
	free(x.lost);
	return rc;
}
