#include <string.h>

#include "cli/casefile.h"
#include "cli/emit.h"
#include "cli/label.h"
#include "cli/pages.h"
#include "cli/process.h"
#include "cli/say.h"
#include "cli/span.h"
#include "cli/ui.h"
#include "core/datesay.h"
#include "core/limits.h"
#include "core/schema.h"

/* The level of the file itself is for programs: beside a name, "public" reads
 * as if everything inside might be published. */
static const struct emit_column columns[] = {
	{ "id", N_("id"), false },
	{ "type", NULL, false },
	{ "kind", N_("kind"), false },
	{ "status", N_("status"), false },
	{ "last_status", N_("last known"), false },
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

/* JSON has the first and the last day; a person would take the first of
 * January for a day that somebody knows. */
static int
when(struct cli *c, const struct hj_span *s, bool last, struct hj_error *err)
{
	struct hj_buf words = HJ_BUF(HJ_LINE_MAX);
	char end[SPAN_TEXT];
	int rc = HJ_OK;

	if (emit_is_json(c->out))
		span_text(last ? s->latest : s->earliest, end);
	else
		span_end(s->earliest, s->latest, last, end);
	if (end[0] == '\0')
		emit_none(c->out);
	else if (emit_is_json(c->out))
		emit_text(c->out, end);
	else if ((rc = hj_date_say_text(end, strlen(end), NULL, c->korean,
		      &words, err)) == HJ_OK)
		emit_bytes(c->out, (const char *)words.data, words.len);
	hj_buf_clear(&words);
	return rc;
}

static int
print_row(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct cli *c = to;
	char id[HJ_ID_SHOWN], last[64];
	const char *title;
	size_t n;

	hj_id_show(&row->id, id);
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
	emit_key(c->out, "last_status", NULL);
	emit_text(c->out,
	    row->level == HJ_SECRET ? NULL
				    : label_last(c, row, last, sizeof(last)));
	emit_key(c->out, "conf", NULL);
	emit_text(c->out, label_level(c, row->level));
	emit_key(c->out, "persons", NULL);
	emit_number(c->out, row->persons);
	emit_key(c->out, "earliest", NULL);
	if (when(c, &row->when, false, err) != HJ_OK)
		return (int)err->code;
	emit_key(c->out, "latest", NULL);
	if (when(c, &row->when, true, err) != HJ_OK)
		return (int)err->code;
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
	    N_("Lists the case files of the vault.  \"last known\" is what became of the people, as\n'show' derives it: a status, disputed, or various when it is not the same of all.\nThe title of a secret file is not shown."),
	.examples = examples,
	.run = run,
};
