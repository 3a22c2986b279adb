#include "core/date/calendar.h"
#include "core/date/edtf_date.h"

#define DAY_SECONDS 86400

static struct hj_edtf_bound
bound(const struct hj_edtf_end *end, bool latest)
{
	struct hj_edtf_bound b = { .edge = end->edge };
	int64_t first = 0, last = 0;

	/* What was parsed has days; a value made by hand may not, and then
	 * nothing is known of it. */
	if (b.edge == HJ_EDGE_DAY &&
	    !hj_edtf_date_days(&end->date, &first, &last))
		b.edge = HJ_EDGE_UNKNOWN;
	else if (b.edge == HJ_EDGE_DAY)
		b.day = latest ? last : first;
	return b;
}

void
hj_edtf_part_bounds(const struct hj_edtf_part *part,
    struct hj_edtf_bound *earliest, struct hj_edtf_bound *latest)
{
	*earliest = bound(&part->from, false);
	*latest = bound(part->range ? &part->to : &part->from, true);
}

void
hj_edtf_bounds(const struct hj_edtf *e, struct hj_edtf_bound *earliest,
    struct hj_edtf_bound *latest)
{
	struct hj_edtf_bound lo, hi, from, to;

	hj_edtf_part_bounds(&e->part[0], &lo, &hi);
	for (size_t i = 1; i < e->nparts; i++) {
		hj_edtf_part_bounds(&e->part[i], &from, &to);
		if (lo.edge == HJ_EDGE_DAY &&
		    (from.edge != HJ_EDGE_DAY || from.day < lo.day))
			lo = from;
		if (hi.edge == HJ_EDGE_DAY &&
		    (to.edge != HJ_EDGE_DAY || to.day > hi.day))
			hi = to;
	}
	*earliest = lo;
	*latest = hi;
}

bool
hj_edtf_estimate(const struct hj_edtf *e, int64_t *first, int64_t *last)
{
	struct hj_edtf_date d = e->part[0].from.date;

	if (e->shape != HJ_EDTF_DATE || d.significant == 0)
		return false;
	d.significant = 0;
	return hj_edtf_date_days(&d, first, last);
}

bool
hj_edtf_date_instant(const struct hj_edtf_date *d, int64_t *day,
    uint32_t *second)
{
	const struct hj_edtf_time *t = &d->time;
	int64_t first, last;
	int left;

	if (d->precision != HJ_TO_SECOND ||
	    !hj_edtf_date_days(d, &first, &last))
		return false;
	left = (t->hour * 60 + t->minute - t->offset) * 60 + t->second;
	if (left < 0) {
		left += DAY_SECONDS;
		first--;
	} else if (left >= DAY_SECONDS) {
		left -= DAY_SECONDS;
		first++;
	}
	*day = first;
	*second = (uint32_t)left;
	return true;
}

bool
hj_edtf_instant(const struct hj_edtf *e, int64_t *day, uint32_t *second)
{
	const struct hj_edtf_date *d = &e->part[0].from.date;

	return e->shape == HJ_EDTF_DATE && d->time.zoned &&
	    hj_edtf_date_instant(d, day, second);
}

/* Digits p[0..n), or -1. */
static int
plain(const char *p, size_t n)
{
	int v = 0;

	for (size_t i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return -1;
		v = v * 10 + (p[i] - '0');
	}
	return v;
}

/* YYYY, YYYY-MM and YYYY-MM-DD, which nearly all dates are. */
static bool
plain_span(const char *p, size_t n, int32_t *earliest, int32_t *latest)
{
	int year, month, day;

	if ((n != 4 && n != 7 && n != 10) || (year = plain(p, 4)) < 0)
		return false;
	if (n == 4) {
		*earliest = (int32_t)hj_calendar_day(year, 1, 1);
		*latest = *earliest + (hj_calendar_leap(year) ? 365 : 364);
		return true;
	}
	month = p[4] == '-' ? plain(p + 5, 2) : -1;
	if (month < 1 || month > 12)
		return false;
	if (n == 7) {
		*earliest = (int32_t)hj_calendar_day(year, month, 1);
		*latest = *earliest + hj_calendar_month_days(year, month) - 1;
		return true;
	}
	day = p[7] == '-' ? plain(p + 8, 2) : -1;
	if (day < 1 || day > hj_calendar_month_days(year, month))
		return false;
	*earliest = *latest = (int32_t)hj_calendar_day(year, month, day);
	return true;
}

static int32_t
narrow(struct hj_edtf_bound b, int32_t without)
{
	if (b.edge != HJ_EDGE_DAY)
		return without;
	if (b.day <= INT32_MIN)
		return INT32_MIN + 1;
	return b.day >= INT32_MAX ? INT32_MAX - 1 : (int32_t)b.day;
}

/* Apart, because a whole value is large and the quick path needs none. */
static __attribute__((noinline)) int
any_span(const char *p, size_t n, int32_t *earliest, int32_t *latest,
    struct hj_error *err)
{
	struct hj_edtf_bound lo, hi;
	struct hj_edtf e;
	int rc;

	if ((rc = hj_edtf_parse(p, n, &e, err)) != HJ_OK)
		return rc;
	hj_edtf_bounds(&e, &lo, &hi);
	*earliest = narrow(lo, INT32_MIN);
	*latest = narrow(hi, INT32_MAX);
	return HJ_OK;
}

int
hj_edtf_span(const char *p, size_t n, int32_t *earliest, int32_t *latest,
    struct hj_error *err)
{
	if (plain_span(p, n, earliest, latest))
		return HJ_OK;
	return any_span(p, n, earliest, latest, err);
}
