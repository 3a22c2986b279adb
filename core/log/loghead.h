/*
 * loghead.h: where the logs of a vault stand.
 *
 * Part of the root HJ_ROOT_HEAD.  Every device has a log of its own.  The head
 * holds for each its public key, size and frontier of the tree, signature of
 * the last checkpoint (whose text follows from vault id, device, size and
 * root), and from which checkpoint of which device it went on; and who was a
 * member as what from when to when (roll.h).  Version 0, integers big-endian:
 *
 *	version 2 | vault id 16 | entries of all logs 8 | active device 2 |
 *	number of statements 2, of devices 2 | statements of the roll | devices
 *
 * A device: key 32 | from 2 | from size 8 | size 8 | signature 64 | frontier,
 * 32 bytes a node.
 */
#ifndef HJ_CORE_LOGHEAD_H
#define HJ_CORE_LOGHEAD_H

#include "core/log/checkpoint.h"
#include "core/log/log.h"
#include "core/log/roll.h"
#include "core/log/tree.h"

#define HJ_LOGHEAD_VERSION 0
#define HJ_DEVICES_MAX 256
#define HJ_NO_DEVICE UINT16_MAX

struct hj_device_log {
	uint8_t key[32]; /* Ed25519, public */
	char id[HJ_FINGERPRINT];
	uint16_t from; /* index of the device it went on from, or NO_DEVICE */
	uint64_t from_size; /* ... whose log had this many entries */
	struct hj_tree tree;
	uint8_t signature[64]; /* of the last checkpoint */
};

struct hj_log_head {
	uint8_t vault_id[16];
	uint64_t entries; /* of all devices: the next position */
	uint16_t active; /* whose commit is the newest */
	uint16_t ndevices;
	struct hj_roll roll;
	struct hj_device_log *device; /* owned; in order of their beginning */
};

/* No log yet. */
void hj_log_head_init(struct hj_log_head *h, const uint8_t *vault_id);
void hj_log_head_clear(struct hj_log_head *h);

int hj_log_head_encode(const struct hj_log_head *h, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* HJ_ECORRUPT; HJ_EVERSION; HJ_ENOMEM. */
int hj_log_head_decode(const uint8_t *p, size_t n, struct hj_log_head *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* NULL: no log of this device; by key, or by id. */
struct hj_device_log *
hj_log_head_find(const struct hj_log_head *h, const uint8_t key[static 32]);
struct hj_device_log *
hj_log_head_device(const struct hj_log_head *h, const char *id);
/* An empty log of a new device, which becomes the active one and goes on from
 * what was active before.  HJ_ELIMIT: HJ_DEVICES_MAX; HJ_ENOMEM. */
int hj_log_head_join(struct hj_log_head *h, const uint8_t key[static 32],
    struct hj_error *err) HJ_MUST_CHECK;
/* May this member sign what comes next?  In a vault without a log yet they are
 * its founder.  HJ_EAUTH: no member, or none any more. */
int hj_log_head_admit(struct hj_log_head *h, const struct hj_member *m,
    enum hj_role *ret, struct hj_error *err) HJ_MUST_CHECK;

/* The last checkpoint of a device's log. */
void hj_device_log_checkpoint(const struct hj_log_head *h,
    const struct hj_device_log *d, struct hj_checkpoint *ret);

#endif
