#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/case/scan.h"

static int
scan_all(const char *p, size_t n, size_t *events)
{
	struct hj_error err = HJ_ERROR;
	enum hj_scan_event event = HJ_SCAN_START;
	struct hj_scan s;
	int rc = HJ_OK;

	*events = 0;
	hj_scan_init(&s, (const uint8_t *)p, n);
	while (rc == HJ_OK && event != HJ_SCAN_DONE) {
		rc = hj_scan_next(&s, &event, &err);
		(*events)++;
	}
	return rc;
}

static int
scanned(const char *text)
{
	size_t events;

	return scan_all(text, strlen(text), &events);
}

static void
tags_and_text_come_in_order(void **state)
{
	struct hj_error err = HJ_ERROR;
	const char *text = "<a k=\"1>\" l=\"\">x<b></b></a>";
	const enum hj_scan_event order[] = { HJ_SCAN_START, HJ_SCAN_TEXT,
		HJ_SCAN_START, HJ_SCAN_END, HJ_SCAN_END, HJ_SCAN_DONE };
	struct hj_scan s;
	struct hj_scan_attr a;
	enum hj_scan_event event;
	size_t at = 0;

	(void)state;
	hj_scan_init(&s, (const uint8_t *)text, strlen(text));
	for (size_t i = 0; i < HJ_LEN(order); i++) {
		assert_int_equal(hj_scan_next(&s, &event, &err), HJ_OK);
		assert_int_equal(event, order[i]);
		if (i != 0)
			continue;
		assert_int_equal(s.n, 15);
		assert_true(hj_scan_attr(&s, &at, &a));
		assert_memory_equal(a.value, "1>", a.len);
		assert_true(hj_scan_attr(&s, &at, &a));
		assert_memory_equal(a.name, "l", a.name_len);
		assert_int_equal(a.len, 0);
		assert_false(hj_scan_attr(&s, &at, &a));
	}
}

static void
what_is_not_canonical_is_refused(void **state)
{
	static const char *const bad[] = { "", "x", "<", "<a", "<a>", "<a></b>",
		"<a></a", "<a></a><b></b>", "<a></a>\n", "\n<a></a>", "<a/>",
		"<a />", "<a ></a>", "<a  b=\"\"></a>", "<a\nb=\"\"></a>",
		"<a b=''></a>", "<a b></a>", "<a b=\"<\"></a>", "<a b=\"></a>",
		"<a b=\"\"c=\"\"></a>", "<a b =\"\"></a>", "</a>", "<a></a >",
		"<?xml version=\"1.0\"?><a></a>", "<!DOCTYPE a><a></a>",
		"<a><!-- --></a>", "<a><![CDATA[x]]></a>", "<a><?x?></a>",
		"<a>x" };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(bad); i++)
		assert_int_equal(scanned(bad[i]), HJ_EINVAL);
	assert_int_equal(scanned("<a></a>"), HJ_OK);
}

static void
ceilings_hold(void **state)
{
	enum { ROOM = 40000 };
	char *text = test_malloc(ROOM);
	size_t events;
	char *p = text;

	(void)state;
	for (int i = 0; i < HJ_CASE_DEPTH; i++, p += 3)
		memcpy(p, "<a>", 3);
	assert_int_equal(scan_all(text, (size_t)(p - text), &events),
	    HJ_EINVAL);
	memcpy(p, "<a>", 3);
	assert_int_equal(scan_all(text, (size_t)(p - text) + 3, &events),
	    HJ_ELIMIT);
	memset(text, 'x', ROOM);
	memcpy(text, "<a b=\"", 6);
	assert_int_equal(scan_all(text, ROOM, &events), HJ_ELIMIT);
	memcpy(text + HJ_TAG_MAX - 2, "\"></a>", 6);
	assert_int_equal(scan_all(text, HJ_TAG_MAX + 4, &events), HJ_OK);
	memset(text + HJ_TAG_MAX - 2, 'x', 1);
	memcpy(text + HJ_TAG_MAX - 1, "\"></a>", 6);
	assert_int_equal(scan_all(text, HJ_TAG_MAX + 5, &events), HJ_ELIMIT);
	p = text + 2;
	for (int i = 0; i <= HJ_TAG_ATTRS; i++, p += 5)
		memcpy(p, " b=\"\"", 5);
	memcpy(p, "></a>", 5);
	assert_int_equal(scan_all(text, (size_t)(p - text) + 5, &events),
	    HJ_ELIMIT);
	test_free(text);
}

static void
no_cut_is_read_past_its_end(void **state)
{
	const char *text = "<a b=\"c\">d<e f=\"g\"></e></a>";
	size_t n = strlen(text);
	size_t events;

	(void)state;
	for (size_t cut = 0; cut < n; cut++) {
		char *copy = test_malloc(cut + (cut == 0));

		memcpy(copy, text, cut);
		assert_int_equal(scan_all(copy, cut, &events), HJ_EINVAL);
		test_free(copy);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tags_and_text_come_in_order),
		cmocka_unit_test(what_is_not_canonical_is_refused),
		cmocka_unit_test(ceilings_hold),
		cmocka_unit_test(no_cut_is_read_past_its_end),
	};

	return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}
