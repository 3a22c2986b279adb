/* The ways into a vault: old or new opens, whatever stops in between. */
#include "tests/unit/ways_world.h"

#include <signal.h>
#include <sys/wait.h>

#include "tests/unit/wrap.h"

/* Old shares are in force, new ones wait: proving them changes most. */
static void
old_or_new_opens_after_a_flush_that_fails(void **state)
{
	struct hj_vault *v = open_vault(&world, true);
	struct hj_secret *old = offer(v), *new;
	struct hj_error err = HJ_ERROR;
	struct files before;
	int rc = HJ_EIO;

	(void)state;
	prove(v, old);
	new = offer(v);
	hj_vault_close(v);
	before = keep();
	for (size_t i = 1; rc != HJ_OK; i++) {
		bool fresh;

		put_back(&before);
		v = open_vault(&world, true);
		wrap.sync = (struct wrap_call){ .fail_at = i };
		rc = hj_vault_recovery_prove(v, new, &fresh, &err);
		wrap.sync = (struct wrap_call){ 0 };
		hj_vault_close(v);
		assert_true(enter_by_shares(old) == HJ_OK ||
		    enter_by_shares(new) == HJ_OK);
		assert_int_equal(enter(&(struct hj_header_ways){
				     .seed = world.seed }),
		    HJ_OK);
	}
	assert_int_equal(enter_by_shares(old), HJ_EAUTH);
	assert_int_equal(enter_by_shares(new), HJ_OK);
	v = open_vault(&world, true);
	must(hj_vault_recovery_revoke(v, &err), &err);
	hj_vault_close(v);
	forget(&before);
	hj_secret_free(old);
	hj_secret_free(new);
}

static void
write_at(const char *name, const struct hj_buf *old, const struct hj_buf *new,
    size_t cut)
{
	struct hj_buf torn = HJ_BUF(HJ_HEADER_LEN);
	struct hj_error err = HJ_ERROR;

	must(hj_buf_add(&torn, new->data, cut, &err), &err);
	must(hj_buf_add(&torn, old->data + cut, HJ_HEADER_LEN - cut, &err),
	    &err);
	must(hj_file_replace(world.dir, name, torn.data, torn.len, &err), &err);
	hj_buf_clear(&torn);
}

/* The machine stops while the first file is written, then the second, at any
 * sector; which file is the first, both are tried. */
static void
old_or_new_opens_after_a_torn_write(void **state)
{
	struct hj_vault *v = open_vault(&world, true);
	struct hj_secret *old = offer(v), *new;
	struct files before, after;

	(void)state;
	prove(v, old);
	new = offer(v);
	before = keep();
	prove(v, new);
	hj_vault_close(v);
	after = keep();
	for (size_t cut = 0; cut <= HJ_HEADER_LEN; cut += 512)
		for (int first = 0; first < 2; first++) {
			write_at(names[first], &before.header[first],
			    &after.header[first], cut);
			write_at(names[!first], &before.header[!first],
			    &before.header[!first], 0);
			assert_int_equal(enter_by_shares(cut == HJ_HEADER_LEN
						 ? new
						 : old),
			    HJ_OK);
			write_at(names[first], &after.header[first],
			    &after.header[first], 0);
			write_at(names[!first], &before.header[!first],
			    &after.header[!first], cut);
			assert_int_equal(enter_by_shares(new), HJ_OK);
			assert_int_equal(enter_by_shares(old), HJ_EAUTH);
		}
	put_back(&after);
	forget(&before);
	forget(&after);
	hj_secret_free(old);
	hj_secret_free(new);
}

/* A child changes the passphrase's neighbour again and again until it is
 * killed; secrets do not go through fork(2), so that it has its own. */
static void
change_until_killed(const uint8_t seed[static 32])
{
	struct hj_error err = HJ_ERROR;
	struct hj_vault_opening how = { .at = where(&world), .write = true };
	struct hj_secret *mine = NULL;
	struct hj_vault *v = NULL;

	only_a_child();
	must(hj_secret_copy(seed, 32, &mine, &err), &err);
	how.seed = mine;
	must(hj_vault_open(&how, &v, &err), &err);
	for (;;) {
		struct hj_secret *s = offer(v);

		prove(v, s);
		hj_secret_free(s);
		must(hj_vault_recovery_revoke(v, &err), &err);
	}
}

static void
a_killed_change_leaves_a_vault_that_opens_and_can_be_changed(void **state)
{
	const char *more = getenv("HJ_RUNS");
	const unsigned long times = more != NULL ? strtoul(more, NULL, 10) : 15;
	uint8_t seed[32];

	(void)state;
	memcpy(seed, hj_secret_peek(world.seed), sizeof(seed));
	for (unsigned long i = 0; i < times; i++) {
		pid_t child = fork();
		struct hj_vault *v;
		int status;

		assert_true(child >= 0);
		if (child == 0) {
			change_until_killed(seed);
			_exit(1);
		}
		(void)usleep(20000 + (useconds_t)randombytes_uniform(40000));
		assert_int_equal(kill(child, SIGKILL), 0);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), SIGKILL);
		v = open_vault(&world, true);
		hj_secret_free(offer(v));
		hj_vault_close(v);
	}
	assert_int_equal(enter(&(struct hj_header_ways){
			     .passphrase = world.passphrase }),
	    HJ_OK);
	sodium_memzero(seed, sizeof(seed));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(old_or_new_opens_after_a_flush_that_fails),
		cmocka_unit_test(old_or_new_opens_after_a_torn_write),
		cmocka_unit_test(
		    a_killed_change_leaves_a_vault_that_opens_and_can_be_changed),
	};

	return sodium_init() < 0 ? 1
				 : cmocka_run_group_tests_name("ways_faults",
				       tests, setup, teardown);
}
