/*
 * accounts.h: what different accounts say of one thing, in words and JSON.
 */
#ifndef HJ_CLI_ACCOUNTS_H
#define HJ_CLI_ACCOUNTS_H

#include "cli/cli.h"
#include "cli/show/siblings.h"
#include "core/sense/origin.h"

/* Appended to the line of an element: on how many independent origins it
 * rests, where it names more than one source or is one of several accounts. */
int accounts_say_after(const struct hj_origins *o, const struct sibling *s,
    struct hj_buf *line, struct hj_error *err) HJ_MUST_CHECK;

/* Appended: "two accounts contradict each other". */
int accounts_say_heading(const struct sibling *s, struct hj_buf *line,
    struct hj_error *err) HJ_MUST_CHECK;

/* "2 independent origins", "origin not known". */
int accounts_say_origins(const struct hj_origin_count *n, struct hj_buf *line,
    struct hj_error *err) HJ_MUST_CHECK;

/* The value of an open key: a list of all groups, by path; no values. */
int accounts_json(struct cli *c, const struct hj_record *r,
    struct hj_error *err) HJ_MUST_CHECK;
/* The keys of one account in an open map: sources, basis, origins. */
int accounts_json_basis(struct emit *e, const struct hj_origins *o,
    const struct hj_node *told, struct hj_error *err) HJ_MUST_CHECK;

#endif
