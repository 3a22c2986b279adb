#include "core/date/edtf_date.h"

struct days {
	struct hj_edtf_bound earliest, latest;
};

static struct days
days_of(const struct hj_edtf *e)
{
	struct days d;

	hj_edtf_bounds(e, &d.earliest, &d.latest);
	return d;
}

/* A point in time, for two times of day that can be compared. */
struct moment {
	int64_t day;
	uint32_t second, nano;
};

static bool
timed(const struct hj_edtf *e)
{
	return e->shape == HJ_EDTF_DATE &&
	    e->part[0].from.date.precision == HJ_TO_SECOND;
}

static struct moment
moment_of(const struct hj_edtf_date *d)
{
	struct moment m = { .nano = d->time.fraction };

	for (unsigned i = d->time.ndigits; i < 9; i++)
		m.nano *= 10;
	(void)hj_edtf_date_instant(d, &m.day, &m.second);
	return m;
}

/* Both are times of day of one kind: *ret is their order, -1, 0 or 1. */
static bool
by_clock(const struct hj_edtf *a, const struct hj_edtf *b, int *ret)
{
	const struct hj_edtf_date *left = &a->part[0].from.date;
	const struct hj_edtf_date *right = &b->part[0].from.date;
	struct moment x, y;

	if (!timed(a) || !timed(b) || left->time.zoned != right->time.zoned)
		return false;
	x = moment_of(left);
	y = moment_of(right);
	if (x.day != y.day)
		*ret = x.day < y.day ? -1 : 1;
	else if (x.second != y.second)
		*ret = x.second < y.second ? -1 : 1;
	else
		*ret = (x.nano > y.nano) - (x.nano < y.nano);
	return true;
}

bool
hj_edtf_certainly_before(const struct hj_edtf *a, const struct hj_edtf *b)
{
	struct days x, y;
	int order;

	if (by_clock(a, b, &order))
		return order < 0;
	x = days_of(a);
	y = days_of(b);
	return x.latest.edge == HJ_EDGE_DAY && y.earliest.edge == HJ_EDGE_DAY &&
	    x.latest.day < y.earliest.day;
}

bool
hj_edtf_possibly_before(const struct hj_edtf *a, const struct hj_edtf *b)
{
	struct days x, y;
	int order;

	if (by_clock(a, b, &order))
		return order < 0;
	x = days_of(a);
	y = days_of(b);
	return x.earliest.edge != HJ_EDGE_DAY || y.latest.edge != HJ_EDGE_DAY ||
	    x.earliest.day < y.latest.day;
}

/* Whether a range that begins with lo can begin by the end hi of another. */
static bool
reaches(const struct hj_edtf_bound *lo, const struct hj_edtf_bound *hi)
{
	return lo->edge != HJ_EDGE_DAY || hi->edge != HJ_EDGE_DAY ||
	    lo->day <= hi->day;
}

bool
hj_edtf_may_overlap(const struct hj_edtf *a, const struct hj_edtf *b)
{
	int order;

	if (by_clock(a, b, &order))
		return order == 0;
	for (size_t i = 0; i < a->nparts; i++) {
		struct days x;

		hj_edtf_part_bounds(&a->part[i], &x.earliest, &x.latest);
		for (size_t k = 0; k < b->nparts; k++) {
			struct days y;

			hj_edtf_part_bounds(&b->part[k], &y.earliest,
			    &y.latest);
			if (reaches(&x.earliest, &y.latest) &&
			    reaches(&y.earliest, &x.latest))
				return true;
		}
	}
	return false;
}

bool
hj_edtf_certainly_equal(const struct hj_edtf *a, const struct hj_edtf *b)
{
	unsigned flags = hj_edtf_flags(a) | hj_edtf_flags(b);
	struct days x, y;
	int order;

	if ((flags & (HJ_EDTF_DOUBTFUL | HJ_EDTF_ABOUT)) != 0)
		return false;
	if (by_clock(a, b, &order))
		return order == 0;
	x = days_of(a);
	y = days_of(b);
	return x.earliest.edge == HJ_EDGE_DAY && x.latest.edge == HJ_EDGE_DAY &&
	    y.earliest.edge == HJ_EDGE_DAY && y.latest.edge == HJ_EDGE_DAY &&
	    x.earliest.day == x.latest.day && y.earliest.day == y.latest.day &&
	    x.earliest.day == y.earliest.day;
}
