/*
 * headcount.h: how many people there are, as each account gives it.
 *
 * A number is a range.  Sources contradict each other and nothing here
 * chooses: an account is what the counts with the same sources say together.
 * Nothing depends on the order in which the elements stand.
 */
#ifndef HJ_CORE_HEADCOUNT_H
#define HJ_CORE_HEADCOUNT_H

#include "core/case/record.h"

/* No largest number was given: "at least 13". */
#define HJ_NO_END UINT32_MAX

struct hj_range {
	uint32_t min, max;
};

/*
 * Counts with the same sources.  Numbers of a sex or an age add up where they
 * exclude each other ("13 women and 2 children"), and then are a least number
 * only: nobody said that these were all.
 */
struct hj_headcount {
	const char *src; /* as it stands; NULL: without a source */
	struct hj_range n;
	bool preferred;
};

/* Of a group, from the counts that are not above the level `most`: in the
 * order of their sources, once each.  A non-zero return stops and is returned.
 * HJ_ENOMEM. */
typedef int
hj_headcount_fn(void *to, const struct hj_headcount *h, struct hj_error *err);
int hj_headcounts(const struct hj_node *group, enum hj_conf most,
    hj_headcount_fn *fn, void *to, struct hj_error *err) HJ_MUST_CHECK;

/* The number that a child holds; false: none.  What nobody could count to is
 * as good as the largest. */
bool hj_headcount_number(const struct hj_node *node, const char *child,
    uint32_t *ret);

/* Numbers that stop at both ends: 0, and the largest.  HJ_NO_END stays. */
uint32_t hj_headcount_plus(uint32_t a, uint32_t b);
uint32_t hj_headcount_less(uint32_t a, uint32_t b);

#endif
