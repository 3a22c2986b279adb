/* petitionview.h: where a petition stands, as 'petition status' shows it. */
#ifndef HJ_CLI_PETITIONVIEW_H
#define HJ_CLI_PETITIONVIEW_H

#include "cli/casefile/casefile.h"

/* Its steps, what is waited for and why, and what may come next. */
int petitionview_show(struct cli *c, const struct casefile *f,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
