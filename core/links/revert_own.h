/*
 * revert_own.h: the inside of revert*.c.
 */
#ifndef HJ_CORE_REVERT_OWN_H
#define HJ_CORE_REVERT_OWN_H

#include "core/base/buf.h"
#include "core/links/revert.h"

/* An element at the top of a file that goes into the result. */
struct hj_revert_pick {
	const struct hj_node *node;
	bool of_now;
};

struct hj_revert {
	const struct hj_record *now, *then;
	hj_revert_fn *fn;
	void *to;
	struct hj_buf picks; /* struct hj_revert_pick each */
};

size_t hj_revert_count(const struct hj_revert *x);
const struct hj_revert_pick *
hj_revert_pick(const struct hj_revert *x, size_t i);
int hj_revert_add(struct hj_revert *x, const struct hj_node *node, bool of_now,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_revert_say(const struct hj_revert *x, enum hj_revert_why why,
    const struct hj_node *node, struct hj_error *err) HJ_MUST_CHECK;

/* The element at the top around a node; NULL: it is the root. */
const struct hj_node *hj_revert_top(const struct hj_node *node);
/* Does it go into the result? */
bool hj_revert_has(const struct hj_revert *x, const struct hj_node *top);

/* Rule 1, 2 and all else. */
int hj_revert_choose(struct hj_revert *x, struct hj_error *err) HJ_MUST_CHECK;
/* Rule 3, 5. */
int hj_revert_follow(struct hj_revert *x, struct hj_error *err) HJ_MUST_CHECK;
int
hj_revert_conflicts(struct hj_revert *x, struct hj_error *err) HJ_MUST_CHECK;

#endif
