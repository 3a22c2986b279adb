#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/argument/recurarg.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/show/duelist.h"
#include "cli/wording/span.h"

struct retention_opt {
	bool dry_run;
};

static const char *const codes[] = { [HJ_RECUR_DAY] = "day",
	[HJ_RECUR_WEEK] = "week",
	[HJ_RECUR_MONTH] = "month",
	[HJ_RECUR_YEAR] = "year" };

#define WORDS 64

static void
words(const struct hj_retention *p, char to[static WORDS])
{
	const unsigned n = p->every;

	if (n == 0) {
		(void)snprintf(to, WORDS, "%s", _("not set"));
		return;
	}
	switch (p->unit) {
	case HJ_RECUR_DAY:
		(void)snprintf(to, WORDS, ngettext("%u day", "%u days", n), n);
		break;
	case HJ_RECUR_WEEK:
		(void)snprintf(to, WORDS, ngettext("%u week", "%u weeks", n),
		    n);
		break;
	case HJ_RECUR_MONTH:
		(void)snprintf(to, WORDS, ngettext("%u month", "%u months", n),
		    n);
		break;
	case HJ_RECUR_YEAR:
		(void)snprintf(to, WORDS, ngettext("%u year", "%u years", n),
		    n);
		break;
	}
}

/* Of how many files nobody decided, and of how many the period is over. */
struct counted {
	int64_t undecided, over;
};

static int
count(struct cli *c, const struct hj_retention *p, struct counted *ret,
    struct hj_error *err)
{
	const int32_t today = span_today_day();
	const struct duelist_want want = { .today = today,
		.until = INT32_MAX - 1,
		.keep = p };
	struct duelist l = { .n = 0 };
	int rc = duelist_collect(c, &want, &l, err);

	*ret = (struct counted){ 0, 0 };
	for (size_t i = 0; rc == HJ_OK && i < l.n; i++) {
		if (l.entry[i].due.kind != HJ_DUE_PROPOSED)
			continue;
		ret->undecided++;
		ret->over +=
		    hj_due_state(&l.entry[i].due, today) == HJ_DUE_LATE;
	}
	duelist_clear(&l);
	return rc;
}

static int
say(struct cli *c, const struct hj_retention *p, struct hj_error *err)
{
	struct emit *e = c->out;
	struct counted n;
	char text[WORDS];

	if (count(c, p, &n, err) != HJ_OK)
		return (int)err->code;
	words(p, text);
	emit_map(e);
	emit_key(e, "period", _("kept after the last change"));
	emit_text(e, text);
	emit_key(e, "every", NULL);
	emit_number(e, p->every);
	emit_key(e, "unit", NULL);
	emit_text(e, p->every != 0 ? codes[p->unit] : NULL);
	emit_key(e, "undecided", _("case files of which nobody decided"));
	emit_number(e, n.undecided);
	emit_key(e, "over", _("of these, over that period"));
	emit_number(e, n.over);
	emit_end(e);
	return HJ_OK;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct hj_retention p;

	(void)a;
	return hj_vault_retention(c->vault, &p, err) == HJ_OK ? say(c, &p, err)
							      : (int)err->code;
}

/* ---- another ---- */

static int
read_period(const char *typed, struct hj_retention *ret, struct hj_error *err)
{
	char number[RECURARG_NUMBER];
	const char *unit;

	*ret = (struct hj_retention){ .every = 0 };
	if (strcmp(typed, "none") == 0)
		return HJ_OK;
	if (recurarg_read(typed, strlen(typed), number, &unit, err) != HJ_OK)
		return cli_usage(err,
		    "a period of keeping is a number and a unit, 10y or 18m, or 'none'");
	ret->every = (uint16_t)strtoul(number, NULL, 10);
	for (size_t i = 0; i < HJ_LEN(codes); i++)
		if (strcmp(codes[i], unit) == 0)
			ret->unit = (enum hj_recur_unit)i;
	return HJ_OK;
}

static int
store(struct cli *c, const struct hj_retention *p, bool dry_run,
    struct hj_error *err)
{
	const struct hj_wait wait = { .seconds = (unsigned)c->global->wait };
	struct hj_change *change = NULL;
	int rc = hj_vault_begin(c->vault, &wait, &change, err);

	if (rc != HJ_OK)
		return rc;
	rc = hj_change_retention(change, p, c->global->reason, err);
	if (rc == HJ_OK && !dry_run)
		return hj_change_commit(change, err);
	hj_change_abort(change);
	return rc;
}

static int
run_set(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct retention_opt *o = a->opt;
	struct hj_retention p;
	int rc;

	if (c->global->reason != NULL &&
	    strpbrk(c->global->reason, "\r\n") != NULL)
		return cli_usage(err, "a reason is one line");
	if ((rc = read_period(a->rest[0], &p, err)) != HJ_OK ||
	    (rc = store(c, &p, o->dry_run, err)) != HJ_OK ||
	    (!o->dry_run && !emit_is_json(c->out)) ||
	    (rc = say(c, &p, err)) != HJ_OK)
		return rc;
	if (o->dry_run)
		ui_say(c->ui, "%s", _("nothing was stored"));
	return HJ_OK;
}

static const struct option_def set_options[] = {
	{ 'n', "dry-run", OPT_FLAG, offsetof(struct retention_opt, dry_run),
	    NULL, NULL, N_("show what it would propose, change nothing") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "retention", N_("the period, and of how many files nobody decided") },
	{ NULL, NULL },
};

static const struct command_example set_examples[] = {
	{ "retention set 10y --dry-run",
	    N_("how many case files would have to be decided on") },
	{ "retention set 10y --reason \"decided by the board\"",
	    N_("ten years after the last change of a case file") },
	{ "retention set none", N_("no period for all of them any more") },
	{ NULL, NULL },
};

const struct command_page retention_page = {
	.text =
	    N_("Shows how long case files are usually kept: the period that an owner set for the\nwhole vault, counted from the last change of a case file.  It proposes a day and\nnothing else: 'hanji due' lists the case files of which nobody decided until then,\n'hanji status' counts them, and nothing is ever erased by itself.\n\nA person decides, and says so in the case file: 'hanji update CASE\nretention.until=DATE retention.basis=TEXT' keeps it until another day, 'hanji erase'\nerases it.  What is under a legal hold nobody erases."),
	.examples = examples,
	.run = run,
};

const struct command_page retention_set_page = {
	.text =
	    N_("Sets the period for which case files are usually kept, of the whole vault: 10y,\n18m, 90d, or none.  Only an owner can; the log keeps who did, when and --reason.\nNo case file is changed: those with a time of keeping of their own keep theirs,\nand of the others 'hanji due' proposes the day on which the period ends."),
	.options = set_options,
	.opt_size = sizeof(struct retention_opt),
	.examples = set_examples,
	.run = run_set,
};
