#include <stdlib.h>

#include "core/case/diff_own.h"

/*
 * Which children moved: those outside a longest increasing subsequence of
 * their old positions (patience sorting; Fredman, "On computing the length of
 * longest increasing subsequences", 1975).
 */
struct place {
	const struct hj_node *node;
	size_t old; /* position in the old order */
	size_t before; /* index of the one before it in the sequence */
	bool kept;
};

static const struct hj_node *
next_matched(const struct hj_record *other, const struct hj_node *parent,
    const struct hj_node *node, const struct hj_node **ret)
{
	for (; node != NULL; node = node->next)
		if (hj_diff_named(node) &&
		    (*ret = hj_diff_partner(other, parent, node)) != NULL)
			return node;
	return NULL;
}

/* Counts the matched children; is their order the same? */
static bool
same_order(const struct hj_diff *d, const struct hj_node *a,
    const struct hj_node *b, size_t *n)
{
	const struct hj_node *partner = NULL, *unused = NULL;
	const struct hj_node *x = next_matched(d->after, b, a->first, &partner);
	const struct hj_node *y = next_matched(d->before, a, b->first, &unused);
	bool same = true;

	for (*n = 0; x != NULL && y != NULL; (*n)++) {
		same = same && partner == y;
		x = next_matched(d->after, b, x->next, &partner);
		y = next_matched(d->before, a, y->next, &unused);
	}
	return same;
}

static int
by_node(const void *a, const void *b)
{
	const struct place *x = a;
	const struct place *y = b;

	if (x->node == y->node)
		return 0;
	return (uintptr_t)x->node < (uintptr_t)y->node ? -1 : 1;
}

/* The new order, each with its old position. */
static size_t
fill(const struct hj_diff *d, const struct hj_node *a, const struct hj_node *b,
    struct place *old, struct place *now, size_t n)
{
	const struct hj_node *x, *y, *partner = NULL;
	size_t k = 0, m = 0;

	x = next_matched(d->after, b, a->first, &partner);
	for (; x != NULL && k < n; k++) {
		old[k] = (struct place){ .node = x, .old = k };
		x = next_matched(d->after, b, x->next, &partner);
	}
	qsort(old, k, sizeof(*old), by_node);
	y = next_matched(d->before, a, b->first, &partner);
	while (y != NULL && m < n) {
		const struct place key = { .node = partner };
		const struct place *found =
		    bsearch(&key, old, k, sizeof(*old), by_node);

		if (found != NULL)
			now[m++] =
			    (struct place){ .node = y, .old = found->old };
		y = next_matched(d->before, a, y->next, &partner);
	}
	return m;
}

/* Mark a longest increasing subsequence.  ends[k] is the place with the
 * smallest old position that ends one of length k + 1. */
static void
keep_longest(struct place *now, size_t n, size_t *ends)
{
	size_t len = 0;

	for (size_t i = 0; i < n; i++) {
		size_t from = 0, to = len;

		while (from < to) {
			size_t middle = from + (to - from) / 2;

			if (now[ends[middle]].old < now[i].old)
				from = middle + 1;
			else
				to = middle;
		}
		now[i].before = from > 0 ? ends[from - 1] : SIZE_MAX;
		ends[from] = i;
		if (from == len)
			len++;
	}
	if (len == 0)
		return;
	for (size_t i = ends[len - 1]; i != SIZE_MAX; i = now[i].before)
		now[i].kept = true;
}

int
hj_diff_order(const struct hj_diff *d, const struct hj_node *a,
    const struct hj_node *b, struct hj_error *err)
{
	struct place *old = NULL, *now = NULL;
	size_t *ends = NULL;
	size_t n;
	int rc = HJ_OK;

	if (same_order(d, a, b, &n))
		return HJ_OK;
	old = calloc(n, sizeof(*old));
	now = calloc(n, sizeof(*now));
	ends = calloc(n, sizeof(*ends));
	if (old == NULL || now == NULL || ends == NULL) {
		rc = hj_fail(err, HJ_ENOMEM, "out of memory");
		goto out;
	}
	n = fill(d, a, b, old, now, n);
	keep_longest(now, n, ends);
	for (size_t i = 0; i < n && rc == HJ_OK; i++)
		if (!now[i].kept)
			rc = hj_diff_report(d, HJ_DIFF_MOVED,
			    hj_diff_partner(d->before, a, now[i].node),
			    now[i].node, NULL, err);
out:
	free(old);
	free(now);
	free(ends);
	return rc;
}
