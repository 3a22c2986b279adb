/*
 * stream.h: STREAM, the payload of an age file, chunk by chunk.
 *
 * https://age-encryption.org/v1, "payload": chunks of 64 KiB of plaintext,
 * ChaCha20-Poly1305 (RFC 8439), nonce = 11-byte big-endian counter | 1 for the
 * last chunk, else 0.  Only the last chunk may be shorter, and it may be empty
 * only where there is no other.  A whole that does not end in a last chunk was
 * cut off, whatever came before it.
 *
 * Attachments (blob.h) and age files (age.h) are both made of it; they differ
 * in where the key comes from and in what lies around the chunks.
 */
#ifndef HJ_CORE_STREAM_H
#define HJ_CORE_STREAM_H

#include "core/base/error.h"
#include "core/crypto/secret.h"

typedef int hj_read_fn(void *from, uint8_t *p, size_t n, size_t *got,
    struct hj_error *err); /* *got 0 = end */
typedef int
hj_write_fn(void *to, const uint8_t *p, size_t n, struct hj_error *err);

#define HJ_STREAM_KEY 32
#define HJ_STREAM_TAG 16
#define HJ_STREAM_CHUNK ((size_t)65536)
#define HJ_STREAM_SEALED (HJ_STREAM_CHUNK + HJ_STREAM_TAG)

struct hj_stream {
	struct hj_secret *key;
	uint64_t counter; /* of the next chunk to be sealed */
	size_t fill; /* of plain */
	uint8_t plain[HJ_STREAM_CHUNK];
	uint8_t sealed[HJ_STREAM_SEALED];
};

/* An empty one; the caller writes HJ_STREAM_KEY bytes into its key. */
int hj_stream_new(struct hj_stream **ret, struct hj_error *err) HJ_MUST_CHECK;
void hj_stream_free(struct hj_stream *s); /* wipes */

/* Seal what is in plain as the next chunk, hand it on, begin anew. */
int hj_stream_seal(struct hj_stream *s, bool last, hj_write_fn *write, void *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* Room for at least one byte in plain.  A full chunk leaves only here, when
 * something follows: before that it might be the last. */
int hj_stream_room(struct hj_stream *s, hj_write_fn *write, void *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* Open the n bytes in sealed as chunk i into plain; false: they are not that
 * chunk, and plain holds nothing. */
bool hj_stream_open(struct hj_stream *s, uint64_t i, bool last, size_t n);

#endif
