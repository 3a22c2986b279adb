/* otherpetitions.h: who of a petition is in another one that still runs. */
#ifndef HJ_CLI_OTHERPETITIONS_H
#define HJ_CLI_OTHERPETITIONS_H

#include "cli/petition/petition.h"

/* A flag for each victim of p; free it. */
int otherpetitions_find(struct cli *c, const struct petition *p, bool **ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
