/*
 * logentry.h: log entries as bytes of a page.
 *
 * The text of a leaf (log.h) is made anew from these bytes, so they hold all
 * of it.  Version 0, integers big-endian, "varint" = 7 bits a byte, lowest
 * first, 0x80 = more:
 *
 *	version 1 | device 8 | member 8 (first bytes of SHA-256 of their public
 *	keys) | sequence of the first entry 8 | time of the first entry 8 |
 *	count 2 | entries
 *
 * An entry: action 1 (0: a word of another hanji follows, length 1 and
 * letters) | flags 1 | time since the entry before it (varint,
 * zigzag) and then, as the flags say (from bit 0): case log-id 16; digest 32,
 * number of parents 1, parents, envelope 32, record number (varint); length
 * of the sealed detail (varint) and detail; parent checkpoint 32.  A commit
 * entry goes on: number of entries (varint) | root 32 | signature 64.
 */
#ifndef HJ_CORE_LOGENTRY_H
#define HJ_CORE_LOGENTRY_H

#include "core/log/log.h"

#define HJ_LOGENTRY_VERSION 0

/* Start a page in `to`, which is empty; `first` gives device, member, sequence
 * and time. */
int hj_logentry_begin(struct hj_buf *to, const struct hj_log_entry *first,
    struct hj_error *err) HJ_MUST_CHECK;
/* Append the next entry and count it; *last is the time of the one before it
 * and is moved on.  HJ_ELIMIT: no room in `to`; HJ_EINVAL: an entry that no page
 * can hold.  Nothing is changed by either. */
int hj_logentry_add(struct hj_buf *to, int64_t *last,
    const struct hj_log_entry *e, struct hj_error *err) HJ_MUST_CHECK;

/* Reading.  Borrows the page. */
struct hj_logentry_reader {
	char device[HJ_FINGERPRINT];
	char member[HJ_FINGERPRINT];
	uint64_t first; /* sequence */
	size_t count;
	/* Where the reading stands. */
	struct hj_cursor at;
	size_t done;
	int64_t time;
};

/* HJ_ECORRUPT; HJ_EVERSION. */
int hj_logentry_open(const uint8_t *p, size_t n, struct hj_logentry_reader *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* The next entry, which borrows from the page; *more false: that was all.
 * HJ_ECORRUPT. */
int hj_logentry_next(struct hj_logentry_reader *r, struct hj_log_entry *ret,
    bool *more, struct hj_error *err) HJ_MUST_CHECK;

#endif
