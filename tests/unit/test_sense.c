#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/sense.h"
#include "tests/unit/parsed.h"
#include "tests/unit/wrap.h"

/* A line each: "fault code path", "warning code path". */
static int
note(void *to, const struct hj_finding *f, struct hj_error *err)
{
	char *text = to;
	size_t n = strlen(text);

	(void)err;
	assert_true(f->text[0] != '\0');
	assert_true(f->remedy != NULL && f->remedy[0] != '\0');
	snprintf(text + n, 4096 - n, "%s %s %s\n",
	    f->level == HJ_FAULT ? "fault" : "warning", f->code, f->path);
	return HJ_OK;
}

/* 21 November 2026. */
#define TODAY 20778

static void
finds(const char *inside, const char *expected)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = parsed(inside);
	bool fault = strstr(expected, "fault") != NULL;
	char found[4096] = "";

	assert_int_equal(hj_sense_check(r, TODAY, note, found, &err),
	    fault ? HJ_EINVAL : HJ_OK);
	assert_string_equal(found, expected);
	hj_record_free(r);
}

#define NAME "<name id=\"n00001\"><full>a</full></name>"
#define PERSON(rest) "<person id=\"p00001\">" NAME rest "</person>"
#define BORN(date)                                                             \
	"<birth id=\"b00001\" src=\"s00001\"><date>" date "</date></birth>"
#define EVENT(n, type, src, date)                                              \
	"<event id=\"e0000" n "\"" src " type=\"" type "\"><who id=\"w0000" n  \
	"\">p00001</who><date>" date "</date></event>"
#define ONE " src=\"s00001\""
#define TWO " src=\"s00002\""
#define SOURCES "<source id=\"s00001\"></source><source id=\"s00002\"></source>"

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
what_one_source_tells_cannot_contradict_a_life(void **state)
{
	(void)state;
	finds(PERSON(BORN("1985")) EVENT("1", "arrest", ONE, "1984") SOURCES,
	    "fault before-birth event.date\n");
	finds(PERSON("") EVENT("1", "death", ONE, "2012")
		  EVENT("2", "arrest", ONE, "2013") SOURCES,
	    "fault after-death event[e00002].date\n");
	finds(PERSON(BORN("1985")) EVENT("1", "death", ONE, "1980") SOURCES,
	    "fault death-before-birth event.date\n"
	    "fault before-birth event.date\n");
	/* What happens to a family needs nobody alive. */
	finds(PERSON("") EVENT("1", "death", ONE, "2012")
		  EVENT("2", "nofamily", ONE, "2013") SOURCES,
	    "");
}

static void
what_two_sources_tell_is_a_dispute_and_no_fault(void **state)
{
	(void)state;
	finds(PERSON(BORN("1985")) EVENT("1", "arrest", TWO, "1984") SOURCES,
	    "warning before-birth event.date\n");
	finds(PERSON("") EVENT("1", "death", ONE, "2012")
		  EVENT("2", "arrest", TWO, "2013") SOURCES,
	    "warning after-death event[e00002].date\n");
	/* Of two births one allows it. */
	finds(PERSON(BORN("1985") "<birth id=\"b00002\" src=\"s00002\"><date>"
				  "1970</date></birth>")
		  EVENT("1", "arrest", ONE, "1984") SOURCES,
	    "");
	/* Both contradict it, but there are two. */
	finds(PERSON(BORN("1985") "<birth id=\"b00002\" src=\"s00002\"><date>"
				  "1990</date></birth>")
		  EVENT("1", "arrest", ONE, "1984") SOURCES,
	    "warning before-birth event.date\n");
}

static void
what_is_doubtful_is_not_certain(void **state)
{
	(void)state;
	finds(PERSON(BORN("1985~")) EVENT("1", "arrest", ONE, "1984") SOURCES,
	    "warning before-birth event.date\n");
	finds(PERSON("<birth id=\"b00001\" src=\"s00001\"><date cal=\"lunar\">"
		     "1985</date></birth>") EVENT("1", "arrest", ONE, "1984")
		  SOURCES,
	    "");
	finds(PERSON("") EVENT("1", "death", ONE,
		  "2012") "<event id=\"e00003\" src=\"s00002\" type=\"death\">"
			  "<who id=\"w00003\">p00001</who></event>" EVENT("4",
			      "arrest", ONE, "2013") SOURCES,
	    "");
}

static void
ages_fit_the_birth_each_by_its_own_count(void **state)
{
#define AGED(type, n)                                                          \
	PERSON(BORN("1985-07-01") "<age id=\"a00001\" src=\"s00001\"" type     \
				  "><n>" n "</n><at>2012-06-01</at></age>")    \
	SOURCES
	(void)state;
	finds(AGED("", "26"), "");
	finds(AGED("", "27"), "fault age-birth person.age.n\n");
	finds(AGED("", "28"), "warning age-kind person.age.n\n");
	finds(AGED(" type=\"korean\"", "28"), "");
	finds(AGED(" type=\"korean\"", "26"),
	    "warning age-kind person.age.n\n");
	finds(AGED(" type=\"korean\"", "40"), "fault age-birth person.age.n\n");
	finds(AGED(" type=\"estimated\"", "40"), "");
}

