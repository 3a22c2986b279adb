#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/unit/sense_found.h"

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
	finds(PERSON("") EVENT("2", "arrest", ONE,
		  "2013") "<detention id=\"d00001\"" ONE
			  "><who>p00001</who><state>KP"
			  "</state><end><date>2012</date><how>died</how></end>"
			  "</detention>" SOURCES,
	    "fault after-death event.date\n");
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
	/* Another may have been withheld. */
	finds(PERSON(BORN("1985") WITHHELD) EVENT("1", "arrest", ONE, "1984")
		  SOURCES,
	    "warning before-birth event.date\n");
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_one_source_tells_cannot_contradict_a_life),
		cmocka_unit_test(what_two_sources_tell_is_a_dispute_and_no_fault),
		cmocka_unit_test(what_is_doubtful_is_not_certain),
		cmocka_unit_test(ages_fit_the_birth_each_by_its_own_count),
		cmocka_unit_test(nobody_is_released_before_anybody_caught_them),
		cmocka_unit_test(somebody_has_a_name_or_is_told_apart),
		cmocka_unit_test(a_child_does_not_agree_alone),
		cmocka_unit_test(what_has_happened_does_not_lie_in_the_future),
		cmocka_unit_test(
		    a_home_that_anybody_may_read_endangers_who_is_held),
	};

	return cmocka_run_group_tests_name("sense_life", tests, NULL, NULL);
}
