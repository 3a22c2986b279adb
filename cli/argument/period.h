/* period.h: --period, over which something is counted. */
#ifndef HJ_CLI_PERIOD_H
#define HJ_CLI_PERIOD_H

#include "core/date/edtf.h"

/* The first and last day that a date in words or as EDTF can mean.  HJ_EINVAL:
 * no date, or one of the lunar calendar. */
int period_read(const char *text, struct hj_edtf_bound *from,
    struct hj_edtf_bound *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
