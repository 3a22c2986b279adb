/* mandate.h: which mandates of the Special Procedures a case calls for. */
#ifndef HJ_CORE_MANDATE_H
#define HJ_CORE_MANDATE_H

#include "core/case/record.h"

/* Does what the file says call for this code of the list `mandate`?  A
 * suggestion (core/mechanism/README.md), no more. */
bool hj_mandate_fits(const struct hj_record *r, const char *mandate);

#endif
