#include "tests/unit/vault_world.h"

#include <signal.h>
#include <sys/wait.h>

#include "core/keys/member.h"

static struct world world;

static int
set_up(void **state)
{
	(void)state;
	make_world(&world);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	free_world(&world);
	return 0;
}

struct pair {
	int to_child[2], to_parent[2];
};

static void
tell(int fd)
{
	assert_int_equal(write(fd, "x", 1), 1);
}

static void
hear(int fd)
{
	char c;

	assert_int_equal(read(fd, &c, 1), 1);
}

/* LMDB does not survive a fork, and secrets are wiped in a child: it makes its
 * own of the plain bytes. */
static void
open_in_child(const uint8_t *seed)
{
	struct hj_error err = HJ_ERROR;

	only_a_child();
	world.seed = NULL;
	must(hj_secret_copy(seed, HJ_SEED_LEN, &world.seed, &err), &err);
}

static void
reader(const struct pair *p, const uint8_t *seed, const struct hj_id *id)
{
	struct hj_vault *v;

	open_in_child(seed);
	v = open_vault(&world, false);
	expect_title(v, id, "one");
	tell(p->to_parent[1]);
	hear(p->to_child[0]);
	/* The same handle sees what was written since. */
	expect_title(v, id, "two");
	hj_vault_close(v);
	_exit(0);
}

static void
a_reader_sees_the_change_of_another_process(void **state)
{
	uint8_t seed[HJ_SEED_LEN];
	struct hj_vault *v = open_vault(&world, true);
	struct pair p;
	struct hj_id id;
	int status;
	pid_t child;

	(void)state;
	hj_id_random(&id);
	save(v, &id, "one");
	hj_vault_close(v);
	memcpy(seed, hj_secret_peek(world.seed), sizeof(seed));
	assert_int_equal(pipe(p.to_child), 0);
	assert_int_equal(pipe(p.to_parent), 0);
	if ((child = fork()) == 0)
		reader(&p, seed, &id);
	hear(p.to_parent[0]);
	v = open_vault(&world, true);
	save(v, &id, "two");
	tell(p.to_child[1]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	hj_vault_close(v);
	for (size_t i = 0; i < 2; i++) {
		close(p.to_child[i]);
		close(p.to_parent[i]);
	}
}

static void
writer(const struct pair *p, const uint8_t *seed)
{
	struct hj_vault *v;
	struct hj_id id;
	bool first = true;

	open_in_child(seed);
	v = open_vault(&world, true);
	for (unsigned n = 0;; n++) {
		char title[32];

		hj_id_random(&id);
		(void)snprintf(title, sizeof(title), "%u", n);
		save(v, &id, title);
		/* Acknowledged: from now on it must not be lost. */
		assert_int_equal(write(p->to_parent[1], &id, sizeof(id)),
		    sizeof(id));
		if (first)
			tell(p->to_child[1]);
		first = false;
	}
}

static void
what_was_acknowledged_survives_a_kill(void **state)
{
	uint8_t seed[HJ_SEED_LEN];
	struct hj_vault *v;

	(void)state;
	memcpy(seed, hj_secret_peek(world.seed), sizeof(seed));
	for (unsigned round = 0; round < 10; round++) {
		struct hj_id id;
		struct pair p;
		char title[32];
		pid_t child;

		assert_int_equal(pipe(p.to_child), 0);
		assert_int_equal(pipe(p.to_parent), 0);
		if ((child = fork()) == 0)
			writer(&p, seed);
		hear(p.to_child[0]);
		(void)usleep(1000 * round);
		assert_int_equal(kill(child, SIGKILL), 0);
		assert_int_equal(waitpid(child, NULL, 0), child);
		close(p.to_parent[1]);
		v = open_vault(&world, true);
		for (unsigned n = 0;
		     read(p.to_parent[0], &id, sizeof(id)) == sizeof(id); n++) {
			(void)snprintf(title, sizeof(title), "%u", n);
			expect_title(v, &id, title);
		}
		save(v, &id, "after");
		hj_vault_close(v);
		close(p.to_parent[0]);
		close(p.to_child[0]);
		close(p.to_child[1]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_reader_sees_the_change_of_another_process),
		cmocka_unit_test(what_was_acknowledged_survives_a_kill),
	};

	return cmocka_run_group_tests_name("vault_share", tests, set_up,
	    tear_down);
}
