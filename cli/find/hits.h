/*
 * hits.h: names that are like what was searched, the likeliest first.
 *
 * A search meets them in no order and may meet very many; the best are kept.
 */
#ifndef HJ_CLI_HITS_H
#define HJ_CLI_HITS_H

#include "cli/find/match.h"

#define HITS_MAX 500

struct hit {
	struct hj_id id;
	enum match_sure sure;
	double score;
	size_t at, n; /* its text */
};

struct hits {
	size_t n;
	size_t dropped; /* that were less like than those kept */
	struct hit hit[2 * HITS_MAX];
	struct hj_buf text;
};

#define HITS_TEXT ((size_t)1 << 20)

int hits_add(struct hits *h, const struct hj_row *row,
    const struct match_why *why, struct hj_error *err) HJ_MUST_CHECK;
/* Sorted, and no more than HITS_MAX. */
void hits_sort(struct hits *h);

#endif
