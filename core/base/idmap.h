/*
 * idmap.h: from the id of an element to the element, in constant time.
 *
 * A hash table with chains (Knuth, TAOCP 3, 6.4) whose memory is an arena of
 * the caller.  The characters of an id, as a number, are multiplied by an odd number; once the
 * table grows that number is random, so that no file can be made to collide
 * (Dietzfelbinger et al., "A reliable randomized algorithm for the
 * closest-pair problem", 1997).  An id may stand in it several times, and an
 * entry is never taken out: the caller knows what is still true.
 */
#ifndef HJ_CORE_IDMAP_H
#define HJ_CORE_IDMAP_H

#include "core/base/arena.h"

struct hj_idmap_row {
	struct hj_idmap_row *next;
	uint64_t key;
	void *value;
};

struct hj_idmap {
	struct hj_idmap_row **heads;
	unsigned bits; /* there are 2^bits heads; 0: none yet */
	size_t n;
	uint64_t odd;
};

#define HJ_IDMAP ((struct hj_idmap){ .heads = NULL })

/* What is not a valid element id is not added, and is no error.  HJ_ENOMEM:
 * the map is unchanged. */
int hj_idmap_add(struct hj_idmap *m, struct hj_arena *a, const char *id,
    size_t n, void *value, struct hj_error *err) HJ_MUST_CHECK;

/* The newest entry of this id, or the one added before `after`; NULL at the
 * end. */
const struct hj_idmap_row *hj_idmap_find(const struct hj_idmap *m,
    const char *id, size_t n, const struct hj_idmap_row *after);

#endif
