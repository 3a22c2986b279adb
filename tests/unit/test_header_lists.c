/*
 * The lists of a header when they are full, empty, or make no sense.
 */
#include "tests/unit/header_world.h"

static void
places_and_slots_run_out(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_header *h = load();
	struct hj_header_member m = { .role = HJ_ROLE_READER, .name = "x" };
	const struct hj_header_shares s = { 2, 3 };
	unsigned n;

	(void)state;
	m.keys = *hj_member_public(w.member);
	for (unsigned i = 1; i < HJ_MEMBERS_MAX; i++) {
		assert_int_equal(hj_header_free_place(h, w.keyring, &n, &err),
		    HJ_OK);
		assert_int_equal(n, i);
		assert_int_equal(hj_header_set_member(h, w.keyring, i, &m,
				     w.keyring, &err),
		    HJ_OK);
	}
	assert_int_equal(hj_header_free_place(h, w.keyring, &n, &err),
	    HJ_ELIMIT);
	for (unsigned i = 0; i < HJ_SLOTS; i++)
		hj_header_slot(h, i)[0] = HJ_SLOT_PASSPHRASE;
	assert_int_equal(hj_header_free_slot(h, &n, &err), HJ_ELIMIT);
	assert_int_equal(hj_header_offer_recovery(h, w.keyring, 0, w.member,
			     w.seed, s, &err),
	    HJ_ELIMIT);
	hj_header_free(h);
}

/* The MAC fits here: an owner wrote this, or a mistake of ours. */
static void
set_in_place(struct hj_header *h, size_t at, uint8_t to)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(HJ_MEMBERS_LEN);

	assert_int_equal(hj_header_read_members(h, w.keyring, &b, &err), HJ_OK);
	b.data[at] = to;
	hj_header_write_members(h, w.keyring, &b);
	hj_buf_clear(&b);
}

static void
a_list_that_makes_no_sense_is_damage(void **state)
{
	static const struct {
		size_t at;
		uint8_t to;
	} bad[] = { { 0, HJ_ROLE_AUDITOR + 1 }, { 1, HJ_NAME_MAX + 1 } };
	struct hj_error err = HJ_ERROR;
	struct hj_header_member m;

	(void)state;
	for (size_t i = 0; i < HJ_LEN(bad); i++) {
		struct hj_header *h = load();

		set_in_place(h, bad[i].at, bad[i].to);
		assert_int_equal(hj_header_member(h, w.keyring, 0, &m, &err),
		    HJ_ECORRUPT);
		assert_int_equal(hj_header_drop_member(h, w.keyring, 0, &err),
		    HJ_ECORRUPT);
		assert_int_equal(hj_header_reseal(h, w.keyring, w.keyring,
				     &err),
		    HJ_ECORRUPT);
		hj_header_free(h);
	}
}

static void
nobody_stands_in_an_empty_place(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_header *h = load();
	struct hj_header_member m;

	(void)state;
	assert_int_equal(hj_header_member(h, w.keyring, 7, &m, &err),
	    HJ_ENOTFOUND);
	assert_int_equal(hj_header_drop_member(h, w.keyring, 7, &err),
	    HJ_ENOTFOUND);
	assert_int_equal(hj_header_revoke_recovery(h, w.keyring, 0, &err),
	    HJ_ENOTFOUND);
	hj_header_free(h);
}

static void
a_whole_header_still_opens(void **state)
{
	struct hj_header *h = load();

	(void)state;
	assert_int_equal(open_with(h, NULL, w.seed), HJ_OK);
	hj_header_free(h);
	put_back();
}

/* What the header owes the log is masked with a key of those who write it. */
static void
an_auditor_cannot_tell_what_the_log_is_owed(void **state)
{
	const struct hj_header_owed o = { .what = 1, .place = 2 };
	struct hj_header_owed told = { .what = 7 };
	struct hj_keyring *auditor = NULL;
	struct hj_error err = HJ_ERROR;
	struct hj_header *h = load();

	(void)state;
	assert_int_equal(hj_keyring_auditor(w.keyring, &auditor, &err), HJ_OK);
	hj_header_owe(h, w.keyring, &o, 5);
	assert_false(hj_header_owes(h, auditor, 5, &told));
	assert_int_equal(told.what, 7);
	assert_false(hj_header_owes(h, w.keyring, 6, &told));
	assert_true(hj_header_owes(h, w.keyring, 5, &told));
	assert_int_equal(told.what, 1);
	assert_int_equal(told.place, 2);
	hj_keyring_free(auditor);
	hj_header_free(h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places_and_slots_run_out),
		cmocka_unit_test(a_list_that_makes_no_sense_is_damage),
		cmocka_unit_test(nobody_stands_in_an_empty_place),
		cmocka_unit_test(an_auditor_cannot_tell_what_the_log_is_owed),
		cmocka_unit_test(a_whole_header_still_opens),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("header lists", tests, make, unmake);
}
