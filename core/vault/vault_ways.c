#include <string.h>
#include <time.h>

#include <sodium.h>

#include "core/vault/vault_state.h"
#include "core/vault/ways.h"

/* ---- the header files anew ---- */

/* Anew from disk, where another process may have changed it, and proved anew:
 * what is written gets our MAC. */
int
hj_vault_reload_header(const struct hj_vault *v, struct hj_header **ret,
    struct hj_opened *ret_me, struct hj_error *err)
{
	struct hj_header_facts facts;
	struct hj_secret *seed = NULL;
	int rc;

	if ((rc = hj_header_load(v->dir, ret, err)) != HJ_OK ||
	    (rc = hj_member_seed(v->me.member, &seed, err)) != HJ_OK ||
	    (rc = hj_header_open(*ret, NULL, seed, ret_me, err)) != HJ_OK)
		goto out;
	hj_header_facts(*ret, &facts);
	if (facts.generation < v->facts.generation)
		rc = hj_fail(err, HJ_ECORRUPT,
		    "older header files were put in the place of those that opened this vault: bring back the newer ones");
out:
	hj_secret_free(seed);
	return rc;
}

/* This header was written: it is ours from now on. */
void
hj_vault_adopt_header(struct hj_vault *v, struct hj_header *h)
{
	struct hj_error lag = HJ_ERROR;

	hj_header_free(v->header);
	v->header = h;
	hj_header_facts(v->header, &v->facts);
	/* So that the header of before counts as a rollback from now on.  If
	 * it cannot be written it lags, which is normal. */
	v->anchor.generation = v->facts.generation;
	if (v->anchor.device != NULL && !v->anchor_waits)
		v->anchor_lags =
		    hj_anchor_save(v->state, &v->anchor, &lag) != HJ_OK;
}

int
hj_vault_rewrite_header(struct hj_vault *v, struct hj_error *err)
{
	struct hj_opened me = { .member = NULL };
	struct hj_header *h = NULL;
	int rc;

	if ((rc = hj_vault_reload_header(v, &h, &me, err)) == HJ_OK &&
	    (rc = hj_header_write(h, me.keyring, v->dir, err)) == HJ_OK) {
		hj_vault_adopt_header(v, h);
		h = NULL;
	}
	hj_opened_clear(&me);
	hj_header_free(h);
	return rc;
}

/* ---- a way is changed ---- */

#define WAIT 10 /* seconds, while another writes */

typedef hj_header_fn way_fn;

int
hj_vault_change_header(struct hj_vault *v, hj_header_fn *fn, void *to,
    struct hj_error *err)
{
	struct hj_opened me = { .member = NULL };
	struct hj_header *h = NULL;
	int rc;

	if ((rc = hj_vault_reload_header(v, &h, &me, err)) == HJ_OK &&
	    (rc = fn(h, &me, to, err)) == HJ_OK &&
	    (rc = hj_header_write(h, me.keyring, v->dir, err)) == HJ_OK) {
		hj_vault_adopt_header(v, h);
		h = NULL;
	}
	hj_opened_clear(&me);
	hj_header_free(h);
	return rc;
}

struct way {
	way_fn *fn;
	void *to;
	const char *action;
	struct hj_change *change;
};

/* The header itself says what the log does not say yet. */
static int
change(struct hj_header *h, const struct hj_opened *me, void *to,
    struct hj_error *err)
{
	struct way *w = to;

	if (w->fn(h, me, w->to, err) != HJ_OK)
		return (int)err->code;
	hj_change_owe(w->change, h, me, w->action);
	return HJ_OK;
}

/* One writer from the first byte of the header to the entry of the log. */
static int
change_ways(struct hj_vault *v, way_fn *fn, void *to, const char *action,
    struct hj_error *err)
{
	const struct hj_wait wait = { .seconds = WAIT };
	struct way w = { fn, to, action, NULL };
	struct hj_change *c = NULL;
	int rc;

	/* The header has room for one thing that is owed. */
	if ((rc = hj_vault_pay(v, &wait, err)) != HJ_OK ||
	    (rc = hj_vault_begin(v, &wait, &c, err)) != HJ_OK)
		return rc;
	w.change = c;
	if ((rc = hj_vault_change_header(v, change, &w, err)) != HJ_OK) {
		hj_change_abort(c);
		return rc;
	}
	if ((rc = hj_change_note(c, action, NULL, NULL, err)) != HJ_OK)
		hj_change_abort(c);
	else
		rc = hj_change_commit(c, err);
	return rc == HJ_OK
	    ? rc
	    : hj_while(err,
		  "it was changed, but the log does not say so (repeat the command)");
}

/* ---- passphrase and key file ---- */

