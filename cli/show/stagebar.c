#include "cli/show/stagebar.h"

#include <string.h>

#include "core/sense/extent.h"

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

static void
fill(const struct scale *s, size_t from, size_t to, char mark)
{
	for (size_t i = from; i <= to && i < STAGEBAR_WIDTH; i++)
		s->bar[i] = mark;
}

/* Where a bar begins and ends; an end that is not there is marked. */
static size_t
left(const struct scale *s, const struct hj_extent *e)
{
	if (e->left == HJ_SIDE_DAY)
		return column(s, e->first);
	s->bar[0] = e->left == HJ_SIDE_OPEN ? '<' : '?';
	return 1;
}

static size_t
right(const struct scale *s, const struct hj_extent *e)
{
	if (e->right == HJ_SIDE_DAY)
		return column(s, e->last);
	s->bar[LAST] = e->right == HJ_SIDE_OPEN ? '>' : '?';
	return LAST - 1;
}

/* A column with an uncertain day in it is uncertain. */
static void
soften(const struct scale *s, const struct hj_moment *m)
{
	if (m->vague && hj_moment_dated(m))
		fill(s,
		    m->first.edge == HJ_EDGE_DAY ? column(s, m->first.day) : 1,
		    m->last.edge == HJ_EDGE_DAY ? column(s, m->last.day)
						: LAST - 1,
		    '.');
}

static void
draw(const struct scale *s, const struct hj_stage *g, const struct hj_extent *e)
{
	fill(s, left(s, e), right(s, e), '.');
	if (!g->lasts && e->certain)
		s->bar[column(s, e->since)] = '|';
	if (!g->lasts || !e->certain)
		return;
	fill(s, column(s, e->since),
	    e->endless ? LAST - 1 : column(s, e->until), '=');
	soften(s, &g->begin);
	soften(s, &g->end);
}

void
stagebar_draw(const struct hj_journey *j, const struct hj_stage *s,
    char ret[static STAGEBAR_WIDTH + 1])
{
	const struct scale scale = { .first = j->first,
		.days = (uint64_t)(j->last - j->first) + 1,
		.bar = ret };
	const struct hj_extent e = hj_extent_of(s);

	memset(ret, ' ', STAGEBAR_WIDTH);
	ret[STAGEBAR_WIDTH] = '\0';
	if (j->first > j->last)
		return;
	if (e.any)
		draw(&scale, s, &e);
}
