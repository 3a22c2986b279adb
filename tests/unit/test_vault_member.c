/* Members, roles and teams of a vault. */
#include "member_people.h"

#include <sodium.h>

/* ---- raw files and keys ---- */

/* The four roles and the six operations: open a case, list names, read the log,
 * verify it, write a case, change members. */
static void
each_role_can_do_what_its_keys_and_signature_allow(void **state)
{
	static const struct powers can[PEOPLE] = {
		[OWNER] = { .header = true,
		    .rows = 2,
		    .revisions = 2,
		    .may_write = true,
		    .may_enrol = true },
		[WORKER] = { .header = true,
		    .rows = 1,
		    .revisions = 1,
		    .may_write = true },
		[READER] = { .header = true, .rows = 1, .revisions = 1 },
		[AUDITOR] = { .rows = 0 },
		[OTHER] = { .header = true,
		    .rows = 1,
		    .revisions = 1,
		    .may_write = true },
	};

	(void)state;
	for (size_t i = 0; i < PEOPLE; i++) {
		struct powers p;

		pry(&w, seed[i], 0, NULL, NULL, &p);
		assert_true(p.opened);
		assert_int_equal(p.header, can[i].header);
		assert_int_equal(p.rows, can[i].rows);
		assert_int_equal(p.revisions, can[i].revisions);
		assert_true(p.pages != 0);
		assert_true(p.verified);
		assert_int_equal(p.may_write, can[i].may_write);
		assert_int_equal(p.may_enrol, can[i].may_enrol);
	}
}

/* ---- the vault ---- */

static int
count(void *to, const struct hj_row *row, struct hj_error *err)
{
	(void)row;
	(void)err;
	(*(size_t *)to)++;
	return HJ_OK;
}

static void
a_member_sees_the_cases_of_their_teams(void **state)
{
	struct hj_buf items = HJ_BUF(16 << 10);
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v = open_as(OTHER, false);
	struct hj_row row;
	uint64_t unseen;
	size_t n = 0;

	(void)state;
	must(hj_vault_scan(v, count, &n, NULL, &err), &err);
	assert_int_equal(n, 1);
	must(hj_vault_unseen(v, &unseen, &err), &err);
	assert_int_equal(unseen, 1);
	assert_int_equal(hj_vault_row(v, &mine, &row, &items, &err), HJ_EAUTH);
	err = HJ_ERROR;
	must(hj_vault_row(v, &theirs, &row, &items, &err), &err);
	assert_int_equal(row.team, coast);
	hj_vault_close(v);
	v = open_as(AUDITOR, false);
	assert_int_equal(hj_vault_scan(v, count, &n, NULL, &err), HJ_EAUTH);
	hj_vault_close(v);
	hj_buf_clear(&items);
}

/* Each has a log of their own at this machine, and goes on with it. */
static void
members_take_turns_at_one_machine(void **state)
{
	struct hj_verify_facts facts;
	struct hj_error err = HJ_ERROR;
	struct hj_id id;
	struct hj_vault *v;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		v = open_as(OTHER, true);
		assert_int_equal(hj_vault_is_strange(v), i == 0);
		hj_id_random(&id);
		save(v, &id, "from the coast");
		hj_vault_close(v);
		v = open_as(OWNER, true);
		assert_false(hj_vault_is_strange(v));
		save(v, &mine, i == 1 ? "ours again" : "ours");
		hj_vault_close(v);
	}
	v = open_as(OWNER, false);
	must(hj_vault_verify(v, true, NULL, 0, NULL, NULL, NULL, &facts, &err),
	    &err);
	assert_int_equal(facts.damaged, 0);
	must(hj_vault_check(v, false, NULL, NULL, NULL, &facts, &err), &err);
	hj_vault_close(v);
	v = open_as(OTHER, false);
	must(hj_vault_verify(v, true, NULL, 0, NULL, NULL, NULL, &facts, &err),
	    &err);
	hj_vault_close(v);
}

static void
a_reader_is_refused_before_anything_is_written(void **state)
{
	static char bytes[8 << 10];
	struct hj_put put = { .bytes = (const uint8_t *)bytes,
		.action = HJ_DID_UPDATE };
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v = open_as(READER, true);
	struct hj_change *c = NULL;
	enum hj_put_what what;

	(void)state;
	put.n = case_bytes(&mine, "changed", bytes, sizeof(bytes));
	must(hj_vault_begin(v, NULL, &c, &err), &err);
	assert_int_equal(hj_change_put(c, &put, &what, &err), HJ_EAUTH);
	assert_int_equal(hj_change_commit(c, &err), HJ_EINVAL);
	/* That they looked at something is kept. */
	err = HJ_ERROR;
	must(hj_vault_begin(v, NULL, &c, &err), &err);
	must(hj_change_note(c, HJ_DID_SHOW, NULL, NULL, &err), &err);
	must(hj_change_commit(c, &err), &err);
	hj_vault_close(v);
}

