/*
 * dispute.h: the conflicts of a case file as people see them: a field, and
 * numbered what each side says of it.  Number 1 stands in the place.
 */
#ifndef HJ_CLI_DISPUTE_H
#define HJ_CLI_DISPUTE_H

#include "cli/casefile/casefile.h"
#include "cli/show/tree.h"
#include "core/case/conflict.h"
#include "core/merge/merge.h"

#define DISPUTE_SIDES 65

/* One field in conflict; rows are borrowed from the record. */
struct dispute {
	struct hj_conflict row[DISPUTE_SIDES]; /* of number 2 and on */
	size_t n;
};

/* A non-zero return stops and is returned. */
typedef int dispute_fn(void *to, const struct dispute *d, struct hj_error *err);

/* Each field once, in the order of the file. */
int dispute_each(const struct hj_record *r, dispute_fn *fn, void *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* What side number `which` (from 1) says, in words, appended; nothing: it has
 * no value.  *masked: it is secret, and not said. */
int dispute_say(const struct hj_record *r, const struct dispute *d,
    size_t which, const struct tree_how *how, struct hj_buf *to, bool *masked,
    struct hj_error *err) HJ_MUST_CHECK;

/* The columns and rows of a table; between emit_table() and emit_end(). */
void dispute_table(struct emit *e);
int
dispute_print(struct cli *c, const struct casefile *f, const struct dispute *d,
    const struct tree_how *how, struct hj_error *err) HJ_MUST_CHECK;

#endif
