#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/keys/slip39_own.h"
#include "tests/unit/wrap.h"

#define SHARES HJ_SLIP39_SHARES_MAX

/* HJ_RUNS: how often; few in `make check`. */
static unsigned
runs(unsigned usual)
{
	const char *s = getenv("HJ_RUNS");

	return s != NULL ? (unsigned)strtoul(s, NULL, 10) : usual;
}

static struct hj_slip39 *
parsed(const struct hj_secret *words)
{
	struct hj_error err = HJ_ERROR;
	struct hj_slip39 *s = NULL;

	assert_int_equal(hj_slip39_parse((const char *)hj_secret_peek(words),
			     hj_secret_len(words), &s, &err),
	    HJ_OK);
	return s;
}

static void
free_all(struct hj_slip39 **s, struct hj_secret **words, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		hj_slip39_free(s[i]);
		s[i] = NULL;
		if (words != NULL)
			hj_secret_free(words[i]);
	}
}

/* ---- what is ours ---- */

static void
a_share_of_ours_is_33_words_and_says_what_it_is(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_secret *secret = NULL, *words[SHARES] = { NULL };
	struct hj_slip39 *s;

	(void)state;
	assert_int_equal(hj_secret_random(32, &secret, &err), HJ_OK);
	assert_int_equal(hj_slip39_split(secret, 2, 3, words, &err), HJ_OK);
	for (unsigned i = 0; i < 3; i++) {
		const char *p = (const char *)hj_secret_peek(words[i]);
		size_t spaces = 0;

		for (size_t k = 0; k < hj_secret_len(words[i]); k++)
			spaces += p[k] == ' ';
		assert_int_equal(spaces, HJ_SLIP39_WORDS - 1);
		s = parsed(words[i]);
		assert_true(hj_slip39_facts(s)->extendable);
		assert_int_equal(hj_slip39_facts(s)->exponent, 0);
		assert_int_equal(hj_slip39_facts(s)->groups, 1);
		assert_int_equal(hj_slip39_facts(s)->needed, 2);
		assert_int_equal(hj_slip39_facts(s)->member, i);
		assert_int_equal(hj_slip39_facts(s)->len, 32);
		hj_slip39_free(s);
		hj_secret_free(words[i]);
	}
	assert_null(words[3]);
	hj_secret_free(secret);
}

static unsigned
bits(unsigned set)
{
	return (unsigned)__builtin_popcount(set);
}

/* Of the shares in `set`, in any order. */
static int
combine_set(struct hj_slip39 *const *s, unsigned of, unsigned set,
    struct hj_secret **ret)
{
	struct hj_slip39 *some[SHARES];
	struct hj_error err = HJ_ERROR;
	size_t n = 0;

	for (unsigned i = of; i-- > 0;)
		if ((set >> i & 1) != 0)
			some[n++] = s[i];
	return hj_slip39_combine(some, n, NULL, ret, &err);
}

/* Every set of shares, when there are few; else some of them. */
static void
try_sets(struct hj_slip39 *const *s, unsigned need, unsigned of,
    const struct hj_secret *secret)
{
	const unsigned all = (1U << of) - 1;
	unsigned tries = of <= 4 ? all : 12;

	for (unsigned i = 1; i <= tries; i++) {
		unsigned set =
		    of <= 4 ? i : 1 + (unsigned)randombytes_uniform(all);
		struct hj_secret *got = NULL;
		int rc = combine_set(s, of, set, &got);

		assert_int_equal(rc, bits(set) >= need ? HJ_OK : HJ_EAUTH);
		if (rc == HJ_OK)
			assert_true(hj_secret_equal(got, secret));
		hj_secret_free(got);
	}
}

static void
any_that_are_enough_give_the_secret_and_fewer_do_not(void **state)
{
	struct hj_error err = HJ_ERROR;
	const unsigned most = runs(6) > 6 ? SHARES : 5;

	(void)state;
	for (unsigned of = 1; of <= SHARES; of += of < most ? 1 : 11)
		for (unsigned need = 1; need <= of; need += of > 5 ? 5 : 1) {
			struct hj_secret *words[SHARES] = { NULL };
			struct hj_slip39 *s[SHARES];
			struct hj_secret *secret = NULL;

			assert_int_equal(hj_secret_random(32, &secret, &err),
			    HJ_OK);
			assert_int_equal(hj_slip39_split(secret, need, of,
					     words, &err),
			    HJ_OK);
			for (unsigned i = 0; i < of; i++)
				s[i] = parsed(words[i]);
			try_sets(s, need, of, secret);
			free_all(s, words, of);
			hj_secret_free(secret);
		}
}

