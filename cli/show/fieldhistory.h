/*
 * fieldhistory.h: what the revisions of a case file said of one field.
 *
 * Each revision is compared with those it was made from.  One that joined two
 * laptops' changes is compared with both, so that what came from the other side
 * is seen; a conflict about the field is a row when it came, and another when it
 * was settled.
 */
#ifndef HJ_CLI_FIELDHISTORY_H
#define HJ_CLI_FIELDHISTORY_H

#include "cli/casefile/casefile.h"

/* The table of all changes of what the path means (pathset.h) in the file, of
 * which the newest revision is loaded.  Errors of hj_pathset_read();
 * HJ_ENOTFOUND also: no revision ever said anything there. */
int fieldhistory_show(struct cli *c, const struct casefile *f, const char *path,
    bool reveal, struct hj_error *err) HJ_MUST_CHECK;

#endif
