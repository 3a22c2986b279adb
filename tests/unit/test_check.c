#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/case/check.h"
#include "core/case/codec.h"
#include "tests/unit/wrap.h"

/* Everything that was found, a line each: "level code path". */
struct found {
	char text[4096];
	char said[4096];
};

static int
note(void *to, const struct hj_finding *f, struct hj_error *err)
{
	struct found *found = to;
	size_t n = strlen(found->text), m = strlen(found->said);

	(void)err;
	snprintf(found->text + n, sizeof(found->text) - n, "%s %s %s\n",
	    f->level == HJ_FAULT ? "fault" : "warning", f->code, f->path);
	snprintf(found->said + m, sizeof(found->said) - m, "%s; %s\n", f->text,
	    f->remedy);
	return HJ_OK;
}

static struct hj_record *
parse(const char *inside)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;
	char xml[4096];
	int n;

	n = snprintf(xml, sizeof(xml),
	    "<case xmlns=\"" HJ_CASE_NS "\" id=\"0123456789abcdef\">%s</case>",
	    inside);
	if (hj_codec_decode((const uint8_t *)xml, (size_t)n, &r, &err) != HJ_OK)
		fail_msg("%s", err.text);
	return r;
}

static void
finds(const char *inside, const char *expected)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = parse(inside);
	struct found found = { .text = "" };
	bool fault = strstr(expected, "fault") != NULL;

	assert_int_equal(hj_check_record(r, note, &found, &err),
	    fault ? HJ_EINVAL : HJ_OK);
	assert_string_equal(found.text, expected);
	hj_record_free(r);
}

#define PERSON(rest)                                                           \
	"<person id=\"p00001\"><name id=\"n00001\"><full>홍길동"            \
	"</full></name>" rest "</person>"
#define SOURCES "<source id=\"s00001\"></source><source id=\"s00002\"></source>"

static void
a_good_file_has_no_findings(void **state)
{
	(void)state;
	finds("", "");
	finds(PERSON("<birth id=\"b00001\" src=\"s00001 s00002\">"
		     "<date cal=\"lunar\">1985~</date></birth>"
		     "<sex id=\"x00001\">f</sex>") SOURCES,
	    "");
	finds("<person id=\"p00001\" role=\"victim witness\">"
	      "<name id=\"n00001\" known=\"not-asked\"></name></person>",
	    "");
}

static void
codes_are_of_their_list(void **state)
{
	(void)state;
	finds(PERSON("<sex id=\"x00001\">woman</sex>"),
	    "fault bad-code person.sex\n");
	finds(PERSON("<sex conf=\"top\" id=\"x00001\">f</sex>"),
	    "fault bad-code person.sex.conf\n");
	finds(PERSON("<sex cred=\"9\" id=\"x00001\">f</sex>"),
	    "fault bad-code person.sex.cred\n");
	finds("<person id=\"p00001\" role=\"victim  witness\">"
	      "<name id=\"n00001\"></name></person>",
	    "fault bad-code person.role\n");
}

static void
the_nearest_code_is_named_and_the_value_is_not(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = parse("<event id=\"e00001\" type=\"repatt\">"
				    "<who id=\"w00001\" known=\"unknown\">"
				    "</who></event>");
	struct found found = { .text = "" };

	(void)state;
	assert_int_equal(hj_check_record(r, note, &found, &err), HJ_EINVAL);
	assert_non_null(strstr(found.said, "did you mean 'repat'?"));
	assert_null(strstr(found.said, "repatt"));
	assert_null(strstr(err.text, "repatt"));
	assert_non_null(strstr(err.text, "event.type"));
	hj_record_free(r);
}

static void
dates_are_edtf_and_exist(void **state)
{
	(void)state;
	finds(PERSON("<birth id=\"b00001\"><date>1985-02-30</date></birth>"),
	    "fault bad-date person.birth.date\n");
	finds(PERSON("<birth id=\"b00001\"><date>last year</date></birth>"),
	    "fault bad-date person.birth.date\n");
	finds(PERSON("<birth id=\"b00001\"><date>1985/</date></birth>"), "");
}

static void
numbers_have_one_spelling(void **state)
{
#define AGE(n) PERSON("<age id=\"a00001\"><n>" n "</n></age>")
	(void)state;
	finds(AGE("0"), "");
	finds(AGE("1000000000000000"), "");
	finds(AGE("1000000000000001"), "fault bad-number person.age.n\n");
	finds(AGE("08"), "fault bad-number person.age.n\n");
	finds(AGE("-8"), "fault bad-number person.age.n\n");
#define LAT(n) "<place id=\"p00001\"><lat>" n "</lat></place>"
	finds(LAT("-12.345"), "");
	finds(LAT("0"), "");
	finds(LAT("1."), "fault bad-number place.lat\n");
	finds(LAT(".5"), "fault bad-number place.lat\n");
	finds(LAT("01.5"), "fault bad-number place.lat\n");
	finds(LAT("--1"), "fault bad-number place.lat\n");
}

