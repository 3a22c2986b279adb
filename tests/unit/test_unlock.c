#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <grp.h>
#include <cmocka.h>
#include <keyutils.h>
#include <sodium.h>

#include "cli/access/unlock.h"
#include "core/keys/member.h"
#include "tests/unit/wrap.h"

static char vault_id[33];
static struct hj_secret *seed;

static int
make(void **state)
{
	struct hj_error err = HJ_ERROR;
	uint8_t random[16];

	(void)state;
	randombytes_buf(random, sizeof(random));
	sodium_bin2hex(vault_id, sizeof(vault_id), random, sizeof(random));
	return hj_secret_random(HJ_SEED_LEN, &seed, &err);
}

static int
unmake(void **state)
{
	struct hj_error err = HJ_ERROR;

	(void)state;
	hj_secret_free(seed);
	return unlock_drop(vault_id, &err);
}

/* Containers often have no keyrings: said, not passed over in silence. */
static void
need_keyring(void)
{
	if (keyctl_get_keyring_ID(KEY_SPEC_USER_KEYRING, 1) < 0) {
		print_message("no kernel keyring here: skipped\n");
		skip();
	}
}

static void
what_is_kept_is_found_until_it_is_dropped(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_secret *s = NULL;

	(void)state;
	need_keyring();
	assert_int_equal(unlock_find(vault_id, &s, &err), HJ_ENOTFOUND);
	assert_int_equal(unlock_drop(vault_id, &err), HJ_OK);
	assert_int_equal(unlock_keep(vault_id, seed, 60, 60, &err), HJ_OK);
	assert_int_equal(unlock_find(vault_id, &s, &err), HJ_OK);
	assert_true(hj_secret_equal(s, seed));
	hj_secret_free(s);
	s = NULL;
	/* Again, as a second `unlock` does. */
	assert_int_equal(unlock_keep(vault_id, seed, 60, 60, &err), HJ_OK);
	assert_int_equal(unlock_drop(vault_id, &err), HJ_OK);
	assert_int_equal(unlock_find(vault_id, &s, &err), HJ_ENOTFOUND);
	assert_null(s);
}

static void
it_is_locked_when_the_time_is_over(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_secret *s = NULL;

	(void)state;
	need_keyring();
	assert_int_equal(unlock_keep(vault_id, seed, 0, 60, &err), HJ_ELIMIT);
	assert_int_equal(unlock_keep(vault_id, seed, UNLOCK_SECONDS_MAX + 1, 60,
			     &err),
	    HJ_ELIMIT);
	assert_int_equal(unlock_keep(vault_id, seed, 1, 60, &err), HJ_OK);
	/* However slow the machine: only never is too late. */
	for (int i = 0; i < 300; i++) {
		if (unlock_find(vault_id, &s, &err) == HJ_ENOTFOUND)
			return;
		hj_secret_free(s);
		(void)usleep(100000);
	}
	fail_msg("still unlocked after half a minute");
}

static void
it_is_locked_when_nobody_used_it(void **state)
{
	struct hj_error err = HJ_ERROR;

	(void)state;
	need_keyring();
	assert_int_equal(unlock_keep(vault_id, seed, 60, 0, &err), HJ_ELIMIT);
	assert_int_equal(unlock_keep(vault_id, seed, 3600, 1, &err), HJ_OK);
	/* Looking whether it is there is no use of it. */
	for (int i = 0; i < 300; i++) {
		if (!unlock_is_kept(vault_id))
			return;
		(void)usleep(100000);
	}
	fail_msg("still unlocked after half a minute");
}

/* The two clocks of a computer that never slept, and how they part. */
static void
what_is_left_ends_with_the_term_and_with_sleep(void **state)
{
	const struct unlock_term t = {
		.end = 100000,
		.slept = 5000,
		.idle = 30,
	};
	struct unlock_clock c = { .boot = 50000, .mono = 45000 };

	(void)state;
	assert_int_equal(unlock_left(&t, &c), 30);
	c = (struct unlock_clock){ .boot = 90500, .mono = 85500 };
	assert_int_equal(unlock_left(&t, &c), 10);
	c = (struct unlock_clock){ .boot = 100000, .mono = 95000 };
	assert_int_equal(unlock_left(&t, &c), 0);
	/* Asleep for two seconds. */
	c = (struct unlock_clock){ .boot = 52000, .mono = 45000 };
	assert_int_equal(unlock_left(&t, &c), 0);
}

static void
only_the_possessor_has_any_permission(void **state)
{
	struct hj_error err = HJ_ERROR;
	char name[64], text[256];
	unsigned perm = 0;
	long key;

	(void)state;
	need_keyring();
	assert_int_equal(unlock_keep(vault_id, seed, 60, 60, &err), HJ_OK);
	(void)snprintf(name, sizeof(name), "hanji:%s", vault_id);
	key = keyctl_search(KEY_SPEC_USER_KEYRING, "user", name, 0);
	assert_true(key > 0);
	assert_true(keyctl_describe((key_serial_t)key, text, sizeof(text)) > 0);
	assert_int_equal(sscanf(text, "user;%*d;%*d;%x;", &perm), 1);
	assert_int_equal(perm & 0x00ffffff, 0);
	assert_int_equal(unlock_drop(vault_id, &err), HJ_OK);
}

/* Kept by one process, found and dropped by another with a session of its
 * own: as a caseworker's terminals are. */
static int
elsewhere(uid_t uid, bool keep)
{
	int status = -1;
	pid_t child = fork();

	if (child == 0) {
		struct hj_error err = HJ_ERROR;
		struct hj_secret *s = NULL;

		if (keyctl_join_session_keyring(NULL) < 0 ||
		    (uid != getuid() &&
			(setgroups(0, NULL) != 0 || setuid(uid) != 0)))
			_exit(99);
		if (keep) {
			if (hj_secret_new(HJ_SEED_LEN, &s, &err) != HJ_OK)
				_exit(98);
			_exit(unlock_keep(vault_id, s, 60, 60, &err));
		}
		if (unlock_find(vault_id, &s, &err) != HJ_OK)
			_exit((int)err.code);
		_exit(unlock_drop(vault_id, &err));
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
another_terminal_finds_it_another_user_does_not(void **state)
{
	struct hj_error err = HJ_ERROR;

	(void)state;
	need_keyring();
	assert_int_equal(unlock_keep(vault_id, seed, 60, 60, &err), HJ_OK);
	if (getuid() == 0)
		assert_int_equal(elsewhere(65534, false), HJ_ENOTFOUND);
	assert_int_equal(elsewhere(getuid(), false), HJ_OK);
	assert_int_equal(elsewhere(getuid(), false), HJ_ENOTFOUND);
	if (getuid() != 0)
		return;
	/* The same as an ordinary user, whom root then does not meet. */
	assert_int_equal(elsewhere(65534, true), HJ_OK);
	assert_int_equal(elsewhere(0, false), HJ_ENOTFOUND);
	assert_int_equal(elsewhere(65534, false), HJ_OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_kept_is_found_until_it_is_dropped),
		cmocka_unit_test(it_is_locked_when_the_time_is_over),
		cmocka_unit_test(it_is_locked_when_nobody_used_it),
		cmocka_unit_test(what_is_left_ends_with_the_term_and_with_sleep),
		cmocka_unit_test(only_the_possessor_has_any_permission),
		cmocka_unit_test(another_terminal_finds_it_another_user_does_not),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("unlock", tests, make, unmake);
}
