#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/unit/status_told.h"

static void
is_of(const char *inside, const char *subject, const char *expected)
{
	struct hj_record *r = parsed(inside);
	char found[512];

	derived(r, subject, found, sizeof(found));
	assert_string_equal(found, expected);
	hj_record_free(r);
}

static void
is(const char *inside, const char *expected)
{
	is_of(inside, "p00001", expected);
}

static void
nothing_told_is_nothing_known(void **state)
{
	(void)state;
	is(PERSON(""), "- (nothing)");
	is(PERSON("<status id=\"t00001\"><code known=\"unknown\"></code>"
		  "</status>"),
	    "- (nothing)");
	is(PERSON("") EVENT("1", "id=\"e00001\" type=\"seen\"", ON("2012")),
	    "- (nothing)");
}

static void
each_occurrence_says_its_part(void **state)
{
	(void)state;
	is(PERSON(STATUS(1, "id=\"t00001\"", "hiding", ON("2012"))),
	    "hiding 2012 (only)");
	is(PERSON("") EVENT("1", "id=\"e00001\" type=\"arrest\"",
	       ON("2012-07?") "<state>CN</state>"),
	    "det-abroad 2012-07? (only)");
	is(PERSON("") EVENT("1", "id=\"e00001\" type=\"arrest\"",
	       "<state>KP</state>"),
	    "det-dprk (only)");
	/* A code of their own stands for the nearest of ours. */
	is(PERSON("") EVENT("1", "id=\"e00001\" type=\"x-taken\"",
	       "<state>CN</state>") "<own-code id=\"k00001\"><list>route-stage"
				    "</list><code>x-taken</code><en>Taken</en><ko>잡힘</ko>"
				    "<near>arrest</near></own-code>",
	    "det-abroad (only)");
	is(PERSON("") "<detention id=\"d00001\" type=\"kwanliso\">"
		      "<who>p00001</who></detention>",
	    "camp (only)");
	is(PERSON("") "<detention id=\"d00001\"><who>p00001</who>"
		      "<state>CN</state><date>2012</date>"
		      "<end><how>escaped</how></end></detention>",
	    "hiding (latest)");
	is(PERSON("") "<repatriation id=\"r00001\"><who>p00001</who>"
		      "<to>KP</to><date>2012-07</date></repatriation>",
	    "repat-unk 2012-07 (only)");
	is(PERSON("") "<repatriation id=\"r00001\"><who>p00001</who>"
		      "<to>CN</to></repatriation>",
	    "- (nothing)");
}

static void
a_later_account_takes_the_place_of_an_earlier_one(void **state)
{
	(void)state;
	is(PERSON(STATUS(1, "basis=\"saw\" id=\"t00001\" src=\"s00001\"",
	       "det-abroad", ON("2013-05"))
		   STATUS(2, "basis=\"saw\" id=\"t00002\" src=\"s00002\"",
		       "released", ON("2013-06"))) SOURCES,
	    "released 2013-06 (latest)");
	/* An interval that is still open allows every later day. */
	is(PERSON(STATUS(1, "basis=\"saw\" id=\"t00001\" src=\"s00001\"",
	       "det-abroad", ON("2013-05/.."))
		   STATUS(2, "basis=\"saw\" id=\"t00002\" src=\"s00002\"",
		       "released", ON("2013-06"))) SOURCES,
	    "disputed: det-abroad released (contradict)");
	is(PERSON(STATUS(1, "basis=\"saw\" id=\"t00001\" src=\"s00001\"",
	       "det-abroad", ON("2013-05/2013-07"))
		   STATUS(2, "basis=\"saw\" id=\"t00002\" src=\"s00002\"",
		       "released", ON("2013-06"))) SOURCES,
	    "disputed: det-abroad released (contradict)");
}

static void
the_natural_course_decides_between_days_that_overlap(void **state)
{
	(void)state;
	is(PERSON("") EVENT("1",
	       "basis=\"saw\" id=\"e00001\" src=\"s00001\" type=\"arrest\"",
	       ON("2013-05") "<state>LA</state>") EVENT("2",
	       "basis=\"saw\" id=\"e00002\" src=\"s00002\" type=\"repat\"",
	       ON("2013-05-28")) SOURCES,
	    "repat-unk 2013-05-28 (latest)");
	/* Who was released and held in one month: nobody knows what came last. */
	is(PERSON("") EVENT("1",
	       "basis=\"saw\" id=\"e00001\" src=\"s00001\" type=\"arrest\"",
	       ON("2013-05") "<state>LA</state>") EVENT("2",
	       "basis=\"saw\" id=\"e00002\" src=\"s00002\" "
	       "type=\"release\"",
	       ON("2013-05-28")) SOURCES,
	    "disputed: det-abroad released (contradict)");
}

