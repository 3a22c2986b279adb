/*
 * The header files are written before the log says what was changed in them.
 * Whoever stops in between, whatever they changed stands in the log after the
 * next change of anybody, once; and nothing that was not changed.
 */
#include "tests/unit/ways_world.h"

#include <sys/wait.h>

#include "core/log/log.h"
#include "core/vault/rekey.h"
#include "core/vault/vault_state.h"
#include "tests/unit/wrap.h"

static struct hj_secret *shares, *other;
static uint64_t before; /* generation of the header */
static size_t skip; /* entries that were there before */

typedef int way(struct hj_vault *v, struct hj_error *err);

static int
offer_them(struct hj_vault *v, struct hj_error *err)
{
	const struct hj_header_shares two_of_three = { 2, 3 };
	struct hj_secret *words[HJ_SLIP39_SHARES_MAX] = { NULL };
	int rc = hj_vault_recovery_offer(v, two_of_three, words, err);

	for (unsigned i = 0; i < 3; i++)
		hj_secret_free(words[i]);
	return rc;
}

static int
try_them(struct hj_vault *v, struct hj_error *err)
{
	bool fresh;

	return hj_vault_recovery_prove(v, shares, &fresh, err);
}

static int
revoke_them(struct hj_vault *v, struct hj_error *err)
{
	return hj_vault_recovery_revoke(v, err);
}

static int
change_passphrase(struct hj_vault *v, struct hj_error *err)
{
	return hj_vault_passwd(v, other, NULL, NULL, err);
}

/* ---- what the log says ---- */

struct counted {
	const char *action;
	size_t said, late, entries;
};

static int
count(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct counted *c = to;

	(void)err;
	if (c->entries++ < skip)
		return HJ_OK;
	c->said += strcmp(e->action, c->action) == 0;
	c->late += strcmp(e->action, HJ_DID_LATE) == 0;
	return HJ_OK;
}

static struct counted
look(struct hj_vault *v, const char *action)
{
	struct counted c = { .action = action };
	struct hj_error err = HJ_ERROR;

	must(hj_vault_log(v, NULL, count, &c, &err), &err);
	return c;
}

/* From here on. */
static void
begin(struct hj_vault *v)
{
	struct hj_header_facts facts;
	struct hj_header *h = NULL;
	struct hj_error err = HJ_ERROR;

	skip = look(v, "").entries;
	must(hj_header_load(world.dir, &h, &err), &err);
	hj_header_facts(h, &facts);
	hj_header_free(h);
	before = facts.generation;
}

static bool
was_changed(void)
{
	struct hj_header_facts facts;
	struct hj_header *h = NULL;
	struct hj_error err = HJ_ERROR;

	must(hj_header_load(world.dir, &h, &err), &err);
	hj_header_facts(h, &facts);
	hj_header_free(h);
	return facts.generation != before;
}

/* Something else, by somebody who knows nothing of it. */
static void
work_on(struct hj_vault *v)
{
	struct hj_change *c = NULL;
	struct hj_error err = HJ_ERROR;

	must(hj_vault_begin(v, NULL, &c, &err), &err);
	must(hj_change_note(c, HJ_DID_EXPORT, NULL, "reason work", &err), &err);
	must(hj_change_commit(c, &err), &err);
}

static void
with_copy(const char *command)
{
	char line[256];

	(void)snprintf(line, sizeof(line), "cd %s && %s", world.top, command);
	assert_int_equal(system(line), 0);
}

/* ---- stopped ---- */

static size_t
expect_told(const char *action, struct hj_vault *v)
{
	const struct counted was = look(v, action);
	const bool changed = was_changed();
	struct hj_verify_facts facts;
	struct hj_error err = HJ_ERROR;
	struct counted now;

	work_on(v);
	work_on(v);
	now = look(v, action);
	if (now.said + now.late != (size_t)changed)
		fail_msg("%s: %schanged, said %zu times, late %zu", action,
		    changed ? "" : "not ", now.said, now.late);
	/* An entry of its own, and then no other. */
	assert_true(now.late == 0 || was.said == 0);
	must(hj_vault_verify(v, false, NULL, 0, NULL, NULL, NULL, &facts, &err),
	    &err);
	hj_vault_close(v);
	return now.late;
}

static void
stop_at_each(struct wrap_call *call, size_t step, way *fn, const char *action,
    size_t *late)
{
	int rc = HJ_EIO;

	for (size_t i = 1; rc != HJ_OK; i += step) {
		struct hj_error err = HJ_ERROR;
		struct hj_vault *v;

		assert_true(i < 200);
		with_copy("rm -rf vault state && cp -a kept/* .");
		v = open_vault(&world, true);
		begin(v);
		*call = (struct wrap_call){ .fail_at = i, .sticky = true };
		rc = fn(v, &err);
		hj_vault_close(v);
		*call = (struct wrap_call){ 0 };
		*late += expect_told(action, open_vault(&world, true));
	}
}

