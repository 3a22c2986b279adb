#include "tests/unit/ways_world.h"

static void
shares_open_only_after_they_were_tried_and_until_they_are_revoked(void **state)
{
	struct hj_vault *v = open_vault(&world, true);
	struct hj_secret *one = offer(v), *two;
	struct hj_header_recovery r;
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(enter_by_shares(one), HJ_EAUTH);
	must(hj_vault_recovery(v, &r, &err), &err);
	assert_int_equal(r.pending.of, 3);
	assert_int_equal(r.active.of, 0);
	assert_true(prove(v, one));
	assert_false(prove(v, one));
	assert_int_equal(enter_by_shares(one), HJ_OK);
	must(hj_vault_recovery(v, &r, &err), &err);
	assert_int_equal(r.active.needed, 2);
	assert_int_equal(r.pending.of, 0);
	assert_true(r.made != 0 && r.tested >= r.made);
	/* The old ones hold until the new ones were tried. */
	hj_secret_free(offer(v));
	two = offer(v);
	assert_int_equal(enter_by_shares(one), HJ_OK);
	assert_int_equal(enter_by_shares(two), HJ_EAUTH);
	assert_true(prove(v, two));
	assert_int_equal(enter_by_shares(one), HJ_EAUTH);
	assert_int_equal(enter_by_shares(two), HJ_OK);
	must(hj_vault_recovery_revoke(v, &err), &err);
	assert_int_equal(enter_by_shares(two), HJ_EAUTH);
	assert_int_equal(hj_vault_recovery_revoke(v, &err), HJ_ENOTFOUND);
	must(hj_vault_recovery(v, &r, &err), &err);
	assert_int_equal(r.active.of + r.pending.of, 0);
	hj_vault_close(v);
	hj_secret_free(one);
	hj_secret_free(two);
}

static void
shares_of_others_prove_nothing(void **state)
{
	struct hj_vault *v = open_vault(&world, true);
	struct files before = keep();
	struct hj_error err = HJ_ERROR;
	struct hj_secret *other = NULL;
	struct files after;
	bool fresh;

	(void)state;
	must(hj_secret_random(HJ_SLIP39_LEN, &other, &err), &err);
	assert_int_equal(hj_vault_recovery_prove(v, other, &fresh, &err),
	    HJ_EAUTH);
	after = keep();
	assert_memory_equal(before.header[0].data, after.header[0].data,
	    HJ_HEADER_LEN);
	forget(&before);
	forget(&after);
	hj_secret_free(other);
	hj_vault_close(v);
}

static void
with_shares_a_new_passphrase_is_set(void **state)
{
	struct hj_vault *v = open_vault(&world, true);
	struct hj_vault_opening how = { .at = where(&world), .write = true };
	struct hj_secret *shares = offer(v), *new = NULL, *file = NULL;
	struct hj_error err = HJ_ERROR;

	(void)state;
	prove(v, shares);
	/* A lost stick is forgotten, too. */
	must(hj_secret_random(HJ_KEY_FILE_LEN, &file, &err), &err);
	must(hj_vault_passwd(v, world.passphrase, file, NULL, &err), &err);
	hj_vault_close(v);
	how.recovery = shares;
	must(hj_vault_open(&how, &v, &err), &err);
	must(hj_secret_copy("a new one, well kept", 20, &new, &err), &err);
	must(hj_vault_passwd(v, new, NULL, NULL, &err), &err);
	assert_int_equal(enter_by_shares(shares), HJ_OK);
	assert_int_equal(enter(&(struct hj_header_ways){ .passphrase = new }),
	    HJ_OK);
	assert_int_equal(enter(&(struct hj_header_ways){ .passphrase =
							     world.passphrase,
			     .key_file = file }),
	    HJ_EAUTH);
	must(hj_vault_passwd(v, world.passphrase, NULL, NULL, &err), &err);
	must(hj_vault_recovery_revoke(v, &err), &err);
	hj_vault_close(v);
	hj_secret_free(new);
	hj_secret_free(file);
	hj_secret_free(shares);
}

static void
passphrase_and_key_file_open_together_and_neither_alone(void **state)
{
	struct hj_vault *v = open_vault(&world, true);
	struct hj_header_ways with = { .passphrase = world.passphrase };
	struct hj_secret *file = NULL, *other = NULL, *wrong = NULL;
	struct hj_error err = HJ_ERROR;

	(void)state;
	must(hj_secret_random(HJ_KEY_FILE_LEN, &file, &err), &err);
	must(hj_secret_random(HJ_KEY_FILE_LEN, &other, &err), &err);
	must(hj_secret_copy("not the passphrase", 18, &wrong, &err), &err);
	assert_false(hj_vault_needs_file(v));
	must(hj_vault_passwd(v, world.passphrase, file, NULL, &err), &err);
	hj_vault_close(v);
	v = open_vault(&world, true); /* with the seed that 'unlock' leaves */
	assert_true(hj_vault_needs_file(v));
	assert_int_equal(enter(&with), HJ_EAUTH);
	with.key_file = other;
	assert_int_equal(enter(&with), HJ_EAUTH);
	with.key_file = file;
	assert_int_equal(enter(&with), HJ_OK);
	with.passphrase = wrong;
	assert_int_equal(enter(&with), HJ_EAUTH);
	/* A file of another size is none. */
	hj_secret_shorten(other, HJ_KEY_FILE_LEN - 1);
	assert_int_equal(hj_vault_passwd(v, wrong, other, NULL, &err),
	    HJ_EINVAL);
	must(hj_vault_passwd(v, world.passphrase, NULL, NULL, &err), &err);
	with = (struct hj_header_ways){ .passphrase = world.passphrase };
	assert_int_equal(enter(&with), HJ_OK);
	hj_vault_close(v);
	hj_secret_free(file);
	hj_secret_free(other);
	hj_secret_free(wrong);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    shares_open_only_after_they_were_tried_and_until_they_are_revoked),
		cmocka_unit_test(shares_of_others_prove_nothing),
		cmocka_unit_test(with_shares_a_new_passphrase_is_set),
		cmocka_unit_test(
		    passphrase_and_key_file_open_together_and_neither_alone),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("ways", tests, setup, teardown);
}
