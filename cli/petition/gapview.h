/*
 * gapview.h: what a petition lacks by its rules, as a person reads it, and
 * whether it may leave so.
 */
#ifndef HJ_CLI_GAPVIEW_H
#define HJ_CLI_GAPVIEW_H

#include "cli/petition/petition.h"

/* Each gap, what blocks first: for people lines with the command that fills the
 * field and the question to ask; in JSON the keys `blocks` and `gaps` of the
 * open map.  *blocks is how many rules it does not meet that block. */
int gapview_show(struct cli *c, const struct petition *p, size_t *blocks,
    struct hj_error *err) HJ_MUST_CHECK;

/*
 * Before a document of it is written: HJ_EREFUSED when something blocks.  With
 * `force` and a reason what can be forced is passed over, and a line "forced
 * W08 W16" is appended to `log` for the ledger; what protects people never is.
 * CLI_USAGE: force without a reason.
 */
int gapview_gate(struct cli *c, const struct petition *p, bool force,
    struct hj_buf *log, struct hj_error *err) HJ_MUST_CHECK;

#endif
