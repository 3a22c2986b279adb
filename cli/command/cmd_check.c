#include <stdio.h>
#include <unistd.h>

#include "cli/access/place.h"
#include "cli/access/process.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/progress.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/verify/damage.h"

struct check_opt {
	bool repair;
};

struct checking {
	struct cli *c;
	bool repair;
};

static int
look(struct checking *k, struct hj_vault *v, struct hj_error *err)
{
	struct hj_verify_facts facts = { .entries = 0 };
	struct hj_error flushed = HJ_ERROR;
	struct damage_list found;
	struct progress bar;
	struct hj_progress watch;
	int rc;

	damage_begin(&found, k->c);
	watch = progress_start(&bar, _("checking"));
	rc = hj_vault_check(v, k->repair, damage_row, &found, &watch, &facts,
	    err);
	progress_end(&bar);
	if (rc != HJ_OK && rc != HJ_ECORRUPT)
		return rc;
	damage_end(&found, &facts);
	/* In the child: what was found must be out before it ends. */
	if (emit_close(k->c->out, &flushed) != HJ_OK) {
		*err = flushed;
		return (int)flushed.code;
	}
	return rc;
}

/*
 * All of it in a child, the opening too: keys do not survive fork(2), and a
 * damaged LMDB file can crash the process that maps it.
 */
static int
check_child(void *with, struct hj_error *err)
{
	struct checking *k = with;
	struct hj_vault *v = NULL;
	int rc;

	if ((rc = place_open(k->c, k->repair, &v, err)) == HJ_OK)
		rc = look(k, v, err);
	hj_vault_close(v);
	return rc;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct check_opt *o = a->opt;
	struct checking k = { .c = c, .repair = o->repair };
	bool yes = true;
	int rc;

	if (o->repair)
		rc = ui_confirm(c->ui,
		    _("Repair rewrites catalogue and index.  Is there a copy of the vault's folder?"),
		    &yes, err);
	else
		rc = HJ_OK;
	if (rc != HJ_OK || !yes)
		return rc;
	rc = process_fork(check_child, &k, err);
	/* The child has said it all: nothing is closed twice. */
	emit_abandon(c->out);
	return rc;
}

static const struct option_def options[] = {
	{ 0, "repair", OPT_FLAG, offsetof(struct check_opt, repair), NULL, NULL,
	    N_("rebuild what can be rebuilt; asks first") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "check", N_("is every object there, and does it open?") },
	{ "check --repair", N_("after a copy of the vault's folder was made") },
	{ NULL, NULL },
};

const struct command_page check_page = {
	.text =
	    N_("Looks at every object of the vault and lists what is damaged or missing and what\nis lost with it.  Runs in a process of its own, so that even a file that crashes\nits reader is reported.  Exits 6 when something is wrong."),
	.options = options,
	.opt_size = sizeof(struct check_opt),
	.examples = examples,
	.run = run,
};
