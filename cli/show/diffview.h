/*
 * diffview.h: what changed between two states of a file, field by field.
 *
 * Unlike hj_diff_records() it says of an element that came or went also what
 * is in it: a row a field.
 */
#ifndef HJ_CLI_DIFFVIEW_H
#define HJ_CLI_DIFFVIEW_H

#include "cli/screen/emit.h"
#include "core/case/diff.h"

struct diffview_how {
	bool korean;
	bool reveal; /* secret values too */
	bool mask; /* all values, as if they were secret */
	/* For a last look rather than for the next command: labels instead of
	 * paths, codes in words, of long texts what differs. */
	bool words;
	/* What to say of an element that was erased (erased.h); or NULL. */
	const char *erased;
};

/* A row each; what comes with an element that was added is "added" too. */
int diffview_walk(const struct hj_record *before, const struct hj_record *after,
    hj_diff_fn *fn, void *to, struct hj_error *err) HJ_MUST_CHECK;

/* The keys and values of a row, in a map that the caller opens and ends. */
int diffview_fields(struct emit *e, const struct diffview_how *how,
    const struct hj_difference *d, struct hj_error *err) HJ_MUST_CHECK;

/* A whole table; *rows (may be NULL) says how many. */
int diffview_table(struct emit *e, const struct diffview_how *how,
    const struct hj_record *before, const struct hj_record *after, size_t *rows,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
