#include <stdio.h>
#include <time.h>

#include "cli/emit.h"
#include "cli/pages.h"
#include "cli/say.h"
#include "cli/span.h"
#include "cli/ui.h"
#include "cli/unlock.h"

static int
count_draft(void *to, const struct hj_id *id, int64_t saved,
    struct hj_error *err)
{
	(void)id;
	(void)saved;
	(void)err;
	++*(int64_t *)to;
	return HJ_OK;
}

static bool
is_unlocked(const char *vault_id)
{
	struct hj_error locked = HJ_ERROR;
	struct hj_secret *seed = NULL;
	bool yes = unlock_find(vault_id, &seed, &locked) == HJ_OK;

	hj_secret_free(seed);
	return yes;
}

static void
backup_age(struct cli *c, const struct hj_vault_facts *f)
{
	int64_t days = ((int64_t)time(NULL) - f->last_backup) / 86400;

	if (f->last_backup == 0 && f->changes_since_backup != 0)
		ui_say(c->ui, "%s",
		    _("There is no verified backup yet: 'hanji backup FILE' makes one."));
	else if (f->last_backup != 0 && days >= 7 &&
	    f->changes_since_backup != 0)
		ui_say(c->ui,
		    ngettext("The last verified backup is %lld day old.",
			"The last verified backup is %lld days old.",
			(unsigned long)days),
		    (long long)days);
}

/* For people how long ago, which is what matters, and the day. */
static void
emit_backup(struct emit *e, int64_t when)
{
	int64_t days = ((int64_t)time(NULL) - when) / 86400;
	char day[SPAN_TEXT], words[128];

	if (emit_is_json(e)) {
		emit_time(e, when);
		return;
	}
	span_text((int32_t)(when / 86400), day);
	if (when == 0)
		(void)snprintf(words, sizeof(words), "%s", _("none yet"));
	else if (days <= 0)
		(void)snprintf(words, sizeof(words), _("today (%s)"), day);
	else
		(void)snprintf(words, sizeof(words),
		    ngettext("%lld day ago (%s)", "%lld days ago (%s)",
			(unsigned long)days),
		    (long long)days, day);
	emit_text(e, words);
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct hj_vault_facts f;
	int64_t drafts = 0;
	int rc;

	(void)a;
	if ((rc = hj_vault_facts(c->vault, &f, err)) != HJ_OK ||
	    (rc = hj_vault_drafts(c->vault, count_draft, &drafts, err)) !=
		HJ_OK)
		return rc;
	emit_map(c->out);
	emit_key(c->out, "vault", _("vault"));
	emit_text(c->out, c->where.dir);
	emit_key(c->out, "id", _("id of the vault"));
	emit_text(c->out, f.vault_id);
	emit_key(c->out, "member", _("member"));
	emit_text(c->out, f.member_name);
	emit_key(c->out, "device", _("this device"));
	emit_text(c->out, f.device);
	emit_key(c->out, "cases", _("case files"));
	emit_number(c->out, (int64_t)f.cases);
	emit_key(c->out, "revisions", _("revisions"));
	emit_number(c->out, (int64_t)f.revisions);
	emit_key(c->out, "entries", _("log entries"));
	emit_number(c->out, (int64_t)f.entries);
	emit_key(c->out, "bytes", _("bytes on disk"));
	emit_number(c->out, (int64_t)f.bytes);
	emit_key(c->out, "unlocked", _("unlocked"));
	emit_flag(c->out, is_unlocked(f.vault_id));
	emit_key(c->out, "drafts", _("drafts"));
	emit_number(c->out, drafts);
	emit_key(c->out, "last_backup", _("last verified backup"));
	emit_backup(c->out, f.last_backup);
	emit_key(c->out, "changes_since_backup", _("changes since then"));
	emit_number(c->out, (int64_t)f.changes_since_backup);
	emit_end(c->out);
	backup_age(c, &f);
	return HJ_OK;
}

static const struct command_example examples[] = {
	{ "status", N_("how many cases, drafts, and how old the backup is") },
	{ "status --json", N_("the same for a program") },
	{ NULL, NULL },
};

const struct command_page status_page = {
	.text =
	    N_("Shows what the vault holds and how old the last verified backup is."),
	.examples = examples,
	.run = run,
};
