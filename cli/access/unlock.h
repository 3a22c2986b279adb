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
 *
 * It also dies when nobody used it for the idle time, and is refused once the
 * computer has slept: hanji-sleep (sleep_main.c) wipes it before that where the
 * system tells of it, and this notices afterwards where it does not.
 */
#ifndef HJ_CLI_UNLOCK_H
#define HJ_CLI_UNLOCK_H

#include "core/base/error.h"
#include "core/crypto/secret.h"

#define UNLOCK_SECONDS_MAX (24U * 60 * 60)

/* Of CLOCK_BOOTTIME, which goes on while the computer sleeps, and
 * CLOCK_MONOTONIC, which does not; in milliseconds. */
struct unlock_clock {
	uint64_t boot, mono;
};

/* For how long a seed is kept; beside it in the key. */
struct unlock_term {
	uint64_t end; /* of CLOCK_BOOTTIME, milliseconds */
	uint64_t slept; /* before it began: difference of the two clocks */
	uint32_t idle; /* seconds */
};

/* Seconds that it may still be kept when nobody uses it, rounded up; 0: it is
 * over, or the computer has slept since. */
unsigned
unlock_left(const struct unlock_term *t, const struct unlock_clock *now);

/* For `seconds`, and as long as it is used every `idle` seconds.  Replaces
 * what was kept for this vault.  HJ_ELIMIT: either is longer than a day or
 * zero; HJ_EIO: the kernel has no room, or keeps no keys (then nothing is
 * kept, and the text says so). */
int unlock_keep(const char *vault_id, const struct hj_secret *seed,
    unsigned seconds, unsigned idle, struct hj_error *err) HJ_MUST_CHECK;

/* The idle time begins anew.  HJ_ENOTFOUND: locked (never unlocked, timed out,
 * slept since, or no such facility); HJ_ENOMEM. */
int unlock_find(const char *vault_id, struct hj_secret **ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Would unlock_find() find it?  This is no use of it. */
bool unlock_is_kept(const char *vault_id);

/* Wipe it.  Success when nothing was kept; HJ_EIO: it is kept still. */
int unlock_drop(const char *vault_id, struct hj_error *err) HJ_MUST_CHECK;

#endif
