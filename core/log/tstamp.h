/*
 * tstamp.h: time stamps of others, as far as they can be read without their
 * keys: what they are of.
 *
 * RFC 3161 (DER; SHA-256 only) and OpenTimestamps (a detached proof, version 1,
 * of SHA-256).  That the authority signed it, or that a block holds it, is
 * checked by `openssl ts -verify` and `ots verify`.
 */
#ifndef HJ_CORE_TSTAMP_H
#define HJ_CORE_TSTAMP_H

#include "core/base/buf.h"

#define HJ_TSTAMP_HASH 32
#define HJ_TSTAMP_QUERY_MAX ((size_t)128)

/* Append the request to an authority (.tsq): its certificate is wanted in the
 * answer, and the nonce keeps old answers away. */
int hj_tstamp_query(const uint8_t hash[static HJ_TSTAMP_HASH], uint64_t nonce,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

struct hj_tstamp {
	bool ots; /* else RFC 3161 */
	uint8_t hash[HJ_TSTAMP_HASH]; /* what it is of */
	char time[24]; /* as the authority says it: "20261130080000Z"; ots: "" */
};

/*
 * An answer (.tsr), a token alone, or a proof (.ots), by their first bytes.
 * HJ_EINVAL: none of them, of another hash than SHA-256, or an answer by which
 * the authority refused.
 */
int hj_tstamp_read(const uint8_t *p, size_t n, struct hj_tstamp *ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
