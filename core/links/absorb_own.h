/*
 * absorb_own.h: the inside of parting two files again, for absorb*.c only.
 */
#ifndef HJ_CORE_ABSORB_OWN_H
#define HJ_CORE_ABSORB_OWN_H

#include "core/links/absorb.h"

struct hj_parting {
	const struct hj_absorbed *stays, *other;
	const char *stays_id, *other_id;
	struct hj_record *theirs; /* other->before, with the ids of ours */
};

/* Of the file as it became one (`was`) and as it is now, leave what is of one
 * of the two: ours, or theirs. */
int
hj_parting_reduce(const struct hj_parting *p, bool ours, struct hj_record *was,
    struct hj_record *now, struct hj_error *err) HJ_MUST_CHECK;

#endif
