#include <string.h>

#include <sodium.h>

#include "cli/access/unlock.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/base/limits.h"
#include "core/vault/destroy.h"

struct lock_opt {
	bool destroy, dry_run;
	const char *confirm;
};

/* Said before anybody is asked, for some of it cannot be undone afterwards. */
static const char *const limits =
    N_("Without them no passphrase, key file or recovery shares open the vault again, only\na backup does.  This does not reach:\n- what a solid-state disk has put aside of the old bytes: encrypt the whole disk;\n- an old copy of header.a or header.b, which opens with a passphrase of its time;\n- backups, exports, other copies of the vault, and what other computers remember;\n- a hanji that is running, which has the keys in memory: end it.\nIt stays visible that there was a vault, and that it was destroyed.  Where police or\na court ask for it, destroying it may be a crime: know the law of the place.");

/* In both languages, whichever is spoken. */
static bool
is_word(const char *s)
{
	return strcmp(s, "destroy") == 0 || strcmp(s, "파기") == 0;
}

/* ---- asked twice ---- */

static int
ask_word(struct cli *c, bool *ret, struct hj_error *err)
{
	struct hj_buf line = HJ_BUF(HJ_LINE_MAX);
	const char *s = "";
	int rc;

	if (!ui_is_terminal(c->ui))
		return hj_fail(err, HJ_EINVAL,
		    "nobody to ask: give --confirm destroy besides --yes");
	rc = ui_line(c->ui, _("Type the word destroy to do it now: "), NULL,
	    NULL, &line, err);
	if (rc == HJ_OK && (rc = hj_buf_text(&line, &s, err)) == HJ_OK)
		*ret = is_word(s);
	hj_buf_clear(&line);
	return rc;
}

static int
agree(struct cli *c, const struct lock_opt *o, struct hj_error *err)
{
	bool agreed = false;
	int rc;

	rc = ui_confirm(c->ui, _("Destroy the keys of this vault?"), &agreed,
	    err);
	if (rc == HJ_OK && agreed && o->confirm == NULL)
		rc = ask_word(c, &agreed, err);
	if (rc != HJ_OK || agreed)
		return rc;
	return hj_fail(err, HJ_EINTERRUPTED, "nothing was destroyed");
}

/* ---- what became of it ---- */

static void
show(struct cli *c, const struct hj_destroyed *d)
{
	emit_map(c->out);
	emit_key(c->out, "headers", _("header files overwritten"));
	emit_list(c->out);
	for (unsigned i = 0; i < 2; i++)
		if (d->header[i])
			emit_text(c->out, hj_destroyed_name(i));
	emit_end(c->out);
	emit_key(c->out, "anchors", _("anchors of this computer removed"));
	emit_number(c->out, (int64_t)d->anchors);
	emit_end(c->out);
}

/* Each file by itself: whoever is in a hurry needs to know what is left. */
static void
say_remains(struct cli *c, const struct hj_destroyed *d)
{
	for (unsigned i = 0; i < 2; i++)
		if (d->header[i])
			ui_say(c->ui, _("%s: overwritten"),
			    hj_destroyed_name(i));
		else
			ui_say(c->ui, _("%s: NOT overwritten: %s"),
			    hj_destroyed_name(i), d->why[i].text);
	if (d->kept != 0)
		ui_say(c->ui, _("anchors NOT overwritten, below '%s': %llu"),
		    c->where.state, (unsigned long long)d->kept);
}

/* Of every vault that the headers named. */
static int
forget_keys(const struct hj_destroyed *d, struct hj_error *err)
{
	char id[2 * HJ_VAULT_ID_LEN + 1];
	int rc = HJ_OK;

	for (size_t i = 0; i < d->ids; i++) {
		(void)sodium_bin2hex(id, sizeof(id), d->id[i], HJ_VAULT_ID_LEN);
		if (unlock_drop(id, err) != HJ_OK)
			rc = (int)err->code;
	}
	return rc;
}

static int
do_it(struct cli *c, struct hj_error *err)
{
	struct hj_destroyed d;
	struct hj_error why = { .say = err->say };
	int forgotten, rc;

	rc = hj_destroy(c->where.dir, c->where.state, false, &d, err);
	forgotten = forget_keys(&d, &why);
	if (rc == HJ_EIO)
		say_remains(c, &d);
	if (rc != HJ_OK)
		return rc;
	if (d.ids == 0)
		ui_say(c->ui, "%s",
		    _("Neither header said which vault this is: the key that 'hanji unlock' leaves, and\nwhat this computer remembers of the vault, could not be looked for.  Restart it."));
	if (forgotten != HJ_OK) {
		*err = why;
		return forgotten;
	}
	ui_say(c->ui, "%s",
	    _("The keys of this vault are destroyed.  To work with it again, restore a backup."));
	show(c, &d);
	return HJ_OK;
}

static int
destroy(struct cli *c, const struct lock_opt *o, struct hj_error *err)
{
	struct hj_destroyed d;
	int rc;

	if (o->confirm != NULL && !is_word(o->confirm))
		return cli_usage(err, "--confirm takes the word destroy");
	rc = hj_destroy(c->where.dir, c->where.state, true, &d, err);
	if (rc != HJ_OK && (rc != HJ_EIO || o->dry_run)) {
		if (rc == HJ_EIO)
			say_remains(c, &d);
		return rc;
	}
	ui_say(c->ui, _("The keys of the vault at '%s':"), c->where.dir);
	ui_say_bytes(c->ui, _(limits), strlen(_(limits)));
	if (o->dry_run) {
		show(c, &d);
		return HJ_OK;
	}
	if ((rc = agree(c, o, err)) != HJ_OK)
		return rc;
	return do_it(c, err);
}

static int
lock(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct lock_opt *o = a->opt;
	char id[33];

	if (o->destroy)
		return destroy(c, o, err);
	if (o->dry_run || o->confirm != NULL)
		return cli_usage(err,
		    "--dry-run and --confirm go with --destroy");
	if (hj_vault_peek_id(c->where.dir, id, err) != HJ_OK)
		return (int)err->code;
	return unlock_drop(id, err);
}

#define AT(field) offsetof(struct lock_opt, field)

static const struct option_def lock_options[] = {
	{ 0, "destroy", OPT_FLAG, AT(destroy), NULL, NULL,
	    N_("destroy the keys: nobody opens this vault again without a backup") },
	{ 0, "confirm", OPT_TEXT, AT(confirm), "WORD", NULL,
	    N_("the word destroy, besides --yes: for scripts") },
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("only say what would be destroyed, and what would not") },
	{ 0 },
};

#undef AT

static const struct command_example lock_examples[] = {
	{ "lock", N_("forget the key now") },
	{ "lock --destroy --dry-run",
	    N_("what destroying reaches, and what it does not") },
	{ NULL, NULL },
};

const struct command_page lock_page = {
	.text =
	    N_("Wipes the key that 'hanji unlock' left with the kernel.\n\nWith --destroy, for the worst case: overwrites header.a and header.b, without which\nnothing in the vault opens, and removes what this computer remembers of it.  It\ntakes no passphrase, and less than a second however large the vault is; a damaged\nvault, or one that somebody is writing to, does not stop it.  It asks twice.\n\nIts limits are said before: a solid-state disk may have put the old bytes aside; an\nold copy of a header opens with the passphrase of its time; backups, exports and\nother copies stay.  Afterwards every command says that the headers hold no keys; only\na backup brings the records back."),
	.options = lock_options,
	.opt_size = sizeof(struct lock_opt),
	.examples = lock_examples,
	.run = lock,
};
