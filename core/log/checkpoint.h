/*
 * checkpoint.h: "my log has this many entries and this root", signed.
 *
 * https://c2sp.org/tlog-checkpoint: a signed note of three lines: origin,
 * size in decimal, root in base64.  Our origin is
 * "hanji/<vault id, 32 hex digits>/<device id, 16 hex digits>"; the device
 * signs under the same name.  We make no extension lines and refuse them.
 */
#ifndef HJ_CORE_CHECKPOINT_H
#define HJ_CORE_CHECKPOINT_H

#include "core/log/log.h"
#include "core/log/note.h"
#include "core/log/tree.h"

#define HJ_ORIGIN_MAX 56 /* "hanji/", 32, "/", 16 and NUL */

struct hj_checkpoint {
	char origin[HJ_ORIGIN_MAX];
	uint64_t size;
	uint8_t root[HJ_HASH_BYTES];
};

/* vault_id has HJ_VAULT_ID_LEN bytes. */
void hj_checkpoint_origin(const uint8_t *vault_id, const char *device,
    char ret[static HJ_ORIGIN_MAX]);

/* Append the three lines, which are what is signed. */
int hj_checkpoint_text(const struct hj_checkpoint *c, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* The `parent` of the next commit entry: SHA-256 of the three lines. */
int hj_checkpoint_hash(const struct hj_checkpoint *c,
    uint8_t ret[static HJ_HASH_BYTES], struct hj_error *err) HJ_MUST_CHECK;

/* Read the text of a note, signatures not looked at.  HJ_EINVAL. */
int hj_checkpoint_parse(const char *p, size_t n, struct hj_checkpoint *ret,
    struct hj_error *err) HJ_MUST_CHECK;

int hj_checkpoint_sign(const struct hj_checkpoint *c,
    const struct hj_member *device, uint8_t ret[static 64],
    struct hj_error *err) HJ_MUST_CHECK;
/* Does this device's signature fit? */
bool hj_checkpoint_signed(const struct hj_checkpoint *c,
    const uint8_t key[static 32], const uint8_t signature[static 64]);

/* Append the whole note. */
int hj_checkpoint_note(const struct hj_checkpoint *c,
    const uint8_t key[static 32], const uint8_t signature[static 64],
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;
/* Read and check a whole note of this device.  As hj_note_open(). */
int hj_checkpoint_open(const char *p, size_t n, const uint8_t key[static 32],
    struct hj_checkpoint *ret, struct hj_error *err) HJ_MUST_CHECK;

#endif
