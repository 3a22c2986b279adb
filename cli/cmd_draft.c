#include <string.h>

#include "cli/emit.h"
#include "cli/pages.h"
#include "cli/say.h"
#include "cli/ui.h"

static const struct emit_column columns[] = {
	{ "id", N_("draft"), false },
	{ "saved", N_("saved (UTC)"), false },
};

static int
print_draft(void *to, const struct hj_id *id, int64_t saved,
    struct hj_error *err)
{
	struct emit *e = to;
	char shown[HJ_ID_SHOWN];

	(void)err;
	hj_id_show(id, shown);
	emit_map(e);
	emit_key(e, "id", NULL);
	emit_text(e, shown);
	emit_key(e, "saved", NULL);
	emit_time(e, saved);
	emit_end(e);
	return HJ_OK;
}

static int
list(struct cli *c, const struct args *a, struct hj_error *err)
{
	int rc;

	(void)a;
	emit_table(c->out, columns, HJ_LEN(columns));
	if ((rc = hj_vault_drafts(c->vault, print_draft, c->out, err)) == HJ_OK)
		emit_end(c->out);
	return rc;
}

struct wanted {
	char prefix[HJ_ID_CHARS + 1];
	struct hj_id id;
	size_t found;
};

static int
compare(void *to, const struct hj_id *id, int64_t saved, struct hj_error *err)
{
	struct wanted *w = to;
	char text[HJ_ID_CHARS + 1];

	(void)saved;
	(void)err;
	hj_id_text(id, text);
	if (strncmp(text, w->prefix, strlen(w->prefix)) == 0) {
		w->id = *id;
		w->found++;
	}
	return HJ_OK;
}

static int
drop(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct wanted w = { .found = 0 };
	bool yes = false;
	size_t n;
	int rc;

	if ((rc = hj_id_typed(a->rest[0], strlen(a->rest[0]), w.prefix, &n,
		 err)) != HJ_OK ||
	    (rc = hj_vault_drafts(c->vault, compare, &w, err)) != HJ_OK)
		return rc;
	if (w.found == 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "no such draft; 'hanji draft list' lists them");
	if (w.found > 1)
		return hj_fail(err, HJ_EAMBIGUOUS,
		    "more than one draft begins so; give more of its id");
	rc = ui_confirm(c->ui, _("Throw this draft away for good?"), &yes, err);
	if (rc != HJ_OK || !yes)
		return rc;
	return hj_vault_draft_drop(c->vault, &w.id, err);
}

static const struct command_example list_examples[] = {
	{ "draft list", N_("interviews that were begun and not finished") },
	{ NULL, NULL },
};

static const struct command_example drop_examples[] = {
	{ "draft drop k7m2", N_("asks first") },
	{ NULL, NULL },
};

const struct command_page draft_list_page = {
	.text =
	    N_("What was typed into 'hanji add' and not finished is kept sealed; 'hanji add\n--resume' goes on with it."),
	.examples = list_examples,
	.run = list,
};

const struct command_page draft_drop_page = {
	.text = N_("Throws an unfinished draft away."),
	.examples = drop_examples,
	.run = drop,
};
