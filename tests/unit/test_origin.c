#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/sense/origin.h"
#include "tests/unit/parsed.h"
#include "tests/unit/wrap.h"

#define PLAIN(id) "<source id=\"" id "\"></source>"
#define STATE(id) "<source id=\"" id "\" kind=\"state\"></source>"
#define BASED(id, b, on)                                                       \
	"<source id=\"" id "\"><based-on id=\"" b "\">" on                     \
	"</based-on></source>"
#define SAID(src)                                                              \
	"<person id=\"p00001\"><name id=\"n00001\"></name>"                    \
	"<sex id=\"x00001\" src=\"" src "\">f</sex></person>"

static struct hj_origin_count
counted(const struct hj_record *r, const char *id)
{
	struct hj_error err = HJ_ERROR;
	struct hj_origins *o = NULL;
	const struct hj_node *node = hj_record_find(r, id);
	struct hj_origin_count c;

	assert_non_null(node);
	assert_int_equal(hj_origins_new(r, &o, &err), HJ_OK);
	assert_int_equal(hj_origins_count(o, &node, 1, &c, &err), HJ_OK);
	hj_origins_free(o);
	return c;
}

static void
counts(const char *inside, size_t sources, size_t independent, bool unknown)
{
	struct hj_record *r = parsed(inside);
	struct hj_origin_count c = counted(r, "x00001");

	assert_int_equal(c.sources, sources);
	assert_int_equal(c.independent, independent);
	assert_int_equal(c.unknown, unknown);
	hj_record_free(r);
}

static void
two_sources_are_two_origins(void **state)
{
	(void)state;
	counts(SAID("s00001 s00002") PLAIN("s00001") PLAIN("s00002"), 2, 2,
	    false);
}

static void
reports_of_one_agency_are_one_origin(void **state)
{
	(void)state;
	counts(SAID("s00001 s00002 s00003 s00004 s00005") PLAIN("s00001")
		   BASED("s00002", "b00002", "s00001") BASED("s00003", "b00003",
		       "s00001") BASED("s00004", "b00004", "s00003")
		       BASED("s00005", "b00005", "s00009")
			   BASED("s00009", "b00009", "s00002"),
	    5, 1, false);
}

static void
sources_that_only_name_each_other_are_one_origin(void **state)
{
	(void)state;
	counts(SAID("s00001 s00002 s00003") BASED("s00001", "b00001", "s00002")
		   BASED("s00002", "b00002", "s00001")
		       BASED("s00003", "b00003", "s00001"),
	    3, 1, false);
	/* Where one of a circle goes back to something else, all do. */
	counts(SAID("s00001 s00009") BASED("s00001", "b00001",
		   "s00002") "<source id=\"s00002\"><based-on id=\"b00002\">s00001"
			     "</based-on><based-on id=\"b00003\">s00009</based-on>"
			     "</source>" PLAIN("s00009"),
	    2, 1, false);
}

static void
a_report_on_many_is_one_and_none_beside_one_of_them(void **state)
{
#define REPORT                                                                 \
	"<source id=\"r00001\"><based-on id=\"b00001\">s00001</based-on>"      \
	"<based-on id=\"b00002\">s00002</based-on></source>" PLAIN("s00001")   \
	    PLAIN("s00002") PLAIN("s00003")
	(void)state;
	counts(SAID("r00001") REPORT, 1, 1, false);
	counts(SAID("r00001 s00001") REPORT, 2, 1, false);
	counts(SAID("r00001 s00001 s00002") REPORT, 3, 2, false);
	counts(SAID("r00001 s00003") REPORT, 2, 2, false);
}

static void
talks_with_one_person_are_one_origin(void **state)
{
	(void)state;
	counts(SAID("s00001 s00002") "<source id=\"s00001\"><person>p00001</person></source>"
				     "<source id=\"s00002\"><person>p00001</person></source>",
	    2, 1, false);
}

static void
a_translation_is_its_original(void **state)
{
	(void)state;
	counts(
	    SAID("s00001 s00002") "<source id=\"s00001\"><evidence>e00001</evidence></source>"
				  "<source id=\"s00002\"><evidence>e00003</evidence></source>"
				  "<evidence id=\"e00001\"></evidence>"
				  "<evidence id=\"e00002\"><of>e00001</of></evidence>"
				  "<evidence id=\"e00003\" role=\"translation\"><of>e00002</of>"
				  "</evidence>",
	    2, 1, false);
}

static void
a_translated_text_has_the_sources_of_its_original(void **state)
{
	struct hj_record *r =
	    parsed("<summary id=\"x00002\" lang=\"ko\" src=\"s00001\">"
		   "<text>가</text></summary>"
		   "<summary id=\"x00001\" lang=\"en\" src=\"s00002\">"
		   "<text>a</text><tr-of>x00002</tr-of></summary>" PLAIN("s00001")
		       PLAIN("s00002"));
	struct hj_error err = HJ_ERROR;
	struct hj_origins *o = NULL;
	const struct hj_node *both[2] = { hj_record_find(r, "x00001"),
		hj_record_find(r, "x00002") };
	struct hj_origin_count c;

	(void)state;
	assert_int_equal(hj_origins_new(r, &o, &err), HJ_OK);
	assert_int_equal(hj_origins_count(o, both, 2, &c, &err), HJ_OK);
	assert_int_equal(c.independent, 1);
	assert_int_equal(c.sources, 1);
	hj_origins_free(o);
	hj_record_free(r);
}

