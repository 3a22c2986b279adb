#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/keys/header_layout.h"

#define VERSION 0

static const uint8_t magic[8] = { 'h', 'a', 'n', 'j', 'i', '\r', '\n', 0x1a };

static uint8_t
byte_order(void)
{
	const uint16_t one = 1;

	return *(const uint8_t *)&one == 1 ? 1 : 2;
}

void
hj_header_put(uint8_t *to, uint64_t v, size_t n)
{
	while (n-- > 0) {
		to[n] = (uint8_t)v;
		v >>= 8;
	}
}

uint64_t
hj_header_get(const uint8_t *p, size_t n)
{
	uint64_t v = 0;

	for (size_t i = 0; i < n; i++)
		v = v << 8 | p[i];
	return v;
}

struct hj_kdf_cost
hj_header_cost(const struct hj_header *h)
{
	return (struct hj_kdf_cost){
		.ops = (uint32_t)hj_header_get(h->image + HJ_AT_OPS, 4),
		.mem = hj_header_get(h->image + HJ_AT_MEM, 8),
	};
}

void
hj_header_slot_key(const struct hj_header *h, unsigned slot, uint8_t type,
    const uint8_t *key, uint8_t ad[static HJ_SLOT_AD], struct hj_box_key *ret)
{
	memcpy(ad, h->image + HJ_AT_VAULT_ID, HJ_VAULT_ID_LEN);
	ad[HJ_VAULT_ID_LEN] = 's';
	ad[HJ_VAULT_ID_LEN + 1] = (uint8_t)slot;
	ad[HJ_VAULT_ID_LEN + 2] = type;
	*ret = (struct hj_box_key){ HJ_USE_SLOT, key, ad, HJ_SLOT_AD };
}

void
hj_header_clear_slot(struct hj_header *h, unsigned slot)
{
	uint8_t *s = hj_header_slot(h, slot);

	memset(s, 0, HJ_SLOT_BOX);
	randombytes_buf(s + HJ_SLOT_BOX, HJ_SLOT_LEN - HJ_SLOT_BOX);
}

void
hj_header_clear_keyring(struct hj_header *h, unsigned place)
{
	uint8_t *k = h->image + HJ_AT_KEYRINGS + place * HJ_KEYRING_SEALED;
	uint8_t nobody[32];

	/* 32 random bytes are a point of the curve half of the time only. */
	randombytes_buf(k, HJ_KEYRING_SEALED);
	randombytes_buf(nobody, sizeof(nobody));
	(void)crypto_scalarmult_base(k, nobody);
	sodium_memzero(nobody, sizeof(nobody));
}

void
hj_header_mac(const struct hj_header *h, const uint8_t *header,
    uint8_t ret[static 32])
{
	uint8_t key[32];

	hj_kdf(HJ_USE_MAC, NULL, 0, header, HJ_KEY_LEN, key, sizeof(key));
	(void)crypto_auth_hmacsha256(ret, h->image, HJ_AT_MAC, key);
	sodium_memzero(key, sizeof(key));
}

static void
blank(struct hj_header *h)
{
	uint8_t *p = h->image;

	randombytes_buf(p, HJ_HEADER_LEN);
	memset(p, 0, HJ_AT_SLOTS);
	memcpy(p, magic, sizeof(magic));
	hj_header_put(p + HJ_AT_VERSION, VERSION, 2);
	p[HJ_AT_WORD] = sizeof(void *);
	p[HJ_AT_ORDER] = byte_order();
	randombytes_buf(p + HJ_AT_VAULT_ID, HJ_VAULT_ID_LEN);
	for (unsigned i = 0; i < HJ_SLOTS; i++)
		hj_header_clear_slot(h, i);
	for (unsigned i = 0; i < HJ_MEMBERS_MAX; i++)
		hj_header_clear_keyring(h, i);
}

static int
describe(const struct hj_header_birth *b, struct hj_header_member *ret,
    struct hj_error *err)
{
	size_t n = strlen(b->name);

