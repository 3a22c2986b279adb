#include "core/base/worddiff.h"

#include <stdlib.h>
#include <string.h>

/* Words that may differ: nine megabytes of what led there. */
#define EDITS_MAX 1500

struct word {
	const char *p;
	size_t n;
};

struct text {
	struct word *word;
	size_t n;
	bool *changed; /* of each word */
};

struct diffing {
	struct text a, b;
	size_t head; /* words that both begin with */
	size_t na, nb; /* those between head and the common end */
	int *trace[EDITS_MAX + 1]; /* after so many edits: 2d + 1 places */
};

/* ---- words ---- */

/* In UTF-8 the spaces beyond ASCII that word processors put in: U+00A0 and
 * U+3000; how many bytes, or 0. */
static size_t
space(const char *p, size_t left)
{
	if (strchr(" \t\n\r\f\v", *p) != NULL)
		return 1;
	if (left >= 2 && memcmp(p, "\xc2\xa0", 2) == 0)
		return 2;
	return left >= 3 && memcmp(p, "\xe3\x80\x80", 3) == 0 ? 3 : 0;
}

static bool
next_word(const char **p, size_t *left, struct word *ret)
{
	size_t n;

	while (*left != 0 && (n = space(*p, *left)) != 0) {
		*p += n;
		*left -= n;
	}
	ret->p = *p;
	while (*left != 0 && space(*p, *left) == 0) {
		++*p;
		--*left;
	}
	ret->n = (size_t)(*p - ret->p);
	return ret->n != 0;
}

size_t
hj_wordcount(const char *p, size_t n)
{
	struct word w;
	size_t found = 0;

	while (next_word(&p, &n, &w))
		found++;
	return found;
}

