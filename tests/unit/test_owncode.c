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

static int
note(void *to, const struct hj_finding *f, struct hj_error *err)
{
	char *text = to;
	size_t n = strlen(text);

	(void)err;
	(void)snprintf(text + n, 1024 - n, "%s %s\n", f->code, f->path);
	return HJ_OK;
}

static void
finds(const char *inside, const char *expected)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = parse(inside);
	char text[1024] = "";

	(void)!hj_check_record(r, note, text, &err);
	assert_string_equal(text, expected);
	hj_record_free(r);
}

#define OWN(id, list, code, rest)                                              \
	"<own-code id=\"" id "\"><list>" list "</list><code>" code             \
	"</code><en>A label</en><ko>이름</ko>" rest "</own-code>"
#define EVENT(type, rest)                                                      \
	"<event id=\"e00001\" type=\"" type "\">"                              \
	"<who id=\"w00001\" known=\"unknown\"></who>" rest "</event>"

static void
its_spelling_is_narrow(void **state)
{
	static const char *const good[] = { "x-a", "x-0", "x-guard-post",
		"x-1234567890123456789012345678ab" };
	static const char *const bad[] = { "", "x", "x-", "x--a", "x-a-",
		"x-a--b", "X-a", "x-A", "x_a", "a", "xa", "kp-mss", "x-a b",
		"x-가", "x-1234567890123456789012345678abc" };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(good); i++)
		assert_true(hj_owncode_valid(good[i], strlen(good[i])));
	for (size_t i = 0; i < HJ_LEN(bad); i++)
		assert_false(hj_owncode_valid(bad[i], strlen(bad[i])));
	assert_false(hj_owncode_valid("x-a\0b", 5));
}

static void
only_lists_that_nothing_acts_upon_are_open(void **state)
{
	static const char *const closed[] = { "consent-scope", "consent-status",
		"conf-level", "known", "case-kind", "person-role",
		"person-status", "country", "calendar", "own-list" };
	const struct hj_list *open = hj_vocab_list("own-list");

	(void)state;
	for (size_t i = 0; i < HJ_LEN(closed); i++)
		assert_false(hj_owncode_allowed(hj_vocab_list(closed[i])));
	for (size_t i = 0; i < open->n; i++) {
		const struct hj_list *l = hj_vocab_list(open->rows[i].code);

		assert_non_null(l);
		assert_null(l->of);
		assert_true(hj_owncode_allowed(l));
	}
	assert_true(hj_owncode_allowed(hj_vocab_list("event-type")));
}

static void
a_code_that_the_file_explains_is_good(void **state)
{
	(void)state;
	finds("<authority id=\"a00001\"><organ>x-post</organ></authority>" OWN(
		  "c00001", "organ", "x-post", ""),
	    "");
	/* An event is a stage or a violation. */
	finds(EVENT("x-lured", "") OWN("c00001", "violation", "x-lured",
		  "<near>traffick</near>"),
	    "");
	finds(EVENT("x-hut", "") OWN("c00001", "route-stage", "x-hut", ""), "");
}

static void
a_code_that_nothing_explains_is_a_fault(void **state)
{
	(void)state;
	finds("<authority id=\"a00001\"><organ>x-post</organ></authority>",
	    "unknown-own-code authority.organ\n");
	finds("<authority id=\"a00001\"><organ>x-post</organ></authority>" OWN(
		  "c00001", "facility", "x-post", ""),
	    "unknown-own-code authority.organ\n");
	finds("<authority id=\"a00001\"><organ>x-post</organ></authority>" OWN(
		  "c00001", "organ", "x-other", ""),
	    "unknown-own-code authority.organ\n");
	/* A list that takes none. */
	finds("<person id=\"p00001\"><name id=\"n00001\" known=\"unknown\">"
	      "</name><sex id=\"s00001\">x-both</sex></person>",
	    "bad-code person.sex\n");
}

static void
what_a_withheld_part_explained_is_only_a_warning(void **state)
{
	(void)state;
	finds("<authority id=\"a00001\"><organ>x-post</organ></authority>"
	      "<withheld digest=\"0123456789abcdef0123456789abcdef"
	      "0123456789abcdef0123456789abcdef\"></withheld>",
	    "withheld-code authority.organ\n");
}

