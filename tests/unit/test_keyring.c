#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/keys/keyring.h"
#include "core/keys/member.h"
#include "tests/unit/wrap.h"

static const uint8_t vault_id[HJ_VAULT_ID_LEN] = "vault of a test";
static const uint8_t other_id[HJ_VAULT_ID_LEN] = "another vault";

static struct hj_member *
somebody(void)
{
	struct hj_error err = HJ_ERROR;
	struct hj_member *m = NULL;

	assert_int_equal(hj_member_new(NULL, &m, &err), HJ_OK);
	return m;
}

static void
a_member_is_made_again_from_the_seed(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_member *a = somebody(), *b = NULL, *c = somebody();
	struct hj_secret *seed = NULL;
	char fa[HJ_FINGERPRINT], fb[HJ_FINGERPRINT];

	(void)state;
	assert_int_equal(hj_member_seed(a, &seed, &err), HJ_OK);
	assert_int_equal(hj_member_new(seed, &b, &err), HJ_OK);
	assert_memory_equal(hj_member_public(a), hj_member_public(b), 64);
	assert_memory_not_equal(hj_member_public(a), hj_member_public(c), 64);
	hj_member_fingerprint(hj_member_public(a)->ed25519, fa);
	hj_member_fingerprint(hj_member_public(b)->ed25519, fb);
	assert_string_equal(fa, fb);
	assert_int_equal(strlen(fa), 16);
	hj_secret_shorten(seed, 31);
	hj_member_free(b);
	b = NULL;
	assert_int_equal(hj_member_new(seed, &b, &err), HJ_EINVAL);
	assert_null(b);
	hj_secret_free(seed);
	hj_member_free(a);
	hj_member_free(c);
	hj_member_free(NULL);
}

/* From Python's hmac and openssl pkey. */
static void
a_known_seed_has_known_keys(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_secret *seed = NULL;
	struct hj_member *m = NULL;
	char hex[65], print[HJ_FINGERPRINT];

	(void)state;
	assert_int_equal(hj_secret_copy("0123456789abcdef0123456789abcdef", 32,
			     &seed, &err),
	    HJ_OK);
	assert_int_equal(hj_member_new(seed, &m, &err), HJ_OK);
	sodium_bin2hex(hex, 65, hj_member_public(m)->x25519, 32);
	assert_string_equal(hex,
	    "59f42fd0ff76530be0094ddeee543a36da7efcbe41a3f981481df1ad3afaee20");
	sodium_bin2hex(hex, 65, hj_member_public(m)->ed25519, 32);
	assert_string_equal(hex,
	    "1bb38b45634bfc00e5bb06f863da8cee9134f7ece8970173b6c62bb41f88a2f7");
	hj_member_fingerprint(hj_member_public(m)->ed25519, print);
	assert_string_equal(print, "5be81842a3c49ef6");
	hj_member_free(m);
	hj_secret_free(seed);
}

static void
a_signature_holds_for_its_words_and_signer_only(void **state)
{
	struct hj_member *a = somebody(), *b = somebody();
	uint8_t sig[HJ_SIGNATURE_LEN];

	(void)state;
	hj_member_sign(a, "words", 5, sig);
	assert_true(hj_member_verify(hj_member_public(a)->ed25519, "words", 5,
	    sig));
	assert_false(hj_member_verify(hj_member_public(a)->ed25519, "wordz", 5,
	    sig));
	assert_false(hj_member_verify(hj_member_public(b)->ed25519, "words", 5,
	    sig));
	sig[63] ^= 1;
	assert_false(hj_member_verify(hj_member_public(a)->ed25519, "words", 5,
	    sig));
	hj_member_free(a);
	hj_member_free(b);
}

