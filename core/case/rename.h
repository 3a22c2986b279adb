/*
 * rename.h: an element of a file gets another id, and what refers to it goes
 * along: references, `src`, links that name it, conflicts about it.
 */
#ifndef HJ_CORE_RENAME_H
#define HJ_CORE_RENAME_H

#include "core/case/record.h"

/* Of an id that no element has, only the references change.  HJ_EEXISTS: the
 * new id is taken, nothing was changed; HJ_ENOMEM: half of it may be. */
int hj_rename(struct hj_record *r, const char *from, const char *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
