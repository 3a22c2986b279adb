#include "cli/access/host.h"
#include "cli/access/place.h"
#include "cli/argument/fieldarg.h"
#include "cli/edit/edit.h"
#include "cli/edit/editor.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"

struct edit_opt {
	bool dry_run;
	bool force;
	bool resume;
};

static void
say_result(struct edit *e, enum hj_put_what what)
{
	struct fieldargs f = FIELDARGS(e->c);
	struct emit *out = e->c->out;
	char id[HJ_ID_SHOWN];

	f.labels = e->labels;
	if (!emit_is_json(out)) {
		if (what == HJ_PUT_SAME)
			ui_say(e->c->ui, "%s", _("nothing changed"));
		else
			fieldargs_say_labels(&f, e->file.record);
		fieldargs_clear(&f);
		return;
	}
	hj_id_show(&e->file.row.id, id);
	emit_map(out);
	emit_key(out, "id", NULL);
	emit_text(out, id);
	emit_key(out, "changed", NULL);
	emit_flag(out, what != HJ_PUT_SAME);
	emit_key(out, "labels", NULL);
	fieldargs_say_labels(&f, e->file.record);
	emit_end(out);
	fieldargs_clear(&f);
}

/* The editor's folder first: its keeper must have nothing of the vault. */
static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct edit_opt *o = a->opt;
	const struct slate_how how = { .program = &editor_program,
		.force = o->force,
		.terminal = ui_is_terminal(c->ui) };
	struct edit e = EDIT(c);
	enum hj_put_what what = HJ_PUT_SAME;
	int rc;

	e.resume = o->resume;
	e.dry_run = o->dry_run;
	if ((rc = slate_open(&how, &e.slate, err)) == HJ_OK &&
	    (rc = place_open(c, true, &c->vault, err)) == HJ_OK) {
		if (host_swap() == HOST_SWAP_OPEN)
			ui_say(c->ui, "%s",
			    _("note: swap on this computer is not encrypted, and what an editor holds may be written there; 'hanji doctor' says more"));
		rc = edit_run(&e, a->rest[0], &what, err);
	}
	slate_close(e.slate);
	if (rc == HJ_OK && !o->dry_run)
		say_result(&e, what);
	edit_clear(&e);
	return rc;
}

#define AT(field) offsetof(struct edit_opt, field)

static const struct option_def options[] = {
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("show what would change, store nothing") },
	{ 0, "resume", OPT_FLAG, AT(resume), NULL, NULL,
	    N_("go on with an edit that was not finished") },
	{ 0, "force", OPT_FLAG, AT(force), NULL, NULL,
	    N_("even where the kernel cannot keep the editor from writing elsewhere") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "edit k7m2", N_("in the editor that $EDITOR names") },
	{ "edit k7m2 --reason 'second interview'", N_("and say why") },
	{ "edit k7m2 --resume", N_("after a crash, or an answer that was no") },
	{ NULL, NULL },
};

const struct command_page edit_page = {
	.text =
	    N_("Opens a case file in an editor, a line a field, with the paths of 'hanji show\n--fields'.  Secret values are not masked; that a secret file was opened is kept\nin the log.  What would change is shown before it is stored; a text with faults\nis opened again, with what is wrong on top.  When the file was changed meanwhile,\nboth changes are put together.\n\nThe text lies in memory only, and the kernel keeps the editor from writing\nanywhere else and from the network; both are gone within a second, whatever\nends.  Only editors that run in the terminal work.  Memory can be written to\nswap: see 'hanji doctor'."),
	.options = options,
	.opt_size = sizeof(struct edit_opt),
	.examples = examples,
	.run = run,
};
