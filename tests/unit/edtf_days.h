/* edtf_days.h: "1985-04-12", "-inf", "inf" and "unknown" as a bound. */
#ifndef HJ_TESTS_EDTF_DAYS_H
#define HJ_TESTS_EDTF_DAYS_H

#include <stdlib.h>
#include <string.h>

#include "core/date/calendar.h"
#include "core/date/edtf.h"

static inline struct hj_edtf_bound
bound_of(const char *s)
{
	struct hj_edtf_bound b = { .edge = HJ_EDGE_DAY };
	long long year;
	char *end = NULL;

	if (strcmp(s, "inf") == 0 || strcmp(s, "-inf") == 0) {
		b.edge = HJ_EDGE_OPEN;
	} else if (strcmp(s, "unknown") == 0) {
		b.edge = HJ_EDGE_UNKNOWN;
	} else {
		year = strtoll(s, &end, 10);
		b.day = hj_calendar_day(year, (int)strtol(end + 1, NULL, 10),
		    (int)strtol(end + 4, NULL, 10));
	}
	return b;
}

static inline bool
same_bound(const struct hj_edtf_bound *a, const struct hj_edtf_bound *b)
{
	return a->edge == b->edge &&
	    (a->edge != HJ_EDGE_DAY || a->day == b->day);
}

#endif
