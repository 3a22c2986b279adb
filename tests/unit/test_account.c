#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/sense/account.h"
#include "core/sense/likeness.h"
#include "tests/unit/parsed.h"
#include "tests/unit/wrap.h"

/* Each group a line: "birth b00002 b00001: 2 claims, clash\n". */
static int
note(void *to, const struct hj_accounts *a, struct hj_error *err)
{
	char *text = to;
	size_t n = strlen(text);

	(void)err;
	n += (size_t)sprintf(text + n, "%s", a->def->name);
	for (size_t i = 0; i < a->n; i++)
		n += (size_t)sprintf(text + n, " %s%s",
		    a->item[i].preferred ? "+" : "",
		    hj_node_attr(a->item[i].node, "id"));
	sprintf(text + n, ": %zu%s%s\n", a->nclaims, a->clash ? " clash" : "",
	    hj_accounts_disputed(a) ? " disputed" : "");
	return HJ_OK;
}

static void
groups(const char *inside, const char *expected)
{
	struct hj_record *r = parsed(inside);
	struct hj_error err = HJ_ERROR;
	char found[4096] = "";

	assert_int_equal(hj_accounts_each(r, note, found, &err), HJ_OK);
	assert_string_equal(found, expected);
	hj_record_free(r);
}

#define PERSON(rest)                                                           \
	"<person id=\"p00001\"><name id=\"n00001\"><full>a</full></name>"      \
	"<name id=\"n00002\"><full>b</full></name>" rest "</person>"
#define BORN(id, date) "<birth id=\"" id "\"><date>" date "</date></birth>"
#define SOURCES                                                                \
	"<source id=\"s00001\"></source><source id=\"s00002\"></source>"       \
	"<source id=\"s00003\"></source>"

static void
names_and_residences_are_several_and_no_dispute(void **state)
{
	(void)state;
	groups(PERSON("<residence id=\"r00001\"><place>c00001</place>"
		      "</residence><residence id=\"r00002\"><place>c00002"
		      "</place></residence>"),
	    "");
}

static void
births_compete_and_the_preferred_comes_first(void **state)
{
	(void)state;
	groups(PERSON(BORN("b00001", "1985") BORN("b00002", "1987")),
	    "birth b00001 b00002: 2 clash disputed\n");
	groups(PERSON(BORN("b00001",
		   "1985") "<birth id=\"b00002\" pref=\"yes\"><date>1987"
			   "</date></birth>"),
	    "birth +b00002 b00001: 2 clash\n");
}

static void
what_is_only_vaguer_fits(void **state)
{
	(void)state;
	groups(PERSON(BORN("b00001", "1985") BORN("b00002", "1985-04")),
	    "birth b00001 b00002: 2\n");
	groups(PERSON(BORN("b00001", "1985") BORN("b00002", "1985")),
	    "birth b00001 b00002: 1\n");
	groups(PERSON("<sex id=\"x00001\">f</sex><sex id=\"x00002\">u</sex>"),
	    "sex x00001 x00002: 2\n");
	groups(PERSON("<birth id=\"b00001\"><date cal=\"lunar\">1985-04-01"
		      "</date></birth>" BORN("b00002", "1985-05-20")),
	    "birth b00001 b00002: 2\n");
}

#define AGE(id, n, at) "<age id=\"" id "\"><n>" n "</n><at>" at "</at></age>"
#define KOREAN(id, n, at)                                                      \
	"<age id=\"" id "\" type=\"korean\"><n>" n "</n><at>" at "</at></age>"

static void
ages_are_compared_by_the_birth_they_imply(void **state)
{
	(void)state;
	groups(PERSON(AGE("a00001", "26", "2012") AGE("a00002", "28", "2014")),
	    "age a00001 a00002: 2\n");
	groups(PERSON(AGE("a00001", "26", "2012") AGE("a00002", "26", "2014")),
	    "age a00001 a00002: 2 clash disputed\n");
	/* 28 by Korean count is 26 or 27 in full years. */
	groups(PERSON(AGE("a00001", "26", "2012-06-01")
		       KOREAN("a00002", "28", "2012-06-01")),
	    "age a00001 a00002: 2\n");
	groups(PERSON(AGE("a00001", "28", "2012-06-01")
		       KOREAN("a00002", "28", "2012-06-01")),
	    "age a00001 a00002: 2 clash disputed\n");
	groups(PERSON("<age id=\"a00001\" type=\"estimated\"><n>40</n>"
		      "<at>2012</at></age>" AGE("a00002", "26", "2012")),
	    "age a00001 a00002: 2\n");
	groups(PERSON("<age id=\"a00001\"><n>26</n></age>"
		      "<age id=\"a00002\"><n>27</n></age>"),
	    "age a00001 a00002: 2 clash disputed\n");
}

