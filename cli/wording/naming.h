/*
 * naming.h: elements, codes and sources as words, for whatever shows a record.
 */
#ifndef HJ_CLI_NAMING_H
#define HJ_CLI_NAMING_H

#include "cli/wording/referent.h"

/* "person", "detention"; of a foreign element its name. */
const char *
naming_label(const struct tree_how *how, const struct hj_node *node);

/* Appended: the sources that an attribute `src` of `at` lists, ", " between.
 * One that must not be known is "source [m4kx7t]". */
int naming_sources(const struct hj_record *r, const struct hj_node *at,
    const char *src, const struct tree_how *how, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* Appended: "China (CN)", by the name of the date beside `at`; what is not in
 * the list (NULL: none) as it stands. */
int naming_code(const struct hj_node *at, const char *list, const char *code,
    size_t n, const struct tree_how *how, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
