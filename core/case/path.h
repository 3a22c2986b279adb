/*
 * path.h: one syntax that addresses any field (record.md 3).
 *
 * `person[k7m2qx].name[1].family`: a number in brackets is a position from 1,
 * a six-character word an id, `+a` a label that makes and names a new
 * occurrence in this command.  Without brackets a step means the only one.
 * The last step may be an attribute (`person.role`).  Korean and English labels
 * of the schema are accepted as steps.  A field that has fields of its own and
 * a text takes its value in the child `text`.  Inside `ext` a step is a name as
 * it stands there, or `*` for any, and can be read and removed only.
 */
#ifndef HJ_CORE_PATH_H
#define HJ_CORE_PATH_H

#include "core/base/buf.h"
#include "core/case/record.h"

enum hj_path_op {
	HJ_PATH_SET, /* path=value */
	HJ_PATH_ADD, /* path+=value: another occurrence */
	HJ_PATH_REMOVE, /* path-= */
	HJ_PATH_KNOWN, /* path?=unknown|refused|withheld|not-asked */
};

/* A family of thirteen, described anew in one go. */
#define HJ_PATH_LABELS 256

/* Labels made in this command, and the ids they got. */
struct hj_path_labels {
	size_t n;
	struct {
		char label[32];
		char id[HJ_ELEMENT_ID_CHARS + 1];
	} made[HJ_PATH_LABELS];
};

/* Split "path+=value" at its operator; the parts are borrowed from arg.
 * HJ_EINVAL: no operator, with an example of one. */
int hj_path_split(const char *arg, const char **path, size_t *path_len,
    enum hj_path_op *op, const char **value,
    struct hj_error *err) HJ_MUST_CHECK;

/*
 * Apply one change.  Parents that are missing are made.  A value is brought to
 * NFC first (*changed says so, may be NULL); a value that is "+a" where a
 * reference is expected is the id that the label got.  `src` is a list: `=`
 * replaces it, `+=` adds to it, and it is kept in order.  A value ends that
 * something was said to be unknown; `?=` takes the text away.  Codes, dates
 * and where references lead are judged by check.h, afterwards.
 *
 * HJ_EINVAL: unknown field (suggests the nearest), bad brackets, bad value;
 * HJ_EAMBIGUOUS: several occurrences and none named (lists their paths);
 * HJ_ENOTFOUND: no such occurrence or label; HJ_EEXISTS: another of what
 * occurs only once; HJ_EREFUSED: an id or a foreign field; HJ_ELIMIT.  The
 * record and the labels are unchanged after an error.
 */
int hj_path_apply(struct hj_record *r, const char *path, size_t path_len,
    enum hj_path_op op, const char *value, size_t value_len,
    struct hj_path_labels *labels, bool *changed,
    struct hj_error *err) HJ_MUST_CHECK;

/* The field that a path would set: its row in the schema, its attribute or
 * HJ_NATTRS, and the element if it is there (else NULL).  Nothing is changed.
 * Errors of hj_path_apply(). */
struct hj_path_field {
	const struct hj_elem *def; /* NULL: of another program */
	const struct hj_elem *parent; /* the row above; NULL: a root */
	enum hj_attr_name attr;
	const struct hj_node *node;
};
int hj_path_field(const struct hj_record *r, const char *path, size_t path_len,
    enum hj_path_op op, const struct hj_path_labels *labels,
    struct hj_path_field *ret, struct hj_error *err) HJ_MUST_CHECK;

/* Find what a path names: a node, and an attribute of it or HJ_NATTRS.  Errors
 * as above; HJ_ENOTFOUND also for an attribute that is not there.  The name of
 * the root alone is the root. */
int
hj_path_find(const struct hj_record *r, const char *path, struct hj_node **ret,
    enum hj_attr_name *attr, struct hj_error *err) HJ_MUST_CHECK;

/* How far a path leads into what is there. */
struct hj_path_reach {
	struct hj_node *node; /* the deepest element that is there */
	enum hj_attr_name attr; /* named at its end, or HJ_NATTRS */
	/* Of the element that the path names, be it there or not; NULL: a
	 * field of another program. */
	const struct hj_elem *def;
	size_t missing; /* elements that are not there yet */
};

/* Codes of hj_path_apply(); a label that nothing has yet is a new element.
 * labels may be NULL: then there may be none. */
int hj_path_reach(const struct hj_record *r, const char *path, size_t n,
    const struct hj_path_labels *labels, struct hj_path_reach *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* The path of a node (attr: HJ_NATTRS for none), appended: ids in brackets,
 * brackets left out where only one occurrence is. */
int hj_path_of(const struct hj_node *node, enum hj_attr_name attr,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* The same in words for a person: "person / name / family name". */
int hj_path_label(const struct hj_node *node, enum hj_attr_name attr,
    bool korean, struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
