#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/keys/agekey.h"

/* Of the vectors of age (tests/vectors/age/x25519). */
static const char identity[] =
    "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0";

static void
a_secret_key_of_the_vectors_gives_its_recipient(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_secret *key = NULL;
	uint8_t public[32], back[32];
	char text[HJ_AGEKEY_SHOWN];

	(void)state;
	assert_int_equal(hj_agekey_identity(identity, strlen(identity), &key,
			     &err),
	    HJ_OK);
	(void)crypto_scalarmult_base(public, hj_secret_peek(key));
	hj_agekey_say(public, text);
	assert_string_equal(text,
	    "age1xmwwc06ly3ee5rytxm9mflaz2u56jjj36s0mypdrwsvlul66mv4q47ryef");
	assert_int_equal(hj_agekey_read(text, strlen(text), back, &err), HJ_OK);
	assert_memory_equal(back, public, 32);
	hj_secret_free(key);
}

static void
bytes_of_every_length_come_back(void **state)
{
	uint8_t p[40], back[40];
	char text[HJ_BECH32_ROOM(4, 40)];

	(void)state;
	for (size_t n = 0; n <= sizeof(p); n++) {
		randombytes_buf(p, n);
		hj_bech32_write("test", p, n, text);
		assert_int_equal(strlen(text), HJ_BECH32_ROOM(4, n) - 1);
		assert_true(hj_bech32_read(text, strlen(text), "test", back,
		    n));
		assert_memory_equal(back, p, n);
		assert_false(hj_bech32_read(text, strlen(text), "tesu", back,
		    n));
	}
}

/* BIP 173 gives these with no data or with one value; ours are whole bytes. */
static void
the_empty_strings_of_bip_173_are_valid(void **state)
{
	uint8_t none[1];
	char text[16];

	(void)state;
	assert_true(hj_bech32_read("A12UEL5L", 8, "a", none, 0));
	assert_true(hj_bech32_read("a12uel5l", 8, "a", none, 0));
	assert_true(hj_bech32_read("?1ezyfcl", 8, "?", none, 0));
	assert_false(hj_bech32_read("A12uEL5L", 8, "a", none, 0));
	assert_false(hj_bech32_read("A1G7SGD8", 8, "a", none, 0));
	hj_bech32_write("a", none, 0, text);
	assert_string_equal(text, "a12uel5l");
}

static void
every_wrong_character_is_noticed(void **state)
{
	struct hj_error err = HJ_ERROR;
	uint8_t key[32] = { 0 }, back[32];
	char text[HJ_AGEKEY_SHOWN];

	(void)state;
	hj_agekey_say(key, text);
	for (size_t i = 0; text[i] != '\0'; i++)
		for (int c = 1; c < 256; c++) {
			char was = text[i];

			if ((char)c == was)
				continue;
			text[i] = (char)c;
			assert_int_equal(hj_agekey_read(text, strlen(text),
					     back, &err),
			    HJ_EINVAL);
			text[i] = was;
		}
	for (size_t n = 0; n < strlen(text); n++)
		assert_int_equal(hj_agekey_read(text, n, back, &err),
		    HJ_EINVAL);
	assert_int_equal(hj_agekey_read(text, strlen(text), back, &err), HJ_OK);
}

static void
a_file_of_keys_may_have_comments_and_empty_lines(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_secret *key = NULL, *other = NULL;
	char file[200];

	(void)state;
	(void)snprintf(file, sizeof(file), "# created: today\r\n\r\n%s\r\n",
	    identity);
	assert_int_equal(hj_agekey_file(file, strlen(file), &key, &err), HJ_OK);
	assert_int_equal(hj_agekey_identity(identity, strlen(identity), &other,
			     &err),
	    HJ_OK);
	assert_true(hj_secret_equal(key, other));
	hj_secret_free(key);
	hj_secret_free(other);
	assert_int_equal(hj_agekey_file("# nothing\n", 10, &key, &err),
	    HJ_EINVAL);
	assert_int_equal(hj_agekey_file("AGE-SECRET-KEY-PQ-1HZLGZ\n", 25, &key,
			     &err),
	    HJ_EINVAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_secret_key_of_the_vectors_gives_its_recipient),
		cmocka_unit_test(bytes_of_every_length_come_back),
		cmocka_unit_test(the_empty_strings_of_bip_173_are_valid),
		cmocka_unit_test(every_wrong_character_is_noticed),
		cmocka_unit_test(a_file_of_keys_may_have_comments_and_empty_lines),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("bech32", tests, NULL, NULL);
}
