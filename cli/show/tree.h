/*
 * tree.h: a record on the screen: as an indented tree, or as field paths.
 *
 * What is secret (record.md rule 10) shows as masked unless `reveal`.
 */
#ifndef HJ_CLI_TREE_H
#define HJ_CLI_TREE_H

#include "cli/cli.h"
#include "core/case/record.h"

struct tree_how {
	bool reveal;
	bool korean;
	/* What to say where an element was erased (erased.h); NULL or "": it
	 * shows as what it is, withheld. */
	const char *erased;
};

/* Labels, values, codes in words; JSON gets fields instead. */
int tree_print(struct cli *c, const struct hj_record *r,
    const struct tree_how *how, struct hj_error *err) HJ_MUST_CHECK;

/* A table of path, value and label; in JSON a list (the value of an open
 * key). */
int tree_fields(struct cli *c, const struct hj_record *r,
    const struct tree_how *how, struct hj_error *err) HJ_MUST_CHECK;

#endif
