#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/case/codec.h"
#include "core/date/calendar.h"
#include "core/mechanism/clock.h"

static struct hj_record *
file(const char *attrs, const char *inside)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;
	char xml[4096];
	int n;

	n = snprintf(xml, sizeof(xml),
	    "<case xmlns=\"" HJ_CASE_NS
	    "\" id=\"0123456789abcdef\"%s>%s</case>",
	    attrs, inside);
	if (hj_codec_decode((const uint8_t *)xml, (size_t)n, &r, &err) != HJ_OK)
		fail_msg("%s", err.text);
	return r;
}

static int
note(void *to, const struct hj_clock *c, struct hj_error *err)
{
	char *found = to;
	int32_t end[2] = { c->until.earliest, c->until.latest };
	size_t n = strlen(found);

	(void)err;
	n += (size_t)snprintf(found + n, 128 - n, "%s", c->mechanism);
	for (size_t i = 0; i < 2; i++) {
		struct hj_civil d = hj_calendar_civil(end[i]);

		if (end[i] == INT32_MIN || end[i] == INT32_MAX)
			n += (size_t)snprintf(found + n, 128 - n, " ?");
		else
			n += (size_t)snprintf(found + n, 128 - n, " %lld-%d-%d",
			    (long long)d.year, d.month, d.day);
	}
	return HJ_OK;
}

static void
runs(const char *attrs, const char *inside, const char *expected)
{
	struct hj_record *r = file(attrs, inside);
	struct hj_error err = HJ_ERROR;
	char found[128] = "";

	assert_int_equal(hj_clock_each(r, note, found, &err), HJ_OK);
	assert_string_equal(found, expected);
	hj_record_free(r);
}

#define EVENT(type, date)                                                      \
	"<event id=\"e00001\" type=\"" type "\"><date>" date "</date></event>"
#define PERSON(status) "<person id=\"p00001\">" status "</person>"
#define STATUS(id, before, after, code)                                        \
	"<status" before " id=\"" id "\"" after "><code>" code                 \
	"</code></status>"
#define OPEN " kind=\"person\" status=\"open\""

/* The example of petitions.md: a month gives two ends. */
static void
an_uncertain_date_gives_both_ends(void **state)
{
	(void)state;
	runs(OPEN, EVENT("disappear", "2025-11"),
	    "wgeid-urg 2026-2-1 2026-2-28");
	runs(OPEN, EVENT("disappear", "2025-11-14"),
	    "wgeid-urg 2026-2-14 2026-2-14");
	runs(OPEN, EVENT("abduct", "2027-11"), "wgeid-urg 2028-2-1 2028-2-29");
	runs(OPEN, EVENT("disapp", "2026"), "wgeid-urg 2026-4-1 2027-3-31");
	runs(OPEN, EVENT("disapp", "2026-05/.."), "wgeid-urg 2026-8-1 ?");
	runs(OPEN, EVENT("disapp", "../2026-05"), "wgeid-urg ? 2026-8-31");
}

static void
the_last_of_a_month_is_not_pushed_into_the_next(void **state)
{
	(void)state;
	runs(OPEN, EVENT("disappear", "2026-11-30"),
	    "wgeid-urg 2027-2-28 2027-2-28");
	runs(OPEN, EVENT("disappear", "2027-11-30"),
	    "wgeid-urg 2028-2-29 2028-2-29");
	runs(OPEN, EVENT("disappear", "2026-01-31"),
	    "wgeid-urg 2026-4-30 2026-4-30");
}

static void
accounts_that_disagree_give_the_earliest_and_the_latest(void **state)
{
	(void)state;
	runs(OPEN,
	    EVENT("disappear",
		"2026-03-05") "<event id=\"e00002\" type=\"disappear\"><date>2026-03-19</date>"
			      "</event>",
	    "wgeid-urg 2026-6-5 2026-6-19");
}

