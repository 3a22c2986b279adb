#include <assert.h>
#include <string.h>

#include <sodium.h>

#include "core/header_layout.h"

#define SALT 16

/* ---- opening ---- */

static bool
try_slot(const struct hj_header *h, unsigned slot, const struct hj_secret *key,
    struct hj_secret *seed)
{
	const uint8_t *s = hj_header_peek_slot(h, slot);
	uint8_t ad[HJ_SLOT_AD];
	struct hj_box_key k;

	if (s[0] != HJ_SLOT_PASSPHRASE || s[1] != HJ_SLOT_ACTIVE)
		return false;
	hj_header_slot_key(h, slot, s[0], hj_secret_peek(key), ad, &k);
	return hj_box_open(&k, s + HJ_SLOT_BOX, HJ_SEED_LEN + HJ_BOX_OVERHEAD,
	    hj_secret_bytes(seed));
}

/* One run of Argon2id, then each passphrase slot by its commitment and tag. */
static int
seed_from_passphrase(const struct hj_header *h,
    const struct hj_secret *passphrase, struct hj_secret **ret, unsigned *slot,
    struct hj_error *err)
{
	const struct hj_kdf_cost cost = hj_header_cost(h);
	struct hj_secret *key = NULL, *seed = NULL;
	int rc;

	if ((rc = hj_kdf_passphrase(&cost, h->image + HJ_AT_SALT, passphrase,
		 &key, err)) != HJ_OK ||
	    (rc = hj_secret_new(HJ_SEED_LEN, &seed, err)) != HJ_OK)
		goto out;
	for (unsigned i = 0; i < HJ_SLOTS; i++) {
		if (!try_slot(h, i, key, seed))
			continue;
		*slot = i;
		*ret = seed;
		seed = NULL;
		goto out;
	}
	rc = hj_fail(err, HJ_EAUTH,
	    "wrong passphrase: mind capital letters, spaces and the keyboard's language");
out:
	hj_secret_free(seed);
	hj_secret_free(key);
	return rc;
}

/* Which of the keyrings is this member's?  HJ_ENOTFOUND: none. */
static int
find_keyring(const struct hj_header *h, struct hj_opened *o,
    struct hj_error *err)
{
	for (unsigned i = 0; i < HJ_MEMBERS_MAX; i++) {
		int rc = hj_keyring_open(o->member, h->image + HJ_AT_VAULT_ID,
		    h->image + HJ_AT_KEYRINGS + i * HJ_KEYRING_SEALED,
		    HJ_KEYRING_SEALED, &o->keyring, err);

		if (rc == HJ_ECORRUPT)
			continue;
		o->place = i;
		return rc;
	}
	return hj_fail(err, HJ_ENOTFOUND, "no keyring for this member");
}

/* What only a holder of `header` can tell: is it genuine, who am I? */
static int
check(const struct hj_header *h, struct hj_opened *o, struct hj_error *err)
{
	const uint8_t *header = hj_keyring_header(o->keyring);
	struct hj_header_member m;
	uint8_t mac[32];

	if (header == NULL)
		return HJ_OK;
	hj_header_mac(h, header, mac);
	if (sodium_memcmp(mac, h->image + HJ_AT_MAC, sizeof(mac)) != 0)
		return hj_fail(err, HJ_ECORRUPT,
		    "the header was tampered with: restore a backup");
	if (hj_header_member(h, o->keyring, o->place, &m, err) != HJ_OK)
		return (int)err->code;
	memcpy(o->name, m.name, sizeof(o->name));
	for (unsigned i = 0; i < HJ_SLOTS && o->slot == HJ_NO_SLOT; i++)
		if ((m.slots >> i & 1) != 0)
			o->slot = i;
	o->checked = true;
	return HJ_OK;
}

int
hj_header_open(const struct hj_header *h, const struct hj_secret *passphrase,
    const struct hj_secret *seed, struct hj_opened *ret, struct hj_error *err)
{
	struct hj_opened o = { .slot = HJ_NO_SLOT };
	struct hj_secret *found = NULL;
	int rc = HJ_OK;

	assert((passphrase == NULL) != (seed == NULL));
	if (seed == NULL)
		rc = seed_from_passphrase(h, passphrase, &found, &o.slot, err);
	if (rc != HJ_OK ||
	    (rc = hj_member_new(seed != NULL ? seed : found, &o.member, err)) !=
		HJ_OK)
		goto out;
	rc = find_keyring(h, &o, err);
	if (rc == HJ_ENOTFOUND && seed != NULL)
		rc = hj_fail(err, HJ_EAUTH,
		    "the unlocked key opens nothing here: unlock again");
	else if (rc == HJ_ENOTFOUND)
		rc = hj_fail(err, HJ_ECORRUPT,
		    "the keyring of this member is damaged: restore a backup");
	if (rc == HJ_OK)
		rc = check(h, &o, err);
out:
	hj_secret_free(found);
	if (rc == HJ_OK)
		*ret = o;
	else
		hj_opened_clear(&o);
	return rc;
}

