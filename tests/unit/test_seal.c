#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/base/limits.h"
#include "core/crypto/box.h"
#include "core/crypto/kdf.h"
#include "core/crypto/seal.h"
#include "tests/unit/wrap.h"

static const uint8_t vault_id[HJ_VAULT_ID_LEN] = "vault of a test";
static const uint8_t mask[HJ_KEY_LEN] = "mask";
static const uint8_t key[HJ_KEY_LEN] = "key";
static const struct hj_place here = { vault_id, mask, 17 };

static void
seal(const void *p, size_t n, struct hj_buf *to)
{
	struct hj_error err = HJ_ERROR;

	assert_int_equal(hj_seal(&here, HJ_KIND_REVISION, 0, key, p, n, to,
			     &err),
	    HJ_OK);
}

static int
unseal(const struct hj_buf *b, struct hj_buf *to)
{
	struct hj_error err = HJ_ERROR;

	return hj_seal_open(&here, HJ_KIND_REVISION, key, b->data, b->len, to,
	    &err);
}

static void
every_length_comes_back_in_its_size_class(void **state)
{
	static uint8_t text[20000];
	struct hj_buf b = HJ_BUF(1 << 20), back = HJ_BUF(1 << 20);

	(void)state;
	randombytes_buf(text, sizeof(text));
	for (size_t n = 0; n <= sizeof(text); n += n < 2100 ? 1 : 613) {
		hj_buf_reset(&b);
		hj_buf_reset(&back);
		seal(text, n, &b);
		assert_true(b.len == 770 || b.len == 1318 || b.len == 2004 ||
		    b.len == 4080 || b.len % 4096 == 4080);
		assert_int_equal(b.len, hj_seal_size(n));
		assert_true(hj_seal_room(b.len) >= n);
		assert_int_equal(unseal(&b, &back), HJ_OK);
		assert_int_equal(back.len, n);
		if (n != 0)
			assert_memory_equal(back.data, text, n);
	}
	hj_buf_clear(&b);
	hj_buf_clear(&back);
}

static void
a_full_class_spills_into_the_next(void **state)
{
	static const size_t sizes[] = { 770, 1318, 2004, 4080, 8176, 12272,
		16368 };

	(void)state;
	for (size_t i = 0; i + 1 < HJ_LEN(sizes); i++) {
		assert_int_equal(hj_seal_size(hj_seal_room(sizes[i])),
		    sizes[i]);
		assert_int_equal(hj_seal_size(hj_seal_room(sizes[i]) + 1),
		    sizes[i + 1]);
	}
	assert_int_equal(hj_seal_room(103), 0);
}

static void
every_flipped_byte_is_refused_and_appends_nothing(void **state)
{
	struct hj_buf b = HJ_BUF(4096), back = HJ_BUF(4096);

	(void)state;
	seal("five bytes", 10, &b);
	for (size_t i = 0; i < b.len; i++) {
		int rc;

		b.data[i] ^= (uint8_t)(1U << i % 8);
		rc = unseal(&b, &back);
		/* Also a flip of the suite: it is damage, no newer hanji. */
		assert_int_equal(rc, HJ_ECORRUPT);
		assert_int_equal(back.len, 0);
		b.data[i] ^= (uint8_t)(1U << i % 8);
	}
	assert_int_equal(unseal(&b, &back), HJ_OK);
	hj_buf_clear(&b);
	hj_buf_clear(&back);
}

static void
other_places_keys_and_kinds_are_refused(void **state)
{
	static const uint8_t other[HJ_KEY_LEN] = "other";
	const struct hj_place wrong[] = { { vault_id, mask, 18 },
		{ other, mask, 17 }, { vault_id, other, 17 } };
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(4096), back = HJ_BUF(4096);

	(void)state;
	seal("x", 1, &b);
	for (size_t i = 0; i < HJ_LEN(wrong); i++)
		assert_int_equal(hj_seal_open(&wrong[i], HJ_KIND_REVISION, key,
				     b.data, b.len, &back, &err),
		    HJ_ECORRUPT);
	assert_int_equal(hj_seal_open(&here, HJ_KIND_REVISION, other, b.data,
			     b.len, &back, &err),
	    HJ_ECORRUPT);
	assert_int_equal(hj_seal_open(&here, HJ_KIND_LOG, key, b.data, b.len,
			     &back, &err),
	    HJ_ECORRUPT);
	for (size_t n = 0; n < b.len; n++)
		assert_int_equal(hj_seal_open(&here, HJ_KIND_REVISION, key,
				     b.data, n, &back, &err),
		    HJ_ECORRUPT);
	assert_int_equal(back.len, 0);
	hj_buf_clear(&b);
	hj_buf_clear(&back);
}

