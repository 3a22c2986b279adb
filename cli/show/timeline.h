/*
 * timeline.h: the journey of the people in a case file.
 */
#ifndef HJ_CLI_TIMELINE_H
#define HJ_CLI_TIMELINE_H

#include "cli/casefile/casefile.h"

struct timeline_how {
	const char *person; /* typed; NULL: each victim, and each group of which
			     * somebody has no name */
	bool reveal;
};

/* A table for each: bar, date in words, what happened, who says so.  In JSON a
 * list (the value of an open key). */
int timeline_show(struct cli *c, const struct casefile *f,
    const struct timeline_how *how, struct hj_error *err) HJ_MUST_CHECK;

#endif
