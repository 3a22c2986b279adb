/* New keys for a member whose passphrase was seen: what an old copy still gives,
 * by raw files and keys, and what opens when it stops on the way. */
#include "member_people.h"

#include <sodium.h>

#include "core/vault/rekey.h"
#include "core/vault/vault_state.h"
#include "tests/unit/wrap.h"

static struct hj_secret *passphrase;

static int
new_keys(struct hj_vault *v, const struct hj_secret *file, struct hj_error *err)
{
	const struct hj_new_keys n = { passphrase, file };

	return hj_vault_new_keys(v, &n, NULL, NULL, err);
}

static int
enter(const struct hj_secret *with, const struct hj_secret *file, bool write,
    struct hj_vault **ret)
{
	const struct hj_vault_opening how = { .at = where(&w),
		.write = write,
		.passphrase = with,
		.key_file = file };
	struct hj_error err = HJ_ERROR;

	return hj_vault_open(&how, ret, &err);
}

static void
fingerprint(const struct hj_secret *of, char ret[static HJ_FINGERPRINT])
{
	struct hj_error err = HJ_ERROR;
	struct hj_member *m = NULL;

	must(hj_member_new(of, &m, &err), &err);
	hj_member_fingerprint(hj_member_public(m)->ed25519, ret);
	hj_member_free(m);
}

