/*
 * Heads and pages of a log that make no sense, and the limits of both.
 */
#include "tests/unit/log_world.h"

#include "core/store/root.h"

/* ---- heads ---- */

static int
decode(const uint8_t *p, size_t n)
{
	struct hj_error err = HJ_ERROR;
	struct hj_log_head h = { .entries = 0 };
	int rc = hj_log_head_decode(p, n, &h, &err);

	if (rc == HJ_OK)
		hj_log_head_clear(&h);
	else
		assert_null(h.device);
	return rc;
}

static void
a_head_cut_anywhere_or_too_long_is_damage(void **state)
{
	struct hj_error err = HJ_ERROR;

	(void)state;
	for (size_t n = 0; n < w.head.len; n++)
		assert_int_equal(decode(w.head.data, n), HJ_ECORRUPT);
	assert_int_equal(decode(w.head.data, w.head.len), HJ_OK);
	assert_int_equal(hj_buf_putc(&w.head, 0, &err), HJ_OK);
	assert_int_equal(decode(w.head.data, w.head.len), HJ_ECORRUPT);
	w.head.len--;
}

static int
encoded(const struct hj_log_head *h)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(HEAD_MAX);
	int rc;

	assert_int_equal(hj_log_head_encode(h, &b, &err), HJ_OK);
	rc = decode(b.data, b.len);
	hj_buf_clear(&b);
	return rc;
}

static void
a_head_that_contradicts_itself_is_damage(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_log_head h = { .entries = 0 };
	uint64_t size;

	(void)state;
	assert_int_equal(hj_log_head_decode(w.head.data, w.head.len, &h, &err),
	    HJ_OK);
	assert_int_equal(h.ndevices, 2);
	assert_int_equal(encoded(&h), HJ_OK);
	h.device[1].from = 1; /* itself */
	assert_int_equal(encoded(&h), HJ_ECORRUPT);
	h.device[1].from = 0;
	size = h.device[1].from_size;
	h.device[1].from_size = h.device[0].tree.size + 1;
	assert_int_equal(encoded(&h), HJ_ECORRUPT);
	h.device[1].from_size = size;
	h.entries++;
	assert_int_equal(encoded(&h), HJ_ECORRUPT);
	h.entries--;
	h.active = 2;
	assert_int_equal(encoded(&h), HJ_ECORRUPT);
	h.active = 1;
	/* More entries than can be counted. */
	size = h.device[0].tree.size;
	h.device[0].tree.size = UINT64_MAX;
	assert_int_equal(encoded(&h), HJ_ECORRUPT);
	h.device[0].tree.size = size;
	h.roll.at[1].signer = 9;
	assert_int_equal(encoded(&h), HJ_ECORRUPT);
	h.roll.at[1].signer = 0;
	h.roll.at[1].role = HJ_ROLE_AUDITOR + 1;
	assert_int_equal(encoded(&h), HJ_ECORRUPT);
	h.roll.at[1].role = HJ_ROLE_READER;
	assert_int_equal(encoded(&h), HJ_OK);
	hj_log_head_clear(&h);
}

static void
a_head_of_a_newer_hanji_says_so(void **state)
{
	(void)state;
	w.head.data[1]++;
	assert_int_equal(decode(w.head.data, w.head.len), HJ_EVERSION);
	w.head.data[1]--;
}

static void
a_log_without_entries_has_no_checkpoint(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_log_head h;
	struct hj_buf b = HJ_BUF(HEAD_MAX), note = HJ_BUF(HJ_NOTE_MAX);
	uint64_t size = 1;

	(void)state;
	hj_log_head_init(&h, vault_id);
	assert_int_equal(hj_log_head_encode(&h, &b, &err), HJ_OK);
	assert_int_equal(hj_log_head_checkpoint(b.data, b.len, &note, &err),
	    HJ_ENOTFOUND);
	assert_int_equal(hj_log_head_size(b.data, b.len, &size, &err), HJ_OK);
	assert_int_equal(size, 0);
	assert_int_equal(hj_log_head_size(b.data, b.len - 1, &size, &err),
	    HJ_ECORRUPT);
	assert_null(hj_log_head_device(&h, "0123456789abcdef"));
	hj_log_head_clear(&h);
	hj_buf_clear(&b);
}

static void
devices_and_statements_run_out(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_log_head h;
	uint8_t key[32] = { 0 };

	(void)state;
	hj_log_head_init(&h, vault_id);
	for (unsigned i = 0; i < HJ_DEVICES_MAX; i++) {
		key[0] = (uint8_t)i;
		key[1] = 1;
		assert_int_equal(hj_log_head_join(&h, key, &err), HJ_OK);
		assert_int_equal(hj_roll_add(&h.roll, vault_id, w.owner,
				     i == 0 ? hj_member_public(w.owner)->ed25519
					    : key,
				     i == 0 ? HJ_ROLE_OWNER : HJ_ROLE_READER, i,
				     &err),
		    HJ_OK);
	}
	assert_int_equal(encoded(&h), HJ_OK);
	assert_int_equal(hj_log_head_join(&h, key, &err), HJ_ELIMIT);
	assert_int_equal(h.ndevices, HJ_DEVICES_MAX);
	assert_int_equal(hj_roll_add(&h.roll, vault_id, w.owner, key,
			     HJ_ROLE_READER, 1000, &err),
	    HJ_ELIMIT);
	assert_int_equal(hj_roll_genuine(&h.roll, vault_id), HJ_STATEMENTS_MAX);
	hj_log_head_clear(&h);
}

