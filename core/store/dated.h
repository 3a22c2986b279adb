/*
 * dated.h: what happened and on which days, as the row of a case keeps it.
 *
 * An event by its type ("event:arrest"), the beginning of a period of
 * detention ("detention") and its end by how it ended ("end:released"), a
 * repatriation, the day on which the file was opened ("opened").
 */
#ifndef HJ_CORE_DATED_H
#define HJ_CORE_DATED_H

#include "core/store/catalogue.h"

#define HJ_DATED_ITEM 64

struct hj_dated {
	struct hj_span when; /* INT32_MIN, INT32_MAX: nobody knows */
	const char *what; /* borrowed, n bytes */
	size_t n;
};

/* As an item of a row, and back.  What is too long for it is cut. */
size_t hj_dated_put(const struct hj_dated *d, uint8_t to[static HJ_DATED_ITEM]);
/* False: the item is something else. */
bool hj_dated_get(const struct hj_row_item *item, struct hj_dated *ret);

#endif
