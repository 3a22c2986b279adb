/*
 * diff_own.h: the inside of diff.c and diff_order.c.
 */
#ifndef HJ_CORE_DIFF_OWN_H
#define HJ_CORE_DIFF_OWN_H

#include "core/case/diff.h"

struct hj_diff {
	const struct hj_record *before, *after;
	hj_diff_fn *fn;
	void *to;
};

int hj_diff_report(const struct hj_diff *d, enum hj_diff_kind kind,
    const struct hj_node *before, const struct hj_node *after, const char *attr,
    struct hj_error *err);

/* Has this element an id to be matched by? */
bool hj_diff_named(const struct hj_node *node);
/* The element with the id of `node` among the children of `parent` in r. */
const struct hj_node *hj_diff_partner(const struct hj_record *r,
    const struct hj_node *parent, const struct hj_node *node);

/* Report which of the matched children of a and b changed their order. */
int hj_diff_order(const struct hj_diff *d, const struct hj_node *a,
    const struct hj_node *b, struct hj_error *err) HJ_MUST_CHECK;

#endif
