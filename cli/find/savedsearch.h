/* savedsearch.h: the questions that a vault keeps under a name. */
#ifndef HJ_CLI_SAVEDSEARCH_H
#define HJ_CLI_SAVEDSEARCH_H

#include "cli/cli.h"

/* Append the question of that name.  HJ_ENOTFOUND. */
int savedsearch_load(struct cli *c, const char *name, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* Keep it, in the place of one of the same name.  The vault may have been
 * opened for reading; it is opened again for this, without asking. */
int savedsearch_save(struct cli *c, const char *name, const char *question,
    struct hj_error *err) HJ_MUST_CHECK;

/* HJ_ENOTFOUND.  dry_run: only whether it is there. */
int savedsearch_drop(struct cli *c, const char *name, bool dry_run,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