static void
what_nobody_names_has_no_known_origin(void **state)
{
	(void)state;
	counts("<tag id=\"x00001\">a</tag>" PLAIN("s00001"), 0, 0, true);
	counts(SAID("s00001") "<source id=\"s00001\"><based-on id=\"b00001\" "
			      "known=\"unknown\"></based-on></source>",
	    1, 0, true);
	counts(SAID("s00001 s00002")
		   PLAIN("s00002") "<source id=\"s00001\"><based-on id=\"b00001\" "
				   "known=\"unknown\"></based-on></source>",
	    2, 1, true);
}

static void
what_the_file_no_longer_holds_is_still_an_origin(void **state)
{
	(void)state;
	counts(SAID("s00001 s00002") BASED("s00001", "b00001", "s00009")
		   BASED("s00002", "b00002", "s00009"),
	    2, 1, false);
	counts(SAID("s00001 s00009") BASED("s00001", "b00001", "s00009"), 2, 1,
	    false);
}

static void
a_state_that_stands_alone_is_said(void **state)
{
	struct hj_record *r =
	    parsed(SAID("s00001 s00002") STATE("s00001") STATE("s00002"));

	(void)state;
	assert_true(counted(r, "x00001").states);
	hj_record_free(r);
	r = parsed(SAID("s00001 s00002") STATE("s00001") PLAIN("s00002"));
	assert_false(counted(r, "x00001").states);
	hj_record_free(r);
	r = parsed(SAID("s00001"));
	assert_false(counted(r, "x00001").states);
	hj_record_free(r);
}

static void
a_long_chain_and_a_crowd_come_to_an_end(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(HJ_CASE_MAX);
	struct hj_record *r;
	struct hj_origin_count c;
	const char *text;

	(void)state;
	/* s00000 <- s00001 <- ... in the worst order, and one on all of them. */
	assert_int_equal(hj_buf_puts(&b, SAID("a00000 s09999"), &err), HJ_OK);
	assert_int_equal(hj_buf_puts(&b, "<source id=\"a00000\">", &err),
	    HJ_OK);
	for (unsigned i = 0; i < 9999; i++)
		assert_int_equal(hj_buf_printf(&b, &err,
				     "<based-on id=\"c%05u\">s%05u</based-on>",
				     i, i),
		    HJ_OK);
	assert_int_equal(hj_buf_puts(&b, "</source>", &err), HJ_OK);
	for (unsigned i = 9999; i > 0; i--)
		assert_int_equal(hj_buf_printf(&b, &err,
				     "<source id=\"s%05u\"><based-on "
				     "id=\"b%05u\">s%05u</based-on></source>",
				     i, i, i - 1),
		    HJ_OK);
	assert_int_equal(hj_buf_puts(&b, PLAIN("s00000"), &err), HJ_OK);
	assert_int_equal(hj_buf_text(&b, &text, &err), HJ_OK);
	r = parsed(text);
	c = counted(r, "x00001");
	assert_int_equal(c.sources, 2);
	assert_int_equal(c.independent, 1);
	hj_record_free(r);
	hj_buf_clear(&b);
}

static void
no_memory_is_an_error(void **state)
{
	struct hj_record *r = parsed(SAID("s00001") PLAIN("s00001"));
	struct hj_error err = HJ_ERROR;
	struct hj_origins *o = NULL;

	(void)state;
	for (size_t i = 1; i <= 3; i++) {
		wrap.alloc = (struct wrap_call){ .fail_at = i };
		assert_int_equal(hj_origins_new(r, &o, &err), HJ_ENOMEM);
	}
	wrap.alloc = (struct wrap_call){ 0 };
	hj_record_free(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_sources_are_two_origins),
		cmocka_unit_test(reports_of_one_agency_are_one_origin),
		cmocka_unit_test(sources_that_only_name_each_other_are_one_origin),
		cmocka_unit_test(
		    a_report_on_many_is_one_and_none_beside_one_of_them),
		cmocka_unit_test(talks_with_one_person_are_one_origin),
		cmocka_unit_test(a_translation_is_its_original),
		cmocka_unit_test(a_translated_text_has_the_sources_of_its_original),
		cmocka_unit_test(what_nobody_names_has_no_known_origin),
		cmocka_unit_test(what_the_file_no_longer_holds_is_still_an_origin),
		cmocka_unit_test(a_state_that_stands_alone_is_said),
		cmocka_unit_test(a_long_chain_and_a_crowd_come_to_an_end),
		cmocka_unit_test(no_memory_is_an_error),
	};

	return cmocka_run_group_tests_name("origin", tests, NULL, NULL);
}
