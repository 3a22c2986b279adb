#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/kdf.h"
#include "core/keyring.h"

#define VERSION 0
#define AUDITOR 1
#define CONTEXT "keyring"
#define STORED ((4 + 2 * HJ_TEAMS_MAX + HJ_OLD_LOGS_MAX) * HJ_KEY_LEN)

/* The first part in the order of its bytes, then what is derived from it. */
struct keys {
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
	struct hj_secret *room; /* struct keys */
	bool auditor;
	uint16_t teams; /* bit i: team i */
	uint16_t nold;
	uint16_t leaving; /* bit i: the page key of team i */
};

static struct keys *
keys(const struct hj_keyring *k)
{
	/* All members are bytes, so no alignment is asked for. */
	return (struct keys *)(void *)hj_secret_bytes(k->room);
}

static bool
has_team(const struct hj_keyring *k, unsigned team)
{
	return !k->auditor && team < HJ_TEAMS_MAX &&
	    (k->teams >> team & 1) != 0;
}

static void
derive(struct hj_keyring *k)
{
	struct keys *s = keys(k);

	hj_kdf(HJ_USE_MASK, NULL, 0, s->id, HJ_KEY_LEN, s->mask, HJ_KEY_LEN);
	hj_kdf(HJ_USE_LOOKUP, NULL, 0, s->id, HJ_KEY_LEN, s->lookup,
	    HJ_KEY_LEN);
	for (unsigned i = 0; i < HJ_TEAMS_MAX; i++)
		if (has_team(k, i))
			hj_kdf(HJ_USE_PAGE, s->erase, HJ_KEY_LEN, s->team[i],
			    HJ_KEY_LEN, s->page[i], HJ_KEY_LEN);
}

/* NULL: failed. */
static struct hj_keyring *
empty(struct hj_error *err)
{
	struct hj_keyring *k = calloc(1, sizeof(*k));

	if (k == NULL) {
		(void)hj_fail(err, HJ_ENOMEM, "out of memory");
		return NULL;
	}
	if (hj_secret_new(sizeof(struct keys), &k->room, err) != HJ_OK) {
		free(k);
		return NULL;
	}
	return k;
}

int
hj_keyring_new(struct hj_keyring **ret, struct hj_error *err)
{
	struct hj_keyring *k;

	if ((k = empty(err)) == NULL)
		return (int)err->code;
	k->teams = 1;
	randombytes_buf(keys(k), 5 * HJ_KEY_LEN); /* as far as team 0 */
	derive(k);
	*ret = k;
	return HJ_OK;
}

int
hj_keyring_auditor(const struct hj_keyring *k, struct hj_keyring **ret,
    struct hj_error *err)
{
	struct hj_keyring *a;

	if ((a = empty(err)) == NULL)
		return (int)err->code;
	a->auditor = true;
	a->nold = k->nold;
	memcpy(keys(a)->log, keys(k)->log, HJ_KEY_LEN);
	memcpy(keys(a)->id, keys(k)->id, HJ_KEY_LEN);
	memcpy(keys(a)->old, keys(k)->old, sizeof(keys(k)->old));
	derive(a);
	*ret = a;
	return HJ_OK;
}

int
hj_keyring_share(const struct hj_keyring *k, uint16_t teams,
    struct hj_keyring **ret, struct hj_error *err)
{
	struct hj_keyring *a;

	assert(!k->auditor);
	if ((a = empty(err)) == NULL)
		return (int)err->code;
	a->nold = k->nold;
	a->teams = k->teams & teams;
	a->leaving = k->leaving & teams;
	memcpy(keys(a), keys(k), STORED);
	for (unsigned i = 0; i < HJ_TEAMS_MAX; i++) {
		if (!has_team(a, i))
			sodium_memzero(keys(a)->team[i], HJ_KEY_LEN);
		if ((a->leaving >> i & 1) == 0)
			sodium_memzero(keys(a)->leaving[i], HJ_KEY_LEN);
	}
	derive(a);
	*ret = a;
	return HJ_OK;
}

void
hj_keyring_free(struct hj_keyring *k)
{
	if (k == NULL)
		return;
	hj_secret_free(k->room);
	free(k);
}

const uint8_t *
hj_keyring_log(const struct hj_keyring *k)
{
	return keys(k)->log;
}

