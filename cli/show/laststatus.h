/*
 * laststatus.h: what became of the people of a case file, as far as it is
 * known, and why (core/sense/status.h).
 */
#ifndef HJ_CLI_LASTSTATUS_H
#define HJ_CLI_LASTSTATUS_H

#include "cli/show/tree.h"

/* A line for each person and group of whom something is told; where it is
 * disputed, the accounts below it. */
int laststatus_print(struct cli *c, const struct hj_record *r,
    const struct tree_how *how, struct hj_error *err) HJ_MUST_CHECK;

/* The value of an open key: a list of the same. */
int laststatus_json(struct cli *c, const struct hj_record *r,
    const struct tree_how *how, struct hj_error *err) HJ_MUST_CHECK;

#endif
