/*
 * ways.h: the ways into a vault that its holder can change: passphrase, key
 * file, recovery shares.
 *
 * Each change needs `write`, writes both header files, the older one first, so
 * that the old way or the new one opens whatever happens in between, and is
 * logged.  HJ_ECORRUPT: the header files were replaced or tampered with since;
 * they stay as they are.  HJ_EREFUSED: an auditor cannot change them.
 *
 * What was true for an old copy of the header files stays true for it: it opens
 * with the passphrase or the shares of its time, and gives the keys that this
 * member has still, until they take new ones (hj_vault_new_keys()).
 */
#ifndef HJ_CORE_WAYS_H
#define HJ_CORE_WAYS_H

#include "core/keys/header.h"
#include "core/keys/slip39.h"

struct hj_vault;

/* Does the passphrase of who opened it need a key file? */
bool hj_vault_needs_file(const struct hj_vault *v);

/* A new passphrase in place of the one of who opened the vault, or the first
 * one when it was opened with recovery shares.  key_file: HJ_KEY_FILE_LEN bytes
 * without which it does not open from now on, or NULL: none.  cost NULL: as it
 * is.  HJ_EREFUSED: other passphrases depend on the cost. */
int hj_vault_passwd(struct hj_vault *v, const struct hj_secret *passphrase,
    const struct hj_secret *key_file, const struct hj_kdf_cost *cost,
    struct hj_error *err) HJ_MUST_CHECK;

/* The recovery shares of who opened it.  HJ_EREFUSED: an auditor cannot see
 * them. */
int hj_vault_recovery(const struct hj_vault *v, struct hj_header_recovery *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* New shares, shares.of of them in `words` (slip39.h).  They open nothing yet;
 * the old ones do.  HJ_EINVAL: numbers; HJ_ELIMIT: no room for another way. */
int hj_vault_recovery_offer(struct hj_vault *v, struct hj_header_shares shares,
    struct hj_secret *words[static HJ_SLIP39_SHARES_MAX],
    struct hj_error *err) HJ_MUST_CHECK;

/* Somebody typed enough shares, and this came of them.  *ret: they were new and
 * open the vault from now on, those of before do not.  HJ_EAUTH: they are not
 * the shares of who opened the vault. */
int hj_vault_recovery_prove(struct hj_vault *v, const struct hj_secret *secret,
    bool *ret, struct hj_error *err) HJ_MUST_CHECK;

/* No shares open it any more.  HJ_ENOTFOUND: there are none. */
int hj_vault_recovery_revoke(struct hj_vault *v,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
