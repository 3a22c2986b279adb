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

#define LARGEST ((size_t)200000)
#define WORK 4 /* nothing that a person would use */

static uint8_t text[LARGEST];
static struct hj_secret *identity;
static uint8_t keys[2][HJ_AGEKEY_LEN]; /* ours, and somebody else's */

static int
make(void **state)
{
	struct hj_error err = HJ_ERROR;
	uint8_t other[32];

	(void)state;
	randombytes_buf(text, sizeof(text));
	randombytes_buf(other, sizeof(other));
	(void)crypto_scalarmult_base(keys[1], other);
	if (hj_secret_random(32, &identity, &err) != HJ_OK)
		return 1;
	return crypto_scalarmult_base(keys[0], hj_secret_peek(identity));
}

static int
unmake(void **state)
{
	(void)state;
	hj_secret_free(identity);
	return 0;
}

static int
append(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	return hj_buf_add(to, p, n, err);
}

static int
give(void *from, uint8_t *p, size_t n, size_t *got, struct hj_error *err)
{
	struct hj_cursor *c = from;

	(void)err;
	*got = c->left < n ? c->left : n;
	*got = *got < 40009 ? *got : 40009;
	if (*got != 0)
		memcpy(p, c->p, *got);
	c->p += *got;
	c->left -= *got;
	return HJ_OK;
}

static int
seal(const struct hj_age_to *to, size_t n, struct hj_buf *b,
    struct hj_error *err)
{
	struct hj_age_writer *w = NULL;
	int rc = hj_age_begin(to, append, b, &w, err);

	for (size_t at = 0; rc == HJ_OK && at < n; at += 30011)
		rc = hj_age_put(w, text + at, n - at < 30011 ? n - at : 30011,
		    err);
	if (rc == HJ_OK)
		rc = hj_age_end(w, err);
	hj_age_writer_free(w);
	return rc;
}

/* Everything that comes out is what went in; *ret_n: how much of it. */
static int
open_all(const struct hj_age_with *with, const uint8_t *p, size_t n,
    size_t *ret_n, struct hj_error *err)
{
	struct hj_cursor c = HJ_CURSOR(p, n);
	struct hj_age_reader *r = NULL;
	uint8_t some[5003];
	size_t got = 1;
	int rc = hj_age_open(with, give, &c, &r, err);

	*ret_n = 0;
	while (rc == HJ_OK && got != 0)
		if ((rc = hj_age_get(r, some, sizeof(some), &got, err)) ==
		    HJ_OK) {
			assert_true(*ret_n + got <= LARGEST);
			assert_memory_equal(some, text + *ret_n, got);
			*ret_n += got;
		}
	hj_age_reader_free(r);
	return rc;
}

static struct hj_age_to
to_both(bool armor)
{
	return (struct hj_age_to){ .recipients =
				       (const uint8_t(*)[HJ_AGEKEY_LEN])keys,
		.n = 2,
		.armor = armor };
}

static void
every_length_comes_back_binary_and_as_text(void **state)
{
	static const size_t sizes[] = { 0, 1, 47, 48, 49, 65535, 65536, 65537,
		131072, 131073, LARGEST };
	const struct hj_age_with us = { .identity = identity };
	struct hj_error err = HJ_ERROR;

	(void)state;
	for (size_t i = 0; i < 2 * HJ_LEN(sizes); i++) {
		const struct hj_age_to to = to_both(i % 2 != 0);
		struct hj_buf b = HJ_BUF(4 * LARGEST);
		size_t n;

		assert_int_equal(seal(&to, sizes[i / 2], &b, &err), HJ_OK);
		assert_true(hj_age_looks(b.data, b.len));
		assert_int_equal(open_all(&us, b.data, b.len, &n, &err), HJ_OK);
		assert_int_equal(n, sizes[i / 2]);
		hj_buf_clear(&b);
	}
}