/* Every value of the secret fits to what fewer shares say: with 2 of 3 the
 * first byte of one share alone takes all values. */
static void
one_share_of_two_says_nothing_about_a_byte(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_secret *secret = NULL;
	bool seen[256] = { false };
	unsigned different = 0;

	(void)state;
	assert_int_equal(hj_secret_new(32, &secret, &err), HJ_OK);
	for (unsigned i = 0; i < 90; i++) {
		struct hj_secret *words[SHARES] = { NULL };
		struct hj_slip39 *s;

		assert_int_equal(hj_slip39_split(secret, 2, 2, words, &err),
		    HJ_OK);
		s = parsed(words[0]);
		different += !seen[hj_secret_peek(s->value)[0]];
		seen[hj_secret_peek(s->value)[0]] = true;
		free_all(&s, words, 1);
		hj_secret_free(words[1]);
	}
	/* 90 draws of 256 show 76 on average. */
	assert_true(different > 55);
	hj_secret_free(secret);
}

static void
numbers_that_make_no_sense_are_refused(void **state)
{
	static const unsigned wrong[][2] = { { 0, 1 }, { 0, 0 }, { 3, 2 },
		{ 2, 17 }, { 17, 17 } };
	struct hj_secret *words[SHARES] = { NULL }, *secret = NULL;
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(hj_secret_random(32, &secret, &err), HJ_OK);
	for (size_t i = 0; i < HJ_LEN(wrong); i++)
		assert_int_equal(hj_slip39_split(secret, wrong[i][0],
				     wrong[i][1], words, &err),
		    HJ_EINVAL);
	assert_null(words[0]);
	hj_secret_free(secret);
}

static void
shares_of_two_secrets_do_not_mix(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_secret *secret = NULL, *a[SHARES], *b[SHARES], *got = NULL;
	struct hj_slip39 *s[2];

	(void)state;
	assert_int_equal(hj_secret_random(32, &secret, &err), HJ_OK);
	assert_int_equal(hj_slip39_split(secret, 2, 2, a, &err), HJ_OK);
	do {
		/* The ids are drawn: once in 32,768 they are the same. */
		assert_int_equal(hj_slip39_split(secret, 2, 2, b, &err), HJ_OK);
		s[0] = parsed(a[0]);
		s[1] = parsed(b[1]);
	} while (s[0]->facts.id == s[1]->facts.id);
	assert_int_equal(hj_slip39_combine(s, 2, NULL, &got, &err), HJ_EINVAL);
	hj_slip39_free(s[1]);
	s[1] = parsed(a[0]);
	assert_int_equal(hj_slip39_combine(s, 2, NULL, &got, &err), HJ_EINVAL);
	assert_non_null(strstr(err.text, "given already"));
	hj_slip39_free(s[1]);
	/* Forged, with a good checksum: the digest inside finds it. */
	s[1] = parsed(a[1]);
	hj_secret_bytes(s[1]->value)[5] ^= 1;
	assert_int_equal(hj_slip39_combine(s, 2, NULL, &got, &err), HJ_EAUTH);
	assert_null(got);
	free_all(s, a, 2);
	hj_secret_free(b[0]);
	hj_secret_free(b[1]);
	hj_secret_free(secret);
}

/* ---- the field ---- */

static uint8_t
slow_product(unsigned a, unsigned b)
{
	unsigned p = 0;

	for (unsigned i = 0; i < 8; i++)
		if ((b >> i & 1) != 0)
			p ^= a << i;
	for (unsigned i = 15; i >= 8; i--)
		if ((p >> i & 1) != 0)
			p ^= 0x11bU << (i - 8);
	return (uint8_t)p;
}

