/*
 * familytree_own.h: the inside of the tree, for familytree*.c only.
 */
#ifndef HJ_CLI_FAMILYTREE_OWN_H
#define HJ_CLI_FAMILYTREE_OWN_H

#include "cli/show/familytree.h"

/* One line: generation (0: none), what is drawn, what stands beside it. */
struct familytree_lines {
	struct hj_buf text; /* drawn and beside, each NUL-ended */
	int *generation;
	size_t n, room;
};

/* Begin a line with what is drawn before the name; then put the name into
 * text, call _beside(), put what stands beside, and _end(). */
int familytree_begin(struct familytree_lines *l, int generation,
    const char *prefix, struct hj_error *err) HJ_MUST_CHECK;
int familytree_beside(struct familytree_lines *l,
    struct hj_error *err) HJ_MUST_CHECK;
int
familytree_end(struct familytree_lines *l, struct hj_error *err) HJ_MUST_CHECK;

/* All of them, what stands beside in one column. */
int familytree_align(const struct familytree_lines *l, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
void familytree_clear(struct familytree_lines *l);

/* The name of a relative, and beside it id, birth, case and doubts. */
int familytree_name(const struct familytree *t, size_t i, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
int familytree_facts(const struct familytree *t, size_t i, const char *first,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

struct familytree_drawing {
	const struct familytree *t;
	const struct hj_family *f;
	struct familytree_lines lines;
	struct hj_buf prefix;
	bool *drawn;
	struct hj_error *err;
};

#define FAMILYTREE_NOBODY SIZE_MAX

/* What hangs below somebody. */
struct familytree_hanging {
	size_t who;
	const char *first; /* what stands beside the name first */
	bool couple; /* who is a partner of the one above */
};

struct familytree_list {
	struct familytree_hanging *h;
	size_t n;
};

/* Has somebody drawn as a parent? */
bool familytree_has_parents(const struct familytree_drawing *d, size_t child);

/* Brothers and sisters of whom no parents are recorded: they may be others. */
void familytree_hang_siblings(const struct familytree_drawing *d, size_t of,
    struct familytree_list *l);
/* The children that p has with q; q nobody: whose other parent is not
 * recorded. */
void familytree_hang_children(const struct familytree_drawing *d, size_t p,
    size_t q, struct familytree_list *l);
/* With whom p lived or has a child, but one. */
void familytree_hang_partners(const struct familytree_drawing *d, size_t p,
    size_t but, struct familytree_list *l);
void familytree_hang(struct familytree_list *l, size_t who, const char *first,
    bool couple);
bool familytree_hangs(const struct familytree_list *l, size_t who);

/* In sentences, below the tree. */
int familytree_say(const struct familytree *t, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
