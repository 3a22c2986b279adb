#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/crypto/kdf.h"
#include "core/keys/keyring_own.h"

static bool
has_team(const struct hj_keyring *k, unsigned team)
{
	return !k->auditor && team < HJ_TEAMS_MAX &&
	    (k->teams >> team & 1) != 0;
}

void
hj_keyring_derive(struct hj_keyring *k)
{
	struct hj_keys *s = hj_keyring_keys(k);

	hj_kdf(HJ_USE_MASK, NULL, 0, s->id, HJ_KEY_LEN, s->mask, HJ_KEY_LEN);
	hj_kdf(HJ_USE_LOOKUP, NULL, 0, s->id, HJ_KEY_LEN, s->lookup,
	    HJ_KEY_LEN);
	for (unsigned i = 0; i < HJ_TEAMS_MAX; i++)
		if (has_team(k, i))
			hj_kdf(HJ_USE_PAGE, s->erase, HJ_KEY_LEN, s->team[i],
			    HJ_KEY_LEN, s->page[i], HJ_KEY_LEN);
}

struct hj_keyring *
hj_keyring_empty(struct hj_error *err)
{
	struct hj_keyring *k = calloc(1, sizeof(*k));

	if (k == NULL) {
		(void)hj_fail(err, HJ_ENOMEM, "out of memory");
		return NULL;
	}
	if (hj_secret_new(sizeof(struct hj_keys), &k->room, err) != HJ_OK) {
		free(k);
		return NULL;
	}
	return k;
}

int
hj_keyring_new(struct hj_keyring **ret, struct hj_error *err)
{
	struct hj_keyring *k;

	if ((k = hj_keyring_empty(err)) == NULL)
		return (int)err->code;
	k->teams = 1;
	randombytes_buf(hj_keyring_keys(k),
	    5 * HJ_KEY_LEN); /* as far as team 0 */
	hj_keyring_derive(k);
	*ret = k;
	return HJ_OK;
}

int
hj_keyring_auditor(const struct hj_keyring *k, struct hj_keyring **ret,
    struct hj_error *err)
{
	struct hj_keyring *a;

	if ((a = hj_keyring_empty(err)) == NULL)
		return (int)err->code;
	a->auditor = true;
	a->nold = k->nold;
	memcpy(hj_keyring_keys(a)->log, hj_keyring_keys(k)->log, HJ_KEY_LEN);
	memcpy(hj_keyring_keys(a)->id, hj_keyring_keys(k)->id, HJ_KEY_LEN);
	memcpy(hj_keyring_keys(a)->old, hj_keyring_keys(k)->old,
	    sizeof(hj_keyring_keys(k)->old));
	hj_keyring_derive(a);
	*ret = a;
	return HJ_OK;
}

int
hj_keyring_share(const struct hj_keyring *k, uint16_t teams,
    struct hj_keyring **ret, struct hj_error *err)
{
	struct hj_keyring *a;

	assert(!k->auditor);
	if ((a = hj_keyring_empty(err)) == NULL)
		return (int)err->code;
	a->nold = k->nold;
	a->teams = k->teams & teams;
	a->leaving = k->leaving & teams;
	memcpy(hj_keyring_keys(a), hj_keyring_keys(k), HJ_KEYS_STORED);
	for (unsigned i = 0; i < HJ_TEAMS_MAX; i++) {
		if (!has_team(a, i))
			sodium_memzero(hj_keyring_keys(a)->team[i], HJ_KEY_LEN);
		if ((a->leaving >> i & 1) == 0)
			sodium_memzero(hj_keyring_keys(a)->leaving[i],
			    HJ_KEY_LEN);
	}
	hj_keyring_derive(a);
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
	return hj_keyring_keys(k)->log;
}

const uint8_t *
hj_keyring_header(const struct hj_keyring *k)
{
	return k->auditor ? NULL : hj_keyring_keys(k)->header;
}

const uint8_t *
hj_keyring_mask(const struct hj_keyring *k)
{
	return hj_keyring_keys(k)->mask;
}

const uint8_t *
hj_keyring_lookup(const struct hj_keyring *k)
{
	return hj_keyring_keys(k)->lookup;
}

const uint8_t *
hj_keyring_page(const struct hj_keyring *k, unsigned team)
{
	return has_team(k, team) ? hj_keyring_keys(k)->page[team] : NULL;
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
		return hj_keyring_keys(k)->log;
	return i <= k->nold ? hj_keyring_keys(k)->old[k->nold - i] : NULL;
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
	if (is(hj_keyring_keys(k)->log, keyid))
		return hj_keyring_keys(k)->log;
	for (size_t i = k->nold; i > 0; i--)
		if (is(hj_keyring_keys(k)->old[i - 1], keyid))
			return hj_keyring_keys(k)->old[i - 1];
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
	return find(hj_keyring_teams(k), hj_keyring_keys(k)->page[0], keyid);
}

int
hj_keyring_find_leaving(const struct hj_keyring *k,
    const uint8_t keyid[static HJ_KEYID_LEN])
{
	return find(k->leaving, hj_keyring_keys(k)->leaving[0], keyid);
}

const uint8_t *
hj_keyring_leaving(const struct hj_keyring *k, unsigned team)
{
	assert(team < HJ_TEAMS_MAX);
	return (k->leaving >> team & 1) ? hj_keyring_keys(k)->leaving[team]
					: NULL;
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
	memcpy(hj_keyring_keys(k)->leaving, hj_keyring_keys(k)->page,
	    sizeof(hj_keyring_keys(k)->leaving));
	k->leaving = k->teams;
}

void
hj_keyring_forget(struct hj_keyring *k)
{
	sodium_memzero(hj_keyring_keys(k)->leaving,
	    sizeof(hj_keyring_keys(k)->leaving));
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
	memcpy(hj_keyring_keys(k)->old[k->nold++], hj_keyring_keys(k)->log,
	    HJ_KEY_LEN);
	randombytes_buf(hj_keyring_keys(k)->log, HJ_KEY_LEN);
	return HJ_OK;
}

void
hj_keyring_renew_header(struct hj_keyring *k)
{
	assert(!k->auditor);
	randombytes_buf(hj_keyring_keys(k)->header, HJ_KEY_LEN);
}

void
hj_keyring_renew_erase(struct hj_keyring *k)
{
	assert(!k->auditor);
	randombytes_buf(hj_keyring_keys(k)->erase, HJ_KEY_LEN);
	hj_keyring_derive(k);
}

void
hj_keyring_renew_team(struct hj_keyring *k, unsigned team)
{
	assert(!k->auditor && team < HJ_TEAMS_MAX);
	randombytes_buf(hj_keyring_keys(k)->team[team], HJ_KEY_LEN);
	k->teams |= (uint16_t)(1U << team);
	hj_keyring_derive(k);
}