static void
of_one_who_is_missing_it_began_between_arrest_and_last_sight(void **state)
{
	static const char events[] = EVENT("arrest",
	    "2026-04-02") "<event id=\"e00002\" type=\"seen\"><date>2026-05-20</date></event>"
			  "<detention id=\"d00001\"><date>2026-04-10</date></detention>";
	char with[512];

	(void)state;
	/* Nobody said that anybody disappeared. */
	runs(OPEN, events, "");
	(void)snprintf(with, sizeof(with), "%s%s",
	    PERSON(STATUS("s00001", "", "", "repat-unk")), events);
	runs(OPEN, with, "wgeid-urg 2026-7-2 2026-8-20");
	runs(OPEN, PERSON(STATUS("s00001", "", "", "missing")), "");
}

static void
a_violation_in_an_event_says_so_too(void **state)
{
	(void)state;
	runs(OPEN,
	    "<event id=\"e00001\" type=\"repat\"><date>2026-06-01</date>"
	    "<violation id=\"v00001\"><code>disapp</code></violation></event>",
	    "wgeid-urg 2026-9-1 2026-9-1");
}

/* A clock is ended by what is known, not by what is said. */
static void
hearsay_does_not_stop_it(void **state)
{
	(void)state;
	runs(OPEN,
	    PERSON(STATUS("s00001", " basis=\"heard\"", "", "released"))
		EVENT("disappear", "2026-01-31"),
	    "wgeid-urg 2026-4-30 2026-4-30");
	runs(OPEN,
	    PERSON(STATUS("s00001", " basis=\"media\"", "", "dead")
		    STATUS("s00002", " basis=\"saw\"", "", "camp"))
		EVENT("disappear", "2026-01-31"),
	    "wgeid-urg 2026-4-30 2026-4-30");
	runs(OPEN,
	    PERSON(STATUS("s00001", " basis=\"heard\"", "", "released")
		    STATUS("s00002", " basis=\"direct\"", "", "released"))
		EVENT("disappear", "2026-01-31"),
	    "");
	/* Two that saw it contradict each other; one is preferred. */
	runs(OPEN,
	    PERSON(STATUS("s00001", " basis=\"direct\"", "", "released")
		    STATUS("s00002", " basis=\"saw\"", "", "camp"))
		EVENT("disappear", "2026-01-31"),
	    "wgeid-urg 2026-4-30 2026-4-30");
	runs(OPEN,
	    PERSON(STATUS("s00001", " basis=\"direct\"", " pref=\"yes\"",
		"released") STATUS("s00002", " basis=\"saw\"", "", "camp"))
		EVENT("disappear", "2026-01-31"),
	    "");
}

static void
it_runs_for_the_others_of_a_group(void **state)
{
	(void)state;
	runs(" kind=\"group\" status=\"open\"",
	    PERSON(STATUS("s00001", "", "",
		"arrived")) "<group id=\"g00001\"></group>" EVENT("disappear",
		"2026-01-31"),
	    "wgeid-urg 2026-4-30 2026-4-30");
}

static void
a_file_that_rests_has_no_clock(void **state)
{
	(void)state;
	runs(" kind=\"person\" status=\"closed\"",
	    EVENT("disappear", "2026-01-31"), "");
	runs(" kind=\"followup\" status=\"open\"",
	    EVENT("disappear", "2026-01-31"), "");
	runs(" kind=\"person\" status=\"merged\"",
	    EVENT("disappear", "2026-01-31"), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_uncertain_date_gives_both_ends),
		cmocka_unit_test(the_last_of_a_month_is_not_pushed_into_the_next),
		cmocka_unit_test(
		    accounts_that_disagree_give_the_earliest_and_the_latest),
		cmocka_unit_test(
		    of_one_who_is_missing_it_began_between_arrest_and_last_sight),
		cmocka_unit_test(a_violation_in_an_event_says_so_too),
		cmocka_unit_test(hearsay_does_not_stop_it),
		cmocka_unit_test(it_runs_for_the_others_of_a_group),
		cmocka_unit_test(a_file_that_rests_has_no_clock),
	};

	return cmocka_run_group_tests_name("clock", tests, NULL, NULL);
}
