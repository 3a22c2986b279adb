/*
 * revert_world.h: what the tests of a revert share: how often each reason was
 * given.
 */
#ifndef HJ_TESTS_REVERT_WORLD_H
#define HJ_TESTS_REVERT_WORLD_H

#include "core/links/revert.h"
#include "tests/unit/parsed.h"

struct seen {
	size_t n[HJ_REVERT_LOOSE + 1];
};

static struct seen seen;
static struct hj_error error;

static int
see(void *to, enum hj_revert_why why, const struct hj_node *node,
    struct hj_error *err)
{
	struct seen *s = to;

	(void)err;
	assert_non_null(node);
	s->n[why]++;
	return HJ_OK;
}

#endif
