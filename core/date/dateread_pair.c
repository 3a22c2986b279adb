/* Two parts lend each other what they lack; a part becomes a date. */
#include "core/date/calendar.h"
#include "core/date/dateread_own.h"
#include "core/date/edtf_date.h"

static int
which_year(struct hj_error *err)
{
	return hj_fail(err, HJ_EINVAL,
	    "of which year? (if nobody knows it, write XXXX for it, as in XXXX-12-03)");
}

/* ---- lending ---- */

/* 3 of "3 to 5 May", 5 of "May 3 and 5, 2012", 7.5 of "2012.7.3 to 7.5". */
static int
place_left(struct hj_partial *p, const struct hj_partial *other,
    struct hj_error *err)
{
	size_t n = p->nleft;

	if (n == 0)
		return HJ_OK;
	p->nleft = 0;
	if (n == 2 && other->numeric && other->has_day) {
		if (hj_partial_month(p, &p->left[0], err) != HJ_OK)
			return (int)err->code;
		return hj_partial_day(p, &p->left[1], err);
	}
	if (n == 1 && other->has_day)
		return hj_partial_day(p, &p->left[0], err);
	if (n == 1 && other->has_month && other->date.month < 21)
		return hj_partial_month(p, &p->left[0], err);
	return which_year(err);
}

/* A year alone lends nothing: May of "from 2012 to May" may be the next. */
static void
lend_year(const struct hj_partial *from, struct hj_partial *to)
{
	if (to->has_year || !from->has_year || !from->has_month)
		return;
	to->has_year = true;
	to->date.digits = from->date.digits;
	to->date.x_year = from->date.x_year;
}

static void
lend_month(const struct hj_partial *from, struct hj_partial *to)
{
	if (!to->has_day || to->has_month || !from->has_month)
		return;
	to->has_month = true;
	to->date.month = from->date.month;
	to->date.x_month = from->date.x_month;
}

static bool
says_something(const struct hj_partial *p)
{
	return p->has_year || p->has_month || p->has_day || p->nleft != 0;
}

int
hj_partial_share(struct hj_partial *a, struct hj_partial *b,
    struct hj_error *err)
{
	if (!says_something(a) || !says_something(b))
		return hj_fail(err, HJ_EINVAL,
		    "two dates are expected: one of them is not there");
	if (place_left(a, b, err) != HJ_OK || place_left(b, a, err) != HJ_OK)
		return (int)err->code;
	lend_month(a, b);
	lend_month(b, a);
	lend_year(a, b);
	lend_year(b, a);
	return HJ_OK;
}

/* ---- a date ---- */

static int
no_such_day(const struct hj_edtf_date *d, struct hj_error *err)
{
	if (d->x_year != 0 || d->x_month != 0)
		return hj_fail(err, HJ_EINVAL,
		    "there is no such day in that month: which day was it?");
	return hj_fail(err, HJ_EINVAL,
	    "that month has only %d days: which day was it?",
	    hj_calendar_month_days((int64_t)d->digits, d->month));
}

/* 1970-01-01 was a Thursday. */
static int
check_weekday(const struct hj_partial *p, int64_t day, bool whole,
    struct hj_error *err)
{
	if (p->weekday < 0)
		return HJ_OK;
	if (!whole)
		return hj_fail(err, HJ_EINVAL,
		    "a day of the week needs a whole date");
	if ((int)(((day + 4) % 7 + 7) % 7) == p->weekday)
		return HJ_OK;
	return hj_fail(err, HJ_EINVAL,
	    "that date falls on another day of the week: which of them is right?");
}

static int
check_lunar(const struct hj_edtf_date *d, struct hj_error *err)
{
	if (d->precision == HJ_TO_DAY && d->day > 30)
		return hj_fail(err, HJ_EINVAL,
		    "a month of the lunar calendar has at most 30 days: which day was it?");
	if (d->precision == HJ_TO_DAY && d->month == 2 && d->day > 28)
		return hj_fail(err, HJ_EINVAL,
		    "the last days of the second lunar month cannot be kept as a date: give the month, and the day in a text");
	return HJ_OK;
}

int
hj_partial_date(const struct hj_partial *p, bool lunar,
    struct hj_edtf_date *ret, struct hj_error *err)
{
	struct hj_edtf_date d = p->date;
	int64_t first, last;

	if (p->nleft != 0 && p->has_year)
		return hj_fail(err, HJ_EINVAL,
		    "is that number a month or a day? write the month as a word, or year-month-day");
	if (p->nleft != 0 || (!p->has_year && (p->has_month || p->has_day)))
		return which_year(err);
	if (!p->has_year)
		return hj_fail(err, HJ_EINVAL,
		    "a date is expected, such as 28 May 2013, May 2013, about May 2013, before 2013, or 2013-05-28");
	if (p->has_day && !p->has_month)
		return hj_fail(err, HJ_EINVAL,
		    "of which month? (if nobody knows it: XX, as in 2013-XX-28)");
	d.precision = p->has_day ? HJ_TO_DAY
	    : !p->has_month      ? HJ_TO_YEAR
	    : d.month >= 21      ? HJ_TO_SEASON
				 : HJ_TO_MONTH;
	for (size_t i = 0; i < HJ_LEN(d.doubt); i++)
		d.doubt[i] =
		    i == 0 || (i == 1 && p->has_month) || (i == 2 && p->has_day)
		    ? p->doubt
		    : 0;
	if (lunar && check_lunar(&d, err) != HJ_OK)
		return (int)err->code;
	if (!hj_edtf_date_days(&d, &first, &last))
		return no_such_day(&d, err);
	if (check_weekday(p, first, p->has_day && first == last && !lunar,
		err) != HJ_OK)
		return (int)err->code;
	*ret = d;
	return HJ_OK;
}
