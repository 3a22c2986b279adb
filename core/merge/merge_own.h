/*
 * merge_own.h: the inside of a merge, for merge*.c only.
 *
 * Align: the versions side by side are one tree of slots, an element each.
 * Fold: of each facet of a slot (rule 2 of merge.h), which values are alive
 * after all that the sides said.  Revive: what must stay.  Emit.
 *
 * A value is alive as a set of dots: bit i says that side i put it there.  A
 * side that no longer says a value takes away the dots it could see, no
 * others (an observed-remove set; Shapiro et al., "A comprehensive study of
 * convergent and commutative replicated data types", 2011).
 */
#ifndef HJ_CORE_MERGE_OWN_H
#define HJ_CORE_MERGE_OWN_H

#include "core/base/arena.h"
#include "core/base/idmap.h"
#include "core/case/conflict.h"
#include "core/merge/merge.h"

/* Values of one field side by side: nobody settles more. */
#define HJ_MERGE_VALUES 64

/* Of a slot: whether it is there, and what a leaf says. */
#define HJ_FACET_ITSELF HJ_NATTRS

struct hj_val {
	bool none;
	bool placed; /* not from a row */
	const char *text; /* NULL: no text */
	size_t len;
	const char *attr[HJ_NATTRS]; /* those that belong to the facet */
	const struct hj_node *from; /* the element that says it, or NULL */
	enum hj_conf level;
	const char *side; /* who says so, or NULL */
};

/* What came out for a facet.  The first stands in its place. */
struct hj_choice {
	struct hj_choice *next;
	enum hj_attr_name facet;
	struct hj_val *val;
	size_t n;
};

struct hj_slot {
	const struct hj_elem *def;
	const char *id; /* NULL: it occurs once */
	const char *key_element, *key_path; /* as a row says it (if any does) */
	struct hj_slot *parent, *first, *next;
	const struct hj_node **node; /* of each side, NULL: absent */
	size_t place; /* among its equals; SIZE_MAX: by id */
	uint64_t here; /* the sides that have it */
	uint64_t holds; /* groups: not said to be unknown there */
	uint64_t touched; /* the sides that changed something in it */
	bool stays;
	bool unknown; /* a group without content, `known` in its place */
	bool preferred;
	const struct hj_node *like; /* all facets as there; else choices */
	struct hj_choice *choices;
	struct hj_node *out;
};

struct hj_merge_rows {
	struct hj_conflict *row; /* by element, path and attribute */
	size_t n;
};

struct hj_merging {
	const struct hj_merge_side *side;
	size_t n;
	uint64_t before[HJ_MERGE_SIDES]; /* the side and all before it */
	uint64_t heads, roots;
	size_t order[HJ_MERGE_SIDES]; /* roots first */
	struct hj_arena arena;
	struct hj_merge_rows rows[HJ_MERGE_SIDES];
	bool any_row;
	bool collided; /* an id stands for two slots */
	struct hj_slot *top;
	struct hj_idmap slots; /* by id */
	struct hj_record *out;
	struct hj_error *err;
};

#define HJ_BIT(i) (UINT64_C(1) << (i))

/* ---- align ---- */

/* The children of a slot, in the order of the result. */
int hj_merge_align(struct hj_merging *m, struct hj_slot *s) HJ_MUST_CHECK;
int hj_slot_new(struct hj_merging *m, struct hj_slot *parent,
    const struct hj_elem *def, const char *id,
    struct hj_slot **ret) HJ_MUST_CHECK;

/* ---- values ---- */

int hj_merge_rows_read(struct hj_merging *m, size_t side) HJ_MUST_CHECK;
void hj_merge_rows_clear(struct hj_merging *m);
/* What side i says in its place. */
int hj_val_place(struct hj_merging *m, const struct hj_slot *s,
    enum hj_attr_name facet, size_t i, struct hj_val *ret) HJ_MUST_CHECK;
