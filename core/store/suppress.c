#include "core/store/suppress.h"

#include <string.h>

/* A box: the cell, and the other place along each field. */
struct box {
	const struct hj_crosstab *t;
	size_t at[HJ_CROSSTAB_FIELDS], other[HJ_CROSSTAB_FIELDS];
};

static size_t
corners(const struct box *b)
{
	return (size_t)1 << b->t->nfields;
}

/* Corner i, and whether it changes the same way as the cell. */
static struct hj_figure *
corner(const struct box *b, size_t i, bool *same)
{
	size_t at[HJ_CROSSTAB_FIELDS] = { 0 };

	*same = true;
	for (size_t f = 0; f < b->t->nfields; f++) {
		size_t total = b->t->size[f];

		at[f] = (i >> f & 1) != 0 ? b->other[f] : b->at[f];
		/* What the total gains, one of its places gains; what one
		 * place gains beside the same total, another loses. */
		if ((i >> f & 1) != 0 && b->at[f] != total &&
		    b->other[f] != total)
			*same = !*same;
	}
	return hj_crosstab_at(b->t, at);
}

static bool
is_nobody(const struct hj_figure *c)
{
	return c->max == 0 && !c->open;
}

/* One may be taken away, and nobody sees it. */
static bool
may_lose(const struct hj_figure *c)
{
	return c->min >= 1 && c->max >= 2;
}

/* Can one person be moved along it, in one way or the other? */
static bool
is_sound(const struct box *b)
{
	bool up = true, down = true, same;

	for (size_t i = 0; i < corners(b) && (up || down); i++) {
		const struct hj_figure *c = corner(b, i, &same);

		if (is_nobody(c))
			return false;
		if (may_lose(c))
			continue;
		if (same)
			down = false;
		else
			up = false;
	}
	return up || down;
}

/* A total is worth more to readers than its number: each field summed up
 * counts so many times. */
#define TOTAL_WORTH 8

static uint64_t
worth(const struct box *b, size_t i)
{
	uint64_t n = 1;

	for (size_t f = 0; f < b->t->nfields; f++)
		if (((i >> f & 1) != 0 ? b->other[f] : b->at[f]) ==
		    b->t->size[f])
			n *= TOTAL_WORTH;
	return n;
}

/* How much is lost by hiding what of it is not hidden yet. */
static uint64_t
price(const struct box *b)
{
	uint64_t sum = 0;
	bool same;

	for (size_t i = 0; i < corners(b); i++) {
		const struct hj_figure *c = corner(b, i, &same);

		if (!c->hidden)
			sum += (c->max + 1) * worth(b, i);
	}
	return sum;
}

/* The next choice of other places; false: there is none. */
static bool
next(struct box *b)
{
	for (size_t f = b->t->nfields; f-- > 0;) {
		do {
			b->other[f]++;
		} while (b->other[f] == b->at[f]);
		if (b->other[f] <= b->t->size[f])
			return true;
		b->other[f] = b->at[f] == 0 ? 1 : 0;
	}
	return false;
}

/* Hide the cheapest box of a cell, and note that its corners are safe. */
static void
protect(struct hj_crosstab *t, size_t i, bool *safe,
    struct hj_suppressed *count)
{
	struct box b = { .t = t }, best = { .t = NULL };
	uint64_t least = UINT64_MAX, cost;
	bool same;

	hj_crosstab_place(t, i, b.at);
	for (size_t f = 0; f < t->nfields; f++)
		b.other[f] = b.at[f] == 0 ? 1 : 0;
	do {
		if ((cost = price(&b)) < least && is_sound(&b)) {
			least = cost;
			best = b;
		}
	} while (least != 0 && next(&b));
	for (size_t k = 0; best.t != NULL && k < corners(&best); k++) {
		struct hj_figure *c = corner(&best, k, &same);

		count->others += c->hidden ? 0 : 1;
		c->hidden = true;
		safe[c - t->cell] = true;
	}
}

void
hj_suppress(struct hj_crosstab *t, uint64_t k, struct hj_suppressed *ret)
{
	bool safe[HJ_CROSSTAB_CELLS];

	*ret = (struct hj_suppressed){ 0 };
	memset(safe, 0, sizeof(safe));
	for (size_t i = 0; i < t->ncells; i++) {
		struct hj_figure *c = &t->cell[i];

		c->hidden = !is_nobody(c) && c->min < k;
		ret->small += c->hidden ? 1 : 0;
	}
	/* A single number has no other that could give it away.  What is hidden
	 * to protect others is a corner of their box, and safe with them. */
	for (size_t i = 0; t->nfields != 0 && i < t->ncells; i++)
		if (t->cell[i].hidden && !safe[i])
			protect(t, i, safe, ret);
}
