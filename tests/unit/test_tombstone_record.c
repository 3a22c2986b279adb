#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/case/check.h"
#include "core/vault/tombstone_record.h"
#include "parsed.h"

static struct hj_tombstone
stone(const char *kind, const char *element)
{
	struct hj_tombstone t = { .time = 1795000000 };

	memset(t.id.b, 0x5a, sizeof(t.id.b));
	memset(t.log_id, 0x77, sizeof(t.log_id));
	(void)snprintf(t.kind, sizeof(t.kind), "%s", kind);
	(void)snprintf(t.element, sizeof(t.element), "%s", element);
	return t;
}

/* As it is written and read again. */
static struct hj_record *
sent(const struct hj_tombstone *t, struct hj_buf *xml)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL, *ret = NULL;

	if (hj_tombstone_record(t, &r, &err) != HJ_OK ||
	    hj_check_record(r, NULL, NULL, &err) != HJ_OK ||
	    hj_codec_encode(r, xml, &err) != HJ_OK ||
	    hj_codec_decode(xml->data, xml->len, &ret, &err) != HJ_OK)
		fail_msg("%s", err.text);
	hj_record_free(r);
	return ret;
}

static void
what_was_erased_is_told_and_read_again(void **state)
{
	static const struct {
		const char *kind, *element;
	} cases[] = { { "", "" }, { "person", "k7m2qx" }, { "title", "" } };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(cases); i++) {
		const struct hj_tombstone t =
		    stone(cases[i].kind, cases[i].element);
		struct hj_buf xml = HJ_BUF(4096);
		struct hj_record *r = sent(&t, &xml);
		struct hj_tombstone_told told;
		char id[HJ_ID_CHARS + 1];

		hj_id_text(&t.id, id);
		assert_true(hj_tombstone_read(r, &told));
		assert_string_equal(told.id, id);
		assert_string_equal(told.erased, "2026-11-18");
		assert_string_equal(told.kind != NULL ? told.kind : "",
		    cases[i].kind);
		assert_string_equal(told.element != NULL ? told.element : "",
		    cases[i].element);
		/* Of the log and the ground nothing leaves. */
		assert_null(memmem(xml.data, xml.len, "7777", 4));
		assert_non_null(memmem(xml.data, xml.len,
		    "<ground known=\"withheld\"></ground>", 34));
		hj_record_free(r);
		hj_buf_clear(&xml);
	}
}

static void
a_case_file_is_no_tombstone_and_a_strange_part_is_harmless(void **state)
{
	struct hj_tombstone_told told;
	struct hj_record *r = parsed("<title>x</title>");

	(void)state;
	assert_false(hj_tombstone_read(r, &told));
	hj_record_free(r);
	r = decoded("<tombstone xmlns=\"" HJ_CASE_NS
		    "\" id=\"0123456789abcdef\"><erased>2026</erased>"
		    "<ground>x</ground><part>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa["
		    "bbbbbbbbbbbbbbbbbb</part></tombstone>");
	assert_true(hj_tombstone_read(r, &told));
	assert_int_equal(strlen(told.kind), HJ_TOMBSTONE_KIND - 1);
	assert_int_equal(strlen(told.element), sizeof(told.name) - 1);
	hj_record_free(r);
}

/* What says more than hanji writes, or another thing, is not said again. */
static void
only_what_could_be_said_is_said_again(void **state)
{
	static const struct hj_tombstone_told no[] = {
		{ .id = "0123456789abcde", .erased = "2026-11-18" },
		{ .id = "0123456789abcdeu", .erased = "2026-11-18" },
		{ .id = "0123456789abcdef" },
		{ .id = "0123456789abcdef", .erased = "2026-11" },
		{ .id = "0123456789abcdef", .erased = "2026-11-18x" },
		{ .id = "0123456789abcdef", .erased = "1969-12-31" },
		{ .id = "0123456789abcdef", .erased = "3000-01-01" },
		{ .id = "0123456789abcdef",
		    .erased = "2026-11-18",
		    .kind = "Person" },
		{ .id = "0123456789abcdef", .erased = "2026-11-18", .kind = "" },
		{ .id = "0123456789abcdef",
		    .erased = "2026-11-18",
		    .kind = "person",
		    .element = "1aaaaa" },
	};
	const struct hj_tombstone_told yes = { .id = "0123456789abcdef",
		.erased = "2026-11-18",
		.kind = "person",
		.element = "k7m2qx" };
	struct hj_tombstone t;

	(void)state;
	for (size_t i = 0; i < HJ_LEN(no); i++)
		if (hj_tombstone_of(&no[i], &t))
			fail_msg("%zu is said again", i);
	assert_true(hj_tombstone_of(&yes, &t));
	assert_int_equal(t.time, 1794960000);
	assert_string_equal(t.kind, "person");
	assert_string_equal(t.element, "k7m2qx");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_erased_is_told_and_read_again),
		cmocka_unit_test(only_what_could_be_said_is_said_again),
		cmocka_unit_test(
		    a_case_file_is_no_tombstone_and_a_strange_part_is_harmless),
	};

	return cmocka_run_group_tests_name("tombstone_record", tests, NULL,
	    NULL);
}
