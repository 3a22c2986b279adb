/*
 * cache.h: opened catalogue pages, so that a change that touches the same page
 * often, or reads near to each other, open its seal once.
 */
#ifndef HJ_CORE_CACHE_H
#define HJ_CORE_CACHE_H

#include "core/base/buf.h"

struct hj_cached {
	uint64_t number; /* of its record; 0: free */
	uint64_t used; /* the larger, the later */
	bool dirty;
	unsigned team; /* whose page it is */
	struct hj_buf page;
};

#define HJ_CACHED_PAGES 256

struct hj_cache {
	uint64_t clock;
	struct hj_cached *slot; /* HJ_CACHED_PAGES, allocated when needed */
};

void hj_cache_clear(struct hj_cache *c);
/* NULL: not there. */
struct hj_cached *hj_cache_find(struct hj_cache *c, uint64_t number);
/* A slot for a page that is not there: free, or the one used longest ago,
 * which may be dirty: the caller writes it, then hj_cache_take()s it.
 * HJ_ENOMEM. */
int hj_cache_room(struct hj_cache *c, struct hj_cached **ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* Empty the slot and give it to that page. */
void hj_cache_take(struct hj_cache *c, struct hj_cached *slot, uint64_t number);
void hj_cache_forget(struct hj_cached *slot);

#endif
