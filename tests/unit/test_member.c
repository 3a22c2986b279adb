#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/keys/member.h"

/*
 * Opened step by step as member.h describes it, with libsodium only, so that
 * a change of what keyrings and anchors are sealed with cannot pass unseen:
 * HKDF-SHA-256 with salt = ephemeral and recipient's public key, info
 * "hanji/0/x25519/<context>", 56 bytes: key and nonce; AD = vault id.
 */
static void
what_is_sealed_to_a_member_is_the_published_form(void **state)
{
	static const uint8_t vault_id[16] = "vault of a test";
	static const uint8_t first[] = "hanji/0/x25519/device\x01";
	const size_t info = sizeof(first) - 2;
	struct hj_error err = HJ_ERROR;
	struct hj_member *m = NULL;
	struct hj_buf b = HJ_BUF(256);
	uint8_t mine[32], shared[32], prk[32], okm[64], block[32 + 32];
	const uint8_t *pub;
	crypto_auth_hmacsha256_state s;
	uint8_t plain[4];

	(void)state;
	assert_int_equal(hj_member_new(NULL, &m, &err), HJ_OK);
	pub = hj_member_public(m)->x25519;
	assert_int_equal(hj_member_seal(pub, "device", vault_id,
			     (const uint8_t *)"seed", 4, &b, &err),
	    HJ_OK);
	assert_int_equal(b.len, 32 + 4 + 16);
	hj_member_derive(m, HJ_USE_X25519, mine);
	assert_int_equal(crypto_scalarmult(shared, mine, b.data), 0);
	memcpy(block, b.data, 32);
	memcpy(block + 32, pub, 32);
	crypto_auth_hmacsha256_init(&s, block, 64);
	crypto_auth_hmacsha256_update(&s, shared, 32);
	crypto_auth_hmacsha256_final(&s, prk);
	crypto_auth_hmacsha256(okm, first, info + 1, prk);
	memcpy(block, okm, 32);
	memcpy(block + 32, first, info);
	block[32 + info] = 2;
	crypto_auth_hmacsha256(okm + 32, block, 33 + info, prk);
	assert_int_equal(crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL,
			     NULL, b.data + 32, b.len - 32, vault_id,
			     sizeof(vault_id), okm + 32, okm),
	    0);
	assert_memory_equal(plain, "seed", 4);
	hj_buf_clear(&b);
	hj_member_free(m);
}

/* What `age -d -i` is given opens what was sealed to the public key. */
static void
the_identity_is_of_the_public_key(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_secret *identity = NULL;
	struct hj_member *m = NULL;
	uint8_t public[32];

	(void)state;
	assert_int_equal(hj_member_new(NULL, &m, &err), HJ_OK);
	assert_int_equal(hj_member_identity(m, &identity, &err), HJ_OK);
	assert_int_equal(hj_secret_len(identity), 32);
	crypto_scalarmult_base(public, hj_secret_peek(identity));
	assert_memory_equal(public, hj_member_public(m)->x25519, 32);
	hj_secret_free(identity);
	hj_member_free(m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_sealed_to_a_member_is_the_published_form),
		cmocka_unit_test(the_identity_is_of_the_public_key),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("member", tests, NULL, NULL);
}
