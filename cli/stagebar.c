#include "cli/stagebar.h"

#include <string.h>

/* The outermost columns are for what has no end there. */
#define LAST (STAGEBAR_WIDTH - 1)
#define DAYS (STAGEBAR_WIDTH - 2)

struct scale {
	int64_t first;
	uint64_t days;
	char *bar;
};

static size_t
column(const struct scale *s, int64_t day)
{
	uint64_t at = day > s->first ? (uint64_t)(day - s->first) : 0;

	/* Far dates (Y17E7) would overflow: days are divided first. */
	if (s->days > UINT64_MAX / DAYS)
		at /= s->days / DAYS + 1;
	else
		at = at * DAYS / s->days;
	return 1 + (size_t)(at < DAYS ? at : DAYS - 1);
}

/* Where a bar begins and ends; an end that is not there is marked. */
static size_t
left(const struct scale *s, const struct hj_edtf_bound *b, char mark)
{
	if (b->edge == HJ_EDGE_DAY)
		return column(s, b->day);
	s->bar[0] = mark;
	return 1;
}

static size_t
right(const struct scale *s, const struct hj_edtf_bound *b, char mark)
{
	if (b->edge == HJ_EDGE_DAY)
		return column(s, b->day);
	s->bar[LAST] = mark;
	return LAST - 1;
}

static void
fill(const struct scale *s, size_t from, size_t to, char mark)
{
	for (size_t i = from; i <= to && i < STAGEBAR_WIDTH; i++)
		s->bar[i] = mark;
}

/* Some day of it; an end that nobody knows reaches as far as the scale. */
static void
moment(const struct scale *s, const struct hj_moment *m)
{
	if (!hj_moment_dated(m))
		return;
	fill(s, left(s, &m->first, '<'), right(s, &m->last, '>'), '.');
	if (m->first.edge == HJ_EDGE_DAY && m->last.edge == HJ_EDGE_DAY &&
	    m->first.day == m->last.day && !m->vague)
		s->bar[column(s, m->first.day)] = '|';
}

/* Certain from the last day on which it may have begun to the first on which
 * it may have ended. */
static void
lasting(const struct scale *s, const struct hj_stage *g)
{
	bool begun = hj_moment_dated(&g->begin);
	bool ended = hj_moment_dated(&g->end);
	const struct hj_edtf_bound *since = &g->begin.last;
	const struct hj_edtf_bound *until = &g->end.first;

	if (!begun && !ended)
		return;
	fill(s, left(s, &g->begin.first, begun ? '<' : '?'),
	    right(s, &g->end.last, g->still || ended ? '>' : '?'), '.');
	if (begun && since->edge == HJ_EDGE_DAY && g->still)
		fill(s, column(s, since->day), LAST - 1, '=');
	else if (since->edge == HJ_EDGE_DAY && until->edge == HJ_EDGE_DAY &&
	    since->day <= until->day)
		fill(s, column(s, since->day), column(s, until->day), '=');
	/* "About" and "perhaps" have no width: all of it stays uncertain. */
	if (begun && g->begin.vague)
		moment(s, &g->begin);
	if (ended && g->end.vague && g->end.date != g->begin.date)
		moment(s, &g->end);
}

void
stagebar_draw(const struct hj_journey *j, const struct hj_stage *s,
    char ret[static STAGEBAR_WIDTH + 1])
{
	const struct scale scale = { .first = j->first,
		.days = (uint64_t)(j->last - j->first) + 1,
		.bar = ret };

	memset(ret, ' ', STAGEBAR_WIDTH);
	ret[STAGEBAR_WIDTH] = '\0';
	if (j->first > j->last)
		return;
	if (s->lasts)
		lasting(&scale, s);
	else
		moment(&scale, &s->begin);
}
