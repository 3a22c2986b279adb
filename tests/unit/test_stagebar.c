#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "cli/show/stagebar.h"
#include "tests/unit/journey_world.h"

/* Frames of a year, so that a month is about two columns. */
#define FRAME                                                                  \
	EVENT("evt008", "8", "seen", DATE("2013-01-01"))                       \
	EVENT("evt009", "9", "seen", DATE("2013-12-31"))

static void
draws(const char *inside, const char *expected)
{
	struct hj_record *r = decode(inside);
	struct hj_journey *j = journey(r, HJ_SECRET);
	char bar[STAGEBAR_WIDTH + 1] = "none";

	for (size_t i = 0; i < j->n; i++) {
		const char *id = hj_node_attr(j->stage[i].node, "id");

		if (strcmp(id, "evt008") != 0 && strcmp(id, "evt009") != 0)
			stagebar_draw(j, &j->stage[i], bar);
	}
	assert_string_equal(bar, expected);
	hj_journey_free(j);
	hj_record_free(r);
}

static void
a_day_is_a_line_and_a_month_is_dots(void **state)
{
	(void)state;
	draws(FRAME EVENT("evt001", "1", "arrest", DATE("2013-07-02")),
	    "              |               ");
	draws(FRAME EVENT("evt001", "1", "arrest", DATE("2013-07")),
	    "              ....            ");
	/* About that day: nobody says how near. */
	draws(FRAME EVENT("evt001", "1", "arrest", DATE("2013-07-02~")),
	    "              .               ");
	draws(FRAME EVENT("evt001", "1", "arrest", ""),
	    "                              ");
}

static void
only_what_is_certain_is_solid(void **state)
{
	(void)state;
	draws(FRAME HELD("det001", DATE("2013-03/2013-09")),
	    "     ..=============..        ");
	draws(FRAME HELD("det001",
		  DATE("2013-03-15") "<end><date>2013-09-15</date></end>"),
	    "      ===============         ");
	/* It may have ended before it may have begun: nothing is certain. */
	draws(FRAME HELD("det001", DATE("2013") "<end><date>2013</date></end>"),
	    " ............................ ");
}

static void
open_and_unknown_ends_are_marked_at_the_side(void **state)
{
	(void)state;
	draws(FRAME HELD("det001", DATE("2013-09/..")),
	    "                   ..========>");
	draws(FRAME HELD("det001", DATE("2013-09")),
	    "                   ..........?");
	draws(FRAME HELD("det001", "<end><date>2013-03</date></end>"),
	    "?.......                      ");
	draws(FRAME EVENT("evt001", "1", "cross", DATE("../2013-03")),
	    "<.......                      ");
}

static size_t
first_of(const char *bar)
{
	return strspn(bar, " ");
}

static size_t
last_of(const char *bar)
{
	size_t n = STAGEBAR_WIDTH;

	while (n > 0 && bar[n - 1] == ' ')
		n--;
	return n - 1;
}

static char *
day_text(int64_t day, char to[static 64])
{
	(void)snprintf(to, 64, "20%02d-%02d-%02d", (int)(day / 336 % 20),
	    (int)(day / 28 % 12) + 1, (int)(day % 28) + 1);
	return to;
}

/* Where a bar of this very day would stand. */
static void
bar_of_day(const struct hj_journey *j, int64_t day, char *bar)
{
	const struct hj_stage s = {
		.begin = { .first = { HJ_EDGE_DAY, day },
		    .last = { HJ_EDGE_DAY, day } },
	};

	stagebar_draw(j, &s, bar);
}

static void
no_bar_is_narrower_than_its_days(void **state)
{
	const char *runs = getenv("HJ_RUNS");
	unsigned long n = runs != NULL ? strtoul(runs, NULL, 10) : 300;
	uint32_t dice = 20261123;

	(void)state;
	for (unsigned long run = 0; run < n; run++) {
		char inside[4096], from[64], to[64];
		struct hj_record *r;
		struct hj_journey *j;
		uint32_t a, b;

		dice = dice * 1664525 + 1013904223;
		a = (dice >> 8) % 6000;
		dice = dice * 1664525 + 1013904223;
		b = a + (dice >> 8) % 700;
		if (b > 6700)
			b = 6700;
		(void)snprintf(inside, sizeof(inside),
		    EVENT("evt001", "1", "arrest", "<date>[%s..%s]</date>")
			EVENT("evt002", "2", "seen", DATE("2009"))
			    HELD("det001", "<date>%s/%s</date>"),
		    day_text(a, from), day_text(b, to), from, to);
		r = decode(inside);
		j = journey(r, HJ_SECRET);
		for (size_t i = 0; i < j->n; i++) {
			const struct hj_stage *s = &j->stage[i];
			const struct hj_edtf_bound *end =
			    s->lasts ? &s->end.last : &s->begin.last;
			char bar[STAGEBAR_WIDTH + 1], day[STAGEBAR_WIDTH + 1];

			stagebar_draw(j, s, bar);
			bar_of_day(j, s->begin.first.day, day);
			assert_true(first_of(bar) <= first_of(day));
			bar_of_day(j, end->day, day);
			assert_true(last_of(bar) >= last_of(day));
			/* No hole in it. */
			for (size_t k = first_of(bar); k <= last_of(bar); k++)
				assert_true(bar[k] != ' ');
		}
		hj_journey_free(j);
		hj_record_free(r);
	}
}

static void
a_year_that_nobody_can_draw_breaks_nothing(void **state)
{
	(void)state;
	draws(EVENT("evt008", "8", "seen", DATE("2013"))
		  EVENT("evt001", "1", "arrest", DATE("Y17E12")),
	    "                            . ");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_day_is_a_line_and_a_month_is_dots),
		cmocka_unit_test(only_what_is_certain_is_solid),
		cmocka_unit_test(open_and_unknown_ends_are_marked_at_the_side),
		cmocka_unit_test(no_bar_is_narrower_than_its_days),
		cmocka_unit_test(a_year_that_nobody_can_draw_breaks_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
