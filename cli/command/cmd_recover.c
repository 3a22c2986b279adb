#include "cli/access/newphrase.h"
#include "cli/access/place.h"
#include "cli/access/recovery.h"
#include "cli/access/sharewords.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/vault/ways.h"

/* ---- made ---- */

struct shares_opt {
	const char *shares, *output;
};

static int
shares(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct shares_opt *o = a->opt;
	struct hj_header_shares n;

	if (sharewords_numbers(o->shares, &n, err) != HJ_OK)
		return (int)err->code;
	return recovery_make(c, n, o->output, err);
}

/* ---- tried ---- */

struct words_opt {
	int fd;
};

static int
test(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct words_opt *o = a->opt;

	return recovery_try(c, o->fd, err);
}

/* ---- needed ---- */

static int
set_passphrase(struct cli *c, const struct hj_secret *secret,
    struct hj_error *err)
{
	struct hj_secret *passphrase = NULL;
	bool fresh;
	int rc = newphrase_ask(c, &passphrase, err);

	if (rc == HJ_OK)
		rc = hj_vault_passwd(c->vault, passphrase, NULL, NULL, err);
	hj_secret_free(passphrase);
	if (rc == HJ_OK)
		rc = hj_vault_recovery_prove(c->vault, secret, &fresh, err);
	return rc;
}

static int
restore(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct words_opt *o = a->opt;
	struct hj_secret *secret = NULL;
	int rc;

	if ((rc = sharewords_ask(c, o->fd, &secret, err)) == HJ_OK &&
	    (rc = place_recover(c, secret, err)) == HJ_OK)
		rc = set_passphrase(c, secret, err);
	hj_secret_free(secret);
	if (rc == HJ_OK)
		ui_say(c->ui, "%s",
		    _("The new passphrase opens the vault.  Whoever saw the words can open it too: make new shares with 'hanji recover shares'."));
	return rc;
}

/* ---- gone ---- */

static int
revoke(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct hj_header_recovery r;
	bool yes = false;
	int rc;

	(void)a;
	if ((rc = hj_vault_recovery(c->vault, &r, err)) != HJ_OK)
		return rc;
	if (r.active.of != 0 || r.pending.of != 0) {
		rc = ui_confirm(c->ui,
		    _("Without recovery shares a lost passphrase loses the vault.  Revoke them?"),
		    &yes, err);
		if (rc != HJ_OK || !yes)
			return rc;
	}
	if ((rc = hj_vault_recovery_revoke(c->vault, err)) == HJ_OK)
		ui_say(c->ui, "%s",
		    _("No shares open this vault any more.  Backups and copies made until now they still open."));
	return rc;
}

#define SHARES(field) offsetof(struct shares_opt, field)

static const struct option_def shares_options[] = {
	{ 0, "shares", OPT_TEXT, SHARES(shares), "N-of-M", NULL,
	    N_("how many are needed of how many; 2-of-3") },
	{ 'o', "output", OPT_FILE, SHARES(output), "FILE", NULL,
	    N_("pages to print instead of the screen: .html or text, in memory (/dev/shm) only; - is standard output") },
	{ 0 },
};

static const struct option_def words_options[] = {
	{ 0, "words-fd", OPT_FD, offsetof(struct words_opt, fd), "N", NULL,
	    N_("read the shares, a line each, from descriptor N") },
	{ 0 },
};

static const struct command_example shares_examples[] = {
	{ "recover shares",
	    N_("three papers, of which any two open the vault") },
	{ "recover shares --shares 3-of-5",
	    N_("for five people, of whom three have to come together") },
	{ "recover shares -o - | lp", N_("to a printer, one share a page") },
	{ NULL, NULL },
};

static const struct command_example test_examples[] = {
	{ "recover test", N_("are the papers still there, and still right?") },
	{ "recover test --words-fd 3 3<shares.txt", N_("in a script") },
	{ NULL, NULL },
};

static const struct command_example restore_examples[] = {
	{ "recover restore", N_("asks for the words, then a new passphrase") },
	{ "recover restore --words-fd 3 --passphrase-fd 4 3<shares.txt 4<phrase.txt",
	    N_("in a script") },
	{ NULL, NULL },
};

static const struct command_example revoke_examples[] = {
	{ "recover revoke", N_("a paper was lost, or its keeper left") },
	{ NULL, NULL },
};

const struct command_page recover_shares_page = {
	.text =
	    N_("Makes recovery shares: papers with 33 words each, of which some are enough to\nopen the vault when its passphrase is lost, and fewer say nothing.  Give them to\npeople or places that are not searched together.  They open nothing until enough\nof them were typed once; then the shares of before are worthless.\n\nThe words are shown one share at a time on a screen that leaves nothing behind.\nFor a printer they go into memory or through a pipe, never into a file on a disk;\nmind that a printer and its queue keep what they printed.\n\nThe shares follow SLIP-39 (256 bits, no passphrase), which other programs read,\ntoo.  A copy of the vault that was made before still opens with the shares of\nits time."),
	.options = shares_options,
	.opt_size = sizeof(struct shares_opt),
	.examples = shares_examples,
	.run = shares,
};

const struct command_page recover_test_page = {
	.text =
	    N_("Asks for as many recovery shares as are needed and tries them.  New ones open\nthe vault from then on.  Do it once a year; 'hanji status' says when it was."),
	.options = words_options,
	.opt_size = sizeof(struct words_opt),
	.examples = test_examples,
	.run = test,
};

const struct command_page recover_restore_page = {
	.text =
	    N_("Opens the vault with recovery shares instead of the passphrase and sets a new\none.  A key file is not needed, nor afterwards.  The shares stay good."),
	.options = words_options,
	.opt_size = sizeof(struct words_opt),
	.examples = restore_examples,
	.run = restore,
};

const struct command_page recover_revoke_page = {
	.text =
	    N_("Makes all recovery shares worthless, those that were not tried yet, too.  Copies\nof the vault made until now still open with them: who holds enough shares and an\nold backup reads what is in the backup, and with the keys in it also this vault,\nif they get hold of it."),
	.examples = revoke_examples,
	.run = revoke,
};