static void
hex_and_times_are_exact(void **state)
{
#define EV(s) "<evidence id=\"e00001\">" s "</evidence>"
	(void)state;
	finds(EV("<blob>0123456789abcdef0123456789abcdef</blob>"), "");
	finds(EV("<blob>0123456789ABCDEF0123456789abcdef</blob>"),
	    "fault bad-hex evidence.blob\n");
	finds(EV("<blob>0123</blob>"), "fault bad-hex evidence.blob\n");
	finds(EV("<acquired>2024-02-29T23:59:59Z</acquired>"), "");
	finds(EV("<acquired>2023-02-29T23:59:59Z</acquired>"),
	    "fault bad-time evidence.acquired\n");
	finds(EV("<acquired>2024-02-29T23:59:59</acquired>"),
	    "fault bad-time evidence.acquired\n");
}

static void
references_lead_to_the_right_element(void **state)
{
#define EVENT(who)                                                             \
	PERSON("")                                                             \
	"<event id=\"e00001\"><who id=\"w00001\">" who "</who></event>"        \
	"<place id=\"c00001\"></place>"
	(void)state;
	finds(EVENT("p00001"), "");
	finds(EVENT("p00009"), "fault dangling event.who\n");
	finds(EVENT("c00001"), "fault wrong-target event.who\n");
	finds(EVENT("p1"), "fault bad-id event.who\n");
}

static void
a_reference_to_what_was_withheld_is_no_fault(void **state)
{
	(void)state;
	finds("<withheld digest=\"0123456789abcdef0123456789abcdef"
	      "0123456789abcdef0123456789abcdef\"></withheld>"
	      "<event id=\"e00001\"><who id=\"w00001\">p00001</who></event>",
	    "warning withheld-target event.who\n");
}

static void
sources_ascend_and_exist(void **state)
{
#define SEX(src) PERSON("<sex id=\"x00001\" src=\"" src "\">f</sex>") SOURCES
	(void)state;
	finds(SEX("s00001 s00002"), "");
	finds(SEX("s00002 s00001"), "fault src-order person.sex.src\n");
	finds(SEX("s00001 s00001"), "fault src-order person.sex.src\n");
	finds(SEX("s00003"), "fault dangling person.sex.src\n");
	finds(SEX("p00001"), "fault wrong-target person.sex.src\n");
	finds(SEX(""), "fault bad-id person.sex.src\n");
	finds(SEX("s00001 "), "fault bad-id person.sex.src\n");
}

static void
ids_are_valid_and_unique(void **state)
{
	(void)state;
	finds(PERSON("<sex id=\"p00001\">f</sex>"),
	    "fault duplicate-id person.id\n");
	finds("<place id=\"000001\"></place>", "fault bad-id place.id\n");
	finds("<place></place>", "fault missing-attribute place\n");
}

static void
one_account_is_preferred_at_most(void **state)
{
	(void)state;
	finds(PERSON("<sex id=\"x00001\" pref=\"yes\">f</sex>"
		     "<sex id=\"x00002\">m</sex>"
		     "<sex id=\"x00003\" pref=\"yes\">u</sex>"),
	    "fault two-preferred person.sex[x00003].pref\n");
}

static void
what_is_required_is_missed(void **state)
{
	(void)state;
	finds("<person id=\"p00001\"></person>", "fault missing person\n");
	finds("<event id=\"e00001\"></event>", "fault missing event\n");
	finds(PERSON("<sex id=\"x00001\"></sex>"),
	    "fault no-value person.sex\n");
	finds("<person id=\"p00001\"><withheld digest=\""
	      "0123456789abcdef0123456789abcdef"
	      "0123456789abcdef0123456789abcdef\"></withheld></person>",
	    "");
}

static void
of_two_arrests_each_may_have_its_own_preferred_account(void **state)
{
#define ARREST(n)                                                              \
	"<event id=\"e0000" n                                                  \
	"\" pref=\"yes\" type=\"arrest\"><who id=\"w0000" n                    \
	"\" known=\"unknown\"></who></event>"
	(void)state;
	finds(ARREST("1") ARREST("2"), "");
	finds("<person id=\"p00001\"><name id=\"n00001\" pref=\"yes\"><full>a"
	      "</full></name><name id=\"n00002\" pref=\"yes\"><full>b</full>"
	      "</name></person>",
	    "fault two-preferred person.name[n00002].pref\n");
}

static void
known_stands_alone(void **state)
{
	(void)state;
	finds(PERSON("<sex id=\"x00001\" known=\"refused\"></sex>"), "");
	finds(PERSON("<sex id=\"x00001\" known=\"refused\">f</sex>"),
	    "fault known-and-value person.sex.known\n");
	finds(PERSON("<sex id=\"x00001\" known=\"perhaps\"></sex>"),
	    "fault bad-code person.sex.known\n");
}

