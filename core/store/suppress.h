/*
 * suppress.h: hide the numbers of a table by which somebody could be known.
 *
 * First, every count from 1 to k - 1 is hidden, totals too: "the only woman of
 * that county sent back in that year" is a person.  A range is hidden when its
 * least is below k.  Nothing (0) is shown: it is nobody.
 *
 * Then so many others that nobody can work the hidden ones out.  A hidden cell
 * is safe when it is a corner of a box of hidden cells (two places along each
 * field, the total being one of the places), along which one person can be
 * moved: each corner changes by one, so that along every field what is added in
 * one place is taken from the other, or from neither when one of them is the
 * total.  The table with the person moved has the same published numbers and
 * another number in each corner, and a reader cannot tell which of the two is
 * ours.  No corner may become less than a reader knows it to be: 1, because
 * what is 0 is shown.  For a cell that has no such box yet, the one is chosen
 * whose cells not hidden so far count fewest, totals more than others.  There always is one: the cell
 * with all totals that it belongs to.
 *
 * What remains possible: to find bounds of a hidden number; to know more of the
 * people than the table says, or to compare it with another table of the same
 * people.  The latter is why published tables are in the log.
 */
#ifndef HJ_CORE_SUPPRESS_H
#define HJ_CORE_SUPPRESS_H

#include "core/store/crosstab.h"

#define HJ_SUPPRESS_K 5 /* where nobody asks for another (petitions.md 3) */
#define HJ_SUPPRESS_K_LEAST 3

struct hj_suppressed {
	size_t small; /* cells hidden for themselves */
	size_t others; /* and to protect those */
};

/* Sets `hidden` of all cells of a table with totals. */
void hj_suppress(struct hj_crosstab *t, uint64_t k, struct hj_suppressed *ret);

#endif
