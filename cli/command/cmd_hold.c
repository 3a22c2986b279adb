#include <string.h>

#include "cli/access/process.h"
#include "cli/argument/teamarg.h"
#include "cli/casefile/casefile.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/show/logline.h"
#include "core/vault/legalhold.h"

struct hold_opt {
	bool dry_run;
};

/* ---- placed and lifted ---- */

typedef int change_fn(struct hj_change *c, const struct hj_row *row,
    const char *reason, struct hj_error *err);

static int
change(struct cli *c, const struct args *a, change_fn *fn, struct hj_error *err)
{
	const struct hj_wait wait = { .seconds = (unsigned)c->global->wait };
	const struct hold_opt *o = a->opt;
	struct casefile f = CASEFILE;
	struct hj_change *ch = NULL;
	int rc;

	if (c->global->reason == NULL)
		return cli_usage(err,
		    "say why with --reason TEXT, without names: it stays in the log");
	if ((rc = casefile_find(c, a->rest[0], &f, err)) == HJ_OK &&
	    (rc = hj_vault_begin(c->vault, &wait, &ch, err)) == HJ_OK) {
		rc = fn(ch, &f.row, c->global->reason, err);
		if (rc == HJ_OK && !o->dry_run)
			rc = hj_change_commit(ch, err);
		else
			hj_change_abort(ch);
	}
	casefile_clear(&f);
	return rc;
}

static int
run_place(struct cli *c, const struct args *a, struct hj_error *err)
{
	return change(c, a, hj_change_legalhold_place, err);
}

static int
run_lift(struct cli *c, const struct args *a, struct hj_error *err)
{
	return change(c, a, hj_change_legalhold_lift, err);
}

/* ---- listed ---- */

static const struct emit_column columns[] = {
	{ "id", N_("id"), false },
	{ "since", N_("since (UTC)"), false },
	{ "by", N_("by"), false },
	{ "reason", N_("reason"), false },
};

struct listing {
	struct cli *c;
	struct hj_buf all;
	struct hj_vault_facts facts;
};

/* Who and why stand in the log. */
static int
say_entry(struct listing *l, const struct hj_legalhold *h, struct hj_error *err)
{
	struct hj_buf page = HJ_BUF(HJ_RECORD_MAX);
	struct hj_log_entry e;
	int rc = hj_vault_entry(l->c->vault, h->entry, &e, &page, err);

	if (rc == HJ_OK) {
		emit_key(l->c->out, "by", NULL);
		logline_member(l->c->out, &l->facts, &e);
		emit_key(l->c->out, "reason", NULL);
		rc = logline_detail(l->c, NULL, &e, err);
	}
	hj_buf_clear(&page);
	return rc;
}

static int
say_held(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct listing *l = to;
	const struct hj_legalhold *h = hj_legalhold_of(&l->all, row);
	char id[HJ_ID_SHOWN];
	int rc;

	if (h == NULL)
		return HJ_OK;
	hj_id_show(&row->id, id);
	emit_map(l->c->out);
	emit_key(l->c->out, "id", NULL);
	emit_text(l->c->out, id);
	emit_key(l->c->out, "since", NULL);
	emit_time(l->c->out, h->since);
	if ((rc = say_entry(l, h, err)) != HJ_OK)
		return rc;
	emit_end(l->c->out);
	return process_check(err);
}

static int
run_list(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct listing l = { .c = c, .all = HJ_BUF(HJ_LEGALHOLDS_MAX) };
	int rc;

	(void)a;
	if ((rc = hj_vault_legalholds(c->vault, &l.all, err)) == HJ_OK &&
	    (rc = hj_vault_facts(c->vault, &l.facts, err)) == HJ_OK) {
		emit_table(c->out, columns, HJ_LEN(columns));
		if (l.all.len != 0)
			rc = hj_vault_scan(c->vault, say_held, &l, NULL, err);
		if (rc == HJ_OK) {
			emit_end(c->out);
			rc = teamarg_say_unseen(c, err);
		}
	}
	hj_buf_clear(&l.all);
	return rc;
}

#define AT(field) offsetof(struct hold_opt, field)

static const struct option_def options[] = {
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("check only, change nothing") },
	{ 0 },
};

#undef AT

static const struct command_example place_examples[] = {
	{ "hold k7m2 --reason 'asked for by the court, file 12/2026' --dry-run",
	    N_("would it be possible?") },
	{ "hold k7m2 --reason 'asked for by the court, file 12/2026'",
	    N_("from now on nobody can erase it") },
	{ NULL, NULL },
};

static const struct command_example lift_examples[] = {
	{ "hold lift k7m2 --reason 'the proceedings have ended'",
	    N_("it may be erased again") },
	{ NULL, NULL },
};

static const struct command_example list_examples[] = {
	{ "hold list", N_("what may not be erased, since when and why") },
	{ NULL, NULL },
};

const struct command_page hold_page = {
	.text =
	    N_("Puts a case file or a petition under a legal hold: until it is lifted nobody can\nerase it or anything in it, not for a withdrawn consent either, and not because\nthe time is over for which it was to be kept.  It can still be changed; earlier\nversions are kept as always.  A case file that is split off it, or that it is merged\ninto, comes under the hold too; each is lifted by itself.\n\nWho placed it and why stands in the log, and 'hanji audit verify' would find an\nerasure in spite of it.  The hold is of this vault: whoever else holds the case has\nto be told.  'hanji lock --destroy' asks for no hold."),
	.options = options,
	.opt_size = sizeof(struct hold_opt),
	.examples = place_examples,
	.run = run_place,
};

const struct command_page hold_lift_page = {
	.text =
	    N_("Ends the legal hold of a case file.  Only an owner can do it, and has to say why;\nthe reason stays in the log, also when the case file is erased afterwards."),
	.options = options,
	.opt_size = sizeof(struct hold_opt),
	.examples = lift_examples,
	.run = run_lift,
};

const struct command_page hold_list_page = {
	.text =
	    N_("Lists the case files and petitions under a legal hold, with who placed it, when,\nand why."),
	.examples = list_examples,
	.run = run_list,
};
