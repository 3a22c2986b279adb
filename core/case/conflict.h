/*
 * conflict.h: what two versions of one file say differently, kept in the file.
 *
 * 1. Of two values one stands in its place; each other one is an element
 *    `conflict` at the end of the file, and stays there until somebody
 *    settles it (merge.h says when one is made).
 * 2. `element` is the id of the element that the field belongs to, or of the
 *    nearest around it that has one; left out: the file itself.  `path` leads
 *    from there over elements that occur once, names joined by dots; left out:
 *    that element itself.  `attribute` names an attribute; `src` stands for
 *    src, basis and cred, which are one statement.
 * 3. `value` is what the other version says; left out: it removed the field or
 *    the element, or has none.  Attributes that tell how to read or believe a
 *    value (src, basis, cred, cal, lang ...) stand on the conflict, `known` on
 *    `value`.  Of `ext` it is the canonical text of what is inside.
 * 4. `side` is the fingerprint of the revision that said so.
 * 5. `conf` is the level of the field, so that the value is guarded like the
 *    field itself; without `conf` it is secret.  No document reads it.
 * 6. A row about an element that is no longer there is void: the next change
 *    drops it.
 *
 * A period of detention whose facility two laptops changed:
 *
 *	<conflict conf="internal" id="q4w8dz"><element>d4n9tw</element>
 *	<path>facility</path><value>cn-tumen</value><side>9f2c...</side>
 *	</conflict>
 */
#ifndef HJ_CORE_CONFLICT_H
#define HJ_CORE_CONFLICT_H

#include "core/case/record.h"

struct hj_conflict {
	struct hj_node *row;
	const char *element; /* NULL: the file itself */
	const char *path; /* NULL: that element */
	enum hj_attr_name attr; /* HJ_NATTRS: the value, or being there */
	const struct hj_node *value; /* NULL: the other version has none */
	const char *side; /* hex digits, or NULL */
};

/* The next one after `after` (NULL: the first); NULL at the end. */
struct hj_node *
hj_conflict_next(const struct hj_record *r, const struct hj_node *after);

/* What a row says, borrowed from it.  False: it makes no sense. */
bool hj_conflict_read(struct hj_node *row, struct hj_conflict *ret);

/*
 * What the row is about: *ret_node the element with the field, NULL where it
 * is absent; *ret_def its row of the schema; *ret_parent the element around
 * it, NULL for the root.  All may be NULL.  False: the row is void.
 */
bool hj_conflict_target(const struct hj_record *r, const struct hj_conflict *c,
    struct hj_node **ret_node, const struct hj_elem **ret_def,
    struct hj_node **ret_parent);

/* Are two rows about one field? */
bool hj_conflict_same(const struct hj_conflict *a, const struct hj_conflict *b);

/* How many fields are in conflict.  HJ_ENOMEM. */
int hj_conflict_count(const struct hj_record *r, size_t *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Is a field of this element, or of one inside it, in conflict? */
bool hj_conflict_within(const struct hj_record *r, const struct hj_node *node);

/* How protected what the row quotes is: its own level, that of the field, and
 * what the quoted value would make of it (a source, an informant); of a void row
 * secret.  Never trust `conf` alone: the row may come from another program. */
enum hj_conf hj_conflict_level(const struct hj_record *r, struct hj_node *row);

/* Before a file is stored: void rows go, and a level that is now below that of
 * the field is raised to it.  HJ_ENOMEM. */
int hj_conflict_sweep(struct hj_record *r, struct hj_error *err) HJ_MUST_CHECK;

#endif