#define COUNT(id, min, max, rest)                                              \
	"<count id=\"" id "\"><min>" min "</min><max>" max "</max>" rest       \
	"</count>"

static void
numbers_compete_for_each_sex_and_age_alone(void **state)
{
	(void)state;
	groups("<group id=\"g00001\">" COUNT("c00001", "13", "13", "")
		   COUNT("c00002", "15", "15", "") COUNT("c00003", "13", "13",
		       "<sex>f</sex>") COUNT("c00004", "2", "3", "<sex>m</sex>")
		       COUNT("c00005", "3", "4", "<sex>m</sex>") "</group>",
	    "count c00001 c00002: 2 clash disputed\n"
	    "count c00004 c00005: 2\n");
}

#define EVENT(id, type, src, date, rest)                                       \
	"<event id=\"e0000" id "\" src=\"" src "\" type=\"" type               \
	"\"><who id=\"w0000" id "\">p00001</who><date>" date "</date>" rest    \
	"</event>"

static void
two_reports_of_one_arrest_compete(void **state)
{
	(void)state;
	groups(PERSON("") EVENT("1", "arrest", "s00001", "2013-05-10",
		   "<state>LA</state>") EVENT("2", "arrest", "s00002",
		   "2013-05-27", "<state>LA</state>") SOURCES,
	    "event e00001 e00002: 2 clash disputed\n");
	/* Vaguer, but it may be the same. */
	groups(PERSON("") EVENT("1", "arrest", "s00001", "2013-05-10", "")
		   EVENT("2", "arrest", "s00002", "2013-05",
		       "<state>LA</state>") SOURCES,
	    "event e00001 e00002: 2\n");
}

static void
two_arrests_are_not_two_accounts_of_one(void **state)
{
	(void)state;
	/* Far apart. */
	groups(PERSON("") EVENT("1", "arrest", "s00001", "2013-05-10", "")
		   EVENT("2", "arrest", "s00002", "2014-05-27", "") SOURCES,
	    "");
	/* One source tells of both. */
	groups(PERSON("") EVENT("1", "arrest", "s00001", "2013-05-10", "")
		   EVENT("2", "arrest", "s00001 s00002", "2013-05-27", "")
		       SOURCES,
	    "");
	/* In two countries. */
	groups(PERSON("") EVENT("1", "arrest", "s00001", "2013-05-10",
		   "<state>LA</state>") EVENT("2", "arrest", "s00002",
		   "2013-05-10", "<state>CN</state>") SOURCES,
	    "");
	/* Of two people. */
	groups(PERSON("") "<person id=\"p00002\"><name id=\"n00003\"></name>"
			  "</person>" EVENT("1", "arrest", "s00001",
			      "2013-05-10",
			      "") "<event id=\"e00002\" src=\"s00002\" "
				  "type=\"arrest\"><who id=\"w00002\">p00002</who>"
				  "<date>2013-05-10</date></event>" SOURCES,
	    "");
	/* Beatings are many. */
	groups(PERSON("") EVENT("1", "beating", "s00001", "2013-05-10", "")
		   EVENT("2", "beating", "s00002", "2013-05-10", "") SOURCES,
	    "");
	/* Nobody says who told it. */
	groups(PERSON("") "<event id=\"e00001\" type=\"arrest\">"
			  "<who id=\"w00001\">p00001</who></event>"
			  "<event id=\"e00002\" type=\"arrest\">"
			  "<who id=\"w00002\">p00001</who></event>",
	    "");
}

static void
a_vague_report_between_two_arrests_joins_neither(void **state)
{
	(void)state;
	groups(PERSON("") EVENT("1", "arrest", "s00001", "2013-03-10", "")
		   EVENT("2", "arrest", "s00001", "2013-08-10", "")
		       EVENT("3", "arrest", "s00002", "2013", "") SOURCES,
	    "");
}

static void
a_death_needs_no_date_to_be_the_same(void **state)
{
	(void)state;
	groups(PERSON("") EVENT("1", "death", "s00001", "2012", "")
		   EVENT("2", "death", "s00002", "2015", "")
		       EVENT("3", "death", "s00003", "2015-02", "") SOURCES,
	    "event e00001 e00002 e00003: 3 clash disputed\n");
}

static void
same_as_joins_what_nothing_else_would(void **state)
{
	(void)state;
	groups(PERSON("") EVENT("1", "beating", "s00001", "2012", "") EVENT("2",
		   "beating", "s00001", "2015", "<same-as>e00001</same-as>")
		   EVENT("3", "torture", "s00001", "2016",
		       "<same-as>e00002</same-as>") SOURCES,
	    "event e00001 e00002 e00003: 3 clash disputed\n");
}

