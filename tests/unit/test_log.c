#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/base/limits.h"
#include "core/log/detail.h"
#include "core/log/log.h"
#include "core/log/logentry.h"
#include "core/log/tree.h"

static struct hj_log_entry
an_entry(void)
{
	static const uint8_t parents[2 * HJ_DIGEST_BYTES] = {
		0x01, [32] = 0xfe, [63] = 0x9a
	};
	struct hj_log_entry e = {
		.sequence = 4711,
		.time = 1385856000,
		.device = "0123456789abcdef",
		.member = "fedcba9876543210",
		.action = HJ_DID_UPDATE,
		.has_case = true,
		.log_id = { 0xaa, [15] = 0x0f },
		.has_digest = true,
		.digest = { 0xde, 0xad, [31] = 0xef },
		.parents = parents,
		.nparents = 2,
		.envelope = { 0x99, [31] = 0x90 },
		.number = 77,
	};

	return e;
}

static const char expected[] =
    "version 0\n"
    "sequence 4711\n"
    "time 2013-12-01T00:00:00Z\n"
    "device 0123456789abcdef\n"
    "member fedcba9876543210\n"
    "action update\n"
    "case aa00000000000000000000000000000f\n"
    "digest dead0000000000000000000000000000"
    "000000000000000000000000000000ef\n"
    "parents 0100000000000000000000000000000000000000000000000000000000000000"
    " fe0000000000000000000000000000000000000000000000000000000000009a\n"
    "envelope 9900000000000000000000000000000000000000000000000000000000000090"
    "\n"
    "detail -\n";

static void
a_leaf_is_the_published_text(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_log_entry e = an_entry();
	struct hj_buf b = HJ_BUF(8192);
	uint8_t one[32], two[32];

	(void)state;
	assert_int_equal(hj_log_leaf(&e, &b, &err), HJ_OK);
	assert_int_equal(b.len, strlen(expected));
	assert_memory_equal(b.data, expected, b.len);
	assert_int_equal(hj_log_hash(&e, &b, one, &err), HJ_OK);
	hj_tree_leaf((const uint8_t *)expected, strlen(expected), two);
	assert_memory_equal(one, two, 32);
	hj_buf_clear(&b);
}

static void
what_is_absent_reads_as_a_hyphen(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_log_entry e = { .device = "0000000000000000",
		.member = "0000000000000000",
		.action = HJ_DID_BACKUP };
	struct hj_buf b = HJ_BUF(8192);
	const char *text;

	(void)state;
	assert_int_equal(hj_log_leaf(&e, &b, &err), HJ_OK);
	assert_int_equal(hj_buf_text(&b, &text, &err), HJ_OK);
	assert_non_null(strstr(text, "time 1970-01-01T00:00:00Z\n"));
	assert_non_null(strstr(text,
	    "case -\ndigest -\nparents -\nenvelope -\ndetail -\n"));
	hj_buf_clear(&b);
}

static void
a_commit_has_its_own_lines_and_all_but_the_last_are_signed(void **state)
{
	static const char tail[] =
	    "parent -\nfirst 4709\nlast 4710\nroot "
	    "0700000000000000000000000000000000000000000000000000000000000000"
	    "\n";
	struct hj_error err = HJ_ERROR;
	struct hj_log_entry e = { .sequence = 4711,
		.time = 951782400,
		.device = "0000000000000000",
		.member = "0000000000000000",
		.action = HJ_DID_COMMIT,
		.first = 4709,
		.last = 4710,
		.root = { 7 } };
	struct hj_buf s = HJ_BUF(8192), l = HJ_BUF(8192);
	const char *text;

	(void)state;
	assert_int_equal(hj_log_signed(&e, &s, &err), HJ_OK);
	assert_int_equal(hj_log_leaf(&e, &l, &err), HJ_OK);
	assert_memory_equal(s.data, l.data, s.len);
	assert_int_equal(l.len, s.len + strlen("signature ") + 128 + 1);
	assert_int_equal(hj_buf_text(&s, &text, &err), HJ_OK);
	assert_string_equal(text + s.len - strlen(tail), tail);
	assert_non_null(strstr(text, "time 2000-02-29T00:00:00Z\n"));
	hj_buf_clear(&s);
	hj_buf_clear(&l);
}

static void
a_leaf_refuses_what_is_not_of_its_format(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(8192);
	struct hj_log_entry e = an_entry();
	uint8_t same[64] = { 0 };

	(void)state;
	memcpy(e.action, "a\nb", 4);
	assert_int_equal(hj_log_leaf(&e, &b, &err), HJ_EINVAL);
	e = an_entry();
	e.time = -1;
	assert_int_equal(hj_log_leaf(&e, &b, &err), HJ_EINVAL);
	e = an_entry();
	e.parents = same;
	assert_int_equal(hj_log_leaf(&e, &b, &err), HJ_EINVAL);
	assert_int_equal(b.len, 0);
	hj_buf_clear(&b);
}

