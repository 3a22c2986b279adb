#include <assert.h>
#include <string.h>

#include <sodium.h>

#include "core/keys/header_layout.h"

/* In a place of the list. */
#define ROLE 0
#define NAME_LEN 1
#define TEAMS 4
#define X25519 8
#define ED25519 40
#define NAME 72
#define RECOVERY 136

/* At RECOVERY. */
#define MADE 0
#define TESTED 8
#define ACTIVE 16
#define PENDING 18

#define AD_LEN (HJ_VAULT_ID_LEN + 1)

static void
members_key(const struct hj_header *h, const struct hj_keyring *by,
    uint8_t ad[static AD_LEN], struct hj_box_key *ret)
{
	memcpy(ad, h->image + HJ_AT_VAULT_ID, HJ_VAULT_ID_LEN);
	ad[HJ_VAULT_ID_LEN] = 'm';
	*ret = (struct hj_box_key){ HJ_USE_RECORD, hj_keyring_header(by), ad,
		AD_LEN };
}

static int
refused(struct hj_error *err)
{
	return hj_fail(err, HJ_EREFUSED,
	    "an auditor can neither read nor change the list of members");
}

int
hj_header_read_members(const struct hj_header *h, const struct hj_keyring *by,
    struct hj_buf *b, struct hj_error *err)
{
	uint8_t ad[AD_LEN], *to;
	struct hj_box_key key;

	if (hj_keyring_header(by) == NULL)
		return refused(err);
	if (hj_buf_extend(b, HJ_MEMBERS_LEN, &to, err) != HJ_OK)
		return (int)err->code;
	members_key(h, by, ad, &key);
	if (!hj_box_open(&key, h->image + HJ_AT_MEMBERS,
		HJ_MEMBERS_LEN + HJ_BOX_OVERHEAD, to))
		return hj_fail(err, HJ_ECORRUPT,
		    "the list of members is damaged: restore a backup");
	return HJ_OK;
}

void
hj_header_write_members(struct hj_header *h, const struct hj_keyring *by,
    const struct hj_buf *b)
{
	uint8_t ad[AD_LEN];
	struct hj_box_key key;

	assert(b->len == HJ_MEMBERS_LEN);
	members_key(h, by, ad, &key);
	hj_box_seal(&key, b->data, b->len, h->image + HJ_AT_MEMBERS);
}

static int
decode(const uint8_t *p, struct hj_header_member *ret, struct hj_error *err)
{
	if (p[ROLE] == 0)
		return hj_fail(err, HJ_ENOTFOUND, "no member in this place");
	if (p[ROLE] > HJ_ROLE_AUDITOR || p[NAME_LEN] > HJ_NAME_MAX)
		return hj_fail(err, HJ_ECORRUPT,
		    "the list of members makes no sense");
	*ret = (struct hj_header_member){
		.role = (enum hj_role)p[ROLE],
		.slots =
		    (uint16_t)(p[HJ_PLACE_SLOTS] << 8 | p[HJ_PLACE_SLOTS + 1]),
		.teams = (uint16_t)(p[TEAMS] << 8 | p[TEAMS + 1]),
	};
	memcpy(ret->keys.x25519, p + X25519, HJ_PUBLIC_LEN);
	memcpy(ret->keys.ed25519, p + ED25519, HJ_PUBLIC_LEN);
	memcpy(ret->name, p + NAME, p[NAME_LEN]);
	p += RECOVERY;
	ret->recovery = (struct hj_header_recovery){
		.made = (int64_t)hj_header_get(p + MADE, 8),
		.tested = (int64_t)hj_header_get(p + TESTED, 8),
		.active = { p[ACTIVE], p[ACTIVE + 1] },
		.pending = { p[PENDING], p[PENDING + 1] },
	};
	return HJ_OK;
}

static void
encode(const struct hj_header_member *m, uint8_t *p)
{
	size_t n = strlen(m->name);

	memset(p, 0, HJ_PLACE_LEN);
	p[ROLE] = (uint8_t)m->role;
	p[NAME_LEN] = (uint8_t)n;
	hj_header_put(p + HJ_PLACE_SLOTS, m->slots, 2);
	hj_header_put(p + TEAMS, m->teams, 2);
	memcpy(p + X25519, m->keys.x25519, HJ_PUBLIC_LEN);
	memcpy(p + ED25519, m->keys.ed25519, HJ_PUBLIC_LEN);
	memcpy(p + NAME, m->name, n);
	p += RECOVERY;
	hj_header_put(p + MADE, (uint64_t)m->recovery.made, 8);
	hj_header_put(p + TESTED, (uint64_t)m->recovery.tested, 8);
	p[ACTIVE] = m->recovery.active.needed;
	p[ACTIVE + 1] = m->recovery.active.of;
	p[PENDING] = m->recovery.pending.needed;
	p[PENDING + 1] = m->recovery.pending.of;
}

int
hj_header_describe(struct hj_header *h, const struct hj_keyring *by,
    unsigned place, const struct hj_header_member *m, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_MEMBERS_LEN);
	int rc = hj_header_read_members(h, by, &b, err);

	if (rc == HJ_OK) {
		encode(m, b.data + place * HJ_PLACE_LEN);
		hj_header_write_members(h, by, &b);
	}
	hj_buf_clear(&b);
	return rc;
}