static void
far_references_are_checked_when_they_are_near(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;
	struct found found = { .text = "" };
	static const char xml[] =
	    "<petition xmlns=\"" HJ_CASE_NS "\" id=\"0123456789abcdef\">"
	    "<mechanism>hrc-ngo</mechanism><victim id=\"v00001\">"
	    "<case>0123456789abcdeg</case><person>p00001</person></victim>"
	    "<state id=\"s00001\">CN</state><document id=\"d00001\">"
	    "<evidence>e00001</evidence></document></petition>";

	(void)state;
	assert_int_equal(hj_codec_decode((const uint8_t *)xml, sizeof(xml) - 1,
			     &r, &err),
	    HJ_OK);
	assert_int_equal(hj_check_record(r, note, &found, &err), HJ_EINVAL);
	assert_string_equal(found.text, "fault dangling document.evidence\n");
	hj_record_free(r);
}

/* The reader refuses these already; a program may still build them. */
static void
structure_is_judged_without_the_reader(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r =
	    parse("<title>t</title><tag id=\"t00001\">a</tag>");
	struct hj_node *root = hj_record_root(r), *node = NULL;
	const struct hj_elem *title = hj_schema_child(root->def, "title", 5);
	const struct hj_elem *tag = hj_schema_child(root->def, "tag", 3);
	struct found found = { .text = "" };

	(void)state;
	assert_int_equal(hj_record_append(r, root, title, "title", 5, &node,
			     &err),
	    HJ_OK);
	assert_int_equal(hj_record_set_text(r, node, "u", 1, &err), HJ_OK);
	assert_int_equal(hj_record_append(r, node, tag, "tag", 3, &node, &err),
	    HJ_OK);
	assert_int_equal(hj_record_append(r, root, NULL, "x:y", 3, &node, &err),
	    HJ_OK);
	assert_int_equal(hj_record_set_text(r, root, "text", 4, &err), HJ_OK);
	assert_int_equal(hj_check_record(r, note, &found, &err), HJ_EINVAL);
	assert_string_equal(found.text, "fault not-a-group case\n");
	assert_int_equal(hj_record_set_text(r, root, NULL, 0, &err), HJ_OK);
	found.text[0] = '\0';
	assert_int_equal(hj_check_record(r, note, &found, &err), HJ_EINVAL);
	assert_string_equal(found.text,
	    "fault order title\nfault not-a-value title\n"
	    "fault unknown-element case\n");
	hj_record_free(r);
}

static int
stop(void *to, const struct hj_finding *f, struct hj_error *err)
{
	(void)f;
	(*(int *)to)++;
	return hj_fail(err, HJ_EINTERRUPTED, "enough");
}

static void
the_callback_can_stop(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = parse("<place></place><place></place>");
	int calls = 0;

	(void)state;
	assert_int_equal(hj_check_record(r, stop, &calls, &err),
	    HJ_EINTERRUPTED);
	assert_int_equal(calls, 1);
	assert_int_equal(hj_check_record(r, NULL, NULL, &err), HJ_EINVAL);
	assert_non_null(strstr(err.text, "(and 1 more)"));
	hj_record_free(r);
}

static void
no_memory_is_an_error_of_its_own(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = parse("<place></place>");

	(void)state;
	wrap.alloc = (struct wrap_call){ .fail_at = 1 };
	assert_int_equal(hj_check_record(r, NULL, NULL, &err), HJ_ENOMEM);
	wrap.alloc = (struct wrap_call){ 0 };
	hj_record_free(r);
}

/* What the library has to look at: a letter with an accent of its own. */
static void
no_memory_to_look_at_a_text_is_no_fault_of_the_text(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = parse("<title lang=\"en\">q\u0301</title>");
	struct found found = { .text = "" };

	(void)state;
	wrap.alloc = (struct wrap_call){ .fail_at = 1 };
	assert_int_equal(hj_check_record(r, note, &found, &err), HJ_ENOMEM);
	wrap.alloc = (struct wrap_call){ 0 };
	assert_null(strstr(found.text, "bad-text"));
	hj_record_free(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_good_file_has_no_findings),
		cmocka_unit_test(codes_are_of_their_list),
		cmocka_unit_test(the_nearest_code_is_named_and_the_value_is_not),
		cmocka_unit_test(dates_are_edtf_and_exist),
		cmocka_unit_test(numbers_have_one_spelling),
		cmocka_unit_test(hex_and_times_are_exact),
		cmocka_unit_test(references_lead_to_the_right_element),
		cmocka_unit_test(a_reference_to_what_was_withheld_is_no_fault),
		cmocka_unit_test(sources_ascend_and_exist),
		cmocka_unit_test(ids_are_valid_and_unique),
		cmocka_unit_test(one_account_is_preferred_at_most),
		cmocka_unit_test(what_is_required_is_missed),
		cmocka_unit_test(
		    of_two_arrests_each_may_have_its_own_preferred_account),
		cmocka_unit_test(known_stands_alone),
		cmocka_unit_test(far_references_are_checked_when_they_are_near),
		cmocka_unit_test(structure_is_judged_without_the_reader),
		cmocka_unit_test(the_callback_can_stop),
		cmocka_unit_test(no_memory_is_an_error_of_its_own),
		cmocka_unit_test(
		    no_memory_to_look_at_a_text_is_no_fault_of_the_text),
	};

	return cmocka_run_group_tests_name("check", tests, NULL, NULL);
}
