/*
 * acrossteams.h: two case files of different teams become one, and somebody reads
 * what they could not read before.
 */
#ifndef HJ_CLI_ACROSSTEAMS_H
#define HJ_CLI_ACROSSTEAMS_H

#include "cli/cli.h"

struct hj_row;

/*
 * What stands in `from` will be in `to`: names on stderr who can read it then and
 * could not before, and asks; --yes is no answer.  *yes stays true when both are
 * of one team, and when `told`.  HJ_EREFUSED: nobody to ask, and not told.
 */
int acrossteams_agree(struct cli *c, const struct hj_row *to,
    const struct hj_row *from, bool told, bool *yes,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