struct passwd {
	const struct hj_secret *passphrase, *key_file;
	const struct hj_kdf_cost *cost;
};

static int
set_passphrase(struct hj_header *h, const struct hj_opened *me, void *to,
    struct hj_error *err)
{
	const struct passwd *p = to;
	unsigned slot = me->slot;

	if (slot == HJ_NO_SLOT && hj_header_free_slot(h, &slot, err) != HJ_OK)
		return (int)err->code;
	return hj_header_passphrase_and_file(h, me->keyring, slot, me->place,
	    me->member, p->cost, p->passphrase, p->key_file, err);
}

bool
hj_vault_needs_file(const struct hj_vault *v)
{
	return v->me.slot != HJ_NO_SLOT &&
	    hj_header_needs_file(v->header, v->me.slot);
}

int
hj_vault_passwd(struct hj_vault *v, const struct hj_secret *passphrase,
    const struct hj_secret *key_file, const struct hj_kdf_cost *cost,
    struct hj_error *err)
{
	struct passwd p = { passphrase, key_file, cost };
	const bool had = hj_vault_needs_file(v);
	const char *action = HJ_DID_PASSPHRASE;

	if (v->me.recovery != HJ_NO_SLOT)
		action = HJ_DID_RECOVER;
	else if (key_file != NULL && !had)
		action = HJ_DID_FILE_ADD;
	else if (key_file == NULL && had)
		action = HJ_DID_FILE_DROP;
	return change_ways(v, set_passphrase, &p, action, err);
}

/* ---- recovery shares ---- */

int
hj_vault_recovery(const struct hj_vault *v, struct hj_header_recovery *ret,
    struct hj_error *err)
{
	struct hj_header_member m;

	if (hj_header_member(v->header, v->me.keyring, v->me.place, &m, err) !=
	    HJ_OK)
		return (int)err->code;
	*ret = m.recovery;
	return HJ_OK;
}

struct offer {
	const struct hj_secret *secret;
	struct hj_header_shares shares;
};

static int
offer(struct hj_header *h, const struct hj_opened *me, void *to,
    struct hj_error *err)
{
	const struct offer *o = to;

	return hj_header_offer_recovery(h, me->keyring, me->place, me->member,
	    o->secret, o->shares, err);
}

int
hj_vault_recovery_offer(struct hj_vault *v, struct hj_header_shares shares,
    struct hj_secret *words[static HJ_SLIP39_SHARES_MAX], struct hj_error *err)
{
	struct hj_secret *secret = NULL;
	struct offer o = { .shares = shares };
	int rc;

	if ((rc = hj_secret_random(HJ_SLIP39_LEN, &secret, err)) != HJ_OK ||
	    (rc = hj_slip39_split(secret, shares.needed, shares.of, words,
		 err)) != HJ_OK)
		goto out;
	o.secret = secret;
	rc = change_ways(v, offer, &o, HJ_DID_SHARES_MADE, err);
	for (unsigned i = 0; rc != HJ_OK && i < shares.of; i++) {
		hj_secret_free(words[i]);
		words[i] = NULL;
	}
out:
	hj_secret_free(secret);
	return rc;
}

struct proof {
	const struct hj_secret *secret;
	bool fresh;
};

/* By the way of whoever will need them one day. */
static int
prove(struct hj_header *h, const struct hj_opened *me, void *to,
    struct hj_error *err)
{
	struct proof *p = to;
	const struct hj_header_ways with = { .recovery = p->secret,
		.pending = true };
	struct hj_opened o = { .member = NULL };
	int rc;

	if ((rc = hj_header_enter(h, &with, &o, err)) == HJ_OK &&
	    o.place != me->place)
		rc = hj_fail(err, HJ_EAUTH,
		    "these are the recovery shares of another member");
	if (rc == HJ_OK)
		rc = hj_header_prove_recovery(h, me->keyring, me->place,
		    o.recovery, (int64_t)time(NULL), &p->fresh, err);
	hj_opened_clear(&o);
	return rc;
}

int
hj_vault_recovery_prove(struct hj_vault *v, const struct hj_secret *secret,
    bool *ret, struct hj_error *err)
{
	struct proof p = { .secret = secret };
	int rc = change_ways(v, prove, &p, HJ_DID_SHARES_TRIED, err);

	if (rc == HJ_OK)
		*ret = p.fresh;
	return rc;
}

static int
revoke(struct hj_header *h, const struct hj_opened *me, void *to,
    struct hj_error *err)
{
	(void)to;
	return hj_header_revoke_recovery(h, me->keyring, me->place, err);
}

int
hj_vault_recovery_revoke(struct hj_vault *v, struct hj_error *err)
{
	return change_ways(v, revoke, NULL, HJ_DID_SHARES_GONE, err);
}
