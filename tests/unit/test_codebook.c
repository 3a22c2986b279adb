#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/case/check.h"
#include "core/case/codec.h"
#include "core/case/owncode.h"
#include "core/vault/codebook.h"
#include "tests/unit/gen_record.h"

static const struct hj_coined post = { .list = "organ",
	.code = "x-post",
	.id = "cd0001",
	.en = "Border post",
	.ko = "국경 초소",
	.near = "kp-border" };
static const struct hj_coined lured = { .list = "violation",
	.code = "x-lured",
	.id = "cd0002",
	.en = "Lured abroad",
	.ko = "유인",
	.from = "2010",
	.to = "2015",
	.near = "traffick" };

static int
open_book(void **state)
{
	static struct hj_codebook b;
	struct hj_error err = HJ_ERROR;

	b = HJ_CODEBOOK;
	*state = &b;
	return hj_codebook_put(&b, &post, &err) != HJ_OK ||
	    hj_codebook_put(&b, &lured, &err) != HJ_OK;
}

static int
close_book(void **state)
{
	hj_codebook_clear(*state);
	return 0;
}

static struct hj_record *
parse(const char *inside)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;
	char xml[8192];
	int n;

	n = snprintf(xml, sizeof(xml),
	    "<case xmlns=\"" HJ_CASE_NS "\" id=\"0123456789abcdef\">%s</case>",
	    inside);
	assert_true(n > 0 && (size_t)n < sizeof(xml));
	if (hj_codec_decode((const uint8_t *)xml, (size_t)n, &r, &err) != HJ_OK)
		fail_msg("%s", err.text);
	return r;
}

/* The file `inside` becomes the file `expected`. */
static void
settles(const struct hj_codebook *b, const char *inside, const char *expected)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = parse(inside), *want = parse(expected);
	struct hj_buf got = HJ_BUF(HJ_CASE_MAX), good = HJ_BUF(HJ_CASE_MAX);

	assert_int_equal(hj_codebook_settle(b, r, &err), HJ_OK);
	assert_int_equal(hj_codec_encode(r, &got, &err), HJ_OK);
	assert_int_equal(hj_codec_encode(want, &good, &err), HJ_OK);
	assert_int_equal(hj_buf_putc(&got, '\0', &err), HJ_OK);
	assert_int_equal(hj_buf_putc(&good, '\0', &err), HJ_OK);
	assert_string_equal((const char *)got.data, (const char *)good.data);
	hj_buf_clear(&got);
	hj_buf_clear(&good);
	hj_record_free(r);
	hj_record_free(want);
}

#define ORGAN(code)                                                            \
	"<authority id=\"a00001\"><organ>" code "</organ></authority>"
#define POST(id, en)                                                           \
	"<own-code id=\"" id "\"><list>organ</list><code>x-post</code><en>" en \
	"</en><ko>국경 초소</ko><near>kp-border</near></own-code>"
#define LURED                                                                  \
	"<own-code id=\"cd0002\"><list>violation</list><code>x-lured</code>"   \
	"<en>Lured abroad</en><ko>유인</ko><from>2010</from><to>2015</to>"   \
	"<near>traffick</near></own-code>"
#define EVENT(type)                                                            \
	"<event id=\"e00001\" type=\"" type "\">"                              \
	"<who id=\"w00001\" known=\"unknown\"></who></event>"

static void
a_file_gets_what_its_codes_mean(void **state)
{
	(void)state;
	settles(*state, ORGAN("x-post"),
	    ORGAN("x-post") POST("cd0001", "Border post"));
	/* In an attribute, of a list that is made of others. */
	settles(*state, EVENT("x-lured"), EVENT("x-lured") LURED);
	/* Once, however often it is used. */
	settles(*state,
	    EVENT("x-lured") ORGAN(
		"x-post") "<authority id=\"a00002\"><organ>x-post</organ></authority>",
	    EVENT("x-lured") ORGAN(
		"x-post") "<authority id=\"a00002\"><organ>x-post</organ></authority>" LURED
		POST("cd0001", "Border post"));
	settles(*state, ORGAN("kp-mss"), ORGAN("kp-mss"));
	settles(*state, ORGAN("x-none"), ORGAN("x-none"));
}

