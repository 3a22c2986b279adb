/*
 * clock.h: time limits of mechanisms that run from what happened; how long
 * they are says deadline.h.
 *
 * The Working Group on Enforced or Involuntary Disappearances takes a case
 * into its urgent procedure within three months of the disappearance, counted
 * to the day it receives it.  A date of which only the month is known gives
 * two ends: "until 1 February at the earliest, 28 February at the latest".
 * Whoever plans uses the earliest.
 *
 * The disappearance began with an event that says so (disappear, disapp,
 * abduct, or such a violation in it).  Without one, of somebody who is said to
 * be missing, it began between the first arrest, detention or repatriation and
 * the last time somebody was seen: all of these are asked.
 *
 * The clock stands still for a file that is closed, merged or a follow-up, and
 * once it is known of every victim that they are free or dead: by the status
 * that the accounts come to (status.h), told by more than hearsay or preferred.
 * A group has members that nobody knows, and is never known to be safe.
 */
#ifndef HJ_CORE_CLOCK_H
#define HJ_CORE_CLOCK_H

#include "core/case/record.h"
#include "core/date/calendar.h"

struct hj_clock {
	const char *mechanism; /* code of the list `mechanism` */
	struct hj_span until; /* INT32_MIN, INT32_MAX: nobody knows */
};

/* A non-zero return stops and is returned. */
typedef int
hj_clock_fn(void *to, const struct hj_clock *c, struct hj_error *err);

/* Every clock that runs, or once ran, for this file. */
int hj_clock_each(const struct hj_record *r, hj_clock_fn *fn, void *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
