/* rekey_own.h: what the files of rekey.h share; nobody else includes it. */
#ifndef HJ_CORE_REKEY_OWN_H
#define HJ_CORE_REKEY_OWN_H

#include "core/vault/rekey.h"
#include "core/vault/vault_state.h"

/* May every page be opened by this member?  HJ_EAUTH: not. */
int hj_rekey_may(struct hj_vault *v, struct hj_error *err) HJ_MUST_CHECK;
/* Seal every page anew that is under a key that leaves, in several changes
 * that are not logged. */
int hj_rekey_pages(struct hj_vault *v, const struct hj_progress *p,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
