#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/store/roworder.h"
#include "tests/unit/parsed.h"

#define NAME(x)                                                                \
	"<person id=\"p11111\" role=\"victim\"><name><full>" x                 \
	"</full></name></person>"

/* Each with a letter that stands for it. */
static const struct one {
	char letter;
	const char *inside, *status;
	uint8_t level;
	int64_t changed;
} ones[] = {
	{ 'a', "<opened>2020-03</opened>" NAME("나비"), "closed", 0, 50 },
	{ 'b', "<opened>2019</opened>" NAME("Zoe"), "intake", 0, 90 },
	{ 'c', NAME("가람"), "urgent", 0, 70 },
	{ 'd', "<opened>2020-03-02</opened>" NAME("가가"), "open", HJ_SECRET,
	    10 },
	{ 'e',
	    "<opened>2021</opened>" NAME(
		"Anna") "<event id=\"e11111\" type=\"arrest\"><who>p11111</who>"
			"<date>2013</date></event>"
			"<event id=\"e11112\" type=\"arrest\"><who>p11111</who>"
			"<date>2001-05-06</date></event>",
	    "open", 0, 60 },
	{ 'f',
	    NAME("Bo") "<event id=\"e11111\" type=\"arrest\"><who>p11111</who>"
		       "<date>2010</date></event>",
	    "dormant", 0, 40 },
};

struct keyed {
	char letter;
	struct hj_buf key;
};

static int
by_key(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;
	size_t n = x->key.len < y->key.len ? x->key.len : y->key.len;
	int d = memcmp(x->key.data, y->key.data, n);

	return d != 0 ? d
		      : (x->key.len > y->key.len) - (x->key.len < y->key.len);
}

static void
expect(const char *fields, const char *language, const char *letters)
{
	struct hj_error err = HJ_ERROR;
	struct hj_roworder *o = NULL;
	struct keyed k[HJ_LEN(ones)];
	char got[HJ_LEN(ones) + 1] = "";

	if (hj_roworder_parse(fields, strlen(fields), language, &o, &err) !=
	    HJ_OK)
		fail_msg("%s: %s", fields, err.text);
	for (size_t i = 0; i < HJ_LEN(ones); i++) {
		struct hj_buf items = HJ_BUF(HJ_RECORD_MAX);
		struct hj_record *r = parsed(ones[i].inside);
		struct hj_row row = { .root = 'c' };

		assert_int_equal(hj_row_describe_whole(r, &row, &items, &err),
		    HJ_OK);
		strcpy(row.status, ones[i].status);
		row.level = ones[i].level;
		row.changed = ones[i].changed;
		row.id.b[0] = (uint8_t)ones[i].letter;
		k[i] = (struct keyed){ ones[i].letter, HJ_BUF(HJ_LINE_MAX) };
		assert_int_equal(hj_roworder_key(o, &row, &k[i].key, &err),
		    HJ_OK);
		hj_buf_clear(&items);
		hj_record_free(r);
	}
	qsort(k, HJ_LEN(ones), sizeof(k[0]), by_key);
	for (size_t i = 0; i < HJ_LEN(ones); i++) {
		got[i] = k[i].letter;
		hj_buf_clear(&k[i].key);
	}
	hj_roworder_free(o);
	if (strcmp(got, letters) != 0)
		fail_msg("%s: %s, not %s", fields, got, letters);
}

static void
a_date_counts_by_its_first_day_and_what_is_not_known_comes_last(void **state)
{
	(void)state;
	expect("opened", "en", "badecf");
	expect("-opened", "en", "edabcf");
	expect("접수일", "ko", "badecf");
	expect("changed", "en", "dfaecb");
	expect("-changed", "en", "bceafd");
}

static void
of_several_dates_the_first_counts_and_descending_the_last(void **state)
{
	(void)state;
	expect("arrested", "en", "efabcd");
	expect("-arrested", "en", "efabcd");
}

static void
names_stand_in_the_order_of_the_language_and_secret_ones_last(void **state)
{
	(void)state;
	expect("name", "en", "efbcad");
	expect("name", "ko", "caefbd");
	expect("-name", "en", "acbfed");
	expect("title", "ko", "caefbd");
}

