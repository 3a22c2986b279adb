#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/keys/keycard.h"
#include "core/keys/member.h"
#include "core/keys/receipt.h"

#define SENT 3

static struct {
	struct hj_member *hq, *other;
	struct hj_minisign_key key;
	uint8_t package[HJ_DIGEST_BYTES];
	uint8_t sent[SENT][HJ_DIGEST_BYTES];
	struct hj_buf file; /* what headquarters answered */
} at;

static void
must(int rc, const struct hj_error *err)
{
	if (rc != HJ_OK)
		fail_msg("%s", err->text);
}

static struct hj_receipt_of
of(uint8_t (*v)[HJ_DIGEST_BYTES], size_t n)
{
	return (struct hj_receipt_of){ at.package, v, n };
}

static int
make(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_receipt_of sent;

	(void)state;
	at.file = HJ_BUF(HJ_MINISIGN_MAX);
	if (hj_member_new(NULL, &at.hq, &err) != HJ_OK ||
	    hj_member_new(NULL, &at.other, &err) != HJ_OK)
		return 1;
	hj_minisign_key(hj_member_public(at.hq)->ed25519, &at.key);
	memset(at.package, 0x5a, sizeof(at.package));
	for (size_t i = 0; i < SENT; i++)
		memset(at.sent[i], (int)(0x30 - i), sizeof(at.sent[i]));
	sent = of(at.sent, SENT);
	return hj_receipt_sign(at.hq, &sent, 1764489600, &at.file, &err);
}

static int
unmake(void **state)
{
	(void)state;
	hj_member_free(at.hq);
	hj_member_free(at.other);
	hj_buf_clear(&at.file);
	return 0;
}

static int
check(const void *p, size_t n, struct hj_receipt_of *sent)
{
	struct hj_error err = HJ_ERROR;
	struct hj_receipt r;
	int rc = hj_receipt_parse(p, n, &r, &err);

	return rc == HJ_OK ? hj_receipt_verify(&r, &at.key, sent, &err) : rc;
}

static void
a_receipt_fits_who_sent_exactly_that_in_any_order(void **state)
{
	uint8_t mine[SENT + 1][HJ_DIGEST_BYTES];
	struct hj_error err = HJ_ERROR;
	struct hj_receipt_of sent;
	struct hj_receipt r;

	(void)state;
	memcpy(mine[0], at.sent[2], sizeof(mine[0]));
	memcpy(mine[1], at.sent[0], sizeof(mine[1]));
	memcpy(mine[2], at.sent[1], sizeof(mine[2]));
	memcpy(mine[3], at.sent[0], sizeof(mine[3])); /* once more */
	sent = of(mine, SENT + 1);
	must(hj_receipt_parse((char *)at.file.data, at.file.len, &r, &err),
	    &err);
	assert_int_equal(r.versions, SENT);
	assert_string_equal(r.time, "2025-11-30T08:00:00Z");
	must(hj_receipt_verify(&r, &at.key, &sent, &err), &err);
}

static void
a_receipt_for_less_more_or_others_is_refused(void **state)
{
	uint8_t mine[SENT + 1][HJ_DIGEST_BYTES];
	struct hj_receipt_of sent;

	(void)state;
	memcpy(mine, at.sent, sizeof(at.sent));
	memset(mine[SENT], 0x77, sizeof(mine[SENT]));
	sent = of(mine, SENT + 1);
	assert_int_equal(check(at.file.data, at.file.len, &sent), HJ_EREFUSED);
	memcpy(mine, at.sent, sizeof(at.sent));
	sent = of(mine, SENT - 1);
	assert_int_equal(check(at.file.data, at.file.len, &sent), HJ_EREFUSED);
	memcpy(mine, at.sent, sizeof(at.sent));
	mine[1][31] ^= 1;
	sent = of(mine, SENT);
	assert_int_equal(check(at.file.data, at.file.len, &sent), HJ_EREFUSED);
	sent = of(at.sent, SENT);
	sent.package = at.sent[0];
	assert_int_equal(check(at.file.data, at.file.len, &sent), HJ_EREFUSED);
}

static void
another_member_signs_for_nobody(void **state)
{
	struct hj_receipt_of sent = of(at.sent, SENT);
	struct hj_buf file = HJ_BUF(HJ_MINISIGN_MAX);
	struct hj_error err = HJ_ERROR;

	(void)state;
	must(hj_receipt_sign(at.other, &sent, 0, &file, &err), &err);
	assert_int_equal(check(file.data, file.len, &sent), HJ_ENOTFOUND);
	hj_buf_clear(&file);
}

static void
a_receipt_with_any_byte_changed_is_no_receipt(void **state)
{
	struct hj_receipt_of sent = of(at.sent, SENT);
	struct hj_buf b = HJ_BUF(HJ_MINISIGN_MAX);
	struct hj_error err = HJ_ERROR;
	size_t untrusted = 0;

	(void)state;
	must(hj_buf_add(&b, at.file.data, at.file.len, &err), &err);
	while (b.data[untrusted] != '\n')
		untrusted++;
	for (size_t i = untrusted; i < b.len; i++)
		for (unsigned bit = 0; bit < 8; bit++) {
			b.data[i] ^= (uint8_t)(1u << bit);
			assert_int_not_equal(check(b.data, b.len, &sent),
			    HJ_OK);
			b.data[i] ^= (uint8_t)(1u << bit);
		}
	for (size_t n = 0; n + 1 < b.len; n++)
		assert_int_not_equal(check(b.data, n, &sent), HJ_OK);
	assert_int_equal(check(b.data, b.len, &sent), HJ_OK);
	hj_buf_clear(&b);
}

