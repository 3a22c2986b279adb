#include <stdio.h>

#include "cli/access/recovery.h"
#include "cli/access/sharepage.h"
#include "cli/access/sharewords.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/show/backupage.h"
#include "core/vault/ways.h"

int
recovery_try(struct cli *c, int fd, struct hj_error *err)
{
	struct hj_secret *secret = NULL;
	bool fresh = false;
	int rc = sharewords_ask(c, fd, &secret, err);

	if (rc == HJ_OK)
		rc = hj_vault_recovery_prove(c->vault, secret, &fresh, err);
	hj_secret_free(secret);
	if (rc == HJ_OK && fresh)
		ui_say(c->ui, "%s",
		    _("The recovery shares open this vault from now on.  Older ones do not any more."));
	else if (rc == HJ_OK)
		ui_say(c->ui, "%s", _("These recovery shares open the vault."));
	return rc;
}

/* To people or to paper. */
static int
hand_out(struct cli *c, struct hj_secret *const *words,
    struct hj_header_shares shares, const char *page, struct hj_error *err)
{
	if (page == NULL)
		return sharewords_show(c, words, shares, err);
	return sharepage_write(page, words, shares, err);
}

int
recovery_make(struct cli *c, struct hj_header_shares shares, const char *page,
    struct hj_error *err)
{
	struct hj_secret *words[HJ_SLIP39_SHARES_MAX] = { NULL };
	int rc;

	if (page == NULL && !ui_is_terminal(c->ui))
		return hj_fail(err, HJ_EAUTH,
		    "nobody to show the recovery words to: give -o FILE, in memory, or -o - into a printer");
	if ((page != NULL && sharepage_allowed(page, err) != HJ_OK) ||
	    hj_vault_recovery_offer(c->vault, shares, words, err) != HJ_OK)
		return (int)err->code;
	rc = hand_out(c, words, shares, page, err);
	for (unsigned i = 0; i < shares.of; i++)
		hj_secret_free(words[i]);
	if (rc != HJ_OK)
		return rc;
	if (!ui_is_terminal(c->ui)) {
		ui_say(c->ui, "%s",
		    _("They open nothing until 'hanji recover test' was told enough of them."));
		return HJ_OK;
	}
	ui_say(c->ui,
	    _("Now read %u of them from the paper and type them: only then do they open the vault.  ('hanji recover test' goes on with it later.)"),
	    (unsigned)shares.needed);
	return recovery_try(c, -1, err);
}

void
recovery_emit(struct emit *e, const struct hj_header_recovery *r)
{
	char numbers[16];

	(void)snprintf(numbers, sizeof(numbers), "%u-of-%u",
	    (unsigned)r->active.needed, (unsigned)r->active.of);
	emit_key(e, "recovery", _("recovery shares"));
	if (r->active.of != 0)
		emit_text(e, numbers);
	else
		emit_text(e, emit_is_json(e) ? NULL : _("none yet"));
	emit_key(e, "recovery_pending", NULL);
	emit_flag(e, r->pending.of != 0);
	if (r->pending.of != 0 && !emit_is_json(e)) {
		emit_key(e, "pending", _("new recovery shares"));
		emit_text(e, _("not tried yet: 'hanji recover test'"));
	}
	emit_key(e, "recovery_tested",
	    r->active.of != 0 ? _("recovery shares tried") : NULL);
	if (r->active.of != 0)
		backupage_emit(e, r->tested);
	else
		emit_none(e);
}
