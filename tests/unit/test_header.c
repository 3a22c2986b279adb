#include "tests/unit/header_world.h"

static void
passphrase_and_seed_open_the_same_keys(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_header *h = load();
	struct hj_opened o = { 0 }, p = { 0 };

	(void)state;
	assert_int_equal(hj_header_open(h, w.right, NULL, &o, &err), HJ_OK);
	assert_int_equal(hj_header_open(h, NULL, w.seed, &p, &err), HJ_OK);
	assert_string_equal(o.name, "보기");
	assert_string_equal(p.name, "보기");
	assert_int_equal(o.slot, 0);
	assert_int_equal(p.slot, 0);
	assert_int_equal(o.place, 0);
	assert_true(o.checked && p.checked);
	assert_memory_equal(hj_keyring_log(o.keyring),
	    hj_keyring_log(w.keyring), 32);
	assert_memory_equal(hj_keyring_page(p.keyring, 0),
	    hj_keyring_page(w.keyring, 0), 32);
	hj_opened_clear(&o);
	hj_opened_clear(&p);
	hj_header_free(h);
}

static void
wrong_passphrase_and_foreign_seed_are_refused_alike(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_secret *seed = NULL;
	struct hj_header *h = load();

	(void)state;
	assert_int_equal(open_with(h, w.wrong, NULL), HJ_EAUTH);
	assert_int_equal(hj_secret_random(HJ_SEED_LEN, &seed, &err), HJ_OK);
	assert_int_equal(open_with(h, NULL, seed), HJ_EAUTH);
	hj_secret_free(seed);
	hj_header_free(h);
}

static void
a_slot_that_nobody_tried_yet_or_that_was_moved_does_not_open(void **state)
{
	struct hj_header *h = load();

	(void)state;
	hj_header_slot(h, 0)[1] = HJ_SLOT_PENDING;
	assert_int_equal(open_with(h, w.right, NULL), HJ_EAUTH);
	hj_header_slot(h, 0)[1] = HJ_SLOT_ACTIVE;
	assert_int_equal(open_with(h, w.right, NULL), HJ_OK);
	hj_header_slot(h, 0)[0] = HJ_SLOT_RECOVERY;
	assert_int_equal(open_with(h, w.right, NULL), HJ_EAUTH);
	hj_header_slot(h, 0)[0] = HJ_SLOT_PASSPHRASE;
	memcpy(hj_header_slot(h, 5), hj_header_slot(h, 0), HJ_SLOT_LEN);
	hj_header_clear_slot(h, 0);
	assert_int_equal(open_with(h, w.right, NULL), HJ_EAUTH);
	hj_header_free(h);
}

static void
nothing_about_the_member_is_readable(void **state)
{
	const struct hj_member_public *k = hj_member_public(w.member);

	(void)state;
	assert_null(memmem(w.image.data, w.image.len, "보기", 6));
	assert_null(memmem(w.image.data, w.image.len, k->x25519, 8));
	assert_null(memmem(w.image.data, w.image.len, k->ed25519, 8));
	assert_null(memmem(w.image.data, w.image.len, hj_secret_peek(w.seed),
	    8));
	assert_null(memmem(w.image.data, w.image.len,
	    hj_keyring_header(w.keyring), 8));
	assert_int_equal(w.image.len, HJ_HEADER_LEN);
}

static void
every_flipped_byte_is_torn_or_no_header(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_header *h = NULL;

	(void)state;
	for (size_t i = 0; i < HJ_HEADER_LEN; i += i < 160 ? 1 : 41) {
		w.image.data[i] ^= (uint8_t)(1U << i % 8);
		assert_int_equal(hj_header_parse(w.image.data, HJ_HEADER_LEN,
				     &h, &err),
		    i < 8 ? HJ_EINVAL : HJ_ECORRUPT);
		w.image.data[i] ^= (uint8_t)(1U << i % 8);
	}
	assert_int_equal(hj_header_parse(w.image.data, HJ_HEADER_LEN - 1, &h,
			     &err),
	    HJ_ECORRUPT);
	assert_int_equal(hj_header_parse(w.image.data, 0, &h, &err), HJ_EINVAL);
	assert_null(h);
}

/* As somebody who can mend the SHA-256 but has no key. */
static int
forge(size_t at, uint8_t flip, const struct hj_secret *pass)
{
	struct hj_error err = HJ_ERROR;
	struct hj_header *h = NULL;
	uint8_t hash[32];
	int rc;

	memcpy(hash, w.image.data + HJ_AT_HASH, 32);
	w.image.data[at] ^= flip;
	crypto_hash_sha256(w.image.data + HJ_AT_HASH, w.image.data, HJ_AT_HASH);
	rc = hj_header_parse(w.image.data, HJ_HEADER_LEN, &h, &err);
	if (rc == HJ_OK)
		rc = open_with(h, pass, pass == NULL ? w.seed : NULL);
	hj_header_free(h);
	w.image.data[at] ^= flip;
	memcpy(w.image.data + HJ_AT_HASH, hash, 32);
	return rc;
}

