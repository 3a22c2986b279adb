/*
 * list.h: which records hold the pages of the catalogue, keys and log.
 *
 * An append-only list in two levels.  The newest items stand in the root
 * itself; when there are HJ_LIST_TAIL of them they move to a list page (kind
 * HJ_KIND_LIST), which is rewritten until it is full.  So one change rewrites
 * the small root, and one in HJ_LIST_TAIL changes a list page as well.
 *
 * The list does not read or write records: the caller gives it the content of
 * list pages and takes it back (struct hj_list_io).
 */
#ifndef HJ_CORE_LIST_H
#define HJ_CORE_LIST_H

#include "core/base/buf.h"

#define HJ_LIST_TAIL 24
/* (HJ_PAGE_STORED's room - 4) / 16 */
#define HJ_LIST_PAGE_ITEMS 1016

struct hj_list_item {
	uint64_t number; /* record of the page */
	uint64_t first; /* log: sequence of its first entry; else 0 */
};

struct hj_list {
	struct hj_buf pages; /* 8 bytes each: records of the list pages */
	uint32_t filled; /* items in the last list page */
	uint32_t ntail;
	struct hj_list_item tail[HJ_LIST_TAIL];
};

/* Read the content of a list page into `to` (appended), write it anew, or
 * make a new one. */
struct hj_list_io {
	void *to;
	int (*read)(void *to, uint64_t number, struct hj_buf *ret,
	    struct hj_error *err);
	int (*write)(void *to, uint64_t number, const uint8_t *p, size_t n,
	    struct hj_error *err);
	int (*make)(void *to, uint64_t *ret, struct hj_error *err);
};

void hj_list_init(struct hj_list *l);
void hj_list_clear(struct hj_list *l);
/* An independent copy into `ret`, which was cleared.  HJ_ENOMEM. */
int hj_list_copy(const struct hj_list *l, struct hj_list *ret,
    struct hj_error *err) HJ_MUST_CHECK;

int hj_list_encode(const struct hj_list *l, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* HJ_ECORRUPT; ret is then empty. */
int hj_list_decode(struct hj_cursor *c, struct hj_list *ret,
    struct hj_error *err) HJ_MUST_CHECK;

uint64_t hj_list_count(const struct hj_list *l);

/* io->write and io->make are called once in HJ_LIST_TAIL times. */
int hj_list_append(struct hj_list *l, const struct hj_list_item *item,
    const struct hj_list_io *io, struct hj_error *err) HJ_MUST_CHECK;
/* The item at a place (0 is the oldest).  HJ_ENOTFOUND. */
int
hj_list_at(const struct hj_list *l, uint64_t place, const struct hj_list_io *io,
    struct hj_list_item *ret, struct hj_error *err) HJ_MUST_CHECK;
/* The last item whose `first` is not above: the log page of a sequence. */
int hj_list_find(const struct hj_list *l, uint64_t first,
    const struct hj_list_io *io, struct hj_list_item *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* All items from a place on; a non-zero return stops and is returned. */
typedef int hj_list_fn(void *to, uint64_t place,
    const struct hj_list_item *item, struct hj_error *err);
int hj_list_each(const struct hj_list *l, uint64_t from,
    const struct hj_list_io *io, hj_list_fn *fn, void *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
