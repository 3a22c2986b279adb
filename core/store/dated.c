#include "core/store/dated.h"

#include <string.h>

#define DAYS 8

static void
put_day(uint8_t *to, int32_t day)
{
	uint32_t n = (uint32_t)day;

	for (size_t i = 0; i < 4; i++)
		to[i] = (uint8_t)(n >> (24 - 8 * i));
}

static int32_t
get_day(const uint8_t *p)
{
	return (int32_t)((uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	    (uint32_t)p[2] << 8 | p[3]);
}

size_t
hj_dated_put(const struct hj_dated *d, uint8_t to[static HJ_DATED_ITEM])
{
	size_t n = d->n < HJ_DATED_ITEM - DAYS ? d->n : HJ_DATED_ITEM - DAYS;

	put_day(to, d->when.earliest);
	put_day(to + 4, d->when.latest);
	memcpy(to + DAYS, d->what, n);
	return DAYS + n;
}

bool
hj_dated_get(const struct hj_row_item *item, struct hj_dated *ret)
{
	if (item->tag != HJ_ROW_DATED || item->len < DAYS)
		return false;
	ret->when.earliest = get_day(item->p);
	ret->when.latest = get_day(item->p + 4);
	ret->what = (const char *)item->p + DAYS;
	ret->n = item->len - DAYS;
	return true;
}
