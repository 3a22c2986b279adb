/*
 * diff.h: what changed between two states of one file.
 *
 * An element with an id is the same element where id and name are equal and
 * the parents are the same; one without is matched by its name, foreign ones
 * by their order.  An element that came or went is one difference, whatever it
 * holds.  Of repeats whose order changed, as few as possible are called moved.
 * Time grows with the size of the files (n log n where order changed).
 */
#ifndef HJ_CORE_DIFF_H
#define HJ_CORE_DIFF_H

#include "core/base/buf.h"
#include "core/case/record.h"

enum hj_diff_kind {
	HJ_DIFF_ADDED,
	HJ_DIFF_REMOVED,
	HJ_DIFF_TEXT,
	HJ_DIFF_ATTR, /* set, changed or dropped */
	HJ_DIFF_MOVED,
};

struct hj_difference {
	enum hj_diff_kind kind;
	/* NULL: before of what was added, after of what was removed. */
	const struct hj_node *before, *after;
	const char *attr; /* of HJ_DIFF_ATTR, else NULL */
	/* Of the element, or of the nearest around it that has one; NULL: the
	 * difference is in the file itself. */
	const char *id;
};

/* Everything is borrowed until the function returns.  A non-zero return stops
 * and is returned. */
typedef int
hj_diff_fn(void *to, const struct hj_difference *d, struct hj_error *err);

/* In the order of `after`.  HJ_ENOMEM, or what fn returned. */
int
hj_diff_records(const struct hj_record *before, const struct hj_record *after,
    hj_diff_fn *fn, void *to, struct hj_error *err) HJ_MUST_CHECK;

/* How many there are. */
int hj_diff_count(const struct hj_record *before, const struct hj_record *after,
    size_t *ret, struct hj_error *err) HJ_MUST_CHECK;

/* The field path of a difference, appended: in `after`, and in `before` of
 * what was removed. */
int hj_diff_path(const struct hj_difference *d, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
