/* Rule 11 of core/sense/status.h: what two versions differ on is disputed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/case/codec.h"
#include "core/sense/status.h"

#define CASE(s)                                                                \
	"<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\">" s "</case>"
#define PERSON                                                                 \
	"<person id=\"p23456\"><status id=\"t23456\"><code>released</code>"    \
	"<date>2013</date></status></person>"
#define ARREST                                                                 \
	"<event id=\"e23456\" type=\"arrest\"><who id=\"w23456\">p23456"       \
	"</who><date>2012</date><outcome>x</outcome></event>"
#define ROW(s) "<conflict conf=\"internal\" id=\"x23456\">" s "</conflict>"
#define AT(s) "<element>" s "</element>"

static bool
is_disputed(const char *xml)
{
	struct hj_error err = HJ_ERROR;
	struct hj_origins *o = NULL;
	struct hj_record *r = NULL;
	struct hj_status s;
	bool disputed;

	if (hj_codec_decode((const uint8_t *)xml, strlen(xml), &r, &err) !=
		HJ_OK ||
	    hj_status_derive(r, &o, hj_record_find(r, "p23456"), &s, &err) !=
		HJ_OK)
		fail_msg("%s", err.text);
	disputed = s.disputed;
	if (disputed) {
		assert_null(s.row);
		assert_int_equal(s.why, HJ_WHY_CONFLICT);
		assert_true(s.n != 0);
	}
	hj_status_clear(&s);
	hj_origins_free(o);
	hj_record_free(r);
	return disputed;
}

static void
without_a_conflict_it_is_what_the_account_says(void **state)
{
	(void)state;
	assert_false(is_disputed(CASE(PERSON)));
	assert_false(is_disputed(CASE(PERSON ARREST)));
}

static void
another_code_or_date_of_the_other_version_disputes_it(void **state)
{
	(void)state;
	assert_true(is_disputed(CASE(PERSON
		ROW(AT("t23456") "<path>code</path><value>camp</value>"))));
	assert_true(is_disputed(CASE(PERSON
		ROW(AT("t23456") "<path>date</path><value>2014</value>"))));
	assert_true(is_disputed(CASE(PERSON ARREST ROW(
	    AT("e23456") "<attribute>type</attribute><value>death</value>"))));
	assert_true(is_disputed(CASE(PERSON ARREST
		ROW(AT("w23456") "<value>p34567</value>"))));
}

static void
a_version_that_removed_the_account_disputes_it(void **state)
{
	(void)state;
	assert_true(is_disputed(CASE(PERSON ROW(AT("t23456")))));
}

static void
a_conflict_about_something_else_does_not(void **state)
{
	(void)state;
	assert_false(is_disputed(CASE(PERSON ARREST
		ROW(AT("e23456") "<path>outcome</path><value>y</value>"))));
	assert_false(is_disputed(CASE(PERSON ROW("<path>title</path>"
						 "<value>y</value>"))));
	assert_false(is_disputed(CASE(PERSON
		ROW(AT("zzzzzz") "<path>code</path><value>camp</value>"))));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_conflict_it_is_what_the_account_says),
		cmocka_unit_test(
		    another_code_or_date_of_the_other_version_disputes_it),
		cmocka_unit_test(a_version_that_removed_the_account_disputes_it),
		cmocka_unit_test(a_conflict_about_something_else_does_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
