#include "cli/casefile.h"
#include "cli/emit.h"
#include "cli/pages.h"
#include "cli/place.h"
#include "cli/process.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/ui.h"

static void
say_file(struct cli *c, const char *key, const char *file)
{
	if (!emit_is_json(c->out))
		return;
	emit_map(c->out);
	emit_key(c->out, key, NULL);
	emit_text(c->out, file);
	emit_end(c->out);
}

static int
backup(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct progress bar;
	const struct hj_progress watch = progress_start(&bar, _("backing up"));
	int rc = hj_vault_backup(c->vault, a->rest[0], NULL, &watch, err);

	progress_end(&bar);
	if (rc != HJ_OK)
		return rc;
	say_file(c, "file", a->rest[0]);
	ui_say(c->ui, _("Backed up into '%s', read back and verified."),
	    a->rest[0]);
	return HJ_OK;
}

struct restoring {
	struct cli *c;
	const char *file;
};

/* In a child: an archive can be made so that the database in it crashes who
 * opens it. */
static int
restore_child(void *with, struct hj_error *err)
{
	struct restoring *r = with;
	struct progress bar;
	const struct hj_progress watch = progress_start(&bar, _("restoring"));
	int rc = hj_backup_restore(r->file, NULL, r->c->where.dir, &watch, err);

	progress_end(&bar);
	return rc;
}

static int
open_child(void *with, struct hj_error *err)
{
	struct restoring *r = with;
	struct hj_vault *v = NULL;
	struct hj_vault_facts facts;
	int rc;

	if ((rc = place_open(r->c, false, &v, err)) == HJ_OK)
		rc = hj_vault_facts(v, &facts, err);
	hj_vault_close(v);
	return rc;
}

static int
restore(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct restoring r = { .c = c, .file = a->rest[0] };
	int rc;

	if ((rc = place_prepare(c, err)) != HJ_OK ||
	    (rc = process_fork(restore_child, &r, err)) != HJ_OK)
		return rc;
	ui_say(c->ui, _("Restored into '%s'."), c->where.dir);
	if (!ui_is_terminal(c->ui) && !ui_passphrase_is_piped(c->ui)) {
		ui_say(c->ui, "%s",
		    _("Open it once, with 'hanji status', before you rely on it."));
	} else if ((rc = process_fork(open_child, &r, err)) != HJ_OK) {
		return hj_while(err, "the restored vault at '%s'",
		    c->where.dir);
	}
	say_file(c, "vault", c->where.dir);
	return HJ_OK;
}

static const struct command_example backup_examples[] = {
	{ "backup /media/stick/hanji-march.tar",
	    N_("one file, consistent while the vault is in use") },
	{ NULL, NULL },
};

static const struct command_example restore_examples[] = {
	{ "restore /media/stick/hanji-march.tar --vault /home/me/restored",
	    N_("into a new folder; nothing is replaced") },
	{ NULL, NULL },
};

const struct command_page backup_page = {
	.text =
	    N_("Writes the whole vault, still sealed, into one tar file, reads it back and\nverifies every byte before the file gets its name.  An existing file is not\nreplaced."),
	.examples = backup_examples,
	.run = backup,
};

const struct command_page restore_page = {
	.text =
	    N_("Checks every byte of a backup and makes a vault of it where there is none yet.\nThe passphrase is that of the time of the backup."),
	.examples = restore_examples,
	.run = restore,
};
