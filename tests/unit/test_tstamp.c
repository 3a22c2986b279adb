/*
 * Time stamps of others, as they are and with anything wrong in them: RFC 3161
 * answers built here element by element, and proofs of OpenTimestamps.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/log/tstamp.h"
#include "tests/unit/wrap.h"

#define ROOM ((size_t)4096)
#define TIME "20261130080000Z"

static const uint8_t hash[HJ_TSTAMP_HASH] = { 1, 2, 3, [31] = 0xff };

struct bytes {
	uint8_t p[ROOM];
	size_t n;
};

/* What may be different from one answer to the next. */
struct answer {
	uint8_t status; /* 0: granted; 0xff: the token alone */
	const char *time;
	size_t hash_len;
	uint8_t algorithm; /* last byte of the object */
	uint8_t content; /* of the object of the content, likewise */
};

static const struct answer granted = { .time = TIME,
	.hash_len = HJ_TSTAMP_HASH,
	.algorithm = 1,
	.content = 4 };

static void
add(struct bytes *b, const void *p, size_t n)
{
	assert_true(b->n + n <= ROOM);
	memcpy(b->p + b->n, p, n);
	b->n += n;
}

static void
wrapped(struct bytes *to, uint8_t tag, const void *p, size_t n)
{
	const uint8_t small[] = { tag, (uint8_t)n };
	const uint8_t large[] = { tag, 0x82, (uint8_t)(n >> 8), (uint8_t)n };

	if (n < 0x80)
		add(to, small, sizeof(small));
	else if (n < 0x100)
		add(to, (const uint8_t[]){ tag, 0x81, (uint8_t)n }, 3);
	else
		add(to, large, sizeof(large));
	add(to, p, n);
}

static void
around(struct bytes *b, uint8_t tag)
{
	struct bytes in = *b;

	b->n = 0;
	wrapped(b, tag, in.p, in.n);
}

static void
info_of(const struct answer *a, struct bytes *to)
{
	const uint8_t sha256[] = { 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04,
		0x02, a->algorithm };
	struct bytes algorithm = { .n = 0 }, imprint = { .n = 0 };

	wrapped(&algorithm, 0x06, sha256, sizeof(sha256));
	wrapped(&algorithm, 0x05, "", 0);
	around(&algorithm, 0x30);
	imprint = algorithm;
	wrapped(&imprint, 0x04, hash, a->hash_len);
	to->n = 0;
	wrapped(to, 0x02, "\1", 1);
	wrapped(to, 0x06, "\x2a\3", 2);
	wrapped(to, 0x30, imprint.p, imprint.n);
	wrapped(to, 0x02, "\x07", 1);
	wrapped(to, 0x18, a->time, strlen(a->time));
	around(to, 0x30);
}

static void
build(const struct answer *a, struct bytes *to)
{
	static const uint8_t signed_data[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7,
		0x0d, 0x01, 0x07, 0x02 };
	const uint8_t tst_info[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01,
		0x09, 0x10, 0x01, a->content };
	struct bytes eci = { .n = 0 }, data = { .n = 0 }, info;

	info_of(a, &info);
	around(&info, 0x04);
	around(&info, 0xa0);
	wrapped(&eci, 0x06, tst_info, sizeof(tst_info));
	add(&eci, info.p, info.n);
	wrapped(&data, 0x02, "\3", 1);
	wrapped(&data, 0x31, "", 0);
	wrapped(&data, 0x30, eci.p, eci.n);
	around(&data, 0x30);
	around(&data, 0xa0);
	to->n = 0;
	wrapped(to, 0x06, signed_data, sizeof(signed_data));
	add(to, data.p, data.n);
	around(to, 0x30);
	if (a->status != 0xff) {
		struct bytes token = *to;

		to->n = 0;
		wrapped(to, 0x02, &a->status, 1);
		around(to, 0x30);
		add(to, token.p, token.n);
		around(to, 0x30);
	}
}

static int
read_bytes(const uint8_t *p, size_t n, struct hj_tstamp *ret)
{
	struct hj_error err = HJ_ERROR;

	return hj_tstamp_read(p, n, ret, &err);
}

static int
read_answer(const struct answer *a)
{
	struct hj_tstamp t;
	struct bytes b;

	build(a, &b);
	return read_bytes(b.p, b.n, &t);
}

static void
a_granted_answer_and_a_token_alone_say_of_what_and_when(void **state)
{
	static const uint8_t statuses[] = { 0, 1, 0xff };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(statuses); i++) {
		struct answer a = granted;
		struct hj_tstamp t;
		struct bytes b;

		a.status = statuses[i];
		build(&a, &b);
		assert_int_equal(read_bytes(b.p, b.n, &t), HJ_OK);
		assert_false(t.ots);
		assert_memory_equal(t.hash, hash, sizeof(hash));
		assert_string_equal(t.time, TIME);
	}
}