static void
only_its_member_opens_what_is_sealed(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_member *a = somebody(), *b = somebody();
	const uint8_t *to = hj_member_public(a)->x25519;
	struct hj_buf s = HJ_BUF(256), back = HJ_BUF(256);

	(void)state;
	assert_int_equal(hj_member_seal(to, "device", vault_id,
			     (const uint8_t *)"seed", 4, &s, &err),
	    HJ_OK);
	assert_int_equal(s.len, 4 + HJ_MEMBER_OVERHEAD);
	assert_int_equal(hj_member_unseal(a, "device", vault_id, s.data, s.len,
			     &back, &err),
	    HJ_OK);
	assert_int_equal(back.len, 4);
	assert_memory_equal(back.data, "seed", 4);
	hj_buf_reset(&back);
	assert_int_equal(hj_member_unseal(b, "device", vault_id, s.data, s.len,
			     &back, &err),
	    HJ_ECORRUPT);
	assert_int_equal(hj_member_unseal(a, "keyring", vault_id, s.data, s.len,
			     &back, &err),
	    HJ_ECORRUPT);
	assert_int_equal(hj_member_unseal(a, "device", other_id, s.data, s.len,
			     &back, &err),
	    HJ_ECORRUPT);
	for (size_t n = 0; n < s.len; n++)
		assert_int_equal(hj_member_unseal(a, "device", vault_id, s.data,
				     n, &back, &err),
		    HJ_ECORRUPT);
	for (size_t i = 0; i < s.len; i++) {
		s.data[i] ^= 1;
		assert_int_equal(hj_member_unseal(a, "device", vault_id, s.data,
				     s.len, &back, &err),
		    HJ_ECORRUPT);
		s.data[i] ^= 1;
	}
	assert_int_equal(back.len, 0);
	hj_buf_clear(&s);
	hj_buf_clear(&back);
	hj_member_free(a);
	hj_member_free(b);
}

static void
a_point_of_low_order_is_refused_both_ways(void **state)
{
	static const uint8_t zero[HJ_PUBLIC_LEN + 16] = { 0 };
	struct hj_error err = HJ_ERROR;
	struct hj_member *a = somebody();
	struct hj_buf b = HJ_BUF(256);

	(void)state;
	assert_int_equal(hj_member_seal(zero, "device", vault_id, zero, 1, &b,
			     &err),
	    HJ_EINVAL);
	assert_int_equal(hj_member_unseal(a, "device", vault_id, zero,
			     sizeof(zero), &b, &err),
	    HJ_ECORRUPT);
	assert_int_equal(b.len, 0);
	hj_buf_clear(&b);
	hj_member_free(a);
}

static void
seal_and_open(const struct hj_keyring *k, struct hj_keyring **ret)
{
	struct hj_error err = HJ_ERROR;
	struct hj_member *m = somebody();
	struct hj_buf b = HJ_BUF(HJ_KEYRING_SEALED);

	assert_int_equal(hj_keyring_seal(k, hj_member_public(m)->x25519,
			     vault_id, &b, &err),
	    HJ_OK);
	assert_int_equal(b.len, HJ_KEYRING_SEALED);
	assert_int_equal(hj_keyring_open(m, vault_id, b.data, b.len, ret, &err),
	    HJ_OK);
	hj_buf_clear(&b);
	hj_member_free(m);
}

