#include <stdio.h>
#include <string.h>

#include "core/vault/rekey.h"
#include "core/vault/vault_member.h"
#include "core/vault/vault_state.h"

/* ---- whom only the roll knows ---- */

struct unplaced {
	size_t n;
	uint8_t key[HJ_STATEMENTS_MAX][HJ_PUBLIC_LEN];
};

static int
look(void *to, const struct hj_vault_member *m, struct hj_error *err)
{
	struct unplaced *u = to;

	(void)err;
	if (!m->placed && m->until == 0 && m->role != HJ_ROLE_NONE)
		memcpy(u->key[u->n++], m->keys.ed25519, HJ_PUBLIC_LEN);
	return HJ_OK;
}

int
hj_vault_member_settle(struct hj_vault *v, const struct hj_wait *w,
    struct hj_error *err)
{
	struct unplaced u = { .n = 0 };
	enum hj_role mine;
	int rc = hj_vault_role(v, &mine, err);

	if (rc != HJ_OK || mine != HJ_ROLE_OWNER)
		return rc;
	if ((rc = hj_vault_members(v, look, &u, err)) != HJ_OK)
		return rc;
	for (size_t i = 0; rc == HJ_OK && i < u.n; i++) {
		char id[HJ_FINGERPRINT], detail[64];

		hj_member_fingerprint(u.key[i], id);
		(void)snprintf(detail, sizeof(detail), "member %s", id);
		rc = hj_vault_enrol(v, w, u.key[i], HJ_ROLE_NONE, detail, err);
	}
	return rc;
}

/* Somebody else may have added members since this handle was opened: the header
 * anew, now that nobody can write it meanwhile. */
static int
look_anew(struct hj_vault *v, struct hj_error *err)
{
	struct hj_opened me = { .member = NULL };
	struct hj_header *h = NULL;
	int rc = hj_vault_reload_header(v, &h, &me, err);

	if (rc == HJ_OK)
		hj_vault_adopt_header(v, h);
	hj_opened_clear(&me);
	return rc;
}

int
hj_vault_member_unfinished(struct hj_vault *v, size_t *ret,
    struct hj_error *err)
{
	struct unplaced u = { .n = 0 };
	int rc = HJ_OK;

	/* To an auditor nobody has a place. */
	if (hj_keyring_header(v->me.keyring) != NULL)
		rc = hj_vault_members(v, look, &u, err);
	*ret = u.n;
	return rc;
}

int
hj_vault_member_heal(struct hj_vault *v, const struct hj_wait *w,
    struct hj_error *err)
{
	size_t n = 0;
	int rc = hj_vault_member_unfinished(v, &n, err);

	/* While keys leave, whoever finishes that settles this too. */
	if (rc != HJ_OK || n == 0 || hj_rekey_is_pending(v))
		return rc;
	if ((rc = hj_rekey_alone(v, err)) == HJ_OK) {
		if ((rc = look_anew(v, err)) == HJ_OK)
			rc = hj_vault_member_settle(v, w, err);
		hj_rekey_together(v);
	} else if (rc == HJ_EBUSY && v->write) {
		/* Perhaps it is being finished right now; else next time. */
		err->code = HJ_OK;
		rc = HJ_OK;
	}
	return rc;
}

/* ---- new keys ---- */

struct succession {
	const struct hj_vault *v;
	const struct hj_new_keys *with;
	struct hj_member *member; /* as they are from now on */
	unsigned slot;
};

/* Every way that the old seed came by goes with it. */
static int
take_place(void *to, struct hj_header *h, const struct hj_keyring *by,
    struct hj_error *err)
{
	struct succession *s = to;
	const unsigned place = s->v->me.place;
	const struct hj_member_public *was = hj_member_public(s->v->me.member);
	struct hj_header_member m;
	int rc;

	if ((rc = hj_header_member(h, by, place, &m, err)) != HJ_OK)
		return rc;
	if (memcmp(m.keys.ed25519, was->ed25519, HJ_PUBLIC_LEN) != 0)
		return hj_fail(err, HJ_EBUSY,
		    "somebody else changed the members meanwhile; try again");
	m.keys = *hj_member_public(s->member);
	m.slots = 0;
	m.recovery = (struct hj_header_recovery){ .made = 0 };
	if ((rc = hj_header_drop_member(h, by, place, err)) != HJ_OK ||
	    (rc = hj_header_set_member(h, by, place, &m, by, err)) != HJ_OK ||
	    (rc = hj_header_free_slot(h, &s->slot, err)) != HJ_OK)
		return rc;
	return hj_header_passphrase_and_file(h, by, s->slot, place, s->member,
	    NULL, s->with->passphrase, s->with->key_file, err);
}

/* The old key vouches for the new one while it still can. */
static int
vouch(struct hj_vault *v, const struct succession *s, const struct hj_wait *w,
    struct hj_error *err)
{
	const uint8_t *key = hj_member_public(s->member)->ed25519;
	char is[HJ_FINGERPRINT], was[HJ_FINGERPRINT], detail[128];

	hj_member_fingerprint(key, is);
	hj_member_fingerprint(hj_member_public(v->me.member)->ed25519, was);
	(void)snprintf(detail, sizeof(detail),
	    "member %s\nrole owner\nteams %u\nin place of %s", is,
	    (unsigned)v->teams, was);
	return hj_vault_enrol(v, w, key, HJ_ROLE_OWNER, detail, err);
}

/* This handle is theirs from now on.  The anchor stays behind for whoever puts
 * the old header files back: it tells them from the newer ones. */
static void
become(struct hj_vault *v, struct succession *s)
{
	hj_member_free(v->me.member);
	v->me.member = s->member;
	s->member = NULL;
	v->me.slot = s->slot;
	v->me.recovery = HJ_NO_SLOT;
	hj_anchor_clear(&v->anchor);
	v->anchor = (struct hj_anchor){ .device = NULL };
}

int
hj_vault_new_keys(struct hj_vault *v, const struct hj_new_keys *n,
    const struct hj_wait *w, const struct hj_progress *p, struct hj_error *err)
{
	struct succession s = { .v = v, .with = n };
	const struct hj_rekey r = { .log = true,
		.teams = v->teams,
		.members = take_place,
		.to = &s };
	int rc;

	if ((rc = hj_vault_owner_only(v, err)) != HJ_OK ||
	    (rc = hj_rekey_prepare(v, err)) != HJ_OK ||
	    (rc = hj_vault_member_settle(v, w, err)) != HJ_OK ||
	    (rc = hj_member_new(NULL, &s.member, err)) != HJ_OK ||
	    (rc = vouch(v, &s, w, err)) != HJ_OK ||
	    (rc = hj_rekey_begin(v, &r, err)) != HJ_OK)
		goto out;
	become(v, &s);
	if ((rc = hj_vault_member_settle(v, w, err)) == HJ_OK)
		rc = hj_rekey_finish(v, p, err);
	if (rc != HJ_OK)
		rc = hj_while(err,
		    "the new passphrase is in effect; 'hanji compact' finishes the rest");
out:
	hj_member_free(s.member);
	return rc;
}
