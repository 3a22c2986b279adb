#include <stddef.h>

#include "cli/keyfile.h"
#include "cli/newphrase.h"
#include "cli/pages.h"
#include "cli/say.h"
#include "cli/ui.h"
#include "core/ways.h"

struct passwd_opt {
	const char *add;
	bool none;
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
	if (c->global->key_file == NULL)
		return hj_fail(err, HJ_EINVAL,
		    "the passphrase needs a key file: give it with --key-file FILE, or do without from now on with --no-key-file");
	return keyfile_read(c->global->key_file, ret, err);
}

static void
say_it(struct cli *c, const struct passwd_opt *o)
{
	ui_say(c->ui, "%s",
	    _("The passphrase was changed.  Older backups still open with the old one."));
	if (o->add != NULL)
		ui_say(c->ui,
		    _("Without the file '%s' it opens nothing.  Keep a copy of the file elsewhere; recovery shares do without it."),
		    o->add);
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct passwd_opt *o = a->opt;
	struct hj_secret *passphrase = NULL, *file = NULL;
	struct hj_vault_facts facts;
	int rc;

	if ((rc = hj_vault_facts(c->vault, &facts, err)) == HJ_OK &&
	    (rc = find_file(c, o, &file, err)) == HJ_OK &&
	    (rc = newphrase_ask(c, &passphrase, err)) == HJ_OK)
		rc = hj_vault_passwd(c->vault, passphrase, file, &facts.cost,
		    err);
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
	{ 0 },
};

static const struct command_example examples[] = {
	{ "passwd", N_("asks for the old passphrase, then the new one twice") },
	{ "passwd --passphrase-fd 3 3<two-lines.txt",
	    N_("in a script: the old one, then the new one, a line each") },
	{ "passwd --add-key-file /media/stick/key",
	    N_("a stick as a second lock: 'hanji --key-file /media/stick/key status'") },
	{ NULL, NULL },
};

const struct command_page passwd_page = {
	.text =
	    N_("Changes the passphrase that opens the vault; it may be the one of before.  With\n--add-key-file a file of 32 random bytes is needed besides it, and neither opens\nthe vault alone; without the file only recovery shares do.\n\nBackups and copies made before keep the passphrase that they had.  The keys in\nthem are still those of this member: somebody who has an old copy, the old\npassphrase and the vault as it is now can read it.  When a passphrase became\nknown and somebody may have a copy, let another owner remove this member and add\nthem anew."),
	.options = options,
	.opt_size = sizeof(struct passwd_opt),
	.examples = examples,
	.run = run,
};
