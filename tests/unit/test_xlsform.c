/* The form for telephones: what it would lose, it may not lose. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "cli/interview/intakeform.h"
#include "cli/screen/say.h"
#include "core/base/limits.h"
#include "core/case/schema_rng.h"
#include "core/date/edtf.h"
#include "export/form/xlsform.h"
#include "export/form/xlsform_own.h"

#define NAME 128

static void
every_question_has_a_name_of_its_own(void **state)
{
	static char names[INTERVIEW_MAX][NAME];
	struct hj_error err = HJ_ERROR;
	struct intakeform f;

	(void)state;
	intakeform_build(INTAKE_FULL, &f);
	for (size_t i = 0; i < f.form.n; i++) {
		assert_int_equal(hj_xlsform_name(f.questions[i].path, names[i],
				     NAME, &err),
		    HJ_OK);
		/* A name in XML, and in the expressions of a form. */
		assert_int_equal(strspn(names[i],
				     "abcdefghijklmnopqrstuvwxyz0123456789_"),
		    strlen(names[i]));
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(names[i], names[j]);
	}
	assert_int_equal(hj_xlsform_name("person[+v].sex[+x]", names[0], NAME,
			     &err),
	    HJ_OK);
	assert_string_equal(names[0], "person_v_sex_x");
	assert_int_equal(hj_xlsform_name("person[+v].sex[+x]", names[0], 8,
			     &err),
	    HJ_ELIMIT);
}

static void
relevant(const struct hj_form *f, const struct hj_form_when *w,
    const char *expected)
{
	struct hj_buf b = HJ_BUF(HJ_LINE_MAX);
	struct hj_error err = HJ_ERROR;
	const char *text;

	assert_int_equal(hj_xlsform_relevant(f, w, &b, &err), HJ_OK);
	assert_int_equal(hj_buf_text(&b, &text, &err), HJ_OK);
	assert_string_equal(text, expected);
	hj_buf_clear(&b);
}

static void
a_condition_of_the_interview_is_one_of_the_form(void **state)
{
	const struct hj_form_question q[] = { { .path = "consent[+c].status" },
		{ .path = "consent[+c].scope", .many = true } };
	const struct hj_form f = { .questions = q, .n = 2 };

	(void)state;
	relevant(&f, &(struct hj_form_when){ .n = 0, .codes = "" }, "");
	relevant(&f,
	    &(struct hj_form_when){ .n = 1, .is = true, .codes = "given proxy" },
	    "${consent_c_status} = 'given' or ${consent_c_status} = 'proxy'");
	relevant(&f, &(struct hj_form_when){ .n = 1, .codes = "given" },
	    "not(${consent_c_status} = 'given')");
	relevant(&f,
	    &(struct hj_form_when){ .n = 2,
		.of = { 0, 1 },
		.is = true,
		.codes = "" },
	    "${consent_c_status} != '' or ${consent_c_scope} != ''");
	relevant(&f,
	    &(struct hj_form_when){ .n = 1,
		.of = { 1 },
		.is = true,
		.codes = "store" },
	    "selected(${consent_c_scope}, 'store')");
}

/* Every date that hanji reads may be typed; what it cannot mean is refused
 * where the shape tells. */
static void
the_shape_of_a_date_lets_every_date_through(void **state)
{
	static const char *const dates[] = { "2013-05-28", "2013-05", "2013",
		"2013-05~", "2013?", "2013%", "201X", "2013-XX-04", "2013-?05",
		"2013-21", "2013-05/2013-07", "2013/..", "2013/", "../2013",
		"/2013", "[2012,2014-03]", "{2012,2014}", "Y170000002",
		"1950S2", "-0044", "1985-04-12T23:20:30Z" };
	static const char *const no[] = { "28.5.2013", "2013-5", "13-05-28",
		"May 2013", "2013-05-28 ", "", "2013-05-28x" };
	char whole[4096];
	regex_t re;

	(void)state;
	(void)snprintf(whole, sizeof(whole), "^(%s)$", hj_schema_date_shape);
	/* POSIX knows no escape inside brackets: there it is a backslash more
	 * that fits, which changes nothing here. */
	assert_int_equal(regcomp(&re, whole, REG_EXTENDED | REG_NOSUB), 0);
	for (size_t i = 0; i < HJ_LEN(dates); i++) {
		struct hj_error err = HJ_ERROR;
		struct hj_edtf e;

		assert_int_equal(hj_edtf_parse(dates[i], strlen(dates[i]), &e,
				     &err),
		    HJ_OK);
		if (regexec(&re, dates[i], 0, NULL, 0) != 0)
			fail_msg("the form refuses %s", dates[i]);
	}
	for (size_t i = 0; i < HJ_LEN(no); i++)
		if (regexec(&re, no[i], 0, NULL, 0) == 0)
			fail_msg("the form takes %s", no[i]);
	regfree(&re);
}