static void
a_newer_version_is_refused_as_such(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(4096), back = HJ_BUF(4096);

	(void)state;
	assert_int_equal(hj_seal(&here, HJ_KIND_REVISION, HJ_RECORD_VERSION + 1,
			     key, (const uint8_t *)"x", 1, &b, &err),
	    HJ_OK);
	assert_int_equal(unseal(&b, &back), HJ_EVERSION);
	hj_buf_reset(&b);
	seal("x", 1, &b);
	/* A true newer suite: neither its head nor its commitment is ours. */
	b.data[24] ^= 1 ^ 2;
	b.data[56] ^= 1;
	assert_int_equal(unseal(&b, &back), HJ_EVERSION);
	assert_int_equal(back.len, 0);
	hj_buf_clear(&b);
	hj_buf_clear(&back);
}

/* Sealed in our way by whoever has the key, with a flag, and with the highest
 * byte of the length. */
static void
seal_anew(struct hj_buf *b, uint8_t flag, uint8_t length)
{
	uint8_t ad[56] = { 0 }, both[64];
	unsigned long long n;

	seal("five bytes", 10, b);
	crypto_stream_xchacha20_xor(ad, b->data + 24, 32, b->data, mask);
	memcpy(ad + 32, vault_id, 16);
	ad[55] = 17;
	hj_kdf(HJ_USE_RECORD, b->data, 24, key, 32, both, 64);
	assert_int_equal(crypto_aead_xchacha20poly1305_ietf_decrypt(b->data +
				 88,
			     &n, NULL, b->data + 88, b->len - 88, ad,
			     sizeof(ad), b->data, both),
	    0);
	ad[7] = flag;
	b->data[88] = length;
	crypto_stream_xchacha20_xor(b->data + 24, ad, 32, b->data, mask);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(b->data + 88, NULL,
	    b->data + 88, n, ad, sizeof(ad), NULL, b->data, both);
}

/* As a later hanji might: with a flag that means something to it. */
static void
a_flag_that_nobody_knows_is_refused_as_newer(void **state)
{
	struct hj_buf b = HJ_BUF(4096), back = HJ_BUF(4096);

	(void)state;
	seal_anew(&b, 1, 0);
	assert_int_equal(unseal(&b, &back), HJ_EVERSION);
	assert_int_equal(back.len, 0);
	hj_buf_clear(&b);
	hj_buf_clear(&back);
}

static void
a_length_beyond_the_record_is_damage(void **state)
{
	struct hj_buf b = HJ_BUF(4096), back = HJ_BUF(4096);

	(void)state;
	seal_anew(&b, 0, 0);
	assert_int_equal(unseal(&b, &back), HJ_OK);
	hj_buf_reset(&b);
	hj_buf_reset(&back);
	seal_anew(&b, 0, 0x80);
	assert_int_equal(unseal(&b, &back), HJ_ECORRUPT);
	assert_int_equal(back.len, 0);
	hj_buf_clear(&b);
	hj_buf_clear(&back);
}

static void
the_head_is_read_with_the_mask_key_alone(void **state)
{
	static const uint8_t wrong[HJ_KEY_LEN] = "wrong";
	const struct hj_place elsewhere = { vault_id, wrong, 17 };
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(4096);
	struct hj_head h;
	uint8_t keyid[HJ_KEYID_LEN];

	(void)state;
	assert_int_equal(hj_seal(&here, HJ_KIND_LOG, 0x1234, key,
			     (const uint8_t *)"x", 1, &b, &err),
	    HJ_OK);
	assert_int_equal(hj_seal_head(&here, b.data, b.len, &h, &err), HJ_OK);
	hj_seal_keyid(key, keyid);
	assert_int_equal(h.suite, 1);
	assert_int_equal(h.kind, HJ_KIND_LOG);
	assert_int_equal(h.version, 0x1234);
	assert_int_equal(h.flags, 0);
	assert_memory_equal(h.keyid, keyid, HJ_KEYID_LEN);
	assert_int_equal(hj_seal_head(&elsewhere, b.data, b.len, &h, &err),
	    HJ_ECORRUPT);
	b.data[24] ^= 1 ^ 2; /* a suite that we do not know */
	assert_int_equal(hj_seal_head(&here, b.data, b.len, &h, &err),
	    HJ_ECORRUPT);
	hj_buf_clear(&b);
}

