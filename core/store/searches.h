/*
 * searches.h: questions (where.h) that a vault keeps under a name.
 *
 * They may name people and places, so they are sealed like everything else.
 */
#ifndef HJ_CORE_SEARCHES_H
#define HJ_CORE_SEARCHES_H

#include "core/base/buf.h"
#include "core/base/limits.h"

#define HJ_SEARCH_NAME 64 /* bytes */

struct hj_search {
	char name[HJ_SEARCH_NAME + 1];
	char where[HJ_WHERE_MAX + 1];
};

/* Sorted by name. */
struct hj_searches {
	struct hj_buf list; /* struct hj_search */
};

#define HJ_SEARCHES                                                            \
	((struct hj_searches){                                                 \
	    .list = HJ_BUF(HJ_SEARCHES_MAX * sizeof(struct hj_search)) })

void hj_searches_clear(struct hj_searches *s);
size_t hj_searches_count(const struct hj_searches *s);
const struct hj_search *hj_searches_at(const struct hj_searches *s, size_t i);
/* NULL: none of that name. */
const struct hj_search *
hj_searches_find(const struct hj_searches *s, const char *name);

/* Add, or put in the place of the same name; both NFC, one line.  HJ_EINVAL:
 * an empty name; HJ_ELIMIT. */
int hj_searches_put(struct hj_searches *s, const char *name, const char *where,
    struct hj_error *err) HJ_MUST_CHECK;
/* False: there is none of that name. */
bool hj_searches_drop(struct hj_searches *s, const char *name);

/* Bytes of the root that keeps them.  HJ_ECORRUPT; HJ_EVERSION. */
int hj_searches_encode(const struct hj_searches *s, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_searches_decode(const uint8_t *p, size_t n, struct hj_searches *s,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