static void
only_an_owner_adds_members_and_teams(void **state)
{
	static const enum who others[] = { WORKER, READER, AUDITOR };
	struct hj_member_adding a = { .name = "Nobody",
		.role = HJ_ROLE_OWNER,
		.passphrase = w.passphrase };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(others); i++) {
		struct hj_vault *v = open_as(others[i], true);
		struct hj_error err = HJ_ERROR;
		char id[HJ_FINGERPRINT];
		unsigned team;

		assert_int_equal(hj_vault_member_add(v, &a, NULL, id, &err),
		    HJ_EAUTH);
		err = HJ_ERROR;
		assert_int_equal(hj_vault_team_add(v, "mine", NULL, &team,
				     &err),
		    HJ_EAUTH);
		hj_vault_close(v);
	}
}

/* The key of the case, too, leaves the pages of its old team. */
static void
a_case_that_changes_its_team_changes_who_sees_it(void **state)
{
	struct hj_buf items = HJ_BUF(16 << 10);
	struct hj_error err = HJ_ERROR;
	struct hj_verify_facts facts;
	struct powers before, after;
	struct hj_change *c = NULL;
	struct hj_vault *v;
	struct hj_row row;

	(void)state;
	pry(&w, seed[WORKER], 0, NULL, NULL, &before);
	v = open_as(OWNER, true);
	must(hj_vault_begin(v, NULL, &c, &err), &err);
	must(hj_change_move(c, &mine, coast, &err), &err);
	must(hj_change_commit(c, &err), &err);
	must(hj_vault_check(v, false, NULL, NULL, NULL, &facts, &err), &err);
	hj_vault_close(v);
	pry(&w, seed[WORKER], 0, NULL, NULL, &after);
	assert_int_equal(after.rows, before.rows - 1);
	v = open_as(OTHER, false);
	must(hj_vault_row(v, &mine, &row, &items, &err), &err);
	expect_title(v, &mine, "ours");
	hj_vault_close(v);
	v = open_as(OWNER, true);
	must(hj_vault_begin(v, NULL, &c, &err), &err);
	must(hj_change_move(c, &mine, 0, &err), &err);
	must(hj_change_commit(c, &err), &err);
	must(hj_vault_check(v, false, NULL, NULL, NULL, &facts, &err), &err);
	hj_vault_close(v);
	hj_buf_clear(&items);
}

struct listed {
	size_t n;
	char text[512];
};

static int
list_member(void *to, const struct hj_vault_member *m, struct hj_error *err)
{
	struct listed *l = to;
	size_t at = strlen(l->text);

	(void)err;
	l->n++;
	(void)snprintf(l->text + at, sizeof(l->text) - at, "%s:%s:%u ", m->name,
	    hj_role_word(m->role), m->teams);
	return HJ_OK;
}

static void
the_list_says_who_is_what(void **state)
{
	struct listed l = { .n = 0 };
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v = open_as(READER, false);

	(void)state;
	must(hj_vault_members(v, list_member, &l, &err), &err);
	hj_vault_close(v);
	assert_int_equal(l.n, PEOPLE);
	assert_string_equal(l.text,
	    "Ha-neul:owner:3 Worker:caseworker:1 Reader:reader:1 "
	    "Auditor:auditor:0 Other:caseworker:2 ");
	/* An auditor has no names. */
	l = (struct listed){ .n = 0 };
	v = open_as(AUDITOR, false);
	must(hj_vault_members(v, list_member, &l, &err), &err);
	hj_vault_close(v);
	assert_int_equal(l.n, PEOPLE);
	assert_null(strstr(l.text, "Ha-neul"));
	assert_non_null(strstr(l.text, ":reader:"));
}

/* It tells of the people of one team: another must not get to read it because
 * the answer after that was given elsewhere. */
static void
a_draft_stays_with_the_team_for_which_it_was_begun(void **state)
{
	struct hj_buf text = HJ_BUF(64);
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v = open_as(OWNER, true);
	struct hj_id id;

	(void)state;
	hj_id_random(&id);
	must(hj_vault_use_team(v, coast, &err), &err);
	must(hj_vault_draft_save(v, &id, (const uint8_t *)"one", 3, &err),
	    &err);
	must(hj_vault_use_team(v, 0, &err), &err);
	must(hj_vault_draft_save(v, &id, (const uint8_t *)"two", 3, &err),
	    &err);
	hj_vault_close(v);
	v = open_as(WORKER, false);
	assert_int_not_equal(hj_vault_draft_load(v, &id, &text, &err), HJ_OK);
	hj_vault_close(v);
	err = (struct hj_error){ 0 };
	v = open_as(OTHER, true);
	must(hj_vault_draft_load(v, &id, &text, &err), &err);
	assert_memory_equal(text.data, "two", 3);
	must(hj_vault_draft_drop(v, &id, &err), &err);
	hj_vault_close(v);
	hj_buf_clear(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    each_role_can_do_what_its_keys_and_signature_allow),
		cmocka_unit_test(a_member_sees_the_cases_of_their_teams),
		cmocka_unit_test(members_take_turns_at_one_machine),
		cmocka_unit_test(a_reader_is_refused_before_anything_is_written),
		cmocka_unit_test(only_an_owner_adds_members_and_teams),
		cmocka_unit_test(a_case_that_changes_its_team_changes_who_sees_it),
		cmocka_unit_test(
		    a_draft_stays_with_the_team_for_which_it_was_begun),
		cmocka_unit_test(the_list_says_who_is_what),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests_name("vault member", tests, setup,
	    teardown);
}