static void
corrected_labels_reach_the_file(void **state)
{
	(void)state;
	settles(*state, ORGAN("x-post") POST("cd0001", "Boarder post"),
	    ORGAN("x-post") POST("cd0001", "Border post"));
	settles(*state,
	    ORGAN("x-post") "<own-code id=\"cd0001\"><list>organ</list>"
			    "<code>x-post</code><en>Border post</en>"
			    "<ko>국경 초소</ko><from>1999</from></own-code>",
	    ORGAN("x-post") POST("cd0001", "Border post"));
}

static void
a_code_of_somebody_else_stays_as_it_is(void **state)
{
	(void)state;
	settles(*state, ORGAN("x-post") POST("zz0001", "Mail"),
	    ORGAN("x-post") POST("zz0001", "Mail"));
}

static void
what_nothing_uses_goes_unless_parts_are_withheld(void **state)
{
#define GONE                                                                   \
	"<withheld digest=\"0123456789abcdef0123456789abcdef"                  \
	"0123456789abcdef0123456789abcdef\"></withheld>"
	(void)state;
	settles(*state, ORGAN("kp-mss") POST("cd0001", "Border post"),
	    ORGAN("kp-mss"));
	settles(*state, ORGAN("kp-mss") LURED POST("cd0001", "Border post"),
	    ORGAN("kp-mss"));
	settles(*state, ORGAN("kp-mss") POST("cd0001", "Border post") GONE,
	    ORGAN("kp-mss") POST("cd0001", "Border post") GONE);
}

static void
a_settled_file_passes_the_check_and_settles_no_further(void **state)
{
	struct hj_error err = HJ_ERROR;

	for (uint64_t seed = 0; seed < 200; seed++) {
		struct hj_record *r = gen_record(seed, GEN_CASE);
		struct hj_buf one = HJ_BUF(HJ_CASE_MAX);
		struct hj_buf two = HJ_BUF(HJ_CASE_MAX);

		assert_int_equal(hj_codebook_settle(*state, r, &err), HJ_OK);
		assert_int_equal(hj_check_record(r, NULL, NULL, &err), HJ_OK);
		assert_int_equal(hj_codec_encode(r, &one, &err), HJ_OK);
		assert_int_equal(hj_codebook_settle(*state, r, &err), HJ_OK);
		assert_int_equal(hj_codec_encode(r, &two, &err), HJ_OK);
		assert_int_equal(one.len, two.len);
		assert_memory_equal(one.data, two.data, one.len);
		hj_buf_clear(&one);
		hj_buf_clear(&two);
		hj_record_free(r);
	}
}

static void
a_received_file_teaches_its_codes(void **state)
{
	struct hj_codebook b = HJ_CODEBOOK;
	struct hj_error err = HJ_ERROR;
	struct hj_record *r =
	    parse(ORGAN("x-post") POST("cd0001", "Border post") LURED);
	size_t fresh = 0, other = 0;
	const struct hj_coined *c;

	assert_int_equal(hj_codebook_learn(&b, r, &fresh, &other, &err), HJ_OK);
	assert_int_equal(fresh, 2);
	assert_int_equal(other, 0);
	c = hj_codebook_find(&b, "violation", "x-lured", 7);
	assert_non_null(c);
	assert_true(c->received);
	assert_string_equal(c->id, "cd0002");
	assert_string_equal(c->ko, "유인");
	assert_string_equal(c->to, "2015");
	/* Again: nothing new, and ours are not marked as theirs. */
	assert_int_equal(hj_codebook_learn(&b, r, &fresh, &other, &err), HJ_OK);
	assert_int_equal(fresh, 2);
	assert_int_equal(hj_codebook_learn(*state, r, &fresh, &other, &err),
	    HJ_OK);
	assert_int_equal(fresh, 2);
	assert_false(hj_codebook_find(*state, "organ", "x-post", 6)->received);
	hj_record_free(r);
	/* Spelt alike by somebody else. */
	r = parse(ORGAN("x-post") POST("zz0001", "Mail"));
	assert_int_equal(hj_codebook_learn(&b, r, &fresh, &other, &err), HJ_OK);
	assert_int_equal(fresh, 2);
	assert_int_equal(other, 1);
	assert_string_equal(hj_codebook_find(&b, "organ", "x-post", 6)->en,
	    "Border post");
	hj_record_free(r);
	hj_codebook_clear(&b);
}

