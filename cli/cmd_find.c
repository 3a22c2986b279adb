#include <string.h>

#include "cli/casefile.h"
#include "cli/emit.h"
#include "cli/label.h"
#include "cli/match.h"
#include "cli/pages.h"
#include "cli/process.h"
#include "cli/say.h"
#include "cli/ui.h"
#include "cli/value.h"
#include "core/limits.h"
#include "core/schema.h"

static const struct emit_column columns[] = {
	{ "id", N_("id"), false },
	{ "kind", N_("kind"), false },
	{ "status", N_("status"), false },
	{ "why", N_("found by"), false },
	{ "text", N_("text"), false },
	{ "title", N_("title"), false },
};

struct search {
	struct cli *c;
	struct match m;
	size_t found;
};

static const char *
in_words(const char *why)
{
	if (strcmp(why, "name") == 0)
		return _("name");
	if (strcmp(why, "title") == 0)
		return _("title");
	if (strcmp(why, "external") == 0)
		return _("external id");
	return _("id");
}

static void
print_hit(struct cli *c, const struct hj_row *row, const struct match_why *why)
{
	bool secret = row->level == HJ_SECRET;
	char id[HJ_ID_SHOWN];
	const char *title;
	size_t n;

	hj_id_show(&row->id, id);
	casefile_title(row, &title, &n);
	emit_map(c->out);
	emit_key(c->out, "id", NULL);
	emit_text(c->out, id);
	emit_key(c->out, "kind", NULL);
	emit_text(c->out, label_kind(c, row));
	emit_key(c->out, "status", NULL);
	emit_text(c->out, label_status(c, row));
	emit_key(c->out, "why", NULL);
	emit_text(c->out,
	    emit_is_json(c->out) ? why->word : in_words(why->word));
	emit_key(c->out, "text", NULL);
	if (why->text != NULL && !secret)
		emit_bytes(c->out, why->text, why->n);
	else
		emit_none(c->out);
	emit_key(c->out, "title", NULL);
	if (secret)
		emit_none(c->out);
	else
		emit_bytes(c->out, title, n);
	emit_end(c->out);
}

static int
look_at(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct search *s = to;
	struct match_why why;

	if (match_row(&s->m, row, &why, err) != HJ_OK)
		return (int)err->code;
	if (why.word != NULL) {
		print_hit(s->c, row, &why);
		s->found++;
	}
	return process_check(err);
}

/* What to look for: an argument, or the answer to a question. */
static int
ask(struct cli *c, const struct args *a, struct hj_buf *to,
    struct hj_error *err)
{
	if (a->nrest == 0)
		return ui_line(c->ui, _("Find: "), NULL, NULL, to, err);
	if (strcmp(a->rest[0], "-") != 0 && value_fd(a->rest[0]) < 0)
		ui_warn_history(c->ui);
	return value_read(a->rest[0], to, err);
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct hj_progress nobody = { .fn = NULL };
	struct search s = { .c = c };
	struct hj_buf typed = HJ_BUF(HJ_LINE_MAX);
	const char *text = NULL;
	int rc;

	if ((rc = ask(c, a, &typed, err)) != HJ_OK ||
	    (rc = hj_buf_text(&typed, &text, err)) != HJ_OK)
		goto out;
	if (*text == '\0') {
		rc = cli_usage(err,
		    "nothing to look for: type part of a name or an id");
		goto out;
	}
	if ((rc = match_init(&s.m, c, text, err)) != HJ_OK)
		goto out;
	emit_table(c->out, columns, HJ_LEN(columns));
	if ((rc = hj_vault_scan(c->vault, look_at, &s, &nobody, err)) != HJ_OK)
		goto out;
	emit_end(c->out);
	if (s.found == 0 && !emit_is_json(c->out))
		rc = hj_fail(err, HJ_ENOTFOUND,
		    "nothing found: try a shorter part, or another spelling or script; 'hanji list' shows all");
out:
	match_clear(&s.m);
	hj_buf_clear(&typed);
	return rc;
}

static const struct command_example examples[] = {
	{ "find",
	    N_("asks what to look for, so that no name stays in the shell's history") },
	{ "find - <name.txt", N_("the text comes from a file") },
	{ "find k7m2", N_("by the beginning of an id") },
	{ NULL, NULL },
};

const struct command_page find_page = {
	.text =
	    N_("Looks for a text in names, titles, external ids and ids, whatever their case.\nEach line says what was found where."),
	.examples = examples,
	.run = run,
};
