#include <stdio.h>
#include <string.h>

#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/show/backuplist.h"
#include "core/base/text.h"

static const struct emit_column columns[] = {
	{ "entry", N_("entry"), true },
	{ "time", N_("time (UTC)"), false },
	{ "file", N_("file"), false },
	{ "erased", N_("erased since"), true },
	{ "destroyed", N_("destroyed"), false },
};

static void
say_one(struct cli *c, const struct backuplist *l,
    const struct backuplist_one *one)
{
	emit_map(c->out);
	backuplist_say(c->out, l, one);
	emit_key(c->out, "erased", NULL);
	emit_number(c->out, one->erased);
	emit_key(c->out, "destroyed", NULL);
	emit_flag(c->out, one->gone);
	emit_end(c->out);
}

static int
list(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct backuplist l = BACKUPLIST;
	int rc = backuplist_read(c, &l, err);
	bool holds = false;

	(void)a;
	if (rc == HJ_OK) {
		emit_table(c->out, columns, HJ_LEN(columns));
		for (size_t i = 0; i < backuplist_count(&l); i++) {
			const struct backuplist_one *one = backuplist_at(&l, i);

			say_one(c, &l, one);
			holds |= one->erased != 0 && !one->gone;
		}
		emit_end(c->out);
	}
	if (rc == HJ_OK && holds)
		ui_say(c->ui, "%s",
		    _("Some backups still hold what was erased: destroy them, make a new one, and say so with 'hanji backup gone ENTRY'."));
	backuplist_clear(&l);
	return rc;
}

/* ---- destroyed ---- */

static int
find(struct cli *c, const char *word, uint64_t *ret, struct hj_error *err)
{
	struct backuplist l = BACKUPLIST;
	bool found = false;
	int rc = hj_text_number(word, strlen(word), 0, UINT64_MAX, ret, err);

	if (rc == HJ_OK)
		rc = backuplist_read(c, &l, err);
	for (size_t i = 0; rc == HJ_OK && i < backuplist_count(&l); i++)
		found |= backuplist_at(&l, i)->entry == *ret;
	backuplist_clear(&l);
	if (rc == HJ_OK && !found)
		rc = hj_fail(err, HJ_ENOTFOUND,
		    "no backup has this number: 'hanji backup list' shows them");
	return rc;
}

static int
note(struct cli *c, uint64_t entry, struct hj_error *err)
{
	const struct hj_wait wait = { .seconds = (unsigned)c->global->wait };
	struct hj_change *change = NULL;
	char detail[64];
	int rc;

	(void)snprintf(detail, sizeof(detail), "entry %llu",
	    (unsigned long long)entry);
	if ((rc = hj_vault_begin(c->vault, &wait, &change, err)) != HJ_OK)
		return rc;
	rc = hj_change_note(change, HJ_DID_BACKUP_GONE, NULL, detail, err);
	if (rc == HJ_OK)
		return hj_change_commit(change, err);
	hj_change_abort(change);
	return rc;
}

static int
gone(struct cli *c, const struct args *a, struct hj_error *err)
{
	uint64_t entry = 0;
	bool yes = false;
	int rc;

	if ((rc = find(c, a->rest[0], &entry, err)) != HJ_OK ||
	    (rc = ui_confirm(c->ui,
		 _("Is this backup destroyed: the medium, or every byte of the file?  It goes into the log."),
		 &yes, err)) != HJ_OK ||
	    !yes)
		return rc;
	return note(c, entry, err);
}

static const struct command_example list_examples[] = {
	{ "backup list", N_("where copies of the vault lie") },
	{ NULL, NULL },
};

static const struct command_example gone_examples[] = {
	{ "backup gone 42", N_("the stick of entry 42 was destroyed") },
	{ NULL, NULL },
};

const struct command_page backup_list_page = {
	.text =
	    N_("Lists the backups that were made, as the log has them, with the number of case\nfiles in each that were erased since.  Erasing reaches no backup: who has the\nfile and a passphrase or recovery shares of its time still reads them.  Copies\nthat were made without hanji are not known."),
	.examples = list_examples,
	.run = list,
};

const struct command_page backup_gone_page = {
	.text =
	    N_("Says in the log that a backup was destroyed.  hanji cannot see whether that is\ntrue; on a stick or a solid-state disk only destroying the medium is sure."),
	.examples = gone_examples,
	.run = gone,
};
