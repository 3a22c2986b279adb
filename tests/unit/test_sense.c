#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/unit/sense_found.h"
#include "tests/unit/wrap.h"

static void
a_period_does_not_end_before_it_begins(void **state)
{
#define HELD(from, until)                                                      \
	PERSON("")                                                             \
	"<detention id=\"d00001\"><who>p00001</who>"                           \
	"<state>CN</state><date>" from "</date><end><date>" until              \
	"</date></end></detention>"
	(void)state;
	finds(HELD("2013-05-10", "2013-05-28"), "");
	finds(HELD("2013-05-10", "2013-05"), "");
	finds(HELD("2013-05-10", "2013-04"),
	    "fault ends-before-start detention.end.date\n");
	/* Whoever has to keep it says that it is doubtful. */
	finds(HELD("2013-05-10", "2013-04?"),
	    "warning perhaps-ends-before-start detention.end.date\n");
	finds(HELD("2013-05-20/2013-06-20", "2013-05"),
	    "warning perhaps-ends-before-start detention.end.date\n");
	finds(PERSON("<residence id=\"r00001\"><place>c00001</place>"
		     "<from>2012</from><to>2011</to></residence>") "<place id=\"c00001\"></place>",
	    "fault ends-before-start person.residence.to\n");
	finds("<source id=\"s00001\"><published>2013</published>"
	      "<accessed>2012</accessed></source>",
	    "fault ends-before-start source.accessed\n");
	finds(PERSON("") "<consent id=\"k00001\" status=\"given\"><subject>"
			 "p00001</subject><scope id=\"x00001\">store</scope>"
			 "<date>2020</date><withdrawal><date>2019</date>"
			 "</withdrawal></consent>",
	    "fault ends-before-start consent.withdrawal.date\n");
}

static void
a_crossing_lies_on_the_border_of_the_state(void **state)
{
#define SENT(from, to, crossing)                                               \
	PERSON("")                                                             \
	"<repatriation id=\"r00001\"><who>p00001</who><from>" from             \
	"</from><to>" to "</to><crossing>" crossing                            \
	"</crossing></repatriation>"
	(void)state;
	finds(SENT("CN", "KP", "tumen"), "");
	finds(SENT("RU", "KP", "khasan"), "");
	finds(SENT("LA", "KP", "air"), "");
	/* Sent on through China. */
	finds(SENT("LA", "KP", "dandong"), "");
	finds(SENT("RU", "KP", "tumen"),
	    "warning crossing repatriation.crossing\n");
	finds(SENT("CN", "KP", "khasan"),
	    "warning crossing repatriation.crossing\n");
	finds(SENT("CN", "RU", "tumen"),
	    "fault crossing repatriation.crossing\n");
}

static void
two_accounts_of_one_thing_are_not_both_preferred(void **state)
{
#define PREFERRED(n, src, date) EVENT(n, "arrest", " pref=\"yes\"" src, date)
	(void)state;
	finds(PERSON("") PREFERRED("1", ONE, "2013-05")
		  PREFERRED("2", TWO, "2013-05") SOURCES,
	    "fault two-preferred event[e00002].pref\n");
	/* Of two arrests each may have its own. */
	finds(PERSON("") PREFERRED("1", ONE, "2013-05")
		  PREFERRED("2", TWO, "2015-05") SOURCES,
	    "");
#define WAS(n, code, date)                                                     \
	"<status id=\"t0000" n "\" pref=\"yes\"><code>" code                   \
	"</code><date>" date "</date></status>"
	finds(PERSON(WAS("1", "det-abroad", "2012") WAS("2", "camp", "2014")),
	    "");
	finds(PERSON(WAS("1", "det-abroad", "2012") WAS("2", "camp", "2012")),
	    "fault two-preferred person.status[t00002].pref\n");
	finds("<group id=\"g00001\"><count id=\"c00001\" pref=\"yes\"><min>9"
	      "</min></count><count id=\"c00002\" pref=\"yes\"><min>2</min>"
	      "<sex>f</sex></count><count id=\"c00003\" pref=\"yes\"><min>8"
	      "</min></count></group>",
	    "fault two-preferred group.count[c00003].pref\n");
}

static void
a_group_holds_no_more_than_its_number(void **state)
{
	(void)state;
	finds("<group id=\"g00001\"><count id=\"c00001\"><min>9</min>"
	      "<max>5</max></count></group>",
	    "fault range group.count.max\n");
	finds(PERSON("") "<person id=\"p00002\"><name id=\"n00002\"><full>b"
			 "</full></name></person>"
			 "<group id=\"g00001\"><count id=\"c00001\"><min>1</min><max>1"
			 "</max></count><member id=\"m00001\"><person>p00001"
			 "</person></member><member id=\"m00002\"><person>"
			 "p00002</person></member></group>",
	    "warning more-than-counted group\n");
}

