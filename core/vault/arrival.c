#include "core/vault/arrival_own.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/case/codec.h"
#include "core/case/conflict.h"

/* How far back the history of one case is read. */
#define HISTORY 4096

/* ---- what is here ---- */

struct reading {
	struct hj_vault *v;
	const struct hj_row *row;
	struct hj_lineage *l;
	const struct hj_arrival *like; /* NULL: none */
	bool had; /* a revision that has its bytes */
	uint64_t todo[HISTORY];
	size_t n, done;
};

static bool
has_bytes(const struct hj_revision *r, const struct hj_arrival *a)
{
	return a != NULL && r->bytes.len == a->n &&
	    memcmp(r->bytes.data, a->bytes, a->n) == 0;
}

static int
add_kin(struct reading *x, const struct hj_revision *r, size_t *at,
    struct hj_error *err)
{
	uint8_t parents[HJ_HEADS_MAX][HJ_DIGEST_BYTES];
	struct hj_kin kin = { .digest = r->digest,
		.parents = parents[0],
		.nparents = r->nparents,
		.ancestors = r->ancestors.data,
		.nancestors = r->ancestors.len / HJ_DIGEST_BYTES,
		.here = true,
		.join = r->join,
		.number = r->number };

	for (size_t i = 0; i < r->nparents; i++)
		memcpy(parents[i], r->parent[i].digest, HJ_DIGEST_BYTES);
	return hj_lineage_add(x->l, &kin, at, err);
}

static void
later(struct reading *x, uint64_t number)
{
	for (size_t i = x->n; i > 0; i--)
		if (x->todo[i - 1] == number)
			return;
	if (number != 0 && x->n < HISTORY)
		x->todo[x->n++] = number;
}

static int
read_all(struct reading *x, struct hj_error *err)
{
	size_t at;
	int rc = HJ_OK;

	while (x->done < x->n && rc == HJ_OK) {
		struct hj_revision r;

		rc = hj_vault_get(x->v, x->row, x->todo[x->done++], &r, err);
		if (rc != HJ_OK)
			return rc;
		for (size_t i = 0; i < r.nparents; i++)
			later(x, r.parent[i].number);
		rc = add_kin(x, &r, &at, err);
		x->had = x->had || has_bytes(&r, x->like);
		hj_revision_clear(&r);
	}
	return rc;
}

/* From these record numbers back; *had, unless NULL: has one the bytes of
 * `like`? */
