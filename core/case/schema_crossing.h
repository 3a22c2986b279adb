/*
 * schema_crossing.h: which border a crossing into the DPRK lies on.
 */
#ifndef HJ_CORE_SCHEMA_CROSSING_H
#define HJ_CORE_SCHEMA_CROSSING_H

#include "core/base/base.h"

/* *state gets the State on the other side, NULL where it can be any (by air).
 * False: no crossing of ours. */
bool hj_schema_crossing(const char *code, const char **state);
/* Has the State a border with the DPRK over which people are sent back? */
bool hj_schema_crossing_borders(const char *state);

#endif
