/* Where accounts differ, the annex gives each with its sources
 * (export/petition/annex_accounts.h).  Invented people. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/limits.h"
#include "core/case/codec.h"
#include "export/petition/annex_accounts.h"

#define CASE(s)                                                                \
	"<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\">" s "</case>"
#define BIRTH(id, date, src)                                                   \
	"<birth id=\"" id "\" src=\"" src "\"><date>" date "</date></birth>"
#define SOURCE(id, title, more)                                                \
	"<source " more "id=\"" id "\"><title>" title "</title></source>"
#define PUBLIC "conf=\"public\" "
#define SECRET "conf=\"secret\" "

static struct hj_error error;

/* What is said of the first person or group, as XML; "" for nothing. */
static const char *
told(const char *xml, bool korean)
{
	static char text[8192];
	struct hj_buf b = HJ_BUF(HJ_TEXT_MAX);
	struct hj_record *r = NULL;
	struct hj_subject s = { .korean = korean };

	error = HJ_ERROR;
	if (hj_codec_decode((const uint8_t *)xml, strlen(xml), &r, &error) !=
	    HJ_OK)
		fail_msg("%s", error.text);
	s.record = r;
	s.person = hj_node_child(hj_record_root(r), "person");
	if (s.person == NULL)
		s.person = hj_node_child(hj_record_root(r), "group");
	assert_int_equal(hj_annex_accounts(&s, 1, &b, &error), HJ_OK);
	assert_true(b.len < sizeof(text));
	if (b.len != 0)
		memcpy(text, b.data, b.len);
	text[b.len] = '\0';
	hj_buf_clear(&b);
	hj_record_free(r);
	return text;
}

static void
each_account_stands_with_its_sources(void **state)
{
	(void)state;
	assert_string_equal(told(CASE("<person id=\"p23456\">" BIRTH("b23456",
				     "1985", "r23456") BIRTH("b34567", "1987",
				     "r34567") "</person>" SOURCE("r23456",
				     "The Lantern", PUBLIC)
					 SOURCE("r34567", "x", "")),
				false),
	    "<accounts n=\"1\">\n<dispute of=\"birth\" clash=\"yes\">\n"
	    "<account>\n<says>1985</says>\n<source>The Lantern</source>\n"
	    "<origins states=\"no\">1</origins>\n</account>\n"
	    "<account>\n<says>1987</says>\n<withheld>1</withheld>\n"
	    "<origins states=\"no\">1</origins>\n</account>\n"
	    "</dispute>\n</accounts>\n");
}

#define AGES(id, src, min, max, more)                                          \
	"<ages " more "id=\"" id "\" src=\"" src "\"><min>" min                \
	"</min><max>" max "</max></ages>"
#define GROUP(s) "<group id=\"g23456\">" s "</group>"
#define TWO                                                                    \
	GROUP(AGES("a23456", "r23456", "15", "23", "")                         \
		AGES("a34567", "r34567", "14", "18", ""))

static void
a_source_that_is_not_public_is_counted_and_not_named(void **state)
{
	const char *text = told(CASE(TWO SOURCE("r23456", "The Lantern", PUBLIC)
					SOURCE("r34567", "Aunt Dallae", "")),
	    false);

	(void)state;
	assert_non_null(strstr(text,
	    "<says>15–23</says>\n"
	    "<source>The Lantern</source>\n"
	    "<origins states=\"no\">1</origins>"));
	assert_non_null(strstr(text,
	    "<says>14–18</says>\n"
	    "<withheld>1</withheld>\n"
	    "<origins states=\"no\">1</origins>"));
	assert_null(strstr(text, "Dallae"));
}

static void
an_account_above_the_level_is_not_there(void **state)
{
	(void)state;
	assert_string_equal(told(CASE(GROUP(AGES("a23456", "r23456", "15", "23",
				     "") AGES("a34567", "r34567", "14", "18",
				     SECRET)) SOURCE("r23456", "The Lantern",
				     PUBLIC) SOURCE("r34567", "Aunt Dallae",
				     PUBLIC)),
				false),
	    "");
	/* Of who is not named nothing but what is public. */
	assert_string_equal(told(CASE(GROUP(AGES("a23456", "r23456", "15", "23",
				     "") AGES("a34567", "r34567", "14", "18",
				     "conf=\"internal\" ")) SOURCE("r23456",
				     "The Lantern", PUBLIC)
					 SOURCE("r34567", "The Tide", PUBLIC)),
				false),
	    "");
}

static void
what_two_versions_say_is_no_account(void **state)
{
	const char *text =
	    told(CASE(TWO SOURCE("r23456", "The Lantern", PUBLIC)
			 SOURCE("r34567", "The Tide",
			     PUBLIC) "<conflict conf=\"public\" id=\"c23456\">"
				     "<element>a23456</element><path>min</path>"
				     "<value>77</value></conflict>"),
		false);

	(void)state;
	assert_non_null(strstr(text, "15–23"));
	assert_null(strstr(text, "77"));
}

static void
a_status_that_accounts_do_not_agree_on_reads_disputed(void **state)
{
	static const char two[] =
	    CASE("<person id=\"p23456\">"
		 "<status basis=\"saw\" id=\"t23456\" src=\"r23456\">"
		 "<code>released</code><date>2013</date></status>"
		 "<status basis=\"saw\" id=\"t34567\" src=\"r34567\">"
		 "<code>camp</code><date>2013</date></status></person>" SOURCE(
		     "r23456", "The Lantern", PUBLIC)
		     SOURCE("r34567", "The Tide", PUBLIC));
	const char *text = told(two, false);

	(void)state;
	assert_non_null(strstr(text,
	    "<dispute of=\"last known status\" status=\"disputed\">"));
	assert_non_null(strstr(text,
	    ", 2013</says>\n"
	    "<source>The Lantern</source>"));
	assert_non_null(strstr(text, "<source>The Tide</source>"));
	assert_non_null(strstr(told(two, true), "마지막으로 알려진 상태"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_account_stands_with_its_sources),
		cmocka_unit_test(
		    a_source_that_is_not_public_is_counted_and_not_named),
		cmocka_unit_test(an_account_above_the_level_is_not_there),
		cmocka_unit_test(what_two_versions_say_is_no_account),
		cmocka_unit_test(
		    a_status_that_accounts_do_not_agree_on_reads_disputed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
