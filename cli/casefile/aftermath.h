/*
 * aftermath.h: what goes when a record is erased, and what stays elsewhere.
 */
#ifndef HJ_CLI_AFTERMATH_H
#define HJ_CLI_AFTERMATH_H

#include "cli/casefile/casefile.h"

/* Say it as the data of the command: counts of what is deleted, other records
 * that name it (their ids alone), what left the office, and which backups hold
 * it. */
int aftermath_show(struct cli *c, const struct casefile *f,
    struct hj_error *err) HJ_MUST_CHECK;

/* The second half of it, in a map that is open.  element: of this one of the file
 * alone, by its id; person: the same if it is one.  NULL: of the file. */
int
aftermath_stays(struct cli *c, const struct casefile *f, const char *element,
    const char *person, struct hj_error *err) HJ_MUST_CHECK;

/* Finish an erasure that was interrupted, of a vault that was opened for
 * writing; say that there is one where it was opened for reading. */
int aftermath_finish(struct cli *c, struct hj_vault *v, bool write,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
