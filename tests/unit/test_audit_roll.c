/* Who may sign what in a log, and that the list which says so cannot be made
 * by anybody but owners.  The forger here holds the keys of pages, log and
 * device, and lacks only the right. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/keys/member.h"
#include "core/log/logpage.h"
#include "core/vault/audit.h"

#define PAGES 64
#define PEOPLE 5

static const uint8_t vault_id[16] = { 0x21 };

struct kept {
	uint64_t first;
	struct hj_buf plain;
};

/* A log in memory; somebody of each role, and somebody of none. */
struct world {
	struct hj_member *device, *who[PEOPLE];
	struct kept page[PAGES];
	size_t n;
	struct hj_log_head head;
	char found[1024];
};

#define OWNER who[0]

static const uint8_t *
key_of(const struct hj_member *m)
{
	return hj_member_public(m)->ed25519;
}

static int
keep(void *to, uint64_t first, const uint8_t *p, size_t n, struct hj_error *err)
{
	struct world *w = to;

	assert_true(w->n < PAGES);
	w->page[w->n].first = first;
	w->page[w->n].plain = HJ_BUF(1 << 20);
	return hj_buf_add(&w->page[w->n++].plain, p, n, err);
}

/* What somebody signs: an entry, or who is what (enrol not NULL). */
struct doing {
	const char *action;
	bool revises;
	const struct hj_member *enrol;
	enum hj_role role;
};

static int
commit(struct world *w, const struct hj_member *by, const struct doing *d)
{
	struct hj_error err = HJ_ERROR;
	struct hj_log_author author = { .vault_id = vault_id,
		.member = by,
		.device = w->device };
	struct hj_buf head = HJ_BUF(65536), note = HJ_BUF(65536);
	struct hj_log_writer *lw = NULL;
	struct hj_log_entry e = { .has_digest = d->revises, .number = 17 };
	int rc = HJ_OK;

	if (w->head.entries != 0)
		rc = hj_log_head_encode(&w->head, &head, &err);
	assert_int_equal(rc, HJ_OK);
	rc =
	    hj_log_writer_new(&author, head.data, head.len, keep, w, &lw, &err);
	if (rc == HJ_OK && d->enrol != NULL) {
		rc = hj_log_writer_enrol(lw, key_of(d->enrol), d->role, &e,
		    &err);
	} else if (rc == HJ_OK) {
		(void)snprintf(e.action, sizeof(e.action), "%s", d->action);
		rc = hj_log_writer_add(lw, &e, &err);
	}
	hj_buf_reset(&head);
	if (rc == HJ_OK &&
	    (rc = hj_log_writer_finish(lw, &head, &note, &err)) == HJ_OK) {
		hj_log_head_clear(&w->head);
		rc = hj_log_head_decode(head.data, head.len, &w->head, &err);
	}
	hj_log_writer_free(lw);
	hj_buf_clear(&head);
	hj_buf_clear(&note);
	return rc;
}

/* The same by who has no right to it: with a list of their own making, which
 * is taken away again. */
static void
forge(struct world *w, const struct hj_member *by, const struct doing *d)
{
	struct hj_roll real = w->head.roll;

	w->head.roll = (struct hj_roll){ .n = 0 };
	assert_int_equal(commit(w, by, d), HJ_OK);
	hj_roll_clear(&w->head.roll);
	w->head.roll = real;
}

