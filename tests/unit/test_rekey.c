#include <sys/wait.h>

#include "tests/unit/rekey_world.h"

static void
old_pages_open_with_no_key_of_today(void **state)
{
	const struct hj_rekey plain = { .log = false };
	struct hj_error err = HJ_ERROR;
	struct world old, now, seen;
	struct hj_vault *v;
	struct attack a;

	(void)state;
	copy_world(&world, "now", &now);
	copy_world(&world, "old", &old);
	v = open_vault(&now, true);
	a = attack(v, old.dir);
	assert_true(a.pages >= PAGES);
	assert_int_equal(a.opened, a.pages);
	must(hj_rekey_begin(v, &plain, &err), &err);
	assert_true(hj_rekey_is_pending(v));
	a = attack(v, old.dir);
	assert_int_equal(a.opened, a.pages);
	must(hj_rekey_finish(v, NULL, &err), &err);
	assert_false(hj_rekey_is_pending(v));
	a = attack(v, old.dir);
	assert_true(a.pages >= PAGES);
	assert_int_equal(a.opened, 0);
	copy_world(&now, "seen", &seen);
	a = attack(v, seen.dir);
	assert_true(a.pages >= PAGES);
	assert_int_equal(a.opened, a.pages);
	drop_copy(&seen);
	expect_whole(v, "one");
	hj_vault_close(v);
	expect_opens(&now, "one");
	drop_copy(&now);
	drop_copy(&old);
}

/* ---- stopped somewhere ---- */

struct stop {
	unsigned after; /* so many steps */
};

static int
stop_there(void *to, uint64_t done, uint64_t total)
{
	struct stop *s = to;

	(void)done;
	(void)total;
	return s->after-- == 0;
}

/* As it is on disk at this moment: opens, says so, goes on, and old pages are
 * lost afterwards. */
static void
expect_goes_on(const struct world *at, const struct world *old)
{
	struct hj_error err = HJ_ERROR;
	struct world copy;
	struct hj_vault *v;
	struct attack a;

	copy_world(at, "stopped", &copy);
	expect_opens(&copy, "one");
	v = open_vault(&copy, true);
	assert_true(hj_rekey_is_pending(v));
	save(v, &ids[7], "one"); /* an ordinary change in between */
	save(v, &ids[7], "two");
	save(v, &ids[7], "one");
	must(hj_rekey_finish(v, NULL, &err), &err);
	a = attack(v, old->dir);
	assert_int_equal(a.opened, 0);
	expect_whole(v, "one");
	hj_vault_close(v);
	expect_opens(&copy, "one");
	drop_copy(&copy);
}

static void
wherever_it_stops_it_opens_and_goes_on(void **state)
{
	const struct hj_rekey with = { .log = true, .teams = 1 };
	struct hj_error err = HJ_ERROR;
	struct world now, old;
	struct hj_vault *v;
	unsigned steps;
	int rc = HJ_EINTERRUPTED;

	(void)state;
	copy_world(&world, "now", &now);
	copy_world(&world, "old", &old);
	v = open_vault(&now, true);
	must(hj_rekey_begin(v, &with, &err), &err);
	for (steps = 0; rc == HJ_EINTERRUPTED && steps < 100; steps++) {
		struct stop stop = { .after = steps };
		const struct hj_progress p = { stop_there, &stop };

		rc = hj_rekey_finish(v, &p, &err);
		if (rc == HJ_EINTERRUPTED)
			expect_goes_on(&now, &old);
	}
	must(rc, &err);
	assert_true(steps > 2);
	expect_whole(v, "one");
	hj_vault_close(v);
	drop_copy(&now);
	drop_copy(&old);
}

/* The machine stopped between the two headers: the files of two states. */
static void
mix(const struct world *at, const char *file, const struct world *from)
{
	char command[512];

	(void)snprintf(command, sizeof(command), "cp -a %s/%s %s/%s", from->dir,
	    file, at->dir, file);
	assert_int_equal(system(command), 0);
}