static void
one_who_tells_all_tells_a_course(void **state)
{
	(void)state;
	is(PERSON("") EVENT("1", "id=\"e00001\" src=\"s00001\" type=\"death\"",
	       "") "<repatriation id=\"r00001\" src=\"s00001\">"
		   "<who>p00001</who><date>2012-07</date></repatriation>" SOURCES,
	    "dead (latest)");
	/* The same without a date, told by two, is not in order. */
	is(PERSON("") EVENT("1",
	       "basis=\"saw\" id=\"e00001\" src=\"s00001\" type=\"arrest\"",
	       "") EVENT("2",
	       "basis=\"saw\" id=\"e00002\" src=\"s00002\" type=\"repat\"", "")
		SOURCES,
	    "disputed: det-abroad repat-unk (contradict)");
	is(PERSON("") EVENT("1",
	       "basis=\"saw\" id=\"e00001\" src=\"s00003\" type=\"arrest\"",
	       "") EVENT("2",
	       "basis=\"saw\" id=\"e00002\" src=\"s00002\" type=\"repat\"", "")
		SOURCES,
	    "repat-unk (latest)");
	/* What it says of the status outweighs what it tells. */
	is(PERSON(STATUS(1, "id=\"t00001\" src=\"s00001\"", "released",
	       "")) "<detention id=\"d00001\" src=\"s00001\" type=\"kwanliso\">"
		    "<who>p00001</who></detention>" SOURCES,
	    "released (latest)");
}

static void
a_more_exact_status_agrees(void **state)
{
	(void)state;
	is(PERSON(STATUS(1, "basis=\"saw\" id=\"t00001\" src=\"s00001\"",
	       "dead", ON("2014"))
		   STATUS(2, "basis=\"saw\" id=\"t00002\" src=\"s00002\"",
		       "dead-cust", ON("2013"))) SOURCES,
	    "dead-cust 2013 (agree)");
	/* But not when only hearsay is more exact. */
	is(PERSON(STATUS(1, "basis=\"saw\" id=\"t00001\" src=\"s00001\"",
	       "dead", ON("2014"))
		   STATUS(2, "basis=\"rumour\" id=\"t00002\" src=\"s00002\"",
		       "executed", ON("2013"))) SOURCES,
	    "dead 2014 (agree)");
	is(PERSON(STATUS(1, "basis=\"saw\" id=\"t00001\" src=\"s00001\"",
	       "executed", ON("2014"))
		   STATUS(2, "basis=\"saw\" id=\"t00002\" src=\"s00002\"",
		       "dead-cust", ON("2014"))) SOURCES,
	    "disputed: executed dead-cust (contradict)");
}

#define LOST                                                                   \
	STATUS(1, "basis=\"saw\" id=\"t00001\" src=\"s00001\"", "disappear",   \
	    ON("2012"))
#define SAYS(n, basis, src, code, pref)                                        \
	STATUS(n,                                                              \
	    "basis=\"" basis "\" id=\"t0000" #n "\"" pref " src=\"" src "\"",  \
	    code, ON("2015"))

