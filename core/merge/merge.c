#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/merge/merge_own.h"

/* How often ids that collided are told apart: each round makes new ones that
 * nobody has, so one is enough but for the last of bad luck. */
#define ROUNDS 64

static void
begin(struct hj_merging *m)
{
	uint64_t parents = 0;

	for (size_t i = 0; i < m->n; i++) {
		uint64_t mine = m->side[i].parents & (HJ_BIT(i) - 1);

		m->before[i] = HJ_BIT(i);
		for (size_t k = 0; k < i; k++)
			if ((mine >> k & 1) != 0)
				m->before[i] |= m->before[k];
		parents |= mine;
		if (mine == 0)
			m->roots |= HJ_BIT(i);
	}
	for (size_t i = 0; i < m->n; i++)
		if ((parents >> i & 1) == 0)
			m->heads |= HJ_BIT(i);
}

/* ---- are they versions of one file? ---- */

static int
check(struct hj_merging *m)
{
	const struct hj_node *first = NULL;

	if (m->n == 0 || m->n > HJ_MERGE_SIDES)
		return hj_fail(m->err, HJ_ELIMIT,
		    "%zu versions cannot be merged at once: at most %d", m->n,
		    HJ_MERGE_SIDES);
	for (size_t i = 0; i < m->n; i++) {
		const struct hj_node *root = hj_record_root(m->side[i].record);
		const char *id = root != NULL ? hj_node_attr(root, "id") : NULL;

		if (id == NULL || root->def == NULL)
			return hj_fail(m->err, HJ_EINVAL,
			    "what is to be merged is no case file");
		if (first == NULL)
			first = root;
		if (root->def != first->def ||
		    strcmp(id, hj_node_attr(first, "id")) != 0)
			return hj_fail(m->err, HJ_EINVAL,
			    "these are different files, and not versions of one");
	}
	return HJ_OK;
}

/* ---- whose order it is ---- */

struct ordered {
	struct hj_buf bytes;
	size_t side;
};

static int
by_bytes(const void *x, const void *y)
{
	const struct ordered *a = x, *b = y;
	size_t n = a->bytes.len < b->bytes.len ? a->bytes.len : b->bytes.len;
	int by = n != 0 ? memcmp(a->bytes.data, b->bytes.data, n) : 0;

	if (by != 0 || a->bytes.len == b->bytes.len)
		return by;
	return a->bytes.len < b->bytes.len ? -1 : 1;
}

/* Versions without ancestors first, by their bytes where there are several;
 * the others only bring new elements, which are ordered by id. */
static int
order(struct hj_merging *m)
{
	struct ordered *roots = calloc(m->n, sizeof(*roots));
	size_t n = 0, at;
	int rc = HJ_OK;

	if (roots == NULL)
		return hj_fail(m->err, HJ_ENOMEM, "out of memory");
	for (size_t i = 0; i < m->n; i++)
		if ((m->roots & HJ_BIT(i)) != 0)
			roots[n++] = (struct ordered){ HJ_BUF(HJ_CASE_MAX), i };
	for (size_t i = 0; n > 1 && i < n && rc == HJ_OK; i++)
		rc = hj_codec_encode(m->side[roots[i].side].record,
		    &roots[i].bytes, m->err);
	if (rc == HJ_OK)
		qsort(roots, n, sizeof(*roots), by_bytes);
	for (at = 0; at < n; at++)
		m->order[at] = roots[at].side;
	for (size_t i = 0; i < m->n; i++)
		if ((m->roots & HJ_BIT(i)) == 0)
			m->order[at++] = i;
	for (size_t i = 0; i < n; i++)
		hj_buf_clear(&roots[i].bytes);
	free(roots);
	return rc;
}

/* ---- one after the other ---- */

static int
top_slot(struct hj_merging *m)
{
	const struct hj_node *root = hj_record_root(m->side[0].record);

	if (hj_slot_new(m, NULL, root->def, hj_node_attr(root, "id"),
		&m->top) != HJ_OK)
		return (int)m->err->code;
	for (size_t i = 0; i < m->n; i++) {
		m->top->node[i] = hj_record_root(m->side[i].record);
		m->top->here |= HJ_BIT(i);
	}
	m->top->holds = m->top->here;
	return HJ_OK;
}

static int
settle(struct hj_merging *m)
{
	begin(m);
	if (order(m) != HJ_OK)
		return (int)m->err->code;
	for (size_t i = 0; i < m->n; i++)
		if (hj_merge_rows_read(m, i) != HJ_OK)
			return (int)m->err->code;
	if (top_slot(m) != HJ_OK || hj_merge_settle(m, m->top) != HJ_OK)
		return (int)m->err->code;
	return hj_merge_references(m);
}

/* One merge, or *again: ids were told apart first. */
static int
attempt(struct hj_merge_sides *sides, struct hj_record **ret, bool *again,
    struct hj_error *err)
{
	struct hj_merging m = { .side = sides->side,
		.n = sides->n,
		.arena = HJ_ARENA,
		.slots = HJ_IDMAP,
		.err = err };
	int rc;

	if ((rc = check(&m)) != HJ_OK)
		return rc;
	if ((rc = settle(&m)) == HJ_OK &&
	    (rc = hj_merge_tell_apart(&m, sides, again)) == HJ_OK && !*again &&
	    (rc = hj_record_blank(&m.out, err)) == HJ_OK &&
	    (rc = hj_merge_emit(&m)) == HJ_OK) {
		*ret = m.out;
		m.out = NULL;
	}
	hj_record_free(m.out);
	hj_merge_rows_clear(&m);
	hj_arena_clear(&m.arena);
	sodium_memzero(&m, sizeof(m));
	return rc;
}

int
hj_merge(const struct hj_merge_side *side, size_t n, struct hj_record **ret,
    struct hj_error *err)
{
	struct hj_merge_sides sides = { .n = n };
	bool again = n <= HJ_MERGE_SIDES;
	int rc = HJ_OK;

	if (!again)
		return hj_fail(err, HJ_ELIMIT,
		    "%zu versions cannot be merged at once: at most %d", n,
		    HJ_MERGE_SIDES);
	memcpy(sides.side, side, n * sizeof(*side));
	for (int i = 0; i < ROUNDS && again && rc == HJ_OK; i++)
		rc = attempt(&sides, ret, &again, err);
	if (rc == HJ_OK && again)
		rc = hj_fail(err, HJ_ELIMIT,
		    "too many elements of these versions have the same ids");
	for (size_t i = 0; i < n; i++)
		hj_record_free(sides.own[i]);
	return rc;
}

int
hj_merge_three(const struct hj_record *ancestor, const struct hj_record *a,
    const struct hj_record *b, struct hj_record **ret, struct hj_error *err)
{
	const struct hj_merge_side with[] = { { ancestor, NULL, 0 },
		{ a, NULL, 1 }, { b, NULL, 1 } };
	const struct hj_merge_side without[] = { { a, NULL, 0 },
		{ b, NULL, 0 } };

	return ancestor != NULL ? hj_merge(with, 3, ret, err)
				: hj_merge(without, 2, ret, err);
}
