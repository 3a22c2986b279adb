#include <string.h>

#include "cli/argument/fieldarg.h"
#include "cli/pages.h"
#include "cli/petition/petitionfile.h"
#include "cli/petition/petitionstep.h"
#include "cli/screen/emit.h"
#include "cli/screen/outfile.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/screen/value.h"
#include "core/base/text.h"
#include "core/case/path.h"
#include "core/log/log.h"

struct petition_reply_opt {
	const char *file, *state, *date, *ref, *until;
	bool dry_run;
};

struct replying {
	struct cli *c;
	const struct petition_reply_opt *o;
	struct casefile f;
	struct hj_path_labels labels;
	struct hj_buf summary;
	const char *evidence;
};

static int
set(struct replying *x, const char *path, const char *value,
    struct hj_error *err)
{
	if (value == NULL)
		return HJ_OK;
	return hj_path_apply(x->f.record, path, strlen(path), HJ_PATH_SET,
	    value, strlen(value), &x->labels, NULL, err);
}

/* Of one State only nobody has to say which. */
static const char *
only_state(const struct hj_record *r)
{
	const struct hj_node *s = hj_node_child(hj_record_root(r), "state");

	return s != NULL && hj_node_same(s) == NULL ? s->text : NULL;
}

static int
read_summary(struct replying *x, const char *arg, struct hj_error *err)
{
	struct hj_buf typed = HJ_BUF(HJ_CASE_MAX);
	int rc;

	if (arg == NULL)
		return HJ_OK;
	if (strcmp(arg, "-") != 0 && value_fd(arg) < 0)
		ui_warn_history(x->c->ui);
	if ((rc = value_read(arg, &typed, err)) == HJ_OK)
		rc = hj_text_nfc((const char *)typed.data, typed.len,
		    &x->summary, NULL, err);
	hj_buf_clear(&typed);
	return rc;
}

static int
keep_file(struct replying *x, struct hj_error *err)
{
	const struct petitionfile what = { .title = _("Reply of the State"),
		.role = "evidentiary",
		.type = "letter",
		.media = petitionfile_media(x->o->file),
		.path = x->o->file };
	struct hj_buf bytes = HJ_BUF(PETITIONFILE_MAX);
	int rc = outfile_read(x->o->file, &bytes, err);

	if (rc == HJ_OK && !x->o->dry_run &&
	    (rc = petitionfile_keep(x->c, &x->f, &what, &bytes, &x->evidence,
		 err)) == HJ_OK)
		rc = set(x, "reply[+r].evidence", x->evidence, err);
	hj_buf_clear(&bytes);
	return rc;
}

static int
fill(struct replying *x, struct hj_error *err)
{
	const struct petition_reply_opt *o = x->o;
	const struct petitionstep s = { .to = "reply",
		.date = o->date,
		.ref = o->ref,
		.until = o->until };
	struct hj_buf day = HJ_BUF(HJ_LINE_MAX);
	const char *on, *summary = NULL;
	int rc;

	if ((rc = petitionstep_take(&x->f, &s, err)) == HJ_OK &&
	    (rc = petitionstep_day(o->date, "--date", &day, err)) == HJ_OK &&
	    (rc = hj_buf_text(&day, &on, err)) == HJ_OK &&
	    (rc = set(x, "reply[+r].date", on, err)) == HJ_OK &&
	    (rc = set(x, "reply[+r].state",
		 o->state != NULL ? o->state : only_state(x->f.record), err)) ==
		HJ_OK &&
	    (x->summary.len == 0 ||
		((rc = hj_buf_text(&x->summary, &summary, err)) == HJ_OK &&
		    (rc = set(x, "reply[+r].summary", summary, err)) ==
			HJ_OK)) &&
	    o->file != NULL)
		rc = keep_file(x, err);
	hj_buf_clear(&day);
	return rc;
}

static int
save(struct replying *x, struct hj_error *err)
{
	struct fieldargs args = FIELDARGS(x->c);
	const char *detail;
	int rc;

	if (x->o->dry_run)
		return casefile_check(x->c, &x->f, err);
	if ((rc = hj_buf_puts(&args.detail, "step reply\n", err)) == HJ_OK &&
	    (rc = fieldargs_detail(&args, x->c->global->reason, &detail,
		 err)) == HJ_OK)
		rc = casefile_save(x->c, &x->f, HJ_DID_UPDATE, detail, NULL,
		    err);
	fieldargs_clear(&args);
	return rc;
}

/* The id of the reply, alone. */
static int
say_result(struct replying *x, struct hj_error *err)
{
	struct emit *e = x->c->out;
	const char *reply = x->labels.made[0].id;

	if (!emit_is_json(e)) {
		if (!x->o->dry_run)
			emit_text(e, reply);
		return petitionstep_say(x->c, x->f.record, err);
	}
	emit_map(e);
	emit_key(e, "reply", NULL);
	emit_text(e, reply);
	emit_key(e, "evidence", NULL);
	emit_text(e, x->evidence);
	emit_end(e);
	return HJ_OK;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct replying x = { .c = c,
		.o = a->opt,
		.f = CASEFILE,
		.summary = HJ_BUF(HJ_CASE_MAX) };
	int rc;

	if (a->nrest == 1 && x.o->file == NULL)
		return cli_usage(err,
		    "say what was answered after the petition (- reads it from standard input), or give the letter with --file");
	if ((rc = petitionstep_open(c, a->rest[0], &x.f, err)) == HJ_OK &&
	    (rc = petitionstep_check(&x.f, "reply", err)) == HJ_OK &&
	    (rc = read_summary(&x, a->nrest == 2 ? a->rest[1] : NULL, err)) ==
		HJ_OK &&
	    (rc = fill(&x, err)) == HJ_OK && (rc = save(&x, err)) == HJ_OK)
		rc = say_result(&x, err);
	casefile_clear(&x.f);
	hj_buf_clear(&x.summary);
	return rc;
}

#define AT(field) offsetof(struct petition_reply_opt, field)

static const struct option_def options[] = {
	{ 'f', "file", OPT_FILE, AT(file), "FILE", NULL,
	    N_("the letter itself: kept as evidence") },
	{ 's', "state", OPT_TEXT, AT(state), "CODE", NULL,
	    N_("which State, where the petition is against several") },
	{ 'd', "date", OPT_TEXT, AT(date), "DATE", NULL,
	    N_("of the reply; today, without it") },
	{ 'r', "ref", OPT_TEXT, AT(ref), "TEXT", NULL,
	    N_("the number of the letter") },
	{ 'u', "until", OPT_TEXT, AT(until), "DATE", NULL,
	    N_("by when we may comment, where the letter says so") },
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("say what would follow, store nothing") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "petition reply q4d9 - --date 2026-04-30 <summary.txt",
	    N_("what the State said, in our words") },
	{ "petition reply q4d9 --file letter.pdf --state CN --until 2026-05-14",
	    N_("the letter, and by when we may comment on it") },
	{ NULL, NULL },
};

const struct command_page petition_reply_page = {
	.text =
	    N_("Records what a State answered: a summary, the letter itself as evidence, or both,\nand the step that the petition takes with it.  Prints the id of the reply.  What\nis waited for next is said, with the rule it follows from; 'hanji due' lists it."),
	.options = options,
	.opt_size = sizeof(struct petition_reply_opt),
	.examples = examples,
	.run = run,
};
