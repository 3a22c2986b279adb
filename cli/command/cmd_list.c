#include <stdio.h>
#include <string.h>

#include "cli/access/process.h"
#include "cli/argument/teamarg.h"
#include "cli/casefile/casefile.h"
#include "cli/find/rowfilter.h"
#include "cli/find/rowsort.h"
#include "cli/find/savedsearch.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/screen/value.h"
#include "cli/wording/label.h"
#include "cli/wording/span.h"
#include "core/base/limits.h"
#include "core/case/datesay.h"
#include "core/case/schema.h"
#include "core/vault/legalhold.h"

/* The level of the file itself is for programs: beside a name, "public" reads
 * as if everything inside might be published. */
static const struct emit_column columns[] = {
	{ "id", N_("id"), false },
	{ "type", NULL, false },
	{ "kind", N_("kind"), false },
	{ "status", N_("status"), false },
	{ "held", NULL, false },
	{ "last_status", N_("last known"), false },
	{ "conf", NULL, false },
	{ "persons", N_("persons"), true },
	{ "earliest", N_("from"), false },
	{ "latest", N_("to"), false },
	{ "title", N_("title"), false },
	{ "match", NULL, false },
};

struct list_opt {
	const char *where, *save, *saved, *sort;
	bool certain, dry_run;
};

struct listing {
	struct cli *c;
	const struct list_opt *o;
	struct rowfilter filter;
	struct rowsort sort;
	struct hj_buf holds; /* struct hj_legalhold */
	uint64_t certain, possible; /* rows shown; left out with --certain */
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

/* People read both in one column. */
static void
status(const struct listing *l, const struct hj_row *row)
{
	const char *said = label_status(l->c, row);
	bool held = hj_legalhold_of(&l->holds, row) != NULL;
	char both[128];

	emit_key(l->c->out, "status", NULL);
	(void)snprintf(both, sizeof(both), _("%s, held"), said);
	emit_text(l->c->out, held && !emit_is_json(l->c->out) ? both : said);
	emit_key(l->c->out, "held", NULL);
	emit_flag(l->c->out, held);
}

static int
print_row(const struct listing *l, const struct hj_row *row, const char *match,
    struct hj_error *err)
{
	char id[HJ_ID_SHOWN], last[64];
	struct cli *c = l->c;
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
	status(l, row);
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
	emit_key(c->out, "match", NULL);
	emit_text(c->out, match);
	emit_end(c->out);
	return process_check(err);
}

static int
print_answer(void *to, const struct hj_row *row, int answer,
    struct hj_error *err)
{
	struct listing *l = to;
	bool json = emit_is_json(l->c->out);

