#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/audit.h"
#include "core/logentry.h"
#include "core/logpage.h"
#include "core/member.h"

#define PAGES 64

static const uint8_t vault_id[16] = { 0x12 };

struct kept {
	uint64_t first;
	struct hj_buf plain;
};

/* A log in memory, as a vault would keep it. */
struct world {
	struct hj_member *member, *device, *other;
	struct kept page[PAGES];
	size_t n;
	struct hj_buf head;
	struct hj_buf note; /* the newest checkpoint */
	int64_t now;
	/* Found by the last audit. */
	struct hj_report report;
	struct hj_verify_facts facts;
	char found[1024];
};

static int
keep(void *to, uint64_t first, const uint8_t *p, size_t n, struct hj_error *err)
{
	struct world *w = to;

	assert_true(w->n < PAGES);
	w->page[w->n].first = first;
	w->page[w->n].plain = HJ_BUF(1 << 20);
	return hj_buf_add(&w->page[w->n++].plain, p, n, err);
}

static void
commit(struct world *w, const struct hj_member *device, size_t entries)
{
	struct hj_error err = HJ_ERROR;
	struct hj_log_author by = { .vault_id = vault_id,
		.member = w->member,
		.device = device,
		.now = w->now };
	struct hj_buf head = HJ_BUF(65536);
	struct hj_log_writer *lw = NULL;
	uint8_t parent[32];

	assert_int_equal(hj_log_writer_new(&by, w->head.data, w->head.len, keep,
			     w, &lw, &err),
	    HJ_OK);
	for (size_t i = 0; i < entries; i++) {
		struct hj_log_entry e = { .action = HJ_DID_UPDATE,
			.has_case = true,
			.has_digest = true,
			.number = 17 + i,
			.parents = parent,
			.nparents = i % 3 == 0 };

		randombytes_buf(e.log_id, sizeof(e.log_id));
		randombytes_buf(e.digest, sizeof(e.digest));
		randombytes_buf(e.envelope, sizeof(e.envelope));
		randombytes_buf(parent, sizeof(parent));
		assert_int_equal(hj_log_writer_add(lw, &e, &err), HJ_OK);
	}
	hj_buf_reset(&w->note);
	assert_int_equal(hj_log_writer_finish(lw, &head, &w->note, &err),
	    HJ_OK);
	hj_log_writer_free(lw);
	hj_buf_clear(&w->head);
	w->head = head;
	w->now += 60;
}

static int
note(void *to, const struct hj_damage *d, struct hj_error *err)
{
	struct world *w = to;
	size_t n = strlen(w->found);

	(void)err;
	(void)snprintf(w->found + n, sizeof(w->found) - n, "%s: %s\n",
	    d->object, d->what);
	return HJ_OK;
}

static int
audit_with(struct world *w, const struct hj_checkpoint *watch)
{
	struct hj_error err = HJ_ERROR;
	struct hj_log_head head = { .entries = 0 };
	struct hj_audit *a = NULL;

	w->report = (struct hj_report){ .fn = note, .to = w };
	w->found[0] = '\0';
	assert_int_equal(hj_log_head_decode(w->head.data, w->head.len, &head,
			     &err),
	    HJ_OK);
	assert_int_equal(hj_audit_new(&head, &w->report, &a, &err), HJ_OK);
	if (watch != NULL)
		assert_int_equal(hj_audit_watch(a, "the watch", watch, &err),
		    HJ_OK);
	for (size_t i = 0; i < w->n; i++)
		assert_int_equal(hj_audit_page(a, 100 + i, w->page[i].first,
				     &w->page[i].plain, NULL, NULL, &err),
		    HJ_OK);
	assert_int_equal(hj_audit_end(a, &w->facts, &err), HJ_OK);
	hj_audit_free(a);
	hj_log_head_clear(&head);
	return hj_report_end(&w->report, &err);
}

static int
audit(struct world *w)
{
	return audit_with(w, NULL);
}

static int
setup(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct world *w = calloc(1, sizeof(*w));

	assert_non_null(w);
	w->now = 1385856000;
	w->head = HJ_BUF(65536);
	w->note = HJ_BUF(65536);
	assert_int_equal(hj_member_new(NULL, &w->member, &err), HJ_OK);
	assert_int_equal(hj_member_new(NULL, &w->device, &err), HJ_OK);
	assert_int_equal(hj_member_new(NULL, &w->other, &err), HJ_OK);
	*state = w;
	return 0;
}

static int
teardown(void **state)
{
	struct world *w = *state;

	for (size_t i = 0; i < w->n; i++)
		hj_buf_clear(&w->page[i].plain);
	hj_buf_clear(&w->head);
	hj_buf_clear(&w->note);
	hj_member_free(w->member);
	hj_member_free(w->device);
	hj_member_free(w->other);
	free(w);
	return 0;
}

/* Five small commits and one of several pages. */
static void
write_log(struct world *w)
{
	for (size_t i = 1; i <= 5; i++)
		commit(w, w->device, i);
	commit(w, w->device, 300);
}

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

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

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
