#include <string.h>

#include "cli/pages.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/show/backupage.h"
#include "cli/show/dueview.h"
#include "cli/wording/span.h"
#include "core/base/text.h"

#define DAYS 30 /* without --days */
#define DAYS_MAX 36525

struct due_opt {
	const char *days;
	const char *owner;
	bool all;
};

struct showing {
	struct cli *c;
	const struct due_opt *o;
	struct duelist_want want;
	struct duelist list;
	size_t shown, late;
};

static int
read_days(const struct due_opt *o, struct duelist_want *w, struct hj_error *err)
{
	uint64_t days = DAYS;

	if (o->days != NULL && o->all)
		return cli_usage(err, "--days and --all exclude each other");
	if (o->days != NULL &&
	    hj_text_number(o->days, strlen(o->days), 0, DAYS_MAX, &days, err) !=
		HJ_OK)
		return cli_usage(err, "--days needs a number of days");
	w->until = o->all ? INT32_MAX : w->today + (int32_t)days;
	w->undated = true;
	return HJ_OK;
}

static int
rows(struct showing *s, struct hj_error *err)
{
	int rc = HJ_OK;

	emit_table(s->c->out, dueview_columns, dueview_ncolumns);
	for (size_t i = 0; i < s->list.n && rc == HJ_OK; i++) {
		const struct duelist_entry *e = &s->list.entry[i];
		bool shown;

		rc = dueview_row(s->c, e, s->want.today, s->o->owner, &shown,
		    err);
		if (rc != HJ_OK || !shown)
			continue;
		s->shown++;
		s->late += hj_due_state(&e->due, s->want.today) == HJ_DUE_LATE;
	}
	if (rc == HJ_OK)
		emit_end(s->c->out);
	return rc;
}

static int
show(struct showing *s, const struct hj_vault_facts *f, struct hj_error *err)
{
	bool json = emit_is_json(s->c->out);
	char today[SPAN_TEXT], age[BACKUPAGE_TEXT];
	int rc;

	span_text(s->want.today, today);
	if (json) {
		emit_map(s->c->out);
		emit_key(s->c->out, "today", NULL);
		emit_text(s->c->out, today);
		emit_key(s->c->out, "items", NULL);
	}
	if ((rc = rows(s, err)) != HJ_OK)
		return rc;
	if (!json) {
		backupage_words(f->last_backup, age);
		emit_say(s->c->out, "%s: %s", _("last verified backup"), age);
		if (s->shown == 0 && ui_is_terminal(s->c->ui))
			ui_say(s->c->ui, "%s", _("Nothing is due."));
		return HJ_OK;
	}
	emit_key(s->c->out, "late", NULL);
	emit_number(s->c->out, (int64_t)s->late);
	emit_key(s->c->out, "last_backup", NULL);
	backupage_emit(s->c->out, f->last_backup);
	emit_key(s->c->out, "changes_since_backup", NULL);
	emit_number(s->c->out, (int64_t)f->changes_since_backup);
	emit_end(s->c->out);
	return HJ_OK;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct showing s = { .c = c,
		.o = a->opt,
		.want = { .today = span_today_day() } };
	struct hj_retention keep;
	struct hj_vault_facts f;
	int rc;

	s.want.keep = &keep;
	if ((rc = read_days(s.o, &s.want, err)) == HJ_OK &&
	    (rc = hj_vault_retention(c->vault, &keep, err)) == HJ_OK &&
	    (rc = hj_vault_facts(c->vault, &f, err)) == HJ_OK &&
	    (rc = duelist_collect(c, &s.want, &s.list, err)) == HJ_OK)
		rc = show(&s, &f, err);
	duelist_clear(&s.list);
	return rc;
}

#define AT(field) offsetof(struct due_opt, field)

static const struct option_def options[] = {
	{ 'd', "days", OPT_TEXT, AT(days), "N", NULL,
	    N_("what is due today and in the next N days; 30 without it") },
	{ 'a', "all", OPT_FLAG, AT(all), NULL, NULL, N_("whenever it is due") },
	{ 0, "owner", OPT_TEXT, AT(owner), "MEMBER", NULL,
	    N_("only what this member has to do") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "due", N_("what is late, and what the next 30 days bring") },
	{ "due --days 7", N_("this week") },
	{ "due --all --owner tester",
	    N_("everything that one member has to do") },
	{ NULL, NULL },
};

const struct command_page due_page = {
	.text =
	    N_("Lists what is late and what is due soon, in the whole vault: tasks, the next\ncontacts that were promised, consents that end, deadlines of petitions, and the\nthree months within which the UN working group on disappearances takes a case as\nurgent, counted to the day it receives it.  Where a date is uncertain it is late\nfrom its last day on, and may be late from its first; plan for the earliest.\n\nSo is what is kept until a date (retention.until), or is to be reviewed then: when\nit is over a person decides, nothing is erased by itself.  Of a case file of which nobody\ndecided, the day is proposed on which the period of the vault ends ('hanji\nretention'); 'hanji update CASE retention.until=DATE' decides.\n\nTasks without a date stand at the end.  Of a secret file only the day is shown.\n'hanji done' marks a task, 'hanji contact' records a contact."),
	.options = options,
	.opt_size = sizeof(struct due_opt),
	.examples = examples,
	.run = run,
};
