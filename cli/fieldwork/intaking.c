#include <string.h>
#include <time.h>

#include "cli/access/memberkeys.h"
#include "cli/fieldwork/intaking.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"

int
intaking_load(struct cli *c, struct hj_trip *ret, struct hj_error *err)
{
	bool there = false;

	if (hj_vault_trip(c->vault, ret, &there, err) != HJ_OK)
		return (int)err->code;
	return there
	    ? HJ_OK
	    : hj_fail(err, HJ_ENOTFOUND,
		  "no case files are taken in for a headquarters here: begin with 'hanji intake start --to FILE'");
}

int
intaking_save(struct cli *c, const struct hj_trip *t, const char *action,
    const char *detail, struct hj_error *err)
{
	const struct hj_wait w = { .seconds = (unsigned)c->global->wait };
	struct hj_change *change = NULL;
	int rc;

	if ((rc = hj_vault_begin(c->vault, &w, &change, err)) != HJ_OK)
		return rc;
	if ((rc = hj_change_trip(change, t, err)) == HJ_OK &&
	    (rc = hj_change_note(change, action, NULL, detail, err)) == HJ_OK)
		return hj_change_commit(change, err);
	hj_change_abort(change);
	return rc;
}

struct hj_trip_package *
intaking_waiting(struct hj_trip *t)
{
	struct hj_trip_package *p =
	    t->npackages != 0 ? &t->package[t->npackages - 1] : NULL;

	return p != NULL && p->received == 0 ? p : NULL;
}

void
intaking_emit_card(struct cli *c, const struct hj_keycard *k)
{
	char digits[HJ_KEYCARD_DIGITS];

	hj_keycard_digits(k, digits);
	emit_key(c->out, "headquarters", _("headquarters"));
	emit_text(c->out, k->name);
	emit_key(c->out, "digits", _("number to compare"));
	emit_text(c->out, digits);
}

void
intaking_emit_hash(struct cli *c, const char *key, const char *label,
    const uint8_t hash[static HJ_DIGEST_BYTES])
{
	char hex[2 * HJ_DIGEST_BYTES + 1];

	hj_digest_hex(hash, hex);
	if (!emit_is_json(c->out))
		hex[16] = '\0';
	emit_key(c->out, key, label);
	emit_text(c->out, hex);
}

void
intaking_remind(struct cli *c, const struct hj_trip *t)
{
	char when[32];
	time_t until = (time_t)t->until;
	struct tm utc;

	if (t->until == 0 || time(NULL) < until ||
	    gmtime_r(&until, &utc) == NULL ||
	    strftime(when, sizeof(when), "%Y-%m-%d %H:%M", &utc) == 0)
		return;
	ui_say(c->ui,
	    _("The intake for '%s' was to end at %s UTC: 'hanji intake close', then 'hanji intake deliver'."),
	    t->to.name, when);
}

int
intaking_status(struct cli *c, struct hj_error *err)
{
	struct hj_trip t = HJ_TRIP;
	bool there = false;
	int rc = hj_vault_trip(c->vault, &t, &there, err);

	if (rc == HJ_OK && (there || emit_is_json(c->out))) {
		emit_key(c->out, "headquarters",
		    _("case files are taken in for"));
		emit_text(c->out, there ? t.to.name : NULL);
	}
	if (rc == HJ_OK && there)
		intaking_remind(c, &t);
	hj_trip_clear(&t);
	return rc;
}

int
intaking_own_card(struct cli *c, const char *name, struct hj_keycard *ret,
    struct hj_error *err)
{
	struct hj_member *m = NULL;
	int rc;

	*ret = (struct hj_keycard){ .name = "" };
	if ((rc = hj_keycard_name(name, ret, err)) != HJ_OK ||
	    (rc = memberkeys_open(c, &m, err)) != HJ_OK)
		return rc;
	memcpy(ret->recipient, hj_member_public(m)->x25519,
	    sizeof(ret->recipient));
	hj_minisign_key(hj_member_public(m)->ed25519, &ret->key);
	hj_member_free(m);
	return HJ_OK;
}