static void
a_forged_header_is_refused_whatever_was_changed(void **state)
{
	(void)state;
	assert_int_equal(forge(0, 0, NULL), HJ_OK);
	for (size_t i = 0; i < HJ_AT_HASH; i += i < 256 ? 1 : 151)
		assert_int_not_equal(forge(i, 1, NULL), HJ_OK);
	/* In its own slot, the salt or the cost: the passphrase is wrong. */
	assert_int_equal(forge(HJ_AT_SLOTS + 40, 1, w.right), HJ_EAUTH);
	assert_int_equal(forge(HJ_AT_SALT, 1, w.right), HJ_EAUTH);
	assert_int_equal(forge(HJ_AT_OPS + 3, 1, w.right), HJ_EAUTH);
	/* Elsewhere the MAC speaks. */
	assert_int_equal(forge(HJ_AT_MAC - 1, 1, w.right), HJ_ECORRUPT);
	assert_int_equal(forge(HJ_AT_MEMBERS, 1, NULL), HJ_ECORRUPT);
	assert_int_equal(forge(HJ_AT_KEYRINGS + 40, 1, w.right), HJ_ECORRUPT);
}

static void
hostile_costs_are_refused_before_memory_is_asked_for(void **state)
{
	struct rusage before, after;

	(void)state;
	(void)getrusage(RUSAGE_SELF, &before);
	for (unsigned i = 0; i < 8; i++) {
		assert_int_equal(forge(HJ_AT_OPS + i % 3, 0x80, w.right),
		    HJ_ELIMIT);
		assert_int_equal(forge(HJ_AT_MEM + i % 3, 0x80, w.right),
		    HJ_ELIMIT);
	}
	(void)getrusage(RUSAGE_SELF, &after);
	assert_true(after.ru_maxrss - before.ru_maxrss < 8 << 10);
}

static void
a_newer_or_foreign_header_is_said_to_be_so(void **state)
{
	(void)state;
	assert_int_equal(forge(HJ_AT_VERSION, 0x40, NULL), HJ_EVERSION);
	assert_int_equal(forge(HJ_AT_WORD, 12, NULL), HJ_EVERSION);
	assert_int_equal(forge(HJ_AT_ORDER, 3, NULL), HJ_EVERSION);
}

static void
no_memory_at_any_step_leaks_and_changes_nothing(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_header *h = NULL;
	struct hj_opened o = { 0 };
	int rc = HJ_ENOMEM;

	(void)state;
	for (size_t i = 1; rc != HJ_OK; i++) {
		wrap.alloc = (struct wrap_call){ .fail_at = i };
		rc = hj_header_load(w.dir, &h, &err);
		wrap.alloc = (struct wrap_call){ 0 };
		assert_true(rc == HJ_OK || rc == HJ_ENOMEM);
	}
	rc = HJ_ENOMEM;
	for (size_t i = 1; rc != HJ_OK; i++) {
		wrap.alloc = (struct wrap_call){ .fail_at = i };
		rc = hj_header_open(h, NULL, w.seed, &o, &err);
		wrap.alloc = (struct wrap_call){ 0 };
		assert_true(rc == HJ_OK || rc == HJ_ENOMEM);
	}
	hj_opened_clear(&o);
	hj_header_free(h);
}

static void
names_and_costs_are_judged_at_birth(void **state)
{
	static const struct hj_kdf_cost none = { 0 };
	struct hj_error err = HJ_ERROR;
	struct hj_header *h = NULL;
	struct hj_header_birth b = { .cost = &none,
		.name = "x",
		.passphrase = w.wrong,
		.member = w.member,
		.keyring = w.keyring };
	char name[HJ_NAME_MAX + 2];

	(void)state;
	assert_int_equal(hj_header_new(&b, &h, &err), HJ_ELIMIT);
	b.name = "";
	assert_int_equal(hj_header_new(&b, &h, &err), HJ_EINVAL);
	memset(name, 'a', sizeof(name));
	name[HJ_NAME_MAX + 1] = '\0';
	b.name = name;
	assert_int_equal(hj_header_new(&b, &h, &err), HJ_EINVAL);
	assert_null(h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(passphrase_and_seed_open_the_same_keys),
		cmocka_unit_test(
		    wrong_passphrase_and_foreign_seed_are_refused_alike),
		cmocka_unit_test(
		    a_slot_that_nobody_tried_yet_or_that_was_moved_does_not_open),
		cmocka_unit_test(nothing_about_the_member_is_readable),
		cmocka_unit_test(every_flipped_byte_is_torn_or_no_header),
		cmocka_unit_test(a_forged_header_is_refused_whatever_was_changed),
		cmocka_unit_test(
		    hostile_costs_are_refused_before_memory_is_asked_for),
		cmocka_unit_test(a_newer_or_foreign_header_is_said_to_be_so),
		cmocka_unit_test(no_memory_at_any_step_leaks_and_changes_nothing),
		cmocka_unit_test(names_and_costs_are_judged_at_birth),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("header", tests, make, unmake);
}
