#include <stdio.h>
#include <string.h>

#include "core/vault/vault_state.h"

/* As a number in the header: never another for the same. */
static const char *const changes[] = { HJ_DID_PASSPHRASE, HJ_DID_RECOVER,
	HJ_DID_FILE_ADD, HJ_DID_FILE_DROP, HJ_DID_SHARES_MADE,
	HJ_DID_SHARES_TRIED, HJ_DID_SHARES_GONE };

void
hj_change_owe(const struct hj_change *c, struct hj_header *h,
    const struct hj_opened *me, const char *action)
{
	struct hj_header_owed o = { .place = (uint8_t)me->place };

	while (o.what < HJ_LEN(changes) && strcmp(changes[o.what], action) != 0)
		o.what++;
	hj_header_owe(h, me->keyring, &o, c->entries);
}

static int
note(struct hj_change *c, const struct hj_header *h,
    const struct hj_keyring *by, const struct hj_header_owed *o,
    struct hj_error *err)
{
	char detail[128], id[HJ_FINGERPRINT] = "";
	struct hj_error nobody = HJ_ERROR;
	struct hj_header_member m;

	if (hj_header_member(h, by, o->place, &m, &nobody) == HJ_OK)
		hj_member_fingerprint(m.keys.ed25519, id);
	(void)snprintf(detail, sizeof(detail), "event %s\nwho %s\n",
	    o->what < HJ_LEN(changes) ? changes[o->what] : "keys", id);
	c->owed = true;
	return hj_change_note(c, HJ_DID_LATE, NULL, detail, err);
}

int
hj_change_pay(struct hj_change *c, struct hj_error *err)
{
	struct hj_opened me = { .member = NULL };
	const struct hj_keyring *by = c->v->me.keyring;
	const struct hj_header *h = c->v->header;
	struct hj_header *anew = NULL;
	struct hj_header_owed o;
	int rc = HJ_OK;

	/* By another process, since this one opened the vault. */
	if (hj_header_is_newer(c->v->dir, c->v->facts.generation)) {
		rc = hj_vault_reload_header(c->v, &anew, &me, err);
		h = anew;
		by = me.keyring;
	}
	if (rc == HJ_OK && hj_header_owes(h, by, c->entries, &o))
		rc = note(c, h, by, &o, err);
	hj_opened_clear(&me);
	hj_header_free(anew);
	return rc;
}

int
hj_vault_pay(struct hj_vault *v, const struct hj_wait *w, struct hj_error *err)
{
	struct hj_change *c = NULL;
	int rc = hj_vault_begin(v, w, &c, err);

	if (rc != HJ_OK)
		return rc;
	if (c->owed)
		return hj_change_commit(c, err);
	hj_change_abort(c);
	return HJ_OK;
}
