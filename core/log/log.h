/*
 * log.h: what happened, in a form that outsiders can verify.
 *
 * A leaf is ASCII text, version 0, published here (format.md 4): lines of a
 * name, a space and a value, each ended by a line feed, in this order:
 *
 *	version 0
 *	sequence <decimal>
 *	time <YYYY-MM-DDThh:mm:ssZ>
 *	device <16 hex digits>
 *	member <16 hex digits>
 *	action <word>
 *	case <log-id of the case, 32 hex digits>
 *	digest <of the revision, 64 hex digits>
 *	parents <digests of its parents, ascending, one space between>
 *	envelope <SHA-256 of the stored record, 64 hex digits>
 *	detail <SHA-256 of the sealed detail, 64 hex digits>
 *
 * and for the last entry of a commit (action `commit`) also:
 *
 *	parent <SHA-256 of the text of the last checkpoint, 64 hex digits>
 *	first <decimal>
 *	last <decimal>
 *	root <of the tree of the entries first to last, 64 hex digits>
 *	signature <Ed25519 of the member, 128 hex digits>
 *
 * The signature is over all lines before its own.  What is absent reads `-`.
 * Hexadecimal digits are lower case; device and member are the first 8 bytes
 * of SHA-256 of their Ed25519 public keys.  A leaf holds no personal data.
 *
 * Leaves are hashed into the tree of RFC 6962 (tree.h).  Each device has a log
 * of its own.  Entries of one commit share sealed pages that are never
 * rewritten (logpage.h); after the commit entry the device signs the
 * checkpoint (checkpoint.h), whose size counts the commit entry.  `parent` is
 * the checkpoint at size `first`; for the first commit of a later device it
 * is the checkpoint from which that device went on.
 */
#ifndef HJ_CORE_LOG_H
#define HJ_CORE_LOG_H

#include "core/base/buf.h"
#include "core/case/digest.h"
#include "core/keys/action.h"
#include "core/keys/member.h"
#include "core/store/catalogue.h"

#define HJ_PARENTS_MAX 64
#define HJ_LOG_TIME_MAX INT64_C(253402300799) /* 9999-12-31T23:59:59Z */

struct hj_log_entry {
	uint64_t sequence; /* from 0 in its device's log */
	int64_t time; /* seconds UTC */
	char device[HJ_FINGERPRINT];
	char member[HJ_FINGERPRINT];
	char action[HJ_ACTION_MAX];
	bool has_case;
	uint8_t log_id[HJ_LOGID_LEN];
	bool has_digest; /* entries that made a revision */
	uint8_t digest[HJ_DIGEST_BYTES];
	const uint8_t *parents; /* nparents x HJ_DIGEST_BYTES, ascending */
	size_t nparents;
	uint8_t envelope[HJ_DIGEST_BYTES]; /* SHA-256 of the stored record */
	bool has_detail;
	uint8_t detail[HJ_DIGEST_BYTES]; /* SHA-256 of the sealed detail */
	/* Local, not in the leaf. */
	uint64_t position; /* among the entries of all devices, when known */
	uint64_t number; /* record of the revision, 0: none */
	const uint8_t *sealed; /* the sealed detail, borrowed */
	size_t sealed_len;
	/* Commit entries only. */
	bool has_parent; /* false: the first commit of a vault */
	uint8_t parent[HJ_DIGEST_BYTES]; /* SHA-256 of the last checkpoint */
	uint64_t first, last;
	uint8_t root[HJ_DIGEST_BYTES]; /* of this commit's entries */
	uint8_t signature[64]; /* Ed25519 of the member, over the lines above */
};

bool hj_log_is_commit(const struct hj_log_entry *e);
/* Is what is noted of an action about a case sealed under `log`, so that it
 * outlives the case? */
bool hj_log_is_open(const char *action);
/* Did it make a revision?  One of which part was erased is named again, with
 * the envelope that it has since (excision.h). */
bool hj_log_is_revision(const struct hj_log_entry *e);
/* May it stand in a leaf: action, time, number and order of parents?
 * HJ_EINVAL. */
int
hj_log_check(const struct hj_log_entry *e, struct hj_error *err) HJ_MUST_CHECK;

/* Append the leaf as hashed.  HJ_ENOMEM, HJ_ELIMIT. */
int hj_log_leaf(const struct hj_log_entry *e, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* The lines that the signature of a commit entry covers. */
int hj_log_signed(const struct hj_log_entry *e, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* The hash of the leaf in the tree.  `text` is overwritten: a buffer that the
 * caller keeps, so that a million leaves need one allocation. */
int hj_log_hash(const struct hj_log_entry *e, struct hj_buf *text,
    uint8_t ret[static HJ_DIGEST_BYTES], struct hj_error *err) HJ_MUST_CHECK;

/* A non-zero return stops and is returned; the entry is borrowed. */
typedef int
hj_log_fn(void *to, const struct hj_log_entry *e, struct hj_error *err);

#endif
