/*
 * anchor.h: what this machine remembers of a vault, outside the vault.
 *
 * The file <state>/<vault id, 32 hex digits>/anchor holds the device's key
 * sealed to the member and the last checkpoint that this machine has seen, so
 * that an older copy put in place of the vault is noticed, and a copied vault
 * does not go on with the same log on two machines.  Where several members work
 * at one machine, each but the first has a file of their own,
 * anchor-<fingerprint>: a device of the log is one member at one machine.
 *
 * 12,288 bytes (integers big-endian), MACs HMAC-SHA-256 under the use `mac` of
 * the device's seed:
 *
 *	    0  magic "hanji anchor\r\n\x1a\n" 16 | version 2 | zero 6 |
 *	       vault id 16 | device's public key 32 | device's seed sealed to
 *	       the member, context "device", 80 | zero | MAC at 4064
 *	 4096  two slots of 4096: count 8 | header generation 8 | size 8 |
 *	       root 32 | signature 64 | zero | MAC at 4064 (of vault id, slot)
 *
 * The file is made whole (temporary name, fsync, rename).  After each commit
 * only the older slot is overwritten, without a flush: a machine that stops
 * leaves the other slot, which merely lags.
 */
#ifndef HJ_CORE_ANCHOR_H
#define HJ_CORE_ANCHOR_H

#include "core/log/loghead.h"

struct hj_member;

#define HJ_ANCHOR_FILE 32

struct hj_anchor {
	uint8_t vault_id[16];
	struct hj_member *device; /* owned */
	uint64_t generation; /* of the header */
	/* The last checkpoint; size 0: none yet. */
	uint64_t size;
	uint8_t root[HJ_HASH_BYTES];
	uint8_t signature[64];
	uint64_t count; /* of writes */
	char file[HJ_ANCHOR_FILE]; /* whose name is known after create and load */
};
void hj_anchor_clear(struct hj_anchor *a);

/* A new device for this vault, in memory.  HJ_ENOMEM. */
int hj_anchor_new(const uint8_t *vault_id, struct hj_anchor *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Make the file durable, before the first commit that this device signs (after
 * it, when that commit says why a rollback was accepted); an anchor that was
 * there is kept as `anchor.<device id>`.  `state` is made when
 * absent.  HJ_EIO, HJ_ENOMEM: what was there, of this member or another, is
 * there still. */
int hj_anchor_create(const char *state, struct hj_anchor *a,
    const struct hj_member *member, struct hj_error *err) HJ_MUST_CHECK;

/* HJ_ENOTFOUND: this machine has not seen this vault; HJ_EAUTH: sealed to
 * another member; HJ_ECORRUPT; HJ_EVERSION. */
int hj_anchor_load(const char *state, const uint8_t *vault_id,
    const struct hj_member *member, struct hj_anchor *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Take over the last checkpoint of this device's log and the generation. */
void hj_anchor_follow(struct hj_anchor *a, const struct hj_log_head *head,
    uint64_t generation);
/* Overwrite the older slot, after the commit.  HJ_EIO. */
int hj_anchor_save(const char *state, struct hj_anchor *a,
    struct hj_error *err) HJ_MUST_CHECK;

enum hj_anchor_state {
	HJ_ANCHOR_SAME,
	HJ_ANCHOR_LAGS, /* the vault has gone on; save it at the next commit */
	HJ_ANCHOR_UNUSED, /* the device has not signed in this vault: join */
};
/*
 * Hold the vault against it.  HJ_EREFUSED: the vault is older (fewer entries,
 * an older header, or the device unknown to it): a rollback.  Going on with
 * this device would fork its log: an accepted rollback starts a new device.
 * HJ_ECORRUPT: as many entries, but not the same ones.
 */
int hj_anchor_compare(const struct hj_anchor *a, const struct hj_log_head *head,
    uint64_t generation, enum hj_anchor_state *ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