static void
a_part_is_no_more_than_the_whole_of_its_source(void **state)
{
#define WOMEN(src, n)                                                           \
	"<group id=\"g00001\"><count id=\"c00001\" src=\"s00001\"><max>9</max>" \
	"</count><count id=\"c00002\"" src "><min>" n "</min><sex>f</sex>"      \
	"</count></group>" SOURCES
	(void)state;
	finds(WOMEN(ONE, "9"), "");
	finds(WOMEN(ONE, "12"),
	    "warning part-exceeds-whole group.count[c00002].min\n");
	finds(WOMEN(TWO, "12"), "");
}

static void
no_more_are_identified_than_were_unnamed(void **state)
{
#define FOUND(n)                                                               \
	"<identified id=\"f0000" n "\"><slot>v00001</slot><person>p0000" n     \
	"</person></identified>"
#define TWO_FOUND(n, more)                                                     \
	PERSON("")                                                             \
	"<person id=\"p00002\"><name id=\"n00002\"><full>b</full></name>"      \
	"</person><group id=\"g00001\"><unnamed id=\"v00001\"><n>" n           \
	"</n></unnamed>" FOUND("1") more "</group>"
	(void)state;
	finds(TWO_FOUND("2", FOUND("2")), "");
	finds(TWO_FOUND("1", ""), "");
	finds(TWO_FOUND("1", FOUND("2")),
	    "warning more-identified group.unnamed\n");
}

static void
a_source_cannot_tell_what_has_not_happened(void **state)
{
#define TALK                                                                   \
	"<source id=\"s00001\"><interview id=\"t00001\"><date>2012-03</date>"  \
	"</interview></source><source id=\"s00002\"></source>"
	(void)state;
	finds(PERSON("") EVENT("1", "arrest", ONE, "2012-05") TALK,
	    "warning told-before event.date\n");
	finds(PERSON("") EVENT("1", "arrest", ONE, "2012-03") TALK, "");
	finds(PERSON("") EVENT("1", "arrest", " src=\"s00001 s00002\"",
		  "2012-05") TALK,
	    "");
	finds(PERSON("<status id=\"t00009\" src=\"s00001\"><code>dead</code>"
		     "<date>2013</date></status>") TALK,
	    "warning told-before person.status.date\n");
}

static void
nothing_refers_to_itself(void **state)
{
	(void)state;
	finds("<source id=\"s00001\"><based-on id=\"b00001\">s00001</based-on>"
	      "</source>",
	    "fault refers-to-itself source.based-on\n");
	finds(PERSON("") "<relationship id=\"r00001\" type=\"parent\"><a>p00001"
			 "</a><b>p00001</b></relationship>",
	    "fault refers-to-itself relationship.b\n");
}

static void
a_detention_names_its_state(void **state)
{
	(void)state;
	finds(PERSON("") "<detention id=\"d00001\"><who>p00001</who>"
			 "</detention>",
	    "warning no-state detention\n");
	finds(PERSON("") "<detention id=\"d00001\"><who>p00001</who>"
			 "<state known=\"unknown\"></state></detention>",
	    "");
}

static void
faults_are_counted_and_memory_is_an_error(void **state)
{
	struct hj_record *r = parsed(HELD("2013-05-10",
	    "2013-04") "<source id=\"s00001\"><based-on id=\"b00001\">s00001"
		       "</based-on></source>");
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(hj_sense_record(r, TODAY, NULL, NULL, &err),
	    HJ_EINVAL);
	assert_non_null(strstr(err.text, "(and 1 more)"));
	wrap.alloc = (struct wrap_call){ .fail_at = 1 };
	assert_int_equal(hj_sense_record(r, TODAY, NULL, NULL, &err),
	    HJ_ENOMEM);
	wrap.alloc = (struct wrap_call){ 0 };
	hj_record_free(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_period_does_not_end_before_it_begins),
		cmocka_unit_test(a_crossing_lies_on_the_border_of_the_state),
		cmocka_unit_test(two_accounts_of_one_thing_are_not_both_preferred),
		cmocka_unit_test(a_group_holds_no_more_than_its_number),
		cmocka_unit_test(a_part_is_no_more_than_the_whole_of_its_source),
		cmocka_unit_test(no_more_are_identified_than_were_unnamed),
		cmocka_unit_test(a_source_cannot_tell_what_has_not_happened),
		cmocka_unit_test(nothing_refers_to_itself),
		cmocka_unit_test(a_detention_names_its_state),
		cmocka_unit_test(faults_are_counted_and_memory_is_an_error),
	};

	return cmocka_run_group_tests_name("sense", tests, NULL, NULL);
}
