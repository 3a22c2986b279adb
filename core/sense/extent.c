#include "core/sense/extent.h"

static enum hj_side
side(const struct hj_edtf_bound *b, enum hj_side otherwise, int64_t *day)
{
	if (b->edge != HJ_EDGE_DAY)
		return otherwise;
	*day = b->day;
	return HJ_SIDE_DAY;
}

static struct hj_extent
moment(const struct hj_moment *m)
{
	struct hj_extent e = { .any = hj_moment_dated(m) };

	if (!e.any)
		return e;
	e.left = side(&m->first, HJ_SIDE_OPEN, &e.first);
	e.right = side(&m->last, HJ_SIDE_OPEN, &e.last);
	e.certain = e.left == HJ_SIDE_DAY && e.right == HJ_SIDE_DAY &&
	    e.first == e.last && !m->vague;
	e.since = e.until = e.first;
	return e;
}

static void
certain(const struct hj_stage *s, struct hj_extent *e)
{
	const struct hj_edtf_bound *since = &s->begin.last;
	const struct hj_edtf_bound *until = &s->end.first;

	if (since->edge != HJ_EDGE_DAY)
		return;
	e->since = since->day + s->begin.vague;
	if (s->still) {
		e->certain = e->endless = true;
	} else if (until->edge == HJ_EDGE_DAY) {
		e->until = until->day - s->end.vague;
		e->certain = e->since <= e->until;
	}
}

struct hj_extent
hj_extent_of(const struct hj_stage *s)
{
	bool begun = hj_moment_dated(&s->begin);
	bool ended = hj_moment_dated(&s->end);
	struct hj_extent e = { .any = begun || ended };

	if (!s->lasts)
		return moment(&s->begin);
	if (!e.any)
		return e;
	e.left = side(&s->begin.first, begun ? HJ_SIDE_OPEN : HJ_SIDE_UNKNOWN,
	    &e.first);
	e.right = side(&s->end.last,
	    s->still || ended ? HJ_SIDE_OPEN : HJ_SIDE_UNKNOWN, &e.last);
	certain(s, &e);
	return e;
}
