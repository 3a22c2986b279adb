/*
 * siblings.h: in which order the children of an element are shown.
 *
 * Accounts of one thing stand together, the preferred one first, where the
 * first of them stands in the file; a translation stands below its original.
 * All else keeps its order.
 */
#ifndef HJ_CLI_SIBLINGS_H
#define HJ_CLI_SIBLINGS_H

#include "core/sense/account.h"

struct sibling {
	const struct hj_node *node;
	bool first; /* of accounts of one thing, about which: */
	size_t accounts, claims;
	bool clash, disputed;
	bool account; /* the first or another of them */
	bool translation;
	unsigned deeper; /* steps below where it would stand */
};

struct siblings {
	struct sibling *item;
	size_t n;
};

#define SIBLINGS ((struct siblings){ .n = 0 })

/* HJ_ENOMEM.  Clear it in any case. */
int siblings_order(const struct hj_record *r, const struct hj_node *parent,
    struct siblings *ret, struct hj_error *err) HJ_MUST_CHECK;
void siblings_clear(struct siblings *s);

#endif
