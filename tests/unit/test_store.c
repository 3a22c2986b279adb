#include "tests/unit/store_world.h"

static void
values_are_there_after_opening_again(void **state)
{
	struct job j = { .from = 1, .count = 50, .n = 2004 };
	struct hj_error err = HJ_ERROR;
	struct hj_store *s = open_store(true, true, 0);

	(void)state;
	assert_int_equal(hj_store_with(s, HJ_STORE_WRITE, put_some, &j, &err),
	    HJ_OK);
	hj_store_close(s);
	s = open_store(false, false, 0);
	assert_int_equal(hj_store_with(s, HJ_STORE_READ, check_some, &j, &err),
	    HJ_OK);
	hj_store_close(s);
}

static void
no_flag_but_these_two_is_ever_set(void **state)
{
	struct hj_store *s = open_store(true, true, 0);

	(void)state;
	assert_int_equal(hj_store_flags(s), MDB_NORDAHEAD);
	hj_store_close(s);
	s = open_store(false, false, 0);
	assert_int_equal(hj_store_flags(s), MDB_NORDAHEAD | MDB_RDONLY);
	hj_store_close(s);
}

/* The unit tests run in the folder of the Makefile. */
static void
no_other_flag_stands_in_the_source(void **state)
{
	static const char *const files[] = { "core/store/store.c",
		"core/store/store_txn.c", "core/store/store_env.h" };
	static const char *const banned[] = { "NOSYNC", "NOMETASYNC",
		"MAPASYNC", "WRITEMAP", "NOLOCK", "NOTLS", "NOMEMINIT",
		"FIXEDMAP", "DUPSORT", "MDB_CURRENT" };
	static char text[64 << 10];

	(void)state;
	for (size_t i = 0; i < HJ_LEN(files); i++) {
		FILE *f = fopen(files[i], "r");
		size_t n;

		if (f == NULL)
			skip();
		n = fread(text, 1, sizeof(text) - 1, f);
		text[n] = '\0';
		fclose(f);
		for (size_t k = 0; k < HJ_LEN(banned); k++)
			assert_null(strstr(text, banned[k]));
	}
}

static void
a_change_that_fails_leaves_nothing(void **state)
{
	struct job j = { .from = 1, .count = 3, .n = 770, .stop = HJ_EREFUSED };
	struct job none = { .from = 1 };
	struct hj_error err = HJ_ERROR;
	struct hj_store *s = open_store(true, true, 0);

	(void)state;
	assert_int_equal(hj_store_with(s, HJ_STORE_WRITE, put_some, &j, &err),
	    HJ_EREFUSED);
	assert_int_equal(hj_store_with(s, HJ_STORE_READ, check_some, &none,
			     &err),
	    HJ_OK);
	hj_store_close(s);
}

static void
a_commit_that_fails_leaves_the_store_usable(void **state)
{
	struct job j = { .from = 1, .count = 3, .n = 770 };
	struct hj_error err = HJ_ERROR;
	struct hj_store *s = open_store(true, true, 0);

	(void)state;
	wrap.commit = (struct wrap_call){ .fail_at = 1 };
	assert_int_equal(hj_store_with(s, HJ_STORE_WRITE, put_some, &j, &err),
	    HJ_EIO);
	wrap.commit = (struct wrap_call){ 0 };
	assert_non_null(strstr(err.text, "disk full"));
	assert_int_equal(hj_store_with(s, HJ_STORE_WRITE, put_some, &j, &err),
	    HJ_OK);
	assert_int_equal(hj_store_with(s, HJ_STORE_READ, check_some, &j, &err),
	    HJ_OK);
	hj_store_close(s);
}

static void
a_map_that_is_too_small_grows(void **state)
{
	struct job j = { .from = 1, .count = 100, .n = 16368 };
	struct hj_error err = HJ_ERROR;
	struct hj_store *s = open_store(true, true, 1 << 20);

	(void)state;
	assert_int_equal(hj_store_with(s, HJ_STORE_WRITE, put_some, &j, &err),
	    HJ_OK);
	assert_int_equal(j.runs, 2);
	assert_int_equal(hj_store_with(s, HJ_STORE_READ, check_some, &j, &err),
	    HJ_OK);
	hj_store_close(s);
}

