#include <assert.h>
#include <string.h>

#include <sodium.h>

#include "core/keys/header_layout.h"

static bool
takes_passphrase(const struct hj_header *h, unsigned slot)
{
	const uint8_t type = hj_header_peek_slot(h, slot)[0];

	return type == HJ_SLOT_PASSPHRASE || type == HJ_SLOT_BOTH;
}

bool
hj_header_needs_file(const struct hj_header *h, unsigned slot)
{
	return hj_header_peek_slot(h, slot)[0] == HJ_SLOT_BOTH;
}

/* ---- the seed out of a slot ---- */

static bool
try_slot(const struct hj_header *h, unsigned slot, const struct hj_secret *key,
    struct hj_secret *seed)
{
	const uint8_t *s = hj_header_peek_slot(h, slot);
	uint8_t ad[HJ_SLOT_AD];
	struct hj_box_key k;

	hj_header_slot_key(h, slot, s[0], hj_secret_peek(key), ad, &k);
	return hj_box_open(&k, s + HJ_SLOT_BOX, HJ_SEED_LEN + HJ_BOX_OVERHEAD,
	    hj_secret_bytes(seed));
}

/* The keys that somebody has, by the type of slot that they open. */
struct bunch {
	struct hj_secret *key[HJ_SLOT_BOTH + 1]; /* NULL: none */
	bool pending;
};

static void
clear_bunch(struct bunch *b)
{
	for (size_t i = 0; i < HJ_LEN(b->key); i++)
		hj_secret_free(b->key[i]);
}

/* One run of Argon2id, whatever there is to open. */
static int
make_bunch(const struct hj_header *h, const struct hj_header_ways *with,
    struct bunch *b, struct hj_error *err)
{
	const struct hj_kdf_cost cost = hj_header_cost(h);

	b->pending = with->pending;
	if (with->recovery != NULL)
		return hj_secret_copy(hj_secret_peek(with->recovery),
		    hj_secret_len(with->recovery), &b->key[HJ_SLOT_RECOVERY],
		    err);
	if (hj_kdf_passphrase(&cost, h->image + HJ_AT_SALT, with->passphrase,
		&b->key[HJ_SLOT_PASSPHRASE], err) != HJ_OK ||
	    (with->key_file != NULL &&
		hj_header_key_file(b->key[HJ_SLOT_PASSPHRASE], with->key_file,
		    &b->key[HJ_SLOT_BOTH], err) != HJ_OK))
		return (int)err->code;
	return HJ_OK;
}

static int
nothing_opens(const struct hj_header *h, const struct hj_header_ways *with,
    struct hj_error *err)
{
	bool file = false;

	for (unsigned i = 0; i < HJ_SLOTS; i++)
		file |= hj_header_needs_file(h, i);
	if (with->recovery != NULL)
		return hj_fail(err, HJ_EAUTH,
		    "these recovery shares open nothing here: they were revoked, never tried, or are those of another vault");
	if (with->key_file != NULL)
		return hj_fail(err, HJ_EAUTH,
		    "wrong passphrase, or not the key file of this vault");
	if (file)
		return hj_fail(err, HJ_EAUTH,
		    "wrong passphrase, or the key file is missing: give it with --key-file FILE");
	return hj_fail(err, HJ_EAUTH,
	    "wrong passphrase: mind capital letters, spaces and the keyboard's language");
}

/* Each slot is tried by its commitment and tag. */
static int
find_seed(const struct hj_header *h, const struct hj_header_ways *with,
    struct hj_secret **ret, unsigned *slot, struct hj_error *err)
{
	struct bunch b = { .pending = false };
	struct hj_secret *seed = NULL;
	int rc;

	if ((rc = make_bunch(h, with, &b, err)) != HJ_OK ||
	    (rc = hj_secret_new(HJ_SEED_LEN, &seed, err)) != HJ_OK)
		goto out;
	for (unsigned i = 0; i < HJ_SLOTS; i++) {
		const uint8_t *s = hj_header_peek_slot(h, i);

		if (s[0] > HJ_SLOT_BOTH || b.key[s[0]] == NULL ||
		    (s[1] != HJ_SLOT_ACTIVE &&
			!(s[1] == HJ_SLOT_PENDING && b.pending)) ||
		    !try_slot(h, i, b.key[s[0]], seed))
			continue;
		*slot = i;
		*ret = seed;
		seed = NULL;
		goto out;
	}
	rc = nothing_opens(h, with, err);
out:
	hj_secret_free(seed);
	clear_bunch(&b);
	return rc;
}

/* ---- opening ---- */

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

	o->role = HJ_ROLE_AUDITOR;
	if (header == NULL)
		return HJ_OK;
	hj_header_mac(h, header, mac);
	if (sodium_memcmp(mac, h->image + HJ_AT_MAC, sizeof(mac)) != 0)
		return hj_fail(err, HJ_ECORRUPT,
		    "the header was tampered with: restore a backup");
	if (hj_header_member(h, o->keyring, o->place, &m, err) != HJ_OK)
		return (int)err->code;
	memcpy(o->name, m.name, sizeof(o->name));
	o->role = m.role;
	for (unsigned i = 0; i < HJ_SLOTS && o->slot == HJ_NO_SLOT; i++)
		if ((m.slots >> i & 1) != 0 && takes_passphrase(h, i))
			o->slot = i;
	o->checked = true;
	return HJ_OK;
}

int
hj_header_enter(const struct hj_header *h, const struct hj_header_ways *with,
    struct hj_opened *ret, struct hj_error *err)
{
	struct hj_opened o = { .slot = HJ_NO_SLOT, .recovery = HJ_NO_SLOT };
	const struct hj_secret *seed = with->seed;
	struct hj_secret *found = NULL;
	int rc = HJ_OK;

	assert((with->passphrase != NULL) + (with->seed != NULL) +
		(with->recovery != NULL) ==
	    1);
	if (seed == NULL)
		rc = find_seed(h, with, &found,
		    with->recovery != NULL ? &o.recovery : &o.slot, err);
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

int
hj_header_open(const struct hj_header *h, const struct hj_secret *passphrase,
    const struct hj_secret *seed, struct hj_opened *ret, struct hj_error *err)
{
	const struct hj_header_ways with = { .passphrase = passphrase,
		.seed = seed };

	return hj_header_enter(h, &with, ret, err);
}

void
hj_opened_clear(struct hj_opened *o)
{
	hj_member_free(o->member);
	hj_keyring_free(o->keyring);
	sodium_memzero(o, sizeof(*o));
}
