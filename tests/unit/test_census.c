#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/store/census.h"
#include "tests/unit/parsed.h"

struct found {
	size_t nfields;
	char text[2048];
};

static int
note(void *to, const struct hj_unit *u, struct hj_error *err)
{
	struct found *f = to;
	size_t n = strlen(f->text);

	(void)err;
	n += (size_t)snprintf(f->text + n, sizeof(f->text) - n, "%llu-%llu%s",
	    (unsigned long long)u->n.min, (unsigned long long)u->n.max,
	    u->left_out     ? " left out"
		: u->n.open ? "+"
			    : "");
	for (size_t i = 0; !u->left_out && i < f->nfields; i++)
		n += (size_t)snprintf(f->text + n, sizeof(f->text) - n, " %s",
		    u->category[i][0] != '\0' ? u->category[i] : "?");
	snprintf(f->text + n, sizeof(f->text) - n, "\n");
	return HJ_OK;
}

/* Of the elements of a case file, every unit, a line each. */
static void
gives(struct hj_census how, const char *by, const char *inside,
    const char *expected)
{
	struct hj_record *r = parsed(inside);
	struct hj_error err = HJ_ERROR;
	struct found f = { .nfields = 0 };
	char name[40];

	while (*by != '\0') {
		size_t n = strcspn(by, " ");

		snprintf(name, sizeof(name), "%.*s", (int)n, by);
		assert_true(how.nfields < HJ_CROSSTAB_FIELDS);
		how.field[how.nfields] = hj_census_field(how.what, name);
		assert_non_null(how.field[how.nfields]);
		how.nfields++;
		by += n + (by[n] == ' ' ? 1 : 0);
	}
	f.nfields = how.nfields;
	assert_int_equal(hj_census_each(r, &how, note, &f, &err), HJ_OK);
	assert_string_equal(f.text, expected);
	hj_record_free(r);
}

static const struct hj_census persons = { .what = HJ_COUNT_PERSONS };
static const struct hj_census detentions = { .what = HJ_COUNT_DETENTIONS };

#define TWO                                                                    \
	"<person id=\"p11111\" role=\"victim\">"                               \
	"<birth><date>1990</date></birth><sex>f</sex>"                         \
	"<status><code>camp</code></status></person>"                          \
	"<person id=\"p22222\" role=\"witness\"><sex>m</sex></person>"

static void
victims_are_persons_and_witnesses_are_not(void **state)
{
	(void)state;
	gives(persons, "status sex", TWO, "1-1 camp f\n");
}

/* Somebody may have several roles. */
static void
a_victim_who_is_a_witness_too_is_a_victim(void **state)
{
	(void)state;
	gives(persons, "sex",
	    "<person id=\"p11111\" role=\"victim client\"><sex>f</sex></person>"
	    "<person id=\"p22222\" role=\"client\"><sex>m</sex></person>"
	    "<person id=\"p33333\"><sex>x</sex></person>",
	    "1-1 f\n1-1 x\n");
}

static void
a_group_is_a_range_of_those_who_are_not_named(void **state)
{
	(void)state;
	gives(persons, "sex status",
	    "<person id=\"p11111\"><sex>f</sex></person>"
	    "<group id=\"g11111\"><count><min>12</min><max>15</max></count>"
	    "<member><person>p11111</person></member></group>",
	    "1-1 f ?\n11-14 ? ?\n");
	gives(persons, "sex",
	    "<group id=\"g11111\"><count><min>13</min></count></group>",
	    "13-13+ ?\n");
}

static void
a_disputed_status_is_a_category(void **state)
{
	(void)state;
	gives(persons, "status",
	    "<person id=\"p11111\"><status><code>released</code>"
	    "<date>2013</date></status><status><code>camp</code>"
	    "<date>2013</date></status></person>",
	    "1-1 disputed\n");
}

static void
who_has_a_case_of_their_own_is_counted_there(void **state)
{
	(void)state;
	gives(persons, "sex",
	    "<person id=\"p11111\"><sex>f</sex></person>"
	    "<group id=\"g11111\"><count><min>3</min><max>3</max></count>"
	    "<member><person>p11111</person></member></group>"
	    "<link id=\"k11111\" kind=\"splitoff\">"
	    "<case>0123456789abcdeg</case><person>p11111</person></link>",
	    "2-2 ?\n");
}

