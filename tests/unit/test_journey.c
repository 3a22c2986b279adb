#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "tests/unit/journey_world.h"

/* The ids in their order; "|" before those of whom nobody knows when. */
static void
order(const struct hj_journey *j, char *to)
{
	*to = '\0';
	for (size_t i = 0; i < j->n; i++) {
		if (i == j->nplaced)
			(void)strcat(to, "| ");
		(void)strcat(to, hj_node_attr(j->stage[i].node, "id"));
		(void)strcat(to, " ");
	}
}

static void
stands(const char *inside, const char *expected)
{
	struct hj_record *r = decode(inside);
	struct hj_journey *j = journey(r, HJ_SECRET);
	char have[4096];

	order(j, have);
	assert_string_equal(have, expected);
	hj_journey_free(j);
	hj_record_free(r);
}

static void
what_certainly_came_before_stands_before(void **state)
{
	(void)state;
	stands(EVENT("evt001", "1", "arrest", DATE("2013-11"))
		   EVENT("evt002", "2", "cross", DATE("201X"))
		       EVENT("evt003", "3", "depart", DATE("2012-07?"))
			   EVENT("evt004", "4", "hide", DATE("../2012-03"))
			       HELD("det001", DATE("2013-12~"))
				   SENT("rep001", DATE("2014")),
	    "evt002 evt004 evt003 evt001 det001 rep001 ");
}

static void
on_one_day_the_arrest_comes_before_the_cell(void **state)
{
	(void)state;
	stands(EVENT("zvt001", "1", "arrest", DATE("2013-11")) HELD("det001",
		   DATE("2013-11")) SENT("rep001", DATE("2013-11")),
	    "zvt001 det001 rep001 ");
}

#define MOVED "<transfer id=\"trf001\"><date>2019-06</date></transfer>"

static void
whoever_is_sent_back_and_held_on_one_day_was_sent_back_first(void **state)
{
	(void)state;
	stands(HELD("det001", "<state>KP</state>" DATE("2019-05-28") MOVED)
		   HELD("det002", "<state>CN</state>" DATE("2019-05-28"))
		       SENT("rep001",
			   "<from>CN</from><to>KP</to>" DATE("2019-05-28")),
	    "det002 rep001 det001 trf001 ");
	/* Not by what is more secret than they are. */
	stands(HELD("det001",
		   "<state conf=\"secret\">KP</state>" DATE("2019-05-28"))
		   SENT("rep001",
		       "<from>CN</from><to>KP</to>" DATE("2019-05-28")),
	    "det001 rep001 ");
	/* Nor where nobody knows to which State. */
	stands(HELD("det001", "<state>KP</state>" DATE("2019-05-28"))
		   SENT("rep001", "<from>CN</from>" DATE("2019-05-28")),
	    "det001 rep001 ");
	stands(HELD("det001", "<state>KP</state>" DATE("2019-05-28"))
		   SENT("rep001", "<to>KP</to>" DATE("2019-05-28")),
	    "rep001 det001 ");
}

static void
what_has_no_date_stands_apart_and_death_is_last(void **state)
{
	(void)state;
	stands(EVENT("evt001", "1", "death", "") EVENT("evt002", "2", "seen",
		   "<date known=\"unknown\"></date>") EVENT("evt003", "3",
		   "cross", DATE("2013")) EVENT("evt004", "4", "arrest", ""),
	    "evt003 | evt002 evt004 evt001 ");
}

static void
a_transfer_stands_in_its_detention(void **state)
{
	(void)state;
	stands(
	    EVENT("evt001", "1", "seen", DATE("2013-04")) HELD("det001",
		DATE("2013") "<transfer id=\"trn001\"></transfer>"
			     "<transfer id=\"trn002\"><date>2013-05</date></transfer>"
			     "<transfer id=\"trn003\"><date>2013-03</date></transfer>"),
	    "det001 trn003 trn002 trn001 evt001 ");
	/* Who was moved on in May was held before. */
	stands(EVENT("evt001", "1", "cross", DATE("2013-04")) EVENT("evt002",
		   "2", "seen", DATE("2013-06")) HELD("det001",
		   "<transfer id=\"trn002\"><date>2013-05</date></transfer>"),
	    "evt001 det001 trn002 evt002 ");
}

static void
the_one_repatriation_follows_the_detention_that_ended_by_it(void **state)
{
	(void)state;
	stands(EVENT("evt001", "1", "seen", DATE("2015"))
		   HELD("det001", DATE("2013-11") "<end><how>repat</how></end>")
		       SENT("rep001", ""),
	    "det001 rep001 evt001 ");
	/* Of two detentions that ended so nobody knows which. */
	stands(HELD("det001", DATE("2011") "<end><how>repat</how></end>")
		   HELD("det002", DATE("2013") "<end><how>repat</how></end>")
		       SENT("rep001", ""),
	    "det001 det002 | rep001 ");
}

