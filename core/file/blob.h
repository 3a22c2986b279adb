/*
 * blob.h: an attachment: a sealed file of its own, streamed, any size.
 *
 * 32 random bytes, then STREAM (stream.h) under the key HKDF(salt = the 32
 * bytes, DEK, "hanji/0/blob").  Plaintext: bytes, zero padding, true length 8
 * (big-endian), so that the file has a Padme size
 * (https://petsymposium.org/popets/2019/popets-2019-0056.pdf, 4) and tells
 * its length to the key-holder, who reads the last chunk first.
 */
#ifndef HJ_CORE_BLOB_H
#define HJ_CORE_BLOB_H

#include "core/base/error.h"
#include "core/crypto/seal.h"
#include "core/crypto/stream.h"

struct hj_blob_facts {
	char name[33]; /* 128 random bits in hex: the file in blobs/ */
	uint64_t bytes;
	uint8_t sha256[32];
	uint8_t sha512[64];
};

/* Seal a stream into a new file of `dir`; durable when it returns.  After an
 * error nothing is left.  HJ_EIO; HJ_ENOMEM; what `read` returned. */
int hj_blob_write(const char *dir, const uint8_t dek[static HJ_KEY_LEN],
    hj_read_fn *read, void *from, struct hj_blob_facts *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* The same under a name that it has elsewhere.  HJ_EINVAL: not such a name;
 * HJ_EEXISTS: it is there, and stays. */
int hj_blob_write_as(const char *dir, const char *name,
    const uint8_t dek[static HJ_KEY_LEN], hj_read_fn *read, void *from,
    struct hj_blob_facts *ret, struct hj_error *err) HJ_MUST_CHECK;
/* Is it a name of an attachment?  Then it is no path. */
bool hj_blob_is_name(const char *name);

/* Open it chunk by chunk.  HJ_ENOTFOUND; HJ_ECORRUPT at the first chunk that
 * does not open: what was written before is genuine, but the whole must be
 * thrown away; what `write` returned.  write NULL: only check. */
int hj_blob_read(const char *dir, const char *name,
    const uint8_t dek[static HJ_KEY_LEN], hj_write_fn *write, void *to,
    uint64_t *ret_bytes, struct hj_error *err) HJ_MUST_CHECK;

/* Open one and seal it into a new file under another key, chunk by chunk.
 * Errors of both; after one nothing new is left. */
int hj_blob_reseal(const char *dir, const char *name,
    const uint8_t from[static HJ_KEY_LEN], const uint8_t to[static HJ_KEY_LEN],
    struct hj_blob_facts *ret, struct hj_error *err) HJ_MUST_CHECK;

/* The size of the file for n bytes (below 2^62): to ask for space before. */
uint64_t hj_blob_size(uint64_t n);

#endif
