#include <stdio.h>
#include <string.h>

#include "cli/argument/fieldarg.h"
#include "cli/casefile/casefile.h"
#include "cli/interview/interview.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/screen/value.h"
#include "cli/show/dueview.h"
#include "cli/wording/span.h"
#include "core/base/text.h"
#include "core/case/datesay.h"
#include "core/date/dateread.h"
#include "core/log/log.h"
#include "core/sense/task.h"

struct done_opt {
	const char *date;
	const char *in;
	bool last;
	bool dry_run;
};

struct finishing {
	struct cli *c;
	const struct done_opt *o;
	struct casefile file;
	struct hj_node *task, *next;
	struct hj_buf id, note, day;
};

/* ---- which ---- */

/* On a terminal all that are open are shown, and one is asked for. */
static int
ask_which(struct finishing *f, struct hj_error *err)
{
	const struct duelist_want want = { .task = "" };
	struct duelist list;
	bool shown;
	int rc = duelist_collect(f->c, &want, &list, err);

	if (rc == HJ_OK && list.n == 0)
		rc = hj_fail(err, HJ_ENOTFOUND, "there is no open task");
	if (rc == HJ_OK)
		emit_table(f->c->out, dueview_columns, dueview_ncolumns);
	for (size_t i = 0; i < list.n && rc == HJ_OK; i++)
		rc = dueview_row(f->c, &list.entry[i], span_today_day(), NULL,
		    &shown, err);
	duelist_clear(&list);
	if (rc != HJ_OK)
		return rc;
	emit_end(f->c->out);
	(void)fflush(stdout);
	return interview_line(f->c->ui, _("Which task is done? "), NULL, &f->id,
	    err);
}

static int
several(const struct duelist *l, const char *typed, struct hj_error *err)
{
	char list[256] = "", id[HJ_ID_SHOWN];
	size_t n = 0;

	for (size_t i = 0; i < l->n && n + 48 < sizeof(list); i++) {
		hj_id_show(&l->entry[i].id, id);
		n += (size_t)snprintf(list + n, sizeof(list) - n, "%s%s (%s)",
		    i > 0 ? ", " : "", l->entry[i].due.name, id);
	}
	return hj_fail(err, HJ_EAMBIGUOUS,
	    "more than one open task begins with '%s': %s; give more of its id, or its case with --in",
	    typed, list);
}

/* Only those of the case that was named. */
static void
keep_only(struct duelist *l, const struct hj_id *id)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		if (memcmp(&l->entry[i].id, id, sizeof(*id)) == 0)
			l->entry[n++] = l->entry[i];
	l->n = n;
}

static int
find(struct finishing *f, const char *typed, struct hj_error *err)
{
	const struct duelist_want want = { .task = typed };
	struct casefile in = CASEFILE;
	struct duelist list = { .n = 0 };
	char id[HJ_ID_CHARS + 1];
	int rc = HJ_OK;

	if (*typed == '\0')
		return cli_usage(err, "no task was named");
	if ((f->o->in != NULL &&
		(rc = casefile_find(f->c, f->o->in, &in, err)) != HJ_OK) ||
	    (rc = duelist_collect(f->c, &want, &list, err)) != HJ_OK)
		goto out;
	if (f->o->in != NULL)
		keep_only(&list, &in.row.id);
	if (list.n == 0) {
		rc = hj_fail(err, HJ_ENOTFOUND,
		    "no open task begins with '%s'; 'hanji due --all' lists them",
		    typed);
	} else if (list.n > 1) {
		rc = several(&list, typed, err);
	} else {
		hj_id_text(&list.entry[0].id, id);
		rc = casefile_load(f->c, id, NULL, &f->file, err);
	}
	if (rc == HJ_OK)
		f->task =
		    hj_record_find(f->file.record, list.entry[0].due.name);
	if (rc == HJ_OK && f->task == NULL)
		rc = hj_fail(err, HJ_ECORRUPT,
		    "the catalogue names a task that its case does not have: run 'hanji check --repair'");
out:
	duelist_clear(&list);
	casefile_clear(&in);
	return rc;
}

/* ---- what came of it ---- */

static int
read_note(struct finishing *f, const char *arg, struct hj_error *err)
{
	struct hj_buf typed = HJ_BUF(HJ_CASE_MAX);
	int rc = HJ_OK;

	if (arg != NULL) {
		if (strcmp(arg, "-") != 0 && value_fd(arg) < 0)
			ui_warn_history(f->c->ui);
		rc = value_read(arg, &typed, err);
	} else if (ui_is_terminal(f->c->ui) && !f->c->global->yes) {
		rc = interview_line(f->c->ui,
		    _("What came of it? (Enter: nothing to add) "), NULL,
		    &typed, err);
	}
	if (rc == HJ_OK)
		rc = hj_text_nfc((const char *)typed.data, typed.len, &f->note,
		    NULL, err);
	hj_buf_clear(&typed);
	return rc;
}

/* Today, or the day that was named, as people say it. */
static int
read_day(struct finishing *f, struct hj_error *err)
{
	const struct hj_date_how how = { .monthly = false };
	struct hj_date_read read;
	char today[SPAN_TEXT];

	span_today(today);
	if (f->o->date == NULL)
		return hj_buf_puts(&f->day, today, err);
	if (hj_date_read(f->o->date, strlen(f->o->date), &how, &read, err) !=
	    HJ_OK)
		return hj_while(err, "--date");
	return hj_edtf_text(&read.date, &f->day, err);
}

