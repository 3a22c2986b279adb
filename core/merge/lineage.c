#include <stdlib.h>
#include <string.h>

#include "core/merge/lineage_own.h"

int
hj_lineage_new(struct hj_lineage **ret, struct hj_error *err)
{
	struct hj_lineage *l = calloc(1, sizeof(*l));

	if (l == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	*ret = l;
	return HJ_OK;
}

void
hj_lineage_free(struct hj_lineage *l)
{
	if (l == NULL)
		return;
	for (size_t i = 0; i < l->n; i++)
		free(l->kin[i].before);
	free(l->kin);
	free(l->sorted);
	free(l);
}

/* Where it stands in the sorted list, or would. */
static size_t
search(const struct hj_lineage *l, const uint8_t *digest, bool *found)
{
	size_t from = 0, to = l->n;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		int by = memcmp(l->kin[l->sorted[middle]].digest, digest,
		    HJ_DIGEST_BYTES);

		if (by == 0) {
			*found = true;
			return middle;
		}
		if (by < 0)
			from = middle + 1;
		else
			to = middle;
	}
	*found = false;
	return from;
}

bool
hj_lineage_find(const struct hj_lineage *l, const uint8_t *digest, size_t *ret)
{
	bool found;
	size_t at = search(l, digest, &found);

	if (found)
		*ret = l->sorted[at];
	return found;
}

static int
grow(struct hj_lineage *l, struct hj_error *err)
{
	size_t room = l->room != 0 ? 2 * l->room : 32;
	struct hj_kinship *kin = calloc(room, sizeof(*kin));
	size_t *sorted = calloc(room, sizeof(*sorted));

	if (kin == NULL || sorted == NULL) {
		free(kin);
		free(sorted);
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	}
	if (l->n != 0) {
		memcpy(kin, l->kin, l->n * sizeof(*kin));
		memcpy(sorted, l->sorted, l->n * sizeof(*sorted));
	}
	free(l->kin);
	free(l->sorted);
	l->kin = kin;
	l->sorted = sorted;
	l->room = room;
	return HJ_OK;
}

/* The place of a name, made when there is none. */
static int
place_of(struct hj_lineage *l, const uint8_t *digest, size_t *ret,
    struct hj_error *err)
{
	bool found;
	size_t at = search(l, digest, &found);

	if (found) {
		*ret = l->sorted[at];
		return HJ_OK;
	}
	if (l->n == l->room && grow(l, err) != HJ_OK)
		return (int)err->code;
	memmove(&l->sorted[at + 1], &l->sorted[at],
	    (l->n - at) * sizeof(*l->sorted));
	l->sorted[at] = l->n;
	memcpy(l->kin[l->n].digest, digest, HJ_DIGEST_BYTES);
	*ret = l->n++;
	return HJ_OK;
}

static bool
among(const uint8_t *digests, size_t n, const uint8_t *digest)
{
	for (size_t i = 0; i < n; i++)
		if (memcmp(digests + i * HJ_DIGEST_BYTES, digest,
			HJ_DIGEST_BYTES) == 0)
			return true;
	return false;
}

/* Would this parent only be a name that may be that of a join? */
static bool
says_nothing(const struct hj_lineage *l, const struct hj_kin *k,
    const uint8_t *parent)
{
	size_t at = 0;

	return k->nancestors != 0 &&
	    !among(k->ancestors, k->nancestors, parent) &&
	    (!hj_lineage_find(l, parent, &at) || !l->kin[at].here);
}

static int
add_before(struct hj_lineage *l, size_t at, const struct hj_kin *k,
    struct hj_error *err)
{
	size_t all = k->nparents + k->nancestors, n = 0;
	size_t *before = calloc(all + 1, sizeof(*before));

	if (before == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	for (size_t i = 0; i < all; i++) {
		const uint8_t *digest = i < k->nparents
		    ? k->parents + i * HJ_DIGEST_BYTES
		    : k->ancestors + (i - k->nparents) * HJ_DIGEST_BYTES;

		if (i < k->nparents && says_nothing(l, k, digest))
			continue;
		if (place_of(l, digest, &before[n], err) != HJ_OK) {
			free(before);
			return (int)err->code;
		}
		/* Nothing comes before itself, whatever it says. */
		if (before[n] != at)
			n++;
	}
	free(l->kin[at].before);
	l->kin[at].before = before;
	l->kin[at].nbefore = n;
	return HJ_OK;
}

int
hj_lineage_add(struct hj_lineage *l, const struct hj_kin *k, size_t *ret,
    struct hj_error *err)
{
	size_t at;

