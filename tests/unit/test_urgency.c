#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/mechanism/urgency.h"
#include "tests/unit/parsed.h"

static int32_t
day(int64_t year, int month, int of_month)
{
	return (int32_t)hj_calendar_day(year, month, of_month);
}

static struct hj_urgency
ask(const char *word, const char *inside, int32_t today)
{
	const struct hj_mechanism *m = hj_mechanism_by_word(word, false);
	struct hj_record *r = parsed(inside);
	struct hj_error err = HJ_ERROR;
	struct hj_urgency u;

	if (hj_urgency_of(m, r, today, &u, &err) != HJ_OK)
		fail_msg("%s", err.text);
	assert_true(*hj_urgency_words(u.why) != '\0');
	hj_record_free(r);
	return u;
}

#define VANISHED                                                               \
	"<person id=\"p00001\" role=\"victim\"></person>"                      \
	"<event id=\"e00001\" type=\"disappear\"><who id=\"w00001\">p00001</who><date>2025-11</date></event>"

/* The example of petitions.md: of a month both ends are said, and the earliest
 * counts. */
static void
wgeid_is_urgent_until_the_earliest_end(void **state)
{
	struct hj_urgency u = ask("wgeid", VANISHED, day(2026, 2, 1));

	(void)state;
	assert_true(u.urgent);
	assert_int_equal(u.why, HJ_URGENCY_WITHIN);
	assert_int_equal(u.until.earliest, day(2026, 2, 1));
	assert_int_equal(u.until.latest, day(2026, 2, 28));
	u = ask("wgeid", VANISHED, day(2026, 2, 2));
	assert_false(u.urgent);
	assert_int_equal(u.why, HJ_URGENCY_DOUBTFUL);
	u = ask("wgeid", VANISHED, day(2026, 3, 1));
	assert_int_equal(u.why, HJ_URGENCY_OVER);
	u = ask("wgeid", "<person id=\"p00001\" role=\"victim\"></person>",
	    day(2026, 2, 1));
	assert_int_equal(u.why, HJ_URGENCY_NO_DATE);
	assert_false(u.urgent);
}

#define HELD(end)                                                                                \
	"<detention id=\"d00001\"><who>p00001</who><state>KP</state><date>2026-01-05</date>" end \
	"</detention>"
#define RISK(code) "<risk id=\"k00001\"><code>" code "</code></risk>"
#define WHO "<person id=\"p00001\" role=\"victim\"></person>"

static void
wgad_is_urgent_for_who_is_held_and_in_danger(void **state)
{
	int32_t today = day(2026, 2, 1);
	struct hj_urgency u = ask("wgad", RISK("health") WHO HELD(""), today);

	(void)state;
	assert_true(u.urgent);
	assert_int_equal(u.why, HJ_URGENCY_DANGER);
	u = ask("wgad", WHO HELD(""), today);
	assert_int_equal(u.why, HJ_URGENCY_NO_DANGER);
	u = ask("wgad", RISK("phone") WHO HELD(""), today);
	assert_int_equal(u.why, HJ_URGENCY_NO_DANGER);
	u = ask("wgad",
	    RISK("health") WHO
		HELD("<end><date>2026-01-20</date><how>released</how></end>"),
	    today);
	assert_int_equal(u.why, HJ_URGENCY_NOT_HELD);
	assert_false(u.urgent);
}

static void
a_body_with_one_procedure_is_not_asked(void **state)
{
	struct hj_urgency u = ask("torture", VANISHED, day(2026, 2, 1));

	(void)state;
	assert_int_equal(u.why, HJ_URGENCY_NONE);
	assert_false(u.urgent);
	assert_true(ask("ced", VANISHED, day(2026, 2, 1)).urgent);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wgeid_is_urgent_until_the_earliest_end),
		cmocka_unit_test(wgad_is_urgent_for_who_is_held_and_in_danger),
		cmocka_unit_test(a_body_with_one_procedure_is_not_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
