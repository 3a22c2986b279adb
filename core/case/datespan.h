/*
 * datespan.h: the civil days that a date of a case file can mean.
 *
 * What compares dates asks here and not at edtf.h, because a date of the lunar
 * calendar is written like a civil one.  It is not converted: which days it
 * allows at most is all that is said, in whole months.  The lunar year begins
 * between 20 January and 21 February, its months have 29 or 30 days, and one
 * of them may have been doubled before.
 */
#ifndef HJ_CORE_DATESPAN_H
#define HJ_CORE_DATESPAN_H

#include "core/date/calendar.h"

struct hj_node;

/* INT32_MIN and INT32_MAX: open or not known.  False: there is no date, or
 * what stands there is none; then any day may be meant, and *ret says so. */
bool hj_date_span(const struct hj_node *date, struct hj_span *ret);

#endif
