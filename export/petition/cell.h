/*
 * cell.h: one cell of the annex, account after account.
 *
 * An account is words joined by ", "; accounts are joined by "; ".  Only what
 * is not above the level of the cell is said: HJ_CELL_MOST of those who
 * consented, whatever else they agreed to.
 */
#ifndef HJ_EXPORT_CELL_H
#define HJ_EXPORT_CELL_H

#include "export/petition/annex_facts.h"

#define HJ_CELL_MOST HJ_INTERNAL

struct hj_cell {
	struct hj_buf *to;
	size_t from; /* where this cell began in `to` */
	size_t part; /* where this account began */
	const struct hj_subject *s;
	enum hj_conf most; /* nothing above it is said */
	struct hj_error *err;
};

/* The next account begins; it ends, leaving nothing when it said nothing. */
int hj_cell_next(struct hj_cell *c) HJ_MUST_CHECK;
void hj_cell_end(struct hj_cell *c);

/* A word; NULL and "" are passed over. */
int hj_cell_say(struct hj_cell *c, const char *word) HJ_MUST_CHECK;
/* The label of a code that stands at, or is spoken of from, an element: by the
 * name of its date.  The code itself when nothing explains it. */
int hj_cell_code(struct hj_cell *c, const struct hj_node *at, const char *list,
    const char *code) HJ_MUST_CHECK;
/* A leaf: its code as a label, its text as it stands, or why it is empty. */
int hj_cell_leaf(struct hj_cell *c, const struct hj_node *of,
    const char *child) HJ_MUST_CHECK;
/* The place, or the organ, that a child refers to. */
int hj_cell_place(struct hj_cell *c, const struct hj_node *of) HJ_MUST_CHECK;
/* The place without its State; *precise says whether it is known to the city or
 * county, or nearer, and nobody calls it approximate. */
int hj_cell_place_inside(struct hj_cell *c, const struct hj_node *of,
    bool *precise) HJ_MUST_CHECK;
/* The place, and the State where the place does not say it. */
int hj_cell_place_state(struct hj_cell *c, const struct hj_node *of,
    const char *state) HJ_MUST_CHECK;
/* Does the place of `of` say the State that its child `state` says? */
bool hj_cell_place_says(const struct hj_cell *c, const struct hj_node *of,
    const char *state);
int hj_cell_authority(struct hj_cell *c, const struct hj_node *of,
    const char *child) HJ_MUST_CHECK;
/* The same by its code, else by its name. */
int hj_cell_organ(struct hj_cell *c, const struct hj_node *of,
    const char *child) HJ_MUST_CHECK;

/* In the language of the annex; the code itself when it is not in the list. */
const char *
hj_cell_label(const struct hj_cell *c, const char *list, const char *code);
/* Why a field has no value, in words; NULL when it does not say. */
const char *hj_cell_why(const struct hj_cell *c, const struct hj_node *node);

/* The cells of annex_events.c. */
int hj_cell_arrests(struct hj_cell *c) HJ_MUST_CHECK;
int hj_cell_detentions(struct hj_cell *c) HJ_MUST_CHECK;
int hj_cell_repatriations(struct hj_cell *c) HJ_MUST_CHECK;

#endif
