#include <signal.h>
#include <sys/wait.h>

#include "tests/unit/excision_world.h"
#include "tests/unit/wrap.h"

/* Secrets do not reach a child: the seed is taken along in a plain array. */
struct seed {
	uint8_t bytes[64];
	size_t n;
};

static void
excise_and_die(struct world w, const struct seed *seed, size_t sync,
    size_t commit)
{
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v;

	if (hj_secret_copy(seed->bytes, seed->n, &w.seed, &err) != HJ_OK)
		_exit(2);
	v = open_vault(&w, true);
	wrap.sync = (struct wrap_call){ .fail_at = sync, .kills = true };
	wrap.commit = (struct wrap_call){ .fail_at = commit, .kills = true };
	_exit(excise(v, &couple, person, 2, &err) == HJ_OK ? 0 : 1);
}

/* Was it killed?  False: it came to its end before. */
static bool
killed_at(const struct world *w, size_t sync, size_t commit)
{
	struct seed seed = { .n = hj_secret_len(w->seed) };
	int status = 0;
	pid_t pid;

	assert_true(seed.n <= sizeof(seed.bytes));
	memcpy(seed.bytes, hj_secret_peek(w->seed), seed.n);
	assert_true((pid = fork()) >= 0);
	if (pid == 0)
		excise_and_die(*w, &seed, sync, commit);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (WIFSIGNALED(status))
		assert_int_equal(WTERMSIG(status), SIGKILL);
	else
		assert_int_equal(WEXITSTATUS(status), 0);
	return WIFSIGNALED(status);
}

/* Old or new; and finished by who opens it next. */
static bool
look_after(const struct world *w)
{
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v = open_vault(w, false);
	struct hj_buf items = HJ_BUF(HJ_PAGE_STORED);
	struct attack a;
	struct hj_row row;
	bool old = has_name(v, &couple);

	row_of(v, &couple, &row, &items);
	assert_int_equal(bytes_of(v, &row, couple.blob[1]),
	    strlen("the picture of who stays"));
	if (old)
		assert_true(bytes_of(v, &row, couple.blob[0]) > 0);
	expect_verified(v);
	hj_vault_close(v);
	v = open_vault(w, true);
	must(hj_rekey_finish(v, NULL, &err), &err);
	assert_int_equal(has_name(v, &couple), old);
	assert_int_equal(bytes_of(v, &row, couple.blob[1]),
	    strlen("the picture of who stays"));
	assert_false(hj_excise_waits(v));
	expect_verified(v);
	if (!old) {
		a = attack(v, world.dir);
		assert_int_equal(a.opened, 0);
	}
	hj_vault_close(v);
	hj_buf_clear(&items);
	return old;
}

static void
killed_at_any_step_it_is_old_or_new_and_finished_later(void **state)
{
	size_t olds = 0, news = 0;

	(void)state;
	for (int which = 0; which < 2; which++)
		for (size_t n = 1;; n++) {
			struct world now;
			bool killed;

			copy_world(&world, "now", &now);
			killed = killed_at(&now, which == 0 ? n : 0,
			    which == 1 ? n : 0);
			if (look_after(&now))
				olds++;
			else
				news++;
			drop_copy(&now);
			if (!killed)
				break;
		}
	print_message("killed at %zu steps: %zu old, %zu new\n",
	    olds + news - 2, olds, news - 2);
	assert_true(olds > 3 && news > 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    killed_at_any_step_it_is_old_or_new_and_finished_later),
	};

	return cmocka_run_group_tests(tests, begin, tear_down);
}