int
hj_header_member(const struct hj_header *h, const struct hj_keyring *by,
    unsigned place, struct hj_header_member *ret, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_MEMBERS_LEN);
	int rc;

	assert(place < HJ_MEMBERS_MAX);
	if ((rc = hj_header_read_members(h, by, &b, err)) == HJ_OK)
		rc = decode(b.data + place * HJ_PLACE_LEN, ret, err);
	hj_buf_clear(&b);
	return rc;
}

int
hj_header_set_member(struct hj_header *h, const struct hj_keyring *by,
    unsigned place, const struct hj_header_member *m,
    const struct hj_keyring *keyring, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_MEMBERS_LEN);
	struct hj_buf sealed = HJ_BUF(HJ_KEYRING_SEALED);
	int rc;

	assert(place < HJ_MEMBERS_MAX && strlen(m->name) <= HJ_NAME_MAX);
	if ((rc = hj_header_read_members(h, by, &b, err)) != HJ_OK ||
	    (rc = hj_keyring_seal(keyring, m->keys.x25519,
		 h->image + HJ_AT_VAULT_ID, &sealed, err)) != HJ_OK)
		goto out;
	encode(m, b.data + place * HJ_PLACE_LEN);
	hj_header_write_members(h, by, &b);
	memcpy(h->image + HJ_AT_KEYRINGS + place * HJ_KEYRING_SEALED,
	    sealed.data, sealed.len);
out:
	hj_buf_clear(&b);
	hj_buf_clear(&sealed);
	return rc;
}

int
hj_header_drop_member(struct hj_header *h, const struct hj_keyring *by,
    unsigned place, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_MEMBERS_LEN);
	struct hj_header_member m = { 0 };
	int rc;

	assert(place < HJ_MEMBERS_MAX);
	if ((rc = hj_header_read_members(h, by, &b, err)) != HJ_OK ||
	    (rc = decode(b.data + place * HJ_PLACE_LEN, &m, err)) != HJ_OK)
		goto out;
	for (unsigned i = 0; i < HJ_SLOTS; i++)
		if ((m.slots >> i & 1) != 0)
			hj_header_clear_slot(h, i);
	hj_header_clear_keyring(h, place);
	memset(b.data + place * HJ_PLACE_LEN, 0, HJ_PLACE_LEN);
	hj_header_write_members(h, by, &b);
out:
	hj_buf_clear(&b);
	return rc;
}

int
hj_header_free_place(const struct hj_header *h, const struct hj_keyring *by,
    unsigned *ret, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_MEMBERS_LEN);
	int rc = hj_header_read_members(h, by, &b, err);
	unsigned i = 0;

	while (rc == HJ_OK && i < HJ_MEMBERS_MAX &&
	    b.data[i * HJ_PLACE_LEN + ROLE] != HJ_ROLE_NONE)
		i++;
	if (rc == HJ_OK && i == HJ_MEMBERS_MAX)
		rc = hj_fail(err, HJ_ELIMIT, "a vault has at most %d members",
		    HJ_MEMBERS_MAX);
	if (rc == HJ_OK)
		*ret = i;
	hj_buf_clear(&b);
	return rc;
}

int
hj_header_teams(const struct hj_header *h, const struct hj_keyring *by,
    uint16_t *ret, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_MEMBERS_LEN);
	int rc = hj_header_read_members(h, by, &b, err);

	if (rc == HJ_OK) {
		*ret = hj_keyring_teams(by);
		for (unsigned i = 0; i < HJ_MEMBERS_MAX; i++) {
			const uint8_t *p = b.data + i * HJ_PLACE_LEN;

			*ret |= (uint16_t)(p[TEAMS] << 8 | p[TEAMS + 1]);
		}
	}
	hj_buf_clear(&b);
	return rc;
}

static int
reseal_place(struct hj_header *h, const struct hj_keyring *by, unsigned place,
    const struct hj_keyring *keyring, struct hj_error *err)
{
	struct hj_error nobody = { .say = err->say };
	struct hj_keyring *part = NULL;
	struct hj_header_member m = { 0 };
	int rc = hj_header_member(h, by, place, &m, &nobody);

	if (rc == HJ_ENOTFOUND)
		return HJ_OK;
	if (rc != HJ_OK) {
		*err = nobody;
		return rc;
	}
	rc = m.role == HJ_ROLE_AUDITOR
	    ? hj_keyring_auditor(keyring, &part, err)
	    : hj_keyring_share(keyring,
		  m.role == HJ_ROLE_OWNER ? UINT16_MAX : m.teams, &part, err);
	if (rc == HJ_OK)
		rc = hj_header_set_member(h, by, place, &m, part, err);
	hj_keyring_free(part);
	return rc;
}

int
hj_header_reseal(struct hj_header *h, const struct hj_keyring *by,
    const struct hj_keyring *keyring, struct hj_error *err)
{
	for (unsigned i = 0; i < HJ_MEMBERS_MAX; i++)
		if (reseal_place(h, by, i, keyring, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}
