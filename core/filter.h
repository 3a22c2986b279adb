/* filter.h: the system calls a confined process may still make. */
#ifndef HJ_CORE_FILTER_H
#define HJ_CORE_FILTER_H

#include "core/confine.h"

/* Any other call kills the process.  false: this kernel has no seccomp
 * filters, and nothing changed. */
bool hj_filter_load(const struct hj_confine_profile *profile);

#endif