#define TOLD(id, n, conf, day)                                                 \
	"<event" conf " id=\"" id "\" type=\"arrest\">" WHO(n)                 \
	    DATE(day) "<state>LA</state>"
#define SAME "<same-as>evt001</same-as></event>"

static void
an_account_that_is_held_back_contradicts_nothing(void **state)
{
	static const char three[] = TOLD("evt001", "1", "",
	    "2013-05-10") "</event>" TOLD("evt002", "2", "", "2013-05-10")
	    SAME TOLD("evt003", "3", " conf=\"secret\"", "2013-05-14") SAME;
	struct hj_record *r = decode(three);
	struct hj_journey *j = journey(r, HJ_SECRET);

	(void)state;
	assert_int_equal(j->n, 3);
	assert_true(j->stage[0].clash);
	hj_journey_free(j);
	j = journey(r, HJ_INTERNAL);
	assert_int_equal(j->n, 2);
	assert_int_equal(j->stage[0].of, 2);
	assert_false(j->stage[0].clash);
	hj_journey_free(j);
	hj_record_free(r);
}

static void
accounts_of_one_thing_stand_side_by_side(void **state)
{
	struct hj_record *r = decode(
	    "<event id=\"evt001\" src=\"src001\" type=\"arrest\">" WHO("1") DATE(
		"2013-05-10") "<state>LA</state></event>"
			      "<event id=\"evt002\" type=\"cross\">" WHO("2") DATE(
				  "2013-05-12") "</event>"
						"<event id=\"evt003\" pref=\"yes\" src=\"src002\" type=\"arrest\">" WHO(
						    "3")
						    DATE("2013-05-14") "<state>LA</state></event>"
								       "<source id=\"src001\"></source><source id=\"src002\"></source>");
	struct hj_journey *j = journey(r, HJ_SECRET);
	char have[256];

	(void)state;
	order(j, have);
	assert_string_equal(have, "evt003 evt001 evt002 ");
	assert_int_equal(j->stage[0].account, 1);
	assert_int_equal(j->stage[1].account, 1);
	assert_int_equal(j->stage[1].nth, 2);
	assert_int_equal(j->stage[1].of, 2);
	assert_true(j->stage[0].preferred);
	assert_true(j->stage[0].clash);
	assert_int_equal(j->stage[2].account, 0);
	hj_journey_free(j);
	hj_record_free(r);
}

/* ---- whom, and what may be read ---- */

static void
it_has_what_happened_to_the_group_and_nothing_of_others(void **state)
{
	struct hj_record *r = decode(
	    "<event id=\"evt001\" type=\"arrest\"><who id=\"wh0001\">grp001</who></event>"
	    "<event id=\"evt002\" type=\"arrest\"><who id=\"wh0002\">pers02</who></event>");
	struct hj_journey *j = journey(r, HJ_SECRET);

	(void)state;
	assert_int_equal(j->n, 1);
	assert_string_equal(hj_node_attr(j->stage[0].way.group, "id"),
	    "grp001");
	hj_journey_free(j);
	hj_record_free(r);
}

static void
what_is_above_the_level_is_not_there_and_gives_no_day(void **state)
{
	struct hj_record *r = decode(
	    "<event conf=\"secret\" id=\"evt001\" type=\"cross\">" WHO("1")
		DATE("2012") "</event>"
			     "<event id=\"evt002\" type=\"arrest\">" WHO(
				 "2") "<date conf=\"secret\">2013</date></event>"
				      "<event id=\"evt003\" type=\"seen\"><who conf=\"secret\" id=\"wh0003\">" PERSON
				      "</who></event>");
	struct hj_journey *j = journey(r, HJ_RESTRICTED);

	(void)state;
	assert_int_equal(j->n, 1);
	assert_string_equal(hj_node_attr(j->stage[0].node, "id"), "evt002");
	assert_false(hj_moment_dated(&j->stage[0].begin));
	assert_true(j->first > j->last);
	hj_journey_free(j);
	hj_record_free(r);
}

/* ---- properties ---- */

#define PIECES 10

static uint32_t dice = 20261123;

static uint32_t
below(uint32_t n)
{
	dice = dice * 1664525 + 1013904223;
	return (dice >> 8) % n;
}