static void
stop_everywhere(way *fn, const char *action)
{
	const size_t step = getenv("HJ_RUNS") != NULL ? 1 : 5;
	size_t late = 0;

	stop_at_each(&wrap.commit, 1, fn, action, &late);
	stop_at_each(&wrap.sync, 1, fn, action, &late);
	stop_at_each(&wrap.io, step, fn, action, &late);
	assert_true(late >= 3);
}

static void
shares_that_were_made_are_told(void **state)
{
	(void)state;
	with_copy("rm -rf kept && mkdir kept && cp -a vault state kept");
	stop_everywhere(offer_them, HJ_DID_SHARES_MADE);
}

static void
shares_that_were_tried_and_revoked_are_told(void **state)
{
	struct hj_vault *v;

	(void)state;
	with_copy("rm -rf vault state && cp -a kept/* .");
	v = open_vault(&world, true);
	shares = offer(v);
	hj_vault_close(v);
	with_copy("rm -rf kept && mkdir kept && cp -a vault state kept");
	stop_everywhere(try_them, HJ_DID_SHARES_TRIED);
	stop_everywhere(revoke_them, HJ_DID_SHARES_GONE);
	hj_secret_free(shares);
}

static void
a_passphrase_that_was_changed_is_told(void **state)
{
	struct hj_error err = HJ_ERROR;
	size_t late = 0;

	(void)state;
	must(hj_secret_copy("another long passphrase", 23, &other, &err), &err);
	stop_at_each(&wrap.commit, 1, change_passphrase, HJ_DID_PASSPHRASE,
	    &late);
	assert_int_equal(late, 1);
	hj_secret_free(other);
}

/* A child that changes the ways when it is told to, and does not get as far as
 * the log.  It opens the vault itself: LMDB is not for two in one process. */
static void
be_stopped(int told, const uint8_t seed[static 32])
{
	struct hj_vault_opening how = { .at = where(&world), .write = true };
	struct hj_secret *mine = NULL;
	struct hj_vault *v = NULL;
	struct hj_error err = HJ_ERROR;
	char go;

	only_a_child();
	if (read(told, &go, 1) != 1)
		_exit(1);
	must(hj_secret_copy(seed, 32, &mine, &err), &err);
	how.seed = mine;
	must(hj_vault_open(&how, &v, &err), &err);
	wrap.commit = (struct wrap_call){ .fail_at = 1, .sticky = true };
	(void)offer_them(v, &err);
	_exit(0);
}

static void
who_had_the_vault_open_meanwhile_tells_it(void **state)
{
	uint8_t seed[32];
	struct hj_vault *v;
	int ends[2], status;
	pid_t child;

	(void)state;
	memcpy(seed, hj_secret_peek(world.seed), sizeof(seed));
	assert_int_equal(pipe(ends), 0);
	if ((child = fork()) == 0)
		be_stopped(ends[0], seed);
	assert_true(child > 0);
	v = open_vault(&world, true);
	begin(v);
	assert_int_equal(write(ends[1], "x", 1), 1);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(expect_told(HJ_DID_SHARES_MADE, v), 1);
	sodium_memzero(seed, sizeof(seed));
	(void)close(ends[0]);
	(void)close(ends[1]);
}

static void
keys_that_are_renewed_do_not_hide_it(void **state)
{
	const struct hj_rekey r = { .log = true };
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v;

	(void)state;
	v = open_vault(&world, true);
	begin(v);
	wrap.commit = (struct wrap_call){ .fail_at = 1, .sticky = true };
	assert_int_equal(offer_them(v, &err), HJ_EIO);
	wrap.commit = (struct wrap_call){ 0 };
	hj_vault_close(v);
	v = open_vault(&world, true);
	must(hj_rekey_begin(v, &r, &err), &err);
	must(hj_rekey_finish(v, NULL, &err), &err);
	assert_int_equal(expect_told(HJ_DID_SHARES_MADE, v), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shares_that_were_made_are_told),
		cmocka_unit_test(shares_that_were_tried_and_revoked_are_told),
		cmocka_unit_test(a_passphrase_that_was_changed_is_told),
		cmocka_unit_test(who_had_the_vault_open_meanwhile_tells_it),
		cmocka_unit_test(keys_that_are_renewed_do_not_hide_it),
	};

	return sodium_init() < 0 ? 1
				 : cmocka_run_group_tests_name("ways stopped",
				       tests, setup, teardown);
}