static void
places_are_compared_by_what_they_are(void **state)
{
#define HELD(id, src, place)                                                   \
	"<detention id=\"d0000" id "\" src=\"" src "\"><who>p00001</who>"      \
	"<date>2013-05-10</date><place>" place "</place></detention>"
#define PLACES                                                                 \
	"<place id=\"c00001\"><country>LA</country></place>"                   \
	"<place id=\"c00002\"><country>LA</country><name id=\"n00012\">X"      \
	"</name></place>"                                                      \
	"<place id=\"c00003\"><country>LA</country><name id=\"n00013\">Y"      \
	"</name></place>"                                                      \
	"<place id=\"c00004\"><name id=\"n00014\" lang=\"ko\">Z</name>"        \
	"</place>" SOURCES
	(void)state;
	groups(PERSON("") HELD("1", "s00001", "c00001")
		   HELD("2", "s00002", "c00002") PLACES,
	    "detention d00001 d00002: 2\n");
	groups(PERSON("") HELD("1", "s00001", "c00002")
		   HELD("2", "s00002", "c00003") PLACES,
	    "detention d00001 d00002: 2 clash disputed\n");
	groups(PERSON("") HELD("1", "s00001", "c00003")
		   HELD("2", "s00002", "c00004") PLACES,
	    "detention d00001 d00002: 2\n");
}

static void
a_status_at_another_time_contradicts_nothing(void **state)
{
#define STATUS(id, code, date)                                                 \
	"<status id=\"t0000" id "\"><code>" code "</code><date>" date          \
	"</date></status>"
	(void)state;
	groups(PERSON(STATUS("1", "missing", "2012")
		       STATUS("2", "arrived", "2014")),
	    "status t00001 t00002: 2\n");
	groups(PERSON(STATUS("1", "missing", "2012")
		       STATUS("2", "arrived", "2012-04")),
	    "status t00001 t00002: 2 clash disputed\n");
}

static void
born_is_when_somebody_of_that_age_was_born(void **state)
{
	struct hj_record *r = parsed(PERSON(AGE("a00001", "26", "2012-07-15")
		KOREAN("a00002", "1", "2012-07-15") KOREAN("a00003", "0",
		    "2012-07-15") AGE("a00004", "0", "2012-02-29")));
	struct hj_span s;

	(void)state;
	assert_true(hj_likeness_born(hj_record_find(r, "a00001"), &s));
	assert_int_equal(s.earliest, hj_calendar_day(1985, 7, 16));
	assert_int_equal(s.latest, hj_calendar_day(1986, 7, 15));
	assert_true(hj_likeness_born(hj_record_find(r, "a00002"), &s));
	assert_int_equal(s.earliest, hj_calendar_day(2012, 1, 1));
	assert_int_equal(s.latest, hj_calendar_day(2012, 12, 31));
	assert_true(hj_likeness_born(hj_record_find(r, "a00003"), &s));
	assert_int_equal(s.earliest, hj_calendar_day(2012, 1, 1));
	assert_true(hj_likeness_born(hj_record_find(r, "a00004"), &s));
	assert_int_equal(s.earliest, hj_calendar_day(2011, 3, 1));
	assert_int_equal(s.latest, hj_calendar_day(2012, 2, 29));
	hj_record_free(r);
}

static void
no_memory_is_an_error(void **state)
{
	struct hj_record *r =
	    parsed(PERSON(BORN("b00001", "1985") BORN("b00002", "1987")));
	struct hj_error err = HJ_ERROR;
	char found[256];

	(void)state;
	for (size_t i = 1; i <= 3; i++) {
		wrap.alloc = (struct wrap_call){ .fail_at = i };
		assert_int_equal(hj_accounts_each(r, note, found, &err),
		    HJ_ENOMEM);
	}
	wrap.alloc = (struct wrap_call){ 0 };
	hj_record_free(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_and_residences_are_several_and_no_dispute),
		cmocka_unit_test(births_compete_and_the_preferred_comes_first),
		cmocka_unit_test(what_is_only_vaguer_fits),
		cmocka_unit_test(ages_are_compared_by_the_birth_they_imply),
		cmocka_unit_test(numbers_compete_for_each_sex_and_age_alone),
		cmocka_unit_test(two_reports_of_one_arrest_compete),
		cmocka_unit_test(two_arrests_are_not_two_accounts_of_one),
		cmocka_unit_test(a_vague_report_between_two_arrests_joins_neither),
		cmocka_unit_test(a_death_needs_no_date_to_be_the_same),
		cmocka_unit_test(same_as_joins_what_nothing_else_would),
		cmocka_unit_test(places_are_compared_by_what_they_are),
		cmocka_unit_test(a_status_at_another_time_contradicts_nothing),
		cmocka_unit_test(born_is_when_somebody_of_that_age_was_born),
		cmocka_unit_test(no_memory_is_an_error),
	};

	return cmocka_run_group_tests_name("account", tests, NULL, NULL);
}