static void
piece(size_t i, char to[static 512])
{
	static const char *const dates[] = { "", "<date>2013</date>",
		"<date>2013-05</date>", "<date>2013-05-10</date>",
		"<date>../2013-05</date>", "<date>2012/2014</date>",
		"<date>2013-05-1X</date>", "<date known=\"unknown\"></date>" };
	static const char *const types[] = { "arrest", "cross", "death",
		"move" };
	const char *date = dates[below(HJ_LEN(dates))];
	const char *pref = below(5) == 0 ? " pref=\"yes\"" : "";

	switch (below(4)) {
	case 0:
		(void)snprintf(to, 512,
		    "<detention id=\"det%03zu\"%s src=\"src%03u\"><who>" PERSON
		    "</who>%s<transfer id=\"trn%03zu\">%s</transfer>%s</detention>",
		    i, pref, below(4), date, i, dates[below(HJ_LEN(dates))],
		    below(2) ? "<end><how>repat</how></end>" : "");
		break;
	case 1:
		(void)snprintf(to, 512,
		    "<repatriation id=\"rep%03zu\"%s src=\"src%03u\"><who>%s</who>%s</repatriation>",
		    i, pref, below(4), below(2) ? PERSON : "grp001", date);
		break;
	default:
		(void)snprintf(to, 512,
		    "<event id=\"evt%03zu\"%s src=\"src%03u\" type=\"%s\"><who id=\"wh0%03zu\">%s</who>%s</event>",
		    i, pref, below(4), types[below(HJ_LEN(types))], i,
		    below(2) ? PERSON : "grp001", date);
	}
}

static void
walk(char pieces[PIECES][512], const size_t *at, char *have, bool *sound)
{
	static const char *const names[] = { "<event", "<detention",
		"<repatriation" };
	char inside[PIECES * 512] = "";
	struct hj_record *r;
	struct hj_journey *j;

	for (size_t k = 0; k < HJ_LEN(names); k++)
		for (size_t i = 0; i < PIECES; i++)
			if (strncmp(pieces[at[i]], names[k],
				strlen(names[k])) == 0)
				(void)strcat(inside, pieces[at[i]]);
	r = decode(inside);
	j = journey(r, HJ_SECRET);
	order(j, have);
	*sound = true;
	/* What certainly came before stands before, but for accounts that
	 * stand together and transfers in their detention. */
	for (size_t a = 0; a < j->nplaced; a++)
		for (size_t b = a + 1; b < j->nplaced; b++) {
			const struct hj_stage *x = &j->stage[a];
			const struct hj_stage *y = &j->stage[b];

			if (x->account != 0 || y->account != 0 ||
			    x->kind == HJ_STAGE_TRANSFER ||
			    y->kind == HJ_STAGE_TRANSFER)
				continue;
			if (y->begin.last.edge == HJ_EDGE_DAY &&
			    x->begin.first.edge == HJ_EDGE_DAY &&
			    y->begin.last.day < x->begin.first.day)
				*sound = false;
		}
	hj_journey_free(j);
	hj_record_free(r);
}

static void
the_order_of_the_elements_changes_nothing(void **state)
{
	const char *runs = getenv("HJ_RUNS");
	unsigned long n = runs != NULL ? strtoul(runs, NULL, 10) : 200;

	(void)state;
	for (unsigned long run = 0; run < n; run++) {
		char pieces[PIECES][512], before[1024], after[1024];
		size_t at[PIECES];
		bool sound;

		for (size_t i = 0; i < PIECES; i++) {
			piece(i, pieces[i]);
			at[i] = i;
		}
		walk(pieces, at, before, &sound);
		assert_true(sound);
		for (size_t i = PIECES; i > 1; i--) {
			size_t k = below((uint32_t)i), t = at[k];

			at[k] = at[i - 1];
			at[i - 1] = t;
		}
		walk(pieces, at, after, &sound);
		assert_string_equal(before, after);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_certainly_came_before_stands_before),
		cmocka_unit_test(on_one_day_the_arrest_comes_before_the_cell),
		cmocka_unit_test(
		    whoever_is_sent_back_and_held_on_one_day_was_sent_back_first),
		cmocka_unit_test(what_has_no_date_stands_apart_and_death_is_last),
		cmocka_unit_test(a_transfer_stands_in_its_detention),
		cmocka_unit_test(
		    the_one_repatriation_follows_the_detention_that_ended_by_it),
		cmocka_unit_test(accounts_of_one_thing_stand_side_by_side),
		cmocka_unit_test(an_account_that_is_held_back_contradicts_nothing),
		cmocka_unit_test(
		    it_has_what_happened_to_the_group_and_nothing_of_others),
		cmocka_unit_test(
		    what_is_above_the_level_is_not_there_and_gives_no_day),
		cmocka_unit_test(the_order_of_the_elements_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
