#include <stddef.h>

#include "cli/access/keyfile.h"
#include "cli/access/memberkeys.h"
#include "cli/access/newphrase.h"
#include "cli/access/unlock.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/progress.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/vault/vault_member.h"
#include "core/vault/ways.h"

struct passwd_opt {
	const char *add;
	bool none, keys;
};

/* The key file that is needed from now on; *ret stays NULL: none. */
static int
find_file(const struct cli *c, const struct passwd_opt *o,
    struct hj_secret **ret, struct hj_error *err)
{
	if (o->add != NULL && o->none)
		return cli_usage(err,
		    "--add-key-file and --no-key-file exclude each other");
	if (o->add != NULL)
		return keyfile_make(o->add, ret, err);
	if (o->none || !hj_vault_needs_file(c->vault))
		return HJ_OK;
	if (o->keys)
		return hj_fail(err, HJ_EINVAL,
		    "the key file of before goes with the old keys: have another made with --add-key-file FILE, or do without one with --no-key-file");
	if (c->global->key_file == NULL)
		return hj_fail(err, HJ_EINVAL,
		    "the passphrase needs a key file: give it with --key-file FILE, or do without from now on with --no-key-file");
	return keyfile_read(c->global->key_file, ret, err);
}

static void
say_it(struct cli *c, const struct passwd_opt *o)
{
	if (!o->keys)
		ui_say(c->ui, "%s",
		    _("The passphrase was changed.  Older backups still open with the old one."));
	if (o->add != NULL)
		ui_say(c->ui,
		    _("Without the file '%s' it opens nothing.  Keep a copy of the file elsewhere; recovery shares do without it."),
		    o->add);
}

/* ---- new keys ---- */

static int
ask(struct cli *c, bool *yes, struct hj_error *err)
{
	enum hj_role mine = HJ_ROLE_NONE;
	int rc = hj_vault_role(c->vault, &mine, err);

	if (rc != HJ_OK)
		return rc;
	if (mine != HJ_ROLE_OWNER)
		return hj_fail(err, HJ_EAUTH,
		    "only an owner can take new keys: for anybody else an owner does 'hanji member remove' and 'hanji member add'");
	ui_say(c->ui, "%s",
	    _("Your recovery shares and your key file of before will open nothing any more, and\npartners need your new public keys.  Nobody else may have the vault open meanwhile."));
	return ui_confirm(c->ui,
	    _("Take new keys, and renew those of the vault?"), yes, err);
}

/* What others need of them from now on. */
static int
show_keys(struct cli *c, struct hj_error *err)
{
	struct hj_member *m = NULL;
	struct memberkeys keys;
	char id[HJ_FINGERPRINT];
	int rc = memberkeys_open(c, &m, err);

	if (rc != HJ_OK)
		return rc;
	memberkeys_say(hj_member_public(m), &keys);
	hj_member_fingerprint(hj_member_public(m)->ed25519, id);
	emit_map(c->out);
	emit_key(c->out, "member", N_("member"));
	emit_text(c->out, id);
	emit_key(c->out, "recipient", N_("age key"));
	emit_text(c->out, keys.recipient);
	emit_key(c->out, "minisign", N_("minisign key"));
	emit_text(c->out, keys.minisign);
	emit_end(c->out);
	hj_member_free(m);
	return HJ_OK;
}

static int
turn(struct cli *c, const struct hj_new_keys *n, const char *vault_id,
    struct hj_error *err)
{
	const struct hj_wait wait = { .seconds = (unsigned)c->global->wait };
	struct hj_error why = { .say = err->say };
	struct progress bar;
	struct hj_progress p = progress_start(&bar, _("Renewing the keys"));
	int rc = hj_vault_new_keys(c->vault, n, &wait, &p, err);

