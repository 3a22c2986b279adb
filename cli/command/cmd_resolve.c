#include <string.h>

#include "cli/casefile/casefile.h"
#include "cli/casefile/dispute.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/screen/value.h"
#include "core/base/text.h"
#include "core/log/log.h"
#include "core/merge/settle.h"

struct resolve_opt {
	const char *take, *value;
	bool dry_run;
};

struct resolving {
	struct cli *c;
	const struct resolve_opt *o;
	struct casefile *f;
	const char *wanted; /* the conflict, NULL: the only one */
	struct dispute found;
	size_t n; /* of them */
	struct hj_buf take, path;
};

/* ---- which ---- */

static int
look(void *to, const struct dispute *d, struct hj_error *err)
{
	struct resolving *x = to;
	bool is = x->wanted == NULL;

	(void)err;
	for (size_t i = 0; i < d->n && !is; i++) {
		const char *id = hj_node_attr(d->row[i].row, "id");

		is = id != NULL &&
		    strncmp(id, x->wanted, strlen(x->wanted)) == 0;
	}
	if (!is)
		return HJ_OK;
	if (x->n++ == 0)
		x->found = *d;
	return HJ_OK;
}

static int
name_one(void *to, const struct dispute *d, struct hj_error *err)
{
	const struct resolving *x = to;
	struct hj_buf path = HJ_BUF(HJ_LINE_MAX);
	const char *text = "";
	int rc = hj_settle_path(x->f->record, &d->row[0], &path, err);

	if (rc == HJ_OK)
		rc = hj_buf_text(&path, &text, err);
	if (rc == HJ_OK)
		ui_say(x->c->ui, "  %s  %s", hj_node_attr(d->row[0].row, "id"),
		    text);
	hj_buf_clear(&path);
	return rc;
}

/* What each side says, on stderr, before the question. */
static int
show(const struct resolving *x, struct hj_error *err)
{
	const struct tree_how how = { .korean = x->c->korean };
	struct hj_buf words = HJ_BUF(HJ_TEXT_MAX), line = HJ_BUF(HJ_TEXT_MAX);
	const char *text = NULL;
	int rc = HJ_OK;

	ui_say(x->c->ui, "%s", (const char *)x->path.data);
	for (size_t k = 1; k <= x->found.n + 1 && rc == HJ_OK; k++) {
		bool masked = false;

		hj_buf_reset(&words);
		hj_buf_reset(&line);
		rc = dispute_say(x->f->record, &x->found, k, &how, &words,
		    &masked, err);
		if (rc == HJ_OK)
			rc = hj_text_visible((const char *)words.data,
			    words.len, false, &line, err);
		if (rc == HJ_OK)
			rc = hj_buf_text(&line, &text, err);
		if (rc == HJ_OK)
			ui_say(x->c->ui, "  %zu  %s", k,
			    masked              ? "***"
				: line.len == 0 ? _("(removed)")
						: text);
	}
	hj_buf_clear(&words);
	hj_buf_clear(&line);
	return rc;
}

static int
choose(struct resolving *x, struct hj_error *err)
{
	struct hj_buf typed = HJ_BUF(HJ_LINE_MAX);
	int rc = dispute_each(x->f->record, look, x, err);

	if (rc == HJ_OK && x->n > 1 && x->wanted == NULL &&
	    ui_is_terminal(x->c->ui)) {
		if ((rc = dispute_each(x->f->record, name_one, x, err)) ==
		    HJ_OK)
			rc = ui_line(x->c->ui, _("which conflict: "), NULL,
			    NULL, &typed, err);
		x->n = 0;
		if (rc == HJ_OK)
			rc = hj_buf_text(&typed, &x->wanted, err);
		if (rc == HJ_OK)
			rc = dispute_each(x->f->record, look, x, err);
		x->wanted = NULL;
	}
	hj_buf_clear(&typed);
	if (rc != HJ_OK)
		return rc;
	if (x->n == 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "no such conflict in this case; 'hanji conflicts' lists them");
	if (x->n > 1)
		return hj_fail(err, HJ_EAMBIGUOUS,
		    "%zu conflicts are meant; name one of those that 'hanji conflicts' lists",
		    x->n);
	return HJ_OK;
}

/* ---- how ---- */

/* --take, --value, or asked for. */
static int
decide(struct resolving *x, struct hj_error *err)
{
	int rc;

	if (x->o->value != NULL || x->o->take != NULL)
		return value_read(x->o->value != NULL ? x->o->value
						      : x->o->take,
		    &x->take, err);
	if (!ui_is_terminal(x->c->ui))
		return cli_usage(err,
		    "say what is true: --take 1, --take 2, --take both, or --value TEXT");
	if ((rc = show(x, err)) != HJ_OK)
		return rc;
	return ui_line(x->c->ui,
	    _("what is true (a number, both, or the value): "), NULL, NULL,
	    &x->take, err);
}

static int
settle(struct resolving *x, struct hj_error *err)
{
	struct hj_record *r = x->f->record;
	const struct hj_conflict *first = &x->found.row[0];
	struct hj_error ignored = HJ_ERROR;
	const char *text = NULL;
	uint64_t which = 0;

	if (hj_buf_text(&x->take, &text, err) != HJ_OK)
		return (int)err->code;
	if (x->o->value != NULL || *text == '\0')
		return hj_settle_value(r, first, text, x->take.len, err);
	if (strcmp(text, "both") == 0 || strcmp(text, _("both")) == 0) {
		if (x->found.n != 1)
			return hj_fail(err, HJ_EREFUSED,
			    "more than two sides differ: choose one of them");
		return hj_settle_both(r, first, err);
	}
	if (hj_text_number(text, x->take.len, 1, 999, &which, &ignored) !=
	    HJ_OK)
		return hj_settle_value(r, first, text, x->take.len, err);
	if (which > x->found.n + 1)
		return hj_fail(err, HJ_EINVAL,
		    "%llu is none of the %zu sides; a number that is the value itself goes into --value",
		    (unsigned long long)which, x->found.n + 1);
	if (which == 1)
		hj_settle_standing(r, first);
	else
		return hj_settle_other(r, &x->found.row[which - 2], err);
	return HJ_OK;
}