/* A list, a nearest code or a label that only a later hanji knows. */
static void
what_no_book_takes_stays_with_the_file_alone(void **state)
{
	struct hj_codebook b = HJ_CODEBOOK;
	struct hj_error err = HJ_ERROR;
	struct hj_record *r =
	    parse("<own-code id=\"cd0001\"><list>organ</list><code>x-a</code>"
		  "<en>A</en><ko>가</ko><near>of-a-later-hanji</near></own-code>"
		  "<own-code id=\"cd0002\"><list>later-list</list><code>x-b</code>"
		  "<en>B</en><ko>나</ko></own-code>"
		  "<own-code id=\"cd0003\"><list>violation</list><code>x-c</code>"
		  "<en>C</en><ko>다</ko></own-code>");
	size_t fresh = 0, other = 0;

	(void)state;
	assert_int_equal(hj_codebook_learn(&b, r, &fresh, &other, &err), HJ_OK);
	assert_int_equal(fresh, 1);
	assert_string_equal(hj_codebook_at(&b, 0)->code, "x-a");
	assert_string_equal(hj_codebook_at(&b, 0)->near, "");
	hj_record_free(r);
	hj_codebook_clear(&b);
}

static void
assert_refused(struct hj_coined c, const char *because)
{
	struct hj_error err = HJ_ERROR;

	assert_int_equal(hj_coined_check(&c, &err), HJ_EINVAL);
	if (strstr(err.text, because) == NULL)
		fail_msg("%s", err.text);
}

static void
a_code_that_is_not_right_is_refused_with_the_reason(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_coined c = post;

	(void)state;
	assert_int_equal(hj_coined_check(&c, &err), HJ_OK);
	strcpy(c.list, "consent-scope");
	assert_refused(c, "takes no codes");
	strcpy(c.list, "event-type");
	assert_refused(c, "takes no codes");
	c = post;
	strcpy(c.code, "post");
	assert_refused(c, "x- and then");
	c = post;
	c.ko[0] = '\0';
	assert_refused(c, "Korean is missing");
	c = post;
	strcpy(c.en, "a\nb");
	assert_refused(c, "English");
	c = post;
	strcpy(c.near, "kp-nothing");
	assert_refused(c, "nearest");
	c = post;
	strcpy(c.from, "2010/2012");
	assert_refused(c, "one date");
	c = post;
	strcpy(c.from, "2012");
	strcpy(c.to, "2010");
	assert_refused(c, "before the beginning");
	c = lured;
	c.near[0] = '\0';
	assert_refused(c, "protected");
}

