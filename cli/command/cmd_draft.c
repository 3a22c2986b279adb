#include <stdlib.h>
#include <unistd.h>

#include "cli/edit/edit.h"
#include "cli/interview/draft.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/wording/readback.h"
#include "core/base/limits.h"

#define DRAFTS_SHOWN 1024 /* as many as a vault keeps */

static const struct emit_column columns[] = {
	{ "id", N_("draft"), false },
	{ "saved", N_("saved (UTC)"), false },
	{ "form", NULL, false },
	{ "answers", N_("answers"), true },
	{ "about", N_("about"), false },
};

struct drafts {
	size_t n;
	struct {
		struct hj_id id;
		int64_t saved;
	} d[DRAFTS_SHOWN];
};

static int
collect(void *to, const struct hj_id *id, int64_t saved, struct hj_error *err)
{
	struct drafts *all = to;

	(void)err;
	if (all->n < DRAFTS_SHOWN) {
		all->d[all->n].id = *id;
		all->d[all->n++].saved = saved;
	}
	return HJ_OK;
}

/* A name is for eyes at the terminal, not for files and pipes. */
static bool
may_name(const struct cli *c)
{
	return !emit_is_json(c->out) && isatty(STDOUT_FILENO);
}

static int
say_about(struct cli *c, const struct interview *iv, struct hj_error *err)
{
	struct hj_buf name = HJ_BUF(HJ_LINE_MAX);
	const struct hj_node *person = iv->record != NULL
	    ? hj_node_child(hj_record_root(iv->record), "person")
	    : NULL;
	int rc = HJ_OK;

	if (person != NULL && may_name(c))
		rc = readback_name(person, &name, err);
	else
		rc = hj_buf_puts(&name, _(intake_table(iv->form).about), err);
	if (rc == HJ_OK)
		emit_bytes(c->out, (const char *)name.data, name.len);
	hj_buf_clear(&name);
	return rc;
}

/* The case file that was opened in an editor. */
static int
say_case(struct cli *c, const struct hj_id *id, struct hj_error *err)
{
	struct casefile f = CASEFILE;
	struct hj_error why = HJ_ERROR;
	const char *title = "";
	size_t n = 0;

	(void)err;
	if (may_name(c) &&
	    hj_vault_row(c->vault, id, &f.row, &f.items, &why) == HJ_OK &&
	    f.row.level != HJ_SECRET)
		casefile_title(&f.row, &title, &n);
	if (n != 0)
		emit_bytes(c->out, title, n);
	else
		emit_text(c->out, _("an edit"));
	casefile_clear(&f);
	return HJ_OK;
}

static int
print_draft(struct cli *c, const struct hj_id *id, int64_t saved,
    struct hj_error *err)
{
	struct interview iv = { .questions = intake_questions,
		.n = intake_nquestions };
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	char shown[HJ_ID_SHOWN];
	bool edit = false;
	int rc;

	hj_id_show(id, shown);
	if ((rc = hj_vault_draft_load(c->vault, id, &bytes, err)) == HJ_OK &&
	    !(edit = edit_draft_is(&bytes)))
		rc = draft_decode(&bytes, &iv, err);
	/* One that is not ours to read can still be dropped. */
	if (rc == HJ_EINVAL || rc == HJ_EVERSION)
		rc = HJ_OK;
	if (rc == HJ_OK) {
		emit_map(c->out);
		emit_key(c->out, "id", NULL);
		emit_text(c->out, shown);
		emit_key(c->out, "saved", NULL);
		emit_time(c->out, saved);
		emit_key(c->out, "form", NULL);
		emit_text(c->out, edit ? "edit" : intake_table(iv.form).word);
		emit_key(c->out, "answers", NULL);
		emit_number(c->out, (int64_t)iv.answered);
		emit_key(c->out, "about", NULL);
		rc = edit ? say_case(c, id, err) : say_about(c, &iv, err);
		emit_end(c->out);
	}
	hj_record_free(iv.record);
	hj_buf_clear(&bytes);
	return rc;
}

static int
list(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct drafts *all = calloc(1, sizeof(*all));
	int rc;

	(void)a;
	if (all == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	rc = hj_vault_drafts(c->vault, collect, all, err);
	if (rc == HJ_OK)
		emit_table(c->out, columns, HJ_LEN(columns));
	for (size_t i = 0; i < all->n && rc == HJ_OK; i++)
		rc = print_draft(c, &all->d[i].id, all->d[i].saved, err);
	if (rc == HJ_OK)
		emit_end(c->out);
	free(all);
	return rc;
}

static int
drop(struct cli *c, const struct args *a, struct hj_error *err)
{
	bool yes = false;
	struct hj_id id;
	int rc;

	if ((rc = draft_find(c->vault, a->rest[0], &id, err)) != HJ_OK)
		return rc;
	rc = ui_confirm(c->ui, _("Throw this draft away for good?"), &yes, err);
	if (rc != HJ_OK || !yes)
		return rc;
	return hj_vault_draft_drop(c->vault, &id, err);
}

static const struct command_example list_examples[] = {
	{ "draft list", N_("what was begun and not finished") },
	{ NULL, NULL },
};

static const struct command_example drop_examples[] = {
	{ "draft drop k7m2", N_("asks first") },
	{ NULL, NULL },
};

const struct command_page draft_list_page = {
	.text =
	    N_("What was typed into 'hanji add' or 'hanji edit' and not finished is kept sealed;\n'hanji add --resume' or 'hanji edit CASE --resume' goes on with it."),
	.examples = list_examples,
	.run = list,
};

const struct command_page draft_drop_page = {
	.text = N_("Throws an unfinished draft away."),
	.examples = drop_examples,
	.run = drop,
};
