/*
 * personarg.h: the person of a case that somebody means.
 */
#ifndef HJ_CLI_PERSONARG_H
#define HJ_CLI_PERSONARG_H

#include "core/record.h"

/*
 * By id or its beginning, or by a part of a name that only one person has;
 * typed NULL: the only victim, else the only person.  HJ_ENOTFOUND;
 * HJ_EAMBIGUOUS with the ids.
 */
int personarg_find(const struct hj_record *r, const char *typed,
    struct hj_node **ret, struct hj_error *err) HJ_MUST_CHECK;

#endif
