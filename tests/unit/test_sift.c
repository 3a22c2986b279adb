#include "tests/unit/vault_world.h"

#include "core/vault/sift.h"

/* More than two hundred pages of rows, so that threads are started. */
#define CASES 6000

static struct world world;
static struct hj_id ids[CASES];

static int
set_up(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;
	struct hj_vault *v;
	char title[600];

	(void)state;
	make_world(&world);
	v = open_vault(&world, true);
	must(hj_vault_begin(v, NULL, &c, &err), &err);
	for (size_t i = 0; i < CASES; i++) {
		hj_id_random(&ids[i]);
		(void)snprintf(title, sizeof(title), "%zu %0500d", i, 0);
		(void)put_title(c, &ids[i], title);
	}
	must(hj_change_commit(c, &err), &err);
	hj_vault_close(v);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	free_world(&world);
	return 0;
}

struct told {
	size_t n, stop_at;
	unsigned char told[CASES]; /* first byte of the id */
	size_t asked[HJ_CREW_MAX];
};

static struct told one, many;

static int
fits(void *with, const struct hj_row *row, const struct hj_revision *rev,
    bool *ret, struct hj_buf *note, struct hj_error *err)
{
	++*(size_t *)with;
	*ret = row->id.b[1] % 3 == 0;
	if (rev != NULL) {
		assert_memory_equal(rev->id.b, row->id.b, sizeof(row->id.b));
		*ret = *ret &&
		    memmem(rev->bytes.data, rev->bytes.len, "<title>1", 8) !=
			NULL;
	}
	return *ret ? hj_buf_add(note, row->id.b, sizeof(row->id.b), err)
		    : HJ_OK;
}

static int
tell(void *to, const struct hj_row *row, const uint8_t *note, size_t n,
    struct hj_error *err)
{
	struct told *t = to;
	struct hj_row_item item;
	size_t at = 0;

	assert_int_equal(n, sizeof(row->id.b));
	assert_memory_equal(note, row->id.b, n);
	assert_true(hj_row_next(row, &at, &item));
	if (t->n == t->stop_at)
		return hj_fail(err, HJ_EINTERRUPTED, "interrupted");
	t->told[t->n++] = row->id.b[0];
	return HJ_OK;
}

static int
sift(struct hj_vault *v, size_t nworkers, bool files, size_t stop_at,
    struct told *t)
{
	void *with[HJ_CREW_MAX];
	struct hj_sift how = { nworkers, with, fits, tell, t };
	struct hj_error err = HJ_ERROR;

	*t = (struct told){ .stop_at = stop_at };
	for (size_t i = 0; i < HJ_CREW_MAX; i++)
		with[i] = &t->asked[i];
	return files ? hj_vault_sift_files(v, &how, NULL, &err)
		     : hj_vault_sift(v, &how, NULL, &err);
}

static void
many_threads_tell_what_one_tells(void **state)
{
	struct hj_vault *v = open_vault(&world, false);

	(void)state;
	for (int files = 0; files < 2; files++) {
		size_t asked = 0;

		assert_int_equal(sift(v, 1, files != 0, SIZE_MAX, &one), HJ_OK);
		assert_int_equal(one.asked[0], CASES);
		assert_true(one.n > 300);
		for (size_t n = 2; n <= 4; n++) {
			assert_int_equal(sift(v, n, files != 0, SIZE_MAX,
					     &many),
			    HJ_OK);
			assert_int_equal(many.n, one.n);
			assert_memory_equal(many.told, one.told, one.n);
			asked = 0;
			for (size_t i = 0; i < HJ_CREW_MAX; i++)
				asked += many.asked[i];
			assert_int_equal(asked, CASES);
		}
	}
	hj_vault_close(v);
}

static void
who_is_told_may_stop_it(void **state)
{
	struct hj_vault *v = open_vault(&world, false);

	(void)state;
	for (int files = 0; files < 2; files++)
		for (size_t n = 1; n <= 3; n += 2)
			for (size_t at = 0; at < 200; at += 67) {
				assert_int_equal(sift(v, n, files != 0, at,
						     &many),
				    HJ_EINTERRUPTED);
				assert_int_equal(many.n, at);
			}
	hj_vault_close(v);
}

static void
a_change_that_is_open_is_seen_by_all_threads(void **state)
{
	struct hj_vault *v = open_vault(&world, true);
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;
	struct hj_id id;

	(void)state;
	assert_int_equal(sift(v, 1, true, SIZE_MAX, &one), HJ_OK);
	must(hj_vault_begin(v, NULL, &c, &err), &err);
	hj_id_random(&id);
	id.b[1] = 0;
	assert_int_equal(put_title(c, &id, "1 more"), HJ_PUT_NEW);
	assert_int_equal(sift(v, 2, true, SIZE_MAX, &many), HJ_OK);
	assert_int_equal(many.n, one.n + 1);
	assert_int_equal(many.told[one.n], id.b[0]);
	assert_int_equal(sift(v, 2, false, SIZE_MAX, &many), HJ_OK);
	assert_int_equal(many.told[many.n - 1], id.b[0]);
	hj_change_abort(c);
	hj_vault_close(v);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(many_threads_tell_what_one_tells),
		cmocka_unit_test(who_is_told_may_stop_it),
		cmocka_unit_test(a_change_that_is_open_is_seen_by_all_threads),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
