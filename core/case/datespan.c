#include <string.h>

#include "core/case/datespan.h"
#include "core/case/record.h"
#include "core/date/edtf.h"

#define YEAR_MOST 100000 /* farther lunar years are nobody's */

/* The first day that month and day of a lunar year can fall on. */
static int64_t
lunar_first(struct hj_civil c)
{
	return hj_calendar_day(c.year, 1, 20) + (c.month - 1) * 29 + c.day - 1;
}

/* The last: all months long, one of them doubled, but not past the year. */
static int64_t
lunar_last(struct hj_civil c)
{
	int64_t day = hj_calendar_day(c.year, 2, 21) + c.month * 30 + c.day - 1;
	int64_t end = hj_calendar_day(c.year + 1, 2, 20);

	return day < end ? day : end;
}

static int32_t
month_first(int64_t day)
{
	struct hj_civil c = hj_calendar_civil(day);

	return (int32_t)hj_calendar_day(c.year, c.month, 1);
}

static int32_t
month_last(int64_t day)
{
	struct hj_civil c = hj_calendar_civil(day);

	return (int32_t)hj_calendar_day(c.year, c.month,
	    hj_calendar_month_days(c.year, c.month));
}

static bool
is_lunar(const struct hj_node *date)
{
	const char *cal = hj_node_attr(date, "cal");

	return cal != NULL && strcmp(cal, "lunar") == 0;
}

static void
widen(struct hj_span *s)
{
	struct hj_civil c = hj_calendar_civil(s->earliest);

	if (s->earliest != INT32_MIN && c.year > -YEAR_MOST)
		s->earliest = month_first(lunar_first(c));
	c = hj_calendar_civil(s->latest);
	if (s->latest != INT32_MAX && c.year < YEAR_MOST)
		s->latest = month_last(lunar_last(c));
}

bool
hj_date_span(const struct hj_node *date, struct hj_span *ret)
{
	struct hj_error ignored = HJ_ERROR;
	struct hj_span s;

	*ret = (struct hj_span){ INT32_MIN, INT32_MAX };
	if (date == NULL || date->text == NULL ||
	    hj_edtf_span(date->text, date->text_len, &s.earliest, &s.latest,
		&ignored) != HJ_OK)
		return false;
	if (is_lunar(date))
		widen(&s);
	*ret = s;
	return true;
}
