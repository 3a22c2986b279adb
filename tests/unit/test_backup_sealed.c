#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>

#include "core/keys/age.h"
#include "core/store/store.h"
#include "core/vault/vault.h"
#include "tests/unit/vault_world.h"

#define WORK 4 /* of scrypt: nothing that a person would use */

static struct world w;
static struct hj_id id;
static char file[160], dir[160], locked[160];
static struct hj_secret *identity, *phrase;
static uint8_t keys[2][HJ_AGEKEY_LEN]; /* nobody's that we have, then ours */

static int
before_all(void **state)
{
	const struct hj_age_to to = { .recipients =
					  (const uint8_t(*)[HJ_AGEKEY_LEN])keys,
		.n = 2 };
	struct hj_error err = HJ_ERROR;
	uint8_t other[32];
	struct hj_vault *v;

	(void)state;
	make_world(&w);
	(void)snprintf(file, sizeof(file), "%s/backup.age", w.top);
	(void)snprintf(locked, sizeof(locked), "%s/locked.age", w.top);
	(void)snprintf(dir, sizeof(dir), "%s/restored", w.top);
	must(hj_secret_random(32, &identity, &err), &err);
	must(hj_secret_copy("lantern", 7, &phrase, &err), &err);
	randombytes_buf(other, sizeof(other));
	(void)crypto_scalarmult_base(keys[0], other);
	(void)crypto_scalarmult_base(keys[1], hj_secret_peek(identity));
	v = open_vault(&w, true);
	hj_id_random(&id);
	save(v, &id, "first");
	must(hj_vault_backup(v, file, &to, NULL, &err), &err);
	must(hj_vault_backup(v, locked,
		 &(struct hj_age_to){ .passphrase = phrase,
		     .work = WORK,
		     .armor = true },
		 NULL, &err),
	    &err);
	hj_vault_close(v);
	return 0;
}

static int
after_all(void **state)
{
	(void)state;
	hj_secret_free(identity);
	hj_secret_free(phrase);
	free_world(&w);
	return 0;
}

/* With $top for the folder. */
static int
run(const char *command)
{
	assert_int_equal(setenv("top", w.top, 1), 0);
	return system(command);
}

static void
restored_by(const char *from, const struct hj_age_with *with)
{
	/* The first of two backups is older than the vault. */
	struct hj_vault_opening how = { .seed = w.seed,
		.accept_rollback = "restored" };
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v = NULL;

	assert_int_equal(run("rm -rf $top/restored"), 0);
	must(hj_backup_restore(from, with, dir, NULL, &err), &err);
	how.at = (struct hj_vault_where){ .dir = dir, .state = w.state };
	must(hj_vault_open(&how, &v, &err), &err);
	expect_title(v, &id, "first");
	hj_vault_close(v);
}

static void
a_recipient_restores_it(void **state)
{
	(void)state;
	restored_by(file, &(struct hj_age_with){ .identity = identity });
}

static void
the_passphrase_restores_it(void **state)
{
	(void)state;
	restored_by(locked, &(struct hj_age_with){ .passphrase = phrase });
}

static void
what_opens_it_is_known_beforehand(void **state)
{
	struct hj_error err = HJ_ERROR;
	enum hj_backup_asks asks;

	(void)state;
	must(hj_backup_peek(file, &asks, &err), &err);
	assert_int_equal(asks, HJ_BACKUP_ASKS_KEY);
	must(hj_backup_peek(locked, &asks, &err), &err);
	assert_int_equal(asks, HJ_BACKUP_ASKS_PASSPHRASE);
}

static void
nobody_else_restores_it_and_nothing_is_left(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_secret *other = NULL;

	(void)state;
	assert_int_equal(run("rm -rf $top/restored"), 0);
	must(hj_secret_random(32, &other, &err), &err);
	assert_int_equal(hj_backup_restore(file,
			     &(struct hj_age_with){ .identity = other,
				 .passphrase = phrase },
			     dir, NULL, &err),
	    HJ_EAUTH);
	assert_int_equal(hj_backup_restore(locked,
			     &(struct hj_age_with){ .passphrase = other }, dir,
			     NULL, &err),
	    HJ_EAUTH);
	assert_int_equal(hj_backup_restore(file, NULL, dir, NULL, &err),
	    HJ_ECORRUPT);
	hj_secret_free(other);
	assert_int_not_equal(access(dir, F_OK), 0);
	assert_int_not_equal(run("ls -A $top | grep -q tmp-"), 0);
}

static void
a_flip_or_a_cut_anywhere_is_refused_and_leaves_nothing(void **state)
{
	const struct hj_age_with with = { .identity = identity };
	struct hj_error err = HJ_ERROR;
	int fd = open(file, O_RDWR | O_CLOEXEC);
	struct stat st;
	off_t step;

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(fstat(fd, &st), 0);
	assert_int_equal(run("rm -rf $top/restored"), 0);
	step = st.st_size / 50;
	/* The stanza of the other recipient is under the MAC, too. */
	for (off_t at = 3; at < st.st_size; at += at < 400 ? 29 : step) {
		uint8_t b;

		assert_int_equal(pread(fd, &b, 1, at), 1);
		b ^= 0x04;
		assert_int_equal(pwrite(fd, &b, 1, at), 1);
		assert_int_not_equal(hj_backup_restore(file, &with, dir, NULL,
					 &err),
		    HJ_OK);
		b ^= 0x04;
		assert_int_equal(pwrite(fd, &b, 1, at), 1);
	}
	assert_int_equal(ftruncate(fd, st.st_size - 1), 0);
	assert_int_equal(hj_backup_restore(file, &with, dir, NULL, &err),
	    HJ_ECORRUPT);
	(void)close(fd);
	assert_int_not_equal(access(dir, F_OK), 0);
	assert_int_not_equal(run("ls -A $top | grep -q tmp-"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_recipient_restores_it),
		cmocka_unit_test(the_passphrase_restores_it),
		cmocka_unit_test(what_opens_it_is_known_beforehand),
		cmocka_unit_test(nobody_else_restores_it_and_nothing_is_left),
		cmocka_unit_test(
		    a_flip_or_a_cut_anywhere_is_refused_and_leaves_nothing),
	};

	return cmocka_run_group_tests_name("sealed backup", tests, before_all,
	    after_all);
}
