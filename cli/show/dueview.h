/*
 * dueview.h: one thing that is due, as a person reads it.
 *
 * Only here a file is opened, for the text and the owner of what is shown; a
 * secret file stays closed and says that it is there, no more.
 */
#ifndef HJ_CLI_DUEVIEW_H
#define HJ_CLI_DUEVIEW_H

#include "cli/screen/emit.h"
#include "cli/show/duelist.h"

extern const struct emit_column dueview_columns[];
extern const size_t dueview_ncolumns;

/* A row of a table with those columns.  owner: only what is that member's
 * (*shown says whether it was), NULL: of everybody. */
int dueview_row(struct cli *c, const struct duelist_entry *e, int32_t today,
    const char *owner, bool *shown, struct hj_error *err) HJ_MUST_CHECK;

/* Append "3 November 2026", or both ends of an uncertain day: "1 February 2026
 * at the earliest, 28 February 2026 at the latest". */
int dueview_when(const struct hj_due *d, bool korean, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
