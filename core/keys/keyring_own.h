/* keyring_own.h: what the files of keyring.h share; nobody else includes it. */
#ifndef HJ_CORE_KEYRING_OWN_H
#define HJ_CORE_KEYRING_OWN_H

#include "core/keys/keyring.h"

#define HJ_KEYS_STORED ((4 + 2 * HJ_TEAMS_MAX + HJ_OLD_LOGS_MAX) * HJ_KEY_LEN)

/* The first part in the order of its bytes, then what is derived from it. */
struct hj_keys {
	uint8_t log[HJ_KEY_LEN];
	uint8_t id[HJ_KEY_LEN];
	uint8_t header[HJ_KEY_LEN];
	uint8_t erase[HJ_KEY_LEN];
	uint8_t team[HJ_TEAMS_MAX][HJ_KEY_LEN];
	uint8_t old[HJ_OLD_LOGS_MAX][HJ_KEY_LEN];
	uint8_t leaving[HJ_TEAMS_MAX][HJ_KEY_LEN];
	uint8_t mask[HJ_KEY_LEN];
	uint8_t lookup[HJ_KEY_LEN];
	uint8_t page[HJ_TEAMS_MAX][HJ_KEY_LEN];
};

struct hj_keyring {
	struct hj_secret *room; /* struct hj_keys */
	bool auditor;
	uint16_t teams; /* bit i: team i */
	uint16_t nold;
	uint16_t leaving; /* bit i: the page key of team i */
};

static inline struct hj_keys *
hj_keyring_keys(const struct hj_keyring *k)
{
	/* All members are bytes, so no alignment is asked for. */
	return (struct hj_keys *)(void *)hj_secret_bytes(k->room);
}

/* Without keys.  NULL: failed. */
struct hj_keyring *hj_keyring_empty(struct hj_error *err) HJ_MUST_CHECK;
/* What follows from the keys, after some of them changed. */
void hj_keyring_derive(struct hj_keyring *k);

#endif