static void
overwrite(size_t at, const void *p, size_t n)
{
	char path[128];
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/data.mdb", dir);
	f = fopen(path, "r+");
	assert_non_null(f);
	assert_int_equal(fseek(f, (long)at, SEEK_SET), 0);
	assert_int_equal(fwrite(p, 1, n, f), n);
	fclose(f);
}

static void
a_file_that_is_not_lmdb_is_refused_before_it_is_mapped(void **state)
{
	const struct hj_store_opening how = { .dir = dir };
	struct hj_error err = HJ_ERROR;
	struct hj_store *s = open_store(true, true, 0);
	char path[128];

	(void)state;
	hj_store_close(s);
	overwrite(16, "\xff", 1); /* magic of the first meta page */
	assert_int_equal(hj_store_open(&how, &s, &err), HJ_ECORRUPT);
	(void)snprintf(path, sizeof(path), "%s/data.mdb", dir);
	assert_int_equal(truncate(path, 0), 0);
	assert_int_equal(hj_store_open(&how, &s, &err), HJ_ECORRUPT);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(hj_store_open(&how, &s, &err), HJ_ENOTFOUND);
}

static int
index_some(struct hj_txn *t, void *to, struct hj_error *err)
{
	static const uint8_t a[HJ_INDEX_KEY] = "a", b[HJ_INDEX_KEY] = "b";
	uint64_t n;

	(void)to;
	assert_int_equal(hj_txn_index_put(t, a, 17, err), HJ_OK);
	assert_int_equal(hj_txn_index_get(t, a, &n, err), HJ_OK);
	assert_int_equal(n, 17);
	assert_int_equal(hj_txn_index_get(t, b, &n, err), HJ_ENOTFOUND);
	assert_int_equal(hj_txn_index_put(t, b, 18, err), HJ_OK);
	assert_int_equal(hj_txn_index_put(t, a, 0, err), HJ_OK);
	assert_int_equal(hj_txn_index_put(t, a, 0, err), HJ_OK);
	assert_int_equal(hj_txn_index_count(t, &n, err), HJ_OK);
	assert_int_equal(n, 1);
	return hj_txn_index_clear(t, err);
}

static void
the_index_finds_what_was_put_and_forgets_what_was_deleted(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_store *s = open_store(true, true, 0);

	(void)state;
	assert_int_equal(hj_store_with(s, HJ_STORE_WRITE, index_some, NULL,
			     &err),
	    HJ_OK);
	hj_store_close(s);
}

static int
read_inside(struct hj_txn *t, void *to, struct hj_error *err)
{
	struct job none = { .from = 1 };

	(void)t;
	return hj_store_with(to, HJ_STORE_READ, check_some, &none, err);
}

static void
reading_inside_reading_joins_it(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_store *s = open_store(true, true, 0);

	(void)state;
	assert_int_equal(hj_store_with(s, HJ_STORE_READ, read_inside, s, &err),
	    HJ_OK);
	hj_store_close(s);
}

static void
more_than_the_disk_holds_is_refused_before_it_is_written(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_store *s = open_store(true, true, 0);

	(void)state;
	assert_int_equal(hj_store_room(s, 4096, &err), HJ_OK);
	assert_int_equal(hj_store_room(s, SIZE_MAX / 4, &err), HJ_EIO);
	assert_non_null(strstr(err.text, "disk full"));
	hj_store_close(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(values_are_there_after_opening_again),
		TEST(no_flag_but_these_two_is_ever_set),
		cmocka_unit_test(no_other_flag_stands_in_the_source),
		TEST(a_change_that_fails_leaves_nothing),
		TEST(a_commit_that_fails_leaves_the_store_usable),
		TEST(a_map_that_is_too_small_grows),
		TEST(a_file_that_is_not_lmdb_is_refused_before_it_is_mapped),
		TEST(the_index_finds_what_was_put_and_forgets_what_was_deleted),
		TEST(reading_inside_reading_joins_it),
		TEST(more_than_the_disk_holds_is_refused_before_it_is_written),
	};

	return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
