#include "core/date/calendar.h"
#include "core/date/edtf_date.h"

uint64_t
hj_edtf_date_magnitude(const struct hj_edtf_date *d)
{
	uint64_t v = d->digits;

	/* Stops at the first step beyond, so it cannot overflow. */
	for (unsigned i = 0; i < d->exponent && v <= HJ_YEAR_MAX; i++)
		v *= 10;
	return v;
}

/* A part of a year as months: the first (from 1), and how many. */
static void
season_months(unsigned code, int *first, int *count)
{
	static const uint8_t from[] = {
		3, 6, 9, 12, /* 21: spring, summer, autumn, winter */
		3, 6, 9, 12, /* 25: the same, said to be northern */
		9, 12, 3, 6, /* 29: southern */
		1, 4, 7, 10, /* 33: quarters */
		1, 5, 9, /* 37: thirds */
		1, 7, /* 40: halves */
	};

	*first = from[code - 21];
	*count = code < 37 ? 3 : code < 40 ? 4 : 6;
}

static int64_t
season_day(unsigned code, int64_t year, bool last)
{
	int month, count;

	season_months(code, &month, &count);
	if (!last)
		return hj_calendar_day(year, month, 1);
	month += count - 1;
	if (month > 12) {
		month -= 12;
		year++;
	}
	return hj_calendar_day(year, month,
	    hj_calendar_month_days(year, month));
}

static bool
fits(int v, uint8_t written, uint8_t x)
{
	return ((x & 1) != 0 || v % 10 == written % 10) &&
	    ((x & 2) != 0 || v / 10 == written / 10);
}

static bool
day_in_month(const struct hj_edtf_date *d, int64_t year, int month, bool last,
    int64_t *ret)
{
	int count = hj_calendar_month_days(year, month);

	for (int i = 1; i <= count; i++) {
		int day = last ? count + 1 - i : i;

		if (d->precision == HJ_TO_MONTH ||
		    fits(day, d->day, d->x_day)) {
			*ret = hj_calendar_day(year, month, day);
			return true;
		}
	}
	return false;
}

/* The first or last day of that year which d allows. */
static bool
day_in_year(const struct hj_edtf_date *d, int64_t year, bool last, int64_t *ret)
{
	if (d->precision == HJ_TO_YEAR) {
		*ret = last ? hj_calendar_day(year, 12, 31)
			    : hj_calendar_day(year, 1, 1);
		return true;
	}
	if (d->precision == HJ_TO_SEASON) {
		*ret = season_day(d->month, year, last);
		return true;
	}
	for (int i = 1; i <= 12; i++) {
		int month = last ? 13 - i : i;

		if (fits(month, d->month, d->x_month) &&
		    day_in_month(d, year, month, last, ret))
			return true;
	}
	return false;
}

static bool
year_fits(const struct hj_edtf_date *d, uint64_t v)
{
	uint64_t written = d->digits;

	if (d->x_year == 0)
		return true;
	for (unsigned bit = 1; bit < 16; bit <<= 1) {
		if ((d->x_year & bit) == 0 && v % 10 != written % 10)
			return false;
		v /= 10;
		written /= 10;
	}
	return true;
}

/* The least and the greatest magnitude of the year. */
static void
magnitudes(const struct hj_edtf_date *d, uint64_t *lo, uint64_t *hi)
{
	uint64_t v = hj_edtf_date_magnitude(d), unit = 1;
	unsigned ndigits = 1;

	*lo = *hi = v;
	if (d->significant != 0) {
		for (uint64_t left = v; left >= 10; left /= 10)
			ndigits++;
		for (unsigned i = d->significant; i < ndigits; i++)
			unit *= 10;
		*lo = v - v % unit;
		*hi = *lo + unit - 1;
	} else {
		for (unsigned bit = 1; bit < 16; bit <<= 1, unit *= 10)
			if ((d->x_year & bit) != 0)
				*hi += 9 * unit;
	}
	/* There is no year -0000. */
	if (d->negative && *lo == 0 && *hi != 0)
		*lo = 1;
}

static bool
find(const struct hj_edtf_date *d, uint64_t lo, uint64_t hi, bool last,
    int64_t *ret)
{
	/* Before year 0 the greatest number is the earliest year. */
	bool down = d->negative != last;
	uint64_t v = down ? hi : lo, end = down ? lo : hi;

	for (;; v = down ? v - 1 : v + 1) {
		int64_t year = d->negative ? -(int64_t)v : (int64_t)v;

		if (year_fits(d, v) && day_in_year(d, year, last, ret))
			return true;
		if (v == end)
			return false;
	}
}

bool
hj_edtf_date_days(const struct hj_edtf_date *d, int64_t *first, int64_t *last)
{
	uint64_t lo, hi;
	int64_t any;

	/* 2000 has every day there is: what it lacks no year has. */
	if (!day_in_year(d, 2000, false, &any))
		return false;
	magnitudes(d, &lo, &hi);
	return find(d, lo, hi, false, first) && find(d, lo, hi, true, last);
}