static int
read_history(struct hj_vault *v, const struct hj_row *row,
    const uint64_t *numbers, size_t n, struct hj_lineage *l,
    const struct hj_arrival *like, bool *had, struct hj_error *err)
{
	struct reading *x = calloc(1, sizeof(*x));
	int rc;

	if (x == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	x->v = v;
	x->row = row;
	x->l = l;
	x->like = like;
	for (size_t i = 0; i < n; i++)
		later(x, numbers[i]);
	rc = read_all(x, err);
	if (had != NULL)
		*had = x->had;
	free(x);
	return rc;
}

int
hj_vault_ancestors(struct hj_vault *v, const struct hj_row *row,
    const struct hj_revision *r, struct hj_buf *to, struct hj_error *err)
{
	struct hj_lineage *l = NULL;
	size_t at = 0;
	int rc;

	/* Most files never changed. */
	if (r->nparents == 0 && r->ancestors.len == 0)
		return HJ_OK;
	if ((rc = hj_lineage_new(&l, err)) == HJ_OK &&
	    (rc = read_history(v, row, &r->number, 1, l, NULL, NULL, err)) ==
		HJ_OK &&
	    hj_lineage_find(l, r->digest, &at))
		rc = hj_lineage_ancestors(l, at, HJ_ANCESTORS_MAX, to, err);
	hj_lineage_free(l);
	return rc;
}

/* ---- weighed ---- */

static int
load(void *to, size_t i, struct hj_record **ret, struct hj_error *err)
{
	const struct hj_weighed_own *o = to;
	struct hj_revision r;
	struct hj_kin kin;
	int rc;

	hj_lineage_get(o->l, i, &kin);
	if ((rc = hj_vault_get(o->v, o->row, kin.number, &r, err)) != HJ_OK)
		return rc;
	rc = hj_codec_decode(r.bytes.data, r.bytes.len, ret, err);
	hj_revision_clear(&r);
	return rc;
}

static bool
is_head(const struct hj_row *row, const uint8_t *digest)
{
	for (size_t i = 0; i < row->nheads; i++)
		if (memcmp(row->head[i].digest, digest, HJ_DIGEST_BYTES) == 0)
			return true;
	return false;
}

/* The usual two, for which no history is read: it is here; it names the only
 * version here as its parent. */
static bool
is_simple(const struct hj_row *row, const struct hj_arrival *a,
    enum hj_meeting *ret)
{
	if (a->digest == NULL)
		return false;
	*ret = HJ_MEET_SAME;
	if (is_head(row, a->digest))
		return true;
	*ret = HJ_MEET_NEXT;
	for (size_t i = 0; i < a->nparents && row->nheads == 1; i++)
		if (is_head(row, a->parents + i * HJ_DIGEST_BYTES))
			return true;
	return false;
}

/* One without a fingerprint gets the one that it will have. */
static int
name_it(struct hj_weighed_own *o, struct hj_newcomer *c, struct hj_error *err)
{
	const struct hj_arrival *a = o->a;
	const struct hj_salts salts = { .key = o->salt_key };

	*c = (struct hj_newcomer){ .bytes = a->bytes,
		.n = a->n,
		.record = a->record };
	if (a->digest != NULL) {
		c->kin = (struct hj_kin){ .digest = a->digest,
			.parents = a->parents,
			.nparents = a->nparents,
			.ancestors = a->ancestors,
			.nancestors = a->nancestors,
			.join = a->join };
		memcpy(o->salt_key, a->salt_key, sizeof(o->salt_key));
		return HJ_OK;
	}
	randombytes_buf(o->salt_key, sizeof(o->salt_key));
	c->kin.digest = o->digest;
	return hj_digest_case(a->bytes, a->n, &salts, o->digest, err);
}

static int
find_heads(struct hj_weighed_own *o, struct hj_error *err)
{
	const struct hj_row *row = o->row;
	uint64_t numbers[HJ_HEADS_MAX];
	size_t at = 0;
	int rc;

	for (size_t i = 0; i < row->nheads; i++)
		numbers[i] = row->head[i].number;
	if ((rc = hj_lineage_new(&o->l, err)) != HJ_OK ||
	    (rc = read_history(o->v, row, numbers, row->nheads, o->l, o->a,
		 &o->had, err)) != HJ_OK)
		return rc;
	for (size_t i = 0; i < row->nheads; i++)
		if (hj_lineage_find(o->l, row->head[i].digest, &at))
			o->heads.at[o->heads.n++] = at;
	return HJ_OK;
}

static int
count(struct hj_weighed_own *o, const struct hj_record *merged, size_t *ret,
    struct hj_error *err)
{
	struct hj_record *now = NULL;
	size_t before = 0, after = 0;
	int rc;

	if ((rc = load(o, o->heads.at[0], &now, err)) == HJ_OK &&
	    (rc = hj_conflict_count(now, &before, err)) == HJ_OK)
		rc = hj_conflict_count(merged, &after, err);
	hj_record_free(now);
	*ret = after > before ? after - before : 0;
	return rc;
}

int
hj_vault_weigh(struct hj_vault *v, const struct hj_row *row,
    const struct hj_arrival *a, struct hj_weighed *ret, struct hj_error *err)
{
	struct hj_weighed w = { .what = HJ_MEET_SAME };
	struct hj_newcomer c;
	struct hj_join j = { .merged = NULL };
	int rc;

	if (is_simple(row, a, &w.what)) {
		*ret = w;
		return HJ_OK;
	}
	if ((w.own = calloc(1, sizeof(*w.own))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	w.own->v = v;
	w.own->row = row;
	w.own->a = a;
	if ((rc = name_it(w.own, &c, err)) != HJ_OK ||
	    (rc = find_heads(w.own, err)) != HJ_OK)
		goto out;
	/* Nobody says where it comes from, but it was here before. */
	if (a->digest == NULL && w.own->had) {
		w.what = HJ_MEET_OLDER;
		goto out;
	}
	if ((rc = hj_join_weigh(w.own->l, &w.own->heads, &c, load, w.own, &j,
		 err)) != HJ_OK)
		goto out;
	w.what = j.what;
	w.own->sources = j.sources;
	if (j.merged != NULL)
		rc = count(w.own, j.merged, &w.conflicts, err);
	w.merged = j.merged;
	j.merged = NULL;
out:
	hj_join_clear(&j);
	if (rc == HJ_OK)
		*ret = w;
	else
		hj_weighed_clear(&w);
	return rc;
}

void
hj_weighed_clear(struct hj_weighed *w)
{
	hj_record_free(w->merged);
	if (w->own != NULL) {
		hj_lineage_free(w->own->l);
		sodium_memzero(w->own, sizeof(*w->own));
		free(w->own);
	}
	*w = (struct hj_weighed){ .own = NULL };
}
