#include <stdlib.h>
#include <string.h>

#include "core/merge/lineage_own.h"

/* Merges of merges of ancestors: laptops that met as often without ever
 * keeping a common state have lost count of what they had in common. */
#define DEPTH 32

/* ---- sets ---- */

static int
put(struct hj_kinset *set, size_t at, struct hj_error *err)
{
	size_t i = set->n;

	while (i > 0 && set->at[i - 1] > at)
		i--;
	if (i > 0 && set->at[i - 1] == at)
		return HJ_OK;
	if (set->n == HJ_MERGE_SIDES)
		return hj_fail(err, HJ_ELIMIT,
		    "more than %d versions side by side", HJ_MERGE_SIDES);
	memmove(&set->at[i + 1], &set->at[i],
	    (set->n - i) * sizeof(set->at[0]));
	set->at[i] = at;
	set->n++;
	return HJ_OK;
}

static bool
has(const struct hj_kinset *set, size_t at)
{
	for (size_t i = 0; i < set->n; i++)
		if (set->at[i] == at)
			return true;
	return false;
}

int
hj_lineage_newest(const struct hj_lineage *l, const uint8_t *marked,
    struct hj_kinset *ret, struct hj_error *err)
{
	uint8_t *old = NULL;
	int rc;

	ret->n = 0;
	if ((rc = hj_lineage_marks(l, &old, err)) == HJ_OK)
		rc = hj_lineage_mark(l, marked, old, err);
	for (size_t i = 0; rc == HJ_OK && i < l->n; i++)
		if (marked[i] != 0 && old[i] == 0)
			rc = put(ret, i, err);
	free(old);
	return rc;
}

/* What a revision stands for: the newest changes in it, if all are here. */
static int
stand_for(const struct hj_lineage *l, size_t i, struct hj_kinset *ret,
    struct hj_error *err)
{
	bool all = l->kin[i].join;

	if (all && hj_lineage_heads(l, i, ret, err) != HJ_OK)
		return (int)err->code;
	for (size_t k = 0; all && k < ret->n; k++)
		all = l->kin[ret->at[k]].here;
	if (!all)
		*ret = (struct hj_kinset){ 1, { i } };
	return HJ_OK;
}

int
hj_lineage_stands(const struct hj_lineage *l, size_t i, bool *ret,
    struct hj_error *err)
{
	struct hj_kinset its = { 1, { i } };

	if (l->kin[i].join && stand_for(l, i, &its, err) != HJ_OK)
		return (int)err->code;
	*ret = its.n == 1 && its.at[0] == i;
	return HJ_OK;
}

int
hj_lineage_sources(const struct hj_lineage *l, const struct hj_kinset *of,
    struct hj_kinset *ret, struct hj_error *err)
{
	uint8_t *marked = NULL;
	int rc = hj_lineage_marks(l, &marked, err);

	for (size_t i = 0; i < of->n && rc == HJ_OK; i++) {
		struct hj_kinset its;

		rc = stand_for(l, of->at[i], &its, err);
		for (size_t k = 0; rc == HJ_OK && k < its.n; k++)
			marked[its.at[k]] = 1;
	}
	if (rc == HJ_OK)
		rc = hj_lineage_newest(l, marked, ret, err);
	free(marked);
	return rc;
}

int
hj_lineage_common(const struct hj_lineage *l, const struct hj_kinset *of,
    struct hj_kinset *ret, struct hj_error *err)
{
	uint8_t *one = NULL, *before = NULL, *all = NULL;
	int rc;

	ret->n = 0;
	if ((rc = hj_lineage_marks(l, &one, err)) != HJ_OK ||
	    (rc = hj_lineage_marks(l, &before, err)) != HJ_OK ||
	    (rc = hj_lineage_marks(l, &all, err)) != HJ_OK)
		goto out;
	for (size_t i = 0; i < l->n && rc == HJ_OK; i++) {
		bool stands = false;

		if (l->kin[i].here)
			rc = hj_lineage_stands(l, i, &stands, err);
		all[i] = stands;
	}
	for (size_t k = 0; k < of->n && rc == HJ_OK; k++) {
		memset(one, 0, l->n);
		memset(before, 0, l->n);
		one[of->at[k]] = 1;
		rc = hj_lineage_mark(l, one, before, err);
		for (size_t i = 0; i < l->n; i++)
			all[i] &= before[i];
	}
	if (rc == HJ_OK)
		rc = hj_lineage_newest(l, all, ret, err);
out:
	free(one);
	free(before);
	free(all);
	return rc;
}

