#include <stdio.h>

#include "cli/casefile/aftermath.h"
#include "cli/casefile/excising.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/progress.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/vault/erasure.h"
#include "core/vault/legalhold.h"
#include "core/vault/rekey.h"

/* ---- erase ---- */

struct erase_opt {
	const char *ground;
	bool dry_run;
	bool keep;
};

static int
confirm(struct cli *c, const struct casefile *f, struct hj_error *err)
{
	char question[200], shown[HJ_ID_SHOWN];
	bool agreed = false;

	hj_id_show(&f->row.id, shown);
	(void)snprintf(question, sizeof(question),
	    _("Erase %s for good, with all its versions and attachments?"),
	    shown);
	if (ui_confirm(c->ui, question, &agreed, err) != HJ_OK)
		return (int)err->code;
	if (agreed &&
	    ui_confirm(c->ui,
		_("Nobody can bring it back, from this vault.  Erase it now?"),
		&agreed, err) != HJ_OK)
		return (int)err->code;
	return agreed ? HJ_OK
		      : hj_fail(err, HJ_EINTERRUPTED, "nothing was erased");
}

static int
erase(struct cli *c, const struct casefile *f, const char *ground,
    struct hj_error *err)
{
	const struct hj_erasure what = { .id = &f->row.id,
		.n = 1,
		.ground = ground };
	struct hj_erased done;
	struct progress bar;
	struct hj_progress watch;
	int rc;

	watch = progress_start(&bar, _("erasing"));
	rc = hj_vault_erase(c->vault, &what, &watch, &done, err);
	progress_end(&bar);
	if (rc != HJ_OK)
		return hj_rekey_is_pending(c->vault)
		    ? hj_while(err,
			  "the erasure is not complete, 'hanji compact' finishes it")
		    : rc;
	ui_say(c->ui, "%s",
	    _("Erased.  Not by this: what left the office, backups, other copies of the vault,\nand what an SSD has put aside; encrypt the whole disk."));
	return HJ_OK;
}

/* Part of it. */
static int
run_part(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct erase_opt *o = a->opt;
	const struct excising_how how = { .paths = a->rest + 1,
		.npaths = a->nrest - 1,
		.ground = o->ground,
		.dry_run = o->dry_run,
		.keep_attachments = o->keep };
	struct casefile f = CASEFILE;
	int rc;

	if ((rc = casefile_load(c, a->rest[0], NULL, &f, err)) == HJ_OK &&
	    (rc = hj_legalhold_permits(c->vault, &f.row, err)) == HJ_OK)
		rc = excising_run(c, &f, &how, err);
	casefile_clear(&f);
	return rc;
}

static int
run_erase(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct erase_opt *o = a->opt;
	struct casefile f = CASEFILE;
	int rc;

	if (o->ground == NULL && !o->dry_run)
		return cli_usage(err,
		    "say why with --ground TEXT, without names: it stays in the log");
	if (a->nrest > 1)
		return run_part(c, a, err);
	if (o->keep)
		return cli_usage(err,
		    "--keep-attachments goes with a part of a case file: all of it goes with its attachments");
	if ((rc = casefile_find(c, a->rest[0], &f, err)) == HJ_OK &&
	    (rc = hj_legalhold_permits(c->vault, &f.row, err)) == HJ_OK &&
	    (rc = aftermath_show(c, &f, err)) == HJ_OK && !o->dry_run &&
	    (rc = confirm(c, &f, err)) == HJ_OK)
		rc = erase(c, &f, o->ground, err);
	casefile_clear(&f);
	return rc;
}

#define AT(field) offsetof(struct erase_opt, field)

static const struct option_def erase_options[] = {
	{ 0, "ground", OPT_TEXT, AT(ground), "TEXT", NULL,
	    N_("why, without names: everybody who reads the log sees it") },
	{ 0, "keep-attachments", OPT_FLAG, AT(keep), NULL, NULL,
	    N_("of a part: not with it those that only it names") },
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("only list what would go, and what would stay") },
	{ 0 },
};

#undef AT

static const struct command_example erase_examples[] = {
	{ "erase k7m2 --dry-run", N_("what would go, and what would stay") },
	{ "erase k7m2 --ground 'consent withdrawn' --yes",
	    N_("for good, without questions") },
	{ "erase k7m2 'person[2]' --dry-run",
	    N_("of one person of a group: what would go") },
	{ NULL, NULL },
};

const struct command_page erase_page = {
	.text =
	    N_("Erases a case file or a petition for good: all its versions, its attachments and\nits key.  The vault gets new keys and a new data file, so that what was deleted\nopens with nothing that exists.  The log keeps that something was erased, when, by\nwhom and why; whatever was noted in it about the case is gone with its key.\n\nWith a PATH only that part goes, out of all versions: one person of a group, or\nany field.  Attachments that nothing else in the file names go with it.  The\nfingerprints of the versions stay, so that what was proven of them is proven still;\nin its place they say when it was erased.  Reasons noted with changes of the file\ngo as well; what was done with attachments that stay is kept.  What refers to it,\nand where its name stands elsewhere in the file, is listed: name these paths\ntoo where they are to go.\n\nWhat cannot be erased from here is listed: other records that name it, who got it,\nand which backups hold it.  An older export of it is not imported again.\nWhat is under a legal hold ('hanji hold') is not erased.  What is kept longer than\nwas decided is listed by 'hanji due'.\n\nInterrupted, it is finished by the next change, or by 'hanji compact'.  Nobody else\nmay have the vault open meanwhile, and the keys of all teams are needed."),
	.options = erase_options,
	.opt_size = sizeof(struct erase_opt),
	.examples = erase_examples,
	.run = run_erase,
};

/* ---- compact ---- */

static int
run_compact(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct progress bar;
	struct hj_progress watch;
	uint64_t freed = 0;
	int rc;

	(void)a;
	watch = progress_start(&bar, _("compacting"));
	rc = hj_rekey_finish(c->vault, &watch, err);
	if (rc == HJ_OK)
		rc = hj_vault_compact(c->vault, &watch, &freed, err);
	progress_end(&bar);
	if (rc != HJ_OK)
		return rc;
	emit_map(c->out);
	emit_key(c->out, "freed", _("bytes freed"));
	emit_number(c->out, (int64_t)freed);
	emit_end(c->out);
	return HJ_OK;
}

static const struct command_example compact_examples[] = {
	{ "compact", N_("a data file without empty space") },
	{ NULL, NULL },
};

const struct command_page compact_page = {
	.text =
	    N_("Writes the data file anew, without the space that changes and deletions left in\nit, compares the two record by record, and puts the new one in place.  Ctrl-C\nleaves everything as it was.  An erasure that was interrupted is finished first."),
	.examples = compact_examples,
	.run = run_compact,
};
