#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "core/store/index.h"
#include "core/store/pending.h"
#include "tests/unit/wrap.h"

static void
the_newest_bytes_of_a_record_wait(void **state)
{
	struct hj_error err = HJ_ERROR;
	const struct hj_pending_row *row;
	struct hj_pending p;
	uint64_t a, b;

	(void)state;
	hj_pending_init(&p, 100);
	assert_int_equal(hj_pending_number(&p, &a, &err), HJ_OK);
	assert_int_equal(hj_pending_number(&p, &b, &err), HJ_OK);
	assert_int_equal(a, 100);
	assert_int_equal(b, 101);
	assert_null(hj_pending_find(&p, a));
	assert_int_equal(hj_pending_put(&p, b, (const uint8_t *)"old", 3, &err),
	    HJ_OK);
	assert_int_equal(hj_pending_put(&p, 7, (const uint8_t *)"seven", 5,
			     &err),
	    HJ_OK);
	assert_int_equal(hj_pending_put(&p, b, (const uint8_t *)"new", 3, &err),
	    HJ_OK);
	row = hj_pending_find(&p, b);
	assert_memory_equal(p.bytes + row->at, "new", 3);
	row = hj_pending_find(&p, 7);
	assert_int_equal(row->n, 5);
	assert_int_equal(p.len, 8);
	assert_int_equal(hj_pending_delete(&p, 7, &err), HJ_OK);
	assert_true(hj_pending_find(&p, 7)->gone);
	assert_null(hj_pending_find(&p, 8));
	assert_null(hj_pending_find(&p, 102));
	hj_pending_clear(&p);
}

struct runs {
	struct hj_index x;
	struct hj_pending p;
	uint8_t key[HJ_KEY_LEN];
};

static struct hj_id
nth(uint32_t n)
{
	struct hj_id id = { { 0 } };

	memcpy(id.b, &n, sizeof(n));
	return id;
}

static int
write_all(struct hj_txn *t, void *to, struct hj_error *err)
{
	struct runs *r = to;

	if (hj_pending_write(&r->p, t, err) != HJ_OK)
		return (int)err->code;
	return hj_index_write(&r->x, t, err);
}

static int
find_all(struct hj_txn *t, void *to, struct hj_error *err)
{
	struct runs *r = to;
	uint8_t key[HJ_INDEX_KEY];
	const uint8_t *p;
	uint64_t number;
	size_t n;

	for (uint32_t i = 0; i < 5000; i++) {
		struct hj_id id = nth(i);

		hj_index_key(r->key, &id, key);
		assert_int_equal(hj_txn_index_get(t, key, &number, err), HJ_OK);
		assert_int_equal(number, 17 + i);
	}
	for (uint64_t i = 0; i < 20; i++)
		assert_int_equal(hj_txn_get(t, 17 + i, &p, &n, err), HJ_OK);
	return HJ_OK;
}

static void
what_waits_arrives_in_the_store(void **state)
{
	char dir[] = "/tmp/hanji-pending-XXXXXX", path[64];
	const struct hj_store_opening how = { .dir = dir, .create = true };
	struct hj_error err = HJ_ERROR;
	struct hj_store *s = NULL;
	struct runs r = { .key = { 1 } };
	uint8_t key[HJ_INDEX_KEY];
	uint64_t number;

	(void)state;
	assert_non_null(mkdtemp(dir));
	hj_pending_init(&r.p, 17);
	for (uint32_t i = 0; i < 5000; i++) {
		struct hj_id id = nth(i);

		hj_index_key(r.key, &id, key);
		assert_true(hj_index_get(&r.x, key) == 0);
		assert_int_equal(hj_index_put(&r.x, key, 17 + i, &err), HJ_OK);
		assert_true(hj_index_get(&r.x, key) == 17 + i);
	}
	for (size_t i = 0; i < 20; i++)
		assert_int_equal(hj_pending_number(&r.p, &number, &err), HJ_OK);
	/* In any order of putting. */
	for (uint64_t i = 20; i > 0; i--)
		assert_int_equal(hj_pending_put(&r.p, 16 + i,
				     (const uint8_t *)"x", 1, &err),
		    HJ_OK);
	assert_int_equal(hj_store_open(&how, &s, &err), HJ_OK);
	assert_int_equal(hj_store_with(s, HJ_STORE_WRITE, write_all, &r, &err),
	    HJ_OK);
	assert_int_equal(hj_store_with(s, HJ_STORE_READ, find_all, &r, &err),
	    HJ_OK);
	hj_store_close(s);
	hj_pending_clear(&r.p);
	hj_index_clear(&r.x);
	(void)snprintf(path, sizeof(path), "%s/data.mdb", dir);
	assert_int_equal(unlink(path), 0);
	(void)snprintf(path, sizeof(path), "%s/lock.mdb", dir);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(dir), 0);
}

static void
no_memory_leaves_the_set_as_it_was(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_index x = { 0 };
	uint8_t key[HJ_INDEX_KEY] = { 0 };

	(void)state;
	for (uint8_t i = 0; i < 32; i++) {
		key[0] = i;
		assert_int_equal(hj_index_put(&x, key, 1u + i, &err), HJ_OK);
	}
	wrap.alloc = (struct wrap_call){ .fail_at = 1 };
	key[0] = 99;
	assert_int_equal(hj_index_put(&x, key, 5, &err), HJ_ENOMEM);
	wrap.alloc = (struct wrap_call){ 0 };
	assert_true(hj_index_get(&x, key) == 0);
	key[0] = 31;
	assert_true(hj_index_get(&x, key) == 32);
	hj_index_clear(&x);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_newest_bytes_of_a_record_wait),
		cmocka_unit_test(what_waits_arrives_in_the_store),
		cmocka_unit_test(no_memory_leaves_the_set_as_it_was),
	};

	return cmocka_run_group_tests_name("pending", tests, NULL, NULL);
}
