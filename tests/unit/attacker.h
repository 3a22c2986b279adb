/*
 * attacker.h: somebody who has a published table and wants the numbers that
 * are hidden in it.
 *
 * He knows every number that is shown, that totals are sums, and that what is
 * hidden is not nothing.  He solves the sums exactly (Gaussian elimination over
 * the integers modulo the prime 2^31 - 1: what they determine over the
 * rationals they determine there), and beside that narrows the bounds of every
 * hidden number until nothing moves any more.  He knows nothing of how the
 * table was hidden.
 */
#ifndef HJ_TESTS_ATTACKER_H
#define HJ_TESTS_ATTACKER_H

#include <stdlib.h>

#include "core/store/crosstab.h"

#define ATTACKER_PRIME (((uint64_t)1 << 31) - 1)
#define ATTACKER_FAR ((int64_t)1 << 50)

struct attacker {
	const struct hj_crosstab *t;
	bool most; /* after the largest numbers of the ranges, or the least */
	size_t n, rows; /* unknown numbers, sums */
	size_t *column; /* of each cell, SIZE_MAX: it is shown */
	int8_t *sign; /* rows x n: the sums as they stand */
	int64_t *shown; /* rows: what the unknown in it come to */
	uint64_t *mod; /* rows x n: on the way to being solved */
	int64_t *low, *high;
};

static inline uint64_t
attacker_times(uint64_t a, uint64_t b)
{
	return a * b % ATTACKER_PRIME;
}

static inline uint64_t
attacker_inverse(uint64_t a)
{
	uint64_t r = 1, e = ATTACKER_PRIME - 2;

	for (; e != 0; e >>= 1, a = attacker_times(a, a))
		if ((e & 1) != 0)
			r = attacker_times(r, a);
	return r;
}

/* The sum along field f through this place. */
static inline void
attacker_sum(struct attacker *a, size_t f, const size_t *through)
{
	size_t at[HJ_CROSSTAB_FIELDS] = { through[0], through[1], through[2] };
	int8_t *row = a->sign + a->rows * a->n;

	a->shown[a->rows] = 0;
	for (at[f] = 0; at[f] <= a->t->size[f]; at[f]++) {
		const struct hj_figure *c = hj_crosstab_at(a->t, at);
		int8_t sign = at[f] == a->t->size[f] ? -1 : 1;

		if (c->hidden)
			row[a->column[c - a->t->cell]] = sign;
		else
			a->shown[a->rows] -=
			    sign * (int64_t)(a->most ? c->max : c->min);
	}
	a->rows++;
}

static inline void
attacker_begin(struct attacker *a, const struct hj_crosstab *t, bool most)
{
	size_t at[HJ_CROSSTAB_FIELDS];

	*a = (struct attacker){ .t = t, .most = most };
	a->column = malloc(t->ncells * sizeof(*a->column));
	for (size_t i = 0; i < t->ncells; i++)
		a->column[i] = t->cell[i].hidden ? a->n++ : SIZE_MAX;
	a->sign = calloc(3 * t->ncells * a->n + 1, 1);
	a->shown = calloc(3 * t->ncells, sizeof(*a->shown));
	a->low = calloc(a->n + 1, sizeof(*a->low));
	a->high = calloc(a->n + 1, sizeof(*a->high));
	for (size_t i = 0; i < a->n; i++) {
		a->low[i] = most ? 1 : 0;
		a->high[i] = ATTACKER_FAR;
	}
	for (size_t i = 0; i < t->ncells; i++) {
		hj_crosstab_place(t, i, at);
		for (size_t f = 0; f < t->nfields; f++)
			if (at[f] == 0)
				attacker_sum(a, f, at);
	}
	a->mod = calloc(a->rows * a->n + 1, sizeof(*a->mod));
	for (size_t i = 0; i < a->rows * a->n; i++)
		a->mod[i] =
		    a->sign[i] < 0 ? ATTACKER_PRIME - 1 : (uint64_t)a->sign[i];
}