static void
one_header_of_two_is_enough(void **state)
{
	const struct hj_rekey plain = { .log = false };
	struct hj_error err = HJ_ERROR;
	struct world old, begun, done, mixed;
	struct hj_vault *v;

	(void)state;
	copy_world(&world, "old", &old);
	copy_world(&world, "done", &done);
	v = open_vault(&done, true);
	must(hj_rekey_begin(v, &plain, &err), &err);
	copy_world(&done, "begun", &begun);
	must(hj_rekey_finish(v, NULL, &err), &err);
	hj_vault_close(v);
	for (unsigned i = 0; i < 2; i++) {
		const char *file = i == 0 ? "header.a" : "header.b";

		/* Data not touched yet, one header is new. */
		copy_world(&begun, "mixed", &mixed);
		mix(&mixed, file, &old);
		expect_goes_on(&mixed, &old);
		drop_copy(&mixed);
		/* Data renewed, one header still has both. */
		copy_world(&done, "mixed", &mixed);
		mix(&mixed, file, &begun);
		expect_goes_on(&mixed, &old);
		drop_copy(&mixed);
	}
	drop_copy(&old);
	drop_copy(&begun);
	drop_copy(&done);
}

/* ---- together with others ---- */

/* In a process of its own: LMDB wants a file open once in a process. */
static int
open_in_a_child(void)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		const struct hj_vault_opening how = { .at = where(&world),
			.seed = world.seed };
		struct hj_error err = HJ_ERROR;
		struct hj_vault *v = NULL;

		_exit(hj_vault_open(&how, &v, &err));
	}
	assert_true(child > 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
others_that_have_it_open_are_not_cut_off(void **state)
{
	const struct hj_rekey plain = { .log = false };
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v = open_vault(&world, true);
	struct hj_hold *other = NULL;

	(void)state;
	must(hj_hold_take(world.dir, &other, &err), &err);
	assert_int_equal(hj_rekey_begin(v, &plain, &err), HJ_EBUSY);
	assert_false(hj_rekey_is_pending(v));
	expect_title(v, &ids[1], "one");
	hj_hold_free(other);
	must(hj_rekey_begin(v, &plain, &err), &err);
	assert_int_equal(open_in_a_child(), HJ_EBUSY);
	must(hj_rekey_finish(v, NULL, &err), &err);
	hj_vault_close(v);
	expect_opens(&world, "one");
}

static void
compacting_shortens_and_changes_nothing(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v = open_vault(&world, true);
	struct stop stop = { .after = 0 };
	const struct hj_progress stopped = { stop_there, &stop };
	uint64_t before, freed = 0;

	(void)state;
	for (unsigned i = 0; i < 20; i++)
		save(v, &ids[i], "two");
	for (unsigned i = 0; i < 20; i++)
		save(v, &ids[i], "one");
	before = hj_store_bytes(v->store);
	assert_int_equal(hj_vault_compact(v, &stopped, &freed, &err),
	    HJ_EINTERRUPTED);
	assert_int_equal(hj_store_bytes(v->store), before);
	hj_vault_close(v);
	v = open_vault(&world, true);
	must(hj_vault_compact(v, NULL, &freed, &err), &err);
	assert_true(freed > 0);
	assert_int_equal(hj_store_bytes(v->store), before - freed);
	expect_whole(v, "one");
	save(v, &ids[3], "two");
	save(v, &ids[3], "one");
	hj_vault_close(v);
	expect_opens(&world, "one");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(old_pages_open_with_no_key_of_today),
		cmocka_unit_test(wherever_it_stops_it_opens_and_goes_on),
		cmocka_unit_test(one_header_of_two_is_enough),
		cmocka_unit_test(others_that_have_it_open_are_not_cut_off),
		cmocka_unit_test(compacting_shortens_and_changes_nothing),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