/* ---- where they parted ---- */

struct parting {
	const struct hj_lineage *l;
	struct hj_kinset all, common;
	/* before[k][i]: revision i came before the kth of `all` */
	uint8_t *before[HJ_MERGE_SIDES];
	struct hj_error *err;
};

static int
look(struct parting *p)
{
	uint8_t *one = NULL;
	int rc = hj_lineage_marks(p->l, &one, p->err);

	for (size_t k = 0; k < p->all.n && rc == HJ_OK; k++) {
		free(p->before[k]);
		p->before[k] = NULL;
		memset(one, 0, p->l->n);
		one[p->all.at[k]] = 1;
		rc = hj_lineage_marks(p->l, &p->before[k], p->err);
		if (rc == HJ_OK)
			rc = hj_lineage_mark(p->l, one, p->before[k], p->err);
	}
	free(one);
	if (rc == HJ_OK)
		rc = hj_lineage_common(p->l, &p->all, &p->common, p->err);
	return rc;
}

/* Is it older than what all have in common, or part of that? */
static int
is_below(const struct parting *p, size_t at, bool *ret)
{
	uint8_t *from = NULL, *to = NULL;
	int rc;

	*ret = has(&p->common, at);
	if (*ret || p->common.n == 0)
		return HJ_OK;
	if ((rc = hj_lineage_marks(p->l, &from, p->err)) == HJ_OK &&
	    (rc = hj_lineage_marks(p->l, &to, p->err)) == HJ_OK) {
		for (size_t i = 0; i < p->common.n; i++)
			from[p->common.at[i]] = 1;
		rc = hj_lineage_mark(p->l, from, to, p->err);
		*ret = rc == HJ_OK && to[at] != 0;
	}
	free(from);
	free(to);
	return rc;
}

static int
part(struct parting *p, size_t a, size_t b, bool *more)
{
	const struct hj_kinset two = { 2, { p->all.at[a], p->all.at[b] } };
	struct hj_kinset found;
	bool below;

	if (p->before[a][two.at[1]] != 0 || p->before[b][two.at[0]] != 0)
		return HJ_OK;
	if (hj_lineage_common(p->l, &two, &found, p->err) != HJ_OK)
		return (int)p->err->code;
	for (size_t i = 0; i < found.n; i++) {
		if (is_below(p, found.at[i], &below) != HJ_OK)
			return (int)p->err->code;
		/* One place is kept for what all have in common. */
		if (below || has(&p->all, found.at[i]) ||
		    p->all.n + 1 >= HJ_MERGE_SIDES)
			continue;
		*more = true;
		return put(&p->all, found.at[i], p->err);
	}
	return HJ_OK;
}

static int
find(struct parting *p)
{
	bool more = true;

	while (more) {
		if (look(p) != HJ_OK)
			return (int)p->err->code;
		more = false;
		for (size_t a = 0; a < p->all.n && !more; a++)
			for (size_t b = a + 1; b < p->all.n && !more; b++)
				if (part(p, a, b, &more) != HJ_OK)
					return (int)p->err->code;
	}
	return HJ_OK;
}

/* ---- as sides of a merge ---- */

struct making {
	struct hj_merge_side side[HJ_MERGE_SIDES];
	struct hj_record *record[HJ_MERGE_SIDES];
	char digest[HJ_MERGE_SIDES][2 * HJ_DIGEST_BYTES + 1];
	size_t which[HJ_MERGE_SIDES]; /* of parting.all */
	size_t n;
};

/* Ancestors first. */
static size_t
next_side(const struct parting *p, uint64_t done)
{
	for (size_t k = 0; k < p->all.n; k++) {
		bool ready = (done >> k & 1) == 0;

		for (size_t i = 0; i < p->all.n && ready; i++)
			ready = (done >> i & 1) != 0 || i == k ||
			    p->before[k][p->all.at[i]] == 0;
		if (ready)
			return k;
	}
	return 0;
}

