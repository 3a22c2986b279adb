#include <string.h>

#include "cli/access/place.h"
#include "cli/argument/fieldarg.h"
#include "cli/pages.h"
#include "cli/petition/petitionstep.h"
#include "cli/petition/petitionview.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "core/case/path.h"
#include "core/log/log.h"
#include "core/mechanism/deadline.h"

struct petition_status_opt {
	const char *date, *ref, *until, *session;
	bool extended, dry_run;
};

static bool
is_given(const struct petition_status_opt *o)
{
	return o->date != NULL || o->ref != NULL || o->until != NULL ||
	    o->session != NULL || o->extended || o->dry_run;
}

/* These have commands of their own, because more belongs to them. */
static int
refuse_others(const char *to, struct hj_error *err)
{
	if (strcmp(to, "sent") == 0)
		return cli_usage(err,
		    "what was sent is kept: 'hanji petition sent PETITION --file FINAL' records it");
	if (strcmp(to, "reply") == 0)
		return cli_usage(err,
		    "what the State says is kept: 'hanji petition reply PETITION' records it");
	return HJ_OK;
}

/* ---- what was said ---- */

static struct hj_node *
session_of(const struct hj_record *r)
{
	struct hj_node *n = hj_node_child(hj_record_root(r), "deadline");
	const char *kind;

	for (; n != NULL; n = hj_node_same(n))
		if ((kind = hj_node_attr(n, "kind")) != NULL &&
		    strcmp(kind, "session") == 0)
			return n;
	return NULL;
}

static int
set_session(struct casefile *f, const char *typed, struct hj_error *err)
{
	struct hj_path_labels labels = { .n = 0 };
	struct hj_buf day = HJ_BUF(HJ_LINE_MAX), path = HJ_BUF(HJ_LINE_MAX);
	const struct hj_node *old = session_of(f->record);
	const char *to, *text;
	int rc;

	if ((rc = petitionstep_day(typed, "--session", &day, err)) != HJ_OK ||
	    (rc = hj_buf_text(&day, &text, err)) != HJ_OK ||
	    (rc = hj_buf_printf(&path, err, "deadline[%s].date",
		 old != NULL ? hj_node_attr(old, "id") : "+d")) != HJ_OK ||
	    (rc = hj_buf_text(&path, &to, err)) != HJ_OK ||
	    (rc = hj_path_apply(f->record, to, strlen(to), HJ_PATH_SET, text,
		 strlen(text), &labels, NULL, err)) != HJ_OK)
		goto out;
	if (old == NULL)
		rc = hj_path_apply(f->record, "deadline[+d].kind",
		    strlen("deadline[+d].kind"), HJ_PATH_SET, "session",
		    strlen("session"), &labels, NULL, err);
out:
	hj_buf_clear(&day);
	hj_buf_clear(&path);
	return rc;
}

static int
extend(struct casefile *f, const char *typed, struct hj_error *err)
{
	struct hj_buf day = HJ_BUF(HJ_LINE_MAX);
	const char *until = NULL;
	int rc = HJ_OK;

	if (typed == NULL ||
	    ((rc = petitionstep_day(typed, "--until", &day, err)) == HJ_OK &&
		(rc = hj_buf_text(&day, &until, err)) == HJ_OK))
		rc = hj_deadline_extend(f->record, until, err);
	hj_buf_clear(&day);
	return rc;
}

static int
change(struct casefile *f, const char *to, const struct petition_status_opt *o,
    struct hj_error *err)
{
	const struct petitionstep s = { .to = to,
		.date = o->date,
		.ref = o->ref,
		.until = o->until };

	if (o->session != NULL && set_session(f, o->session, err) != HJ_OK)
		return (int)err->code;
	if (o->extended)
		return extend(f, o->until, err);
	if (to != NULL)
		return petitionstep_take(f, &s, err);
	return hj_deadline_refresh(f->record, err);
}