static void
a_passphrase_opens_and_another_does_not(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_secret *good = NULL, *bad = NULL;
	struct hj_buf b = HJ_BUF(4 * LARGEST);
	size_t n;

	(void)state;
	assert_int_equal(hj_secret_copy("lantern", 7, &good, &err), HJ_OK);
	assert_int_equal(hj_secret_copy("lanterm", 7, &bad, &err), HJ_OK);
	assert_int_equal(seal(&(struct hj_age_to){ .passphrase = good,
				  .work = WORK },
			     100, &b, &err),
	    HJ_OK);
	assert_int_equal(open_all(&(struct hj_age_with){ .passphrase = good },
			     b.data, b.len, &n, &err),
	    HJ_OK);
	assert_int_equal(n, 100);
	assert_int_equal(open_all(&(struct hj_age_with){ .passphrase = bad },
			     b.data, b.len, &n, &err),
	    HJ_EAUTH);
	assert_int_equal(open_all(&(struct hj_age_with){ .identity = identity },
			     b.data, b.len, &n, &err),
	    HJ_EAUTH);
	assert_int_equal(n, 0);
	hj_buf_clear(&b);
	hj_secret_free(good);
	hj_secret_free(bad);
}

static void
who_is_not_a_recipient_opens_nothing(void **state)
{
	struct hj_age_to to = to_both(false);
	struct hj_error err = HJ_ERROR;
	struct hj_secret *stranger = NULL;
	struct hj_buf b = HJ_BUF(4 * LARGEST);
	size_t n;

	(void)state;
	assert_int_equal(hj_secret_random(32, &stranger, &err), HJ_OK);
	assert_int_equal(seal(&to, 100, &b, &err), HJ_OK);
	assert_int_equal(open_all(&(struct hj_age_with){ .identity = stranger },
			     b.data, b.len, &n, &err),
	    HJ_EAUTH);
	assert_int_equal(open_all(&(struct hj_age_with){ .identity = NULL },
			     b.data, b.len, &n, &err),
	    HJ_EAUTH);
	hj_secret_free(stranger);
	hj_buf_clear(&b);
}

/* Each byte of the header, then every 997th; and cut there. */
static void
a_flipped_byte_or_a_cut_never_ends_well(void **state)
{
	const struct hj_age_with us = { .identity = identity };
	struct hj_error err = HJ_ERROR;

	(void)state;
	for (int armor = 0; armor < 2; armor++) {
		const struct hj_age_to to = to_both(armor);
		struct hj_buf b = HJ_BUF(4 * LARGEST);
		size_t n;

		assert_int_equal(seal(&to, 140000, &b, &err), HJ_OK);
		for (size_t i = 0; i < b.len; i += i < 500 ? 1 : 997) {
			b.data[i] ^= 1;
			assert_int_not_equal(open_all(&us, b.data, b.len, &n,
						 &err),
			    HJ_OK);
			b.data[i] ^= 1;
			assert_int_not_equal(open_all(&us, b.data, i, &n, &err),
			    HJ_OK);
			/* The end of the file is not the end of the lines:
			 * a missing last line feed is no cut. */
		}
		assert_int_not_equal(open_all(&us, b.data,
					 b.len - (armor ? 2 : 1), &n, &err),
		    HJ_OK);
		hj_buf_clear(&b);
	}
}

static void
what_stands_behind_the_end_is_refused(void **state)
{
	const struct hj_age_with us = { .identity = identity };
	const struct hj_age_to to = to_both(false);
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(4 * LARGEST);
	size_t n;

	(void)state;
	assert_int_equal(seal(&to, 65536, &b, &err), HJ_OK);
	assert_int_equal(hj_buf_putc(&b, 'x', &err), HJ_OK);
	assert_int_equal(open_all(&us, b.data, b.len, &n, &err), HJ_ECORRUPT);
	assert_int_equal(n, 65536);
	hj_buf_clear(&b);
}

