#include "cli/casefile.h"
#include "cli/emit.h"
#include "cli/label.h"
#include "cli/pages.h"
#include "cli/process.h"
#include "cli/say.h"
#include "cli/span.h"
#include "cli/ui.h"
#include "core/schema.h"

/* The level of the file itself is for programs: beside a name, "public" reads
 * as if everything inside might be published. */
static const struct emit_column columns[] = {
	{ "id", N_("id"), false },
	{ "type", NULL, false },
	{ "kind", N_("kind"), false },
	{ "status", N_("status"), false },
	{ "conf", NULL, false },
	{ "persons", N_("persons"), true },
	{ "earliest", N_("from"), false },
	{ "latest", N_("to"), false },
	{ "title", N_("title"), false },
};

static const char *
root_name(char root)
{
	return root == 'p' ? "petition" : root == 't' ? "tombstone" : "case";
}

static int
print_row(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct cli *c = to;
	char id[HJ_ID_SHOWN], from[SPAN_TEXT], until[SPAN_TEXT];
	const char *title;
	size_t n;

	hj_id_show(&row->id, id);
	span_text(row->when.earliest, from);
	span_text(row->when.latest, until);
	casefile_title(row, &title, &n);
	emit_map(c->out);
	emit_key(c->out, "id", NULL);
	emit_text(c->out, id);
	emit_key(c->out, "type", NULL);
	emit_text(c->out, root_name(row->root));
	emit_key(c->out, "kind", NULL);
	emit_text(c->out, label_kind(c, row));
	emit_key(c->out, "status", NULL);
	emit_text(c->out, label_status(c, row));
	emit_key(c->out, "conf", NULL);
	emit_text(c->out, label_level(c, row->level));
	emit_key(c->out, "persons", NULL);
	emit_number(c->out, row->persons);
	emit_key(c->out, "earliest", NULL);
	emit_text(c->out, from[0] != '\0' ? from : NULL);
	emit_key(c->out, "latest", NULL);
	emit_text(c->out, until[0] != '\0' ? until : NULL);
	emit_key(c->out, "title", NULL);
	/* A secret file shows that it is there, no more. */
	if (row->level == HJ_SECRET)
		emit_none(c->out);
	else
		emit_bytes(c->out, title, n);
	emit_end(c->out);
	return process_check(err);
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct hj_progress nobody = { .fn = NULL };
	struct hj_vault_facts f = { .cases = 0 };
	int rc;

	(void)a;
	emit_table(c->out, columns, HJ_LEN(columns));
	rc = hj_vault_scan(c->vault, print_row, c, &nobody, err);
	if (rc != HJ_OK)
		return rc;
	emit_end(c->out);
	/* An empty screen could also mean that something is wrong. */
	if (ui_is_terminal(c->ui) &&
	    (rc = hj_vault_facts(c->vault, &f, err)) == HJ_OK && f.cases == 0)
		ui_say(c->ui, "%s",
		    _("There are no case files yet: 'hanji add' stores one."));
	return rc;
}

static const struct command_example examples[] = {
	{ "list", N_("every case file, in the order of creation") },
	{ "list --json", N_("the same for a program") },
	{ NULL, NULL },
};

const struct command_page list_page = {
	.text =
	    N_("Lists the case files of the vault.  The title of a secret file is not shown."),
	.examples = examples,
	.run = run,
};