static int
split(const char *p, size_t n, struct text *ret, struct hj_error *err)
{
	size_t room = hj_wordcount(p, n);

	ret->word = calloc(room + 1, sizeof(*ret->word));
	ret->changed = calloc(room + 1, sizeof(*ret->changed));
	if (ret->word == NULL || ret->changed == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	while (next_word(&p, &n, &ret->word[ret->n]))
		ret->n++;
	return HJ_OK;
}

static bool
same(const struct diffing *d, size_t i, size_t k)
{
	const struct word *a = &d->a.word[i], *b = &d->b.word[k];

	return a->n == b->n && memcmp(a->p, b->p, a->n) == 0;
}

/* ---- the fewest edits ---- */

static void
trim(struct diffing *d)
{
	size_t least = d->a.n < d->b.n ? d->a.n : d->b.n, tail = 0;

	while (d->head < least && same(d, d->head, d->head))
		d->head++;
	while (tail < least - d->head &&
	    same(d, d->a.n - 1 - tail, d->b.n - 1 - tail))
		tail++;
	d->na = d->a.n - d->head - tail;
	d->nb = d->b.n - d->head - tail;
}

static bool
is_pair(const struct diffing *d, int x, int y)
{
	return (size_t)x < d->na && (size_t)y < d->nb &&
	    same(d, d->head + (size_t)x, d->head + (size_t)y);
}

/* The farthest word of a on diagonal k after `edits`, from the row before; down
 * says whether a word of b came in to get there. */
static int
step(const int *before, int edits, int k, bool *down)
{
	/* Its diagonals run from -(edits - 1) to edits - 1, every other one. */
	int left = k > -edits ? before[k - 1 + edits - 1] + 1 : -1;
	int above = k < edits ? before[k + 1 + edits - 1] : -1;

	*down = above >= left;
	return *down ? above : left;
}

/* One row further; true: the end was reached. */
static bool
reach(struct diffing *d, int edits)
{
	int *row = d->trace[edits];
	bool down;

	for (int k = -edits; k <= edits; k += 2) {
		int x =
		    edits == 0 ? 0 : step(d->trace[edits - 1], edits, k, &down);
		int y = x - k;

		while (x >= 0 && y >= 0 && is_pair(d, x, y)) {
			x++;
			y++;
		}
		row[k + edits] = x;
		if (x >= 0 && (size_t)x == d->na && (size_t)y == d->nb)
			return true;
	}
	return false;
}

static void
mark_back(struct diffing *d, int edits)
{
	int k = (int)d->na - (int)d->nb;
	bool down;

	for (; edits > 0; edits--) {
		int x = step(d->trace[edits - 1], edits, k, &down);

		if (down)
			d->b.changed[d->head + (size_t)(x - k) - 1] = true;
		else
			d->a.changed[d->head + (size_t)x - 1] = true;
		k += down ? 1 : -1;
	}
}

static void
mark_all(struct diffing *d)
{
	for (size_t i = 0; i < d->na; i++)
		d->a.changed[d->head + i] = true;
	for (size_t i = 0; i < d->nb; i++)
		d->b.changed[d->head + i] = true;
}

static int
compare(struct diffing *d, struct hj_error *err)
{
	trim(d);
	if (d->na > INT32_MAX / 4 || d->nb > INT32_MAX / 4) {
		mark_all(d);
		return HJ_OK;
	}
	for (int edits = 0; edits <= EDITS_MAX; edits++) {
		size_t room = 2 * (size_t)edits + 1;

		d->trace[edits] = malloc(room * sizeof(int));
		if (d->trace[edits] == NULL)
			return hj_fail(err, HJ_ENOMEM, "out of memory");
		for (size_t i = 0; i < room; i++)
			d->trace[edits][i] = -1;
		if (reach(d, edits)) {
			mark_back(d, edits);
			return HJ_OK;
		}
	}
	mark_all(d);
	return HJ_OK;
}

/* ---- the places ---- */

/* Words `from` to `until` with what stands between them. */
static const char *
stretch(const struct text *t, size_t from, size_t until, size_t *len)
{
	const struct word *last;

	*len = 0;
	if (from == until)
		return "";
	last = &t->word[until - 1];
	*len = (size_t)(last->p + last->n - t->word[from].p);
	return t->word[from].p;
}

static int
tell(const struct diffing *d, hj_wordchange_fn *fn, void *to,
    struct hj_wordfacts *ret, struct hj_error *err)
{
	size_t i = 0, k = 0;
	int rc = HJ_OK;

	while (rc == HJ_OK && (i < d->a.n || k < d->b.n)) {
		struct hj_wordchange c;
		size_t a = i, b = k;

		while (i < d->a.n && d->a.changed[i])
			i++;
		while (k < d->b.n && d->b.changed[k])
			k++;
		if (a == i && b == k) {
			i++;
			k++;
			continue;
		}
		c.old = stretch(&d->a, a, i, &c.old_len);
		c.new = stretch(&d->b, b, k, &c.new_len);
		ret->removed += i - a;
		ret->added += k - b;
		ret->places++;
		if (fn != NULL)
			rc = fn(to, &c, err);
	}
	return rc;
}

static void
clear(struct diffing *d)
{
	free(d->a.word);
	free(d->a.changed);
	free(d->b.word);
	free(d->b.changed);
	for (size_t i = 0; i <= EDITS_MAX; i++)
		free(d->trace[i]);
}

int
hj_worddiff(const char *old, size_t old_len, const char *new, size_t new_len,
    hj_wordchange_fn *fn, void *to, struct hj_wordfacts *ret,
    struct hj_error *err)
{
	struct hj_wordfacts facts = { .places = 0 };
	struct diffing *d = calloc(1, sizeof(*d));
	int rc;

	if (d == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	if ((rc = split(old, old_len, &d->a, err)) == HJ_OK &&
	    (rc = split(new, new_len, &d->b, err)) == HJ_OK &&
	    (rc = compare(d, err)) == HJ_OK) {
		facts.old_words = d->a.n;
		facts.new_words = d->b.n;
		rc = tell(d, fn, to, &facts, err);
	}
	if (rc == HJ_OK)
		*ret = facts;
	clear(d);
	free(d);
	return rc;
}
