/*
 * spare.h: may something be held in memory that somebody else chose the size of?
 *
 * What came is never on disk, so it is in memory; where there is too little of
 * that the kernel would end this program or another one of the person's in the
 * middle of their work.
 */
#ifndef HJ_CLI_SPARE_H
#define HJ_CLI_SPARE_H

#include "core/base/error.h"

/* n bytes more behind `before`, seldom asked.  HJ_ELIMIT: less is free than the
 * next piece of it and what hanji needs besides. */
int spare_grow(uint64_t before, size_t n, struct hj_error *err) HJ_MUST_CHECK;
/* The same of a file in the form of /proc/meminfo; one that says nothing refuses
 * nothing. */
int spare_grow_on(const char *meminfo, uint64_t before, size_t n,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
