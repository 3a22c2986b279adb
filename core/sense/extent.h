/*
 * extent.h: which days a stage of a journey covers, for certain and perhaps.
 *
 * One answer for every picture of a journey (cli/show/stagebar.h,
 * export/page/drawing.h): nothing is drawn as certain that is not.
 *
 *  1. It reaches from the first day on which it may have begun to the last on
 *     which it may have ended.  Where there is no such day it reaches to the
 *     side, and is open there (by then; still) or not known.
 *  2. What lasts is certain from the last day on which it may have begun to
 *     the first on which it may have ended, or without end when it is said to
 *     go on.  What happens in a moment is certain on the one day it names.
 *  3. "About" and "perhaps" have no width: their days stay uncertain, and of
 *     an interval those of either end.
 */
#ifndef HJ_CORE_EXTENT_H
#define HJ_CORE_EXTENT_H

#include "core/sense/journey.h"

enum hj_side {
	HJ_SIDE_DAY,
	HJ_SIDE_OPEN, /* no end there: by then, since then, still */
	HJ_SIDE_UNKNOWN, /* an end, and nobody knows which */
};

struct hj_extent {
	bool any; /* false: nobody knows when; nothing else is set */
	enum hj_side left, right;
	int64_t first, last; /* days, where the side is a day */
	bool certain;
	int64_t since, until; /* the certain days, both with it */
	bool endless; /* certain as far as the right side; no `until` */
};

struct hj_extent hj_extent_of(const struct hj_stage *s);

#endif