static const char *
sheets_of(struct hj_sheet s[3], enum intake_form length, enum hj_tongue tongue,
    struct intakeform *f)
{
	const struct hj_xlsform x = { .form = &f->form,
		.tongue = tongue,
		.say = say_in };
	struct hj_error err = HJ_ERROR;
	const char *text;

	intakeform_build(length, f);
	if (hj_xlsform_sheets(&x, s, &err) != HJ_OK)
		fail_msg("%s", err.text);
	assert_int_equal(hj_buf_text(&s[0].xml, &text, &err), HJ_OK);
	return text;
}

static void
clear(struct hj_sheet s[3])
{
	for (size_t i = 0; i < 3; i++)
		hj_sheet_clear(&s[i]);
}

static void
the_telephone_is_asked_for_nothing_about_itself(void **state)
{
	static const char *const no[] = { ">deviceid<", ">phonenumber<",
		">username<", ">email<", ">simserial<", ">subscriberid<",
		">geopoint<", ">start-geopoint<", ">audit<", ">image<",
		">start<", ">end<", ">background-audio<" };
	struct hj_sheet s[3];
	struct intakeform f;
	const char *text;

	(void)state;
	text = sheets_of(s, INTAKE_FULL, HJ_ENGLISH, &f);
	for (size_t i = 0; i < HJ_LEN(no); i++)
		if (strstr(text, no[i]) != NULL)
			fail_msg("the form asks for %s", no[i]);
	/* The first thing to be read is the warning. */
	assert_true(strstr(text, ">warning<") < strstr(text, ">section_1<"));
	clear(s);
}

static void
the_version_changes_with_the_questions_and_only_then(void **state)
{
	struct hj_sheet one[3], two[3], three[3];
	struct intakeform f, g, h;

	(void)state;
	(void)sheets_of(one, INTAKE_FULL, HJ_ENGLISH, &f);
	(void)sheets_of(two, INTAKE_FULL, HJ_ENGLISH, &g);
	(void)sheets_of(three, INTAKE_FIRST_CALL, HJ_ENGLISH, &h);
	assert_int_equal(one[2].xml.len, two[2].xml.len);
	assert_memory_equal(one[2].xml.data, two[2].xml.data, one[2].xml.len);
	assert_true(one[2].xml.len != three[2].xml.len ||
	    memcmp(one[2].xml.data, three[2].xml.data, one[2].xml.len) != 0);
	clear(one);
	clear(two);
	clear(three);
}

static void
a_cell_is_text_whatever_it_looks_like(void **state)
{
	static const char formula[] = "=cmd|' /C calc'!A0 <&>";
	struct hj_error err = HJ_ERROR;
	struct hj_sheet s;
	const char *text;

	(void)state;
	hj_sheet_open(&s, "x", &err);
	hj_sheet_cell(&s, "head");
	hj_sheet_row(&s);
	hj_sheet_cell(&s, NULL);
	hj_sheet_cell(&s, formula);
	hj_sheet_row(&s);
	assert_int_equal(hj_sheet_close(&s), HJ_OK);
	assert_int_equal(hj_buf_text(&s.xml, &text, &err), HJ_OK);
	assert_non_null(strstr(text,
	    "<c r=\"B2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
	    "=cmd|' /C calc'!A0 &lt;&amp;&gt;</t></is></c>"));
	assert_null(strstr(text, "<f>"));
	hj_sheet_clear(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_question_has_a_name_of_its_own),
		cmocka_unit_test(a_condition_of_the_interview_is_one_of_the_form),
		cmocka_unit_test(the_shape_of_a_date_lets_every_date_through),
		cmocka_unit_test(the_telephone_is_asked_for_nothing_about_itself),
		cmocka_unit_test(
		    the_version_changes_with_the_questions_and_only_then),
		cmocka_unit_test(a_cell_is_text_whatever_it_looks_like),
	};

	return cmocka_run_group_tests_name("xlsform", tests, NULL, NULL);
}