static void
too_much_and_no_memory_leave_the_buffer_as_it_was(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(HJ_RECORD_MAX), small = HJ_BUF(800);

	(void)state;
	assert_int_equal(hj_seal(&here, HJ_KIND_LOG, 0, key, vault_id,
			     HJ_RECORD_MAX, &b, &err),
	    HJ_ELIMIT);
	assert_int_equal(hj_seal(&here, HJ_KIND_LOG, 0, key, vault_id, SIZE_MAX,
			     &b, &err),
	    HJ_ELIMIT);
	wrap.alloc = (struct wrap_call){ .fail_at = 1 };
	assert_int_equal(hj_seal(&here, HJ_KIND_LOG, 0, key, vault_id, 1, &b,
			     &err),
	    HJ_ENOMEM);
	wrap.alloc = (struct wrap_call){ 0 };
	assert_int_equal(b.len, 0);
	seal("x", 1, &small);
	wrap.alloc = (struct wrap_call){ .fail_at = 1 };
	assert_int_equal(unseal(&small, &b), HJ_ENOMEM);
	wrap.alloc = (struct wrap_call){ 0 };
	assert_int_equal(b.len, 0);
	hj_buf_clear(&b);
	hj_buf_clear(&small);
}

/* Built step by step from format.md 3 with libsodium only, so that a change
 * of the format cannot pass unseen. */
static void
the_envelope_is_the_published_one(void **state)
{
	static const uint8_t info[] = "hanji/0/record\x01";
	uint8_t prk[32], k1[32], k2[32], block[32 + sizeof(info) - 1];
	uint8_t ad[56] = { 1, HJ_KIND_REVISION }, text[770], label[45];
	struct hj_buf b = HJ_BUF(4096);
	crypto_auth_hmacsha256_state s;

	(void)state;
	seal("five bytes", 10, &b);
	crypto_auth_hmacsha256_init(&s, b.data, 24);
	crypto_auth_hmacsha256_update(&s, key, 32);
	crypto_auth_hmacsha256_final(&s, prk);
	crypto_auth_hmacsha256(k1, info, sizeof(info) - 1, prk);
	memcpy(block, k1, 32);
	memcpy(block + 32, info, sizeof(info) - 1);
	block[sizeof(block) - 1] = 2;
	crypto_auth_hmacsha256(k2, block, sizeof(block), prk);
	assert_memory_equal(b.data + 56, k2, 32);
	memcpy(label, "hanji/0/keyid", 13);
	memcpy(label + 13, key, 32);
	crypto_hash_sha256(block, label, sizeof(label));
	memcpy(ad + 8, block, 16);
	crypto_stream_xchacha20_xor(text, b.data + 24, 32, b.data, mask);
	assert_memory_equal(text, ad, 32);
	memcpy(ad + 32, vault_id, 16);
	ad[55] = 17;
	assert_int_equal(crypto_aead_xchacha20poly1305_ietf_decrypt(text, NULL,
			     NULL, b.data + 88, b.len - 88, ad, sizeof(ad),
			     b.data, k1),
	    0);
	assert_memory_equal(text,
	    "\0\0\0\x0a"
	    "five bytes\0",
	    15);
	assert_true(sodium_is_zero(text + 14, 770 - 104 - 14));
	hj_buf_clear(&b);
}

static void
a_flipped_or_foreign_box_stays_shut(void **state)
{
	struct hj_box_key k = { HJ_USE_SLOT, key, (const uint8_t *)"ad", 2 };
	uint8_t box[5 + HJ_BOX_OVERHEAD], back[5];

	(void)state;
	hj_box_seal(&k, (const uint8_t *)"hello", 5, box);
	assert_true(hj_box_open(&k, box, sizeof(box), back));
	assert_memory_equal(back, "hello", 5);
	for (size_t i = 0; i < sizeof(box); i++) {
		box[i] ^= 0x80;
		assert_false(hj_box_open(&k, box, sizeof(box), back));
		assert_true(sodium_is_zero(back, 5));
		box[i] ^= 0x80;
	}
	k.use = HJ_USE_RECORD;
	assert_false(hj_box_open(&k, box, sizeof(box), back));
	k.use = HJ_USE_SLOT;
	k.ad_len = 1;
	assert_false(hj_box_open(&k, box, sizeof(box), back));
	assert_false(hj_box_open(&k, box, HJ_BOX_OVERHEAD - 1, back));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_length_comes_back_in_its_size_class),
		cmocka_unit_test(a_full_class_spills_into_the_next),
		cmocka_unit_test(every_flipped_byte_is_refused_and_appends_nothing),
		cmocka_unit_test(other_places_keys_and_kinds_are_refused),
		cmocka_unit_test(a_newer_version_is_refused_as_such),
		cmocka_unit_test(a_flag_that_nobody_knows_is_refused_as_newer),
		cmocka_unit_test(a_length_beyond_the_record_is_damage),
		cmocka_unit_test(the_head_is_read_with_the_mask_key_alone),
		cmocka_unit_test(too_much_and_no_memory_leave_the_buffer_as_it_was),
		cmocka_unit_test(the_envelope_is_the_published_one),
		cmocka_unit_test(a_flipped_or_foreign_box_stays_shut),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("seal", tests, NULL, NULL);
}
