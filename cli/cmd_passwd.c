#include "cli/newphrase.h"
#include "cli/pages.h"
#include "cli/say.h"
#include "cli/ui.h"
#include "core/ways.h"

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct hj_secret *passphrase = NULL;
	struct hj_vault_facts facts;
	int rc;

	(void)a;
	if ((rc = hj_vault_facts(c->vault, &facts, err)) == HJ_OK &&
	    (rc = newphrase_ask(c, &passphrase, err)) == HJ_OK)
		rc = hj_vault_passwd(c->vault, passphrase, NULL, &facts.cost,
		    err);
	hj_secret_free(passphrase);
	if (rc == HJ_OK)
		ui_say(c->ui, "%s",
		    _("The passphrase was changed.  Older backups still open with the old one."));
	return rc;
}

static const struct command_example examples[] = {
	{ "passwd", N_("asks for the old passphrase, then the new one twice") },
	{ "passwd --passphrase-fd 3 3<two-lines.txt",
	    N_("in a script: the old one, then the new one, a line each") },
	{ NULL, NULL },
};

const struct command_page passwd_page = {
	.text =
	    N_("Changes the passphrase that opens the vault.  Backups made before keep the\npassphrase that they had."),
	.examples = examples,
	.run = run,
};