static int
save(struct cli *c, struct casefile *f, const char *to, struct hj_error *err)
{
	struct fieldargs args = FIELDARGS(c);
	const char *detail;
	int rc;

	if ((rc = hj_buf_printf(&args.detail, err, "step %s\n",
		 to != NULL ? to : "-")) == HJ_OK &&
	    (rc = fieldargs_detail(&args, c->global->reason, &detail, err)) ==
		HJ_OK &&
	    (rc = place_reopen(c, true, err)) == HJ_OK)
		rc = casefile_save(c, f, HJ_DID_UPDATE, detail, NULL, err);
	fieldargs_clear(&args);
	return rc;
}

static int
record(struct cli *c, struct casefile *f, const char *to,
    const struct petition_status_opt *o, struct hj_error *err)
{
	int rc;

	if ((rc = change(f, to, o, err)) != HJ_OK ||
	    (rc = o->dry_run ? casefile_check(c, f, err)
			     : save(c, f, to, err)) != HJ_OK)
		return rc;
	if (emit_is_json(c->out))
		return petitionview_show(c, f, err);
	return petitionstep_say(c, f->record, err);
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct petition_status_opt *o = a->opt;
	const char *to = a->nrest == 2 ? a->rest[1] : NULL;
	struct casefile f = CASEFILE;
	int rc;

	if (to != NULL && (rc = refuse_others(to, err)) != HJ_OK)
		return rc;
	if (to == NULL && (o->date != NULL || o->ref != NULL))
		return cli_usage(err,
		    "say which step it was; 'hanji codes pet-status' lists them");
	if (o->extended && to != NULL)
		return cli_usage(err,
		    "--extended is no step: give it alone, or with --until");
	if (to == NULL && o->until != NULL && !o->extended)
		return cli_usage(err, "--until needs a step, or --extended");
	if ((rc = petitionstep_open(c, a->rest[0], &f, err)) == HJ_OK)
		rc = to == NULL && !is_given(o) ? petitionview_show(c, &f, err)
						: record(c, &f, to, o, err);
	casefile_clear(&f);
	return rc;
}

#define AT(field) offsetof(struct petition_status_opt, field)

static const struct option_def options[] = {
	{ 'd', "date", OPT_TEXT, AT(date), "DATE", NULL,
	    N_("when it was; today, without it") },
	{ 'r', "ref", OPT_TEXT, AT(ref), "TEXT", NULL,
	    N_("the number under which the mechanism keeps it") },
	{ 0, "until", OPT_TEXT, AT(until), "DATE", NULL,
	    N_("by when the next step is due, where a letter says so") },
	{ 0, "extended", OPT_FLAG, AT(extended), NULL, NULL,
	    N_("the State got more time: by the rule, or --until DATE") },
	{ 0, "session", OPT_TEXT, AT(session), "DATE", NULL,
	    N_("when the session begins from which the day to submit counts") },
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("say what would follow, store nothing") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "petition status q4d9",
	    N_("its steps, what is waited for, and why until then") },
	{ "petition status q4d9 ack --ref \"REF 2026/17\"",
	    N_("the mechanism has it, under that number") },
	{ "petition status q4d9 transmitted --date 2026-03-02",
	    N_("it went to the State: its 60 days begin") },
	{ "petition status q4d9 --extended",
	    N_("the State got more time to reply") },
	{ NULL, NULL },
};

const struct command_page petition_status_page = {
	.text =
	    N_("Shows where a petition stands, or records its next step: ready, ack, transmitted,\ncomment, decided, clarified, followup, closed, withdrawn ('hanji codes pet-status'\nhas them in words).  A step that cannot come now is refused, and those that can\nare named.  What was sent is recorded by 'hanji petition sent', what the State\nanswered by 'hanji petition reply'.\n\nFrom each step follows by when the next is due, by the rules of the mechanism, or\nby the day that its letter sets (--until).  Every rule is printed with where it is\nwritten down, and says so when it is from memory: no legal advice.  'hanji due'\nlists what is late; nothing is waited for once a petition is closed or withdrawn."),
	.options = options,
	.opt_size = sizeof(struct petition_status_opt),
	.examples = examples,
	.run = run,
};
