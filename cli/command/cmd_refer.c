#include <string.h>

#include "cli/interview/careform.h"
#include "cli/leaving/disclosure.h"
#include "cli/pages.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/wording/span.h"
#include "core/base/limits.h"
#include "export/consent/consent.h"

struct refer_opt {
	bool dry_run;
};

#define ALONG "referral[+x].date=@today\nreferral[+x].status=running"

static const struct intake_question questions[] = {
	{ .section = N_("Referral"),
	    .path = "referral[+x].type",
	    .asks = N_("To which kind of service?"),
	    .with = ALONG },
	INTAKE_ASK(INTAKE_FIRST_CALL, "referral[+x].to",
	    N_("To whom: which office or person?"), ALONG, NULL),
	INTAKE_ASK(INTAKE_FIRST_CALL, "referral[+x].purpose", N_("What for?"),
	    ALONG, NULL),
	{ .path = "referral[+x].shared",
	    .asks = N_("What were they told?"),
	    .flags = INTAKE_MANY,
	    .with = ALONG },
	INTAKE_ASK(INTAKE_FIRST_CALL, "referral[+x].date", N_("On which day?"),
	    ALONG, NULL),
	INTAKE_ASK(INTAKE_FIRST_CALL, "referral[+x].outcome",
	    N_("What came of it, so far?"), ALONG, NULL),
};

static const struct emit_column columns[] = {
	{ "id", N_("referral"), false },
	{ "date", N_("date"), false },
	{ "type", N_("what"), false },
	{ "to", N_("referred to"), false },
	{ "status", N_("state"), false },
	{ "purpose", N_("what for"), false },
	{ "shared", N_("what was told"), false },
	{ "item", NULL, false },
	{ "consent", N_("consent"), false },
	{ "person", N_("person"), false },
	{ "need", NULL, false },
	{ "outcome", N_("outcome"), false },
};

static int
rest_on(struct careform_job *j, const char *consent, struct hj_error *err)
{
	char path[64];

	if (consent == NULL || hj_node_child(j->node, "consent") != NULL)
		return HJ_OK;
	(void)snprintf(path, sizeof(path), "referral[%s].consent",
	    hj_node_attr(j->node, "id"));
	return hj_path_apply(j->iv.record, path, strlen(path), HJ_PATH_SET,
	    consent, strlen(consent), NULL, NULL, err);
}

/* Where a life is in danger the law lets data be given without consent; why
 * that was so is kept. */
static int
without_consent(struct careform_job *j, const char *why, struct hj_error *err)
{
	int rc;

	if (j->c->global->reason != NULL || j->dry_run) {
		ui_say(j->c->ui, _("note: no consent covers this: %s"), why);
		return HJ_OK;
	}
	if (j->asked) {
		ui_say(j->c->ui,
		    _("No consent covers this: %s.  If somebody's life or safety does not allow to wait for it, say why; Enter stops."),
		    why);
		if ((rc = interview_line(j->c->ui, _("Reason: "), NULL,
			 &j->reason, err)) != HJ_OK ||
		    j->reason.len != 0)
			return rc;
	}
	return hj_fail(err, HJ_EREFUSED,
	    "no consent covers this referral (%s); nothing was recorded: 'hanji consent CASE --scope referral' records one, --reason TEXT says why it could not be waited for",
	    why);
}

static int
settle(struct careform_job *j, struct hj_error *err)
{
	const struct hj_consent_question q = { .record = j->iv.record,
		.person = hj_node_value(j->node, "person"),
		.scope = "referral",
		.recipient = hj_node_value(j->node, "to"),
		.today = span_today_day() };
	const char *consent = NULL;
	enum hj_consent_answer answer;

	if (q.person == NULL || disclosure_is_planned(j->node))
		return HJ_OK;
	answer = hj_consent_decide(&q, &consent);
	if (answer == HJ_CONSENT_YES)
		return rest_on(j, consent, err);
	return without_consent(j, _(hj_consent_words(answer)), err);
}

const struct careform referral_form = {
	.element = "referral",
	.questions = questions,
	.nquestions = HJ_LEN(questions),
	.columns = columns,
	.ncolumns = HJ_LEN(columns),
	.one = N_("Record a referral, now?"),
	.needs_person = true,
	.settle = settle,
};

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct refer_opt *o = a->opt;

	return careform_run(c, a, &referral_form, o->dry_run, err);
}

#define AT(field) offsetof(struct refer_opt, field)

static const struct option_def options[] = {
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("read it back in words, store nothing") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "refer k7m2",
	    N_("to whom a person was referred, and what they know") },
	{ "refer k7m2 psych to=\"Invented Clinic\" shared=direct,sensitive",
	    N_("a referral of today; needs a consent that covers it") },
	{ "refer k7m2 legalaid to=- status=planned <office.txt",
	    N_("one that is only planned: nobody was told anything yet") },
	{ NULL, NULL },
};

const struct command_page refer_page = {
	.text =
	    N_("Shows and records to whom a person was referred, what for, what they were told\nand on which consent it rests, in a follow-up case.  Without a consent for the\npurpose 'referral' that covers the recipient nothing is recorded, unless --reason\nsays why it could not be waited for; the reason is kept in the log.\n\nWithout values it lists the referrals and, on a terminal, asks for one more.  FIELD\nis any field of a referral: type, to, purpose, shared, item, date, status, outcome,\nconsent, need, person.  'hanji codes field-class' lists what can be told."),
	.options = options,
	.opt_size = sizeof(struct refer_opt),
	.examples = examples,
	.run = run,
};
