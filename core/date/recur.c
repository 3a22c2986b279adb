#include "core/date/recur.h"

#include <string.h>

#include "core/date/calendar.h"
#include "core/date/edtf.h"

#define YEAR_LAST 9999

/* ---- moving ---- */

/* The exactness that a unit needs, and the most days that one takes. */
static const struct {
	enum hj_precision least;
	int64_t days;
	int64_t months;
} units[] = {
	[HJ_RECUR_DAY] = { HJ_TO_DAY, 1, 0 },
	[HJ_RECUR_WEEK] = { HJ_TO_DAY, 7, 0 },
	[HJ_RECUR_MONTH] = { HJ_TO_MONTH, 31, 1 },
	[HJ_RECUR_YEAR] = { HJ_TO_YEAR, 366, 12 },
};

static bool
can_move(const struct hj_edtf_date *d, enum hj_recur_unit unit)
{
	return d->form == HJ_YEAR_FOUR && !d->negative && d->x_year == 0 &&
	    d->x_month == 0 && d->x_day == 0 && d->significant == 0 &&
	    d->precision != HJ_TO_SEASON && d->precision != HJ_TO_SECOND &&
	    d->precision >= units[unit].least;
}

static bool
can_recur(const struct hj_edtf *e, enum hj_recur_unit unit)
{
	const struct hj_edtf_part *p = &e->part[0];

	if (e->shape == HJ_EDTF_DATE)
		return can_move(&p->from.date, unit);
	return e->shape == HJ_EDTF_INTERVAL && p->from.edge == HJ_EDGE_DAY &&
	    p->to.edge == HJ_EDGE_DAY && can_move(&p->from.date, unit) &&
	    can_move(&p->to.date, unit);
}

/* Months and days that are not said stay so. */
static bool
move(struct hj_edtf_date *d, int64_t n, enum hj_recur_unit unit)
{
	struct hj_civil c = { .year = (int64_t)d->digits,
		.month = d->precision >= HJ_TO_MONTH ? d->month : 1,
		.day = d->precision == HJ_TO_DAY ? d->day : 1 };

	if (units[unit].months != 0)
		c = hj_calendar_months_later(c, n * units[unit].months);
	else
		c = hj_calendar_civil(hj_calendar_day(c.year, c.month, c.day) +
		    n * units[unit].days);
	if (c.year > YEAR_LAST)
		return false;
	d->digits = (uint64_t)c.year;
	if (d->precision >= HJ_TO_MONTH)
		d->month = (uint8_t)c.month;
	if (d->precision == HJ_TO_DAY)
		d->day = (uint8_t)c.day;
	return true;
}

static bool
move_all(struct hj_edtf *e, int64_t n, enum hj_recur_unit unit)
{
	struct hj_edtf_part *p = &e->part[0];

	return move(&p->from.date, n, unit) &&
	    (e->shape == HJ_EDTF_DATE || move(&p->to.date, n, unit));
}

/* ---- the next one ---- */

static int
parse(const char *text, enum hj_recur_unit unit, struct hj_edtf *ret,
    struct hj_error *err)
{
	if (hj_edtf_parse(text, strlen(text), ret, err) != HJ_OK)
		return (int)err->code;
	if (!can_recur(ret, unit))
		return hj_fail(err, HJ_EINVAL,
		    "a date that comes again is a day, a month, a year or an interval of them, and not less exact than the step between");
	return HJ_OK;
}

static void
bounds(const struct hj_edtf *e, int64_t *first, int64_t *last)
{
	struct hj_edtf_bound lo, hi;

	hj_edtf_bounds(e, &lo, &hi);
	*first = lo.day;
	*last = hi.day;
}

static int
next_of_series(const struct hj_recur *rule, const char *first, const char *due,
    int32_t done, struct hj_buf *to, struct hj_error *err)
{
	int64_t begin, end, was, was_end, n, step = rule->every;
	struct hj_edtf base, e;

	if (parse(due, rule->unit, &e, err) != HJ_OK ||
	    parse(first, rule->unit, &base, err) != HJ_OK)
		return (int)err->code;
	bounds(&e, &was, &was_end);
	bounds(&base, &begin, &end);
	/* No step is longer than the days of its unit: start there. */
	n = ((was > done ? was : done) - end) / (units[rule->unit].days * step);
	for (n = n > 1 ? n : 1;; n++) {
		e = base;
		if (!move_all(&e, n * step, rule->unit))
			return hj_fail(err, HJ_ELIMIT,
			    "the next time lies beyond the year 9999");
		bounds(&e, &begin, &end);
		if (begin > was && end > done)
			return hj_edtf_text(&e, to, err);
	}
}

static int
next_after(const struct hj_recur *rule, int32_t done, struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_civil c = hj_calendar_civil(done);
	struct hj_edtf e = { .shape = HJ_EDTF_DATE, .nparts = 1 };
	struct hj_edtf_date *d = &e.part[0].from.date;

	if (c.year >= 0 && c.year <= YEAR_LAST) {
		d->precision = HJ_TO_DAY;
		d->digits = (uint64_t)c.year;
		d->month = (uint8_t)c.month;
		d->day = (uint8_t)c.day;
		if (move(d, rule->every, rule->unit))
			return hj_edtf_text(&e, to, err);
	}
	return hj_fail(err, HJ_ELIMIT,
	    "the next time lies beyond the year 9999");
}

int
hj_recur_next(const struct hj_recur *rule, const char *first, const char *due,
    int32_t done, struct hj_buf *to, struct hj_error *err)
{
	if (rule->every < 1 || rule->every > HJ_RECUR_MAX)
		return hj_fail(err, HJ_EINVAL,
		    "what comes again does so after 1 to %d days, weeks, months or years",
		    HJ_RECUR_MAX);
	if (rule->from_done)
		return next_after(rule, done, to, err);
	if (due == NULL)
		return hj_fail(err, HJ_EINVAL,
		    "what comes again in a series needs a date on which it is due");
	return next_of_series(rule, first != NULL ? first : due, due, done, to,
	    err);
}
