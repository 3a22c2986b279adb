/*
 * keyring.h: the random keys of a vault that a member holds, and the keys
 * derived from them.
 *
 * `log` (log pages, settings, public keys), `id` (mask and lookup), `header`
 * (names and MAC of the header files), `erase` and up to 16 team keys
 * (catalogue and key pages), and keys that only read: older log keys, and,
 * while the pages of a vault are sealed anew (rekey.h), the page keys that
 * leave.  An auditor's keyring holds `log`, older `log` and `id` only.  Everything lies
 * in one guarded allocation; what a call returns is borrowed until the keyring
 * is freed or changed.
 */
#ifndef HJ_CORE_KEYRING_H
#define HJ_CORE_KEYRING_H

#include "core/base/buf.h"
#include "core/crypto/seal.h"
#include "core/keys/member.h"

#define HJ_TEAMS_MAX 16
#define HJ_OLD_LOGS_MAX 64 /* removals of members */

struct hj_keyring;

/* Fresh random keys with team 0.  HJ_ENOMEM. */
int hj_keyring_new(struct hj_keyring **ret, struct hj_error *err) HJ_MUST_CHECK;
/* A copy with `log`, older `log` and `id` only. */
int hj_keyring_auditor(const struct hj_keyring *k, struct hj_keyring **ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* A copy with these teams only (bit i: team i), as far as k holds them. */
int hj_keyring_share(const struct hj_keyring *k, uint16_t teams,
    struct hj_keyring **ret, struct hj_error *err) HJ_MUST_CHECK;
void hj_keyring_free(struct hj_keyring *k);

/* HJ_KEY_LEN bytes each; NULL: this member does not hold it. */
const uint8_t *hj_keyring_log(const struct hj_keyring *k); /* never NULL */
const uint8_t *hj_keyring_header(const struct hj_keyring *k);
const uint8_t *hj_keyring_mask(const struct hj_keyring *k); /* never NULL */
const uint8_t *hj_keyring_lookup(const struct hj_keyring *k); /* never NULL */
/* KDF(salt = `erase`, `team`, page): seals catalogue and key pages. */
const uint8_t *hj_keyring_page(const struct hj_keyring *k, unsigned team);

/* Bit i: team i. */
uint16_t hj_keyring_teams(const struct hj_keyring *k);

/*
 * The key that seals what is written of a case now, revisions and attachments.
 * While nobody was ever removed it is the key of the case (DEK) itself; later it
 * is HKDF(salt = `log`, DEK, case).  Whoever was removed may have copied the
 * DEK, but does not hold the `log` that came after: what is written from then on
 * does not open for them, and nothing had to be encrypted anew.
 */
void hj_keyring_case(const struct hj_keyring *k,
    const uint8_t dek[static HJ_KEY_LEN], uint8_t ret[static HJ_KEY_LEN]);
/* All that were in use, the present one first: how many there are, and the
 * i-th. */
size_t hj_keyring_cases(const struct hj_keyring *k);
void hj_keyring_case_at(const struct hj_keyring *k, size_t i,
    const uint8_t dek[static HJ_KEY_LEN], uint8_t ret[static HJ_KEY_LEN]);
/* The one with this key id.  False: it is none of this case's. */
bool hj_keyring_find_case(const struct hj_keyring *k,
    const uint8_t dek[static HJ_KEY_LEN],
    const uint8_t keyid[static HJ_KEYID_LEN], uint8_t ret[static HJ_KEY_LEN]);

/* The present log key and the older ones, the newest first; NULL at the end. */
const uint8_t *hj_keyring_log_at(const struct hj_keyring *k, size_t i);
/* The present or an older log key by the key id in a record's head, NULL:
 * none of them. */
const uint8_t *hj_keyring_find_log(const struct hj_keyring *k,
    const uint8_t keyid[static HJ_KEYID_LEN]);
/* The team whose page key has this key id: 0 to 15, or -1. */
int hj_keyring_find_team(const struct hj_keyring *k,
    const uint8_t keyid[static HJ_KEYID_LEN]);

/* Page keys that leave: they open what is not sealed anew yet, and seal
 * nothing.  Key id -> team, or -1; NULL: there is none. */
int hj_keyring_find_leaving(const struct hj_keyring *k,
    const uint8_t keyid[static HJ_KEYID_LEN]);
const uint8_t *hj_keyring_leaving(const struct hj_keyring *k, unsigned team);
bool hj_keyring_is_leaving(const struct hj_keyring *k);
/* The present page keys leave, before they are renewed; and are gone. */
void hj_keyring_leave(struct hj_keyring *k);
void hj_keyring_forget(struct hj_keyring *k);

/* New keys.  The old `log` goes to the older ones (HJ_ELIMIT: 64 are there);
 * the old `erase` and team keys are wiped: the caller re-seals the pages, and
 * calls hj_keyring_leave() first to be able to. */
int
hj_keyring_renew_log(struct hj_keyring *k, struct hj_error *err) HJ_MUST_CHECK;
void hj_keyring_renew_erase(struct hj_keyring *k);
/* The caller seals what stands in the header files anew: see
 * hj_header_renew_key(). */
void hj_keyring_renew_header(struct hj_keyring *k);
void hj_keyring_renew_team(struct hj_keyring *k, unsigned team); /* or add */

/*
 * As bytes: version 2, flags 2 (bit 0: auditor), teams 2 (bit i: team i),
 * number of older logs 2, teams whose page key leaves 2, `log`, `id`, `header`,
 * `erase`, 16 teams, 64 older logs, 16 page keys that leave, 32 bytes each,
 * absent ones zero; sealed to the member with context
 * "keyring".  One size for everybody.
 */
#define HJ_KEYRING_BYTES (10 + (4 + 2 * HJ_TEAMS_MAX + HJ_OLD_LOGS_MAX) * 32)
#define HJ_KEYRING_SEALED (HJ_KEYRING_BYTES + HJ_MEMBER_OVERHEAD)

int hj_keyring_seal(const struct hj_keyring *k,
    const uint8_t x25519[static HJ_PUBLIC_LEN],
    const uint8_t vault_id[static HJ_VAULT_ID_LEN], struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* HJ_ECORRUPT: not this member's, or its content makes no sense;
 * HJ_EVERSION. */
int hj_keyring_open(const struct hj_member *m,
    const uint8_t vault_id[static HJ_VAULT_ID_LEN], const uint8_t *p, size_t n,
    struct hj_keyring **ret, struct hj_error *err) HJ_MUST_CHECK;

#endif
