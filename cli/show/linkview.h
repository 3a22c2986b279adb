/*
 * linkview.h: what a case file is linked to, as both sides show it.
 */
#ifndef HJ_CLI_LINKVIEW_H
#define HJ_CLI_LINKVIEW_H

#include "cli/casefile/casefile.h"

/*
 * As lines for people, nothing when there are none; in JSON a list (the value
 * of an open key).  Of a linked file that is secret only the id is shown,
 * unless `reveal`; that it was looked into is then in the log.
 */
int linkview_show(struct cli *c, const struct casefile *f, bool reveal,
    struct hj_error *err) HJ_MUST_CHECK;

/* A case file that a link leads to.  HJ_ENOTFOUND: not in this vault. */
int linkview_load(struct cli *c, const char *id, struct casefile *ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
