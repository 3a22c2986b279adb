#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "core/base/text.h"
#include "core/log/detail.h"
#include "core/vault/vault_member.h"
#include "core/vault/vault_state.h"

/* ---- a new member ---- */

struct enrolling {
	const struct hj_member_adding *a;
	struct hj_member *member;
	uint16_t teams;
};

static int
check_name(const struct hj_vault *v, const char *name, struct hj_error *err)
{
	size_t n = strlen(name);
	struct hj_header_member m;

	if (n == 0 || n > HJ_NAME_MAX || !hj_text_is_utf8(name, n))
		return hj_fail(err, HJ_EINVAL,
		    "a member's name has 1 to %d bytes", HJ_NAME_MAX);
	for (unsigned i = 0; i < HJ_MEMBERS_MAX; i++) {
		struct hj_error why = HJ_ERROR;

		if (hj_header_member(v->header, v->me.keyring, i, &m, &why) ==
			HJ_OK &&
		    strcmp(m.name, name) == 0)
			return hj_fail(err, HJ_EEXISTS,
			    "there is a member of this name: give another, so that nobody is taken for the other");
	}
	return HJ_OK;
}

static int
check_adding(struct hj_vault *v, const struct hj_member_adding *a,
    uint16_t *teams, struct hj_error *err)
{
	int rc;

	if ((rc = hj_vault_owner_only(v, err)) != HJ_OK)
		return rc;
	*teams = a->teams;
	if (a->role == HJ_ROLE_OWNER)
		*teams = v->teams;
	else if (a->role == HJ_ROLE_AUDITOR)
		*teams = 0;
	else if (a->role == HJ_ROLE_NONE)
		return hj_fail(err, HJ_EINVAL, "a member has a role");
	else if (*teams == 0 || (*teams & ~v->teams) != 0)
		return hj_fail(err, HJ_EINVAL,
		    "a caseworker or a reader is in one team at least, and in none that there is not");
	return check_name(v, a->name, err);
}

/* The keys that belong to the role. */
static int
keyring_for(const struct hj_keyring *mine, enum hj_role role, uint16_t teams,
    struct hj_keyring **ret, struct hj_error *err)
{
	return role == HJ_ROLE_AUDITOR
	    ? hj_keyring_auditor(mine, ret, err)
	    : hj_keyring_share(mine, teams, ret, err);
}

/* Into the header as it was read anew. */
static int
place_member(struct hj_header *h, const struct hj_opened *me, void *to,
    struct hj_error *err)
{
	struct enrolling *e = to;
	struct hj_header_member m = { .role = e->a->role,
		.keys = *hj_member_public(e->member),
		.teams = e->teams };
	struct hj_keyring *theirs = NULL;
	unsigned place, slot;
	int rc;

	memcpy(m.name, e->a->name, strlen(e->a->name) + 1);
	if ((rc = hj_header_free_place(h, me->keyring, &place, err)) == HJ_OK &&
	    (rc = hj_header_free_slot(h, &slot, err)) == HJ_OK &&
	    (rc = keyring_for(me->keyring, e->a->role, e->teams, &theirs,
		 err)) == HJ_OK &&
	    (rc = hj_header_set_member(h, me->keyring, place, &m, theirs,
		 err)) == HJ_OK)
		rc = hj_header_passphrase(h, me->keyring, slot, place,
		    e->member, NULL, e->a->passphrase, err);
	hj_keyring_free(theirs);
	return rc;
}

int
hj_vault_enrol(struct hj_vault *v, const struct hj_wait *w, const uint8_t *key,
    enum hj_role role, const char *detail, struct hj_error *err)
{
	struct hj_buf sealed = HJ_BUF(HJ_PAGE_STORED);
	struct hj_log_entry e = { .number = 0 };
	struct hj_change *c = NULL;
	int rc = hj_vault_begin(v, w, &c, err);

	if (rc == HJ_OK &&
	    (rc = hj_detail_seal(hj_keyring_log(v->me.keyring),
		 v->facts.vault_id, detail, strlen(detail), &sealed, err)) ==
		HJ_OK) {
		e.sealed = sealed.data;
		e.sealed_len = sealed.len;
		rc = hj_log_writer_enrol(c->log, key, role, &e, err);
	}
	hj_buf_clear(&sealed);
	if (rc != HJ_OK) {
		if (c != NULL)
			hj_change_abort(c);
		return rc;
	}
	return hj_change_commit(c, err);
}

int
hj_vault_member_add(struct hj_vault *v, const struct hj_member_adding *a,
    const struct hj_wait *w, char ret_id[static HJ_FINGERPRINT],
    struct hj_error *err)
{
	struct enrolling e = { .a = a };
	struct hj_lock *lock = NULL;
	const uint8_t *key;
	char detail[128];
	int rc;

	if ((rc = check_adding(v, a, &e.teams, err)) != HJ_OK ||
	    (rc = hj_vault_member_heal(v, w, err)) != HJ_OK ||
	    (rc = hj_member_new(NULL, &e.member, err)) != HJ_OK)
		goto out;
	key = hj_member_public(e.member)->ed25519;
	hj_member_fingerprint(key, ret_id);
	(void)snprintf(detail, sizeof(detail), "member %s\nrole %s\nteams %u",
	    ret_id, hj_role_word(a->role), (unsigned)e.teams);
	if ((rc = hj_vault_enrol(v, w, key, a->role, detail, err)) != HJ_OK ||
	    (rc = hj_lock_take(v->dir, w != NULL ? w->seconds : 0, &lock,
		 err)) != HJ_OK)
		goto out;
	rc = hj_vault_change_header(v, place_member, &e, err);
out:
	hj_lock_free(lock);
	hj_member_free(e.member);
	return rc;
}