static void
a_single_hearsay_source_ends_no_disappearance(void **state)
{
	(void)state;
	is(PERSON(LOST SAYS(2, "rumour", "s00002", "dead", "")) SOURCES,
	    "disputed: disappear dead (hearsay)");
	is(PERSON(LOST SAYS(2, "media", "s00002", "camp", "")) SOURCES,
	    "disputed: disappear camp (hearsay)");
	/* Even when somebody prefers it. */
	is(PERSON(LOST SAYS(2, "heard", "s00002", "arrived", " pref=\"yes\""))
		SOURCES,
	    "disputed: disappear arrived (hearsay)");
	/* Two reports of one origin are a single source. */
	is(PERSON(LOST SAYS(2, "heard", "s00002", "arrived", "")
		   SAYS(3, "heard", "s00003", "arrived", "")) SOURCES,
	    "disputed: disappear arrived arrived (hearsay)");
	/* A second origin, or somebody who was there, ends it. */
	is(PERSON(LOST SAYS(2, "heard", "s00002", "arrived", "")
		   SAYS(3, "heard", "s00001", "arrived", "")) SOURCES,
	    "arrived 2015 (latest)");
	is(PERSON(LOST SAYS(2, "saw", "s00002", "arrived", "")) SOURCES,
	    "arrived 2015 (latest)");
	/* What only a State says of those it holds is no more. */
	is(PERSON(LOST SAYS(2, "doc", "s00004", "released", "")) SOURCES,
	    "disputed: disappear released (hearsay)");
}

static void
where_nobody_says_how_it_is_known_the_teller_decides(void **state)
{
	(void)state;
	is(PERSON(STATUS(1, "id=\"t00001\"", "missing", ON("2012"))
		   STATUS(2, "id=\"t00002\"", "arrived", ON("2015"))),
	    "arrived 2015 (latest)");
	is(PERSON(STATUS(1, "id=\"t00001\" src=\"s00001\"", "missing",
	       ON("2012")) STATUS(2, "id=\"t00002\" src=\"s00002\"", "arrived",
	       ON("2015"))) SOURCES,
	    "disputed: missing arrived (hearsay)");
	is(PERSON(STATUS(1, "id=\"t00001\" src=\"s00001\"", "missing",
	       ON("2012"))
		   STATUS(2, "id=\"t00002\" pref=\"yes\" src=\"s00002\"",
		       "arrived", ON("2015"))) SOURCES,
	    "arrived 2015 (latest)");
}

static void
nothing_comes_after_death(void **state)
{
	(void)state;
	is(PERSON(STATUS(1, "basis=\"saw\" id=\"t00001\"", "dead", ON("2012"))
		   STATUS(2, "basis=\"saw\" id=\"t00002\"", "settled",
		       ON("2015"))),
	    "disputed: dead settled (contradict)");
	is(PERSON(STATUS(1, "basis=\"saw\" id=\"t00001\"", "dead", ON("2012")))
		EVENT("1", "id=\"e00001\" type=\"seen\"", ON("2013")),
	    "disputed: dead alive (contradict)");
	is(PERSON(STATUS(1, "basis=\"saw\" id=\"t00001\"", "dead", ON("2012")))
		EVENT("1", "id=\"e00001\" type=\"seen\"", ON("2011")),
	    "dead 2012 (agree)");
}

static void
a_preferred_account_sets_the_others_aside(void **state)
{
	(void)state;
	is(TWO("", ""), "disputed: released camp (contradict)");
	is(TWO(" pref=\"yes\"", ""), "released 2013 (preferred)");
	is(TWO("", " pref=\"yes\""), "camp 2013 (preferred)");
	is(TWO(" pref=\"yes\"", " pref=\"yes\""),
	    "disputed: released camp (contradict)");
}

static void
a_group_has_a_status_and_so_have_its_members(void **state)
{
	(void)state;
	is_of(HANDED, "g00001", "repat-unk 2013-05-28 (only)");
	is_of(HANDED, "p00001", "re-escaped 2015 (latest)");
	is_of(HANDED, "p00002", "repat-unk 2013-05-28 (only)");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_told_is_nothing_known),
		cmocka_unit_test(each_occurrence_says_its_part),
		cmocka_unit_test(a_later_account_takes_the_place_of_an_earlier_one),
		cmocka_unit_test(
		    the_natural_course_decides_between_days_that_overlap),
		cmocka_unit_test(one_who_tells_all_tells_a_course),
		cmocka_unit_test(a_more_exact_status_agrees),
		cmocka_unit_test(a_single_hearsay_source_ends_no_disappearance),
		cmocka_unit_test(
		    where_nobody_says_how_it_is_known_the_teller_decides),
		cmocka_unit_test(nothing_comes_after_death),
		cmocka_unit_test(a_preferred_account_sets_the_others_aside),
		cmocka_unit_test(a_group_has_a_status_and_so_have_its_members),
	};

	return cmocka_run_group_tests_name("status", tests, NULL, NULL);
}
