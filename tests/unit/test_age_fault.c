/*
 * Age files when memory lacks or the other end fails at any call, texts around
 * them that make no sense, and keys of a kind that we do not seal to.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/base/buf.h"
#include "core/keys/age.h"
#include "tests/unit/wrap.h"

#define ROOM ((size_t)512 << 10)
#define TEXT ((size_t)70000) /* two chunks */
#define WORK 4 /* nothing that a person would use */

static uint8_t text[TEXT];
static struct hj_secret *identity, *passphrase;
static uint8_t recipient[1][HJ_AGEKEY_LEN];

static int
make(void **state)
{
	struct hj_error err = HJ_ERROR;

	(void)state;
	randombytes_buf(text, sizeof(text));
	if (hj_secret_copy("words", 5, &passphrase, &err) != HJ_OK ||
	    hj_secret_random(32, &identity, &err) != HJ_OK)
		return 1;
	return crypto_scalarmult_base(recipient[0], hj_secret_peek(identity));
}

static int
unmake(void **state)
{
	(void)state;
	hj_secret_free(identity);
	hj_secret_free(passphrase);
	return 0;
}

/* The other end, which fails at the nth call. */
struct end {
	struct hj_buf bytes;
	size_t at, calls, fail_at;
	size_t step; /* at most so many bytes at once */
};

static bool
breaks(struct end *e)
{
	return e->fail_at != 0 && ++e->calls >= e->fail_at;
}

static int
put(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	struct end *e = to;

	return breaks(e) ? hj_fail(err, HJ_EIO, "the line is dead")
			 : hj_buf_add(&e->bytes, p, n, err);
}

static int
get(void *from, uint8_t *p, size_t n, size_t *got, struct hj_error *err)
{
	struct end *e = from;

	if (breaks(e))
		return hj_fail(err, HJ_EIO, "the line is dead");
	*got = e->bytes.len - e->at;
	*got = *got < n ? *got : n;
	*got = e->step == 0 || *got < e->step ? *got : e->step;
	if (*got != 0)
		memcpy(p, e->bytes.data + e->at, *got);
	e->at += *got;
	return HJ_OK;
}

static int
seal(const struct hj_age_to *to, struct end *e, struct hj_error *err)
{
	struct hj_age_writer *w = NULL;
	int rc = hj_age_begin(to, put, e, &w, err);

	if (rc == HJ_OK && (rc = hj_age_put(w, text, TEXT, err)) == HJ_OK)
		rc = hj_age_end(w, err);
	hj_age_writer_free(w);
	return rc;
}

static int
open_all(struct end *e, struct hj_error *err)
{
	const struct hj_age_with with = { .identity = identity,
		.passphrase = passphrase };
	struct hj_age_reader *r = NULL;
	uint8_t part[4096];
	size_t all = 0, got = 1;
	int rc;

	e->at = e->calls = 0;
	if ((rc = hj_age_open(&with, get, e, &r, err)) != HJ_OK)
		return rc;
	while (rc == HJ_OK && got != 0)
		if ((rc = hj_age_get(r, part, sizeof(part), &got, err)) ==
		    HJ_OK)
			all += got;
	assert_true(rc != HJ_OK || all == TEXT);
	hj_age_reader_free(r);
	return rc;
}

static const struct hj_age_to ways[] = {
	{ .recipients = (const uint8_t (*)[HJ_AGEKEY_LEN])recipient, .n = 1 },
	{ .recipients = (const uint8_t (*)[HJ_AGEKEY_LEN])recipient,
	    .n = 1,
	    .armor = true },
	{ .passphrase = NULL, .work = WORK }, /* filled in */
};

static struct hj_age_to
way(size_t i)
{
	struct hj_age_to to = ways[i];

	if (to.n == 0)
		to.passphrase = passphrase;
	return to;
}

static int
seal_it(void *to, struct hj_error *err)
{
	struct end e = { .bytes = HJ_BUF(ROOM) };
	int rc = seal(to, &e, err);

	hj_buf_clear(&e.bytes);
	return rc;
}

static int
peek_it(void *to, struct hj_error *err)
{
	struct end *e = to;
	enum hj_age_asks asks;

	e->at = 0;
	return hj_age_peek(get, e, &asks, err);
}

static int
open_it(void *to, struct hj_error *err)
{
	return open_all(to, err);
}

static void
without_memory_nothing_is_sealed_or_opened(void **state)
{
	(void)state;
	for (size_t i = 0; i < HJ_LEN(ways); i++) {
		struct end e = { .bytes = HJ_BUF(ROOM) };
		struct hj_error err = HJ_ERROR;
		struct hj_age_to to = way(i);

		assert_int_equal(seal(&to, &e, &err), HJ_OK);
		assert_true(wrap_starve(seal_it, NULL, &to, false) > 4);
		assert_true(wrap_starve(seal_it, NULL, &to, true) > 4);
		assert_true(wrap_starve(open_it, NULL, &e, false) > 4);
		assert_true(wrap_starve(open_it, NULL, &e, true) > 4);
		assert_true(wrap_starve(peek_it, NULL, &e, false) > 0);
		hj_buf_clear(&e.bytes);
	}
}