void
hj_opened_clear(struct hj_opened *o)
{
	hj_member_free(o->member);
	hj_keyring_free(o->keyring);
	sodium_memzero(o, sizeof(*o));
}

/* ---- a new passphrase ---- */

static bool
alone(const struct hj_header *h, unsigned slot)
{
	for (unsigned i = 0; i < HJ_SLOTS; i++)
		if (i != slot &&
		    hj_header_peek_slot(h, i)[0] == HJ_SLOT_PASSPHRASE)
			return false;
	return true;
}

/* Salt and cost are shared, so that they change only for the last user. */
static int
choose_cost(const struct hj_header *h, unsigned slot,
    const struct hj_kdf_cost *wanted, struct hj_kdf_cost *ret,
    uint8_t salt[static SALT], struct hj_error *err)
{
	const struct hj_kdf_cost now = hj_header_cost(h);

	memcpy(salt, h->image + HJ_AT_SALT, SALT);
	if (alone(h, slot))
		randombytes_buf(salt, SALT);
	else if (wanted != NULL &&
	    (wanted->ops != now.ops || wanted->mem != now.mem))
		return hj_fail(err, HJ_EREFUSED,
		    "other passphrases depend on the cost of the key derivation: it cannot be changed for one of them");
	*ret = wanted != NULL ? *wanted : now;
	return HJ_OK;
}

/* Mark the slot as this member's in the opened list. */
static int
claim(struct hj_buf *b, unsigned slot, unsigned place, struct hj_error *err)
{
	for (unsigned i = 0; i < HJ_MEMBERS_MAX; i++) {
		uint8_t *at = b->data + i * HJ_PLACE_LEN + HJ_PLACE_SLOTS;
		unsigned slots = (unsigned)(at[0] << 8 | at[1]);

		if (i == place)
			hj_header_put(at, slots | 1U << slot, 2);
		else if ((slots >> slot & 1) != 0)
			return hj_fail(err, HJ_EEXISTS,
			    "slot %u belongs to another member", slot);
	}
	return HJ_OK;
}

int
hj_header_passphrase(struct hj_header *h, const struct hj_keyring *by,
    unsigned slot, unsigned place, const struct hj_member *member,
    const struct hj_kdf_cost *cost, const struct hj_secret *passphrase,
    struct hj_error *err)
{
	struct hj_secret *key = NULL, *seed = NULL;
	struct hj_buf b = HJ_BUF(HJ_MEMBERS_LEN);
	uint8_t salt[SALT], ad[HJ_SLOT_AD], *s;
	struct hj_kdf_cost now;
	struct hj_box_key k;
	int rc;

	assert(slot < HJ_SLOTS && place < HJ_MEMBERS_MAX);
	if ((rc = choose_cost(h, slot, cost, &now, salt, err)) != HJ_OK ||
	    (rc = hj_header_read_members(h, by, &b, err)) != HJ_OK ||
	    (rc = claim(&b, slot, place, err)) != HJ_OK ||
	    (rc = hj_member_seed(member, &seed, err)) != HJ_OK ||
	    (rc = hj_kdf_passphrase(&now, salt, passphrase, &key, err)) !=
		HJ_OK)
		goto out;
	/* From here nothing can fail. */
	memcpy(h->image + HJ_AT_SALT, salt, SALT);
	hj_header_put(h->image + HJ_AT_OPS, now.ops, 4);
	hj_header_put(h->image + HJ_AT_MEM, now.mem, 8);
	hj_header_clear_slot(h, slot);
	s = hj_header_slot(h, slot);
	s[0] = HJ_SLOT_PASSPHRASE;
	s[1] = HJ_SLOT_ACTIVE;
	hj_header_slot_key(h, slot, s[0], hj_secret_peek(key), ad, &k);
	hj_box_seal(&k, hj_secret_peek(seed), HJ_SEED_LEN, s + HJ_SLOT_BOX);
	hj_header_write_members(h, by, &b);
out:
	hj_buf_clear(&b);
	hj_secret_free(key);
	hj_secret_free(seed);
	return rc;
}
