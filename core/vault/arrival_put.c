#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "core/case/codec.h"
#include "core/log/log.h"
#include "core/vault/arrival_own.h"

struct putting {
	struct hj_change *c;
	struct hj_vault *v;
	const struct hj_row *row;
	const struct hj_arrival *a;
	const struct hj_weighed *w;
	struct hj_error *err;
};

/* The parents of one revision, and where those that are here are kept. */
struct parents {
	uint8_t digest[HJ_HEADS_MAX][HJ_DIGEST_BYTES];
	uint64_t number[HJ_HEADS_MAX];
	size_t n;
};

static bool
has(const struct parents *p, const uint8_t *digest)
{
	for (size_t i = 0; i < p->n; i++)
		if (memcmp(p->digest[i], digest, HJ_DIGEST_BYTES) == 0)
			return true;
	return false;
}

/* Full: what its device says matters less than what it replaces here. */
static void
add(struct parents *p, const uint8_t *digest, uint64_t number)
{
	size_t at = p->n < HJ_HEADS_MAX ? p->n++ : HJ_HEADS_MAX - 1;

	memcpy(p->digest[at], digest, HJ_DIGEST_BYTES);
	p->number[at] = number;
}

static uint64_t
number_of(const struct putting *x, const uint8_t *digest)
{
	struct hj_kin kin;
	size_t at = 0;

	for (size_t i = 0; i < x->row->nheads; i++)
		if (memcmp(x->row->head[i].digest, digest, HJ_DIGEST_BYTES) ==
		    0)
			return x->row->head[i].number;
	if (x->w->own == NULL || !hj_lineage_find(x->w->own->l, digest, &at))
		return 0;
	hj_lineage_get(x->w->own->l, at, &kin);
	return kin.number;
}

/* What it names itself, and the versions here that it replaces. */
static void
own_parents(const struct putting *x, bool replaces, struct parents *to)
{
	for (size_t i = 0; i < x->a->nparents; i++)
		add(to, x->a->parents + i * HJ_DIGEST_BYTES,
		    number_of(x, x->a->parents + i * HJ_DIGEST_BYTES));
	for (size_t i = 0; replaces && i < x->row->nheads; i++)
		if (!has(to, x->row->head[i].digest))
			add(to, x->row->head[i].digest, x->row->head[i].number);
}

static int
put_arrival(const struct putting *x, bool replaces, const char *detail)
{
	const struct hj_arrival *a = x->a;
	size_t told =
	    a->nancestors < HJ_ANCESTORS_MAX ? a->nancestors : HJ_ANCESTORS_MAX;
	struct parents parents = { .n = 0 };
	struct hj_put put = { .bytes = a->bytes,
		.n = a->n,
		.record = a->record,
		.action = HJ_DID_IMPORT,
		.detail = detail,
		.salt_key =
		    x->w->own != NULL ? x->w->own->salt_key : a->salt_key,
		.join = a->join,
		.again = true,
		.ancestors = a->ancestors,
		.nancestors = told };
	enum hj_put_what what;

	own_parents(x, replaces, &parents);
	put.parents = (const uint8_t(*)[HJ_DIGEST_BYTES])parents.digest;
	put.nparents = parents.n;
	put.numbers = parents.number;
	return hj_change_put(x->c, &put, &what, x->err);
}

/* ---- the join ---- */

static int
salt_key_of(const struct putting *x, const struct hj_kin *kin, uint8_t *ret)
{
	struct hj_revision r;

	/* The one that has just arrived has no number yet. */
	if (kin->number == 0) {
		memcpy(ret, x->w->own->salt_key, HJ_SALT_KEY_BYTES);
		return HJ_OK;
	}
	if (hj_vault_get(x->v, x->row, kin->number, &r, x->err) != HJ_OK)
		return (int)x->err->code;
	memcpy(ret, r.salt_key, HJ_SALT_KEY_BYTES);
	sodium_memzero(r.salt_key, sizeof(r.salt_key));
	hj_revision_clear(&r);
	return HJ_OK;
}

static int
make_salt_key(const struct putting *x, const struct hj_buf *bytes, uint8_t *ret)
{
	const struct hj_weighed_own *o = x->w->own;
	uint8_t sources[HJ_MERGE_SIDES][HJ_DIGEST_BYTES + HJ_SALT_KEY_BYTES];
	int rc = HJ_OK;

	for (size_t i = 0; i < o->sources.n && rc == HJ_OK; i++) {
		struct hj_kin kin;

		hj_lineage_get(o->l, o->sources.at[i], &kin);
		memcpy(sources[i], kin.digest, HJ_DIGEST_BYTES);
		rc = salt_key_of(x, &kin, sources[i] + HJ_DIGEST_BYTES);
	}
	if (rc == HJ_OK) {
		hj_join_sort(sources[0], o->sources.n);
		hj_join_salt_key(sources[0], o->sources.n, bytes->data,
		    bytes->len, ret);
	}
	sodium_memzero(sources, sizeof(sources));
	return rc;
}

/* Of all that stands side by side now. */
static int
put_join(const struct putting *x)
{
	uint8_t salt_key[HJ_SALT_KEY_BYTES];
	struct hj_buf bytes = HJ_BUF(HJ_CASE_MAX);
	char detail[64];
	struct hj_put put = { .record = x->w->merged,
		.action = HJ_DID_MERGE,
		.detail = detail,
		.salt_key = salt_key,
		.join = true };
	enum hj_put_what what;
	int rc;

	(void)snprintf(detail, sizeof(detail), "conflicts %zu\n",
	    x->w->conflicts);
	if ((rc = hj_codec_encode(x->w->merged, &bytes, x->err)) == HJ_OK &&
	    (rc = make_salt_key(x, &bytes, salt_key)) == HJ_OK) {
		put.bytes = bytes.data;
		put.n = bytes.len;
		rc = hj_change_put(x->c, &put, &what, x->err);
	}
	sodium_memzero(salt_key, sizeof(salt_key));
	hj_buf_clear(&bytes);
	return rc;
}

int
hj_change_arrive(struct hj_change *c, struct hj_vault *v,
    const struct hj_row *row, const struct hj_arrival *a,
    const struct hj_weighed *w, const char *detail, struct hj_error *err)
{
	const struct putting x = { c, v, row, a, w, err };
	bool apart = w->what == HJ_MEET_APART || w->what == HJ_MEET_STRANGE;

	if (!apart && w->what != HJ_MEET_NEXT)
		return HJ_OK;
	if (put_arrival(&x, !apart, detail) != HJ_OK)
		return (int)err->code;
	return apart ? put_join(&x) : HJ_OK;
}
