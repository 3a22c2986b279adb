/*
 * What is left in memory of a vault that was closed: nothing that a search of
 * the whole process finds.  The texts looked for are drawn anew and lie in
 * memory only turned around (XOR), so that the test does not find itself.
 */
#include "tests/unit/vault_world.h"

#include <sodium.h>
#include <sys/uio.h>

#include "cli/access/process.h"
#include "core/confine/confine.h" /* HJ_SANITIZED */

#define MARK 12 /* bytes of the beginning that all texts share */
#define CASES 40
#define TITLES 25 /* in each */
#define TURN 0x5a
#define PAGE 4096

static struct world world;
static uint8_t mark[MARK], seed[MARK];

static int
set_up(void **state)
{
	(void)state;
	process_harden();
	make_world(&world);
	randombytes_buf(mark, MARK);
	/* Letters only, and turned around from the beginning. */
	for (size_t i = 0; i < MARK; i++)
		mark[i] = (uint8_t)(('a' + mark[i] % 26) ^ TURN);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	free_world(&world);
	return 0;
}

/* How often it stands in memory; `turned` as all are kept here. */
static size_t
count(const uint8_t *p, size_t n, const uint8_t *turned)
{
	size_t found = 0, same;

	for (size_t i = 0; i + MARK <= n; i++) {
		for (same = 0; same < MARK; same++)
			if ((p[i + same] ^ TURN) != turned[same])
				break;
		found += same == MARK;
	}
	return found;
}

/* In all that the process may write, but the buffer that this reads into. */
static size_t
found_in_memory(const uint8_t *turned)
{
	static _Alignas(PAGE) uint8_t page[2 * PAGE];
	unsigned long from, to, here = (unsigned long)page;
	char line[512], may[5];
	size_t found = 0;
	FILE *maps = fopen("/proc/self/maps", "r");

	assert_non_null(maps);
	while (fgets(line, sizeof(line), maps) != NULL) {
		if (sscanf(line, "%lx-%lx %4s", &from, &to, may) != 3 ||
		    may[1] != 'w')
			continue;
		for (; from < to; from += PAGE) {
			struct iovec ours = { page, PAGE + MARK - 1 };
			struct iovec all = { (void *)from, PAGE + MARK - 1 };
			ssize_t got;

			if (from + PAGE >= here && from < here + sizeof(page))
				continue;
			got = process_vm_readv(getpid(), &ours, 1, &all, 1, 0);
			found += got > 0 ? count(page, (size_t)got, turned) : 0;
		}
	}
	(void)fclose(maps);
	explicit_bzero(page, sizeof(page));
	return found;
}

static void
put_marked(struct hj_change *c, unsigned n)
{
	char title[TITLES * 32] = "";
	size_t at = 0;
	char bytes[2048];
	struct hj_put put = { .bytes = (const uint8_t *)bytes,
		.action = HJ_DID_CREATE };
	struct hj_error err = HJ_ERROR;
	enum hj_put_what what;
	struct hj_id id;

	for (unsigned i = 0; i < TITLES; i++) {
		for (size_t k = 0; k < MARK; k++)
			title[at++] = (char)(mark[k] ^ TURN);
		at += (size_t)snprintf(title + at, sizeof(title) - at, "%u ",
		    n * TITLES + i);
	}
	title[at - 1] = '\0';
	hj_id_random(&id);
	put.n = case_bytes(&id, title, bytes, sizeof(bytes));
	must(hj_change_put(c, &put, &what, &err), &err);
	explicit_bzero(title, sizeof(title));
	explicit_bzero(bytes, sizeof(bytes));
}

static int
read_all(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct hj_vault *v = to;
	struct hj_revision rev;

	must(hj_vault_get(v, row, 0, &rev, err), err);
	hj_revision_clear(&rev);
	return HJ_OK;
}

static void
work(void)
{
	struct hj_vault *v = open_vault(&world, true);
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;

	must(hj_vault_begin(v, NULL, &c, &err), &err);
	for (unsigned i = 0; i < CASES; i++)
		put_marked(c, i);
	must(hj_change_commit(c, &err), &err);
	must(hj_vault_scan(v, read_all, v, NULL, &err), &err);
	hj_vault_close(v);
}

static void
a_text_in_memory_is_found(void **state)
{
	char *p = malloc(MARK);

	(void)state;
	assert_non_null(p);
	for (size_t k = 0; k < MARK; k++)
		p[k] = (char)(mark[k] ^ TURN);
	assert_true(found_in_memory(mark) >= 1);
	free(p);
}

/* Libraries do not wipe what they free: the allocator does it for them. */
static void
what_a_library_frees_is_overwritten(void **state)
{
	char *p;

	(void)state;
	for (size_t i = 0; i < 100; i++) {
		p = malloc(32 + 40 * i + MARK);
		assert_non_null(p);
		for (size_t k = 0; k < MARK; k++)
			p[32 + k] = (char)(mark[k] ^ TURN);
		free(p);
	}
	assert_int_equal(found_in_memory(mark), 0);
}

static void
of_a_closed_vault_no_text_is_left(void **state)
{
	(void)state;
	work();
	assert_int_equal(found_in_memory(mark), 0);
}

/* As deep as no function of ours goes, that nothing but the end wipes it. */
static __attribute__((noinline)) void
leave_deep_in_the_stack(void)
{
	char deep[256 << 10];
	volatile char *bottom = deep;

	for (size_t k = 0; k < MARK; k++)
		bottom[k] = (char)(mark[k] ^ TURN);
}

static void
on_the_stack_no_text_is_left(void **state)
{
	struct hj_vault *v = open_vault(&world, false);

	(void)state;
	leave_deep_in_the_stack();
	assert_int_equal(found_in_memory(mark), 1);
	hj_vault_close(v);
	assert_int_equal(found_in_memory(mark), 0);
}

static void
of_a_closed_vault_no_seed_is_left(void **state)
{
	(void)state;
	for (size_t i = 0; i < MARK; i++)
		seed[i] = hj_secret_peek(world.seed)[i] ^ TURN;
	assert_true(found_in_memory(seed) >= 1);
	work();
	hj_secret_free(world.seed);
	world.seed = NULL;
	assert_int_equal(found_in_memory(seed), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_in_memory_is_found),
		cmocka_unit_test(what_a_library_frees_is_overwritten),
		cmocka_unit_test(of_a_closed_vault_no_text_is_left),
		cmocka_unit_test(on_the_stack_no_text_is_left),
		cmocka_unit_test(of_a_closed_vault_no_seed_is_left),
	};

#ifdef HJ_SANITIZED
	(void)tests, (void)set_up, (void)tear_down;
	print_message("the sanitizers keep what is freed: skipped\n");
	return 0;
#else
	return cmocka_run_group_tests(tests, set_up, tear_down);
#endif
}