	if (l->filter.where == NULL)
		return print_row(l, row, NULL, err);
	if (answer == HJ_YES)
		return print_row(l, row, json ? "yes" : _("yes"), err);
	return print_row(l, row, json ? "maybe" : _("may be"), err);
}

static int
look(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct listing *l = to;
	enum hj_answer answer;
	int rc = rowfilter_ask(&l->filter, row, &answer, err);

	if (rc != HJ_OK || answer == HJ_NO)
		return rc != HJ_OK ? rc : process_check(err);
	if (answer == HJ_YES)
		l->certain++;
	else
		l->possible++;
	if (answer == HJ_MAY_BE && l->o->certain)
		return HJ_OK;
	if (l->sort.order == NULL)
		return print_answer(l, row, (int)answer, err);
	rc = rowsort_add(&l->sort, row, (int)answer, err);
	return rc != HJ_OK ? rc : process_check(err);
}

/* The question, from wherever it comes; empty: none. */
static int
question(struct cli *c, const struct list_opt *o, struct hj_buf *to,
    struct hj_error *err)
{
	if (o->where != NULL && o->saved != NULL)
		return cli_usage(err, "--where and --saved exclude each other");
	if (o->save != NULL && o->where == NULL)
		return cli_usage(err, "--save needs --where EXPR");
	if (o->certain && o->where == NULL && o->saved == NULL)
		return cli_usage(err, "--certain needs --where or --saved");
	if (o->saved != NULL)
		return savedsearch_load(c, o->saved, to, err);
	return o->where != NULL ? value_read(o->where, to, err) : HJ_OK;
}

/* An empty screen could also mean that something is wrong. */
static int
say_rest(struct listing *l, struct hj_error *err)
{
	struct hj_vault_facts f = { .cases = 0 };
	struct ui *ui = l->c->ui;
	int rc;

	if (!ui_is_terminal(ui))
		return HJ_OK;
	if ((rc = hj_vault_facts(l->c->vault, &f, err)) != HJ_OK)
		return rc;
	if (f.cases == 0)
		ui_say(ui, "%s",
		    _("There are no case files yet: 'hanji add' stores one."));
	else if (l->certain == 0 && l->possible == 0)
		ui_say(ui, "%s", _("No case file fits."));
	if (l->possible != 0)
		ui_say(ui,
		    l->o->certain
			? _("Left out: %llu that may fit, because a date or what became of people is uncertain.")
			: _("%llu of these may fit: a date or what became of people is uncertain."),
		    (unsigned long long)l->possible);
	return HJ_OK;
}

static int
list(struct listing *l, struct hj_error *err)
{
	const struct hj_progress nobody = { .fn = NULL };
	struct emit_column shown[HJ_LEN(columns)];
	int rc;

	/* To a question, whether the answer is certain. */
	memcpy(shown, columns, sizeof(columns));
	if (l->filter.where != NULL)
		shown[HJ_LEN(columns) - 1].label = N_("fits");
	emit_table(l->c->out, shown, HJ_LEN(shown));
	rc = hj_vault_scan(l->c->vault, look, l, &nobody, err);
	if (rc == HJ_OK && l->sort.order != NULL)
		rc = rowsort_each(&l->sort, print_answer, l, err);
	if (rc != HJ_OK)
		return rc;
	emit_end(l->c->out);
	return say_rest(l, err);
}

/* A name in the arguments stays in the history of the shell. */
static bool
is_exposed(const struct listing *l)
{
	return l->o->where != NULL && strcmp(l->o->where, "-") != 0 &&
	    value_fd(l->o->where) < 0 && hj_where_is_telling(l->filter.where);
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct listing l = { .c = c,
		.o = a->opt,
		.holds = HJ_BUF(HJ_LEGALHOLDS_MAX) };
	struct hj_buf words = HJ_BUF(HJ_LINE_MAX);
	const char *text = NULL;
	int rc;

	if ((rc = question(c, l.o, &words, err)) == HJ_OK &&
	    (rc = hj_buf_text(&words, &text, err)) == HJ_OK &&
	    (l.o->where != NULL || l.o->saved != NULL))
		rc = rowfilter_open(c, text, strlen(text), &l.filter, err);
	if (rc == HJ_OK && l.o->sort != NULL)
		rc = rowsort_open(c, l.o->sort, &l.sort, err);
	if (rc == HJ_OK && is_exposed(&l))
		ui_warn_history(c->ui);
	if (rc == HJ_OK && l.o->save != NULL && !l.o->dry_run)
		rc = savedsearch_save(c, l.o->save, text, err);
	if (rc == HJ_OK &&
	    (rc = hj_vault_legalholds(c->vault, &l.holds, err)) == HJ_OK)
		rc = list(&l, err);
	if (rc == HJ_OK)
		rc = teamarg_say_unseen(c, err);
	rowsort_close(&l.sort);
	rowfilter_close(&l.filter);
	hj_buf_clear(&l.holds);
	hj_buf_clear(&words);
	return rc;
}

#define AT(field) offsetof(struct list_opt, field)

static const struct option_def options[] = {
	{ 'w', "where", OPT_TEXT, AT(where), "EXPR", NULL,
	    N_("only those that fit this question") },
	{ 's', "sort", OPT_TEXT, AT(sort), "FIELD,...", NULL,
	    N_("in this order; -FIELD turns it round") },
	{ 0, "certain", OPT_FLAG, AT(certain), NULL, NULL,
	    N_("leave out those that only may fit") },
	{ 0, "save", OPT_TEXT, AT(save), "NAME", NULL,
	    N_("keep the question under this name, sealed") },
	{ 0, "saved", OPT_TEXT, AT(saved), "NAME", NULL,
	    N_("ask a question that was kept") },
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("with --save: list, but keep nothing") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "list", N_("every case file, in the order of creation") },
	{ "list --where 'status=detained and country=CN'",
	    N_("who is held in China, or may be") },
	{ "list --where 'arrested>=2013-05 and not county=kp-musan'",
	    N_("arrested in May 2013 or later") },
	{ "list --where '체포>=2013-05 그리고 국가=중국'",
	    N_("fields and values in Korean") },
	{ "list --where 'due<=today+7 or assigned=none' --save 'this week'",
	    N_("and keep the question") },
	{ "list --saved 'this week' --certain",
	    N_("ask it again; only what is certain") },
	{ "list --sort -changed", N_("what was changed last comes first") },
	{ "list --sort last,born",
	    N_("by what became of people, then by age") },
	{ "list --json", N_("the same for a program") },
	{ NULL, NULL },
};

const struct command_page list_page = {
	.text =
	    N_("Lists the case files of the vault.  \"last known\" is what became of the people, as\n'show' derives it: a status, disputed, or various when it is not the same of all.\nThe title of a secret file is not shown.\n\nA question is FIELD=VALUE, also with != < <= > >=, joined by and, or, not and\nparentheses.  A value is a code, its label, a number, or a date as people write\nit; of several words it stands in quotation marks.  'none' is what is not there,\n'today', 'today-30' are dates.  Fields:\n\n  type kind status country county facility crossing event violation risk sex\n  mechanism origin tag assigned owner conf persons conflicts\n  dates: arrested detained released repatriated disappeared died left arrived\n  seen opened changed born due date, and event.date, detention.date,\n  detention.end, repatriation.date\n\nA date that is not exact fits certainly where every day that it allows fits, and\nmay fit where some day does; both are listed, and the last column says which.\n<? >? =? ask for what may be; --certain leaves out what only may fit.\nA question may hold a name: '-' reads it from standard input.\n\n--sort takes the dates and words of these fields, and id, title, name and last\n(what became of people, in the order of a life).  A date counts by its first day;\nwhat is not known comes last."),
	.options = options,
	.opt_size = sizeof(struct list_opt),
	.examples = examples,
	.run = run,
};