/* commit() drops the list it was given. */
static struct hj_roll
copy_of(const struct hj_roll *r)
{
	struct hj_roll c = { .n = r->n };

	assert_non_null(c.at = calloc((size_t)r->n + 1, sizeof(*c.at)));
	memcpy(c.at, r->at, r->n * sizeof(*c.at));
	return c;
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
audit(struct world *w)
{
	struct hj_report report = { .fn = note, .to = w };
	struct hj_verify_facts facts;
	struct hj_error err = HJ_ERROR;
	struct hj_audit *a = NULL;

	w->found[0] = '\0';
	assert_int_equal(hj_audit_new(&w->head, &report, &a, &err), HJ_OK);
	for (size_t i = 0; i < w->n; i++)
		assert_int_equal(hj_audit_page(a, 100 + i, w->page[i].first,
				     &w->page[i].plain, NULL, NULL, &err),
		    HJ_OK);
	assert_int_equal(hj_audit_end(a, &facts, &err), HJ_OK);
	hj_audit_free(a);
	return hj_report_end(&report, &err);
}

static const struct doing update = { HJ_DID_UPDATE, true, NULL, 0 };
static const struct doing show = { HJ_DID_SHOW, false, NULL, 0 };
static const struct doing codes = { HJ_DID_CODES, false, NULL, 0 };

/* who[i] gets role i + 1; who[4] none. */
static int
setup(void **state)
{
	struct world *w = calloc(1, sizeof(*w));
	struct hj_error err = HJ_ERROR;

	if (w == NULL || hj_member_new(NULL, &w->device, &err) != HJ_OK)
		return -1;
	for (size_t i = 0; i < PEOPLE; i++)
		if (hj_member_new(NULL, &w->who[i], &err) != HJ_OK)
			return -1;
	hj_log_head_init(&w->head, vault_id);
	assert_int_equal(commit(w, w->OWNER, &update), HJ_OK);
	for (size_t i = 1; i < PEOPLE - 1; i++)
		assert_int_equal(commit(w, w->OWNER,
				     &(struct doing){ NULL, false, w->who[i],
					 (enum hj_role)(i + 1) }),
		    HJ_OK);
	assert_int_equal(audit(w), HJ_OK);
	*state = w;
	return 0;
}

static int
teardown(void **state)
{
	struct world *w = *state;

	for (size_t i = 0; i < w->n; i++)
		hj_buf_clear(&w->page[i].plain);
	for (size_t i = 0; i < PEOPLE; i++)
		hj_member_free(w->who[i]);
	hj_member_free(w->device);
	hj_log_head_clear(&w->head);
	free(w);
	return 0;
}

/* Of each role, each kind of entry: the writer refuses exactly what an audit
 * finds when it was written all the same. */
static void
what_a_role_does_not_permit_is_refused_and_found(void **state)
{
	struct world *w = *state;
	const struct doing what[] = { update, show, codes,
		{ NULL, false, w->who[4], HJ_ROLE_OWNER } };
	static const bool may[PEOPLE][4] = { { true, true, true, true },
		{ true, true, true, false }, { false, true, false, false },
		{ false, false, false, false },
		{ false, false, false, false } };

	for (size_t i = 0; i < PEOPLE; i++)
		for (size_t k = 0; k < 4; k++) {
			int rc;

			if (may[i][k] && k == 3)
				continue; /* it would change who[4] */
			if (may[i][k]) {
				assert_int_equal(commit(w, w->who[i], &what[k]),
				    HJ_OK);
				assert_int_equal(audit(w), HJ_OK);
				continue;
			}
			rc = commit(w, w->who[i], &what[k]);
			assert_true(rc == HJ_EAUTH || rc == HJ_EREFUSED);
		}
	/* One forged commit is enough for a log to be found out, so each has
	 * the log to itself. */
	for (size_t i = 0; i < PEOPLE; i++)
		for (size_t k = 0; k < 4; k++) {
			size_t n = w->n;
			struct hj_log_head before = w->head;
			struct hj_buf bytes = HJ_BUF(65536);
			struct hj_error err = HJ_ERROR;

			if (may[i][k])
				continue;
			assert_int_equal(hj_log_head_encode(&before, &bytes,
					     &err),
			    HJ_OK);
			forge(w, w->who[i], &what[k]);
			assert_int_equal(audit(w), HJ_ECORRUPT);
			assert_non_null(strstr(w->found, "entry "));
			while (w->n > n)
				hj_buf_clear(&w->page[--w->n].plain);
			hj_log_head_clear(&w->head);
			assert_int_equal(hj_log_head_decode(bytes.data,
					     bytes.len, &w->head, &err),
			    HJ_OK);
			hj_buf_clear(&bytes);
		}
	assert_int_equal(audit(w), HJ_OK);
}

static void
a_removed_member_signs_no_more_but_what_they_signed_stays(void **state)
{
	struct world *w = *state;
	const struct doing out = { NULL, false, w->who[1], HJ_ROLE_NONE };

	assert_int_equal(commit(w, w->who[1], &update), HJ_OK);
	assert_int_equal(commit(w, w->OWNER, &out), HJ_OK);
	assert_int_equal(audit(w), HJ_OK);
	assert_int_equal(commit(w, w->who[1], &update), HJ_EAUTH);
	forge(w, w->who[1], &update);
	assert_int_equal(audit(w), HJ_ECORRUPT);
	assert_non_null(strstr(w->found, "not yet, or no longer"));
}

static void
a_commit_by_nobody_of_the_vault_is_found(void **state)
{
	struct world *w = *state;

	forge(w, w->who[4], &update);
	assert_int_equal(audit(w), HJ_ECORRUPT);
	assert_non_null(strstr(w->found, "signed by nobody of this vault"));
}

/* ---- the list itself ---- */

static void
an_entry_without_its_statement_is_found(void **state)
{
	struct world *w = *state;

	w->head.roll.n--;
	assert_int_equal(audit(w), HJ_ECORRUPT);
	assert_non_null(strstr(w->found, "does not say so"));
}

static void
a_statement_without_its_entry_is_found(void **state)
{
	struct world *w = *state;
	struct hj_error err = HJ_ERROR;

	assert_int_equal(hj_roll_add(&w->head.roll, vault_id, w->OWNER,
			     key_of(w->who[4]), HJ_ROLE_OWNER, w->head.entries,
			     &err),
	    HJ_OK);
	assert_int_equal(audit(w), HJ_ECORRUPT);
	assert_non_null(strstr(w->found, "what the log does not"));
}

/* A caseworker who makes themselves an owner: the statement names an owner as
 * its signer, and no owner signed it. */
static void
nobody_but_an_owner_makes_a_statement(void **state)
{
	struct world *w = *state;
	struct hj_error err = HJ_ERROR;
	struct hj_roll mine = { .n = 0 };
	struct hj_roll *r = &w->head.roll, with;

	assert_int_equal(hj_roll_add(r, vault_id, w->who[1], key_of(w->who[1]),
			     HJ_ROLE_OWNER, w->head.entries, &err),
	    HJ_EREFUSED);
	for (uint16_t signer = 0; signer < r->n; signer++) {
		err = HJ_ERROR;
		assert_int_equal(hj_roll_add(&mine, vault_id, w->who[1],
				     key_of(w->who[1]), HJ_ROLE_OWNER,
				     w->head.entries, &err),
		    HJ_OK);
		with = copy_of(r);
		with.at[with.n] = mine.at[0];
		with.at[with.n++].signer = signer;
		assert_true(hj_roll_genuine(&with, vault_id) == r->n);
		hj_roll_clear(&with);
		hj_roll_clear(&mine);
	}
}

static void
any_changed_byte_of_the_list_is_found(void **state)
{
	struct world *w = *state;
	struct hj_buf b = HJ_BUF(65536);
	struct hj_error err = HJ_ERROR;
	size_t refused = 0;

	assert_int_equal(hj_roll_encode(&w->head.roll, &b, &err), HJ_OK);
	assert_true(b.len == 4 * HJ_STATEMENT_LEN);
	for (size_t i = 0; i < b.len; i++) {
		struct hj_cursor c = HJ_CURSOR(b.data, b.len);
		struct hj_roll r = { .n = 0 };

		b.data[i] ^= (uint8_t)(1U << i % 8);
		if (hj_roll_decode(&c, 4, &r, &err) != HJ_OK)
			refused++;
		else
			assert_true(hj_roll_genuine(&r, vault_id) < 4);
		hj_roll_clear(&r);
		b.data[i] ^= (uint8_t)(1U << i % 8);
	}
	assert_true(refused < b.len / 10);
	hj_buf_clear(&b);
}

static void
a_statement_of_another_vault_counts_for_nothing(void **state)
{
	struct world *w = *state;
	static const uint8_t other[16] = { 0x22 };

	assert_true(hj_roll_genuine(&w->head.roll, vault_id) == 4);
	assert_true(hj_roll_genuine(&w->head.roll, other) == 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_a_role_does_not_permit_is_refused_and_found),
		TEST(a_removed_member_signs_no_more_but_what_they_signed_stays),
		TEST(a_commit_by_nobody_of_the_vault_is_found),
		TEST(an_entry_without_its_statement_is_found),
		TEST(a_statement_without_its_entry_is_found),
		TEST(nobody_but_an_owner_makes_a_statement),
		TEST(any_changed_byte_of_the_list_is_found),
		TEST(a_statement_of_another_vault_counts_for_nothing),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests_name("audit roll", tests, NULL, NULL);
}