/* A root takes as many as there may be, each with a log of trillions. */
static void
the_head_of_all_devices_fits_into_a_root(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_root_head root;
	struct hj_log_head h;
	uint8_t key[32] = { 1 };

	(void)state;
	hj_root_head_init(&root);
	hj_log_head_init(&h, vault_id);
	for (unsigned i = 0; i < HJ_DEVICES_MAX; i++) {
		key[1] = (uint8_t)i;
		assert_int_equal(hj_log_head_join(&h, key, &err), HJ_OK);
		h.device[i].tree.size = ((uint64_t)1 << 44) - 1;
		h.entries += h.device[i].tree.size;
	}
	assert_int_equal(encoded(&h), HJ_OK);
	assert_int_equal(hj_log_head_encode(&h, &root.log, &err), HJ_OK);
	hj_log_head_clear(&h);
	hj_root_head_clear(&root);
}

/* ---- pages ---- */

static int
read_page(const struct hj_buf *b)
{
	struct hj_logentry_reader r;
	struct hj_log_entry e;
	struct hj_error err = HJ_ERROR;
	bool more = true;
	int rc = hj_logentry_open(b->data, b->len, &r, &err);

	while (rc == HJ_OK && more)
		rc = hj_logentry_next(&r, &e, &more, &err);
	return rc;
}

/* A page with one entry of these bytes. */
static int
read_entry(const void *p, size_t n)
{
	const struct hj_log_entry first = { .sequence = 4,
		.device = "0123456789abcdef",
		.member = "0123456789abcdef" };
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(HJ_LOGPAGE_ROOM);
	int rc;

	assert_int_equal(hj_logentry_begin(&b, &first, &err), HJ_OK);
	b.data[b.len - 1] = 1;
	assert_int_equal(hj_buf_add(&b, p, n, &err), HJ_OK);
	rc = read_page(&b);
	hj_buf_clear(&b);
	return rc;
}

#define ENTRY(s) read_entry(s, sizeof(s) - 1)
#define LONG_NUMBER "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"

static void
an_entry_that_makes_no_sense_is_damage(void **state)
{
	uint8_t commit_of_none[4 + 32 + 64] = "\0\6commit\0\0\0";

	(void)state;
	assert_int_equal(ENTRY("\0\4abcd\0\0"), HJ_OK); /* of another hanji */
	assert_int_equal(ENTRY("\0\4ab:d\0\0"), HJ_ECORRUPT);
	assert_int_equal(ENTRY("\0\0\0\0"), HJ_ECORRUPT);
	assert_int_equal(ENTRY("\0\20abcdefghijklmnop\0\0"), HJ_ECORRUPT);
	assert_int_equal(ENTRY("\xff\0\0"), HJ_ECORRUPT); /* no such action */
	assert_int_equal(ENTRY("\0\4abcd\xf0\0"), HJ_ECORRUPT); /* flags */
	assert_int_equal(ENTRY("\0\4abcd\0" LONG_NUMBER), HJ_ECORRUPT);
	assert_int_equal(ENTRY("\0\4abcd\4\0\x7f"), HJ_ECORRUPT); /* detail */
	assert_int_equal(ENTRY("\0\4abcd\0\1"), HJ_ECORRUPT); /* before 1970 */
	assert_int_equal(ENTRY("\0\4abcd\0\0\0"), HJ_ECORRUPT); /* too long */
	assert_int_equal(read_entry(commit_of_none, sizeof(commit_of_none)),
	    HJ_ECORRUPT);
	commit_of_none[10] = 5; /* more entries than there are before it */
	assert_int_equal(read_entry(commit_of_none, sizeof(commit_of_none)),
	    HJ_ECORRUPT);
}

static void
a_page_counts_no_further_than_its_count_goes(void **state)
{
	const struct hj_log_entry first = { .device = "0123456789abcdef",
		.member = "0123456789abcdef",
		.action = HJ_DID_SHOW };
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF((size_t)1 << 20);
	int64_t last = 0;
	size_t full;

	(void)state;
	assert_int_equal(hj_logentry_begin(&b, &first, &err), HJ_OK);
	for (unsigned i = 0; i < UINT16_MAX; i++)
		assert_int_equal(hj_logentry_add(&b, &last, &first, &err),
		    HJ_OK);
	full = b.len;
	assert_int_equal(hj_logentry_add(&b, &last, &first, &err), HJ_ELIMIT);
	assert_int_equal(b.len, full);
	assert_int_equal(read_page(&b), HJ_OK);
	hj_buf_clear(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_head_cut_anywhere_or_too_long_is_damage),
		cmocka_unit_test(a_head_that_contradicts_itself_is_damage),
		cmocka_unit_test(a_head_of_a_newer_hanji_says_so),
		cmocka_unit_test(a_log_without_entries_has_no_checkpoint),
		cmocka_unit_test(devices_and_statements_run_out),
		cmocka_unit_test(the_head_of_all_devices_fits_into_a_root),
		cmocka_unit_test(an_entry_that_makes_no_sense_is_damage),
		cmocka_unit_test(a_page_counts_no_further_than_its_count_goes),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests_name("log heads and pages", tests, make,
	    unmake);
}
