#include <assert.h>
#include <string.h>

#include <sodium.h>

#include "core/keys/header_layout.h"

#define SALT 16

int
hj_header_free_slot(const struct hj_header *h, unsigned *ret,
    struct hj_error *err)
{
	for (unsigned i = 0; i < HJ_SLOTS; i++)
		if (hj_header_peek_slot(h, i)[0] == 0) {
			*ret = i;
			return HJ_OK;
		}
	return hj_fail(err, HJ_ELIMIT,
	    "all %d ways into the vault are in use: remove one first",
	    HJ_SLOTS);
}

void
hj_header_fill_slot(struct hj_header *h, unsigned slot, enum hj_slot_type type,
    enum hj_slot_state state, const uint8_t *key, const struct hj_secret *seed)
{
	uint8_t *s = hj_header_slot(h, slot), ad[HJ_SLOT_AD];
	struct hj_box_key k;

	hj_header_clear_slot(h, slot);
	s[0] = (uint8_t)type;
	s[1] = (uint8_t)state;
	hj_header_slot_key(h, slot, s[0], key, ad, &k);
	hj_box_seal(&k, hj_secret_peek(seed), HJ_SEED_LEN, s + HJ_SLOT_BOX);
}

int
hj_header_key_file(const struct hj_secret *passphrase_key,
    const struct hj_secret *file, struct hj_secret **ret, struct hj_error *err)
{
	if (hj_secret_len(file) != HJ_KEY_FILE_LEN)
		return hj_fail(err, HJ_EINVAL, "a key file has %d bytes",
		    HJ_KEY_FILE_LEN);
	if (hj_secret_new(HJ_KEY_LEN, ret, err) != HJ_OK)
		return (int)err->code;
	hj_kdf(HJ_USE_KEY_FILE, hj_secret_peek(file), HJ_KEY_FILE_LEN,
	    hj_secret_peek(passphrase_key), hj_secret_len(passphrase_key),
	    hj_secret_bytes(*ret), HJ_KEY_LEN);
	return HJ_OK;
}

static bool
alone(const struct hj_header *h, unsigned slot)
{
	for (unsigned i = 0; i < HJ_SLOTS; i++)
		if (i != slot &&
		    (hj_header_peek_slot(h, i)[0] == HJ_SLOT_PASSPHRASE ||
			hj_header_needs_file(h, i)))
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
hj_header_passphrase_and_file(struct hj_header *h, const struct hj_keyring *by,
    unsigned slot, unsigned place, const struct hj_member *member,
    const struct hj_kdf_cost *cost, const struct hj_secret *passphrase,
    const struct hj_secret *key_file, struct hj_error *err)
{
	struct hj_secret *key = NULL, *both = NULL, *seed = NULL;
	struct hj_buf b = HJ_BUF(HJ_MEMBERS_LEN);
	struct hj_kdf_cost now;
	uint8_t salt[SALT];
	int rc;

	assert(slot < HJ_SLOTS && place < HJ_MEMBERS_MAX);
	if ((rc = choose_cost(h, slot, cost, &now, salt, err)) != HJ_OK ||
	    (rc = hj_header_read_members(h, by, &b, err)) != HJ_OK ||
	    (rc = claim(&b, slot, place, err)) != HJ_OK ||
	    (rc = hj_member_seed(member, &seed, err)) != HJ_OK ||
	    (rc = hj_kdf_passphrase(&now, salt, passphrase, &key, err)) !=
		HJ_OK ||
	    (key_file != NULL &&
		(rc = hj_header_key_file(key, key_file, &both, err)) != HJ_OK))
		goto out;
	/* From here nothing can fail. */
	memcpy(h->image + HJ_AT_SALT, salt, SALT);
	hj_header_put(h->image + HJ_AT_OPS, now.ops, 4);
	hj_header_put(h->image + HJ_AT_MEM, now.mem, 8);
	hj_header_fill_slot(h, slot,
	    both != NULL ? HJ_SLOT_BOTH : HJ_SLOT_PASSPHRASE, HJ_SLOT_ACTIVE,
	    hj_secret_peek(both != NULL ? both : key), seed);
	hj_header_write_members(h, by, &b);
out:
	hj_buf_clear(&b);
	hj_secret_free(both);
	hj_secret_free(key);
	hj_secret_free(seed);
	return rc;
}

int
hj_header_passphrase(struct hj_header *h, const struct hj_keyring *by,
    unsigned slot, unsigned place, const struct hj_member *member,
    const struct hj_kdf_cost *cost, const struct hj_secret *passphrase,
    struct hj_error *err)
{
	return hj_header_passphrase_and_file(h, by, slot, place, member, cost,
	    passphrase, NULL, err);
}
