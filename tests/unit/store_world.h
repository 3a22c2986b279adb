/* store_world.h: a store in a folder of its own, filled and read back. */
#ifndef HJ_TESTS_STORE_WORLD_H
#define HJ_TESTS_STORE_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "core/store/store.h"
#include "tests/unit/wrap.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_dir, remove_dir)

static char dir[64];

static int
make_dir(void **state)
{
	(void)state;
	(void)snprintf(dir, sizeof(dir), "/tmp/hanji-store-XXXXXX");
	return mkdtemp(dir) == NULL;
}

static int
remove_dir(void **state)
{
	static const char *const names[] = { "data.mdb", "lock.mdb" };
	char path[128];

	(void)state;
	for (size_t i = 0; i < HJ_LEN(names); i++) {
		(void)snprintf(path, sizeof(path), "%s/%s", dir, names[i]);
		(void)unlink(path);
	}
	return rmdir(dir);
}

static struct hj_store *
open_store(bool create, bool write, size_t map)
{
	const struct hj_store_opening how = { .dir = dir,
		.create = create,
		.write = write,
		.map = map };
	struct hj_error err = HJ_ERROR;
	struct hj_store *s = NULL;

	if (hj_store_open(&how, &s, &err) != HJ_OK)
		fail_msg("%s", err.text);
	return s;
}

struct job {
	uint64_t from, count;
	size_t n;
	int stop; /* returned by the callback */
	size_t runs;
};

static int
put_some(struct hj_txn *t, void *to, struct hj_error *err)
{
	struct job *j = to;
	uint8_t *p = malloc(j->n);
	int rc = HJ_OK;

	assert_non_null(p);
	j->runs++;
	for (uint64_t i = j->from; rc == HJ_OK && i < j->from + j->count; i++) {
		memset(p, (int)i, j->n);
		rc = hj_txn_append(t, i, p, j->n, err);
	}
	free(p);
	if (rc == HJ_OK && j->stop != 0)
		return hj_fail(err, (enum hj_code)j->stop, "stopped");
	return rc;
}

static int
check_some(struct hj_txn *t, void *to, struct hj_error *err)
{
	struct job *j = to;
	const uint8_t *p;
	uint64_t last;
	size_t n;

	assert_int_equal(hj_txn_last(t, &last, err), HJ_OK);
	assert_int_equal(last, j->count == 0 ? 0 : j->from + j->count - 1);
	for (uint64_t i = j->from; i < j->from + j->count; i++) {
		assert_int_equal(hj_txn_get(t, i, &p, &n, err), HJ_OK);
		assert_int_equal(n, j->n);
		assert_int_equal(p[n - 1], (uint8_t)i);
	}
	assert_int_equal(hj_txn_get(t, j->from + j->count, &p, &n, err),
	    HJ_ENOTFOUND);
	return HJ_OK;
}

#endif
