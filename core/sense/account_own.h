/*
 * account_own.h: grouping accounts, for account*.c only.
 */
#ifndef HJ_CORE_ACCOUNT_OWN_H
#define HJ_CORE_ACCOUNT_OWN_H

#include "core/sense/account.h"

/* Siblings of one name while they are gathered: group[i] is the first of those
 * that i speaks of one thing with. */
struct hj_gathering {
	const struct hj_record *record;
	const struct hj_node **node;
	size_t *group;
	size_t n;
};

size_t hj_gathering_first(struct hj_gathering *g, size_t i);
void hj_gathering_join(struct hj_gathering *g, size_t a, size_t b);

/* Rules 2 to 4.  HJ_ENOMEM. */
int
hj_gather_occasions(struct hj_gathering *g, struct hj_error *err) HJ_MUST_CHECK;

#endif
