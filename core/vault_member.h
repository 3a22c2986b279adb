/*
 * vault_member.h: the teams of who opened a vault.
 */
#ifndef HJ_CORE_VAULT_MEMBER_H
#define HJ_CORE_VAULT_MEMBER_H

#include "core/header.h"
#include "core/vault.h"

/* ---- teams ---- */

/* Those of which this member holds the key (bit i: team i); 0: an auditor, who
 * sees no case. */
uint16_t hj_vault_teams(const struct hj_vault *v);
/* All that there are. */
uint16_t hj_vault_all_teams(const struct hj_vault *v);
/* New cases of this handle go to that team; else to the first that the member
 * is in.  HJ_EAUTH: they are not in it. */
int hj_vault_use_team(struct hj_vault *v, unsigned team,
    struct hj_error *err) HJ_MUST_CHECK;
/* How many cases of other teams there are, which nothing here shows. */
int hj_vault_unseen(struct hj_vault *v, uint64_t *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* Its name; empty: it was given none. */
int hj_vault_team_name(const struct hj_vault *v, unsigned team,
    char ret[static HJ_NAME_MAX + 1], struct hj_error *err) HJ_MUST_CHECK;

#endif
