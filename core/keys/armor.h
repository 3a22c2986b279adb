/*
 * armor.h: an age file as text, for mail and messengers.
 *
 * https://age-encryption.org/v1, "ASCII armor": the strict PEM of RFC 7468 (3)
 * with the label AGE ENCRYPTED FILE: base64 in lines of 64, the last one
 * shorter or full, padded; lines end in LF or CRLF; white space stands only
 * before and after the whole.
 */
#ifndef HJ_CORE_ARMOR_H
#define HJ_CORE_ARMOR_H

#include "core/crypto/feed.h"

#define HJ_ARMOR_LINE 48 /* bytes in a line of 64 characters */

struct hj_armor_writer {
	hj_write_fn *write;
	void *to;
	bool begun;
	size_t fill;
	uint8_t line[HJ_ARMOR_LINE];
};

/* A hj_write_fn: its `to` is the writer. */
int hj_armor_put(void *writer, const uint8_t *p, size_t n,
    struct hj_error *err) HJ_MUST_CHECK;
/* The last line and the end. */
int hj_armor_end(struct hj_armor_writer *w, struct hj_error *err) HJ_MUST_CHECK;

struct hj_armor_reader {
	struct hj_feed *from;
	bool begun, last, ended;
	size_t at, len; /* of line */
	uint8_t line[HJ_ARMOR_LINE];
};

/* A hj_read_fn: its `from` is the reader.  *got is 0 only after the end was
 * found and nothing but white space behind it.  HJ_EINVAL: not such a text. */
int hj_armor_get(void *reader, uint8_t *p, size_t n, size_t *got,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
