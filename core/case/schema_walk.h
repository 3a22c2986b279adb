/*
 * schema_walk.h: the schema table read aloud: one element after the other, and
 * the words for what it says of each.
 *
 * The manual of the format, the completions, the list of fields and the tests
 * over all of them are made from this walk.
 */
#ifndef HJ_CORE_SCHEMA_WALK_H
#define HJ_CORE_SCHEMA_WALK_H

#include "core/base/error.h"
#include "core/case/schema.h"

struct hj_schema_at {
	const char *path; /* "person.name.family"; of a root "" */
	unsigned depth; /* of a root 0 */
	const struct hj_elem *elem, *parent; /* parent of a root: NULL */
};

/* A non-zero return stops and is returned. */
typedef int
hj_schema_fn(void *to, const struct hj_schema_at *at, struct hj_error *err);

/* The root and all below it, depth first, in the order of the outline: the
 * path is that of record.md 3, without brackets.  HJ_ELIMIT: the table is
 * deeper than a path may be (a fault of ours); else what fn returned. */
int hj_schema_walk(const struct hj_elem *root, hj_schema_fn *fn, void *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* For programs and the manual: "date", "code" ...; NULL for what holds child
 * elements only. */
const char *hj_schema_value_word(enum hj_value v);
const char *hj_schema_card_word(enum hj_card c); /* "1" "0..1" "1.." "0.." */
const char *hj_schema_class_word(enum hj_class c); /* "direct" ... */
const char *hj_schema_conf_word(enum hj_conf l); /* a code of conf-level */

#endif
