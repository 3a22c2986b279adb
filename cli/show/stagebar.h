/*
 * stagebar.h: a stage of a journey as a bar of characters.
 *
 *	   ...====..      began some day of the first dots, ended some day of
 *	                  the last, lasted for certain in between
 *	      |           on this day
 *	<.....            by then
 *	      ..=======>  still
 *	      ........?   when it ended is not known
 *
 * No bar is narrower than the days that its dates allow.
 */
#ifndef HJ_CLI_STAGEBAR_H
#define HJ_CLI_STAGEBAR_H

#include "core/sense/journey.h"

#define STAGEBAR_WIDTH 30

/* The scale is that of the journey; without a day the bar is empty. */
void stagebar_draw(const struct hj_journey *j, const struct hj_stage *s,
    char ret[static STAGEBAR_WIDTH + 1]);

#endif
