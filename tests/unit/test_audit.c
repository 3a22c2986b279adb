#include "tests/unit/audit_world.h"

static void
a_log_as_written_is_whole(void **state)
{
	struct world *w = *state;

	write_log(w);
	assert_true(w->n > 6);
	assert_int_equal(audit(w), HJ_OK);
	assert_true(w->facts.entries == 15 + 300 + 6);
	assert_true(w->facts.commits == 6);
	assert_string_equal(w->found, "");
}

static void
a_copied_vault_goes_on_in_a_log_of_its_own(void **state)
{
	struct world *w = *state;

	write_log(w);
	commit(w, w->other, 2);
	commit(w, w->other, 1);
	commit(w, w->device, 1);
	assert_int_equal(audit(w), HJ_OK);
	assert_true(w->facts.entries == 321 + 3 + 2 + 2);
}

static void
a_removed_page_is_found(void **state)
{
	struct world *w = *state;

	write_log(w);
	hj_buf_clear(&w->page[2].plain);
	memmove(&w->page[2], &w->page[3], (w->n - 3) * sizeof(w->page[0]));
	w->n--;
	assert_int_equal(audit(w), HJ_ECORRUPT);
	assert_non_null(strstr(w->found, "record 102: log entries before"));
}

static void
reordered_pages_are_found(void **state)
{
	struct world *w = *state;
	struct kept k;

	write_log(w);
	k = w->page[1];
	w->page[1] = w->page[2];
	w->page[2] = k;
	assert_int_equal(audit(w), HJ_ECORRUPT);
	/* ... also when the list was made to fit. */
	w->page[1].first = w->page[2].first;
	w->page[2].first = w->page[1].first + 4;
	assert_int_equal(audit(w), HJ_ECORRUPT);
}

static void
a_log_that_was_cut_off_is_found(void **state)
{
	struct world *w = *state;

	write_log(w);
	hj_buf_clear(&w->page[--w->n].plain);
	assert_int_equal(audit(w), HJ_ECORRUPT);
	assert_non_null(strstr(w->found, "cut off"));
	while (w->n > 0)
		hj_buf_clear(&w->page[--w->n].plain);
	assert_int_equal(audit(w), HJ_ECORRUPT);
}

/* Every byte of a page that came out of its seal (somebody had the key); only
 * the record number of each of the three revisions is local, not in a leaf. */
static void
a_changed_byte_of_an_entry_is_found(void **state)
{
	struct world *w = *state;
	struct hj_buf *b = &w->page[2].plain;
	size_t unseen = 0;

	write_log(w);
	for (size_t i = 0; i < b->len; i++) {
		b->data[i] ^= 1;
		unseen += audit(w) == HJ_OK;
		b->data[i] ^= 1;
	}
	assert_int_equal(unseen, 3);
	assert_int_equal(audit(w), HJ_OK);
}

static void
a_replaced_entry_is_found_in_its_commit(void **state)
{
	struct world *w = *state;

	write_log(w);
	w->page[2].plain.data[35 + 3 + 16 + 5] ^= 1; /* a digest */
	assert_int_equal(audit(w), HJ_ECORRUPT);
	assert_non_null(strstr(w->found, "entry 8 of device"));
	assert_non_null(strstr(w->found, "not those that were signed"));
}

/* The whole log made anew with the same keys: it proves itself, but not an
 * earlier checkpoint. */
static void
a_log_made_anew_fails_against_an_earlier_checkpoint(void **state)
{
	struct world *w = *state;
	struct hj_error err = HJ_ERROR;
	struct hj_checkpoint c;

	commit(w, w->device, 3);
	assert_int_equal(hj_checkpoint_open((const char *)w->note.data,
			     w->note.len, hj_member_public(w->device)->ed25519,
			     &c, &err),
	    HJ_OK);
	commit(w, w->device, 2);
	assert_int_equal(audit_with(w, &c), HJ_OK);
	while (w->n > 0)
		hj_buf_clear(&w->page[--w->n].plain);
	hj_buf_clear(&w->head);
	commit(w, w->device, 3);
	commit(w, w->device, 2);
	assert_int_equal(audit(w), HJ_OK);
	assert_int_equal(audit_with(w, &c), HJ_ECORRUPT);
	assert_non_null(strstr(w->found, "the watch: the log had other"));
}

static void
a_shorter_log_than_a_checkpoint_is_a_rollback(void **state)
{
	struct world *w = *state;
	struct hj_error err = HJ_ERROR;
	struct hj_buf head = HJ_BUF(65536);
	struct hj_checkpoint c;

	commit(w, w->device, 3);
	assert_int_equal(hj_buf_add(&head, w->head.data, w->head.len, &err),
	    HJ_OK);
	commit(w, w->device, 1);
	assert_int_equal(hj_checkpoint_open((const char *)w->note.data,
			     w->note.len, hj_member_public(w->device)->ed25519,
			     &c, &err),
	    HJ_OK);
	hj_buf_clear(&w->page[--w->n].plain);
	hj_buf_clear(&w->head);
	w->head = head;
	assert_int_equal(audit(w), HJ_OK);
	assert_int_equal(audit_with(w, &c), HJ_EREFUSED);
}

static void
a_clock_set_back_is_said_but_is_no_damage(void **state)
{
	struct world *w = *state;

	commit(w, w->device, 1);
	w->now -= 86400;
	commit(w, w->device, 1);
	assert_int_equal(audit(w), HJ_OK);
	assert_true(w->facts.clock_back == 1);
	assert_non_null(strstr(w->found, "entry 2 of device"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_log_as_written_is_whole),
		TEST(a_copied_vault_goes_on_in_a_log_of_its_own),
		TEST(a_removed_page_is_found),
		TEST(reordered_pages_are_found),
		TEST(a_log_that_was_cut_off_is_found),
		TEST(a_changed_byte_of_an_entry_is_found),
		TEST(a_replaced_entry_is_found_in_its_commit),
		TEST(a_log_made_anew_fails_against_an_earlier_checkpoint),
		TEST(a_shorter_log_than_a_checkpoint_is_a_rollback),
		TEST(a_clock_set_back_is_said_but_is_no_damage),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests_name("audit", tests, NULL, NULL);
}
