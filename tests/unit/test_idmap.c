#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/base/id.h"
#include "core/base/idmap.h"
#include "tests/unit/wrap.h"

enum { MANY = 5000 };

static void
every_id_is_found_again(void **state)
{
	static char ids[MANY][HJ_ELEMENT_ID_CHARS + 1];
	struct hj_error err = HJ_ERROR;
	struct hj_arena arena = HJ_ARENA;
	struct hj_idmap map = HJ_IDMAP;

	(void)state;
	for (size_t i = 0; i < MANY; i++) {
		hj_element_id_random(ids[i]);
		assert_int_equal(hj_idmap_add(&map, &arena, ids[i], 6, ids[i],
				     &err),
		    HJ_OK);
	}
	for (size_t i = 0; i < MANY; i++) {
		const struct hj_idmap_row *row;

		row = hj_idmap_find(&map, ids[i], 6, NULL);
		assert_non_null(row);
		assert_string_equal(row->value, ids[i]);
	}
	assert_null(hj_idmap_find(&map, "0aaaaa", 6, NULL));
	hj_arena_clear(&arena);
}

static void
the_newest_of_an_id_comes_first(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_arena arena = HJ_ARENA;
	struct hj_idmap map = HJ_IDMAP;
	const struct hj_idmap_row *row = NULL;
	int values[200];

	(void)state;
	for (size_t i = 0; i < 200; i++)
		assert_int_equal(hj_idmap_add(&map, &arena, "k7m2qx", 6,
				     &values[i], &err),
		    HJ_OK);
	for (size_t i = 200; i > 0; i--) {
		row = hj_idmap_find(&map, "k7m2qx", 6, row);
		assert_non_null(row);
		assert_ptr_equal(row->value, &values[i - 1]);
	}
	assert_null(hj_idmap_find(&map, "k7m2qx", 6, row));
	hj_arena_clear(&arena);
}

static void
no_memory_leaves_the_map_as_it_was(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_arena arena = HJ_ARENA;
	struct hj_idmap map = HJ_IDMAP;

	(void)state;
	wrap.alloc = (struct wrap_call){ .fail_at = 1 };
	assert_int_equal(hj_idmap_add(&map, &arena, "k7m2qx", 6, &map, &err),
	    HJ_ENOMEM);
	wrap.alloc = (struct wrap_call){ 0 };
	assert_null(hj_idmap_find(&map, "k7m2qx", 6, NULL));
	assert_int_equal(hj_idmap_add(&map, &arena, "k7m2qx", 6, &map, &err),
	    HJ_OK);
	assert_non_null(hj_idmap_find(&map, "k7m2qx", 6, NULL));
	hj_arena_clear(&arena);
}

static void
pieces_are_zeroed_aligned_and_apart(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_arena arena = HJ_ARENA;
	uint8_t *before = NULL;

	(void)state;
	for (size_t n = 1; n < 3000; n++) {
		void *p;
		uint8_t *b;

		assert_int_equal(hj_arena_alloc(&arena, n, &p, &err), HJ_OK);
		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		b = p;
		for (size_t i = 0; i < n; i++)
			assert_int_equal(b[i], 0);
		memset(b, 0xff, n);
		assert_true(before == NULL || before[n - 2] == 0xff);
		before = b;
	}
	hj_arena_clear(&arena);
	hj_arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_id_is_found_again),
		cmocka_unit_test(the_newest_of_an_id_comes_first),
		cmocka_unit_test(no_memory_leaves_the_map_as_it_was),
		cmocka_unit_test(pieces_are_zeroed_aligned_and_apart),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("idmap", tests, NULL, NULL);
}
