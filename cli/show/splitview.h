/*
 * splitview.h: what becomes of each element of a case file that is split.
 */
#ifndef HJ_CLI_SPLITVIEW_H
#define HJ_CLI_SPLITVIEW_H

#include "cli/cli.h"
#include "core/links/split.h"

struct splitview;

int splitview_new(struct cli *c, struct splitview **ret,
    struct hj_error *err) HJ_MUST_CHECK;
void splitview_free(struct splitview *v);

/* To is a struct splitview: remembers the element in words. */
hj_split_fn splitview_note;

/* On stderr, a line for each that does not simply stay. */
void splitview_say(const struct splitview *v);
/* As a list, the value of an open key. */
void splitview_emit(const struct splitview *v);

#endif
