/*
 * status_own.h: accounts of a status while they are weighed, for status*.c.
 */
#ifndef HJ_CORE_STATUS_OWN_H
#define HJ_CORE_STATUS_OWN_H

#include "core/sense/status.h"

/* Fill ret->account with all that is told of ret->subject, without origins.
 * HJ_ELIMIT: more than HJ_ACCOUNTS_MAX; HJ_ENOMEM. */
int hj_status_collect(const struct hj_record *r, struct hj_status *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Rule 11. */
void hj_status_contest(const struct hj_record *r, struct hj_status *s);

/* The same status, or one a more exact one (rule 3). */
bool
hj_status_agree(const struct hj_status_row *a, const struct hj_status_row *b);
/* Is a the same as b, or more exact? */
bool
hj_status_implies(const struct hj_status_row *a, const struct hj_status_row *b);

/* What follows what, by rules 4 to 8.  lone[i]: no second origin agrees with
 * account i, and nobody who was there. */
struct hj_weighing {
	const struct hj_status_account *account;
	const bool *lone;
};
bool hj_status_barred(const struct hj_weighing *w, size_t later, size_t before);
bool
hj_status_follows(const struct hj_weighing *w, size_t later, size_t before);
bool hj_status_contradict(const struct hj_weighing *w, size_t a, size_t b);

#endif