static void
a_detention_counts_each_who_was_held(void **state)
{
	(void)state;
	gives(detentions, "country end sex",
	    TWO "<group id=\"g11111\"><count><min>3</min><max>4</max></count>"
		"<member><person>p11111</person></member></group>"
		"<detention id=\"d11111\"><who>g11111</who><state>CN</state>"
		"<date>2013-05</date><end><how>repat</how></end></detention>"
		"<detention id=\"d22222\"><who>p11111</who><state>KP</state>"
		"<same-as>d11111</same-as></detention>",
	    "1-1 CN repat f\n2-3 CN repat ?\n");
}

static void
what_is_more_than_one_is_in_one_category_still(void **state)
{
	(void)state;
	gives(persons, "country sex",
	    "<person id=\"p11111\"><sex>f</sex><sex>m</sex></person>"
	    "<detention id=\"d11111\"><who>p11111</who><state>CN</state>"
	    "</detention><detention id=\"d22222\"><who>p11111</who>"
	    "<state>KP</state></detention>",
	    "1-1 * *\n");
	gives(persons, "sex",
	    "<person id=\"p11111\"><sex>f</sex><sex pref=\"yes\">m</sex>"
	    "</person>",
	    "1-1 m\n");
}

static void
a_date_that_may_lie_in_the_period_counts_up_to_one(void **state)
{
	static const char file[] =
	    "<person id=\"p11111\"></person><detention id=\"d11111\"><who>p11111</who>"
	    "<date>2013</date></detention>";
	struct hj_census how = detentions;

	(void)state;
	how.has_period = true;
	how.period.earliest = (int32_t)hj_calendar_day(2013, 1, 1);
	how.period.latest = (int32_t)hj_calendar_day(2013, 12, 31);
	gives(how, "year", file, "1-1 2013\n");
	how.period.latest = (int32_t)hj_calendar_day(2013, 6, 30);
	gives(how, "year month", file, "0-1 2013 ?\n");
	how.period.latest = how.period.earliest - 1;
	how.period.earliest = INT32_MIN;
	gives(how, "year", file, "");
	/* A day that nobody knows may be any. */
	gives(how, "year",
	    "<person id=\"p11111\"></person><detention id=\"d11111\"><who>p11111</who>"
	    "</detention>",
	    "0-1 ?\n");
}

static void
age_and_decade_are_said_where_they_are_certain(void **state)
{
	(void)state;
	gives(detentions, "age born",
	    TWO "<detention id=\"d11111\"><who>p11111</who><date>2013</date>"
		"</detention>",
	    "1-1 adult 1990s\n");
	gives(detentions, "age",
	    TWO "<detention id=\"d11111\"><who>p11111</who><date>2008</date>"
		"</detention>",
	    "1-1 ?\n");
}

static bool
nobody(void *with, const struct hj_record *r, const char *person)
{
	(void)r;
	return strcmp(person, with) == 0;
}

static void
who_refused_is_left_out(void **state)
{
	struct hj_census how = persons;
	char id[] = "p11111";

	(void)state;
	how.left_out = nobody;
	how.with = id;
	gives(how, "sex", TWO, "1-1 left out\n");
}

static void
contacts_and_services_are_counted_by_what_they_are(void **state)
{
	const struct hj_census contacts = { .what = HJ_COUNT_CONTACTS };

	(void)state;
	gives(contacts, "channel result year",
	    "<contactlog id=\"c11111\"><date>2026-01-02</date>"
	    "<channel>phone</channel></contactlog>",
	    "1-1 phone ? 2026\n");
	gives(detentions, "year",
	    "<contactlog id=\"c11111\"><date>2026-01-02</date></contactlog>",
	    "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(victims_are_persons_and_witnesses_are_not),
		cmocka_unit_test(a_victim_who_is_a_witness_too_is_a_victim),
		cmocka_unit_test(a_group_is_a_range_of_those_who_are_not_named),
		cmocka_unit_test(a_disputed_status_is_a_category),
		cmocka_unit_test(who_has_a_case_of_their_own_is_counted_there),
		cmocka_unit_test(a_detention_counts_each_who_was_held),
		cmocka_unit_test(what_is_more_than_one_is_in_one_category_still),
		cmocka_unit_test(
		    a_date_that_may_lie_in_the_period_counts_up_to_one),
		cmocka_unit_test(age_and_decade_are_said_where_they_are_certain),
		cmocka_unit_test(who_refused_is_left_out),
		cmocka_unit_test(
		    contacts_and_services_are_counted_by_what_they_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
