/* Members, roles and teams of a vault. */
#include "member_world.h"

#include <sodium.h>

enum who { OWNER, WORKER, READER, AUDITOR, OTHER, PEOPLE };

/* Teams: 0 and `coast`; OTHER is a caseworker of `coast` alone. */
static struct world w;
static struct hj_secret *seed[PEOPLE];
static struct hj_id mine, theirs;
static unsigned coast;

static struct hj_vault *
open_as(enum who who, bool write)
{
	struct world as = w;

	as.seed = seed[who];
	return open_vault(&as, write);
}

static void
add(const char *name, enum hj_role role, uint16_t teams, enum who who)
{
	struct hj_secret *passphrase = NULL;
	struct hj_member_adding a = { .name = name,
		.role = role,
		.teams = teams };
	struct hj_error err = HJ_ERROR;
	struct hj_vault_opening how = { .at = where(&w) };
	char id[HJ_FINGERPRINT], text[64];
	struct hj_vault *v = open_as(OWNER, true);

	(void)snprintf(text, sizeof(text), "the passphrase of %s", name);
	must(hj_secret_copy(text, strlen(text), &passphrase, &err), &err);
	a.passphrase = passphrase;
	must(hj_vault_member_add(v, &a, NULL, id, &err), &err);
	hj_vault_close(v);
	how.passphrase = passphrase;
	must(hj_vault_open(&how, &v, &err), &err);
	must(hj_vault_seed(v, &seed[who], &err), &err);
	hj_vault_close(v);
	hj_secret_free(passphrase);
}

static int
setup(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v;

	(void)state;
	make_world(&w);
	seed[OWNER] = w.seed;
	hj_id_random(&mine);
	hj_id_random(&theirs);
	v = open_as(OWNER, true);
	save(v, &mine, "ours");
	must(hj_vault_team_add(v, "coast", NULL, &coast, &err), &err);
	assert_int_equal(coast, 1);
	must(hj_vault_use_team(v, coast, &err), &err);
	save(v, &theirs, "theirs");
	hj_vault_close(v);
	add("Worker", HJ_ROLE_CASEWORKER, 1, WORKER);
	add("Reader", HJ_ROLE_READER, 1, READER);
	add("Auditor", HJ_ROLE_AUDITOR, 0, AUDITOR);
	add("Other", HJ_ROLE_CASEWORKER, 2, OTHER);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	for (size_t i = 1; i < PEOPLE; i++)
		hj_secret_free(seed[i]);
	free_world(&w);
	return 0;
}

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

/* ---- removed ---- */

/* A copy of all that somebody could have made while they were a member: the
 * header that opens, and the keys of the cases that they saw. */
struct copied {
	struct hj_header *header;
	struct prying known;
};

static void
copy_all(enum who who, struct copied *c)
{
	struct hj_error err = HJ_ERROR;
	struct powers p;

	must(hj_header_load(w.dir, &c->header, &err), &err);
	pry_keys(&w, seed[who], &p, &c->known);
}

static void
remove_member(enum who who)
{
	struct hj_error err = HJ_ERROR;
	struct hj_member *m = NULL;
	char id[HJ_FINGERPRINT];
	struct hj_vault *v;

	must(hj_member_new(seed[who], &m, &err), &err);
	hj_member_fingerprint(hj_member_public(m)->ed25519, id);
	hj_member_free(m);
	v = open_as(OWNER, true);
	must(hj_vault_member_remove(v, id, NULL, NULL, &err), &err);
	assert_int_equal(hj_vault_member_remove(v, id, NULL, NULL, &err),
	    HJ_ENOTFOUND);
	hj_vault_close(v);
}

static uint64_t
next_record(void)
{
	const struct hj_store_opening how = { .dir = w.dir };
	struct hj_error err = HJ_ERROR;
	struct hj_store *store = NULL;
	uint64_t last = 0;

	must(hj_store_open(&how, &store, &err), &err);
	must(hj_store_with(store, HJ_STORE_READ, last_record, &last, &err),
	    &err);
	hj_store_close(store);
	return last + 1;
}

/* Of each role: what was written before stays what it was, with a copy; of what
 * is written after, in old cases too, nothing opens, and nothing they sign
 * counts. */
static void
who_was_removed_opens_nothing_that_is_written_after(void **state)
{
	static const enum who going[] = { WORKER, READER, AUDITOR };
	struct hj_error err = HJ_ERROR;
	struct hj_verify_facts facts;
	struct hj_vault *v;

	(void)state;
	for (size_t i = 0; i < HJ_LEN(going); i++) {
		struct copied copy = { .header = NULL };
		struct powers p;
		struct hj_id id;
		uint64_t from;

		copy_all(going[i], &copy);
		assert_int_equal(copy.known.nkeys,
		    going[i] == AUDITOR ? 0 : 1 + i);
		remove_member(going[i]);
		from = next_record();
		v = open_as(OWNER, true);
		hj_id_random(&id);
		save(v, &id, "a new case");
		save(v, &mine, i % 2 == 0 ? "written after" : "and again");
		hj_vault_close(v);
		pry(&w, seed[going[i]], from, copy.header, &copy.known, &p);
		assert_false(p.opened);
		assert_false(p.header);
		assert_int_equal(p.rows, 0);
		assert_int_equal(p.revisions, 0);
		assert_int_equal(p.pages, 0);
		assert_false(p.verified);
		assert_false(p.may_write || p.may_enrol);
		/* The twin: whoever stays opens all of it. */
		pry(&w, seed[OWNER], from, NULL, NULL, &p);
		assert_int_equal(p.revisions, 2);
		assert_true(p.pages >= 2);
		hj_header_free(copy.header);
		/* The vault works on, and what they signed verifies. */
		v = open_as(OWNER, false);
		must(hj_vault_verify(v, true, NULL, 0, NULL, NULL, NULL, &facts,
			 &err),
		    &err);
		must(hj_vault_check(v, false, NULL, NULL, NULL, &facts, &err),
		    &err);
		hj_vault_close(v);
	}
	v = open_as(OTHER, true);
	expect_title(v, &theirs, "theirs");
	save(v, &theirs, "still at work");
	hj_vault_close(v);
}

static void
the_last_owner_stays(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_member *m = NULL;
	char id[HJ_FINGERPRINT];
	struct hj_vault *v = open_as(OWNER, true);

	(void)state;
	must(hj_member_new(seed[OWNER], &m, &err), &err);
	hj_member_fingerprint(hj_member_public(m)->ed25519, id);
	hj_member_free(m);
	assert_int_equal(hj_vault_member_remove(v, id, NULL, NULL, &err),
	    HJ_EREFUSED);
	hj_vault_close(v);
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
		cmocka_unit_test(the_list_says_who_is_what),
		cmocka_unit_test(
		    who_was_removed_opens_nothing_that_is_written_after),
		cmocka_unit_test(the_last_owner_stays),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests_name("vault member", tests, setup,
	    teardown);
}
