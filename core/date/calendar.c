#include "core/date/calendar.h"

/* 400 years, the period of the calendar. */
#define ERA_YEARS 400
#define ERA_DAYS 146097
/* 0000-03-01, where the shifted era begins, to 1970-01-01. */
#define EPOCH 719468

bool
hj_calendar_leap(int64_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int
hj_calendar_month_days(int64_t year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	return month == 2 && hj_calendar_leap(year) ? 29 : days[month - 1];
}

/* Years begin in March here, so that the leap day is the last of its year. */
int64_t
hj_calendar_day(int64_t year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = (y >= 0 ? y : y - (ERA_YEARS - 1)) / ERA_YEARS;
	int64_t of_era = y - era * ERA_YEARS;
	int of_year =
	    (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 +
	    of_year - EPOCH;
}

struct hj_civil
hj_calendar_civil(int64_t day)
{
	int64_t z = day + EPOCH;
	int64_t era = (z >= 0 ? z : z - (ERA_DAYS - 1)) / ERA_DAYS;
	int64_t left = z - era * ERA_DAYS;
	int64_t of_era =
	    (left - left / 1460 + left / 36524 - left / 146096) / 365;
	int of_year = (int)(left - (365 * of_era + of_era / 4 - of_era / 100));
	int m = (5 * of_year + 2) / 153;
	struct hj_civil c = { .day = of_year - (153 * m + 2) / 5 + 1 };

	c.month = m < 10 ? m + 3 : m - 9;
	c.year = of_era + era * ERA_YEARS + (c.month <= 2 ? 1 : 0);
	return c;
}

struct hj_civil
hj_calendar_months_later(struct hj_civil from, int64_t months)
{
	int64_t all = from.year * 12 + from.month - 1 + months;
	int64_t year = (all >= 0 ? all : all - 11) / 12;
	struct hj_civil c = { .year = year,
		.month = (int)(all - year * 12) + 1,
		.day = from.day };
	int days = hj_calendar_month_days(c.year, c.month);

	if (c.day > days)
		c.day = days;
	return c;
}
