/*
 * referent.h: who or what a reference leads to, in words.
 *
 * "Han Sol Mi [qh2pma]", "국가안전보위부 [m4kx7t]": a person by name, an organ
 * or a place by its name at the date of which the reference speaks, anything
 * else by its title or by what it is.  Nothing masked is said.
 */
#ifndef HJ_CLI_REFERENT_H
#define HJ_CLI_REFERENT_H

#include "cli/show/tree.h"
#include "core/base/buf.h"

/* Is it hidden from this reader? */
bool referent_is_masked(const struct hj_node *node, const struct tree_how *how);

/* Append what the element with the id p[0..n) is called from `at`; the id
 * itself when there is none. */
int referent_say(const struct hj_record *r, const struct hj_node *at,
    const char *p, size_t n, const struct tree_how *how, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
