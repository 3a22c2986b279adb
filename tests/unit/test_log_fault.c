/*
 * Logs written without memory, without a place for their pages, or by whoever
 * may not.
 */
#include "tests/unit/log_world.h"

/* ---- memory and pages ---- */

static int
commit_it(void *to, struct hj_error *err)
{
	const struct hj_log_author by = author(w.owner, w.device);
	struct hj_buf head = HJ_BUF(HEAD_MAX);
	struct pages s = { 0 };
	int rc = commit(&by, to, &s, &head, err);

	/* What was promised is there, or nothing was. */
	assert_true(rc != HJ_OK || (s.n == 1 && head.len > 0));
	hj_buf_clear(&head);
	return rc;
}

static int
checkpoint_it(void *to, struct hj_error *err)
{
	struct hj_buf note = HJ_BUF(HJ_NOTE_MAX);
	int rc = hj_log_head_checkpoint(w.head.data, w.head.len, &note, err);

	(void)to;
	hj_buf_clear(&note);
	return rc;
}

static void
a_commit_without_memory_is_none(void **state)
{
	struct hj_buf none = HJ_BUF(0);

	(void)state;
	wrap_no_memory(commit_it, NULL, &none);
	wrap_no_memory(commit_it, NULL, &w.head);
	wrap_no_memory(checkpoint_it, NULL, NULL);
}

static void
a_page_that_cannot_be_kept_ends_the_commit(void **state)
{
	const struct hj_log_author by = author(w.owner, w.device);
	struct pages s = { .code = HJ_EIO };
	struct hj_error err = HJ_ERROR;
	struct hj_buf head = HJ_BUF(HEAD_MAX);
	struct hj_log_writer *lw = NULL;
	struct hj_log_entry e = a_change();
	int rc = HJ_OK;

	(void)state;
	assert_int_equal(commit(&by, &w.head, &s, &head, &err), HJ_EIO);
	assert_int_equal(head.len, 0);
	/* Also a full one in the middle. */
	assert_int_equal(hj_log_writer_new(&by, NULL, 0, take, &s, &lw, &err),
	    HJ_OK);
	for (unsigned i = 0; rc == HJ_OK && i < 1000; i++)
		rc = hj_log_writer_add(lw, &e, &err);
	assert_int_equal(rc, HJ_EIO);
	hj_log_writer_free(lw);
	hj_buf_clear(&head);
}

/* ---- what a writer refuses ---- */

static void
a_writer_refuses_what_is_no_entry(void **state)
{
	static const uint8_t long_detail[HJ_LOGPAGE_ROOM] = { 0 };
	const struct hj_log_author by = author(w.owner, w.device);
	struct hj_log_entry e = a_change();
	struct hj_buf head = HJ_BUF(HEAD_MAX), note = HJ_BUF(HJ_NOTE_MAX);
	struct hj_error err = HJ_ERROR;
	struct hj_log_writer *lw = NULL;
	struct pages s = { 0 };

	(void)state;
	assert_int_equal(hj_log_writer_new(&by, NULL, 0, take, &s, &lw, &err),
	    HJ_OK);
	assert_int_equal(hj_log_writer_finish(lw, &head, &note, &err),
	    HJ_EINVAL);
	e.sealed = long_detail;
	e.sealed_len = sizeof(long_detail);
	assert_int_equal(hj_log_writer_add(lw, &e, &err), HJ_ELIMIT);
	e = (struct hj_log_entry){ .action = HJ_DID_COMMIT };
	assert_int_equal(hj_log_writer_add(lw, &e, &err), HJ_EINVAL);
	e = a_change();
	e.nparents = HJ_PARENTS_MAX + 1;
	assert_int_equal(hj_log_writer_add(lw, &e, &err), HJ_EINVAL);
	assert_int_equal(s.n + head.len + note.len, 0);
	hj_log_writer_free(lw);
}

/* Also when nobody asked before. */
static void
a_page_takes_nothing_that_is_no_entry(void **state)
{
	struct hj_buf page = HJ_BUF(HJ_LOGPAGE_ROOM);
	struct hj_log_entry e = a_change();
	struct hj_error err = HJ_ERROR;
	int64_t last = e.time;
	size_t before;

	(void)state;
	memcpy(e.device, "kcwr-wr5v", 9);
	assert_int_equal(hj_logentry_begin(&page, &e, &err), HJ_OK);
	before = page.len;
	e.nparents = HJ_PARENTS_MAX + 1;
	assert_int_equal(hj_logentry_add(&page, &last, &e, &err), HJ_EINVAL);
	assert_int_equal(page.len, before);
	hj_buf_clear(&page);
}

static void
only_an_owner_enrols_and_a_reader_changes_nothing(void **state)
{
	const struct hj_log_author by = author(w.other, w.device);
	const uint8_t *key = hj_member_public(w.other)->ed25519;
	struct hj_log_entry e = a_change(), seen = { .action = HJ_DID_SHOW };
	struct hj_error err = HJ_ERROR;
	struct hj_log_writer *lw = NULL;
	struct pages s = { 0 };

	(void)state;
	assert_int_equal(hj_log_writer_new(&by, w.head.data, w.head.len, take,
			     &s, &lw, &err),
	    HJ_OK);
	assert_int_equal(hj_log_writer_role(lw), HJ_ROLE_READER);
	assert_int_equal(hj_log_writer_add(lw, &e, &err), HJ_EAUTH);
	assert_int_equal(hj_log_writer_enrol(lw, key, HJ_ROLE_OWNER, &seen,
			     &err),
	    HJ_EAUTH);
	seen = (struct hj_log_entry){ .action = HJ_DID_SHOW };
	assert_int_equal(hj_log_writer_add(lw, &seen, &err), HJ_OK);
	hj_log_writer_free(lw);
}

static void
nobody_writes_who_is_no_member(void **state)
{
	const struct hj_log_author by = author(w.device2, w.device);
	struct hj_error err = HJ_ERROR;
	struct hj_log_writer *lw = NULL;
	struct pages s = { 0 };

	(void)state;
	assert_int_equal(hj_log_writer_new(&by, w.head.data, w.head.len, take,
			     &s, &lw, &err),
	    HJ_EAUTH);
	assert_null(lw);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_commit_without_memory_is_none),
		cmocka_unit_test(a_page_that_cannot_be_kept_ends_the_commit),
		cmocka_unit_test(a_writer_refuses_what_is_no_entry),
		cmocka_unit_test(a_page_takes_nothing_that_is_no_entry),
		cmocka_unit_test(only_an_owner_enrols_and_a_reader_changes_nothing),
		cmocka_unit_test(nobody_writes_who_is_no_member),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests_name("log faults", tests, make, unmake);
}
