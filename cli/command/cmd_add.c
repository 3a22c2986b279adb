#include <string.h>

#include "cli/argument/fieldarg.h"
#include "cli/argument/typed.h"
#include "cli/casefile/casefile.h"
#include "cli/interview/guided.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/log/log.h"

struct add_opt {
	const char *file;
	bool dry_run;
	const char *dates;
	bool monthly;
	bool full;
	bool resume;
};

static int
say_result(struct cli *c, struct fieldargs *f, struct casefile *file,
    struct hj_error *err)
{
	char shown[HJ_ID_SHOWN];
	struct hj_id id;

	if (hj_record_id(file->record, &id, err) != HJ_OK)
		return (int)err->code;
	hj_id_show(&id, shown);
	if (!emit_is_json(c->out)) {
		fieldargs_say_labels(f, file->record);
		emit_text(c->out, shown);
		return HJ_OK;
	}
	emit_map(c->out);
	emit_key(c->out, "id", NULL);
	emit_text(c->out, shown);
	emit_key(c->out, "labels", NULL);
	fieldargs_say_labels(f, file->record);
	emit_end(c->out);
	return HJ_OK;
}

/* Without values: questions, one after the other. */
static int
ask(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct add_opt *o = a->opt;
	const struct guided how = { .full = o->full,
		.resume = o->resume,
		.draft = a->rest[0],
		.dates = { .order = typed_order(o->dates),
		    .monthly = o->monthly } };
	struct fieldargs none = FIELDARGS(c);
	struct casefile file = CASEFILE;
	int rc;

	if (a->nrest > 1 || o->file != NULL || o->dry_run)
		return cli_usage(err,
		    "questions go with no values, no file and no --dry-run; 'hanji add --help' shows examples");
	if (!ui_is_terminal(c->ui))
		return cli_usage(err,
		    "nobody to ask: give PATH=VALUE, or -f FILE with such lines; 'hanji add --help' shows examples");
	if ((rc = guided_add(c, &how, &file, err)) == HJ_OK)
		rc = say_result(c, &none, &file, err);
	casefile_clear(&file);
	return rc;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct add_opt *o = a->opt;
	struct fieldargs f = FIELDARGS(c);
	struct casefile file = CASEFILE;
	const char *detail = NULL;
	int rc;

	f.dates.order = typed_order(o->dates);
	f.dates.monthly = o->monthly;
	if (o->resume || (a->nrest == 0 && o->file == NULL))
		return ask(c, a, err);
	if ((rc = casefile_begin(&file.record, err)) != HJ_OK)
		goto out;
	if (o->file != NULL &&
	    (rc = fieldargs_apply_file(&f, file.record, o->file, err)) != HJ_OK)
		goto out;
	if ((rc = fieldargs_apply_all(&f, file.record, a->rest, a->nrest,
		 err)) != HJ_OK)
		goto out;
	if (o->dry_run) {
		rc = casefile_check(c, &file, err);
		goto out;
	}
	if ((rc = fieldargs_detail(&f, c->global->reason, &detail, err)) ==
		HJ_OK &&
	    (rc = casefile_save(c, &file, HJ_DID_CREATE, detail, NULL, err)) ==
		HJ_OK)
		rc = say_result(c, &f, &file, err);
out:
	casefile_clear(&file);
	fieldargs_clear(&f);
	return rc;
}

#define AT(field) offsetof(struct add_opt, field)

static const struct option_def options[] = {
	{ 'f', "file", OPT_FILE, AT(file), "FILE", NULL,
	    N_("read PATH=VALUE lines from a file, or - for standard input") },
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("check what was given, store nothing") },
	{ 0, "dates", OPT_CHOICE, AT(dates), "dmy|mdy|ymd", typed_orders,
	    N_("the order of day, month and year in bare numbers") },
	{ 0, "monthly", OPT_FLAG, AT(monthly), NULL, NULL,
	    N_("the first of a month stands for the whole month") },
	{ 0, "full", OPT_FLAG, AT(full), NULL, NULL,
	    N_("ask all questions, not only those of a first call") },
	{ 0, "resume", OPT_FLAG, AT(resume), NULL, NULL,
	    N_("go on with a draft; with several, give the beginning of its id") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "add", N_("asks what a first call needs; five minutes") },
	{ "add --full", N_("asks everything") },
	{ "add --resume", N_("goes on where an interview was interrupted") },
	{ "add -f case.txt", N_("fields from a file, one PATH=VALUE a line") },
	{ "add 'person[+a].name.full=-' 'person[+a].sex=f' <name.txt",
	    N_("a name from standard input, so that it stays out of the history") },
	{ "add 'person[+a].role=victim' 'event[+e].type=arrest' 'event[+e].who=+a' 'event[+e].date=between March and May 2012'",
	    N_("a date as people say it; what was understood is said") },
	{ "add --dates dmy -f case.txt",
	    N_("03/07/2012 is the third of July in this file") },
	{ "add 'person[+a].role=victim' 'detention[+d].state=CN' 'detention[+d].who=+a'",
	    N_("labels such as +a name new occurrences in one command") },
	{ NULL, NULL },
};

const struct command_page add_page = {
	.text =
	    N_("Stores a new case file and prints its id.  Without values it asks, consent and\ndanger first, and keeps a sealed draft after each answer.  Enter skips a\nquestion, '-' notes that the answer is not known, '!' that it was refused; '<'\ngoes back, '*' does not ask again, '?' shows the codes, Tab completes them.\n\nA field is named by its path; 'hanji show CASE --fields' prints the paths of a\ncase, 'hanji schema --format text' all of them.  A value '-' is read from\nstandard input, '@fd:N' from a descriptor.\n\nA date is written as people say it, in English, Korean, Chinese or Russian:\n'28 May 2013', 'May 2013', 'about July 2012', 'before 2013', '2012년 7월경',\n'음력 1975년 3월 5일'; or as EDTF: 2012-07~.  What was understood is said; what\ncan be read in two ways, as 03/07/2012, is asked.  An age is '만 35세' (full\nyears), '세는나이 36' (Korean age) or a number."),
	.options = options,
	.opt_size = sizeof(struct add_opt),
	.examples = examples,
	.run = run,
};
