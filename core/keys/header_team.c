#include <assert.h>
#include <string.h>

#include "core/keys/header_layout.h"

#define AD_LEN (HJ_VAULT_ID_LEN + 1)

static void
teams_key(const struct hj_header *h, const struct hj_keyring *by,
    uint8_t ad[static AD_LEN], struct hj_box_key *ret)
{
	memcpy(ad, h->image + HJ_AT_VAULT_ID, HJ_VAULT_ID_LEN);
	ad[HJ_VAULT_ID_LEN] = 't';
	*ret = (struct hj_box_key){ HJ_USE_RECORD, hj_keyring_header(by), ad,
		AD_LEN };
}

static int
read_names(const struct hj_header *h, const struct hj_keyring *by,
    struct hj_buf *b, struct hj_error *err)
{
	uint8_t ad[AD_LEN], *to;
	struct hj_box_key key;

	if (hj_keyring_header(by) == NULL)
		return hj_fail(err, HJ_EREFUSED,
		    "an auditor cannot read the names of teams");
	if (hj_buf_extend(b, HJ_TEAM_NAMES_LEN, &to, err) != HJ_OK)
		return (int)err->code;
	teams_key(h, by, ad, &key);
	/* Damage would not have passed the MAC: nobody named a team yet. */
	if (!hj_box_open(&key, h->image + HJ_AT_TEAMS,
		HJ_TEAM_NAMES_LEN + HJ_BOX_OVERHEAD, to))
		memset(to, 0, HJ_TEAM_NAMES_LEN);
	return HJ_OK;
}

static void
write_names(struct hj_header *h, const struct hj_keyring *by,
    const struct hj_buf *b)
{
	uint8_t ad[AD_LEN];
	struct hj_box_key key;

	teams_key(h, by, ad, &key);
	hj_box_seal(&key, b->data, b->len, h->image + HJ_AT_TEAMS);
}

int
hj_header_renew_key(struct hj_header *h, struct hj_keyring *by,
    struct hj_error *err)
{
	struct hj_buf names = HJ_BUF(HJ_TEAM_NAMES_LEN);
	struct hj_buf members = HJ_BUF(HJ_MEMBERS_LEN);
	int rc;

	if ((rc = read_names(h, by, &names, err)) == HJ_OK &&
	    (rc = hj_header_read_members(h, by, &members, err)) == HJ_OK) {
		hj_keyring_renew_header(by);
		write_names(h, by, &names);
		hj_header_write_members(h, by, &members);
	}
	hj_buf_clear(&names);
	hj_buf_clear(&members);
	return rc;
}

int
hj_header_team(const struct hj_header *h, const struct hj_keyring *by,
    unsigned team, char ret[static HJ_NAME_MAX + 1], struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_TEAM_NAMES_LEN);
	const uint8_t *at;
	int rc;

	assert(team < HJ_TEAMS_MAX);
	if ((rc = read_names(h, by, &b, err)) == HJ_OK) {
		at = b.data + team * HJ_TEAM_LEN;
		memset(ret, 0, HJ_NAME_MAX + 1);
		memcpy(ret, at + HJ_TEAM_NAME,
		    at[0] <= HJ_NAME_MAX ? at[0] : HJ_NAME_MAX);
	}
	hj_buf_clear(&b);
	return rc;
}

int
hj_header_set_team(struct hj_header *h, const struct hj_keyring *by,
    unsigned team, const char *name, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_TEAM_NAMES_LEN);
	size_t n = strlen(name);
	uint8_t *at;
	int rc;

	assert(team < HJ_TEAMS_MAX && n <= HJ_NAME_MAX);
	if ((rc = read_names(h, by, &b, err)) == HJ_OK) {
		at = b.data + team * HJ_TEAM_LEN;
		memset(at, 0, HJ_TEAM_LEN);
		at[0] = (uint8_t)n;
		memcpy(at + HJ_TEAM_NAME, name, n);
		write_names(h, by, &b);
	}
	hj_buf_clear(&b);
	return rc;
}