static int
complete(struct finishing *f, struct hj_error *err)
{
	struct hj_task_done how = { .last = f->o->last };

	if (read_day(f, err) != HJ_OK ||
	    hj_buf_text(&f->day, &how.on, err) != HJ_OK)
		return (int)err->code;
	if (f->note.len != 0 &&
	    hj_buf_text(&f->note, &how.result, err) != HJ_OK)
		return (int)err->code;
	return hj_task_complete(f->file.record, f->task, &how, &f->next, err);
}

static int
save(struct finishing *f, struct hj_error *err)
{
	struct fieldargs args = FIELDARGS(f->c);
	const char *detail;
	int rc;

	if (f->o->dry_run)
		return casefile_check(f->c, &f->file, err);
	if ((rc = hj_buf_printf(&args.detail, err, "set task[%s].status\n",
		 hj_node_attr(f->task, "id"))) == HJ_OK &&
	    (rc = fieldargs_detail(&args, f->c->global->reason, &detail,
		 err)) == HJ_OK)
		rc = casefile_save(f->c, &f->file, HJ_DID_UPDATE, detail, NULL,
		    err);
	fieldargs_clear(&args);
	return rc;
}

/* The id of the next one, alone; when it is due is said. */
static int
say_result(struct finishing *f, struct hj_error *err)
{
	const struct hj_node *due =
	    f->next != NULL ? hj_node_child(f->next, "due") : NULL;
	struct hj_buf words = HJ_BUF(HJ_LINE_MAX);
	struct emit *e = f->c->out;
	char id[HJ_ID_SHOWN];
	const char *text;
	int rc = HJ_OK;

	if (emit_is_json(e)) {
		hj_id_show(&f->file.row.id, id);
		emit_map(e);
		emit_key(e, "case", NULL);
		emit_text(e, id);
		emit_key(e, "task", NULL);
		emit_text(e, hj_node_attr(f->task, "id"));
		emit_key(e, "next", NULL);
		emit_text(e,
		    f->next != NULL ? hj_node_attr(f->next, "id") : NULL);
		emit_key(e, "due", NULL);
		emit_text(e, due != NULL ? due->text : NULL);
		emit_end(e);
		return HJ_OK;
	}
	if (f->next == NULL)
		return HJ_OK;
	if (due != NULL &&
	    (rc = hj_date_say_node(due, f->c->korean, &words, err)) == HJ_OK &&
	    (rc = hj_buf_text(&words, &text, err)) == HJ_OK)
		ui_say(f->c->ui, _("It comes again: %s"), text);
	if (rc == HJ_OK && !f->o->dry_run)
		emit_text(e, hj_node_attr(f->next, "id"));
	hj_buf_clear(&words);
	return rc;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct finishing f = { .c = c,
		.o = a->opt,
		.file = CASEFILE,
		.id = HJ_BUF(HJ_LINE_MAX),
		.note = HJ_BUF(HJ_CASE_MAX),
		.day = HJ_BUF(HJ_LINE_MAX) };
	const char *typed = a->rest[0];
	int rc = HJ_OK;

	if (a->nrest == 0 && (!ui_is_terminal(c->ui) || emit_is_json(c->out)))
		return cli_usage(err,
		    "say which task is done; 'hanji due' shows their ids");
	if (a->nrest == 0 &&
	    ((rc = ask_which(&f, err)) != HJ_OK ||
		(rc = hj_buf_text(&f.id, &typed, err)) != HJ_OK))
		goto out;
	if ((rc = find(&f, typed, err)) == HJ_OK &&
	    (rc = read_note(&f, a->nrest == 2 ? a->rest[1] : NULL, err)) ==
		HJ_OK &&
	    (rc = complete(&f, err)) == HJ_OK && (rc = save(&f, err)) == HJ_OK)
		rc = say_result(&f, err);
out:
	casefile_clear(&f.file);
	hj_buf_clear(&f.id);
	hj_buf_clear(&f.note);
	hj_buf_clear(&f.day);
	return rc;
}

#define AT(field) offsetof(struct done_opt, field)

static const struct option_def options[] = {
	{ 'd', "date", OPT_TEXT, AT(date), "DATE", NULL,
	    N_("when it was done; today, without it") },
	{ 0, "last", OPT_FLAG, AT(last), NULL, NULL,
	    N_("it does not come again") },
	{ 0, "in", OPT_TEXT, AT(in), "CASE", NULL,
	    N_("the case of the task, where two begin alike") },
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("say when it would come again, store nothing") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "done t3k9", N_("by the beginning of its id; asks what came of it") },
	{ "done t3k9 - <result.txt", N_("what came of it, from a file") },
	{ "done t3k9 --date 2026-03-02 --last",
	    N_("it was done on 2 March and does not come again") },
	{ "done", N_("on a terminal, shows the open tasks and asks which") },
	{ NULL, NULL },
};

const struct command_page done_page = {
	.text =
	    N_("Marks a task as done, in whichever case it stands.  One that comes again gets its\nnext date, and the id of the new task is printed: the first time of its series\nthat lies after the day it was done, or so long after that day, as 'hanji task'\nwas told."),
	.options = options,
	.opt_size = sizeof(struct done_opt),
	.examples = examples,
	.run = run,
};
