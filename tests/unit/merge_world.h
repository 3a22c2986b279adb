/*
 * merge_world.h: what the tests of a merge share: files written short, and the
 * claim that both orders give the same.
 */
#ifndef HJ_TESTS_MERGE_WORLD_H
#define HJ_TESTS_MERGE_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/base/limits.h"
#include "core/case/check.h"
#include "core/case/codec.h"
#include "core/case/conflict.h"
#include "core/merge/merge.h"

#define CASE(s)                                                                \
	"<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\">" s "</case>"
#define TAG(id, text) "<tag id=\"" id "\">" text "</tag>"
#define NAME(id, text) "<name id=\"" id "\"><family>" text "</family></name>"
#define PERSON(s) "<person id=\"p23456\">" s "</person>"
#define KIM PERSON(NAME("n23456", "Kim"))
/* Ids of rows come from a hash; the tests read them as a star. */
#define ROW(level, s) "<conflict conf=\"" level "\" id=\"*\">" s "</conflict>"
#define AT(s) "<element>" s "</element>"
#define PATH(s) "<path>" s "</path>"
#define ATTR(s) "<attribute>" s "</attribute>"
#define VALUE(s) "<value>" s "</value>"

static struct hj_error error;

static struct hj_record *
decode(const char *text)
{
	struct hj_record *r = NULL;

	error = HJ_ERROR;
	if (hj_codec_decode((const uint8_t *)text, strlen(text), &r, &error) !=
	    HJ_OK)
		fail_msg("%s: %s", text, error.text);
	return r;
}

/* The bytes, with a star for the id of each row. */
static void
encode(const struct hj_record *r, struct hj_buf *to)
{
	static const char row[] = "<conflict ";
	uint8_t *at;
	const char *text;

	assert_int_equal(hj_codec_encode(r, to, &error), HJ_OK);
	assert_int_equal(hj_buf_text(to, &text, &error), HJ_OK);
	for (at = to->data; (at = memmem(at, to->len - (size_t)(at - to->data),
				 row, strlen(row))) != NULL;) {
		at = memmem(at, to->len - (size_t)(at - to->data), "id=\"", 4);
		assert_non_null(at);
		at[4] = '*';
		memmove(at + 5, at + 10,
		    to->len + 1 - (size_t)(at + 10 - to->data));
		to->len -= 5;
	}
}

static void
is(const struct hj_record *r, const char *expected)
{
	struct hj_buf b = HJ_BUF(HJ_CASE_MAX);

	encode(r, &b);
	assert_string_equal((const char *)b.data, expected);
	hj_buf_clear(&b);
}

static int
say(void *to, const struct hj_finding *f, struct hj_error *err)
{
	(void)to;
	(void)err;
	print_error("%s: %s\n", f->path, f->text);
	return HJ_OK;
}

/* In both orders; and what came out, kept as a version of its own beside one
 * that goes on from the first, stays what it is. */
static void
gives(const char *base, const char *x, const char *y, const char *expected)
{
	struct hj_record *o = decode(base != NULL ? base : CASE(""));
	struct hj_record *a = decode(x), *b = decode(y), *r = NULL, *s = NULL;
	const struct hj_record *none = base != NULL ? o : NULL;

	assert_int_equal(hj_merge_three(none, a, b, &r, &error), HJ_OK);
	is(r, expected);
	if (hj_check_record(r, say, NULL, &error) != HJ_OK)
		fail_msg("%s: %s", expected, error.text);
	assert_int_equal(hj_merge_three(none, b, a, &s, &error), HJ_OK);
	is(s, expected);
	hj_record_free(s);
	if (base != NULL) {
		const struct hj_merge_side side[] = { { o, NULL, 0 },
			{ a, NULL, 1 }, { b, NULL, 1 }, { r, NULL, 6 },
			{ a, NULL, 2 } };

		assert_int_equal(hj_merge(side, 5, &s, &error), HJ_OK);
		is(s, expected);
		hj_record_free(s);
	}
	hj_record_free(r);
	hj_record_free(o);
	hj_record_free(a);
	hj_record_free(b);
}

#endif