const uint8_t *
hj_keyring_header(const struct hj_keyring *k)
{
	return k->auditor ? NULL : keys(k)->header;
}

const uint8_t *
hj_keyring_mask(const struct hj_keyring *k)
{
	return keys(k)->mask;
}

const uint8_t *
hj_keyring_lookup(const struct hj_keyring *k)
{
	return keys(k)->lookup;
}

const uint8_t *
hj_keyring_page(const struct hj_keyring *k, unsigned team)
{
	return has_team(k, team) ? keys(k)->page[team] : NULL;
}

uint16_t
hj_keyring_teams(const struct hj_keyring *k)
{
	return k->auditor ? 0 : k->teams;
}

const uint8_t *
hj_keyring_log_at(const struct hj_keyring *k, size_t i)
{
	if (i == 0)
		return keys(k)->log;
	return i <= k->nold ? keys(k)->old[k->nold - i] : NULL;
}

static bool
is(const uint8_t *key, const uint8_t *keyid)
{
	uint8_t mine[HJ_KEYID_LEN];

	hj_seal_keyid(key, mine);
	return sodium_memcmp(mine, keyid, HJ_KEYID_LEN) == 0;
}

const uint8_t *
hj_keyring_find_log(const struct hj_keyring *k,
    const uint8_t keyid[static HJ_KEYID_LEN])
{
	if (is(keys(k)->log, keyid))
		return keys(k)->log;
	for (size_t i = k->nold; i > 0; i--)
		if (is(keys(k)->old[i - 1], keyid))
			return keys(k)->old[i - 1];
	return NULL;
}

static int
find(uint16_t teams, const uint8_t *key, const uint8_t *keyid)
{
	for (unsigned i = 0; i < HJ_TEAMS_MAX; i++)
		if ((teams >> i & 1) != 0 && is(key + i * HJ_KEY_LEN, keyid))
			return (int)i;
	return -1;
}

int
hj_keyring_find_team(const struct hj_keyring *k,
    const uint8_t keyid[static HJ_KEYID_LEN])
{
	return find(hj_keyring_teams(k), keys(k)->page[0], keyid);
}

int
hj_keyring_find_leaving(const struct hj_keyring *k,
    const uint8_t keyid[static HJ_KEYID_LEN])
{
	return find(k->leaving, keys(k)->leaving[0], keyid);
}

const uint8_t *
hj_keyring_leaving(const struct hj_keyring *k, unsigned team)
{
	assert(team < HJ_TEAMS_MAX);
	return (k->leaving >> team & 1) ? keys(k)->leaving[team] : NULL;
}

bool
hj_keyring_is_leaving(const struct hj_keyring *k)
{
	return k->leaving != 0;
}

void
hj_keyring_leave(struct hj_keyring *k)
{
	assert(!k->auditor && k->leaving == 0);
	memcpy(keys(k)->leaving, keys(k)->page, sizeof(keys(k)->leaving));
	k->leaving = k->teams;
}

void
hj_keyring_forget(struct hj_keyring *k)
{
	sodium_memzero(keys(k)->leaving, sizeof(keys(k)->leaving));
	k->leaving = 0;
}

/* ---- keys of a case ---- */

size_t
hj_keyring_cases(const struct hj_keyring *k)
{
	return (size_t)k->nold + 1;
}

void
hj_keyring_case_at(const struct hj_keyring *k, size_t i,
    const uint8_t dek[static HJ_KEY_LEN], uint8_t ret[static HJ_KEY_LEN])
{
	/* The oldest is the DEK itself: nobody had been removed then. */
	if (i >= k->nold)
		memcpy(ret, dek, HJ_KEY_LEN);
	else
		hj_kdf(HJ_USE_CASE, hj_keyring_log_at(k, i), HJ_KEY_LEN, dek,
		    HJ_KEY_LEN, ret, HJ_KEY_LEN);
}

void
hj_keyring_case(const struct hj_keyring *k,
    const uint8_t dek[static HJ_KEY_LEN], uint8_t ret[static HJ_KEY_LEN])
{
	hj_keyring_case_at(k, 0, dek, ret);
}

