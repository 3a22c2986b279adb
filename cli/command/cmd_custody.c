#include <string.h>

#include "cli/pages.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/show/custody.h"
#include "core/date/edtf.h"
#include "core/vocab/vocab.h"

struct custody_opt {
	const char *who, *date, *note;
};

static int
check_event(const char *typed, struct hj_error *err)
{
	const struct hj_list *l = hj_vocab_list("custody");
	const struct hj_code_row *near;

	if (hj_vocab_find(l, typed, strlen(typed)) != NULL)
		return HJ_OK;
	near = hj_vocab_nearest(l, typed, strlen(typed));
	if (near != NULL)
		return cli_usage(err,
		    "no such event; did you mean '%s'? 'hanji codes custody' lists them",
		    near->code);
	return cli_usage(err,
	    "no such event: 'hanji codes custody' lists them");
}

/* A line of the log holds one line. */
static int
check_line(const char *option, const char *text, struct hj_error *err)
{
	if (text == NULL || strpbrk(text, "\n\r") == NULL)
		return HJ_OK;
	return cli_usage(err, "%s takes one line", option);
}

static int
check(const struct custody_opt *o, const char *event, struct hj_error *err)
{
	struct hj_edtf date;
	int rc;

	if (event == NULL &&
	    (o->who != NULL || o->date != NULL || o->note != NULL))
		return cli_usage(err,
		    "say which event: 'hanji codes custody' lists them");
	if (event == NULL)
		return HJ_OK;
	if ((rc = check_event(event, err)) != HJ_OK ||
	    (rc = check_line("--who", o->who, err)) != HJ_OK ||
	    (rc = check_line("--note", o->note, err)) != HJ_OK)
		return rc;
	if (o->date != NULL &&
	    hj_edtf_parse(o->date, strlen(o->date), &date, err) != HJ_OK)
		return hj_while(err, "--date");
	return HJ_OK;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct custody_opt *o = a->opt;
	const struct custody_event e = { a->nrest > 2 ? a->rest[2] : NULL,
		o->who, o->date, o->note };
	struct casefile f = CASEFILE;
	struct attachment of;
	int rc;

	if ((rc = check(o, e.event, err)) == HJ_OK &&
	    (rc = casefile_load(c, a->rest[0], NULL, &f, err)) == HJ_OK &&
	    (rc = attachment_find(&f, a->rest[1], &of, err)) == HJ_OK) {
		if (e.event != NULL)
			rc = custody_record(c, &f, &of, &e, err);
		else
			rc = custody_show(c, &f, &of, err);
	}
	casefile_clear(&f);
	return rc;
}

#define AT(field) offsetof(struct custody_opt, field)

static const struct option_def options[] = {
	{ 'w', "who", OPT_TEXT, AT(who), "NAME", NULL,
	    N_("from whom it came, to whom it went") },
	{ 'd', "date", OPT_TEXT, AT(date), "DATE", NULL,
	    N_("when it was, in EDTF, when not now") },
	{ 'n', "note", OPT_TEXT, AT(note), "TEXT", NULL,
	    N_("one line: where, how, in which envelope") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "custody k7m2 e4n9tw", N_("everything that happened to it") },
	{ "custody k7m2 e4n9tw verify",
	    N_("reads it as a whole and notes that it is as it was") },
	{ "custody k7m2 e4n9tw transfer --who 'the court' --note 'sealed envelope 12'",
	    N_("handed over") },
	{ NULL, NULL },
};

const struct command_page custody_page = {
	.text =
	    N_("Tells what happened to an attachment: when it was stored, when copies were taken\nout, who received it and whether it was whole.  With an event ('hanji codes\ncustody' lists them) it notes one more.  The attachment is read as a whole first\nand its fingerprint compared with that of the day it was stored; when it is not as\nit was, that is what is noted, and the exit status is 6.\n\nThe events are entries of the log: they cannot be altered or left out unseen, and\nwhat they say is sealed with the case."),
	.options = options,
	.opt_size = sizeof(struct custody_opt),
	.examples = examples,
	.run = run,
};
