#include <string.h>

#include <sodium.h>

#include "core/crypto/kdf.h"
#include "core/keys/header_layout.h"

/* Tag 16 | what and place, each masked | zero. */
#define TAG 16
#define WHAT 16
#define PLACE 17

/* Only who holds `header` can say how long the log was. */
static void
mask(const struct hj_keyring *by, uint64_t entries, uint8_t ret[static 32])
{
	const uint8_t *header = hj_keyring_header(by);
	uint8_t key[32], said[12] = { 'o', 'w', 'e', 'd' };

	hj_header_put(said + 4, entries, 8);
	hj_kdf(HJ_USE_MAC, NULL, 0, header, HJ_KEY_LEN, key, sizeof(key));
	(void)crypto_auth_hmacsha256(ret, said, sizeof(said), key);
	sodium_memzero(key, sizeof(key));
}

void
hj_header_owe(struct hj_header *h, const struct hj_keyring *by,
    const struct hj_header_owed *o, uint64_t entries)
{
	uint8_t m[32];

	mask(by, entries, m);
	m[WHAT] ^= o->what;
	m[PLACE] ^= o->place;
	memcpy(h->image + HJ_AT_OWED, m, TAG + 2);
}

bool
hj_header_owes(const struct hj_header *h, const struct hj_keyring *by,
    uint64_t entries, struct hj_header_owed *ret)
{
	const uint8_t *at = h->image + HJ_AT_OWED;
	uint8_t m[32];

	if (hj_keyring_header(by) == NULL)
		return false;
	mask(by, entries, m);
	*ret = (struct hj_header_owed){ .what = at[WHAT] ^ m[WHAT],
		.place = at[PLACE] ^ m[PLACE] };
	return sodium_memcmp(at, m, TAG) == 0 && ret->place < HJ_MEMBERS_MAX;
}
