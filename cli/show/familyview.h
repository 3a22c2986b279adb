/*
 * familyview.h: the family of the people in a case file, over its links.
 */
#ifndef HJ_CLI_FAMILYVIEW_H
#define HJ_CLI_FAMILYVIEW_H

#include "cli/casefile/casefile.h"

/*
 * A tree and sentences; in JSON people and relations.  Linked case files are
 * opened as far as links of family, same person or split lead; of those that
 * are secret only the number is said, unless `reveal`: then it is in the log
 * that they were looked into.
 */
int familyview_show(struct cli *c, const struct casefile *f, bool reveal,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
