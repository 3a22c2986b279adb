/*
 * petitionstep.h: a petition takes its next step (core/mechanism/course.h), and what
 * follows from it (core/mechanism/deadline.h).
 */
#ifndef HJ_CLI_PETITIONSTEP_H
#define HJ_CLI_PETITIONSTEP_H

#include "cli/casefile/casefile.h"

/* As people type it; NULL: it was not given. */
struct petitionstep {
	const char *to; /* code of the list `pet-status` */
	const char *date; /* today, without it */
	const char *ref; /* under which the mechanism keeps it */
	const char *until; /* what comes next is to come by then */
};

/* Find and read a petition, of whatever mechanism.  HJ_EINVAL: it is a case
 * file. */
int petitionstep_open(struct cli *c, const char *name, struct casefile *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* May this step come now?  HJ_EINVAL: not; says which may.  HJ_ENOTFOUND: no
 * code of the list, with the nearest. */
int petitionstep_check(const struct casefile *f, const char *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* Put it into the record: step, status, reference, deadlines; nothing is
 * stored yet.  Errors of the check; HJ_EINVAL: not a date. */
int petitionstep_take(struct casefile *f, const struct petitionstep *s,
    struct hj_error *err) HJ_MUST_CHECK;

/* The day of it as EDTF, appended: today where nothing was typed. */
int petitionstep_day(const char *typed, const char *option, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* Say on stderr what is waited for now, with the rules it follows from. */
int petitionstep_say(struct cli *c, const struct hj_record *r,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
