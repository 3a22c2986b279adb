#include "cli/argument/fieldarg.h"
#include "cli/argument/typed.h"
#include "cli/casefile/casefile.h"
#include "cli/casefile/erased.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/case/check.h"
#include "core/log/log.h"

struct update_opt {
	const char *file;
	bool dry_run;
	const char *dates;
	bool monthly;
};

static void
say_result(struct cli *c, struct fieldargs *f, const struct casefile *file,
    enum hj_put_what what)
{
	char id[HJ_ID_SHOWN];

	if (!emit_is_json(c->out)) {
		fieldargs_say_labels(f, file->record);
		if (what == HJ_PUT_SAME)
			ui_say(c->ui, "%s", _("nothing changed"));
		return;
	}
	hj_id_show(&file->row.id, id);
	emit_map(c->out);
	emit_key(c->out, "id", NULL);
	emit_text(c->out, id);
	emit_key(c->out, "changed", NULL);
	emit_flag(c->out, what != HJ_PUT_SAME);
	emit_key(c->out, "labels", NULL);
	fieldargs_say_labels(f, file->record);
	emit_end(c->out);
}

/* One change a line, until an empty one or the end of the input (*ended). */
static int
ask_lines(struct cli *c, struct fieldargs *f, struct hj_record *r, bool *ended,
    struct hj_error *err)
{
	struct hj_buf line = HJ_BUF(HJ_LINE_MAX);
	const char *s = NULL;
	int rc;

	for (;;) {
		struct hj_error why = { .say = err->say };

		hj_buf_reset(&line);
		rc = ui_line(c->ui, _("PATH=VALUE (empty: done): "), NULL, NULL,
		    &line, err);
		if (rc != HJ_OK || line.len == 0)
			break;
		if ((rc = hj_buf_text(&line, &s, err)) != HJ_OK)
			break;
		if (fieldargs_apply(f, r, s, &why) != HJ_OK)
			ui_say(c->ui, "%s", why.text);
	}
	hj_buf_clear(&line);
	*ended = rc == HJ_ENOTFOUND;
	return *ended ? HJ_OK : rc;
}

/* Would it be stored?  Warnings are said when it is. */
static int
say_fault(void *to, const struct hj_finding *f, struct hj_error *err)
{
	struct cli *c = to;

	(void)err;
	if (f->level == HJ_FAULT)
		ui_say(c->ui, "  %s: %s; %s", f->path, f->text, f->remedy);
	return HJ_OK;
}

/* Without values on a terminal.  What a check finds wrong is mended by more
 * lines: to stop there would lose all that was typed. */
static int
ask_changes(struct cli *c, struct fieldargs *f, const struct casefile *file,
    struct hj_error *err)
{
	bool ended;
	int rc;

	for (;;) {
		struct hj_error why = { .say = err->say };

		if ((rc = ask_lines(c, f, file->record, &ended, err)) !=
			HJ_OK ||
		    ended ||
		    casefile_judge(c, file, say_fault, c, &why) != HJ_EINVAL)
			return rc;
		ui_say(c->ui, "%s",
		    _("Nothing is stored yet: mend it with another line.  Ctrl-C gives up."));
	}
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct update_opt *o = a->opt;
	struct fieldargs f = FIELDARGS(c);
	struct casefile file = CASEFILE;
	enum hj_put_what what = HJ_PUT_SAME;
	const char *detail = NULL;
	int rc;

	f.dates.order = typed_order(o->dates);
	f.dates.monthly = o->monthly;
	if ((rc = casefile_load(c, a->rest[0], NULL, &file, err)) != HJ_OK)
		goto out;
	if (o->file != NULL &&
	    (rc = fieldargs_apply_file(&f, file.record, o->file, err)) != HJ_OK)
		goto out;
	if (a->nrest == 1 && o->file == NULL)
		rc = ask_changes(c, &f, &file, err);
	else
		rc = fieldargs_apply_all(&f, file.record, a->rest + 1,
		    a->nrest - 1, err);
	if (rc != HJ_OK) {
		for (int i = 1; i < a->nrest; i++)
			erased_explain(c, &file.row.id, a->rest[i], err);
		rc = (int)err->code;
		goto out;
	}
	if (o->dry_run) {
		rc = casefile_check(c, &file, err);
		goto out;
	}
	if ((rc = fieldargs_detail(&f, c->global->reason, &detail, err)) ==
		HJ_OK &&
	    (rc = casefile_save(c, &file, HJ_DID_UPDATE, detail, &what, err)) ==
		HJ_OK)
		say_result(c, &f, &file, what);
out:
	casefile_clear(&file);
	fieldargs_clear(&f);
	return rc;
}

#define AT(field) offsetof(struct update_opt, field)

static const struct option_def options[] = {
	{ 'f', "file", OPT_FILE, AT(file), "FILE", NULL,
	    N_("read changes from a file, or - for standard input") },
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("check the result, store nothing") },
	{ 0, "dates", OPT_CHOICE, AT(dates), "dmy|mdy|ymd", typed_orders,
	    N_("the order of day, month and year in bare numbers") },
	{ 0, "monthly", OPT_FLAG, AT(monthly), NULL, NULL,
	    N_("the first of a month stands for the whole month") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "update k7m2 event.date=2013-05-28 --reason 'second account'",
	    N_("set a field, and say why") },
	{ "update k7m2 'event.date=about July 2012'",
	    N_("a date as people say it; what was understood is said") },
	{ "update k7m2 'person.nationality+=KP'", N_("one more occurrence") },
	{ "update k7m2 'person.birth-='", N_("remove") },
	{ "update k7m2 'person.religion?=refused'",
	    N_("asked, and not answered") },
	{ "update k7m2", N_("asks for the changes on a terminal") },
	{ NULL, NULL },
};

const struct command_page update_page = {
	.text =
	    N_("Changes fields of a case file; the earlier revision stays.  PATH=VALUE sets,\nPATH+=VALUE adds an occurrence, PATH-= removes, PATH?= says why there is no\nvalue: unknown, refused, withheld or not-asked.\n\nIf any change is wrong, none is made.\n\nDates and ages are read in words as by 'hanji add'; what was understood is said."),
	.options = options,
	.opt_size = sizeof(struct update_opt),
	.examples = examples,
	.run = run,
};