static void
a_book_is_sorted_replaced_and_dropped_from(void **state)
{
	struct hj_codebook b = HJ_CODEBOOK;
	struct hj_error err = HJ_ERROR;
	struct hj_coined c = post;

	(void)state;
	for (int i = 25; i >= 0; i--) {
		(void)snprintf(c.code, sizeof(c.code), "x-%c",
		    'a' + i * 7 % 26);
		assert_int_equal(hj_codebook_put(&b, &c, &err), HJ_OK);
	}
	assert_int_equal(hj_codebook_count(&b), 26);
	for (size_t i = 1; i < 26; i++)
		assert_true(strcmp(hj_codebook_at(&b, i - 1)->code,
				hj_codebook_at(&b, i)->code) < 0);
	strcpy(c.code, "x-m");
	strcpy(c.en, "Anew");
	assert_int_equal(hj_codebook_put(&b, &c, &err), HJ_OK);
	assert_int_equal(hj_codebook_count(&b), 26);
	assert_string_equal(hj_codebook_find(&b, "organ", "x-m", 3)->en,
	    "Anew");
	hj_codebook_drop(&b, "organ", "x-m");
	hj_codebook_drop(&b, "organ", "x-m");
	hj_codebook_drop(&b, "facility", "x-a");
	assert_int_equal(hj_codebook_count(&b), 25);
	assert_null(hj_codebook_find(&b, "organ", "x-m", 3));
	assert_null(hj_codebook_find(&b, "organ", "x-", 2));
	assert_null(hj_codebook_find(&b, "organ", "x-a-longer", 10));
	assert_null(hj_codebook_at(&b, 25));
	hj_codebook_clear(&b);
}

static void
a_book_has_its_ceiling(void **state)
{
	struct hj_codebook b = HJ_CODEBOOK;
	struct hj_error err = HJ_ERROR;
	struct hj_coined c = post;

	(void)state;
	for (int i = 0; i < HJ_CODEBOOK_MAX; i++) {
		(void)snprintf(c.code, sizeof(c.code), "x-%d", i);
		assert_int_equal(hj_codebook_put(&b, &c, &err), HJ_OK);
	}
	strcpy(c.code, "x-more");
	assert_int_equal(hj_codebook_put(&b, &c, &err), HJ_ELIMIT);
	assert_int_equal(hj_codebook_count(&b), HJ_CODEBOOK_MAX);
	hj_codebook_clear(&b);
}

static void
its_bytes_give_it_back(void **state)
{
	struct hj_codebook b = HJ_CODEBOOK;
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	struct hj_error err = HJ_ERROR;

	assert_int_equal(hj_codebook_encode(*state, &bytes, &err), HJ_OK);
	assert_int_equal(hj_codebook_decode(bytes.data, bytes.len, &b, &err),
	    HJ_OK);
	assert_int_equal(hj_codebook_count(&b), 2);
	assert_memory_equal(hj_codebook_at(&b, 0), &post, sizeof(post));
	assert_memory_equal(hj_codebook_at(&b, 1), &lured, sizeof(lured));
	/* Cut anywhere, or too long: never half a book. */
	for (size_t n = 0; n < bytes.len; n++)
		assert_int_equal(hj_codebook_decode(bytes.data, n, &b, &err),
		    HJ_ECORRUPT);
	assert_int_equal(hj_buf_putc(&bytes, '\0', &err), HJ_OK);
	assert_int_equal(hj_codebook_decode(bytes.data, bytes.len, &b, &err),
	    HJ_ECORRUPT);
	bytes.data[1] = 1;
	assert_int_equal(hj_codebook_decode(bytes.data, bytes.len, &b, &err),
	    HJ_EVERSION);
	hj_buf_clear(&bytes);
	hj_codebook_clear(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_gets_what_its_codes_mean),
		cmocka_unit_test(corrected_labels_reach_the_file),
		cmocka_unit_test(a_code_of_somebody_else_stays_as_it_is),
		cmocka_unit_test(what_nothing_uses_goes_unless_parts_are_withheld),
		cmocka_unit_test(
		    a_settled_file_passes_the_check_and_settles_no_further),
		cmocka_unit_test(a_received_file_teaches_its_codes),
		cmocka_unit_test(what_no_book_takes_stays_with_the_file_alone),
		cmocka_unit_test(
		    a_code_that_is_not_right_is_refused_with_the_reason),
		cmocka_unit_test(a_book_is_sorted_replaced_and_dropped_from),
		cmocka_unit_test(a_book_has_its_ceiling),
		cmocka_unit_test(its_bytes_give_it_back),
	};

	return cmocka_run_group_tests_name("codebook", tests, open_book,
	    close_book);
}
