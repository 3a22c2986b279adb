/*
 * receipt.h: "these versions of case files have arrived here", signed.
 *
 * What is signed never travels: both sides make it of what they have, so that a
 * receipt can only fit who sent exactly that.
 *
 *	hanji receipt 0
 *	package <SHA-256 of what the sender signed, 64 hex digits>
 *	versions <decimal>
 *	<fingerprint of a version, 64 hex digits>	(each, ascending)
 *
 * What travels is a signature of minisign over it (minisign.h), four lines.  Its
 * trusted comment says the same in short; the list is the SHA-256 of that text:
 *
 *	hanji receipt 0; package <hex>; versions <decimal>; list <hex>; received <time>
 */
#ifndef HJ_CORE_RECEIPT_H
#define HJ_CORE_RECEIPT_H

#include "core/case/digest.h"
#include "core/keys/minisign.h"

#define HJ_RECEIPT_VERSIONS_MAX 1000000
#define HJ_RECEIPT_TIME 21 /* "2026-11-30T08:00:00Z" and NUL */

struct hj_receipt {
	uint8_t package[HJ_DIGEST_BYTES];
	uint64_t versions;
	uint8_t list[HJ_DIGEST_BYTES];
	char time[HJ_RECEIPT_TIME]; /* as the receiver says; only its shape was
				     * looked at */
	struct hj_minisign signature; /* borrows from what was parsed */
};

/* What arrived, or was sent: n fingerprints in any order; sorted in place, and
 * the same twice counts once. */
struct hj_receipt_of {
	const uint8_t *package; /* HJ_DIGEST_BYTES */
	uint8_t (*version)[HJ_DIGEST_BYTES];
	size_t n;
};

/* Append the file.  HJ_ELIMIT: more than HJ_RECEIPT_VERSIONS_MAX. */
int hj_receipt_sign(const struct hj_member *by, struct hj_receipt_of *of,
    int64_t time, struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* What it says; nothing is proved yet.  HJ_EINVAL: no receipt. */
int hj_receipt_parse(const char *p, size_t n, struct hj_receipt *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Did `key` sign that exactly this arrived?  HJ_ENOTFOUND: another key signed;
 * HJ_EREFUSED: it is about another package, or about other versions than
 * these; HJ_ECORRUPT: it was not signed so. */
int
hj_receipt_verify(const struct hj_receipt *r, const struct hj_minisign_key *key,
    struct hj_receipt_of *of, struct hj_error *err) HJ_MUST_CHECK;

#endif
