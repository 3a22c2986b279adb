/* span.h: a day of the catalogue as a date. */
#ifndef HJ_CLI_SPAN_H
#define HJ_CLI_SPAN_H

#include "core/base/base.h"

#define SPAN_TEXT 16

/* Days since 1970-01-01 as YYYY-MM-DD; "" when open or absent. */
void span_text(int32_t days, char ret[static SPAN_TEXT]);

/* Where the span begins, or ends when `last`, said no more precisely than the
 * two ends are: 2013 for a span of whole years, 2013-05 for one of whole
 * months, else the day.  "" when open or absent. */
void span_end(int32_t earliest, int32_t latest, bool last,
    char ret[static SPAN_TEXT]);

/* Today in the zone of the user, as YYYY-MM-DD: a civil date. */
void span_today(char ret[static SPAN_TEXT]);
/* The same day as a number, for what core counts. */
int32_t span_today_day(void);

#endif
