/*
 * routemap.h: a journey as a map (SVG) of what is known of its places.
 *
 * A band for each State, in the order in which the journey met them, in it a
 * row for each place; the stages from left to right under the numbers that they
 * have in the table, and lines from one to the next.
 *
 *   disc                  the place is known
 *   dashed circle         only about there, or no more than the State
 *   line                  after one another, in this order
 *   dashed line           the order is not certain, or accounts differ
 *   red                   sent back
 *
 * Stages without a place stand below in words; those of which nobody knows when
 * stand apart, and no line leads there.
 *
 * It is a map of what is known, and not to scale: the code lists have no
 * coordinates, and those of a case file are not read here.  On a map to scale
 * whoever has a ruler finds the house of which the text says "in Jilin".  It says
 * no place but in the words that the table has (cell.h), from the same file
 * out of which everything was taken that the profile keeps back (shown.h); of
 * what is kept back there is no row, no sign and no gap.
 *
 * Long journeys become several drawings, each of which begins where the one
 * before ended.
 */
#ifndef HJ_EXPORT_ROUTEMAP_H
#define HJ_EXPORT_ROUTEMAP_H

#include "export/page/drawing.h"

/* Appends one `svg` or more of the class "map"; nothing where there are not two
 * places, or States, to tell apart.  HJ_ENOMEM, HJ_ELIMIT; HJ_EINVAL: a text that XML cannot hold. */
int hj_routemap_write(const struct hj_drawing *d, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
