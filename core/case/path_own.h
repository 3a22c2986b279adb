/*
 * path_own.h: the inside of field paths, for path_*.c only.
 */
#ifndef HJ_CORE_PATH_OWN_H
#define HJ_CORE_PATH_OWN_H

#include "core/base/limits.h"
#include "core/case/path.h"

/* One step: `name`, `name[2]`, `name[k7m2qx]`, `name[+a]`. */
enum hj_step_by { HJ_BY_NONE, HJ_BY_POSITION, HJ_BY_ID, HJ_BY_LABEL };

struct hj_step {
	const char *name;
	size_t len;
	enum hj_step_by by;
	size_t position; /* from 1 */
	char word[32]; /* the id, or the label without its plus sign */
};

/* Reads one step at p, moves *p behind it and its full stop.  HJ_EINVAL. */
int hj_step_read(const char **p, const char *end, struct hj_step *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* The row a step names: by its name, else by its Korean or English label. */
const struct hj_elem *
hj_step_row(const struct hj_elem *def, const struct hj_step *step);
/* The same of an attribute; HJ_NATTRS: none. */
enum hj_attr_name
hj_step_attr(const struct hj_elem *def, const struct hj_step *step);

/* Where a path leads: an element that is there, then elements that are not
 * there yet, then perhaps an attribute of the last. */
struct hj_target {
	struct hj_node *node;
	const struct hj_elem *def; /* of the last element, or NULL: foreign */
	size_t nmissing;
	struct {
		const struct hj_elem *def;
		char label[32]; /* or "" */
	} missing[HJ_CASE_DEPTH];
	enum hj_attr_name attr;
};

/*
 * labels may be NULL: then none is allowed.  another: the last element is a
 * new occurrence even where some are.  HJ_EINVAL, HJ_EAMBIGUOUS, HJ_ENOTFOUND
 * as in path.h; HJ_EEXISTS: another of what occurs only once.
 */
int hj_target_find(const struct hj_record *r, const char *path, size_t n,
    const struct hj_path_labels *labels, bool another, struct hj_target *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* Go on to a child of that row: the one there is, or a missing one. */
int hj_target_enter(struct hj_target *t, const struct hj_elem *row,
    struct hj_error *err) HJ_MUST_CHECK;

/* The id that a label got, or NULL. */
const char *
hj_label_id(const struct hj_path_labels *labels, const char *p, size_t n);

/* The value as it will be stored: in NFC, checked, labels replaced by ids,
 * a list of ids sorted together with `old` (may be NULL). */
int
hj_path_value(const struct hj_target *t, const struct hj_path_labels *labels,
    const char *old, const char *p, size_t n, struct hj_buf *to, bool *changed,
    struct hj_error *err) HJ_MUST_CHECK;

/* Fail with the fields that were perhaps meant. */
int hj_path_unknown(const struct hj_elem *def, const struct hj_step *step,
    struct hj_error *err);
/* Fail with the paths of all children of that row. */
int hj_path_ambiguous(const struct hj_node *parent, const struct hj_elem *row,
    struct hj_error *err);

#endif