static void
nobody_is_released_before_anybody_caught_them(void **state)
{
	(void)state;
	finds(PERSON("") EVENT("1", "arrest", ONE, "2013-05")
		  EVENT("2", "release", ONE, "2013-04") SOURCES,
	    "warning before-arrest event[e00002].date\n");
	finds(PERSON("") EVENT("1", "arrest", ONE,
		  "2013-05") "<repatriation id=\"r00001\"><who>p00001</who>"
			     "<date>2012</date></repatriation>" SOURCES,
	    "warning before-arrest repatriation.date\n");
	finds(PERSON("") EVENT("1", "arrest", ONE, "2013-05")
		  EVENT("2", "release", ONE, "2013-05") SOURCES,
	    "");
	finds(PERSON("") EVENT("2", "release", ONE, "2013-04") SOURCES, "");
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
somebody_has_a_name_or_is_told_apart(void **state)
{
	(void)state;
	finds("<person id=\"p00001\"><name id=\"n00001\" known=\"unknown\">"
	      "</name></person>",
	    "warning nameless person\n");
	finds("<person id=\"p00001\"><name id=\"n00001\" known=\"unknown\">"
	      "</name><placeholder><label>A</label></placeholder></person>",
	    "");
}

static void
a_child_does_not_agree_alone(void **state)
{
#define AGREES(status, rest)                                                   \
	"<consent id=\"k0000" rest "\" status=\"" status "\"><subject>p00001"  \
	"</subject><scope id=\"x0000" rest "\">store</scope><date>2020"        \
	"</date></consent>"
	(void)state;
	finds(PERSON(BORN("2010")) SOURCES AGREES("given", "1"),
	    "warning minor-without-guardian consent\n");
	finds(PERSON(BORN("2010")) SOURCES AGREES("given", "1")
		  AGREES("proxy", "2"),
	    "");
	finds(PERSON(BORN("2001")) SOURCES AGREES("given", "1"), "");
	finds(PERSON(BORN("2021")) SOURCES AGREES("given", "1"),
	    "warning before-birth consent.date\n");
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
what_has_happened_does_not_lie_in_the_future(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = parsed("<opened>2027</opened>");

	(void)state;
	finds("<opened>2027</opened>", "warning future opened\n");
	finds("<opened>2026-11-21</opened>", "");
	finds(PERSON("") EVENT("1", "arrest", "", "2030"),
	    "warning future event.date\n");
	finds("<task id=\"t00001\"><due>2030</due></task>", "");
	/* Without a clock nothing is. */
	assert_int_equal(hj_sense_record(r, HJ_SENSE_NO_DAY, note, NULL, &err),
	    HJ_OK);
	hj_record_free(r);
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
a_home_that_anybody_may_read_endangers_who_is_held(void **state)
{
#define HOME(status, conf)                                                     \
	PERSON("<origin id=\"f00001\"><place>c00001</place></origin>"          \
	       "<status id=\"t00001\"><code>" status "</code></status>")       \
	"<place id=\"c00001\"><country>KP</country><locality" conf             \
	">Musan</locality></place>"
	(void)state;
	finds(HOME("camp", " conf=\"public\""),
	    "warning place-too-fine place.locality\n");
	finds(HOME("camp", ""), "");
	finds(HOME("settled", " conf=\"public\""), "");
	/* Where they are held those who hold them know. */
	finds(PERSON("") "<detention id=\"d00001\"><who>p00001</who>"
			 "<state>CN</state><place>c00001</place></detention>"
			 "<place id=\"c00001\"><locality conf=\"public\">Tumen"
			 "</locality></place>",
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
		cmocka_unit_test(what_one_source_tells_cannot_contradict_a_life),
		cmocka_unit_test(what_two_sources_tell_is_a_dispute_and_no_fault),
		cmocka_unit_test(what_is_doubtful_is_not_certain),
		cmocka_unit_test(ages_fit_the_birth_each_by_its_own_count),
		cmocka_unit_test(nobody_is_released_before_anybody_caught_them),
		cmocka_unit_test(a_crossing_lies_on_the_border_of_the_state),
		cmocka_unit_test(two_accounts_of_one_thing_are_not_both_preferred),
		cmocka_unit_test(a_group_holds_no_more_than_its_number),
		cmocka_unit_test(somebody_has_a_name_or_is_told_apart),
		cmocka_unit_test(a_child_does_not_agree_alone),
		cmocka_unit_test(a_source_cannot_tell_what_has_not_happened),
		cmocka_unit_test(what_has_happened_does_not_lie_in_the_future),
		cmocka_unit_test(nothing_refers_to_itself),
		cmocka_unit_test(a_detention_names_its_state),
		cmocka_unit_test(
		    a_home_that_anybody_may_read_endangers_who_is_held),
		cmocka_unit_test(faults_are_counted_and_memory_is_an_error),
	};

	return cmocka_run_group_tests_name("sense", tests, NULL, NULL);
}
