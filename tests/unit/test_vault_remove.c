/* A member is removed: what they copied, and what is written after. */
#include "member_people.h"

#include <sodium.h>

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
	static const enum who going[] = { SECOND, WORKER, READER, AUDITOR };
	/* Of the cases that were there, and one more with each turn. */
	static const size_t knew[] = { 2, 2, 3, 0 };
	struct hj_error err = HJ_ERROR;
	struct hj_verify_facts facts;
	struct hj_vault *v;

	(void)state;
	add("Second", HJ_ROLE_OWNER, 3, SECOND);
	for (size_t i = 0; i < HJ_LEN(going); i++) {
		struct copied copy = { .header = NULL };
		struct powers p;
		struct hj_id id;
		uint64_t from;

		copy_all(going[i], &copy);
		assert_int_equal(copy.known.nkeys, knew[i]);
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
		    who_was_removed_opens_nothing_that_is_written_after),
		cmocka_unit_test(the_last_owner_stays),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests_name("vault remove", tests, setup,
	    teardown);
}
