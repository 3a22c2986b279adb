/* statview.h: a table of numbers on the screen, or as JSON. */
#ifndef HJ_CLI_STATVIEW_H
#define HJ_CLI_STATVIEW_H

#include "cli/stats/statcount.h"

/* With bars beside the numbers that are no totals, and the notes below. */
int statview_show(struct statcount *s, struct hj_error *err) HJ_MUST_CHECK;

#endif
