/* forkview.h: two histories of one log, shown with what proves it. */
#ifndef HJ_CLI_FORKVIEW_H
#define HJ_CLI_FORKVIEW_H

#include "cli/cli.h"
#include "core/base/buf.h"

/*
 * Is this checkpoint of another history than ours?  Then both signed states are
 * shown on standard error, and the proof goes into the new file `path` (NULL:
 * it is not kept).
 */
int forkview_show(struct cli *c, const struct hj_buf *note, const char *path,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
