#include "cli/find/savedsearch.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/opt.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/store/searches.h"

static const struct emit_column columns[] = {
	{ "name", N_("name"), false },
	{ "where", N_("question"), false },
};

static int
list(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct hj_searches all = HJ_SEARCHES;
	int rc = hj_vault_searches(c->vault, &all, err);

	(void)a;
	if (rc == HJ_OK) {
		emit_table(c->out, columns, HJ_LEN(columns));
		for (size_t i = 0; i < hj_searches_count(&all); i++) {
			const struct hj_search *s = hj_searches_at(&all, i);

			emit_map(c->out);
			emit_key(c->out, "name", NULL);
			emit_text(c->out, s->name);
			emit_key(c->out, "where", NULL);
			emit_text(c->out, s->where);
			emit_end(c->out);
		}
		emit_end(c->out);
		if (hj_searches_count(&all) == 0 && ui_is_terminal(c->ui))
			ui_say(c->ui, "%s",
			    _("There are no saved searches: 'hanji list --save' keeps one."));
	}
	hj_searches_clear(&all);
	return rc;
}

struct drop_opt {
	bool dry_run;
};

static int
drop(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct drop_opt *o = a->opt;

	return savedsearch_drop(c, a->rest[0], o->dry_run, err);
}

static const struct option_def drop_options[] = {
	{ 'n', "dry-run", OPT_FLAG, offsetof(struct drop_opt, dry_run), NULL,
	    NULL, N_("check only, change nothing") },
	{ 0 },
};

static const struct command_example list_examples[] = {
	{ "search list", N_("the questions that were saved") },
	{ NULL, NULL },
};

static const struct command_example drop_examples[] = {
	{ "search drop 'held in China'", N_("no case file changes") },
	{ NULL, NULL },
};

const struct command_page search_list_page = {
	.text =
	    N_("Lists the questions that 'hanji list --save NAME' keeps, sealed in the vault.\n'hanji list --saved NAME' asks one."),
	.examples = list_examples,
	.run = list,
};

const struct command_page search_drop_page = {
	.text = N_("Forgets a saved search.  Case files stay as they are."),
	.options = drop_options,
	.opt_size = sizeof(struct drop_opt),
	.examples = drop_examples,
	.run = drop,
};
