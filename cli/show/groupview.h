/*
 * groupview.h: how many people a group is, and who of them is known.
 */
#ifndef HJ_CLI_GROUPVIEW_H
#define HJ_CLI_GROUPVIEW_H

#include "cli/cli.h"
#include "core/sense/group.h"

/* Of each group of the file: as lines for people, nothing where there is none;
 * in JSON a list (the value of an open key). */
int groupview_show(struct cli *c, const struct hj_record *r, bool reveal,
    struct hj_error *err) HJ_MUST_CHECK;

/* "13", "13 to 15", "at least 13", "up to 13", in the language of the person;
 * appended. */
int groupview_range(const struct hj_range *n, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
