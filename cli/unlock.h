/*
 * unlock.h: the kernel keeps a member's seed for a while, so that a caseworker
 * types the passphrase once.
 *
 * A key of type "user", named hanji:<vault id>, in the user keyring
 * (keyrings(7)): it dies at its timeout, at `lock`, and with the machine; it
 * is never written to disk.  Only a process of the same user that reaches the
 * user keyring may use it (permissions: possessor; nobody else, not even to
 * see that it is there).  A child that must not have it is cut off by a new
 * session keyring and by seccomp, not by these permissions alone.
 */
#ifndef HJ_CLI_UNLOCK_H
#define HJ_CLI_UNLOCK_H

#include "core/error.h"
#include "core/secret.h"

#define UNLOCK_SECONDS_MAX (24U * 60 * 60)

/* Replaces what was kept for this vault.  HJ_ELIMIT: longer than a day or
 * zero; HJ_EIO: the kernel has no room, or keeps no keys (then nothing is
 * kept, and the text says so). */
int unlock_keep(const char *vault_id, const struct hj_secret *seed,
    unsigned seconds, struct hj_error *err) HJ_MUST_CHECK;

/* HJ_ENOTFOUND: locked (never unlocked, timed out, or no such facility). */
int unlock_find(const char *vault_id, struct hj_secret **ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Wipe it.  Success when nothing was kept; HJ_EIO: it is kept still. */
int unlock_drop(const char *vault_id, struct hj_error *err) HJ_MUST_CHECK;

#endif
