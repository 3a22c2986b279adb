/*
 * drawing.h: a journey as a drawing (SVG), uncertainty drawn as uncertainty.
 *
 * A row for each stage: its number, what and when in words, and beside them
 * its days on a scale (core/sense/extent.h).
 *
 *   solid               certain
 *   striped, dashed     some day of these
 *   fading, ?           an end or a beginning that nobody knows
 *   arrow to the side   goes on; by then; since then
 *   diamond, triangle   on that day; sent back on that day
 *   empty, dashed, ?    nobody knows when
 *   dashed arrow        no date, but it followed the detention above
 *
 * Accounts of one thing stand below each other behind one bracket.  The scale
 * reaches over the stages that are drawn and no others, so that nothing that is
 * held back can be measured by it.
 *
 * Long journeys become several drawings, none higher than a page of A4.
 * The drawing is for the eye; the same facts have to stand beside it as text,
 * and its title and description say so.
 */
#ifndef HJ_EXPORT_DRAWING_H
#define HJ_EXPORT_DRAWING_H

#include "core/sense/journey.h"
#include "export/petition/annex_facts.h"

struct hj_drawing {
	const struct hj_subject *subject;
	size_t number; /* of the victim; in the title and in every id */
	const struct hj_stage *const *stage; /* in the order of the journey */
	size_t n;
};

/* Appends one `svg` or more; nothing when no stage has a day.  HJ_ENOMEM,
 * HJ_ELIMIT; HJ_EINVAL: a text that XML cannot hold. */
int hj_drawing_write(const struct hj_drawing *d, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
