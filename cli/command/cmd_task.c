#include <string.h>

#include "cli/argument/recurarg.h"
#include "cli/interview/careform.h"
#include "cli/pages.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/base/limits.h"
#include "core/sense/task.h"

struct task_opt {
	const char *due, *every, *after, *owner, *priority;
	bool dry_run;
};

#define ALONG "task[+x].status=todo\ntask[+x].owner=@me"

static const struct intake_question questions[] = {
	{ .section = N_("Task"),
	    .path = "task[+x].text",
	    .asks = N_("What is to be done?"),
	    .with = ALONG },
	INTAKE_ASK(INTAKE_FIRST_CALL, "task[+x].due", N_("By when?"), ALONG,
	    NULL),
	INTAKE_ASK(INTAKE_FIRST_CALL, "task[+x].priority",
	    N_("How urgent is it?"), ALONG, NULL),
	INTAKE_ASK(INTAKE_FIRST_CALL, "task[+x].owner", N_("Who does it?"),
	    ALONG, NULL),
};

static const struct emit_column columns[] = {
	{ "id", N_("task"), false },
	{ "due", N_("due"), false },
	{ "status", N_("state"), false },
	{ "text", N_("what"), false },
	{ "every", N_("again"), false },
	{ "unit", NULL, false },
	{ "counted", NULL, false },
	{ "owner", N_("whose"), false },
	{ "priority", NULL, false },
	{ "done", N_("done on"), false },
	{ "result", N_("result"), false },
};

/* ---- how often ---- */

static int
set_rule(struct careform_job *j, const char *p, size_t n, bool after,
    struct hj_error *err)
{
	const char *counted = after ? "done" : "due", *unit;
	char number[RECURARG_NUMBER];

	if (recurarg_read(p, n, number, &unit, err) != HJ_OK ||
	    careform_give(j, "every", strlen("every"), number, strlen(number),
		err) != HJ_OK ||
	    careform_give(j, "unit", strlen("unit"), unit, strlen(unit), err) !=
		HJ_OK)
		return (int)err->code;
	return careform_give(j, "counted", strlen("counted"), counted,
	    strlen(counted), err);
}

/* "1m", or "after 10d". */
static int
take_rule(struct careform_job *j, const char *typed, struct hj_error *err)
{
	static const char *const words[] = { "after ", "완료 " };

	for (size_t i = 0; i < HJ_LEN(words); i++) {
		size_t n = strlen(words[i]);

		if (strncmp(typed, words[i], n) == 0)
			return set_rule(j, typed + n, strlen(typed + n), true,
			    err);
	}
	return set_rule(j, typed, strlen(typed), false, err);
}

/* Until it is understood, or Enter. */
static int
ask_rule(struct careform_job *j, struct hj_error *err)
{
	struct hj_buf line = HJ_BUF(HJ_LINE_MAX);
	struct hj_error why;
	const char *typed;
	int rc;

	ui_say(j->c->ui, "%s",
	    _("Does it come again?  1w: every week, 1m: every month; after 10d: ten days after it is done; Enter: no"));
	do {
		hj_buf_reset(&line);
		why = (struct hj_error){ .say = err->say };
		rc = interview_line(j->c->ui, "> ", NULL, &line, err);
		if (rc != HJ_OK || line.len == 0 ||
		    (rc = hj_buf_text(&line, &typed, err)) != HJ_OK)
			break;
		if (take_rule(j, typed, &why) != HJ_OK)
			ui_say(j->c->ui, "  %s", why.text);
	} while (why.code != HJ_OK);
	hj_buf_clear(&line);
	return rc;
}

static int
settle(struct careform_job *j, struct hj_error *err)
{
	if (j->asked && !hj_task_recurs(j->node) && ask_rule(j, err) != HJ_OK)
		return (int)err->code;
	return hj_task_check(j->node, err);
}

const struct careform task_form = {
	.element = "task",
	.questions = questions,
	.nquestions = HJ_LEN(questions),
	.columns = columns,
	.ncolumns = HJ_LEN(columns),
	.one = N_("Add a task, now?"),
	.settle = settle,
};

