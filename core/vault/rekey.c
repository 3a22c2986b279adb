#include "core/vault/doomed.h"
#include "core/vault/excision_own.h"
#include "core/vault/rekey_own.h"

/* ---- alone with the vault ---- */

int
hj_rekey_alone(struct hj_vault *v, struct hj_error *err)
{
	bool lost;
	int rc;

	if (!v->write || v->change != NULL)
		return hj_fail(err, HJ_EINVAL,
		    "the vault was not opened for this: open it for writing");
	if (v->alone)
		return HJ_OK;
	rc = hj_hold_alone(v->hold, &lost, err);
	v->alone = rc == HJ_OK;
	/* What we have open may be a file without a name. */
	if (lost)
		v->write = false;
	return rc;
}

void
hj_rekey_together(struct hj_vault *v)
{
	hj_hold_share(v->hold);
	v->alone = false;
}

bool
hj_rekey_is_pending(const struct hj_vault *v)
{
	return hj_keyring_is_leaving(v->me.keyring) || v->facts.lagging ||
	    v->facts.damaged != NULL;
}

/* ---- the header ---- */

/* Change the keyring of everybody, in both header files. */
typedef int change_fn(struct hj_header *h, struct hj_keyring *mine,
    const void *with, struct hj_error *err);

/* Keys that we do not hold would be lost to everybody. */
static int
holds_all(const struct hj_header *h, const struct hj_keyring *mine,
    struct hj_error *err)
{
	uint16_t teams;

	if (hj_header_teams(h, mine, &teams, err) != HJ_OK)
		return (int)err->code;
	if ((teams & ~hj_keyring_teams(mine)) != 0)
		return hj_fail(err, HJ_EAUTH,
		    "only who holds the keys of all teams can renew them: ask an owner");
	return HJ_OK;
}

static int
rewrite(struct hj_vault *v, change_fn *change, const void *with,
    struct hj_error *err)
{
	struct hj_opened me = { .member = NULL };
	struct hj_header *h = NULL;
	struct hj_keyring *before = v->me.keyring;
	struct hj_lock *lock = NULL;
	int rc;

	if ((rc = hj_lock_take(v->dir, 0, &lock, err)) != HJ_OK ||
	    (rc = hj_vault_reload_header(v, &h, &me, err)) != HJ_OK ||
	    (rc = holds_all(h, me.keyring, err)) != HJ_OK ||
	    (rc = change(h, me.keyring, with, err)) != HJ_OK ||
	    (rc = hj_header_reseal(h, me.keyring, me.keyring, err)) != HJ_OK ||
	    (rc = hj_header_write(h, me.keyring, v->dir, err)) != HJ_OK)
		goto out;
	hj_vault_adopt_header(v, h);
	h = NULL;
	v->me.keyring = me.keyring;
	me.keyring = before;
	rc = hj_vault_learn_teams(v, err);
out:
	hj_opened_clear(&me);
	hj_header_free(h);
	hj_lock_free(lock);
	return rc;
}

static int
renew(struct hj_header *h, struct hj_keyring *mine, const void *with,
    struct hj_error *err)
{
	const struct hj_rekey *r = with;

	if (r->members != NULL && r->members(r->to, h, mine, err) != HJ_OK)
		return (int)err->code;
	/* Somebody is no longer to read: neither the log nor who the members
	 * are, nor to write header files that pass the MAC. */
	if (r->log &&
	    (hj_keyring_renew_log(mine, err) != HJ_OK ||
		hj_header_renew_key(h, mine, err) != HJ_OK))
		return (int)err->code;
	hj_keyring_leave(mine);
	for (unsigned i = 0; i < HJ_TEAMS_MAX; i++)
		if ((r->teams >> i & 1) != 0)
			hj_keyring_renew_team(mine, i);
	hj_keyring_renew_erase(mine);
	return HJ_OK;
}

static int
forget(struct hj_header *h, struct hj_keyring *mine, const void *with,
    struct hj_error *err)
{
	(void)h;
	(void)with;
	(void)err;
	hj_keyring_forget(mine);
	return HJ_OK;
}

/* ---- from begin to finish ---- */

int
hj_rekey_prepare(struct hj_vault *v, struct hj_error *err)
{
	if (hj_keyring_header(v->me.keyring) == NULL)
		return hj_fail(err, HJ_EAUTH,
		    "an auditor cannot renew the keys of a vault");
	if (hj_rekey_alone(v, err) != HJ_OK ||
	    (hj_rekey_is_pending(v) && hj_rekey_finish(v, NULL, err) != HJ_OK))
		return (int)err->code;
	if (hj_rekey_alone(v, err) != HJ_OK ||
	    holds_all(v->header, v->me.keyring, err) != HJ_OK ||
	    hj_rekey_may(v, err) != HJ_OK)
		return (int)err->code;
	return HJ_OK;
}

int
hj_rekey_begin(struct hj_vault *v, const struct hj_rekey *r,
    struct hj_error *err)
{
	if (hj_rekey_prepare(v, err) != HJ_OK)
		return (int)err->code;
	/* What the log owes is said under the `header` key that goes. */
	if (r->log && hj_vault_pay(v, NULL, err) != HJ_OK)
		return (int)err->code;
	return rewrite(v, renew, r, err);
}

static int
compact(struct hj_vault *v, const struct hj_progress *p, struct hj_error *err)
{
	int rc;

	/* Rows that only the tail of the catalogue knows: while we are alone. */
	hj_vault_settle(v);
	rc = hj_store_compact(v->store, p != NULL ? p->fn : NULL,
	    p != NULL ? p->to : NULL, err);
	/* Snapshots of the new file count from one again. */
	hj_vault_forget(v);
	return rc;
}

int
hj_rekey_finish(struct hj_vault *v, const struct hj_progress *p,
    struct hj_error *err)
{
	if (!hj_rekey_is_pending(v)) {
		if (v->alone)
			hj_rekey_together(v);
		return HJ_OK;
	}
	/* Others may read meanwhile. */
	if ((v->write && hj_excise_settle(v, err) != HJ_OK) ||
	    hj_rekey_alone(v, err) != HJ_OK ||
	    hj_doomed_settle(v, err) != HJ_OK)
		return (int)err->code;
	if (hj_keyring_is_leaving(v->me.keyring) &&
	    (hj_rekey_pages(v, p, err) != HJ_OK || compact(v, p, err) != HJ_OK))
		return (int)err->code;
	if (rewrite(v, forget, NULL, err) != HJ_OK)
		return (int)err->code;
	hj_rekey_together(v);
	return HJ_OK;
}

int
hj_vault_compact(struct hj_vault *v, const struct hj_progress *p, uint64_t *ret,
    struct hj_error *err)
{
	uint64_t before, after;
	int rc;

	if (hj_rekey_alone(v, err) != HJ_OK)
		return (int)err->code;
	before = hj_store_bytes(v->store);
	rc = compact(v, p, err);
	after = hj_store_bytes(v->store);
	*ret = before > after ? before - after : 0;
	hj_rekey_together(v);
	return rc;
}
