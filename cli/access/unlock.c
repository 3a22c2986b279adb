#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <keyutils.h>

#include "cli/access/unlock.h"
#include "core/keys/member.h"

#define TYPE "user"
#define MINE                                                                   \
	(KEY_POS_VIEW | KEY_POS_READ | KEY_POS_WRITE | KEY_POS_SEARCH |        \
	    KEY_POS_LINK | KEY_POS_SETATTR)

struct name {
	char text[64];
};

static struct name
name_of(const char *vault_id)
{
	struct name n;

	(void)snprintf(n.text, sizeof(n.text), "hanji:%s", vault_id);
	return n;
}

/*
 * Possession is what permissions ask for, and it goes through the keyrings of
 * the process: a session started by su, cron or ssh without PAM often has no
 * link to the user keyring.  Our own process keyring gets one; it ends with
 * us and no child inherits it.
 */
static void
possess(void)
{
	(void)keyctl_link(KEY_SPEC_USER_KEYRING, KEY_SPEC_PROCESS_KEYRING);
}

static void
wipe(key_serial_t key)
{
	/* Revoking drops the bytes, which the kernel clears as it frees. */
	(void)keyctl_revoke(key);
	(void)keyctl_unlink(key, KEY_SPEC_USER_KEYRING);
}

/* What the key holds: the seed, then its term.  Only this computer reads it,
 * while it runs: a plain struct. */
#define KEPT_LEN (HJ_SEED_LEN + sizeof(struct unlock_term))

static uint64_t
milliseconds(clockid_t which)
{
	struct timespec t = { 0 };

	(void)clock_gettime(which, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

/* In this order, so that the difference is never below what it was. */
static struct unlock_clock
now(void)
{
	struct unlock_clock c;

	c.mono = milliseconds(CLOCK_MONOTONIC);
	c.boot = milliseconds(CLOCK_BOOTTIME);
	return c;
}

unsigned
unlock_left(const struct unlock_term *t, const struct unlock_clock *c)
{
	uint64_t left;

	/* A second for the time between the two looks at the clocks. */
	if (c->boot >= t->end || c->boot - c->mono > t->slept + 1000)
		return 0;
	left = (t->end - c->boot + 999) / 1000;
	return left < t->idle ? (unsigned)left : t->idle;
}

static int
add(const struct name *name, const struct hj_secret *kept, unsigned seconds,
    struct hj_error *err)
{
	key_serial_t key;
	int why;

	possess();
	key = add_key(TYPE, name->text, hj_secret_peek(kept),
	    hj_secret_len(kept), KEY_SPEC_USER_KEYRING);
	if (key < 0 && errno == EDQUOT)
		return hj_fail(err, HJ_EIO,
		    "the kernel has no more room for keys of this user");
	if (key < 0)
		return hj_fail_errno(err, errno,
		    "this system cannot keep the vault unlocked");
	if (keyctl_set_timeout(key, seconds) == 0 &&
	    keyctl_setperm(key, MINE) == 0)
		return HJ_OK;
	why = errno;
	wipe(key);
	return hj_fail_errno(err, why,
	    "this system cannot keep the vault unlocked");
}

int
unlock_keep(const char *vault_id, const struct hj_secret *seed,
    unsigned seconds, unsigned idle, struct hj_error *err)
{
	const struct name name = name_of(vault_id);
	const struct unlock_clock c = now();
	const struct unlock_term t = {
		.end = c.boot + (uint64_t)seconds * 1000,
		.slept = c.boot - c.mono,
		.idle = idle,
	};
	struct hj_secret *kept = NULL;
	int rc;

	if (seconds == 0 || seconds > UNLOCK_SECONDS_MAX || idle == 0 ||
	    idle > UNLOCK_SECONDS_MAX)
		return hj_fail(err, HJ_ELIMIT,
		    "a vault stays unlocked for 1 second to 24 hours");
	/* A fresh key, so that no old permission or timeout is inherited. */
	if ((rc = unlock_drop(vault_id, err)) != HJ_OK ||
	    (rc = hj_secret_new(KEPT_LEN, &kept, err)) != HJ_OK)
		return rc;
	memcpy(hj_secret_bytes(kept), hj_secret_peek(seed), HJ_SEED_LEN);
	memcpy(hj_secret_bytes(kept) + HJ_SEED_LEN, &t, sizeof(t));
	rc = add(&name, kept, unlock_left(&t, &c), err);
	hj_secret_free(kept);
	return rc;
}

static key_serial_t
find(const char *vault_id)
{
	const struct name name = name_of(vault_id);
	long key;

	possess();
	key = keyctl_search(KEY_SPEC_USER_KEYRING, TYPE, name.text, 0);
	return key < 0 ? -1 : (key_serial_t)key;
}

/* The seed, and for how long the key may be kept from now on. */
static int
look(key_serial_t key, struct hj_secret **ret, unsigned *left,
    struct hj_error *err)
{
	const struct unlock_clock c = now();
	struct hj_secret *kept = NULL;
	struct unlock_term t;
	int rc;

	if ((rc = hj_secret_new(KEPT_LEN, &kept, err)) != HJ_OK)
		return rc;
	if ((rc = hj_secret_new(HJ_SEED_LEN, ret, err)) != HJ_OK)
		goto out;
	rc = HJ_ENOTFOUND;
	/* Its time may be over since it was found. */
	if (key < 0 ||
	    keyctl_read(key, (char *)hj_secret_bytes(kept), KEPT_LEN) !=
		(long)KEPT_LEN)
		goto out;
	memcpy(hj_secret_bytes(*ret), hj_secret_peek(kept), HJ_SEED_LEN);
	memcpy(&t, hj_secret_peek(kept) + HJ_SEED_LEN, sizeof(t));
	if ((*left = unlock_left(&t, &c)) != 0)
		rc = HJ_OK;
	else
		wipe(key);
out:
	hj_secret_free(kept);
	return rc == HJ_ENOTFOUND
	    ? hj_fail(err, HJ_ENOTFOUND, "the vault is locked")
	    : rc;
}

int
unlock_find(const char *vault_id, struct hj_secret **ret, struct hj_error *err)
{
	struct hj_secret *s = NULL;
	key_serial_t key = find(vault_id);
	unsigned left = 0;
	int rc;

	if ((rc = look(key, &s, &left, err)) != HJ_OK) {
		hj_secret_free(s);
		return rc;
	}
	/* Should it fail, the key only dies earlier. */
	(void)keyctl_set_timeout(key, left);
	*ret = s;
	return HJ_OK;
}

bool
unlock_is_kept(const char *vault_id)
{
	struct hj_error err = HJ_ERROR;
	struct hj_secret *s = NULL;
	unsigned left = 0;
	int rc = look(find(vault_id), &s, &left, &err);

	hj_secret_free(s);
	return rc == HJ_OK;
}

int
unlock_drop(const char *vault_id, struct hj_error *err)
{
	key_serial_t key = find(vault_id);

	if (key < 0)
		return HJ_OK;
	wipe(key);
	if (find(vault_id) >= 0)
		return hj_fail(err, HJ_EIO,
		    "the kernel did not give the key up: log out, or restart the computer");
	return HJ_OK;
}