static void
an_answer_that_refuses_or_is_of_something_else_is_none(void **state)
{
	struct answer a = granted;

	(void)state;
	a.status = 2;
	assert_int_equal(read_answer(&a), HJ_EINVAL);
	a = granted;
	a.algorithm = 2; /* SHA-384 */
	assert_int_equal(read_answer(&a), HJ_EINVAL);
	a = granted;
	a.content = 5;
	assert_int_equal(read_answer(&a), HJ_EINVAL);
	a = granted;
	a.hash_len = 31;
	assert_int_equal(read_answer(&a), HJ_EINVAL);
	a = granted;
	a.time = "20261130080000.123456789Z";
	assert_int_equal(read_answer(&a), HJ_EINVAL);
	a.time = "2026\n";
	assert_int_equal(read_answer(&a), HJ_EINVAL);
	a.time = "2026\x7f";
	assert_int_equal(read_answer(&a), HJ_EINVAL);
}

/* Tags, lengths and objects: whatever is changed, it is no answer of ours, or
 * what it says lies inside it. */
static void
an_answer_cut_or_changed_anywhere_reads_nothing_beyond_it(void **state)
{
	struct bytes b;
	size_t refused = 0;

	(void)state;
	build(&granted, &b);
	for (size_t n = 0; n < b.n; n++) {
		/* Of its own, so that the sanitizers see a byte too many. */
		uint8_t *p = test_malloc(n + 1);
		struct hj_tstamp t;

		memcpy(p, b.p, n);
		assert_int_equal(read_bytes(p, n, &t), HJ_EINVAL);
		test_free(p);
	}
	for (size_t i = 0; i < b.n; i++)
		for (unsigned bit = 0; bit < 8; bit++) {
			struct hj_tstamp t;

			b.p[i] ^= (uint8_t)(1U << bit);
			refused += read_bytes(b.p, b.n, &t) != HJ_OK;
			b.p[i] ^= (uint8_t)(1U << bit);
		}
	/* All but the bits of version, policy, number, hash and time. */
	assert_true(refused > 8 * (b.n - 100));
}

static void
lengths_that_der_does_not_have_are_refused(void **state)
{
	static const uint8_t bad[][8] = {
		{ 0x30, 0x80, 0, 0 }, /* without end */
		{ 0x30, 0x81, 0x05, 0, 0, 0, 0, 0 }, /* longer than needed */
		{ 0x30, 0x82, 0, 0x90 },
		{ 0x30, 0x85, 1, 0, 0, 0, 0 },
		{ 0x30, 0x84, 0xff, 0xff, 0xff, 0xff },
		{ 0x30, 0x83, 1, 0 },
		{ 0x30, 0x06, 6, 4, 0, 0, 0, 0 },
		{ 0x30, 0x06, 0x30, 4, 2, 2, 0, 0 }, /* status of two bytes */
		{ 0x30, 0x00 },
		{ 0x30 },
		{ 0x31, 0x00 },
	};
	static const size_t len[] = { 4, 8, 4, 7, 6, 4, 8, 8, 2, 1, 2 };
	struct hj_tstamp t;

	(void)state;
	for (size_t i = 0; i < HJ_LEN(bad); i++)
		assert_int_equal(read_bytes(bad[i], len[i], &t), HJ_EINVAL);
	assert_int_equal(read_bytes(bad[0], 0, &t), HJ_EINVAL);
}

static void
a_proof_of_opentimestamps_says_of_what(void **state)
{
	static const char head[] = "\0OpenTimestamps\0\0Proof\0"
				   "\xbf\x89\xe2\xe8\x84\xe8\x92\x94\x01\x08";
	struct bytes b = { .n = 0 };
	struct hj_tstamp t;

	(void)state;
	add(&b, head, sizeof(head) - 1);
	add(&b, hash, sizeof(hash));
	assert_int_equal(read_bytes(b.p, b.n, &t), HJ_EINVAL); /* no proof */
	add(&b, "\xf0", 1);
	assert_int_equal(read_bytes(b.p, b.n, &t), HJ_OK);
	assert_true(t.ots);
	assert_memory_equal(t.hash, hash, sizeof(hash));
	assert_string_equal(t.time, "");
	for (size_t i = 0; i < sizeof(head) - 1; i++) {
		b.p[i] ^= 1;
		assert_int_equal(read_bytes(b.p, b.n, &t), HJ_EINVAL);
		b.p[i] ^= 1;
	}
}

static int
ask(void *to, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_TSTAMP_QUERY_MAX);
	int rc = hj_tstamp_query(hash, UINT64_MAX, &b, err);

	(void)to;
	if (rc == HJ_OK) {
		assert_int_equal(b.len, 2 + b.data[1]);
		assert_memory_equal(b.data + 24, hash, sizeof(hash));
	}
	hj_buf_clear(&b);
	return rc;
}

static void
a_request_names_the_hash_and_needs_memory(void **state)
{
	(void)state;
	wrap_no_memory(ask, NULL, NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_granted_answer_and_a_token_alone_say_of_what_and_when),
		cmocka_unit_test(
		    an_answer_that_refuses_or_is_of_something_else_is_none),
		cmocka_unit_test(
		    an_answer_cut_or_changed_anywhere_reads_nothing_beyond_it),
		cmocka_unit_test(lengths_that_der_does_not_have_are_refused),
		cmocka_unit_test(a_proof_of_opentimestamps_says_of_what),
		cmocka_unit_test(a_request_names_the_hash_and_needs_memory),
	};

	return cmocka_run_group_tests_name("tstamp", tests, NULL, NULL);
}