static void
an_explanation_is_checked_too(void **state)
{
	(void)state;
	finds(OWN("c00001", "organ", "x-a", "")
		  OWN("c00002", "organ", "x-a", ""),
	    "duplicate-code own-code[c00002].code\n");
	finds(OWN("c00001", "organ", "x-a", "")
		  OWN("c00002", "facility", "x-a", ""),
	    "");
	finds(OWN("c00001", "organ", "kp-mss", ""), "bad-code own-code.code\n");
	finds(OWN("c00001", "sex", "x-a", ""), "bad-code own-code.list\n");
	finds(OWN("c00001", "organ", "x-a", "<from>soon</from>"),
	    "bad-date own-code.from\n");
}

static void
a_code_out_of_its_time_is_a_warning(void **state)
{
	(void)state;
	finds("<detention id=\"d00001\"><who known=\"unknown\"></who>"
	      "<date>2019</date><facility>x-hut</facility></detention>" OWN("c00001",
		  "facility", "x-hut", "<to>2015</to>"),
	    "code-date detention.facility\n");
	finds("<detention id=\"d00001\"><who known=\"unknown\"></who>"
	      "<date>2015</date><facility>x-hut</facility></detention>" OWN("c00001",
		  "facility", "x-hut", "<to>2015</to>"),
	    "");
}

static enum hj_conf
level(const char *inside)
{
	struct hj_record *r = parse(inside);
	enum hj_conf conf =
	    hj_node_conf(hj_node_child(hj_record_root(r), "event"));

	hj_record_free(r);
	return conf;
}

/* Nobody is exposed because an office has its own word for it. */
static void
it_protects_as_the_nearest_code_does(void **state)
{
	(void)state;
	assert_int_equal(level(EVENT("rape", "")), HJ_RESTRICTED);
	assert_int_equal(level(EVENT("beating", "")), HJ_PUBLIC);
	assert_int_equal(level(EVENT("x-gang", "") OWN("c00001", "violation",
			     "x-gang", "<near>rape</near>")),
	    HJ_RESTRICTED);
	assert_int_equal(level(EVENT("x-slap", "") OWN("c00001", "violation",
			     "x-slap", "<near>beating</near>")),
	    HJ_PUBLIC);
	assert_int_equal(level(EVENT("x-hut", "")
				 OWN("c00001", "route-stage", "x-hut", "")),
	    HJ_PUBLIC);
	/* A violation of which nobody knows what it is like. */
	assert_int_equal(level(EVENT("x-gang", "")
				 OWN("c00001", "violation", "x-gang", "")),
	    HJ_RESTRICTED);
	assert_int_equal(level(EVENT("x-gang", "") OWN("c00001", "violation",
			     "x-gang", "<near>of-a-later-hanji</near>")),
	    HJ_RESTRICTED);
	assert_int_equal(level(EVENT("x-gang", "")), HJ_RESTRICTED);
}

static void
its_row_has_what_the_file_says(void **state)
{
	struct hj_record *r = parse(OWN("c00001", "organ", "x-a",
	    "<from>2015</from><near>kp-mss</near>"));
	struct hj_code_row row;

	(void)state;
	assert_true(hj_code_find(hj_record_root(r), "organ", "x-a", 3, &row));
	assert_string_equal(row.code, "x-a");
	assert_string_equal(row.en, "A label");
	assert_string_equal(row.ko, "이름");
	assert_string_equal(row.from, "2015");
	assert_string_equal(row.to, "");
	assert_int_equal(row.nnames, 0);
	assert_true(hj_code_find(hj_record_root(r), "organ", "kp-mss", 6,
	    &row));
	assert_string_equal(row.ko, "국가보위성");
	assert_false(hj_code_find(hj_record_root(r), "organ", "x-b", 3, &row));
	assert_false(hj_code_find(hj_record_root(r), "no-list", "x-a", 3,
	    &row));
	hj_record_free(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(its_spelling_is_narrow),
		cmocka_unit_test(only_lists_that_nothing_acts_upon_are_open),
		cmocka_unit_test(a_code_that_the_file_explains_is_good),
		cmocka_unit_test(a_code_that_nothing_explains_is_a_fault),
		cmocka_unit_test(what_a_withheld_part_explained_is_only_a_warning),
		cmocka_unit_test(an_explanation_is_checked_too),
		cmocka_unit_test(a_code_out_of_its_time_is_a_warning),
		cmocka_unit_test(it_protects_as_the_nearest_code_does),
		cmocka_unit_test(its_row_has_what_the_file_says),
	};

	return cmocka_run_group_tests_name("owncode", tests, NULL, NULL);
}