static void
a_keyring_comes_back_whole(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_keyring *k = NULL, *back = NULL;
	uint8_t old[HJ_KEYID_LEN];

	(void)state;
	assert_int_equal(hj_keyring_new(&k, &err), HJ_OK);
	hj_keyring_renew_team(k, 15);
	hj_seal_keyid(hj_keyring_log(k), old);
	assert_int_equal(hj_keyring_renew_log(k, &err), HJ_OK);
	seal_and_open(k, &back);
	assert_memory_equal(hj_keyring_log(k), hj_keyring_log(back), 32);
	assert_memory_equal(hj_keyring_mask(k), hj_keyring_mask(back), 32);
	assert_memory_equal(hj_keyring_lookup(k), hj_keyring_lookup(back), 32);
	assert_memory_equal(hj_keyring_header(k), hj_keyring_header(back), 32);
	assert_memory_equal(hj_keyring_page(k, 0), hj_keyring_page(back, 0),
	    32);
	assert_memory_equal(hj_keyring_page(k, 15), hj_keyring_page(back, 15),
	    32);
	assert_null(hj_keyring_page(back, 1));
	assert_null(hj_keyring_page(back, 16));
	assert_non_null(hj_keyring_find_log(back, old));
	assert_memory_not_equal(hj_keyring_find_log(back, old),
	    hj_keyring_log(back), 32);
	hj_seal_keyid(hj_keyring_log(k), old);
	assert_ptr_equal(hj_keyring_find_log(back, old), hj_keyring_log(back));
	hj_keyring_free(k);
	hj_keyring_free(back);
	hj_keyring_free(NULL);
}

static void
an_auditor_holds_log_and_id_only(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_keyring *k = NULL, *a = NULL, *back = NULL;

	(void)state;
	assert_int_equal(hj_keyring_new(&k, &err), HJ_OK);
	assert_int_equal(hj_keyring_auditor(k, &a, &err), HJ_OK);
	seal_and_open(a, &back);
	assert_memory_equal(hj_keyring_log(k), hj_keyring_log(back), 32);
	assert_memory_equal(hj_keyring_mask(k), hj_keyring_mask(back), 32);
	assert_null(hj_keyring_header(back));
	for (unsigned i = 0; i < HJ_TEAMS_MAX; i++)
		assert_null(hj_keyring_page(back, i));
	hj_keyring_free(k);
	hj_keyring_free(a);
	hj_keyring_free(back);
}

/* In the bytes, not only in what the calls give out. */
static void
no_other_key_is_sealed_to_an_auditor(void **state)
{
	const size_t at = 10 + 2 * 32, n = (2 + HJ_TEAMS_MAX) * 32;
	const size_t leaving = at + n + HJ_OLD_LOGS_MAX * 32;
	struct hj_error err = HJ_ERROR;
	struct hj_keyring *k = NULL, *a = NULL;
	struct hj_member *m = somebody();
	struct hj_buf b = HJ_BUF(65536), plain = HJ_BUF(65536);

	(void)state;
	assert_int_equal(hj_keyring_new(&k, &err), HJ_OK);
	hj_keyring_leave(k);
	hj_keyring_renew_team(k, 15);
	assert_int_equal(hj_keyring_auditor(k, &a, &err), HJ_OK);
	assert_int_equal(hj_keyring_seal(a, hj_member_public(m)->x25519,
			     vault_id, &b, &err),
	    HJ_OK);
	assert_int_equal(hj_member_unseal(m, "keyring", vault_id, b.data, b.len,
			     &plain, &err),
	    HJ_OK);
	assert_int_equal(plain.len, HJ_KEYRING_BYTES);
	assert_true(sodium_is_zero(plain.data + at, n));
	assert_true(sodium_is_zero(plain.data + leaving, HJ_TEAMS_MAX * 32));
	hj_buf_clear(&b);
	hj_buf_clear(&plain);
	hj_keyring_free(k);
	hj_keyring_free(a);
	hj_member_free(m);
}

static void
new_erase_and_team_keys_open_no_old_page(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_keyring *k = NULL;
	uint8_t first[HJ_KEYID_LEN], second[HJ_KEYID_LEN];

	(void)state;
	assert_int_equal(hj_keyring_new(&k, &err), HJ_OK);
	hj_seal_keyid(hj_keyring_page(k, 0), first);
	assert_int_equal(hj_keyring_find_team(k, first), 0);
	hj_keyring_renew_erase(k);
	assert_int_equal(hj_keyring_find_team(k, first), -1);
	hj_seal_keyid(hj_keyring_page(k, 0), second);
	hj_keyring_renew_team(k, 0);
	assert_int_equal(hj_keyring_find_team(k, second), -1);
	assert_null(hj_keyring_find_log(k, second));
	for (int i = 0; i < HJ_OLD_LOGS_MAX; i++)
		assert_int_equal(hj_keyring_renew_log(k, &err), HJ_OK);
	assert_int_equal(hj_keyring_renew_log(k, &err), HJ_ELIMIT);
	hj_keyring_free(k);
}