/* ---- stored ---- */

static int
reason_of(struct resolving *x, struct hj_buf *reason, struct hj_error *err)
{
	int rc = HJ_OK;

	if (x->c->global->reason != NULL)
		rc = hj_buf_puts(reason, x->c->global->reason, err);
	else if (ui_is_terminal(x->c->ui))
		rc = ui_line(x->c->ui, _("why: "), NULL, NULL, reason, err);
	if (rc == HJ_OK && reason->len == 0)
		return cli_usage(err,
		    "a decision needs a reason, which is kept in the log: --reason TEXT");
	return rc;
}

static void
say(struct resolving *x, size_t open)
{
	struct emit *e = x->c->out;
	char id[HJ_ID_SHOWN];

	hj_id_show(&x->f->row.id, id);
	if (!emit_is_json(e)) {
		if (open != 0)
			ui_say(x->c->ui,
			    ngettext("%zu conflict left in this case file",
				"%zu conflicts left in this case file",
				(unsigned long)open),
			    open);
		return;
	}
	emit_map(e);
	emit_key(e, "case", NULL);
	emit_text(e, id);
	emit_key(e, "path", NULL);
	emit_bytes(e, (const char *)x->path.data, x->path.len);
	emit_key(e, "open", NULL);
	emit_number(e, (int64_t)open);
	emit_key(e, "stored", NULL);
	emit_flag(e, !x->o->dry_run);
	emit_end(e);
}

static int
store(struct resolving *x, struct hj_error *err)
{
	struct hj_buf reason = HJ_BUF(HJ_LINE_MAX);
	struct hj_buf detail = HJ_BUF(HJ_DETAIL_MAX);
	const char *why = NULL, *text = NULL;
	size_t open = 0;
	int rc;

	if ((rc = hj_conflict_count(x->f->record, &open, err)) != HJ_OK)
		return rc;
	if (x->o->dry_run) {
		rc = casefile_check(x->c, x->f, err);
	} else if ((rc = reason_of(x, &reason, err)) == HJ_OK &&
	    (rc = hj_buf_text(&reason, &why, err)) == HJ_OK &&
	    (rc = hj_buf_printf(&detail, err, "reason %s\nset %s\n", why,
		 (const char *)x->path.data)) == HJ_OK &&
	    (rc = hj_buf_text(&detail, &text, err)) == HJ_OK) {
		rc = casefile_save(x->c, x->f, HJ_DID_RESOLVE, text, NULL, err);
	}
	if (rc == HJ_OK)
		say(x, open);
	hj_buf_clear(&reason);
	hj_buf_clear(&detail);
	return rc;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct casefile f = CASEFILE;
	struct resolving x = { .c = c,
		.o = a->opt,
		.f = &f,
		.wanted = a->nrest > 1 ? a->rest[1] : NULL };
	const char *path = NULL;
	int rc;

	x.take = HJ_BUF(HJ_LINE_MAX);
	x.path = HJ_BUF(HJ_LINE_MAX);
	if (x.o->take != NULL && x.o->value != NULL)
		return cli_usage(err, "--take or --value, not both of them");
	if ((rc = casefile_load(c, a->rest[0], NULL, &f, err)) == HJ_OK &&
	    (rc = choose(&x, err)) == HJ_OK &&
	    (rc = hj_settle_path(f.record, &x.found.row[0], &x.path, err)) ==
		HJ_OK &&
	    (rc = hj_buf_text(&x.path, &path, err)) == HJ_OK &&
	    (rc = decide(&x, err)) == HJ_OK && (rc = settle(&x, err)) == HJ_OK)
		rc = store(&x, err);
	hj_buf_clear(&x.take);
	hj_buf_clear(&x.path);
	casefile_clear(&f);
	return rc;
}

#define AT(field) offsetof(struct resolve_opt, field)

static const struct option_def options[] = {
	{ 't', "take", OPT_TEXT, AT(take), "1|2|both|VALUE", NULL,
	    N_("what is true: a number of 'hanji conflicts', both of them, or a value") },
	{ 0, "value", OPT_TEXT, AT(value), "VALUE", NULL,
	    N_("a value, also where it is a number; - reads standard input") },
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("check the result, store nothing") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "resolve k7m2 e22z --take 2 --reason 'the sister confirmed it'",
	    N_("the other side is right") },
	{ "resolve k7m2 --take both --reason 'two accounts'",
	    N_("keep both as two accounts, where there is room for two") },
	{ "resolve k7m2 e22z --value 2019-04 --reason 'her letter'",
	    N_("neither; this is") },
	{ NULL, NULL },
};

const struct command_page resolve_page = {
	.text =
	    N_("Settles a conflict that 'hanji conflicts' lists: what was chosen stands in the\ncase file, with the reason in the log.  What the other side said stays in the\nearlier revisions.  On a terminal it asks for what is missing.\n\nWhen two laptops settle the same conflict alike, it is settled; when they settle\nit differently, it is a conflict again."),
	.options = options,
	.opt_size = sizeof(struct resolve_opt),
	.examples = examples,
	.run = run,
};
