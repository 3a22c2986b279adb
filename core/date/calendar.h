/*
 * calendar.h: civil dates and day numbers, proleptic Gregorian.
 *
 * A day is a number counted from 1970-01-01 = 0; years are astronomical (0 is
 * 1 BC).  There are no times, zones or clocks here, so nothing can move a day.
 * Source: Howard Hinnant, "chrono-compatible low-level date algorithms"
 * (days_from_civil, civil_from_days), written anew.
 */
#ifndef HJ_CORE_CALENDAR_H
#define HJ_CORE_CALENDAR_H

#include "core/base/base.h"

struct hj_civil {
	int64_t year; /* |year| <= HJ_YEAR_MAX + 1 */
	int month, day; /* from 1 */
};

/* From one day to another; INT32_MIN and INT32_MAX: nobody says. */
struct hj_span {
	int32_t earliest, latest;
};

bool hj_calendar_leap(int64_t year);

/* Days in that month, 1 <= month <= 12. */
int hj_calendar_month_days(int64_t year, int month);

/* The day number of a valid date, and back. */
int64_t hj_calendar_day(int64_t year, int month, int day);
struct hj_civil hj_calendar_civil(int64_t day);

/* So many months later (or earlier): the same day of that month, or its last
 * when the month has no such day.  Always from the first date of a series:
 * 31 January, 28 February, 31 March. */
struct hj_civil hj_calendar_months_later(struct hj_civil from, int64_t months);

#endif
