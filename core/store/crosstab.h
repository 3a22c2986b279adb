/*
 * crosstab.h: counts by up to three fields, with all totals.
 *
 * A count is a range: of a group nobody may know how many they were, and
 * nobody may know whether an uncertain date lies in a period.  Cells add up,
 * the least with the least and the most with the most, to totals along every
 * field; with no field at all there is one number.
 */
#ifndef HJ_CORE_CROSSTAB_H
#define HJ_CORE_CROSSTAB_H

#include "core/base/error.h"

#define HJ_CROSSTAB_FIELDS 3
/* Cells with totals: more rows than that are no table for people, and hiding
 * small numbers in it would take minutes. */
#define HJ_CROSSTAB_CELLS 20000
/* Of one cell: the population of the world fits into it. */
#define HJ_CROSSTAB_MOST ((uint64_t)1 << 48)

struct hj_figure {
	uint64_t min, max;
	bool open; /* or more: somebody gave no largest number */
	bool hidden; /* suppress.h */
};

struct hj_crosstab {
	size_t nfields;
	size_t size[HJ_CROSSTAB_FIELDS]; /* categories; 1 beyond nfields */
	size_t ncells;
	struct hj_figure *cell;
};

/* All zero.  HJ_ELIMIT: more than HJ_CROSSTAB_CELLS; HJ_ENOMEM. */
int hj_crosstab_new(size_t nfields, const size_t *size, struct hj_crosstab *ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_crosstab_clear(struct hj_crosstab *t);

/* at[i] < size[i], or size[i] for the total along field i. */
struct hj_figure *hj_crosstab_at(const struct hj_crosstab *t,
    const size_t at[static HJ_CROSSTAB_FIELDS]);
/* Number i < ncells of all cells, the last field first. */
void hj_crosstab_place(const struct hj_crosstab *t, size_t i,
    size_t ret[static HJ_CROSSTAB_FIELDS]);

/* Count into a cell that is no total. */
void hj_crosstab_add(struct hj_crosstab *t,
    const size_t at[static HJ_CROSSTAB_FIELDS], const struct hj_figure *n);
/* Work out all totals, once everything is counted. */
void hj_crosstab_total(struct hj_crosstab *t);

#endif
