/*
 * Keys: in guarded memory, derived, and found by their ids, when memory lacks
 * and when they are none of ours.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/base/limits.h"
#include "core/keys/keyring.h"
#include "core/keys/slip39.h"
#include "tests/unit/wrap.h"

static void
a_secret_holds_what_was_copied_and_is_equal_to_its_like(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_secret *a = NULL, *b = NULL, *none = NULL;

	(void)state;
	assert_int_equal(hj_secret_copy("secret", 6, &a, &err), HJ_OK);
	assert_int_equal(hj_secret_copy("secret, longer", 14, &b, &err), HJ_OK);
	assert_int_equal(hj_secret_copy(NULL, 0, &none, &err), HJ_OK);
	assert_int_equal(hj_secret_len(none), 0);
	assert_false(hj_secret_equal(a, b));
	assert_false(hj_secret_equal(a, none));
	hj_secret_shorten(b, 6);
	assert_true(hj_secret_equal(a, b));
	hj_secret_bytes(b)[0] ^= 1;
	assert_false(hj_secret_equal(a, b));
	/* What was cut off is gone. */
	assert_int_equal(hj_secret_bytes(b)[6], 0);
	hj_secret_free(a);
	hj_secret_free(b);
	hj_secret_free(none);
	hj_secret_free(NULL);
}

/* Without random bytes there is no key, nor a secret that looks like one. */
static void
without_the_library_there_is_no_secret(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_secret *s = NULL;

	(void)state;
	wrap.random = (struct wrap_call){ .fail_at = 1, .sticky = true };
	assert_int_equal(hj_secret_new(32, &s, &err), HJ_EIO);
	assert_int_equal(hj_secret_random(32, &s, &err), HJ_EIO);
	wrap.random = (struct wrap_call){ 0 };
	assert_null(s);
	assert_int_equal(hj_secret_new(32, &s, &err), HJ_OK);
	/* 32 bytes may be locked everywhere. */
	assert_true(hj_secret_locked(s));
	hj_secret_free(s);
}

static int
derive_it(void *to, struct hj_error *err)
{
	static const struct hj_kdf_cost cheap = { .ops = 2,
		.mem = HJ_KDF_MEM_MIN };
	static const uint8_t salt[HJ_KDF_SALT] = { 1 };
	struct hj_secret *pass = NULL, *key = NULL;
	int rc = hj_secret_random(8, &pass, err);

	(void)to;
	if (rc == HJ_OK)
		rc = hj_kdf_passphrase(&cheap, salt, pass, &key, err);
	assert_true((rc == HJ_OK) == (key != NULL));
	hj_secret_free(pass);
	hj_secret_free(key);
	return rc;
}

static void
a_key_that_no_memory_is_there_to_derive_is_none(void **state)
{
	(void)state;
	/* Two secrets of two allocations each, and Argon2id's own. */
	assert_int_equal(wrap_starve(derive_it, NULL, NULL, false), 5);
}

static int
share_it(void *to, struct hj_error *err)
{
	static const uint8_t vault_id[HJ_VAULT_ID_LEN] = { 1 };
	struct hj_keyring *part = NULL, *audit = NULL, *again = NULL;
	struct hj_buf sealed = HJ_BUF(HJ_KEYRING_SEALED);
	struct hj_member *m = NULL;
	int rc;

	if ((rc = hj_member_new(NULL, &m, err)) == HJ_OK &&
	    (rc = hj_keyring_share(to, 1, &part, err)) == HJ_OK &&
	    (rc = hj_keyring_auditor(to, &audit, err)) == HJ_OK &&
	    (rc = hj_keyring_seal(part, hj_member_public(m)->x25519, vault_id,
		 &sealed, err)) == HJ_OK)
		rc = hj_keyring_open(m, vault_id, sealed.data, sealed.len,
		    &again, err);
	if (rc == HJ_OK)
		assert_memory_equal(hj_keyring_page(again, 0),
		    hj_keyring_page(to, 0), HJ_KEY_LEN);
	hj_member_free(m);
	hj_keyring_free(part);
	hj_keyring_free(audit);
	hj_keyring_free(again);
	hj_buf_clear(&sealed);
	return rc;
}

static void
a_keyring_is_shared_whole_or_not_at_all(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_keyring *k = NULL;

	(void)state;
	assert_int_equal(hj_keyring_new(&k, &err), HJ_OK);
	wrap_no_memory(share_it, NULL, k);
	hj_keyring_free(k);
}

static void
the_key_of_a_case_is_found_by_its_id_or_is_none_of_it(void **state)
{
	static const uint8_t dek[HJ_KEY_LEN] = { 3 };
	static const uint8_t zero[HJ_KEY_LEN] = { 0 };
	struct hj_error err = HJ_ERROR;
	struct hj_keyring *k = NULL;
	uint8_t id[HJ_KEYID_LEN], key[HJ_KEY_LEN], found[HJ_KEY_LEN];

	(void)state;
	assert_int_equal(hj_keyring_new(&k, &err), HJ_OK);
	assert_int_equal(hj_keyring_renew_log(k, &err), HJ_OK);
	assert_int_equal(hj_keyring_cases(k), 2);
	for (size_t i = 0; i < 2; i++) {
		hj_keyring_case_at(k, i, dek, key);
		hj_seal_keyid(key, id);
		assert_true(hj_keyring_find_case(k, dek, id, found));
		assert_memory_equal(found, key, HJ_KEY_LEN);
	}
	id[0] ^= 1;
	assert_false(hj_keyring_find_case(k, dek, id, found));
	assert_memory_equal(found, zero, HJ_KEY_LEN);
	assert_null(hj_keyring_find_log(k, id));
	assert_int_equal(hj_keyring_find_team(k, id), -1);
	assert_int_equal(hj_keyring_find_leaving(k, id), -1);
	hj_keyring_free(k);
}

static void
more_words_than_a_share_has_are_refused(void **state)
{
	struct hj_slip39 *share = NULL;
	struct hj_error err = HJ_ERROR;
	char words[(HJ_SLIP39_WORDS + 1) * 9];

	(void)state;
	for (size_t i = 0; i < sizeof(words); i += 9)
		memcpy(words + i, "academic ", 9);
	assert_int_equal(hj_slip39_parse(words, sizeof(words), &share, &err),
	    HJ_EINVAL);
	assert_non_null(strstr(err.text, "more than"));
	assert_null(share);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_the_library_there_is_no_secret),
		cmocka_unit_test(
		    a_secret_holds_what_was_copied_and_is_equal_to_its_like),
		cmocka_unit_test(a_key_that_no_memory_is_there_to_derive_is_none),
		cmocka_unit_test(a_keyring_is_shared_whole_or_not_at_all),
		cmocka_unit_test(
		    the_key_of_a_case_is_found_by_its_id_or_is_none_of_it),
		cmocka_unit_test(more_words_than_a_share_has_are_refused),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests_name("secret", tests, NULL, NULL);
}
