/*
 * exposure_own.h: for exposure*.c only: one check while it runs.
 */
#ifndef HJ_CLI_EXPOSURE_OWN_H
#define HJ_CLI_EXPOSURE_OWN_H

#include "cli/leaving/exposed.h"
#include "export/expose/expose_cell.h"

struct exposure {
	struct cli *c;
	const struct exposing *how;
	struct hj_expose *text;
	struct hj_cells *cells;
	struct exposed found;
	struct hj_buf known; /* folded, what may stand there, each + LF */
	struct hj_buf places; /* codes of those who may be named, each + LF */
	struct hj_buf files; /* ids, by the number that the cells know */
	uint32_t nfiles;
	/* Of the file that is looked at: */
	const struct hj_row *row;
	struct hj_id id;
	const struct hj_record *ours; /* NULL: it is not of the document */
};

/* The places of who may be named are no secret. */
int exposure_places(struct exposure *x, const struct hj_record *r,
    const struct hj_node *person, struct hj_error *err) HJ_MUST_CHECK;
/* Places below the province where somebody who may not be named comes from. */
int exposure_small_places(struct exposure *x, const struct hj_record *r,
    const struct hj_node *person, hj_expose_hit_fn *hit,
    struct hj_error *err) HJ_MUST_CHECK;
/* Does the document say which program or whom it comes from? */
int exposure_meta(struct exposure *x, const struct hj_buf *text,
    struct hj_error *err) HJ_MUST_CHECK;
/* What the vault knows of itself: its id, the names and marks of its member. */
int exposure_own(struct exposure *x, hj_expose_known_fn *known,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