/* Entries of all shapes, as bytes and back, with the same leaf. */
static void
a_page_gives_back_every_leaf(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf page = HJ_BUF(16260), a = HJ_BUF(8192), b = HJ_BUF(8192);
	struct hj_log_entry in[5], out;
	struct hj_logentry_reader r;
	int64_t last = 1385856000;
	bool more;

	(void)state;
	for (size_t i = 0; i < 5; i++)
		in[i] = an_entry();
	in[1].has_case = in[1].has_digest = false;
	in[1].nparents = 0;
	in[1].number = 0;
	in[1].time -= 86400; /* the clock was set back */
	in[2].sealed = (const uint8_t *)"sealed";
	in[2].sealed_len = 6;
	in[2].has_detail = true;
	(void)crypto_hash_sha256(in[2].detail, in[2].sealed, 6);
	memcpy(in[3].action, "merge", 6); /* a word of a later hanji */
	in[4] = (struct hj_log_entry){ .action = HJ_DID_COMMIT,
		.first = 4711,
		.last = 4714,
		.time = in[3].time + 9,
		.has_parent = true,
		.parent = { 1 },
		.root = { 2 },
		.signature = { 3 },
		.device = "0123456789abcdef",
		.member = "fedcba9876543210" };
	assert_int_equal(hj_logentry_begin(&page, &in[0], &err), HJ_OK);
	for (size_t i = 0; i < 5; i++) {
		in[i].sequence = 4711 + i;
		assert_int_equal(hj_logentry_add(&page, &last, &in[i], &err),
		    HJ_OK);
	}
	assert_int_equal(hj_logentry_open(page.data, page.len, &r, &err),
	    HJ_OK);
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(hj_logentry_next(&r, &out, &more, &err),
		    HJ_OK);
		assert_true(more);
		a.len = b.len = 0;
		assert_int_equal(hj_log_leaf(&in[i], &a, &err), HJ_OK);
		assert_int_equal(hj_log_leaf(&out, &b, &err), HJ_OK);
		assert_int_equal(a.len, b.len);
		assert_memory_equal(a.data, b.data, a.len);
		assert_true(out.number == in[i].number);
	}
	assert_int_equal(hj_logentry_next(&r, &out, &more, &err), HJ_OK);
	assert_false(more);
	hj_buf_clear(&page);
	hj_buf_clear(&a);
	hj_buf_clear(&b);
}

static int
read_all(const uint8_t *p, size_t n, struct hj_error *err)
{
	struct hj_logentry_reader r;
	struct hj_log_entry e;
	bool more = true;
	int rc = hj_logentry_open(p, n, &r, err);

	while (rc == HJ_OK && more)
		rc = hj_logentry_next(&r, &e, &more, err);
	return rc;
}

static void
a_page_cut_anywhere_is_refused(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf page = HJ_BUF(16260);
	struct hj_log_entry e = an_entry();
	int64_t last = e.time;

	(void)state;
	assert_int_equal(hj_logentry_begin(&page, &e, &err), HJ_OK);
	assert_int_equal(hj_logentry_add(&page, &last, &e, &err), HJ_OK);
	assert_int_equal(read_all(page.data, page.len, &err), HJ_OK);
	for (size_t n = 0; n < page.len; n++)
		assert_int_equal(read_all(page.data, n, &err), HJ_ECORRUPT);
	assert_int_equal(hj_buf_putc(&page, 'x', &err), HJ_OK);
	assert_int_equal(read_all(page.data, page.len, &err), HJ_ECORRUPT);
	page.data[0] = 1;
	assert_int_equal(read_all(page.data, page.len, &err), HJ_EVERSION);
	hj_buf_clear(&page);
}

static void
a_full_page_takes_no_more_and_stays_as_it_was(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf page = HJ_BUF(1024);
	struct hj_log_entry e = an_entry();
	int64_t last = e.time;
	size_t len = 0;
	int rc = HJ_OK;

	(void)state;
	assert_int_equal(hj_logentry_begin(&page, &e, &err), HJ_OK);
	while (rc == HJ_OK) {
		len = page.len;
		rc = hj_logentry_add(&page, &last, &e, &err);
	}
	assert_int_equal(rc, HJ_ELIMIT);
	assert_int_equal(page.len, len);
	assert_int_equal(read_all(page.data, page.len, &err), HJ_OK);
	hj_buf_clear(&page);
}

static void
a_detail_opens_under_its_key_in_its_vault_only(void **state)
{
	static const char reason[] = "second interview";
	struct hj_error err = HJ_ERROR;
	struct hj_buf s = HJ_BUF(16384), t = HJ_BUF(16384);
	uint8_t key[32] = { 1 }, vault[16] = { 2 };

	(void)state;
	assert_int_equal(hj_detail_seal(key, vault, reason, sizeof(reason), &s,
			     &err),
	    HJ_OK);
	assert_int_equal(s.len, sizeof(reason) + HJ_DETAIL_OVERHEAD);
	assert_int_equal(hj_detail_open(key, vault, s.data, s.len, &t, &err),
	    HJ_OK);
	assert_memory_equal(t.data, reason, sizeof(reason));
	t.len = 0;
	for (size_t n = 0; n < s.len; n++)
		assert_int_equal(hj_detail_open(key, vault, s.data, n, &t,
				     &err),
		    HJ_ECORRUPT);
	key[0] = 3;
	assert_int_equal(hj_detail_open(key, vault, s.data, s.len, &t, &err),
	    HJ_ECORRUPT);
	key[0] = 1;
	vault[0] = 3;
	assert_int_equal(hj_detail_open(key, vault, s.data, s.len, &t, &err),
	    HJ_ECORRUPT);
	assert_int_equal(t.len, 0);
	assert_int_equal(hj_detail_seal(key, vault, reason, HJ_DETAIL_MAX + 1,
			     &s, &err),
	    HJ_ELIMIT);
	hj_buf_clear(&s);
	hj_buf_clear(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_leaf_is_the_published_text),
		cmocka_unit_test(what_is_absent_reads_as_a_hyphen),
		cmocka_unit_test(
		    a_commit_has_its_own_lines_and_all_but_the_last_are_signed),
		cmocka_unit_test(a_leaf_refuses_what_is_not_of_its_format),
		cmocka_unit_test(a_page_gives_back_every_leaf),
		cmocka_unit_test(a_page_cut_anywhere_is_refused),
		cmocka_unit_test(a_full_page_takes_no_more_and_stays_as_it_was),
		cmocka_unit_test(a_detail_opens_under_its_key_in_its_vault_only),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
