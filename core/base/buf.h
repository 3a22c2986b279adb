/*
 * buf.h: bytes that grow, up to a ceiling that is named when they are born.
 *
 * Plaintext lives here: growing copies, wipes and frees (realloc(3) would
 * leave a copy behind), clearing wipes.  A buffer holds bytes, not text: it
 * is not NUL-ended unless hj_buf_text() is asked for.
 */
#ifndef HJ_CORE_BUF_H
#define HJ_CORE_BUF_H

#include "core/base/error.h"

struct hj_buf {
	uint8_t *data;
	size_t len;
	size_t cap;
	size_t max;
};

#define HJ_BUF(limit) ((struct hj_buf){ .max = (limit) })

/* HJ_ELIMIT: above the ceiling; HJ_ENOMEM.  The buffer is then unchanged. */
int hj_buf_add(struct hj_buf *b, const void *p, size_t n,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_buf_puts(struct hj_buf *b, const char *s,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_buf_putc(struct hj_buf *b, char c, struct hj_error *err) HJ_MUST_CHECK;
int hj_buf_printf(struct hj_buf *b, struct hj_error *err, const char *fmt, ...)
    HJ_PRINTF(3, 4) HJ_MUST_CHECK;

/* Room for n more bytes: *ret points at them and len already counts them. */
int hj_buf_extend(struct hj_buf *b, size_t n, uint8_t **ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Big-endian integers, as in all our formats. */
int hj_buf_u16(struct hj_buf *b, uint16_t v, struct hj_error *e) HJ_MUST_CHECK;
int hj_buf_u32(struct hj_buf *b, uint32_t v, struct hj_error *e) HJ_MUST_CHECK;
int hj_buf_u64(struct hj_buf *b, uint64_t v, struct hj_error *e) HJ_MUST_CHECK;

/* The content as a NUL-ended string, borrowed until the next change; the NUL
 * is not counted in len. */
int hj_buf_text(struct hj_buf *b, const char **ret,
    struct hj_error *err) HJ_MUST_CHECK;

void hj_buf_reset(struct hj_buf *b); /* wipes the content, keeps the room */
void hj_buf_clear(struct hj_buf *b); /* wipes, frees, ready for reuse */

/*
 * Reading back: a cursor over bytes that somebody else owns.  A read past the
 * end sets `bad` and gives zeroes, so that a parser checks once at the end.
 */
struct hj_cursor {
	const uint8_t *p;
	size_t left;
	bool bad;
};

#define HJ_CURSOR(data, n) ((struct hj_cursor){ .p = (data), .left = (n) })

uint8_t hj_cursor_u8(struct hj_cursor *c);
uint16_t hj_cursor_u16(struct hj_cursor *c);
uint32_t hj_cursor_u32(struct hj_cursor *c);
uint64_t hj_cursor_u64(struct hj_cursor *c);
const uint8_t *hj_cursor_bytes(struct hj_cursor *c, size_t n); /* NULL: bad */
/* The next n bytes; `to` stays as it is when the cursor went bad. */
void hj_cursor_copy(struct hj_cursor *c, void *to, size_t n);
/* A text behind its length in one byte, into `to`, whose last byte was zero
 * before and stays so; bad when it has no room, or a NUL in it. */
void hj_cursor_word(struct hj_cursor *c, char *to, size_t size);

#endif
