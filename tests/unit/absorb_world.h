/*
 * absorb_world.h: two files that become one, for the tests of it.
 */
#ifndef HJ_TESTS_ABSORB_WORLD_H
#define HJ_TESTS_ABSORB_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/base/limits.h"
#include "core/case/check.h"
#include "core/case/codec.h"
#include "core/links/absorb.h"
#include "core/links/link.h"
#include "tests/unit/parsed.h"

static struct hj_error error;

static struct hj_record *
copy(const struct hj_record *r)
{
	struct hj_record *to = NULL;

	error = HJ_ERROR;
	assert_int_equal(hj_record_copy(r, &to, &error), HJ_OK);
	return to;
}

static void
same_bytes(const struct hj_record *a, const struct hj_record *b)
{
	struct hj_buf x = HJ_BUF(HJ_CASE_MAX), y = HJ_BUF(HJ_CASE_MAX);

	assert_int_equal(hj_codec_encode(a, &x, &error), HJ_OK);
	assert_int_equal(hj_codec_encode(b, &y, &error), HJ_OK);
	assert_int_equal(x.len, y.len);
	assert_memory_equal(x.data, y.data, x.len);
	hj_buf_clear(&x);
	hj_buf_clear(&y);
}

/* ---- the two files, as one and parted ---- */

struct pair {
	struct hj_record *a, *b, *merged, *rest;
};

static void
absorb(struct pair *p, const struct hj_same_person *same, size_t n)
{
	error = HJ_ERROR;
	if (hj_absorb(p->a, p->b, same, n, &p->merged, &p->rest, &error) !=
	    HJ_OK)
		fail_msg("%s", error.text);
}

static int
end(void **state)
{
	struct pair *p = *state;

	hj_record_free(p->a);
	hj_record_free(p->b);
	hj_record_free(p->merged);
	hj_record_free(p->rest);
	return 0;
}

static void
undo(const struct pair *p, const struct hj_record *now,
    const struct hj_record *rest, struct pair *ret)
{
	const struct hj_absorbed stays = { p->a, p->merged, now };
	const struct hj_absorbed other = { p->b, p->rest, rest };

	*ret = (struct pair){ .a = NULL };
	error = HJ_ERROR;
	if (hj_absorb_undo(&stays, &other, &ret->a, &ret->b, &error) != HJ_OK)
		fail_msg("%s", error.text);
}

static bool
has(const struct hj_record *r, const char *id)
{
	return hj_record_find(r, id) != NULL;
}

static void
valid(const struct hj_record *r)
{
	error = HJ_ERROR;
	if (hj_check_record(r, NULL, NULL, &error) != HJ_OK)
		fail_msg("%s", error.text);
}

#endif