static void
a_signature_of_something_else_is_no_receipt(void **state)
{
	static const char *const said[] = { "hanji", "",
		"hanji receipt 0; package ", "hanji receipt 1; package 0" };
	struct hj_buf b = HJ_BUF(HJ_MINISIGN_MAX);
	uint8_t hash[HJ_MINISIGN_HASH] = "x";
	struct hj_error err = HJ_ERROR;
	struct hj_receipt r;

	(void)state;
	for (size_t i = 0; i < HJ_LEN(said); i++) {
		hj_buf_reset(&b);
		must(hj_minisign_sign(at.hq, hash, said[i], &b, &err), &err);
		assert_int_equal(hj_receipt_parse((char *)b.data, b.len, &r,
				     &err),
		    HJ_EINVAL);
	}
	hj_buf_clear(&b);
}

/* ---- cards ---- */

static struct hj_keycard
card_of(const struct hj_member *m, const char *name)
{
	struct hj_error err = HJ_ERROR;
	struct hj_keycard c = { .name = "" };

	must(hj_keycard_name(name, &c, &err), &err);
	memcpy(c.recipient, hj_member_public(m)->x25519, sizeof(c.recipient));
	hj_minisign_key(hj_member_public(m)->ed25519, &c.key);
	return c;
}

static void
a_card_comes_back_and_its_digits_are_typed_in_any_spacing(void **state)
{
	struct hj_keycard c = card_of(at.hq, "서울 사무소"), back;
	struct hj_buf b = HJ_BUF(HJ_KEYCARD_MAX);
	struct hj_error err = HJ_ERROR;
	char digits[HJ_KEYCARD_DIGITS], typed[64] = "";
	size_t n = 0;

	(void)state;
	must(hj_keycard_write(&c, &b, &err), &err);
	must(hj_keycard_parse((char *)b.data, b.len, &back, &err), &err);
	assert_memory_equal(&c, &back, sizeof(c));
	hj_keycard_digits(&c, digits);
	assert_int_equal(strlen(digits), HJ_KEYCARD_DIGITS - 1);
	assert_true(hj_keycard_is(&c, digits));
	for (size_t i = 0; digits[i] != '\0'; i++)
		if (digits[i] != ' ') {
			typed[n++] = digits[i];
			typed[n++] = i % 2 ? '-' : ' ';
		}
	assert_true(hj_keycard_is(&c, typed));
	typed[0] = typed[0] == '9' ? '0' : (char)(typed[0] + 1);
	assert_false(hj_keycard_is(&c, typed));
	digits[HJ_KEYCARD_DIGITS - 2] = '\0';
	assert_false(hj_keycard_is(&c, digits));
	assert_false(hj_keycard_is(&c, ""));
	hj_buf_clear(&b);
}

static void
another_key_or_name_has_other_digits(void **state)
{
	struct hj_keycard a = card_of(at.hq, "Office"), b = a, c = a, d = a;
	char one[HJ_KEYCARD_DIGITS];

	(void)state;
	hj_keycard_digits(&a, one);
	b.recipient[31] ^= 1;
	c.key.key[0] ^= 1;
	d.name[5] = 'f';
	assert_false(hj_keycard_is(&b, one));
	assert_false(hj_keycard_is(&c, one));
	assert_false(hj_keycard_is(&d, one));
}

static void
what_is_no_card_is_refused(void **state)
{
	struct hj_keycard c = card_of(at.hq, "Office"), back;
	struct hj_buf b = HJ_BUF(HJ_KEYCARD_MAX);
	struct hj_error err = HJ_ERROR;
	char long_name[HJ_KEYCARD_NAME_MAX + 2];

	(void)state;
	must(hj_keycard_write(&c, &b, &err), &err);
	for (size_t n = 0; n < b.len; n++)
		assert_int_equal(hj_keycard_parse((char *)b.data, n, &back,
				     &err),
		    HJ_EINVAL);
	memset(long_name, 'a', sizeof(long_name) - 1);
	long_name[sizeof(long_name) - 1] = '\0';
	assert_int_equal(hj_keycard_name(long_name, &back, &err), HJ_EINVAL);
	assert_int_equal(hj_keycard_name("", &back, &err), HJ_EINVAL);
	assert_int_equal(hj_keycard_name("two\nlines", &back, &err), HJ_EINVAL);
	hj_buf_clear(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_receipt_fits_who_sent_exactly_that_in_any_order),
		cmocka_unit_test(a_receipt_for_less_more_or_others_is_refused),
		cmocka_unit_test(another_member_signs_for_nobody),
		cmocka_unit_test(a_receipt_with_any_byte_changed_is_no_receipt),
		cmocka_unit_test(a_signature_of_something_else_is_no_receipt),
		cmocka_unit_test(
		    a_card_comes_back_and_its_digits_are_typed_in_any_spacing),
		cmocka_unit_test(another_key_or_name_has_other_digits),
		cmocka_unit_test(what_is_no_card_is_refused),
	};

	return sodium_init() < 0 ? 1
				 : cmocka_run_group_tests(tests, make, unmake);
}