	if (n == 0 || n > HJ_NAME_MAX)
		return hj_fail(err, HJ_EINVAL,
		    "a member's name has 1 to %d bytes", HJ_NAME_MAX);
	*ret = (struct hj_header_member){ .role = HJ_ROLE_OWNER,
		.teams = hj_keyring_teams(b->keyring),
		.keys = *hj_member_public(b->member) };
	memcpy(ret->name, b->name, n + 1);
	return HJ_OK;
}

int
hj_header_new(const struct hj_header_birth *b, struct hj_header **ret,
    struct hj_error *err)
{
	struct hj_buf none = HJ_BUF(HJ_MEMBERS_LEN);
	struct hj_header *h = NULL;
	struct hj_header_member m;
	uint8_t *p;
	int rc;

	assert(hj_keyring_header(b->keyring) != NULL);
	if ((rc = describe(b, &m, err)) != HJ_OK ||
	    (rc = hj_buf_extend(&none, HJ_MEMBERS_LEN, &p, err)) != HJ_OK)
		goto out;
	memset(p, 0, HJ_MEMBERS_LEN);
	if ((h = calloc(1, sizeof(*h))) == NULL) {
		rc = hj_fail(err, HJ_ENOMEM, "out of memory");
		goto out;
	}
	blank(h);
	hj_header_write_members(h, b->keyring, &none);
	if ((rc = hj_header_set_member(h, b->keyring, 0, &m, b->keyring,
		 err)) == HJ_OK)
		rc = hj_header_passphrase(h, b->keyring, 0, 0, b->member,
		    b->cost, b->passphrase, err);
out:
	hj_buf_clear(&none);
	if (rc != HJ_OK)
		hj_header_free(h);
	else
		*ret = h;
	return rc;
}

bool
hj_header_is(const uint8_t *p)
{
	return memcmp(p, magic, sizeof(magic)) == 0;
}

/* The bytes that every version keeps where they are. */
static int
judge(const uint8_t *p, size_t n, struct hj_error *err)
{
	uint8_t hash[32];

	if (n < sizeof(magic) || !hj_header_is(p))
		return hj_fail(err, HJ_EINVAL, "not the header of a vault");
	if (n != HJ_HEADER_LEN)
		return hj_fail(err, HJ_ECORRUPT, "the header has not %d bytes",
		    HJ_HEADER_LEN);
	(void)crypto_hash_sha256(hash, p, HJ_AT_HASH);
	if (sodium_memcmp(hash, p + HJ_AT_HASH, sizeof(hash)) != 0)
		return hj_fail(err, HJ_ECORRUPT,
		    "the header is damaged or half written");
	if (hj_header_get(p + HJ_AT_VERSION, 2) > VERSION)
		return hj_fail(err, HJ_EVERSION,
		    "this vault was made by a newer hanji: install it to open the vault");
	if (p[HJ_AT_WORD] != sizeof(void *) || p[HJ_AT_ORDER] != byte_order())
		return hj_fail(err, HJ_EVERSION,
		    "this vault was made on a computer of another kind: export there and import here");
	return HJ_OK;
}

int
hj_header_parse(const uint8_t *p, size_t n, struct hj_header **ret,
    struct hj_error *err)
{
	struct hj_header *h;

	if (judge(p, n, err) != HJ_OK)
		return (int)err->code;
	if ((h = calloc(1, sizeof(*h))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	memcpy(h->image, p, HJ_HEADER_LEN);
	h->generation = hj_header_get(p + HJ_AT_GENERATION, 8);
	*ret = h;
	return HJ_OK;
}

void
hj_header_free(struct hj_header *h)
{
	free(h);
}

void
hj_header_facts(const struct hj_header *h, struct hj_header_facts *ret)
{
	*ret = (struct hj_header_facts){ .generation = h->generation,
		.cost = hj_header_cost(h) };
	memcpy(ret->vault_id, h->image + HJ_AT_VAULT_ID, HJ_VAULT_ID_LEN);
	for (unsigned i = 0; i < HJ_SLOTS; i++)
		if (hj_header_peek_slot(h, i)[0] != 0)
			ret->slots++;
	if (!h->whole[0] || !h->whole[1])
		ret->damaged = h->whole[0] ? "header.b" : "header.a";
	ret->lagging = h->lagging[0] || h->lagging[1];
}
