/*
 * legalhold.h: what nobody may erase, because a court, an inquiry or a claim
 * may ask for it.
 *
 * A hold is two entries of the log about a case, signed like all of it: placed
 * by whoever may change the case, lifted by an owner alone (role.h).  The log
 * decides: hj_vault_erase() asks it for every case, so that no command can
 * forget to, and `audit verify` finds an erasure that came in between.  Why it
 * was placed and lifted is sealed under `log`, as the ground of an erasure is:
 * it outlives the case, and every member and auditor can read it.  No names.
 *
 * So that `show` and `list` need not read all of the log, the holds that stand
 * are listed in a record of their own under `log`, named by the settings
 * (root.h): version 2 | number 4 | (log-id 16, time 8, position 8) each.  One
 * that does not open is made anew from the log by the next change of it.
 *
 * Where content of a case goes into another one (merged, parted, split off), its
 * hold goes along: hj_change_legalhold_carry().  Lifted is each by itself.
 *
 * A hold is of this vault: another one that has the same case does not know it.
 * Whoever destroys the headers (destroy.h) asks for no hold.
 */
#ifndef HJ_CORE_LEGALHOLD_H
#define HJ_CORE_LEGALHOLD_H

#include "core/store/catalogue.h"
#include "core/vault/vault.h"

struct hj_legalhold {
	uint8_t log_id[HJ_LOGID_LEN]; /* of the case */
	int64_t since; /* seconds UTC */
	uint64_t entry; /* of the log: who and why (hj_vault_entry()) */
};

/* All that stand, oldest first: struct hj_legalhold each, in place of what `to`
 * holds.  Cases of other teams are among them. */
int hj_vault_legalholds(struct hj_vault *v, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* The one of this case; NULL: it is under none.  Borrowed from `all`. */
const struct hj_legalhold *
hj_legalhold_of(const struct hj_buf *all, const struct hj_row *row);

/* HJ_EREFUSED: the case is under a hold, and nothing in it may be erased.  Asks
 * the log itself. */
int hj_legalhold_permits(struct hj_vault *v, const struct hj_row *row,
    struct hj_error *err) HJ_MUST_CHECK;

/* HJ_EEXISTS: it is under one; HJ_EINVAL: no reason; HJ_EAUTH: this member may
 * change nothing. */
int hj_change_legalhold_place(struct hj_change *c, const struct hj_row *row,
    const char *reason, struct hj_error *err) HJ_MUST_CHECK;
/* HJ_ENOTFOUND: it is under none; HJ_EINVAL: no reason; HJ_EAUTH: only an
 * owner. */
int hj_change_legalhold_lift(struct hj_change *c, const struct hj_row *row,
    const char *reason, struct hj_error *err) HJ_MUST_CHECK;

/* Would a hold go along from one case to another: the first is under one, and
 * the second is not?  Asks the log itself. */
int hj_legalhold_goes_along(struct hj_vault *v, const struct hj_row *from,
    const struct hj_row *to, bool *ret, struct hj_error *err) HJ_MUST_CHECK;
/* Then place it, for the reason of the first.  HJ_OK too when it would not. */
int hj_change_legalhold_carry(struct hj_change *c, const struct hj_row *from,
    const struct hj_row *to, struct hj_error *err) HJ_MUST_CHECK;

/* What an entry of the log does to a list of holds: for who reads the log
 * anyway.  *ret (may be NULL) says whether it erases something under a hold. */
int hj_legalhold_follow(struct hj_buf *all, const struct hj_log_entry *e,
    bool *ret, struct hj_error *err) HJ_MUST_CHECK;

#endif
