#include <stdio.h>
#include <string.h>

#include "core/vault/rekey.h"
#include "core/vault/vault_member.h"
#include "core/vault/vault_state.h"

/* Who is to go, and how many owners there are. */
struct leaving {
	const char *id;
	struct hj_vault_member who;
	bool found;
	size_t owners;
};

static int
look(void *to, const struct hj_vault_member *m, struct hj_error *err)
{
	struct leaving *l = to;

	(void)err;
	if (m->role == HJ_ROLE_OWNER && m->until == 0)
		l->owners++;
	if (strcmp(m->id, l->id) == 0) {
		l->who = *m;
		l->found = true;
	}
	return HJ_OK;
}

static int
check(struct hj_vault *v, struct leaving *l, struct hj_error *err)
{
	int rc;

	if ((rc = hj_vault_owner_only(v, err)) != HJ_OK)
		return rc;
	if (hj_vault_members(v, look, l, err) != HJ_OK)
		return (int)err->code;
	if (!l->found)
		return hj_fail(err, HJ_ENOTFOUND,
		    "there is no such member; 'hanji member list' shows them");
	if (l->who.until != 0 && !l->who.placed)
		return hj_fail(err, HJ_ENOTFOUND,
		    "this member was removed before");
	if (l->who.placed && l->who.place == v->me.place)
		return hj_fail(err, HJ_EREFUSED,
		    "nobody removes themselves: another owner does it");
	if (l->who.role == HJ_ROLE_OWNER && l->owners < 2)
		return hj_fail(err, HJ_EREFUSED,
		    "the last owner cannot be removed: make another one first");
	return HJ_OK;
}

int
hj_vault_member_may_remove(struct hj_vault *v, const char *id,
    struct hj_error *err)
{
	struct leaving l = { .id = id };

	return check(v, &l, err);
}

static int
drop(void *to, struct hj_header *h, const struct hj_keyring *by,
    struct hj_error *err)
{
	const struct leaving *l = to;
	struct hj_header_member m;

	/* As it stands now: it may be another's place by now. */
	if (hj_header_member(h, by, l->who.place, &m, err) != HJ_OK)
		return (int)err->code;
	if (memcmp(m.keys.ed25519, l->who.keys.ed25519, HJ_PUBLIC_LEN) != 0)
		return hj_fail(err, HJ_EBUSY,
		    "somebody else changed the members meanwhile; try again");
	return hj_header_drop_member(h, by, l->who.place, err);
}

/* What somebody of the role could open gets other keys. */
static int
turn_keys(struct hj_vault *v, struct leaving *l, struct hj_error *err)
{
	const struct hj_rekey r = { .log = true,
		.teams = l->who.role == HJ_ROLE_OWNER ? v->teams : l->who.teams,
		.members = drop,
		.to = l };

	return hj_rekey_begin(v, &r, err);
}

int
hj_vault_member_remove(struct hj_vault *v, const char *id,
    const struct hj_wait *w, const struct hj_progress *p, struct hj_error *err)
{
	struct leaving l = { .id = id };
	char detail[64];

	if (hj_rekey_finish(v, p, err) != HJ_OK || check(v, &l, err) != HJ_OK)
		return (int)err->code;
	/* An earlier attempt may have come as far as this. */
	if (l.who.placed && turn_keys(v, &l, err) != HJ_OK)
		return (int)err->code;
	(void)snprintf(detail, sizeof(detail), "member %s", id);
	if (l.who.until == 0 &&
	    hj_vault_enrol(v, w, l.who.keys.ed25519, HJ_ROLE_NONE, detail,
		err) != HJ_OK)
		return (int)err->code;
	return hj_rekey_finish(v, p, err);
}
