#include <string.h>

#include "cli/access/memberkeys.h"
#include "cli/access/place.h"
#include "cli/access/process.h"
#include "cli/arriving/opening.h"
#include "cli/casefile/casefile.h"
#include "cli/leaving/sealing.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/progress.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"

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

struct backup_opt {
	struct sealing_opt seal;
};

static int
write_backup(struct cli *c, const char *file, const struct hj_age_to *to,
    struct hj_error *err)
{
	struct progress bar;
	const struct hj_progress watch = progress_start(&bar, _("backing up"));
	int rc = hj_vault_backup(c->vault, file, to, &watch, err);

	progress_end(&bar);
	return rc;
}

/* Who loses the vault loses its keys with it. */
static int
warn_of_own_key(struct cli *c, const struct sealing *s, struct hj_error *err)
{
	struct hj_member *m = NULL;
	int rc;

	if (s->to.n != 1)
		return HJ_OK;
	if ((rc = memberkeys_open(c, &m, err)) == HJ_OK &&
	    memcmp(s->keys[0], hj_member_public(m)->x25519, HJ_AGEKEY_LEN) == 0)
		rc = hj_fail(err, HJ_EREFUSED,
		    "only the key in this very vault would open it: when the vault is lost, so is the backup; seal it to another key as well, or under a passphrase");
	hj_member_free(m);
	return rc;
}

static int
backup(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct backup_opt *o = a->opt;
	const char *file = a->rest[0];
	struct sealing s = { .passphrase = NULL };
	bool sealed = sealing_is_wanted(&o->seal);
	int rc = HJ_OK;

	if (sealed && (rc = sealing_begin(c, &o->seal, &s, err)) == HJ_OK)
		rc = warn_of_own_key(c, &s, err);
	if (rc == HJ_OK)
		rc = write_backup(c, file, sealed ? &s.to : NULL, err);
	if (rc == HJ_OK) {
		say_file(c, "file", file);
		ui_say(c->ui, _("Backed up into '%s', read back and verified."),
		    file);
	}
	if (rc == HJ_OK && s.to.n != 0)
		ui_say(c->ui, "%s",
		    _("Every byte was opened again with the key of the file.  That the recipients still have their keys only they can show: let one of them try."));
	sealing_clear(&s);
	return rc;
}

struct restore_opt {
	struct opening_opt open;
};

struct restoring {
	struct cli *c;
	const char *file;
	const struct restore_opt *o;
};

/* Asked in the child: no secret goes through a fork. */
static int
ask(const struct restoring *r, struct opening *w, bool *sealed,
    struct hj_error *err)
{
	enum hj_backup_asks asks;
	int rc = hj_backup_peek(r->file, &asks, err);

	*sealed = rc == HJ_OK && asks != HJ_BACKUP_ASKS_NOTHING;
	if (!*sealed)
		return rc;
	return opening_ask(r->c, &r->o->open,
	    asks == HJ_BACKUP_ASKS_KEY ? HJ_AGE_ASKS_KEY
				       : HJ_AGE_ASKS_PASSPHRASE,
	    w, err);
}

/* In a child: an archive can be made so that the database in it crashes who
 * opens it. */
static int
restore_child(void *with, struct hj_error *err)
{
	struct restoring *r = with;
	struct opening w = { .identity = NULL };
	struct hj_progress watch;
	struct progress bar;
	bool sealed;
	int rc;

	if ((rc = ask(r, &w, &sealed, err)) == HJ_OK) {
		watch = progress_start(&bar, _("restoring"));
		rc = hj_backup_restore(r->file, sealed ? &w.with : NULL,
		    r->c->where.dir, &watch, err);
		progress_end(&bar);
	}
	opening_clear(&w);
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
	struct restoring r = { .c = c, .file = a->rest[0], .o = a->opt };
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

static const struct option_def backup_options[] = {
	SEALING_TO(struct backup_opt),
	SEALING_PASSPHRASE(struct backup_opt),
	SEALING_ARMOR(struct backup_opt),
	{ 0 },
};

static const struct option_def restore_options[] = {
	OPENING_IDENTITY(struct restore_opt),
	OPENING_PASSPHRASE(struct restore_opt),
	{ 0 },
};

static const struct command_example backup_examples[] = {
	{ "backup /media/stick/hanji-march.tar",
	    N_("one file, consistent while the vault is in use") },
	{ "backup /media/stick/hanji-march.age --with-passphrase",
	    N_("sealed as a whole; the passphrase is asked") },
	{ "backup /media/stick/hanji-march.age --to age1...",
	    N_("sealed to the key that the other office keeps") },
	{ NULL, NULL },
};

static const struct command_example restore_examples[] = {
	{ "restore /media/stick/hanji-march.tar --vault /home/me/restored",
	    N_("into a new folder; nothing is replaced") },
	{ "restore hanji-march.age --identity key.txt --vault /home/me/restored",
	    N_("a sealed one, with the key that age-keygen made") },
	{ NULL, NULL },
};

const struct command_page backup_page = {
	.text =
	    N_("Writes the whole vault, still sealed, into one tar file, reads it back and\nverifies every byte before the file gets its name.  An existing file is not\nreplaced.\n\nThe case files in it are sealed as in the vault.  Sealed once more (--to,\n--with-passphrase) it does not even show how many they are.  Without hanji:\n'age -d -i key.txt FILE | tar x', then 'sha256sum -c MANIFEST'; the case files\nstay sealed."),
	.options = backup_options,
	.opt_size = sizeof(struct backup_opt),
	.examples = backup_examples,
	.run = backup,
};

const struct command_page restore_page = {
	.text =
	    N_("Checks every byte of a backup and makes a vault of it where there is none yet.\nThe passphrase is that of the time of the backup.\nA sealed one is opened first, with the secret key of one of its recipients or\nwith the passphrase of the file."),
	.options = restore_options,
	.opt_size = sizeof(struct restore_opt),
	.examples = restore_examples,
	.run = restore,
};
