#include <string.h>

#include "cli/casefile/owncodes.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/opt.h"
#include "cli/screen/say.h"
#include "cli/wording/codelist.h"
#include "cli/wording/lexicon.h"
#include "core/base/near.h"
#include "core/case/owncode.h"
#include "core/date/edtf.h"

struct codes_opt {
	const char *at;
};

static const struct emit_column list_columns[] = {
	{ "list", N_("list"), false },
	{ "codes", N_("codes"), true },
	{ "own", N_("takes own codes"), false },
};

static void
all_lists(struct cli *c)
{
	emit_table(c->out, list_columns, HJ_LEN(list_columns));
	for (size_t i = 0; i < hj_vocab_count(); i++) {
		const char *name = hj_vocab_at(i)->name;
		const struct hj_list *l = lexicon_list(c, name);

		emit_map(c->out);
		emit_key(c->out, "list", NULL);
		emit_text(c->out, name);
		emit_key(c->out, "codes", NULL);
		emit_number(c->out, (int64_t)l->n);
		emit_key(c->out, "own", NULL);
		emit_flag(c->out, hj_owncode_allowed(l));
		emit_end(c->out);
	}
	emit_end(c->out);
}

int
codes_no_list(const char *typed, struct hj_error *err)
{
	struct hj_near near = HJ_NEAR(typed, strlen(typed));

	for (size_t i = 0; i < hj_vocab_count(); i++)
		hj_near_offer(&near, hj_vocab_at(i)->name);
	if (near.best != NULL)
		return hj_fail(err, HJ_ENOTFOUND,
		    "no list '%s'; did you mean '%s'?", typed, near.best);
	return hj_fail(err, HJ_ENOTFOUND,
	    "no list '%s'; 'hanji codes' shows their names", typed);
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct codes_opt *o = a->opt;
	const struct hj_codebook *book;
	const struct hj_list *l;
	struct hj_edtf date;

	if (o->at != NULL &&
	    hj_edtf_parse(o->at, strlen(o->at), &date, err) != HJ_OK)
		return hj_while(err, "--at");
	if (a->nrest == 0 && o->at != NULL)
		return cli_usage(err, "--at goes with a list");
	if (lexicon_book(c, &book, err) != HJ_OK)
		return (int)err->code;
	if (a->nrest == 0) {
		all_lists(c);
		return lexicon_is_whole(c, err);
	}
	if ((l = lexicon_list(c, a->rest[0])) == NULL)
		return codes_no_list(a->rest[0], err);
	if (lexicon_is_whole(c, err) != HJ_OK)
		return (int)err->code;
	return codelist_show(c, l, a->nrest == 2 ? a->rest[1] : "", o->at, err);
}

static const struct option_def options[] = {
	{ 0, "at", OPT_TEXT, offsetof(struct codes_opt, at), "DATE", NULL,
	    N_("only what was in use then, by the names of then") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "codes", N_("the names of all lists") },
	{ "codes sex", N_("the codes of one list") },
	{ "codes facility 온성", N_("codes whose word or label holds a text") },
	{ "codes organ --at 2013-05",
	    N_("the organs by their names of May 2013") },
	{ NULL, NULL },
};

const struct command_page codes_page = {
	.text =
	    N_("A field with a code takes one word of its list.  Each code has an English\nand a Korean label; where an organ or a county was renamed, the years say\nwhen the label was valid, and documents print the name of the date.\n\nHURIDOCS is the term of the micro-thesauri: = the same, > a broader one, < a\nnarrower one.  Codes that you added yourself ('hanji codes add') are shown too\nwhile the vault is unlocked."),
	.options = options,
	.opt_size = sizeof(struct codes_opt),
	.examples = examples,
	.run = run,
};
