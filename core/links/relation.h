/*
 * relation.h: what the codes of the list `relation` mean to each other.
 *
 * "a TYPE b" reads "a is the TYPE of b": with type parent, a is the parent.
 */
#ifndef HJ_CORE_RELATION_H
#define HJ_CORE_RELATION_H

#include "core/base/base.h"

enum hj_tie {
	HJ_TIE_NONE, /* no kinship: guardian, friend, held together ... */
	HJ_TIE_PARENT, /* of birth, adoptive or step: a above b */
	HJ_TIE_COUPLE, /* married, formerly, or living together */
	HJ_TIE_SIBLING,
	HJ_TIE_KIN, /* related, but not by one step: aunt, cousin ... */
	HJ_TIE_SAME, /* possibly the same person */
};

struct hj_relation {
	const char *code;
	const char *inverse; /* what b is to a */
	enum hj_tie tie;
	int8_t above; /* generations that a is above b */
	bool downward; /* of PARENT: a is the child, read it the other way */
	bool level; /* `above` is known; false: nobody can say */
};

/* NULL: no such code. */
const struct hj_relation *hj_relation_find(const char *code);

#endif
