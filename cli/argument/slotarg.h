/*
 * slotarg.h: the unnamed members of a case that somebody means.
 */
#ifndef HJ_CLI_SLOTARG_H
#define HJ_CLI_SLOTARG_H

#include "cli/cli.h"
#include "core/case/record.h"

/*
 * By id or its beginning: an unnamed member, or a group that was counted
 * without any.  HJ_ENOTFOUND; HJ_EAMBIGUOUS with the ids.
 */
int slotarg_find(const struct hj_record *r, const char *typed,
    struct hj_node **ret, struct hj_error *err) HJ_MUST_CHECK;

/* Lists those that have somebody left, numbered, on stderr, and asks; the only
 * one is not asked for.  HJ_ENOTFOUND: there is none; HJ_EINTERRUPTED. */
int slotarg_ask(struct cli *c, const struct hj_record *r, struct hj_node **ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* "13 unnamed members, 2 identified, female, child" or the label of a group;
 * appended. */
int slotarg_say(const struct hj_node *slot, bool korean, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
