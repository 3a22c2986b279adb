/*
 * record.h: a case file in memory: a tree of elements as schema.h describes.
 *
 * A record owns one arena that is wiped when it is freed; nodes, attributes
 * and text live in it and are borrowed by everybody else.  Changing a text
 * leaves the old one in the arena until then.  Text is unescaped, valid UTF-8
 * in NFC, NUL-ended.  Inside `ext` elements have no schema row (def is NULL)
 * and `name` keeps the prefix.
 */
#ifndef HJ_CORE_RECORD_H
#define HJ_CORE_RECORD_H

#include "core/base/error.h"
#include "core/base/id.h"
#include "core/case/schema.h"

struct hj_record;

struct hj_attr {
	struct hj_attr *next; /* in canonical order */
	const char *name; /* of a foreign element: with prefix, or "xmlns:p" */
	const char *value;
	size_t len;
};

struct hj_node {
	const struct hj_elem *def; /* NULL inside ext and for `withheld` */
	const char *name;
	const char *text; /* NULL: none */
	size_t text_len;
	struct hj_attr *attrs;
	struct hj_node *parent, *first, *last, *prev, *next;
};

/* An empty file: "case", "petition" or "tombstone" with a new id.  HJ_EINVAL:
 * no such root; HJ_ENOMEM. */
int hj_record_new(const char *root, struct hj_record **ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* No root yet: for the codec. */
int hj_record_blank(struct hj_record **ret, struct hj_error *err) HJ_MUST_CHECK;
int hj_record_copy(const struct hj_record *r, struct hj_record **ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_record_free(struct hj_record *r);

struct hj_node *hj_record_root(const struct hj_record *r);
/* The id of the file, from the root.  HJ_EINVAL: none, or not an id. */
int hj_record_id(const struct hj_record *r, struct hj_id *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* The element with this id anywhere in the file, or NULL. */
struct hj_node *hj_record_find(const struct hj_record *r, const char *id);

/* Add a child in outline order, after its equals; a repeatable one gets a
 * fresh id.  parent NULL: the root.  HJ_ENOMEM. */
int hj_record_add(struct hj_record *r, struct hj_node *parent,
    const struct hj_elem *def, struct hj_node **ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* Append exactly where it stands, without an id: for the codec. */
int hj_record_append(struct hj_record *r, struct hj_node *parent,
    const struct hj_elem *def, const char *name, size_t n, struct hj_node **ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* Append a copy of an element of another file with all that is in it, ids
 * included. */
int hj_record_graft(struct hj_record *r, struct hj_node *parent,
    const struct hj_node *from, struct hj_error *err) HJ_MUST_CHECK;
int hj_record_set_text(struct hj_record *r, struct hj_node *node, const char *p,
    size_t n, struct hj_error *err) HJ_MUST_CHECK;
int
hj_record_set_attr(struct hj_record *r, struct hj_node *node, const char *name,
    const char *p, size_t n, struct hj_error *err) HJ_MUST_CHECK;
void hj_record_drop_attr(struct hj_node *node, const char *name);
void hj_record_remove(struct hj_node *node); /* unlinks; the arena keeps it */

/* Reading. */
const char *hj_node_attr(const struct hj_node *node, const char *name);
struct hj_node *hj_node_child(const struct hj_node *node, const char *name);
struct hj_node *hj_node_same(const struct hj_node *node); /* next of a name */
/* How many children have that name. */
size_t hj_node_count(const struct hj_node *node, const char *name);
/* The text of the child of that name, or NULL. */
const char *hj_node_value(const struct hj_node *node, const char *child);
/* max(own, parents), defaults of the schema included (record.md rule 10). */
enum hj_conf hj_node_conf(const struct hj_node *node);
/* Depth first, document order; NULL after the last node below `top`. */
struct hj_node *
hj_node_next(const struct hj_node *node, const struct hj_node *top);

#endif
