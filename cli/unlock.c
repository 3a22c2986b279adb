#include <errno.h>
#include <stdio.h>

#include <keyutils.h>

#include "cli/unlock.h"
#include "core/member.h"

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

int
unlock_keep(const char *vault_id, const struct hj_secret *seed,
    unsigned seconds, struct hj_error *err)
{
	const struct name name = name_of(vault_id);
	key_serial_t key;
	int why;

	if (seconds == 0 || seconds > UNLOCK_SECONDS_MAX)
		return hj_fail(err, HJ_ELIMIT,
		    "a vault stays unlocked for 1 second to 24 hours");
	/* A fresh key, so that no old permission or timeout is inherited. */
	if (unlock_drop(vault_id, err) != HJ_OK)
		return (int)err->code;
	possess();
	key = add_key(TYPE, name.text, hj_secret_peek(seed),
	    hj_secret_len(seed), KEY_SPEC_USER_KEYRING);
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

static key_serial_t
find(const char *vault_id)
{
	const struct name name = name_of(vault_id);
	long key;

	possess();
	key = keyctl_search(KEY_SPEC_USER_KEYRING, TYPE, name.text, 0);
	return key < 0 ? -1 : (key_serial_t)key;
}

int
unlock_find(const char *vault_id, struct hj_secret **ret, struct hj_error *err)
{
	struct hj_secret *s = NULL;
	key_serial_t key = find(vault_id);

	if (key < 0)
		return hj_fail(err, HJ_ENOTFOUND, "the vault is locked");
	if (hj_secret_new(HJ_SEED_LEN, &s, err) != HJ_OK)
		return (int)err->code;
	/* The timeout may strike between the two calls. */
	if (keyctl_read(key, (char *)hj_secret_bytes(s), HJ_SEED_LEN) !=
	    HJ_SEED_LEN) {
		hj_secret_free(s);
		return hj_fail(err, HJ_ENOTFOUND, "the vault is locked");
	}
	*ret = s;
	return HJ_OK;
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
