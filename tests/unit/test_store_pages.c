#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "core/store/store_pages.h"

#define RECORDS 400
#define PAGE 4096 /* of this kind of machine */

static char dir[64], file[96];
static uint64_t bad, bad_page;

static int
put_some(struct hj_txn *t, void *to, struct hj_error *err)
{
	static const uint8_t value[20000];
	uint64_t from = *(const uint64_t *)to;
	int rc = HJ_OK;

	for (uint64_t i = from; i < RECORDS && rc == HJ_OK; i += 4)
		rc = hj_txn_put(t, i + 1, value, i % 10 == 0 ? 20000 : 2004,
		    err);
	for (uint64_t i = from; i < RECORDS && rc == HJ_OK; i += 8)
		rc = hj_txn_delete(t, i + 1, err);
	return rc;
}

static int
count(void *to, uint64_t page, struct hj_error *err)
{
	(void)to;
	(void)err;
	bad++;
	bad_page = page;
	return HJ_OK;
}

static int
look(struct hj_txn *t, void *to, struct hj_error *err)
{
	return hj_txn_pages(t, count, to, err);
}

/* How many pages are not as they should be? */
static uint64_t
examine(void)
{
	const struct hj_store_opening how = { .dir = dir };
	struct hj_error err = HJ_ERROR;
	struct hj_store *s = NULL;

	bad = 0;
	assert_int_equal(hj_store_open(&how, &s, &err), HJ_OK);
	assert_int_equal(hj_store_with(s, HJ_STORE_READ, look, NULL, &err),
	    HJ_OK);
	hj_store_close(s);
	return bad;
}

/* Change a byte of the file; the same again undoes it. */
static void
flip(uint64_t page, unsigned at)
{
	int fd = open(file, O_RDWR | O_CLOEXEC);
	off_t where = (off_t)(page * PAGE + at);
	uint8_t byte;

	assert_true(fd >= 0);
	assert_int_equal(pread(fd, &byte, 1, where), 1);
	byte ^= 4;
	assert_int_equal(pwrite(fd, &byte, 1, where), 1);
	(void)close(fd);
}

static int
make(void **state)
{
	const struct hj_store_opening how = { .dir = dir,
		.write = true,
		.create = true };
	struct hj_error err = HJ_ERROR;
	struct hj_store *s = NULL;

	(void)state;
	(void)snprintf(dir, sizeof(dir), "/tmp/hanji-pages-XXXXXX");
	assert_non_null(mkdtemp(dir));
	(void)snprintf(file, sizeof(file), "%s/data.mdb", dir);
	assert_int_equal(hj_store_open(&how, &s, &err), HJ_OK);
	for (uint64_t from = 0; from < 4; from++)
		assert_int_equal(hj_store_with(s, HJ_STORE_WRITE, put_some,
				     &from, &err),
		    HJ_OK);
	hj_store_close(s);
	return 0;
}

static int
unmake(void **state)
{
	char lock[96];

	(void)state;
	(void)snprintf(lock, sizeof(lock), "%s/lock.mdb", dir);
	(void)unlink(lock);
	(void)unlink(file);
	return rmdir(dir);
}

static void
what_lmdb_wrote_is_as_it_should_be(void **state)
{
	(void)state;
	assert_int_equal(examine(), 0);
}

/* The number in the head of a page is read by nobody but a later change. */
static void
a_wrong_number_in_a_page_is_named(void **state)
{
	unsigned named = 0;

	(void)state;
	for (uint64_t page = 2; page < 200; page++) {
		flip(page, 1);
		if (examine() != 0) {
			assert_int_equal(bad_page, page);
			named++;
		}
		flip(page, 1);
	}
	assert_true(named > 50);
	assert_int_equal(examine(), 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make, unmake)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_lmdb_wrote_is_as_it_should_be),
		TEST(a_wrong_number_in_a_page_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