static void
verify(struct hj_vault *v)
{
	struct hj_error err = HJ_ERROR;
	struct hj_verify_facts facts;

	must(hj_vault_verify(v, true, NULL, 0, NULL, NULL, NULL, &facts, &err),
	    &err);
	must(hj_vault_check(v, false, NULL, NULL, NULL, &facts, &err), &err);
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

/* ---- what an old copy gives ---- */

struct owners {
	size_t n, placed;
	const char *id;
	bool ended;
};

static int
count(void *to, const struct hj_vault_member *m, struct hj_error *err)
{
	struct owners *o = to;

	(void)err;
	o->n += m->role == HJ_ROLE_OWNER && m->until == 0;
	o->placed += m->role == HJ_ROLE_OWNER && m->until == 0 && m->placed;
	if (strcmp(m->id, o->id) == 0)
		o->ended = m->until != 0 && !m->placed;
	return HJ_OK;
}

static void
expect_one_owner(struct hj_vault *v, const struct hj_secret *before)
{
	struct hj_error err = HJ_ERROR;
	char id[HJ_FINGERPRINT];
	struct owners o = { .id = id };

	fingerprint(before, id);
	must(hj_vault_members(v, count, &o, &err), &err);
	assert_int_equal(o.n, 1);
	assert_int_equal(o.placed, 1);
	assert_true(o.ended);
}

static void
an_old_copy_of_the_only_owner_gives_nothing_that_is_written_after(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_header *copied = NULL;
	struct prying known = { .nkeys = 0 };
	struct hj_secret *before = seed[OWNER];
	struct hj_vault *v;
	struct powers p;
	uint64_t from;

	(void)state;
	must(hj_header_load(w.dir, &copied, &err), &err);
	pry_keys(&w, before, &p, &known);
	assert_int_equal(known.nkeys, 2);
	v = open_as(OWNER, true);
	must(new_keys(v, NULL, &err), &err);
	must(hj_vault_seed(v, &seed[OWNER], &err), &err);
	/* The handle goes on, with the new ones. */
	expect_title(v, &mine, "ours");
	hj_vault_close(v);
	from = next_record();
	v = open_as(OWNER, true);
	save(v, &mine, "written after");
	hj_vault_close(v);

	pry(&w, before, from, copied, &known, &p);
	assert_false(p.opened);
	assert_false(p.header);
	assert_int_equal(p.rows, 0);
	assert_int_equal(p.revisions, 0);
	assert_int_equal(p.pages, 0);
	assert_false(p.verified);
	assert_false(p.may_write || p.may_enrol);
	hj_header_free(copied);
	/* The twin: the new seed opens all of it. */
	pry(&w, seed[OWNER], from, NULL, NULL, &p);
	assert_true(p.opened && p.header && p.may_write && p.may_enrol);
	assert_int_equal(p.revisions, 1);
	assert_true(p.pages >= 1 && p.verified);

	assert_int_equal(enter(w.passphrase, NULL, false, &v), HJ_EAUTH);
	assert_int_equal(enter(passphrase, NULL, true, &v), HJ_OK);
	expect_title(v, &mine, "written after");
	expect_title(v, &theirs, "theirs");
	expect_one_owner(v, before);
	verify(v);
	hj_vault_close(v);
	/* Who was not asked goes on as before. */
	v = open_as(OTHER, true);
	save(v, &theirs, "theirs");
	hj_vault_close(v);
	hj_secret_free(before);
	w.seed = seed[OWNER];
}

/* A forged entry: whoever has the old seed makes a statement in the roll. */
static void
the_old_key_makes_nobody_a_member(void **state)
{
	struct hj_secret *before = NULL;
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v = open_as(OWNER, true);
	struct hj_member *old = NULL;
	struct hj_log_head head;
	enum hj_role role;

	(void)state;
	must(hj_vault_seed(v, &before, &err), &err);
	must(new_keys(v, NULL, &err), &err);
	hj_secret_free(seed[OWNER]);
	must(hj_vault_seed(v, &seed[OWNER], &err), &err);
	w.seed = seed[OWNER];
	must(hj_member_new(before, &old, &err), &err);
	must(hj_vault_role(v, &role, &err), &err);
	must(hj_log_head_decode(v->head.log.data, v->head.log.len, &head, &err),
	    &err);
	assert_int_equal(hj_roll_add(&head.roll, head.vault_id, old,
			     hj_member_public(old)->ed25519, HJ_ROLE_OWNER,
			     head.entries, &err),
	    HJ_EREFUSED);
	assert_int_equal(hj_roll_genuine(&head.roll, head.vault_id),
	    head.roll.n);
	/* The twin: the new one may. */
	must(hj_roll_add(&head.roll, head.vault_id, v->me.member,
		 hj_member_public(old)->ed25519, HJ_ROLE_READER, head.entries,
		 &err),
	    &err);
	hj_log_head_clear(&head);
	hj_vault_close(v);
	hj_member_free(old);
	hj_secret_free(before);
}

static void
shares_and_key_file_of_before_open_nothing(void **state)
{
	struct hj_secret *file = NULL, *other = NULL;
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v = open_as(OWNER, true);

	(void)state;
	must(hj_secret_random(HJ_KEY_FILE_LEN, &file, &err), &err);
	must(hj_secret_random(HJ_KEY_FILE_LEN, &other, &err), &err);
	must(new_keys(v, file, &err), &err);
	hj_vault_close(v);
	assert_int_equal(enter(passphrase, NULL, true, &v), HJ_EAUTH);
	assert_int_equal(enter(passphrase, other, true, &v), HJ_EAUTH);
	assert_int_equal(enter(passphrase, file, true, &v), HJ_OK);
	must(new_keys(v, NULL, &err), &err);
	hj_secret_free(seed[OWNER]);
	must(hj_vault_seed(v, &seed[OWNER], &err), &err);
	w.seed = seed[OWNER];
	hj_vault_close(v);
	assert_int_equal(enter(passphrase, NULL, false, &v), HJ_OK);
	hj_vault_close(v);
	hj_secret_free(file);
	hj_secret_free(other);
}

static void
only_an_owner_gets_new_keys(void **state)
{
	static const enum who others[] = { WORKER, READER };
	struct hj_error err = HJ_ERROR;

	(void)state;
	for (size_t i = 0; i < HJ_LEN(others); i++) {
		struct hj_vault *v = open_as(others[i], true);

		assert_int_equal(new_keys(v, NULL, &err), HJ_EAUTH);
		hj_vault_close(v);
	}
}

/* ---- stopped on the way ---- */

/* Whatever stands there: the old or the new opens it, and after what the next
 * opening does it is all of the one or all of the other. */
static bool
mend(const struct hj_secret *before, struct hj_secret **ret)
{
	struct hj_vault_opening how = { .at = where(&w),
		.write = true,
		.seed = before };
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v = NULL;
	bool old = hj_vault_open(&how, &v, &err) == HJ_OK;
	enum hj_role role;

	if (!old)
		assert_int_equal(enter(passphrase, NULL, true, &v), HJ_OK);
	err = HJ_ERROR;
	if (hj_rekey_is_pending(v)) {
		must(hj_rekey_alone(v, &err), &err);
		must(hj_vault_member_settle(v, NULL, &err), &err);
		must(hj_rekey_finish(v, NULL, &err), &err);
	}
	must(hj_vault_role(v, &role, &err), &err);
	assert_int_equal(role, HJ_ROLE_OWNER);
	expect_title(v, &theirs, "theirs");
	save(v, &mine, "still at work");
	verify(v);
	if (!old)
		expect_one_owner(v, before);
	must(hj_vault_seed(v, ret, &err), &err);
	hj_vault_close(v);
	return old;
}

/* A copy of the whole place, of which the next attempt is made. */
static void
with_copy(const char *command)
{
	char line[256];

	(void)snprintf(line, sizeof(line), "cd %s && %s", w.top, command);
	assert_int_equal(system(line), 0);
}

static void
stop_at_each(struct wrap_call *call, size_t *olds, size_t *news)
{
	int rc = HJ_EIO;

	for (size_t i = 1; rc != HJ_OK; i++) {
		struct hj_error err = HJ_ERROR;
		struct hj_vault *v = open_as(OWNER, true);
		struct hj_secret *after = NULL;

		assert_true(i < 100);
		*call = (struct wrap_call){ .fail_at = i, .sticky = true };
		rc = new_keys(v, NULL, &err);
		hj_vault_close(v);
		*call = (struct wrap_call){ 0 };
		if (mend(seed[OWNER], &after))
			++*olds;
		else
			++*news;
		hj_secret_free(after);
		with_copy("rm -rf vault state && cp -a kept/* .");
	}
}

static void
stopped_at_any_commit_or_flush_it_is_the_old_or_the_new(void **state)
{
	size_t olds = 0, news = 0;

	(void)state;
	with_copy("mkdir kept && cp -a vault state kept");
	stop_at_each(&wrap.commit, &olds, &news);
	stop_at_each(&wrap.sync, &olds, &news);
	/* It stopped on both sides of the turn. */
	assert_true(olds >= 1 && news >= 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    an_old_copy_of_the_only_owner_gives_nothing_that_is_written_after),
		cmocka_unit_test(the_old_key_makes_nobody_a_member),
		cmocka_unit_test(shares_and_key_file_of_before_open_nothing),
		cmocka_unit_test(only_an_owner_gets_new_keys),
		cmocka_unit_test(
		    stopped_at_any_commit_or_flush_it_is_the_old_or_the_new),
	};
	struct hj_error err = HJ_ERROR;
	int failed;

	if (sodium_init() < 0 ||
	    hj_secret_copy("another long passphrase", 23, &passphrase, &err) !=
		HJ_OK)
		return 1;
	failed = cmocka_run_group_tests_name("vault succeed", tests, setup,
	    teardown);
	hj_secret_free(passphrase);
	return failed;
}