	progress_end(&bar);
	if (rc != HJ_OK)
		return rc;
	/* What 'unlock' left is the old seed, which opens nothing. */
	if (unlock_drop(vault_id, &why) != HJ_OK)
		ui_say(c->ui, "%s", why.text);
	ui_say(c->ui, "%s",
	    _("You have new keys.  An old copy of the vault shows what it held, with the\npassphrase and the shares of its time, and nothing that is written from now on.\n- 'hanji recover shares' makes new recovery shares: destroy the old papers.\n- Give partners your keys below, and witnesses the state of the log, which this\n  computer goes on with under a key of its own ('hanji audit checkpoint').\n- 'hanji backup' now: older backups open with the old passphrase."));
	return show_keys(c, err);
}

static int
change(struct cli *c, const struct passwd_opt *o,
    const struct hj_vault_facts *facts, const struct hj_secret *passphrase,
    const struct hj_secret *file, struct hj_error *err)
{
	const struct hj_new_keys keys = { passphrase, file };

	return o->keys
	    ? turn(c, &keys, facts->vault_id, err)
	    : hj_vault_passwd(c->vault, passphrase, file, &facts->cost, err);
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct passwd_opt *o = a->opt;
	bool yes = true;
	struct hj_secret *passphrase = NULL, *file = NULL;
	struct hj_vault_facts facts;
	int rc;

	if (o->keys && ((rc = ask(c, &yes, err)) != HJ_OK || !yes))
		return rc;
	if ((rc = hj_vault_facts(c->vault, &facts, err)) == HJ_OK &&
	    (rc = find_file(c, o, &file, err)) == HJ_OK &&
	    (rc = newphrase_ask(c, &passphrase, err)) == HJ_OK)
		rc = change(c, o, &facts, passphrase, file, err);
	hj_secret_free(passphrase);
	hj_secret_free(file);
	if (rc == HJ_OK)
		say_it(c, o);
	return rc;
}

#define AT(field) offsetof(struct passwd_opt, field)

static const struct option_def options[] = {
	{ 0, "add-key-file", OPT_FILE, AT(add), "FILE", NULL,
	    N_("from now on the passphrase needs this file too; made if it is not there") },
	{ 0, "no-key-file", OPT_FLAG, AT(none), NULL, NULL,
	    N_("the passphrase alone opens the vault again") },
	{ 0, "new-keys", OPT_FLAG, AT(keys), NULL, NULL,
	    N_("new keys behind it too, when the old passphrase or shares were seen") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "passwd", N_("asks for the old passphrase, then the new one twice") },
	{ "passwd --passphrase-fd 3 3<two-lines.txt",
	    N_("in a script: the old one, then the new one, a line each") },
	{ "passwd --add-key-file /media/stick/key",
	    N_("a stick as a second lock: 'hanji --key-file /media/stick/key status'") },
	{ "passwd --new-keys",
	    N_("somebody saw the passphrase, and may have a copy of the vault") },
	{ NULL, NULL },
};

const struct command_page passwd_page = {
	.text =
	    N_("Changes the passphrase that opens the vault; it may be the one of before.  With\n--add-key-file a file of 32 random bytes is needed besides it, and neither opens\nthe vault alone; without the file only recovery shares do.\n\nBackups and copies made before keep the passphrase that they had, and the keys in\nthem are still those of this member: somebody who has an old copy, the old\npassphrase and the vault as it is now can read it.  When a passphrase became known\nor shares are in the wrong hands, and somebody may have a copy, take new keys with\n--new-keys: the member's own and those of the vault.  The old copy then shows what\nit held, but nothing that is written afterwards, and signs nothing that counts;\nonly which kind each record is can still be told with it.  The old key signs in\nthe log that the new one takes its place.  Recovery shares have to be made again,\na key file too.  Only an owner can do it, be it the only one; for anybody else an\nowner removes the member and adds them anew.  If it is interrupted, 'hanji compact'\nfinishes it."),
	.options = options,
	.opt_size = sizeof(struct passwd_opt),
	.examples = examples,
	.run = run,
};