static inline void
attacker_end(struct attacker *a)
{
	free(a->column);
	free(a->sign);
	free(a->shown);
	free(a->mod);
	free(a->low);
	free(a->high);
}

static inline void
attacker_clear(struct attacker *a, size_t pivot, size_t column)
{
	uint64_t *p = a->mod + pivot * a->n;
	uint64_t inverse = attacker_inverse(p[column]);

	for (size_t k = 0; k < a->n; k++)
		p[k] = attacker_times(p[k], inverse);
	for (size_t r = 0; r < a->rows; r++) {
		uint64_t *row = a->mod + r * a->n, by = row[column];

		for (size_t k = 0; r != pivot && by != 0 && k < a->n; k++)
			row[k] = (row[k] + ATTACKER_PRIME -
				     attacker_times(by, p[k])) %
			    ATTACKER_PRIME;
	}
}

/* How many unknown numbers the sums alone determine. */
static inline size_t
attacker_solve(struct attacker *a)
{
	size_t pivot = 0, found = 0;

	for (size_t c = 0; c < a->n && pivot < a->rows; c++) {
		size_t r = pivot;

		while (r < a->rows && a->mod[r * a->n + c] == 0)
			r++;
		if (r == a->rows)
			continue;
		for (size_t k = 0; k < a->n; k++) {
			uint64_t swap = a->mod[r * a->n + k];

			a->mod[r * a->n + k] = a->mod[pivot * a->n + k];
			a->mod[pivot * a->n + k] = swap;
		}
		attacker_clear(a, pivot++, c);
	}
	for (size_t r = 0; r < pivot; r++) {
		size_t terms = 0;

		for (size_t k = 0; k < a->n; k++)
			terms += a->mod[r * a->n + k] != 0;
		found += terms == 1;
	}
	return found;
}

/* One sum: what the others leave for each of its terms. */
static inline bool
attacker_narrow(struct attacker *a, size_t r)
{
	const int8_t *s = a->sign + r * a->n;
	int64_t low = 0, high = 0;

	for (size_t k = 0; k < a->n; k++) {
		low += s[k] > 0 ? a->low[k] : s[k] < 0 ? -a->high[k] : 0;
		high += s[k] > 0 ? a->high[k] : s[k] < 0 ? -a->low[k] : 0;
	}
	for (size_t k = 0; k < a->n; k++) {
		int64_t l, h;

		if (s[k] == 0)
			continue;
		l = a->shown[r] - (high - (s[k] > 0 ? a->high[k] : -a->low[k]));
		h = a->shown[r] - (low - (s[k] > 0 ? a->low[k] : -a->high[k]));
		if (s[k] < 0) {
			int64_t swap = l;

			l = -h;
			h = -swap;
		}
		if (l > a->low[k] || h < a->high[k]) {
			a->low[k] = l > a->low[k] ? l : a->low[k];
			a->high[k] = h < a->high[k] ? h : a->high[k];
			return true;
		}
	}
	return false;
}

/* How many unknown numbers their bounds leave no room. */
static inline size_t
attacker_bound(struct attacker *a)
{
	size_t found = 0;
	bool moved = true;

	for (size_t tries = 0; moved && tries < 200000; tries++) {
		moved = false;
		for (size_t r = 0; r < a->rows; r++)
			moved = attacker_narrow(a, r) || moved;
	}
	for (size_t k = 0; k < a->n; k++)
		found += a->low[k] >= a->high[k];
	return found;
}

/* How many numbers of the table he finds out.  Where somebody gave no largest
 * number none is shown, and he is after the least only. */
static inline size_t
attack(const struct hj_crosstab *t, bool most)
{
	struct attacker a;
	size_t found;

	attacker_begin(&a, t, most);
	found = attacker_solve(&a) + attacker_bound(&a);
	attacker_end(&a);
	return found;
}

#endif
