/*
 * recur.h: when something that comes again is due next.
 *
 * A series is counted from the first time it was due, never from the last:
 * what is due on 31 January and every month after is due on 28 February and
 * on 31 March.  What was done late does not come back for each time that was
 * missed: the next time is the first that lies after the day it was done.
 *
 * Dates may be a day, a month, a year or an interval of such, doubtful or
 * about; each comes again as exact as it was.
 */
#ifndef HJ_CORE_RECUR_H
#define HJ_CORE_RECUR_H

#include "core/base/buf.h"

enum hj_recur_unit {
	HJ_RECUR_DAY,
	HJ_RECUR_WEEK,
	HJ_RECUR_MONTH,
	HJ_RECUR_YEAR,
};

#define HJ_RECUR_MAX 1000 /* of any unit */

struct hj_recur {
	uint32_t every; /* 1 to HJ_RECUR_MAX */
	enum hj_recur_unit unit;
	bool from_done; /* counted from the day it was done, not in a series */
};

/*
 * Append the next date.  first: of the series, NULL = due; due: of the time
 * that is over, NULL only with from_done; done: the day it was done, days
 * since 1970-01-01.  HJ_EINVAL: a date that cannot come again (a set, a
 * season, unknown digits, an open end; a month every three days), or no rule;
 * HJ_ELIMIT: beyond the year 9999.
 */
int
hj_recur_next(const struct hj_recur *rule, const char *first, const char *due,
    int32_t done, struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
