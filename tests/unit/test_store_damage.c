#include "tests/unit/store_world.h"

/* Every branch page of the file leads to pages that it does not have. */
static void
break_branches(void)
{
	static uint8_t page[4096];
	char path[128];
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/data.mdb", dir);
	f = fopen(path, "r+");
	assert_non_null(f);
	for (long at = 2 * 4096; fseek(f, at, SEEK_SET) == 0 &&
	     fread(page, sizeof(page), 1, f) == 1;
	     at += 4096) {
		if (page[10] != 0x01) /* mp_flags: P_BRANCH alone */
			continue;
		for (size_t i = 16; i < (size_t)(page[12] | page[13] << 8);
		     i += 2) {
			size_t node = (size_t)(page[i] | page[i + 1] << 8);

			memset(page + node + 4, 0xff, 2); /* of the number */
		}
		assert_int_equal(fseek(f, at, SEEK_SET), 0);
		assert_int_equal(fwrite(page, sizeof(page), 1, f), 1);
	}
	fclose(f);
}

static int
read_twice(struct hj_txn *t, void *to, struct hj_error *err)
{
	const uint8_t *p;
	size_t n;

	(void)to;
	assert_int_equal(hj_txn_get(t, 1, &p, &n, err), HJ_ECORRUPT);
	/* LMDB now answers only that its transaction is bad. */
	assert_int_equal(hj_txn_get(t, 400, &p, &n, err), HJ_ECORRUPT);
	assert_non_null(strstr(err->text, "damaged"));
	return HJ_OK;
}

static void
damage_is_still_damage_at_the_second_read(void **state)
{
	struct job j = { .from = 1, .count = 400, .n = 2004 };
	struct hj_error err = HJ_ERROR;
	struct hj_store *s = open_store(true, true, 0);

	(void)state;
	assert_int_equal(hj_store_with(s, HJ_STORE_WRITE, put_some, &j, &err),
	    HJ_OK);
	hj_store_close(s);
	break_branches();
	s = open_store(false, false, 0);
	assert_int_equal(hj_store_with(s, HJ_STORE_READ, read_twice, NULL,
			     &err),
	    HJ_OK);
	hj_store_close(s);
}

/* Let a root of the older or the newer of the two meta pages lead beyond the
 * end, as LMDB leaves it in the older when the medium refused a commit. */
static void
lead_beyond(bool newer)
{
	enum { PAGE = 4096, ROOT = 16 + 24 + 48 + 40, TXNID = 16 + 24 + 104 };
	const uint64_t beyond = 1 << 20;
	uint64_t txnid[2];
	char path[128];
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/data.mdb", dir);
	assert_non_null(f = fopen(path, "r+b"));
	for (int i = 0; i < 2; i++) {
		assert_int_equal(fseek(f, i * PAGE + TXNID, SEEK_SET), 0);
		assert_int_equal(fread(&txnid[i], 8, 1, f), 1);
	}
	assert_int_not_equal(txnid[0], txnid[1]);
	assert_int_equal(fseek(f,
			     ((txnid[0] < txnid[1]) == newer) * PAGE + ROOT,
			     SEEK_SET),
	    0);
	assert_int_equal(fwrite(&beyond, 8, 1, f), 1);
	fclose(f);
}

static void
a_commit_that_the_medium_refused_does_not_close_the_store(void **state)
{
	struct job j = { .from = 1, .count = 40, .n = 500 };
	const struct hj_store_opening how = { .dir = dir };
	struct hj_error err = HJ_ERROR;
	struct hj_store *s = open_store(true, true, 0);

	(void)state;
	assert_int_equal(hj_store_with(s, HJ_STORE_WRITE, put_some, &j, &err),
	    HJ_OK);
	hj_store_close(s);
	lead_beyond(false);
	s = open_store(false, false, 0);
	assert_int_equal(hj_store_with(s, HJ_STORE_READ, check_some, &j, &err),
	    HJ_OK);
	hj_store_close(s);
	lead_beyond(true);
	assert_int_equal(hj_store_open(&how, &s, &err), HJ_ECORRUPT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(damage_is_still_damage_at_the_second_read),
		TEST(a_commit_that_the_medium_refused_does_not_close_the_store),
	};

	return cmocka_run_group_tests_name("store damage", tests, NULL, NULL);
}
