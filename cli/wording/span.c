#include <stdio.h>
#include <time.h>

#include "cli/wording/span.h"
#include "core/date/calendar.h"

void
span_text(int32_t days, char ret[static SPAN_TEXT])
{
	time_t t = (time_t)days * 86400;
	struct tm tm;

	ret[0] = '\0';
	if (days == INT32_MIN || days == INT32_MAX || gmtime_r(&t, &tm) == NULL)
		return;
	if (tm.tm_year + 1900 < 0 || tm.tm_year + 1900 > 9999)
		return;
	(void)strftime(ret, SPAN_TEXT, "%Y-%m-%d", &tm);
}

static bool
is_open(int32_t days)
{
	return days == INT32_MIN || days == INT32_MAX;
}

/* Does a year, or a month, begin with this day? */
static bool
begins(int32_t day, bool year)
{
	struct hj_civil c = hj_calendar_civil(day);

	return c.day == 1 && (!year || c.month == 1);
}

/* An open end is as precise as the other one. */
static bool
whole(int32_t earliest, int32_t latest, bool years)
{
	return (is_open(earliest) || begins(earliest, years)) &&
	    (is_open(latest) || begins(latest + 1, years));
}

void
span_end(int32_t earliest, int32_t latest, bool last,
    char ret[static SPAN_TEXT])
{
	span_text(last ? latest : earliest, ret);
	if (ret[0] == '\0')
		return;
	if (whole(earliest, latest, true))
		ret[4] = '\0';
	else if (whole(earliest, latest, false))
		ret[7] = '\0';
}

void
span_today(char ret[static SPAN_TEXT])
{
	time_t t = time(NULL);
	struct tm tm;

	ret[0] = '\0';
	if (localtime_r(&t, &tm) != NULL)
		(void)strftime(ret, SPAN_TEXT, "%Y-%m-%d", &tm);
}

int32_t
span_today_day(void)
{
	time_t t = time(NULL);
	struct tm tm;

	if (localtime_r(&t, &tm) == NULL)
		return (int32_t)(t / 86400);
	return (int32_t)hj_calendar_day(tm.tm_year + 1900, tm.tm_mon + 1,
	    tm.tm_mday);
}
