/*
 * revertview.h: what is not put back with an earlier revision, and what is
 * worth a second look.
 */
#ifndef HJ_CLI_REVERTVIEW_H
#define HJ_CLI_REVERTVIEW_H

#include "cli/cli.h"
#include "cli/show/diffview.h"
#include "core/base/limits.h"
#include "core/links/revert.h"

struct revertview {
	struct cli *c;
	struct hj_buf notes; /* why, and a path, each ended by a NUL */
};

#define REVERTVIEW(cli)                                                        \
	((struct revertview){ .c = (cli), .notes = HJ_BUF(HJ_RECORD_MAX) })
void revertview_clear(struct revertview *v);

/* The shape of hj_revert_fn; `to` is a struct revertview. */
int revertview_note(void *to, enum hj_revert_why why,
    const struct hj_node *node, struct hj_error *err) HJ_MUST_CHECK;

/* For people, on stderr: what was noted, and what will be less protected than
 * it is. */
int revertview_say(const struct revertview *v, const struct hj_record *now,
    const struct hj_record *next, struct hj_error *err) HJ_MUST_CHECK;
/* In JSON a list of maps (the value of an open key). */
void revertview_emit(const struct revertview *v, struct emit *e);

#endif
