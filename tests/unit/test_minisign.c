#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/keys/member.h"
#include "core/keys/minisign.h"

static const char said[] = "받는 이: 서울 사무소";

static struct {
	struct hj_member *member;
	struct hj_minisign_key key;
	uint8_t hash[HJ_MINISIGN_HASH];
	struct hj_buf file;
} at;

static int
make(void **state)
{
	struct hj_error err = HJ_ERROR;

	(void)state;
	at.file = HJ_BUF(HJ_MINISIGN_MAX);
	if (hj_member_new(NULL, &at.member, &err) != HJ_OK)
		return 1;
	hj_minisign_key(hj_member_public(at.member)->ed25519, &at.key);
	hj_minisign_hash("statement", 9, at.hash);
	return hj_minisign_sign(at.member, at.hash, said, &at.file, &err);
}

static int
unmake(void **state)
{
	(void)state;
	hj_member_free(at.member);
	hj_buf_clear(&at.file);
	return 0;
}

static int
check(const uint8_t *p, size_t n, const uint8_t *hash)
{
	struct hj_error err = HJ_ERROR;
	struct hj_minisign s;
	int rc = hj_minisign_parse((const char *)p, n, &s, &err);

	return rc == HJ_OK ? hj_minisign_verify(&s, &at.key, hash, &err) : rc;
}

static void
what_a_member_signs_is_verified_with_its_comment(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_minisign s;

	(void)state;
	assert_int_equal(check(at.file.data, at.file.len, at.hash), HJ_OK);
	assert_int_equal(hj_minisign_parse((const char *)at.file.data,
			     at.file.len, &s, &err),
	    HJ_OK);
	assert_int_equal(s.ntrusted, strlen(said));
	assert_memory_equal(s.trusted, said, s.ntrusted);
}

/* But for the untrusted comment, of which nobody promises anything. */
static void
no_byte_of_a_signature_can_be_changed(void **state)
{
	const uint8_t *line = memchr(at.file.data, '\n', at.file.len);
	struct hj_buf b = HJ_BUF(HJ_MINISIGN_MAX);
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(hj_buf_add(&b, at.file.data, at.file.len, &err),
	    HJ_OK);
	for (size_t i = (size_t)(line - at.file.data); i < b.len - 1; i++) {
		b.data[i] ^= 1;
		assert_int_not_equal(check(b.data, b.len, at.hash), HJ_OK);
		b.data[i] ^= 1;
		assert_int_not_equal(check(b.data, i, at.hash), HJ_OK);
	}
	assert_int_equal(check(b.data, b.len, at.hash), HJ_OK);
	hj_buf_clear(&b);
}

/* As a mail program or a Windows editor leaves it. */
static void
lines_may_end_with_carriage_returns(void **state)
{
	struct hj_buf b = HJ_BUF(HJ_MINISIGN_MAX);
	struct hj_error err = HJ_ERROR;
	size_t lines = 0;

	(void)state;
	for (size_t i = 0; i < at.file.len; i++) {
		bool end = at.file.data[i] == '\n';

		lines += end;
		assert_int_equal(hj_buf_puts(&b, end ? "\r" : "", &err), HJ_OK);
		assert_int_equal(hj_buf_add(&b, at.file.data + i, 1, &err),
		    HJ_OK);
	}
	assert_int_equal(lines, 4);
	assert_int_equal(check(b.data, b.len, at.hash), HJ_OK);
	hj_buf_clear(&b);
}

static void
another_file_is_not_what_was_signed(void **state)
{
	uint8_t hash[HJ_MINISIGN_HASH];

	(void)state;
	hj_minisign_hash("statemenT", 9, hash);
	assert_int_equal(check(at.file.data, at.file.len, hash), HJ_ECORRUPT);
}

static void
the_signature_of_another_key_is_named_not_blamed(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_member *other = NULL;
	struct hj_buf b = HJ_BUF(HJ_MINISIGN_MAX);

	(void)state;
	assert_int_equal(hj_member_new(NULL, &other, &err), HJ_OK);
	assert_int_equal(hj_minisign_sign(other, at.hash, "x", &b, &err),
	    HJ_OK);
	assert_int_equal(check(b.data, b.len, at.hash), HJ_ENOTFOUND);
	hj_member_free(other);
	hj_buf_clear(&b);
}

static void
a_comment_is_one_line(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(HJ_MINISIGN_MAX);
	char large[HJ_MINISIGN_COMMENT_MAX + 2];

	(void)state;
	assert_int_equal(hj_minisign_sign(at.member, at.hash, "a\nb", &b, &err),
	    HJ_EINVAL);
	assert_int_equal(hj_minisign_sign(at.member, at.hash, "\xff", &b, &err),
	    HJ_EINVAL);
	memset(large, 'x', sizeof(large) - 1);
	large[sizeof(large) - 1] = '\0';
	assert_int_equal(hj_minisign_sign(at.member, at.hash, large, &b, &err),
	    HJ_EINVAL);
	assert_int_equal(b.len, 0);
	assert_int_equal(hj_minisign_sign(at.member, at.hash, large + 1, &b,
			     &err),
	    HJ_OK);
	assert_int_equal(check(b.data, b.len, at.hash), HJ_OK);
	hj_buf_clear(&b);
}

static void
the_id_of_a_key_is_the_fingerprint_of_the_member(void **state)
{
	char fingerprint[HJ_FINGERPRINT], id[HJ_MINISIGN_ID_SHOWN];

	(void)state;
	hj_member_fingerprint(at.key.key, fingerprint);
	hj_minisign_id_say(at.key.id, id);
	for (char *p = fingerprint; *p != '\0'; p++)
		*p = *p >= 'a' ? (char)(*p - 'a' + 'A') : *p;
	assert_string_equal(id, fingerprint);
}

static void
a_public_key_comes_back_alone_and_out_of_its_file(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_minisign_key k;
	char text[HJ_MINISIGN_KEY], file[200];

	(void)state;
	hj_minisign_key_say(&at.key, text);
	assert_int_equal(hj_minisign_key_parse(text, strlen(text), &k, &err),
	    HJ_OK);
	assert_memory_equal(&k, &at.key, sizeof(k));
	(void)snprintf(file, sizeof(file), "untrusted comment: x\n%s\n", text);
	assert_int_equal(hj_minisign_key_parse(file, strlen(file), &k, &err),
	    HJ_OK);
	assert_memory_equal(&k, &at.key, sizeof(k));
	assert_int_equal(hj_minisign_key_parse(text, strlen(text) - 1, &k,
			     &err),
	    HJ_EINVAL);
	text[0] = 'S';
	assert_int_equal(hj_minisign_key_parse(text, strlen(text), &k, &err),
	    HJ_EINVAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_member_signs_is_verified_with_its_comment),
		cmocka_unit_test(no_byte_of_a_signature_can_be_changed),
		cmocka_unit_test(lines_may_end_with_carriage_returns),
		cmocka_unit_test(another_file_is_not_what_was_signed),
		cmocka_unit_test(the_signature_of_another_key_is_named_not_blamed),
		cmocka_unit_test(a_comment_is_one_line),
		cmocka_unit_test(the_id_of_a_key_is_the_fingerprint_of_the_member),
		cmocka_unit_test(a_public_key_comes_back_alone_and_out_of_its_file),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("minisign", tests, make, unmake);
}