static void
a_costly_passphrase_is_refused_before_any_work(void **state)
{
	static const char head[] =
	    "age-encryption.org/v1\n"
	    "-> scrypt rF0/NwblUHHTpgQgRpe5CQ 21\n"
	    "gUjEymFKMVXQEKdMMHL24oYexjE3TIC0O0zGSqJ2aUY\n"
	    "--- IOXiQYStkoT1mvZW2tFOqZdhRVvj58egABx/sWfZQbc\n";
	struct hj_error err = HJ_ERROR;
	struct hj_secret *phrase = NULL;
	enum hj_age_asks asks;
	size_t n;

	(void)state;
	assert_int_equal(hj_secret_copy("password", 8, &phrase, &err), HJ_OK);
	assert_int_equal(open_all(&(struct hj_age_with){ .passphrase = phrase },
			     (const uint8_t *)head, sizeof(head) - 1, &n, &err),
	    HJ_ELIMIT);
	hj_secret_free(phrase);
	assert_int_equal(hj_age_peek(give,
			     &HJ_CURSOR((const uint8_t *)head,
				 sizeof(head) - 1),
			     &asks, &err),
	    HJ_ELIMIT);
}

static void
a_header_without_end_is_refused_at_its_ceiling(void **state)
{
	const struct hj_age_with us = { .identity = identity };
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF((size_t)1 << 20);
	size_t n;

	(void)state;
	assert_int_equal(hj_buf_puts(&b, "age-encryption.org/v1\n", &err),
	    HJ_OK);
	while (b.len < (size_t)900000)
		assert_int_equal(hj_buf_puts(&b, "-> grease\n\n", &err), HJ_OK);
	assert_int_not_equal(open_all(&us, b.data, b.len, &n, &err), HJ_OK);
	hj_buf_clear(&b);
}

static void
a_key_that_cannot_keep_a_secret_is_refused(void **state)
{
	static const uint8_t low[1][HJ_AGEKEY_LEN] = { { 0 } };
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(4 * LARGEST);

	(void)state;
	assert_int_equal(seal(&(struct hj_age_to){ .recipients = low, .n = 1 },
			     1, &b, &err),
	    HJ_EINVAL);
	assert_int_equal(b.len, 0);
	assert_int_equal(seal(&(struct hj_age_to){ .n = 0 }, 1, &b, &err),
	    HJ_ELIMIT);
	hj_buf_clear(&b);
}

static void
without_memory_nothing_leaks_and_nothing_is_lost(void **state)
{
	const struct hj_age_with us = { .identity = identity };
	const struct hj_age_to to = to_both(true);
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(4 * LARGEST), c = HJ_BUF(4 * LARGEST);
	size_t n, refused = 0;
	int rc;

	(void)state;
	assert_int_equal(seal(&to, 70000, &b, &err), HJ_OK);
	for (size_t i = 1; i < 400; i++) {
		wrap.alloc = (struct wrap_call){ .fail_at = i };
		rc = open_all(&us, b.data, b.len, &n, &err);
		wrap.alloc = (struct wrap_call){ 0 };
		assert_true(rc == HJ_OK || rc == HJ_ENOMEM);
		refused += rc == HJ_ENOMEM;
		wrap.alloc = (struct wrap_call){ .fail_at = i };
		rc = seal(&to, 70000, &c, &err);
		wrap.alloc = (struct wrap_call){ 0 };
		assert_true(rc == HJ_OK || rc == HJ_ENOMEM);
		refused += rc == HJ_ENOMEM;
		hj_buf_reset(&c);
	}
	assert_true(refused > 20);
	hj_buf_clear(&b);
	hj_buf_clear(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_length_comes_back_binary_and_as_text),
		cmocka_unit_test(a_passphrase_opens_and_another_does_not),
		cmocka_unit_test(who_is_not_a_recipient_opens_nothing),
		cmocka_unit_test(a_flipped_byte_or_a_cut_never_ends_well),
		cmocka_unit_test(what_stands_behind_the_end_is_refused),
		cmocka_unit_test(a_costly_passphrase_is_refused_before_any_work),
		cmocka_unit_test(a_header_without_end_is_refused_at_its_ceiling),
		cmocka_unit_test(a_key_that_cannot_keep_a_secret_is_refused),
		cmocka_unit_test(without_memory_nothing_leaks_and_nothing_is_lost),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("age", tests, make, unmake);
}