/* The line through (0, a) and (1, b) has a ^ x (a ^ b) at x. */
static void
two_points_give_the_line_through_them(void **state)
{
	(void)state;
	for (unsigned x = 0; x < 256; x++)
		for (unsigned d = 0; d < 256; d++) {
			uint8_t a = 0x5a, b = (uint8_t)(a ^ d), at = 0;
			const struct hj_slip39_point p[2] = { { 0, &a },
				{ 1, &b } };

			hj_slip39_interpolate(p, 2, 1, (uint8_t)x, &at);
			assert_int_equal(at, a ^ slow_product(x, d));
		}
}

static void
no_memory_at_any_step_leaks(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_secret *secret = NULL, *words[SHARES] = { NULL };
	struct hj_secret *got = NULL;
	struct hj_slip39 *s[2] = { NULL };
	int rc = HJ_ENOMEM;

	(void)state;
	assert_int_equal(hj_secret_random(32, &secret, &err), HJ_OK);
	for (size_t i = 1; rc != HJ_OK; i++) {
		wrap.alloc = (struct wrap_call){ .fail_at = i };
		rc = hj_slip39_split(secret, 2, 2, words, &err);
		wrap.alloc = (struct wrap_call){ 0 };
		assert_true(rc == HJ_OK || (rc == HJ_ENOMEM && !words[0]));
	}
	for (unsigned k = 0; k < 2; k++) {
		rc = HJ_ENOMEM;
		for (size_t i = 1; rc != HJ_OK; i++) {
			wrap.alloc = (struct wrap_call){ .fail_at = i };
			rc = hj_slip39_parse((const char *)
						 hj_secret_peek(words[k]),
			    hj_secret_len(words[k]), &s[k], &err);
			wrap.alloc = (struct wrap_call){ 0 };
			assert_true(rc == HJ_OK || rc == HJ_ENOMEM);
		}
	}
	rc = HJ_ENOMEM;
	for (size_t i = 1; rc != HJ_OK; i++) {
		wrap.alloc = (struct wrap_call){ .fail_at = i };
		rc = hj_slip39_combine(s, 2, NULL, &got, &err);
		wrap.alloc = (struct wrap_call){ 0 };
		assert_true(rc == HJ_OK || rc == HJ_ENOMEM);
	}
	assert_true(hj_secret_equal(got, secret));
	hj_secret_free(got);
	hj_secret_free(secret);
	free_all(s, words, 2);
}

/* Ours have none; shares of others may, of up to so many bytes. */
static void
a_passphrase_that_is_too_long_is_refused(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_secret *secret = NULL, *words[SHARES] = { NULL };
	struct hj_secret *passphrase = NULL, *got = NULL;
	struct hj_slip39 *s[2];

	(void)state;
	assert_int_equal(hj_secret_random(32, &secret, &err), HJ_OK);
	assert_int_equal(hj_secret_random(HJ_SLIP39_PASSPHRASE_MAX + 1,
			     &passphrase, &err),
	    HJ_OK);
	assert_int_equal(hj_slip39_split(secret, 2, 2, words, &err), HJ_OK);
	for (size_t i = 0; i < 2; i++)
		s[i] = parsed(words[i]);
	assert_int_equal(hj_slip39_combine(s, 2, passphrase, &got, &err),
	    HJ_ELIMIT);
	assert_null(got);
	hj_secret_shorten(passphrase, HJ_SLIP39_PASSPHRASE_MAX);
	assert_int_equal(hj_slip39_combine(s, 2, passphrase, &got, &err),
	    HJ_OK);
	assert_false(hj_secret_equal(got, secret));
	for (size_t i = 0; i < 2; i++) {
		hj_slip39_free(s[i]);
		hj_secret_free(words[i]);
	}
	hj_secret_free(secret);
	hj_secret_free(passphrase);
	hj_secret_free(got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_share_of_ours_is_33_words_and_says_what_it_is),
		cmocka_unit_test(
		    any_that_are_enough_give_the_secret_and_fewer_do_not),
		cmocka_unit_test(one_share_of_two_says_nothing_about_a_byte),
		cmocka_unit_test(numbers_that_make_no_sense_are_refused),
		cmocka_unit_test(shares_of_two_secrets_do_not_mix),
		cmocka_unit_test(a_passphrase_that_is_too_long_is_refused),
		cmocka_unit_test(two_points_give_the_line_through_them),
		cmocka_unit_test(no_memory_at_any_step_leaks),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("slip39", tests, NULL, NULL);
}
