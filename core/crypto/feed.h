/* feed.h: bytes from a hj_read_fn, a few of them looked at beforehand. */
#ifndef HJ_CORE_FEED_H
#define HJ_CORE_FEED_H

#include "core/base/buf.h"
#include "core/crypto/stream.h"

struct hj_feed {
	hj_read_fn *read;
	void *from;
	size_t at, len; /* what of data is ahead */
	bool end; /* read gave nothing more */
	uint8_t data[4096];
};

/* The next byte without taking it; *ret is -1 at the end. */
int
hj_feed_peek(struct hj_feed *f, int *ret, struct hj_error *err) HJ_MUST_CHECK;

/* Past the byte that was looked at; at the end nothing happens. */
void hj_feed_skip(struct hj_feed *f);

/* As much as there is up to n: *got < n only at the end. */
int hj_feed_take(struct hj_feed *f, uint8_t *p, size_t n, size_t *got,
    struct hj_error *err) HJ_MUST_CHECK;

/* Append a line with its line feed to `to`; without one only at the end or
 * where `to` has no more room. */
int hj_feed_line(struct hj_feed *f, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