bool
hj_keyring_find_case(const struct hj_keyring *k,
    const uint8_t dek[static HJ_KEY_LEN],
    const uint8_t keyid[static HJ_KEYID_LEN], uint8_t ret[static HJ_KEY_LEN])
{
	for (size_t i = 0; i < hj_keyring_cases(k); i++) {
		hj_keyring_case_at(k, i, dek, ret);
		if (is(ret, keyid))
			return true;
	}
	sodium_memzero(ret, HJ_KEY_LEN);
	return false;
}

int
hj_keyring_renew_log(struct hj_keyring *k, struct hj_error *err)
{
	if (k->nold == HJ_OLD_LOGS_MAX)
		return hj_fail(err, HJ_ELIMIT,
		    "the keys of the log were replaced %d times: no more fit",
		    HJ_OLD_LOGS_MAX);
	memcpy(keys(k)->old[k->nold++], keys(k)->log, HJ_KEY_LEN);
	randombytes_buf(keys(k)->log, HJ_KEY_LEN);
	return HJ_OK;
}

void
hj_keyring_renew_erase(struct hj_keyring *k)
{
	assert(!k->auditor);
	randombytes_buf(keys(k)->erase, HJ_KEY_LEN);
	derive(k);
}

void
hj_keyring_renew_team(struct hj_keyring *k, unsigned team)
{
	assert(!k->auditor && team < HJ_TEAMS_MAX);
	randombytes_buf(keys(k)->team[team], HJ_KEY_LEN);
	k->teams |= (uint16_t)(1U << team);
	derive(k);
}

int
hj_keyring_seal(const struct hj_keyring *k,
    const uint8_t x25519[static HJ_PUBLIC_LEN],
    const uint8_t vault_id[static HJ_VAULT_ID_LEN], struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_KEYRING_BYTES);
	int rc;

	static_assert(STORED + 10 == HJ_KEYRING_BYTES, "keyring");
	if ((rc = hj_buf_u16(&b, VERSION, err)) == HJ_OK &&
	    (rc = hj_buf_u16(&b, k->auditor ? AUDITOR : 0, err)) == HJ_OK &&
	    (rc = hj_buf_u16(&b, k->teams, err)) == HJ_OK &&
	    (rc = hj_buf_u16(&b, k->nold, err)) == HJ_OK &&
	    (rc = hj_buf_u16(&b, k->leaving, err)) == HJ_OK &&
	    (rc = hj_buf_add(&b, keys(k), STORED, err)) == HJ_OK)
		rc = hj_member_seal(x25519, CONTEXT, vault_id, b.data, b.len,
		    to, err);
	hj_buf_clear(&b);
	return rc;
}

static int
decode(const struct hj_buf *b, struct hj_keyring **ret, struct hj_error *err)
{
	struct hj_cursor c = HJ_CURSOR(b->data, b->len);
	struct hj_keyring *k;
	uint16_t flags, teams, nold, leaving;

	if (hj_cursor_u16(&c) > VERSION)
		return hj_fail(err, HJ_EVERSION,
		    "the keyring was made by a newer hanji");
	flags = hj_cursor_u16(&c);
	teams = hj_cursor_u16(&c);
	nold = hj_cursor_u16(&c);
	leaving = hj_cursor_u16(&c);
	if (c.left != STORED || flags > AUDITOR || nold > HJ_OLD_LOGS_MAX)
		return hj_fail(err, HJ_ECORRUPT, "the keyring makes no sense");
	if ((k = empty(err)) == NULL)
		return (int)err->code;
	k->auditor = flags == AUDITOR;
	k->teams = teams;
	k->nold = nold;
	k->leaving = leaving;
	memcpy(keys(k), hj_cursor_bytes(&c, STORED), STORED);
	derive(k);
	*ret = k;
	return HJ_OK;
}

int
hj_keyring_open(const struct hj_member *m,
    const uint8_t vault_id[static HJ_VAULT_ID_LEN], const uint8_t *p, size_t n,
    struct hj_keyring **ret, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_KEYRING_BYTES);
	int rc;

	if (n != HJ_KEYRING_SEALED)
		return hj_fail(err, HJ_ECORRUPT,
		    "the keyring has a wrong size");
	rc = hj_member_unseal(m, CONTEXT, vault_id, p, n, &b, err);
	if (rc == HJ_OK)
		rc = decode(&b, ret, err);
	hj_buf_clear(&b);
	return rc;
}