static uint64_t
parents_of(const struct parting *p, const struct making *m, size_t k, bool base)
{
	uint64_t parents = 0;

	for (size_t i = base ? 1 : 0; i < m->n; i++)
		if (p->before[k][p->all.at[m->which[i]]] != 0)
			parents |= UINT64_C(1) << i;
	return parents != 0 || !base ? parents : 1;
}

static int merge(const struct hj_lineage *l, const struct hj_kinset *of,
    hj_lineage_load_fn *load, void *to, unsigned depth, struct hj_record **ret,
    struct hj_error *err);

static int
make(const struct parting *p, struct making *m, hj_lineage_load_fn *load,
    void *to, unsigned depth, struct hj_error *err)
{
	bool base = p->common.n != 0 && depth < DEPTH;
	uint64_t done = 0;

	if (base) {
		if (merge(p->l, &p->common, load, to, depth + 1, &m->record[0],
			err) != HJ_OK)
			return (int)err->code;
		if (p->common.n == 1)
			hj_digest_hex(p->l->kin[p->common.at[0]].digest,
			    m->digest[0]);
		m->side[m->n++] = (struct hj_merge_side){ m->record[0],
			p->common.n == 1 ? m->digest[0] : NULL, 0 };
	}
	for (size_t left = p->all.n; left > 0; left--) {
		size_t k = next_side(p, done), i = m->n;

		done |= UINT64_C(1) << k;
		if (load(to, p->all.at[k], &m->record[i], err) != HJ_OK)
			return (int)err->code;
		hj_digest_hex(p->l->kin[p->all.at[k]].digest, m->digest[i]);
		m->which[i] = k;
		m->side[i] = (struct hj_merge_side){ m->record[i], m->digest[i],
			parents_of(p, m, k, base) };
		m->n++;
	}
	return HJ_OK;
}

static bool
equal(const struct hj_kinset *a, const struct hj_kinset *b)
{
	return a->n == b->n &&
	    memcmp(a->at, b->at, a->n * sizeof(a->at[0])) == 0;
}

/* A join of exactly these is here already: two laptops that meet each day do
 * not go back to the first. */
static int
find_join(const struct hj_lineage *l, const struct hj_kinset *of, bool *found,
    size_t *ret, struct hj_error *err)
{
	*found = false;
	for (size_t i = l->n; i > 0 && !*found; i--) {
		const struct hj_kinset one = { 1, { i - 1 } };
		struct hj_kinset sources;

		if (!l->kin[i - 1].here || !l->kin[i - 1].join)
			continue;
		if (hj_lineage_sources(l, &one, &sources, err) != HJ_OK)
			return (int)err->code;
		*found = equal(&sources, of);
		*ret = i - 1;
	}
	return HJ_OK;
}

static int
merge(const struct hj_lineage *l, const struct hj_kinset *of,
    hj_lineage_load_fn *load, void *to, unsigned depth, struct hj_record **ret,
    struct hj_error *err)
{
	struct parting p = { .l = l, .all = *of, .err = err };
	struct making *m;
	size_t at = of->at[0];
	bool found = of->n == 1;
	int rc;

	if (of->n == 0)
		return hj_fail(err, HJ_EINVAL,
		    "each of these versions claims to come before the others");
	if (!found && (rc = find_join(l, of, &found, &at, err)) != HJ_OK)
		return rc;
	if (found)
		return load(to, at, ret, err);
	if ((m = calloc(1, sizeof(*m))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	if ((rc = find(&p)) == HJ_OK &&
	    (rc = make(&p, m, load, to, depth, err)) == HJ_OK)
		rc = hj_merge(m->side, m->n, ret, err);
	for (size_t i = 0; i < HJ_MERGE_SIDES; i++) {
		free(p.before[i]);
		hj_record_free(m->record[i]);
	}
	free(m);
	return rc;
}

int
hj_lineage_merge(const struct hj_lineage *l, const struct hj_kinset *of,
    hj_lineage_load_fn *load, void *to, struct hj_record **ret,
    struct hj_error *err)
{
	return merge(l, of, load, to, 0, ret, err);
}