static int
open_as(const uint8_t *plain, size_t n)
{
	struct hj_error err = HJ_ERROR;
	struct hj_member *m = somebody();
	struct hj_keyring *k = NULL;
	struct hj_buf b = HJ_BUF(HJ_KEYRING_SEALED);
	int rc;

	assert_int_equal(hj_member_seal(hj_member_public(m)->x25519, "keyring",
			     vault_id, plain, n, &b, &err),
	    HJ_OK);
	rc = hj_keyring_open(m, vault_id, b.data, b.len, &k, &err);
	hj_keyring_free(k);
	hj_buf_clear(&b);
	hj_member_free(m);
	return rc;
}

static void
a_keyring_that_makes_no_sense_is_refused(void **state)
{
	static uint8_t plain[HJ_KEYRING_BYTES];

	(void)state;
	assert_int_equal(open_as(plain, sizeof(plain)), HJ_OK);
	assert_int_equal(open_as(plain, sizeof(plain) - 1), HJ_ECORRUPT);
	plain[1] = 1;
	assert_int_equal(open_as(plain, sizeof(plain)), HJ_EVERSION);
	plain[1] = 0;
	plain[3] = 2;
	assert_int_equal(open_as(plain, sizeof(plain)), HJ_ECORRUPT);
	plain[3] = 0;
	plain[7] = HJ_OLD_LOGS_MAX + 1;
	assert_int_equal(open_as(plain, sizeof(plain)), HJ_ECORRUPT);
}

static void
no_memory_is_reported_at_every_step(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_keyring *k = NULL, *a = NULL;
	struct hj_member *m = NULL;
	int rc = HJ_ENOMEM;

	(void)state;
	for (size_t i = 1; i <= 2; i++) {
		wrap.alloc = (struct wrap_call){ .fail_at = i };
		assert_int_equal(hj_keyring_new(&k, &err), HJ_ENOMEM);
		wrap.alloc = (struct wrap_call){ .fail_at = i };
		assert_int_equal(hj_member_new(NULL, &m, &err), HJ_ENOMEM);
	}
	wrap.alloc = (struct wrap_call){ 0 };
	assert_null(k);
	assert_null(m);
	assert_int_equal(hj_keyring_new(&k, &err), HJ_OK);
	for (size_t i = 1; rc == HJ_ENOMEM; i++) {
		wrap.alloc = (struct wrap_call){ .fail_at = i };
		rc = hj_keyring_auditor(k, &a, &err);
	}
	wrap.alloc = (struct wrap_call){ 0 };
	assert_int_equal(rc, HJ_OK);
	hj_keyring_free(k);
	hj_keyring_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_member_is_made_again_from_the_seed),
		cmocka_unit_test(a_known_seed_has_known_keys),
		cmocka_unit_test(a_signature_holds_for_its_words_and_signer_only),
		cmocka_unit_test(only_its_member_opens_what_is_sealed),
		cmocka_unit_test(a_point_of_low_order_is_refused_both_ways),
		cmocka_unit_test(a_keyring_comes_back_whole),
		cmocka_unit_test(an_auditor_holds_log_and_id_only),
		cmocka_unit_test(no_other_key_is_sealed_to_an_auditor),
		cmocka_unit_test(new_erase_and_team_keys_open_no_old_page),
		cmocka_unit_test(a_keyring_that_makes_no_sense_is_refused),
		cmocka_unit_test(no_memory_is_reported_at_every_step),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("keyring", tests, NULL, NULL);
}
