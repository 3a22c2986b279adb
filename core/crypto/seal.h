/*
 * seal.h: turn bytes into bytes only a key-holder can read, and back.
 *
 * The envelope of format.md 3: nonce 24 | masked head 32 | commitment 32 |
 * ciphertext | tag 16, XChaCha20-Poly1305-IETF (draft-irtf-cfrg-xchacha-03)
 * with a random nonce.  Record key and commitment are the 64 bytes of
 * HKDF-SHA-256 (RFC 5869; salt = nonce, key, "hanji/0/record").  The head is
 * XORed with XChaCha20(mask key, nonce), so that from outside all records
 * look alike.  Associated data: head, vault id, record number.  The plaintext
 * is length (4 bytes), bytes, zero padding to a size class.
 */
#ifndef HJ_CORE_SEAL_H
#define HJ_CORE_SEAL_H

#include "core/base/buf.h"
#include "core/crypto/secret.h"

#define HJ_KEY_LEN 32
#define HJ_KEYID_LEN 16
#define HJ_VAULT_ID_LEN 16
#define HJ_SEAL_OVERHEAD (24 + 32 + 32 + 16)

/* The newest version of any content that this hanji writes. */
#define HJ_RECORD_VERSION 0

/* What a record is; in the masked head. */
enum hj_kind {
	HJ_KIND_ROOT = 1, /* settings, log head, page directories */
	HJ_KIND_CATALOGUE = 2, /* page of rows */
	HJ_KIND_KEYS = 3, /* page of (case id, DEK) */
	HJ_KIND_LOG = 4, /* page of log entries */
	HJ_KIND_REVISION = 5, /* one revision of a case file */
	HJ_KIND_LIST = 6, /* list of page numbers */
	HJ_KIND_DRAFT = 7, /* unfinished input of guided add */
	HJ_KIND_WITNESS = 8, /* what others attested, and we of others */
};

struct hj_head {
	uint8_t suite; /* 1 */
	uint8_t kind;
	uint16_t version; /* of the content */
	uint32_t flags;
	uint8_t keyid[HJ_KEYID_LEN];
};

/* Where a record stands: bound into it as associated data. */
struct hj_place {
	const uint8_t *vault_id; /* HJ_VAULT_ID_LEN */
	const uint8_t *mask; /* HJ_KEY_LEN, derived from `id` */
	uint64_t number;
};

/* First 16 bytes of SHA-256("hanji/0/keyid" || key). */
void hj_seal_keyid(const uint8_t key[static HJ_KEY_LEN],
    uint8_t ret[static HJ_KEYID_LEN]);

/* The stored size for n plaintext bytes: 770, 1318, 2004, 4080 or
 * k x 4096 - 16. */
size_t hj_seal_size(size_t n);
/* The most plaintext that a stored size holds. */
size_t hj_seal_room(size_t stored);

/* Append the envelope of p to `to`.  HJ_ELIMIT: above HJ_RECORD_MAX as
 * stored; HJ_ENOMEM. */
int hj_seal(const struct hj_place *at, enum hj_kind kind, uint16_t version,
    const uint8_t key[static HJ_KEY_LEN], const uint8_t *p, size_t n,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* The head alone, which needs only the mask key: to classify a record.
 * HJ_ECORRUPT: suite or reserved bytes make no sense. */
int hj_seal_head(const struct hj_place *at, const uint8_t *p, size_t n,
    struct hj_head *ret, struct hj_error *err) HJ_MUST_CHECK;

/* Append the plaintext to `to`, which needs room for the padding too (less
 * than n bytes in all).  HJ_ECORRUPT: not what was sealed for this
 * place under this key; nothing is appended.  HJ_EVERSION: suite or version
 * is newer than this hanji. */
int hj_seal_open(const struct hj_place *at, enum hj_kind kind,
    const uint8_t key[static HJ_KEY_LEN], const uint8_t *p, size_t n,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