	if (place_of(l, k->digest, &at, err) != HJ_OK)
		return (int)err->code;
	*ret = at;
	if (l->kin[at].here || add_before(l, at, k, err) != HJ_OK)
		return l->kin[at].here ? HJ_OK : (int)err->code;
	l->kin[at].here = k->here;
	l->kin[at].join = k->join;
	l->kin[at].number = k->number;
	return HJ_OK;
}

size_t
hj_lineage_count(const struct hj_lineage *l)
{
	return l->n;
}

void
hj_lineage_get(const struct hj_lineage *l, size_t i, struct hj_kin *ret)
{
	const struct hj_kinship *k = &l->kin[i];

	*ret = (struct hj_kin){ .digest = k->digest,
		.here = k->here,
		.join = k->join,
		.number = k->number };
}

/* ---- what came before ---- */

int
hj_lineage_marks(const struct hj_lineage *l, uint8_t **ret,
    struct hj_error *err)
{
	if ((*ret = calloc(l->n + 1, 1)) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	return HJ_OK;
}

int
hj_lineage_mark(const struct hj_lineage *l, const uint8_t *from, uint8_t *to,
    struct hj_error *err)
{
	size_t *stack = calloc(l->n + 1, sizeof(*stack));
	size_t n = 0;

	if (stack == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	for (size_t i = 0; i < l->n; i++) {
		if (from[i] == 0)
			continue;
		/* Each is put on the stack once, when it is marked. */
		for (size_t at = i;; at = stack[--n]) {
			const struct hj_kinship *k = &l->kin[at];

			for (size_t b = 0; b < k->nbefore; b++)
				if (to[k->before[b]] == 0) {
					to[k->before[b]] = 1;
					stack[n++] = k->before[b];
				}
			if (n == 0)
				break;
		}
	}
	free(stack);
	return HJ_OK;
}

/* What it knows: itself and all before, without joins. */
static int
known(const struct hj_lineage *l, const struct hj_kinset *of, uint8_t **ret,
    struct hj_error *err)
{
	uint8_t *from = NULL, *to = NULL;
	int rc;

	if ((rc = hj_lineage_marks(l, &from, err)) == HJ_OK &&
	    (rc = hj_lineage_marks(l, &to, err)) == HJ_OK) {
		for (size_t i = 0; i < of->n; i++)
			from[of->at[i]] = 1;
		rc = hj_lineage_mark(l, from, to, err);
		for (size_t i = 0; i < l->n; i++)
			to[i] = (to[i] != 0 || from[i] != 0) && !l->kin[i].join;
	}
	free(from);
	if (rc == HJ_OK)
		*ret = to;
	else
		free(to);
	return rc;
}

int
hj_lineage_compare(const struct hj_lineage *l, size_t i,
    const struct hj_kinset *with, enum hj_kinship_of *ret, struct hj_error *err)
{
	const struct hj_kinset one = { 1, { i } };
	uint8_t *its = NULL, *theirs = NULL;
	bool more = false, less = false;
	int rc;

	if ((rc = known(l, &one, &its, err)) == HJ_OK)
		rc = known(l, with, &theirs, err);
	for (size_t k = 0; rc == HJ_OK && k < l->n; k++) {
		more = more || its[k] > theirs[k];
		less = less || its[k] < theirs[k];
	}
	*ret = more ? (less ? HJ_KIN_APART : HJ_KIN_NEWER)
		    : (less ? HJ_KIN_OLDER : HJ_KIN_SAME);
	free(its);
	free(theirs);
	return rc;
}

int
hj_lineage_heads(const struct hj_lineage *l, size_t i, struct hj_kinset *ret,
    struct hj_error *err)
{
	const struct hj_kinset one = { 1, { i } };
	uint8_t *its = NULL;
	int rc = known(l, &one, &its, err);

	if (rc == HJ_OK)
		rc = hj_lineage_newest(l, its, ret, err);
	free(its);
	return rc;
}

int
hj_lineage_ancestors(const struct hj_lineage *l, size_t i, size_t max,
    struct hj_buf *to, struct hj_error *err)
{
	size_t *queue = calloc(l->n + 1, sizeof(*queue));
	uint8_t *seen = NULL;
	size_t first = 0, last = 0;
	int rc;

	if (queue == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	if ((rc = hj_lineage_marks(l, &seen, err)) != HJ_OK)
		goto out;
	seen[i] = 1;
	queue[last++] = i;
	while (first < last && max > 0 && rc == HJ_OK) {
		const struct hj_kinship *k = &l->kin[queue[first++]];

		if (first > 1 && !k->join) {
			rc = hj_buf_add(to, k->digest, HJ_DIGEST_BYTES, err);
			max--;
		}
		for (size_t b = 0; b < k->nbefore; b++)
			if (seen[k->before[b]] == 0) {
				seen[k->before[b]] = 1;
				queue[last++] = k->before[b];
			}
	}
out:
	free(queue);
	free(seen);
	return rc;
}
