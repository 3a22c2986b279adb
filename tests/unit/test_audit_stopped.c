/*
 * Whoever is told what an audit finds may end it: with the first thing that it
 * does not want to hear, and with the code that it gave.
 */
#include "tests/unit/audit_world.h"

static int
enough(void *to, const struct hj_damage *d, struct hj_error *err)
{
	(void)note(to, d, err);
	return hj_fail(err, HJ_EINTERRUPTED, "enough");
}

/* Which of the calls it was that ended; all are made until then. */
enum ended { NEVER, BY_WATCH, BY_PAGE, BY_END };

static enum ended
audit_until(struct world *w, const struct hj_checkpoint *watch)
{
	struct hj_error err = HJ_ERROR;
	struct hj_log_head head = { .entries = 0 };
	struct hj_audit *a = NULL;
	enum ended by = NEVER;
	int rc = HJ_OK;

	w->report = (struct hj_report){ .fn = enough, .to = w };
	w->found[0] = '\0';
	assert_int_equal(hj_log_head_decode(w->head.data, w->head.len, &head,
			     &err),
	    HJ_OK);
	assert_int_equal(hj_audit_new(&head, &w->report, &a, &err), HJ_OK);
	if (watch != NULL &&
	    (rc = hj_audit_watch(a, "the watch", watch, &err)) != HJ_OK)
		by = BY_WATCH;
	for (size_t i = 0; rc == HJ_OK && i < w->n; i++)
		if ((rc = hj_audit_page(a, 100 + i, w->page[i].first,
			 &w->page[i].plain, NULL, NULL, &err)) != HJ_OK)
			by = BY_PAGE;
	if (rc == HJ_OK && (rc = hj_audit_end(a, &w->facts, &err)) != HJ_OK)
		by = BY_END;
	hj_audit_free(a);
	hj_log_head_clear(&head);
	assert_int_equal(rc, by == NEVER ? HJ_OK : HJ_EINTERRUPTED);
	return by;
}

/* One line was written, and it says this. */
static void
said_once(const struct world *w, const char *words)
{
	if (strstr(w->found, words) == NULL)
		fail_msg("'%s' is not in '%s'", words, w->found);
	assert_ptr_equal(strchr(w->found, '\n') + 1,
	    w->found + strlen(w->found));
}

static void
drop_last(struct world *w)
{
	hj_buf_clear(&w->page[--w->n].plain);
}

static void
newest(struct world *w, struct hj_checkpoint *ret)
{
	struct hj_error err = HJ_ERROR;

	assert_int_equal(hj_checkpoint_open((const char *)w->note.data,
			     w->note.len, hj_member_public(w->device)->ed25519,
			     ret, &err),
	    HJ_OK);
}

static void
a_log_without_a_fault_is_heard_to_the_end(void **state)
{
	struct world *w = *state;

	write_log(w);
	assert_int_equal(audit_until(w, NULL), NEVER);
	assert_string_equal(w->found, "");
}

static void
a_missing_page_ends_it_there(void **state)
{
	struct world *w = *state;

	write_log(w);
	hj_buf_clear(&w->page[2].plain);
	memmove(&w->page[2], &w->page[3], (w->n - 3) * sizeof(w->page[0]));
	w->n--;
	assert_int_equal(audit_until(w, NULL), BY_PAGE);
	said_once(w, "log entries before this page are missing");
}

static void
a_missing_end_ends_it_at_the_end(void **state)
{
	struct world *w = *state;

	write_log(w);
	drop_last(w);
	assert_int_equal(audit_until(w, NULL), BY_END);
	said_once(w, "cut off");
}

/* The head is put back, the pages written since are not. */
static void
entries_that_no_checkpoint_covers_are_found(void **state)
{
	struct world *w = *state;
	struct hj_buf before = HJ_BUF(65536);
	struct hj_error err = HJ_ERROR;

	commit(w, w->device, 2);
	assert_int_equal(hj_buf_add(&before, w->head.data, w->head.len, &err),
	    HJ_OK);
	commit(w, w->device, 2);
	hj_buf_clear(&w->head);
	w->head = before;
	assert_int_equal(audit(w), HJ_ECORRUPT);
	assert_non_null(strstr(w->found, "no checkpoint covers"));
	assert_int_equal(audit_until(w, NULL), BY_END);
	said_once(w, "no checkpoint covers");
}

/* Another log of the same length with the same keys. */
static void
an_earlier_checkpoint_that_does_not_fit_ends_it_where_it_was_made(void **state)
{
	struct world *w = *state;
	struct hj_checkpoint c;

	commit(w, w->device, 3);
	newest(w, &c);
	while (w->n > 0)
		drop_last(w);
	hj_buf_clear(&w->head);
	commit(w, w->device, 3);
	assert_int_equal(audit_until(w, &c), BY_PAGE);
	said_once(w, "the watch: the log had other");
}

/* The root of no entries is the same in each log. */
static void
a_checkpoint_of_an_empty_log_is_of_an_empty_log(void **state)
{
	struct world *w = *state;
	struct hj_checkpoint c;

	commit(w, w->device, 1);
	newest(w, &c);
	c.size = 0;
	hj_tree_root(&HJ_TREE, c.root);
	assert_int_equal(audit_until(w, &c), NEVER);
	c.root[0] ^= 1;
	assert_int_equal(audit_until(w, &c), BY_WATCH);
	said_once(w, "the watch: the log had other");
}

/* Somebody whom an owner signed for, or nobody did, but no entry names. */
static void
name_another(struct world *w, bool sign)
{
	struct hj_log_head head = { .entries = 0 };
	struct hj_error err = HJ_ERROR;

	assert_int_equal(hj_log_head_decode(w->head.data, w->head.len, &head,
			     &err),
	    HJ_OK);
	assert_int_equal(hj_roll_add(&head.roll, vault_id, w->member,
			     hj_member_public(w->other)->ed25519,
			     HJ_ROLE_CASEWORKER, head.entries, &err),
	    HJ_OK);
	head.roll.at[1].signature[0] ^= !sign;
	hj_buf_reset(&w->head);
	assert_int_equal(hj_log_head_encode(&head, &w->head, &err), HJ_OK);
	hj_log_head_clear(&head);
}

static void
a_list_that_says_more_than_the_log_ends_it(void **state)
{
	struct world *w = *state;

	write_log(w);
	name_another(w, true);
	assert_int_equal(audit_until(w, NULL), BY_END);
	said_once(w, "what the log does not");
}

static void
a_member_whom_no_owner_made_one_ends_it(void **state)
{
	struct world *w = *state;

	write_log(w);
	name_another(w, false);
	assert_int_equal(audit_until(w, NULL), BY_END);
	said_once(w, "without the signature of an owner");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_log_without_a_fault_is_heard_to_the_end),
		TEST(a_missing_page_ends_it_there),
		TEST(a_missing_end_ends_it_at_the_end),
		TEST(entries_that_no_checkpoint_covers_are_found),
		TEST(an_earlier_checkpoint_that_does_not_fit_ends_it_where_it_was_made),
		TEST(a_checkpoint_of_an_empty_log_is_of_an_empty_log),
		TEST(a_list_that_says_more_than_the_log_ends_it),
		TEST(a_member_whom_no_owner_made_one_ends_it),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests_name("audit stopped", tests, NULL, NULL);
}
