/*
 * header_layout.h: where the bytes of a header file stand, for the files that
 * make up header.h and nobody else.
 */
#ifndef HJ_CORE_HEADER_LAYOUT_H
#define HJ_CORE_HEADER_LAYOUT_H

#include "core/crypto/box.h"
#include "core/keys/header.h"

#define HJ_AT_VERSION 8
#define HJ_AT_WORD 10
#define HJ_AT_ORDER 11
#define HJ_AT_GENERATION 16
#define HJ_AT_VAULT_ID 24
#define HJ_AT_SALT 40
#define HJ_AT_OPS 56
#define HJ_AT_MEM 64
#define HJ_AT_OWED 72
#define HJ_AT_SLOTS 128
#define HJ_SLOT_LEN 128
#define HJ_SLOT_BOX 8 /* in the slot */
#define HJ_AT_MEMBERS (HJ_AT_SLOTS + HJ_SLOTS * HJ_SLOT_LEN)
#define HJ_PLACE_LEN 160
#define HJ_MEMBERS_LEN (HJ_MEMBERS_MAX * HJ_PLACE_LEN)
#define HJ_AT_KEYRINGS (HJ_AT_MEMBERS + HJ_MEMBERS_LEN + HJ_BOX_OVERHEAD)
#define HJ_AT_TEAMS (HJ_AT_KEYRINGS + HJ_MEMBERS_MAX * HJ_KEYRING_SEALED)
#define HJ_TEAM_LEN 80
#define HJ_TEAM_NAME 16 /* in the team */
#define HJ_TEAM_NAMES_LEN (HJ_TEAMS_MAX * HJ_TEAM_LEN)
#define HJ_AT_MAC (HJ_HEADER_LEN - 64)
#define HJ_AT_HASH (HJ_HEADER_LEN - 32)

struct hj_header {
	uint8_t image[HJ_HEADER_LEN]; /* nothing in it is secret */
	uint64_t generation;
	bool whole[2]; /* header.a, header.b */
	bool lagging[2];
};

/* Do these bytes begin as a header does? */
bool hj_header_is(const uint8_t *p);

static inline uint8_t *
hj_header_slot(struct hj_header *h, unsigned slot)
{
	return h->image + HJ_AT_SLOTS + (size_t)slot * HJ_SLOT_LEN;
}

static inline const uint8_t *
hj_header_peek_slot(const struct hj_header *h, unsigned slot)
{
	return h->image + HJ_AT_SLOTS + (size_t)slot * HJ_SLOT_LEN;
}

/* The cost as it stands in the file: not checked yet. */
struct hj_kdf_cost hj_header_cost(const struct hj_header *h);
/* Big-endian. */
uint64_t hj_header_get(const uint8_t *p, size_t n);
void hj_header_put(uint8_t *to, uint64_t v, size_t n);

/* Key of a slot's box; ad has room for what is bound into it. */
#define HJ_SLOT_AD (HJ_VAULT_ID_LEN + 3)
void hj_header_slot_key(const struct hj_header *h, unsigned slot, uint8_t type,
    const uint8_t *key, uint8_t ad[static HJ_SLOT_AD], struct hj_box_key *ret);
/* Key of a slot for a passphrase (its 32 bytes of Argon2id) with a key file.
 * HJ_EINVAL: the file has not HJ_KEY_FILE_LEN bytes. */
int hj_header_key_file(const struct hj_secret *passphrase_key,
    const struct hj_secret *file, struct hj_secret **ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* The seed into a slot that was cleared, under this key of 32 bytes. */
void
hj_header_fill_slot(struct hj_header *h, unsigned slot, enum hj_slot_type type,
    enum hj_slot_state state, const uint8_t *key, const struct hj_secret *seed);
/* A place, keyring or slot that nobody uses looks like one that is used. */
void hj_header_clear_keyring(struct hj_header *h, unsigned place);
void hj_header_clear_slot(struct hj_header *h, unsigned slot);

/* MAC of the image as it stands, under `header`. */
void hj_header_mac(const struct hj_header *h, const uint8_t *header,
    uint8_t ret[static 32]);

/* The list of members, opened into b or sealed from it. */
int
hj_header_read_members(const struct hj_header *h, const struct hj_keyring *by,
    struct hj_buf *b, struct hj_error *err) HJ_MUST_CHECK;
void hj_header_write_members(struct hj_header *h, const struct hj_keyring *by,
    const struct hj_buf *b);
/* What the list says of one member, anew; the keyring stays. */
int hj_header_describe(struct hj_header *h, const struct hj_keyring *by,
    unsigned place, const struct hj_header_member *m,
    struct hj_error *err) HJ_MUST_CHECK;
/* Slots of a place in an opened list, and back. */
#define HJ_PLACE_SLOTS 2 /* in the place */

#endif
