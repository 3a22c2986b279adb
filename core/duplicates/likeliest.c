#include <stdlib.h>
#include <string.h>

#include "core/duplicates/duplicate_own.h"

struct pair {
	uint32_t a, b;
	double sum;
};

static int
by_id(const struct hj_crowd *c, uint32_t x, uint32_t y)
{
	uint32_t fx = HJ_CROWD(c, person, x).file,
		 fy = HJ_CROWD(c, person, y).file;

	return memcmp(&HJ_CROWD(c, file, fx).id, &HJ_CROWD(c, file, fy).id,
	    sizeof(struct hj_id));
}

/* The likelier first; of equally likely ones always in the same order. */
static int
by_likeness(const void *p, const void *q, void *to)
{
	const struct hj_crowd *crowd = ((const struct hj_likeliest *)to)->crowd;
	const struct pair *x = p, *y = q;
	int d;

	if (x->sum > y->sum || x->sum < y->sum)
		return x->sum > y->sum ? -1 : 1;
	if ((d = by_id(crowd, x->a, y->a)) != 0 ||
	    (d = by_id(crowd, x->b, y->b)) != 0)
		return d;
	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return (x->b > y->b) - (x->b < y->b);
}

static size_t
sort(struct hj_likeliest *l)
{
	size_t n = l->pair.len / sizeof(struct pair);

	if (n != 0)
		qsort_r(l->pair.data, n, sizeof(struct pair), by_likeness, l);
	if (n > l->most)
		n = l->most;
	l->pair.len = n * sizeof(struct pair);
	return n;
}

/* Twice as many as are wanted are gathered, then the worse half goes: no pair
 * is moved more than a few times. */
int
hj_likeliest_add(struct hj_likeliest *l, uint32_t a, uint32_t b,
    const struct hj_duplicate *d, struct hj_error *err)
{
	const struct pair pair = { a, b, d->alike.sum };

	if (d->band == HJ_ALIKE_NOT)
		return HJ_OK;
	l->facts->found[d->band]++;
	if (l->pair.len / sizeof(pair) >= 2 * l->most)
		(void)sort(l);
	return hj_buf_add(&l->pair, &pair, sizeof(pair), err);
}

int
hj_likeliest_tell(struct hj_likeliest *l, struct hj_namer *namer,
    hj_duplicate_fn *fn, void *to, struct hj_error *err)
{
	size_t n = sort(l);

	/* What they were found by was not kept: they are few, compare again. */
	for (size_t i = 0; i < n; i++) {
		struct pair pair;
		struct hj_duplicate d;

		memcpy(&pair, l->pair.data + i * sizeof(pair), sizeof(pair));
		if (hj_crowd_compare(l->crowd, namer, pair.a, pair.b, &d,
			err) != HJ_OK ||
		    fn(to, &d, err) != HJ_OK)
			return (int)err->code;
		l->facts->told++;
	}
	return HJ_OK;
}

void
hj_likeliest_clear(struct hj_likeliest *l)
{
	hj_buf_clear(&l->pair);
}