/* Whichever call fails, its error comes out; nothing is called damage. */
static void
the_other_ends_error_comes_through(void **state)
{
	(void)state;
	for (size_t i = 0; i < HJ_LEN(ways); i++) {
		struct end e = { .bytes = HJ_BUF(ROOM) };
		struct hj_error err = HJ_ERROR;
		struct hj_age_to to = way(i);
		int rc = HJ_EIO;

		for (size_t n = 1; rc == HJ_EIO; n++) {
			hj_buf_reset(&e.bytes);
			e.calls = 0;
			e.fail_at = n;
			rc = seal(&to, &e, &err);
		}
		assert_int_equal(rc, HJ_OK);
		/* In small pieces, so that each part of the header is one. */
		e.step = 61;
		rc = HJ_EIO;
		for (size_t n = 1; rc == HJ_EIO; n += n < 40 ? 1 : 397) {
			e.fail_at = n;
			rc = open_all(&e, &err);
		}
		assert_int_equal(rc, HJ_OK);
		hj_buf_clear(&e.bytes);
	}
}

static int
opens(const char *p, size_t n)
{
	struct end e = { .bytes = HJ_BUF(ROOM) };
	struct hj_error err = HJ_ERROR;
	enum hj_age_asks asks;
	int rc;

	assert_int_equal(hj_buf_add(&e.bytes, p, n, &err), HJ_OK);
	rc = open_all(&e, &err);
	e.at = 0;
	/* What opens it is asked before the payload is looked at. */
	if (rc == HJ_EINVAL)
		assert_int_equal(hj_age_peek(get, &e, &asks, &err), HJ_EINVAL);
	hj_buf_clear(&e.bytes);
	return rc;
}

static void
text_around_that_is_not_as_it_must_be_is_refused(void **state)
{
	static const char begin[] = "-----BEGIN AGE ENCRYPTED FILE-----";
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(ROOM);
	uint8_t *p;

	(void)state;
	assert_int_equal(opens("", 0), HJ_EINVAL);
	assert_int_equal(opens("\n", 1), HJ_EINVAL);
	assert_int_equal(opens("-----BEGIN AGE\n", 15), HJ_EINVAL);
	assert_int_equal(opens(begin, sizeof(begin) - 1), HJ_EINVAL);
	/* White space before it, but not for ever. */
	assert_int_equal(hj_buf_extend(&b, 100000, &p, &err), HJ_OK);
	memset(p, ' ', 100000);
	assert_int_equal(hj_buf_puts(&b, begin, &err), HJ_OK);
	assert_int_equal(opens((const char *)b.data, b.len), HJ_EINVAL);
	hj_buf_clear(&b);
}

static void
what_does_not_look_like_an_age_file_is_none(void **state)
{
	static const char *const yes[] = { "age-encryption.org/v1\n",
		" \r\n\t-----BEGIN AGE ENCRYPTED FILE-----\n" };
	static const char *const no[] = { "", " \n", "age-encr",
		"-----BEGIN AGE ENC", "<case/>" };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(yes); i++)
		assert_true(hj_age_looks((const uint8_t *)yes[i],
		    strlen(yes[i])));
	for (size_t i = 0; i < HJ_LEN(no); i++)
		assert_false(hj_age_looks((const uint8_t *)no[i],
		    strlen(no[i])));
	assert_false(hj_age_looks((const uint8_t *)"\0age", 4));
}

static void
keys_of_other_kinds_are_named(void **state)
{
	static const char *const others[] = { "ssh-ed25519 AAAA", "age1pq1xyz",
		"age1tag1xyz", "age1yubikey1xyz" };
	struct hj_error err = HJ_ERROR;
	uint8_t key[HJ_AGEKEY_LEN];
	struct hj_secret *s = NULL;

	(void)state;
	for (size_t i = 0; i < HJ_LEN(others); i++) {
		assert_int_equal(hj_agekey_read(others[i], strlen(others[i]),
				     key, &err),
		    HJ_EINVAL);
		assert_non_null(strstr(err.text, "of a kind"));
	}
	assert_int_equal(hj_agekey_read("age1x", 5, key, &err), HJ_EINVAL);
	assert_non_null(strstr(err.text, "mistyped"));
	assert_int_equal(hj_agekey_identity("AGE-SECRET", 10, &s, &err),
	    HJ_EINVAL);
	assert_int_equal(hj_agekey_file("# nothing\r\n\r\n# more", 19, &s,
			     &err),
	    HJ_EINVAL);
	assert_null(s);
}

static int
identity_it(void *to, struct hj_error *err)
{
	static const char line[] =
	    "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
	struct hj_secret *s = NULL;
	int rc = hj_agekey_file(line, sizeof(line) - 1, &s, err);

	(void)to;
	assert_true((rc == HJ_OK) == (s != NULL));
	hj_secret_free(s);
	return rc;
}

static void
an_identity_without_memory_is_none(void **state)
{
	(void)state;
	assert_int_equal(wrap_starve(identity_it, NULL, NULL, false), 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_memory_nothing_is_sealed_or_opened),
		cmocka_unit_test(the_other_ends_error_comes_through),
		cmocka_unit_test(text_around_that_is_not_as_it_must_be_is_refused),
		cmocka_unit_test(what_does_not_look_like_an_age_file_is_none),
		cmocka_unit_test(keys_of_other_kinds_are_named),
		cmocka_unit_test(an_identity_without_memory_is_none),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("age faults", tests, make, unmake);
}