/* ---- from arguments ---- */

static int
give(struct careform_job *j, const char *field, const char *option,
    struct hj_error *err)
{
	if (option == NULL)
		return HJ_OK;
	if (careform_give(j, field, strlen(field), option, strlen(option),
		err) != HJ_OK)
		return hj_while(err, "--%s", field);
	return HJ_OK;
}

static int
fill(struct careform_job *j, const struct args *a, struct hj_error *err)
{
	const struct task_opt *o = a->opt;

	if (a->nrest < 2)
		return cli_usage(err,
		    "say what is to be done after the case, or - to read it from standard input");
	if (o->every != NULL && o->after != NULL)
		return cli_usage(err, "--every and --after exclude each other");
	if (careform_argument(j, a->rest[1], err) != HJ_OK ||
	    give(j, "due", o->due, err) != HJ_OK ||
	    give(j, "owner", o->owner, err) != HJ_OK ||
	    give(j, "priority", o->priority, err) != HJ_OK)
		return (int)err->code;
	if (o->every != NULL &&
	    set_rule(j, o->every, strlen(o->every), false, err) != HJ_OK)
		return hj_while(err, "--every");
	if (o->after != NULL &&
	    set_rule(j, o->after, strlen(o->after), true, err) != HJ_OK)
		return hj_while(err, "--after");
	return HJ_OK;
}

static bool
is_given(const struct task_opt *o)
{
	return o->due != NULL || o->every != NULL || o->after != NULL ||
	    o->owner != NULL || o->priority != NULL || o->dry_run;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct task_opt *o = a->opt;
	struct casefile file = CASEFILE;
	struct careform_job j;
	int rc;

	if (a->nrest == 1 && !is_given(o))
		return careform_run(c, a, &task_form, false, err);
	if ((rc = casefile_load(c, a->rest[0], NULL, &file, err)) == HJ_OK) {
		careform_begin(&j, c, &task_form, &file);
		j.dry_run = o->dry_run;
		if ((rc = fill(&j, a, err)) == HJ_OK)
			rc = careform_store(&j, err);
		careform_end(&j);
	}
	casefile_clear(&file);
	return rc;
}

#define AT(field) offsetof(struct task_opt, field)

static const struct option_def options[] = {
	{ 'd', "due", OPT_TEXT, AT(due), "DATE", NULL, N_("by when (EDTF)") },
	{ 0, "every", OPT_TEXT, AT(every), "N", NULL,
	    N_("again every 10d, 2w, 1m or 1y, counted from the first due date") },
	{ 0, "after", OPT_TEXT, AT(after), "N", NULL,
	    N_("again so long after the day it was done") },
	{ 0, "owner", OPT_TEXT, AT(owner), "MEMBER", NULL,
	    N_("who does it; you, without it") },
	{ 'p', "priority", OPT_TEXT, AT(priority), "CODE", NULL,
	    N_("now, high, norm or low") },
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("read it back in words, store nothing") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "task k7m2",
	    N_("the tasks of a case; on a terminal, asks for more") },
	{ "task k7m2 - --due 2026-03-31 <task.txt",
	    N_("one more, the text from standard input") },
	{ "task k7m2 \"weekly call\" --due 2026-03-02 --every 1w",
	    N_("again every Monday, once it is done") },
	{ "task k7m2 \"ask about the lease\" --due 2026-03 --after 3m",
	    N_("again three months after it was done") },
	{ NULL, NULL },
};

const struct command_page task_page = {
	.text =
	    N_("Shows the tasks of a case and adds one.  'hanji due' lists those of the whole\nvault, 'hanji done' marks one as done; a task that comes again then gets its next\ndate: what is due on the 31st is due on the last day of a shorter month and on\nthe 31st again after it, and what was missed comes back once.\n\nTasks never leave the office, in no petition and no export for others."),
	.options = options,
	.opt_size = sizeof(struct task_opt),
	.examples = examples,
	.run = run,
};
