#include <stdlib.h>

#include "core/store/cache.h"
#include "core/store/page.h"

void
hj_cache_clear(struct hj_cache *c)
{
	for (size_t i = 0; c->slot != NULL && i < HJ_CACHED_PAGES; i++)
		hj_buf_clear(&c->slot[i].page);
	free(c->slot);
	*c = (struct hj_cache){ 0 };
}

struct hj_cached *
hj_cache_find(struct hj_cache *c, uint64_t number)
{
	for (size_t i = 0; c->slot != NULL && i < HJ_CACHED_PAGES; i++)
		if (c->slot[i].number == number) {
			c->slot[i].used = ++c->clock;
			return &c->slot[i];
		}
	return NULL;
}

int
hj_cache_room(struct hj_cache *c, struct hj_cached **ret, struct hj_error *err)
{
	struct hj_cached *oldest;

	if (c->slot == NULL) {
		c->slot = calloc(HJ_CACHED_PAGES, sizeof(*c->slot));
		if (c->slot == NULL)
			return hj_fail(err, HJ_ENOMEM, "out of memory");
		for (size_t i = 0; i < HJ_CACHED_PAGES; i++)
			c->slot[i].page = HJ_PAGE;
	}
	oldest = &c->slot[0];
	for (size_t i = 1; i < HJ_CACHED_PAGES && oldest->number != 0; i++)
		if (c->slot[i].number == 0 || c->slot[i].used < oldest->used)
			oldest = &c->slot[i];
	*ret = oldest;
	return HJ_OK;
}

void
hj_cache_take(struct hj_cache *c, struct hj_cached *slot, uint64_t number)
{
	hj_buf_reset(&slot->page);
	slot->number = number;
	slot->used = ++c->clock;
	slot->dirty = false;
}

void
hj_cache_forget(struct hj_cached *slot)
{
	hj_buf_reset(&slot->page);
	slot->number = 0;
	slot->used = 0;
	slot->dirty = false;
}
