/*
 * log.h: what happened, in a form that outsiders can verify.
 *
 * A leaf is ASCII lines "name value" (format.md 4), hashed into the tree of
 * RFC 6962 (leaf 0x00, node 0x01, SHA-256).  Each device has a log of its
 * own.  Entries of one commit share sealed pages that are never rewritten;
 * each commit ends with a commit entry signed by the member, after which the
 * device signs the checkpoint (C2SP tlog-checkpoint).  A leaf holds no
 * personal data.
 */
#ifndef HJ_CORE_LOG_H
#define HJ_CORE_LOG_H

#include "core/buf.h"
#include "core/catalogue.h"
#include "core/digest.h"

#define HJ_FINGERPRINT 17 /* 16 hex digits of SHA-256 of a public key, NUL */
#define HJ_ACTION_MAX 16

/* Actions, as they stand in a leaf. */
#define HJ_DID_CREATE "create"
#define HJ_DID_UPDATE "update"
#define HJ_DID_IMPORT "import"
#define HJ_DID_ATTACH "attach"
#define HJ_DID_EXTRACT "extract"
#define HJ_DID_EXPORT "export"
#define HJ_DID_PETITION "petition-export"
#define HJ_DID_BACKUP "backup"
#define HJ_DID_SHOW "show"
#define HJ_DID_ROLLBACK "rollback" /* accepted, with a reason */
#define HJ_DID_DEVICE "device" /* a new device log begins */
#define HJ_DID_COMMIT "commit"

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
	uint64_t number; /* record of the revision, 0: none */
	const uint8_t *sealed; /* the sealed detail, borrowed */
	size_t sealed_len;
	/* Commit entries only. */
	uint8_t parent[HJ_DIGEST_BYTES]; /* SHA-256 of the last checkpoint */
	uint64_t first, last;
	uint8_t root[HJ_DIGEST_BYTES]; /* of this commit's entries */
	uint8_t signature[64]; /* Ed25519 of the member, over the lines above */
};

/* The leaf as hashed.  HJ_ENOMEM. */
int hj_log_leaf(const struct hj_log_entry *e, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* A non-zero return stops and is returned; the entry is borrowed. */
typedef int hj_log_fn(void *to, const struct hj_log_entry *e,
    struct hj_error *err);

#endif
