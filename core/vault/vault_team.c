#include <string.h>

#include "core/vault/vault_member.h"
#include "core/vault/vault_state.h"

int
hj_vault_page_key(const struct hj_vault *v, unsigned team, const uint8_t **ret,
    struct hj_error *err)
{
	const uint8_t *key = hj_keyring_page(v->me.keyring, team);

	if (key == NULL)
		return hj_fail(err, HJ_EAUTH,
		    hj_keyring_teams(v->me.keyring) == 0
			? HJ_N_("an auditor may not read the records")
			: HJ_N_("you are not in the team to which this belongs"));
	*ret = key;
	return HJ_OK;
}

int
hj_vault_learn_teams(struct hj_vault *v, struct hj_error *err)
{
	const uint16_t mine = hj_keyring_teams(v->me.keyring);

	v->teams = mine;
	for (v->team = 0;
	     v->team < HJ_TEAMS_MAX - 1 && (mine >> v->team & 1) == 0;)
		v->team++;
	if (mine == 0) {
		v->team = 0;
		return HJ_OK; /* an auditor cannot read the list either */
	}
	return hj_header_teams(v->header, v->me.keyring, &v->teams, err);
}

bool
hj_vault_sees_all(const struct hj_vault *v)
{
	const uint16_t mine = hj_keyring_teams(v->me.keyring);

	return mine != 0 && (v->teams & ~mine) == 0;
}

int
hj_vault_may_read(const struct hj_vault *v, struct hj_error *err)
{
	const uint8_t *key;

	if (hj_keyring_teams(v->me.keyring) != 0)
		return HJ_OK;
	return hj_vault_page_key(v, 0, &key, err);
}

int
hj_vault_page_team(struct hj_vault *v, uint64_t number, unsigned *ret,
    struct hj_error *err)
{
	const struct hj_place at = { .vault_id = v->facts.vault_id,
		.mask = hj_keyring_mask(v->me.keyring),
		.number = number };
	struct hj_head head;
	const uint8_t *p;
	size_t n;
	int team;

	if (hj_vault_stored(v, number, &p, &n, err) != HJ_OK)
		return (int)err->code;
	if (hj_seal_head(&at, p, n, &head, err) != HJ_OK)
		return hj_while(err, "record %llu", (unsigned long long)number);
	team = hj_keyring_find_team(v->me.keyring, head.keyid);
	if (team < 0) /* not sealed anew yet: rekey.h */
		team = hj_keyring_find_leaving(v->me.keyring, head.keyid);
	if (team < 0 && hj_vault_sees_all(v))
		return hj_fail(err, HJ_ECORRUPT,
		    "record %llu: sealed for no team that there is; run 'hanji check'",
		    (unsigned long long)number);
	if (team < 0)
		return hj_fail(err, HJ_EAUTH,
		    "you are not in the team to which this belongs");
	*ret = (unsigned)team;
	return HJ_OK;
}

int
hj_vault_open_rows(struct hj_vault *v, uint64_t number, struct hj_buf *to,
    unsigned *team, struct hj_error *err)
{
	if (hj_vault_page_team(v, number, team, err) != HJ_OK ||
	    hj_vault_open_record(v, number, HJ_KIND_CATALOGUE, NULL, to, err) !=
		HJ_OK)
		return (int)err->code;
	return hj_page_trim(to, err);
}

/* ---- for who uses the vault ---- */

uint16_t
hj_vault_teams(const struct hj_vault *v)
{
	return hj_keyring_teams(v->me.keyring);
}

int
hj_vault_use_team(struct hj_vault *v, unsigned team, struct hj_error *err)
{
	const uint8_t *key;

	if (hj_vault_page_key(v, team, &key, err) != HJ_OK)
		return (int)err->code;
	v->team = team;
	return HJ_OK;
}

unsigned
hj_vault_team(const struct hj_vault *v)
{
	return v->team;
}

struct unseen {
	bool any;
	uint64_t seen;
};

static int
count_row(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct unseen *u = to;

	(void)row;
	(void)err;
	u->seen++;
	return HJ_OK;
}

static int
look_at_page(void *to, uint64_t place, const struct hj_list_item *item,
    struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	unsigned team;
	int rc = hj_vault_page_team(to, item->number, &team, &why);

	(void)place;
	/* Damage is found by those who look for it. */
	return rc == HJ_EAUTH ? HJ_EAUTH : HJ_OK;
}

static int
look(struct hj_vault *v, void *to, struct hj_error *err)
{
	const struct hj_list_io io = hj_vault_list_io(v);
	struct hj_error why = { .say = err->say };
	struct unseen *u = to;
	int rc = hj_list_each(&v->catalogue, 0, &io, look_at_page, v, &why);

	u->any = rc == HJ_EAUTH;
	return u->any ? hj_vault_scan(v, count_row, u, NULL, err) : HJ_OK;
}

int
hj_vault_unseen(struct hj_vault *v, uint64_t *ret, struct hj_error *err)
{
	struct unseen u = { .any = false };

	*ret = 0;
	if (hj_vault_may_read(v, err) != HJ_OK ||
	    hj_vault_reading(v, look, &u, err) != HJ_OK)
		return (int)err->code;
	if (u.any && v->head.cases > u.seen)
		*ret = v->head.cases - u.seen;
	return HJ_OK;
}

uint16_t
hj_vault_all_teams(const struct hj_vault *v)
{
	return v->teams;
}

int
hj_vault_team_name(const struct hj_vault *v, unsigned team,
    char ret[static HJ_NAME_MAX + 1], struct hj_error *err)
{
	return hj_header_team(v->header, v->me.keyring, team, ret, err);
}
