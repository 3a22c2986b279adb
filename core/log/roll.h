/*
 * roll.h: who has a say in a vault, as what, and from when to when.
 *
 * A list of statements that only grows: "from this position of the log on, the
 * holder of this key is a caseworker"; whoever was removed stays in it with
 * `none`, so that what they signed before still verifies.  It lies in the head
 * of the log (loghead.h), sealed under `log`, where an auditor reads it too.
 *
 * Each statement is signed by a member who was an owner there, over the
 * statement before it, so that none can be made, changed or taken out of the
 * middle by anybody else who holds `log`; and each but the first has its entry
 * in the log right before its position, which `audit verify` compares, so that
 * none can be cut off the end either.  The first is the founder's own.
 *
 * As bytes (integers big-endian): key 32 | role 1 | position 8 | signer 2, the
 * place of the statement that has the signer's key | signature 64: Ed25519 of
 * "hanji/0/roll" 12 | vault id 16 | SHA-256 of the statement before it, zeroes
 * for the first, 32 | key 32 | role 1 | position 8 | signer 2.
 */
#ifndef HJ_CORE_ROLL_H
#define HJ_CORE_ROLL_H

#include "core/base/buf.h"
#include "core/keys/role.h"
#include "core/log/log.h" /* HJ_FINGERPRINT */

#define HJ_STATEMENTS_MAX 256
#define HJ_STATEMENT_LEN (32 + 1 + 8 + 2 + 64)

struct hj_member;

struct hj_statement {
	uint8_t key[32]; /* Ed25519, public */
	enum hj_role role;
	uint64_t position; /* of the log, from which it counts */
	uint16_t signer;
	uint8_t signature[64];
	char id[HJ_FINGERPRINT]; /* of key */
};

struct hj_roll {
	uint16_t n;
	struct hj_statement *at; /* owned */
};

void hj_roll_clear(struct hj_roll *r);

int hj_roll_encode(const struct hj_roll *r, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* n statements; signatures are not looked at.  c->bad tells what is too short.
 * HJ_ENOMEM; HJ_ECORRUPT: a role or signer that makes no sense. */
int hj_roll_decode(struct hj_cursor *c, uint16_t n, struct hj_roll *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/*
 * One more.  Of an empty roll: the founder, who signs for themselves.
 * HJ_EREFUSED: `by` is no owner there; HJ_ELIMIT: HJ_STATEMENTS_MAX;
 * HJ_ENOMEM.
 */
int hj_roll_add(struct hj_roll *r, const uint8_t *vault_id,
    const struct hj_member *by, const uint8_t key[static 32], enum hj_role role,
    uint64_t position, struct hj_error *err) HJ_MUST_CHECK;

/* How many statements from the first on are as they were signed: all, or some
 * was made by somebody who had no right to it. */
size_t hj_roll_genuine(const struct hj_roll *r, const uint8_t *vault_id);

/* The role that somebody has at this position: HJ_ROLE_NONE when they are not
 * in it, not yet, or no longer.  Key NULL in *ret_key: never were. */
enum hj_role hj_roll_role(const struct hj_roll *r, const char *id,
    uint64_t position, const uint8_t **ret_key);

#endif
