/*
 * account.h: what different accounts say about one and the same thing.
 *
 * Assertions are gathered into groups that speak of one thing: the birth of a
 * person, the number of the women in a group, one arrest (schema_rival.h).
 * What may truly be several is not grouped: names, residences.  Of the
 * children of one element:
 *
 *  1. Where one is true, all occurrences are accounts of it; where one is true
 *     for each key (the sex and age that a number counts), those of that key.
 *  2. Two events, periods of detention or repatriations are accounts of one
 *     when `same-as` of one leads to the other.
 *  3. Without it they are when they have the same type (or one has none) and
 *     are about the same people, when both name sources and none that the
 *     other names (who tells of both tells of two), when State and destination
 *     fit, and their dates may be the same day or lie no farther apart than
 *     the table says.  What happens once in a life needs no dates.
 *  4. Where rule 3 leads from one to another but not between all of them, as
 *     when a vague report may mean either of two arrests, none of them are.
 *
 * Within a group, accounts that say the same are one claim (likeness.h).
 * More siblings than HJ_ACCOUNTS_MAX are not gathered.
 */
#ifndef HJ_CORE_ACCOUNT_H
#define HJ_CORE_ACCOUNT_H

#include "core/case/record.h"

struct hj_account {
	const struct hj_node *node;
	size_t claim; /* from 0: which of the claims it makes */
	bool preferred;
};

/* Two accounts or more of one thing. */
struct hj_accounts {
	const struct hj_elem *def;
	const struct hj_node *of; /* the parent of all of them */
	const struct hj_account *item; /* the preferred first, then as stored */
	size_t n;
	size_t nclaims;
	bool clash; /* some two of the claims cannot both be true */
	size_t preferred; /* how many are marked so; more than one is a fault */
};

/* A non-zero return stops and is returned.  The group is borrowed. */
typedef int
hj_accounts_fn(void *to, const struct hj_accounts *a, struct hj_error *err);

/* Every group among the children of `of`, in the order of the first account
 * as it is stored; HJ_ENOMEM. */
int hj_accounts_of(const struct hj_record *r, const struct hj_node *of,
    hj_accounts_fn *fn, void *to, struct hj_error *err) HJ_MUST_CHECK;
/* The same of every element of the file, in document order. */
int hj_accounts_each(const struct hj_record *r, hj_accounts_fn *fn, void *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* Is something still open between them: a clash, and none preferred? */
bool hj_accounts_disputed(const struct hj_accounts *a);

#endif