/* ---- teams ---- */

struct naming {
	unsigned team;
	const char *name;
	bool fresh; /* a new key, for all owners */
	struct hj_keyring *mine; /* with it */
};

/* A team that was added is every owner's. */
static int
give_to_owners(struct hj_header *h, const struct hj_opened *me,
    struct naming *n, struct hj_error *err)
{
	struct hj_header_member m;
	int rc = HJ_OK;

	for (unsigned i = 0; rc == HJ_OK && i < HJ_MEMBERS_MAX; i++) {
		struct hj_error why = { .say = err->say };

		rc = hj_header_member(h, me->keyring, i, &m, &why);
		if (rc == HJ_ENOTFOUND ||
		    (rc == HJ_OK && m.role != HJ_ROLE_OWNER)) {
			rc = HJ_OK;
			continue;
		}
		if (rc != HJ_OK) {
			*err = why;
			return rc;
		}
		m.teams |= (uint16_t)(1U << n->team);
		rc = hj_header_set_member(h, me->keyring, i, &m, n->mine, err);
	}
	return rc;
}

static int
name_team(struct hj_header *h, const struct hj_opened *me, void *to,
    struct hj_error *err)
{
	struct naming *n = to;

	if (n->fresh) {
		if (hj_keyring_share(me->keyring, UINT16_MAX, &n->mine, err) !=
		    HJ_OK)
			return (int)err->code;
		hj_keyring_renew_team(n->mine, n->team);
		if (give_to_owners(h, me, n, err) != HJ_OK)
			return (int)err->code;
	}
	return hj_header_set_team(h, me->keyring, n->team, n->name, err);
}

static int
check_team(struct hj_vault *v, const struct naming *n, struct hj_error *err)
{
	char name[HJ_NAME_MAX + 1];
	size_t len = strlen(n->name);
	int rc;

	if ((rc = hj_vault_owner_only(v, err)) != HJ_OK)
		return rc;
	if (n->fresh && n->team == HJ_TEAMS_MAX)
		return hj_fail(err, HJ_ELIMIT, "a vault has at most %d teams",
		    HJ_TEAMS_MAX);
	if (len == 0 || len > HJ_NAME_MAX || !hj_text_is_utf8(n->name, len))
		return hj_fail(err, HJ_EINVAL,
		    "a team's name has 1 to %d bytes", HJ_NAME_MAX);
	for (unsigned i = 0; i < HJ_TEAMS_MAX; i++) {
		if (hj_vault_team_name(v, i, name, err) != HJ_OK)
			return (int)err->code;
		if (strcmp(name, n->name) == 0)
			return hj_fail(err, HJ_EEXISTS,
			    "there is a team of this name");
	}
	return HJ_OK;
}

static int
note_team(struct hj_vault *v, const struct hj_wait *w, unsigned team,
    struct hj_error *err)
{
	struct hj_change *c = NULL;
	char detail[32];
	int rc = hj_vault_begin(v, w, &c, err);

	(void)snprintf(detail, sizeof(detail), "team %u", team);
	if (rc != HJ_OK)
		return rc;
	if ((rc = hj_change_note(c, HJ_DID_TEAM, NULL, detail, err)) != HJ_OK) {
		hj_change_abort(c);
		return rc;
	}
	return hj_change_commit(c, err);
}

static int
change_team(struct hj_vault *v, struct naming *n, const struct hj_wait *w,
    struct hj_error *err)
{
	struct hj_lock *lock = NULL;
	int rc;

	if ((rc = check_team(v, n, err)) != HJ_OK ||
	    (rc = note_team(v, w, n->team, err)) != HJ_OK ||
	    (rc = hj_lock_take(v->dir, w != NULL ? w->seconds : 0, &lock,
		 err)) != HJ_OK)
		return rc;
	rc = hj_vault_change_header(v, name_team, n, err);
	hj_lock_free(lock);
	/* From now on with the new key. */
	if (rc == HJ_OK && n->fresh) {
		hj_keyring_free(v->me.keyring);
		v->me.keyring = n->mine;
		n->mine = NULL;
		rc = hj_vault_learn_teams(v, err);
	}
	hj_keyring_free(n->mine);
	return rc;
}

int
hj_vault_team_add(struct hj_vault *v, const char *name, const struct hj_wait *w,
    unsigned *ret, struct hj_error *err)
{
	struct naming n = { .name = name, .fresh = true };
	int rc;

	while (n.team < HJ_TEAMS_MAX && (v->teams >> n.team & 1) != 0)
		n.team++;
	if ((rc = change_team(v, &n, w, err)) == HJ_OK)
		*ret = n.team;
	return rc;
}

int
hj_vault_team_rename(struct hj_vault *v, unsigned team, const char *name,
    const struct hj_wait *w, struct hj_error *err)
{
	struct naming n = { .name = name, .team = team };

	return change_team(v, &n, w, err);
}