/* The rows of side i about that facet: the first, and how many. */
const struct hj_conflict *hj_val_rows(const struct hj_merging *m,
    const struct hj_slot *s, enum hj_attr_name facet, size_t i, size_t *n);
/* All of side i about the element that the slot is in. */
const struct hj_conflict *hj_slot_rows(const struct hj_merging *m,
    const struct hj_slot *s, size_t i, size_t *n);
bool hj_slot_has_rows(const struct hj_merging *m, const struct hj_slot *s);
void hj_val_row(const struct hj_slot *s, const struct hj_conflict *c,
    struct hj_val *ret);
bool hj_val_equal(const struct hj_val *a, const struct hj_val *b);
/* Order among values of one facet, the one for its place first. */
int hj_val_order(const struct hj_slot *s, enum hj_attr_name facet,
    const struct hj_val *a, const struct hj_val *b);
/* Where the slot is, as a row says it: both may become NULL. */
int hj_slot_key(struct hj_merging *m, struct hj_slot *s) HJ_MUST_CHECK;

/* ---- fold ---- */

/* A set of values while it is folded. */
struct hj_facet {
	struct hj_val *val;
	uint64_t *said; /* n: the sides that say it */
	uint64_t *dots; /* n x sides: alive at that side */
	const char **who; /* n x sides */
	size_t n, room;
	size_t place[HJ_MERGE_SIDES]; /* from 1: what stands there; 0: nothing */
	uint64_t speaks; /* sides that say anything, be it nothing */
};

int hj_facet_say(struct hj_merging *m, struct hj_facet *f, size_t i,
    const struct hj_val *v) HJ_MUST_CHECK;
/* Dots alive at each side; returns the sides that changed something.
 * renewed: sides that say anew what they say, because something in it
 * changed. */
uint64_t
hj_facet_fold(const struct hj_merging *m, struct hj_facet *f, uint64_t renewed);
/* What is alive at the end, the best first, into the slot's choices. */
int hj_facet_choose(struct hj_merging *m, struct hj_facet *f, struct hj_slot *s,
    enum hj_attr_name facet) HJ_MUST_CHECK;

/* The whole tree below a slot. */
int hj_merge_settle(struct hj_merging *m, struct hj_slot *s) HJ_MUST_CHECK;
/* Which of its children is preferred, before they are settled. */
int hj_merge_prefer(struct hj_merging *m, struct hj_slot *s) HJ_MUST_CHECK;

/* ---- what must stay ---- */

int hj_merge_guard(struct hj_merging *m, struct hj_slot *s) HJ_MUST_CHECK;
int hj_merge_references(struct hj_merging *m) HJ_MUST_CHECK;
bool hj_slot_is_live(const struct hj_slot *s);
struct hj_choice *
hj_slot_choice(const struct hj_slot *s, enum hj_attr_name facet);

/* ---- out ---- */

int hj_merge_emit(struct hj_merging *m) HJ_MUST_CHECK;
int hj_merge_emit_rows(struct hj_merging *m) HJ_MUST_CHECK;

/* Sides of which some records are our own copies. */
struct hj_merge_sides {
	struct hj_merge_side side[HJ_MERGE_SIDES];
	struct hj_record *own[HJ_MERGE_SIDES]; /* NULL: the caller's */
	size_t n;
};

/* Where two slots that stay have one id (rule 8), give another to one of them
 * in the copies.  *changed: merge again. */
int hj_merge_tell_apart(struct hj_merging *m, struct hj_merge_sides *sides,
    bool *changed) HJ_MUST_CHECK;

/* ---- ext ---- */

/* What is inside an `ext`, as canonical text; and back, below an `ext` of
 * `out`.  HJ_EINVAL: such a text is not what is inside one. */
int hj_ext_text(struct hj_merging *m, const struct hj_node *ext,
    const char **ret, size_t *n) HJ_MUST_CHECK;
int hj_ext_fill(struct hj_record *out, struct hj_node *ext, const char *text,
    size_t n, struct hj_error *err) HJ_MUST_CHECK;

#endif