static void
a_status_stands_where_its_list_has_it(void **state)
{
	(void)state;
	expect("status", "en", "bdecfa");
	expect("-status", "en", "afcdeb");
}

static void
what_is_equal_by_the_first_field_stands_by_the_next_and_then_by_id(void **state)
{
	(void)state;
	expect("status,-changed", "en", "bedcfa");
	expect("type,id", "en", "abcdef");
	expect("-id", "en", "fedcba");
	expect("kind", "en", "abcdef");
}

static void
refuse(const char *fields, enum hj_code code, const char *says)
{
	struct hj_error err = HJ_ERROR;
	struct hj_roworder *o = NULL;

	assert_int_equal(hj_roworder_parse(fields, strlen(fields), "en", &o,
			     &err),
	    code);
	assert_null(o);
	if (strstr(err.text, says) == NULL)
		fail_msg("%s: %s", fields, err.text);
}

static void
what_cannot_be_sorted_by_is_refused(void **state)
{
	(void)state;
	refuse("opend", HJ_ENOTFOUND, "'opened'");
	refuse("country", HJ_ENOTFOUND, "no field of that name");
	refuse("status,,id", HJ_EINVAL, "expected fields");
	refuse("", HJ_EINVAL, "expected fields");
	refuse("-", HJ_EINVAL, "expected fields");
	refuse("id,", HJ_EINVAL, "expected fields");
	refuse("id,id,id,id,id,id,id,id,id", HJ_EINVAL, "at most 8");
}

static void
every_field_that_is_named_can_be_sorted_by(void **state)
{
	const char *name, *korean;
	size_t i = 0;

	(void)state;
	for (; hj_roworder_field_at(i, &name, &korean); i++) {
		struct hj_error err = HJ_ERROR;
		struct hj_roworder *o = NULL;

		assert_int_equal(hj_roworder_parse(name, strlen(name), "en", &o,
				     &err),
		    HJ_OK);
		hj_roworder_free(o);
		assert_int_equal(hj_roworder_parse(korean, strlen(korean), "ko",
				     &o, &err),
		    HJ_OK);
		hj_roworder_free(o);
	}
	assert_true(i > 25);
}

static int
key_it(void *to, struct hj_error *err)
{
	struct hj_buf key = HJ_BUF(HJ_LINE_MAX), items = HJ_BUF(HJ_RECORD_MAX);
	struct hj_roworder *o = NULL;
	struct hj_row row = { .root = 'c' };
	int rc = hj_roworder_parse(to, strlen(to), "ko", &o, err);

	if (rc == HJ_OK) {
		struct hj_record *r = parsed(ones[0].inside);

		rc = hj_row_describe_whole(r, &row, &items, err);
		hj_record_free(r);
	}
	if (rc == HJ_OK)
		rc = hj_roworder_key(o, &row, &key, err);
	assert_true(rc != HJ_OK || key.len > 0);
	hj_roworder_free(o);
	hj_buf_clear(&key);
	hj_buf_clear(&items);
	return rc;
}

/* A row that is not described yet has every field, too: none of it. */
static void
each_field_gives_each_row_a_key(void **state)
{
	const char *name, *korean;

	(void)state;
	for (size_t i = 0; hj_roworder_field_at(i, &name, &korean); i++) {
		struct hj_error err = HJ_ERROR;
		char down[64];

		(void)snprintf(down, sizeof(down), "-%s,id", korean);
		if (key_it((void *)(uintptr_t)korean, &err) != HJ_OK ||
		    key_it(down, &err) != HJ_OK)
			fail_msg("%s: %s", name, err.text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_date_counts_by_its_first_day_and_what_is_not_known_comes_last),
		cmocka_unit_test(
		    of_several_dates_the_first_counts_and_descending_the_last),
		cmocka_unit_test(
		    names_stand_in_the_order_of_the_language_and_secret_ones_last),
		cmocka_unit_test(a_status_stands_where_its_list_has_it),
		cmocka_unit_test(
		    what_is_equal_by_the_first_field_stands_by_the_next_and_then_by_id),
		cmocka_unit_test(what_cannot_be_sorted_by_is_refused),
		cmocka_unit_test(every_field_that_is_named_can_be_sorted_by),
		cmocka_unit_test(each_field_gives_each_row_a_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
