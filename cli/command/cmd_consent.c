#include <stdio.h>
#include <string.h>

#include "cli/argument/personarg.h"
#include "cli/casefile/casefile.h"
#include "cli/casefile/consentput.h"
#include "cli/casefile/owncase.h"
#include "cli/interview/answer.h"
#include "cli/pages.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/screen/value.h"
#include "cli/show/consentview.h"

struct consent_opt {
	const char *scope, *status, *method, *date, *until;
	const char *recipient, *by, *relation, *language;
	bool dry_run;
};

#define FIRST INTAKE_FIRST_CALL
#define ALONG "consent[+c].subject=+v\nconsent[+c].date=@today"
#define GIVEN "consent[+c].status=given proxy"

/* The same whether typed at the terminal or given as options. */
static const struct intake_question questions[] = {
	{ .section = N_("Consent"),
	    .path = "consent[+c].status",
	    .asks = N_("What does the person say?"),
	    .with = ALONG,
	    .refused = "refused" },
	{ .path = "consent[+c].scope",
	    .asks = N_("To what?"),
	    .flags = INTAKE_MANY,
	    .with = ALONG },
	INTAKE_ASK(FIRST, "consent[+c].relation",
	    N_("Who said it: the person, or who is it to them?"), ALONG, NULL),
	INTAKE_ASK(FIRST, "consent[+c].by", N_("Name of the one who said it"),
	    ALONG, NULL),
	INTAKE_ASK(FIRST, "consent[+c].method", N_("How was it said?"), ALONG,
	    NULL),
	INTAKE_ASK(FIRST, "consent[+c].date", N_("On which day?"), ALONG, NULL),
	INTAKE_ASK(FIRST, "consent[+c].until", N_("Until when is it valid?"),
	    ALONG, GIVEN),
	INTAKE_ASK(FIRST, "consent[+c].recipient[+re]",
	    N_("Only to whom, if not to everybody?"), ALONG, GIVEN),
	INTAKE_ASK(FIRST, "consent[+c].language",
	    N_("In which language was it explained?"), ALONG, NULL),
};

/* ---- from options ---- */

static int
give(struct interview *iv, const char *path, const char *option,
    const char *arg, struct hj_error *err)
{
	struct hj_buf value = HJ_BUF(HJ_LINE_MAX);
	char name[32];
	size_t i = 0;
	int rc;

	if (arg == NULL)
		return HJ_OK;
	while (strcmp(questions[i].path, path) != 0)
		i++;
	(void)snprintf(name, sizeof(name), "--%s", option);
	if ((rc = value_read(arg, &value, err)) == HJ_OK &&
	    (rc = answer_given(iv, &questions[i], name,
		 (const char *)value.data, value.len, err)) != HJ_OK)
		rc = hj_while(err, "%s", name);
	hj_buf_clear(&value);
	return rc;
}

static int
from_options(struct interview *iv, const struct consent_opt *o,
    struct hj_error *err)
{
	if (o->scope == NULL || o->status == NULL)
		return cli_usage(err,
		    "to record a consent give --scope and --status, such as --scope un-conf --status given");
	if (o->by != NULL && strcmp(o->by, "-") != 0 && value_fd(o->by) < 0)
		ui_warn_history(iv->cli->ui);
	if (give(iv, "consent[+c].status", "status", o->status, err) != HJ_OK ||
	    give(iv, "consent[+c].scope", "scope", o->scope, err) != HJ_OK ||
	    give(iv, "consent[+c].relation", "relation", o->relation, err) !=
		HJ_OK ||
	    give(iv, "consent[+c].by", "by", o->by, err) != HJ_OK ||
	    give(iv, "consent[+c].method", "method", o->method, err) != HJ_OK ||
	    give(iv, "consent[+c].date", "date", o->date, err) != HJ_OK ||
	    give(iv, "consent[+c].until", "until", o->until, err) != HJ_OK ||
	    give(iv, "consent[+c].recipient[+re]", "recipient", o->recipient,
		err) != HJ_OK)
		return (int)err->code;
	return give(iv, "consent[+c].language", "language", o->language, err);
}

static bool
is_given(const struct consent_opt *o)
{
	return o->scope != NULL || o->status != NULL || o->method != NULL ||
	    o->date != NULL || o->until != NULL || o->recipient != NULL ||
	    o->by != NULL || o->relation != NULL || o->language != NULL ||
	    o->dry_run;
}

/* options NULL: ask. */
static int
record(struct cli *c, struct casefile *file, const struct hj_node *person,
    const struct consent_opt *options, struct hj_error *err)
{
	struct interview iv = { .cli = c,
		.record = file->record,
		.questions = questions,
		.n = HJ_LEN(questions),
		.labels = { .n = 1, .made = { { .label = "v" } } } };
	char id[HJ_ELEMENT_ID_CHARS + 1] = "";
	struct hj_node *consent = NULL;
	enum hj_attr_name attr;
	bool yes = false;
	int rc;

	memcpy(iv.labels.made[0].id, hj_node_attr(person, "id"),
	    HJ_ELEMENT_ID_CHARS + 1);
	rc = options != NULL ? from_options(&iv, options, err)
			     : interview_run(&iv, err);
	file->record = iv.record;
	if (rc != HJ_OK)
		return rc;
	(void)answer_find(&iv, "consent[+c]", &consent, &attr);
	if ((rc = consentput_store(c, file, consent,
		 options != NULL && options->dry_run, id, &yes, err)) != HJ_OK)
		return rc;
	if (!yes)
		ui_say(c->ui, "%s", _("Nothing was recorded."));
	else if (options != NULL)
		consentput_say(c, id);
	return HJ_OK;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct consent_opt *o = a->opt;
	struct casefile file = CASEFILE;
	struct hj_node *person = NULL;
	bool more = false;
	int rc;

	if ((rc = casefile_load(c, a->rest[0], NULL, &file, err)) != HJ_OK)
		goto out;
	if ((a->nrest == 2 || is_given(o)) &&
	    ((rc = personarg_find(file.record, a->rest[1], &person, err)) !=
		    HJ_OK ||
		(rc = owncase_go(c, &file, &person, err)) != HJ_OK))
		goto out;
	if (is_given(o)) {
		rc = record(c, &file, person, o, err);
		goto out;
	}
	if ((rc = consentview_show(c, file.record, person, err)) != HJ_OK ||
	    c->global->json || !ui_is_terminal(c->ui))
		goto out;
	(void)fflush(stdout);
	if ((rc = ui_ask(c->ui, _("Record what somebody said, now?"), &more,
		 err)) == HJ_OK &&
	    more &&
	    (person != NULL ||
		((rc = personarg_find(file.record, NULL, &person, err)) ==
			HJ_OK &&
		    (rc = owncase_go(c, &file, &person, err)) == HJ_OK)))
		rc = record(c, &file, person, NULL, err);
out:
	casefile_clear(&file);
	return rc;
}

#define AT(field) offsetof(struct consent_opt, field)

static const struct option_def options[] = {
	{ 0, "scope", OPT_TEXT, AT(scope), "CODE[,CODE]", NULL,
	    N_("what for; 'hanji codes consent-scope' lists them") },
	{ 0, "status", OPT_TEXT, AT(status), "CODE", NULL,
	    N_("given, refused, proxy, withdrawn ...") },
	{ 0, "method", OPT_TEXT, AT(method), "CODE", NULL,
	    N_("written, oral, oral-wit or remote") },
	{ 0, "date", OPT_TEXT, AT(date), "EDTF", NULL,
	    N_("when it was said; today") },
	{ 0, "until", OPT_TEXT, AT(until), "EDTF", NULL,
	    N_("until when it is valid") },
	{ 0, "recipient", OPT_TEXT, AT(recipient), "TEXT", NULL,
	    N_("to whom only; without it, to everybody") },
	{ 0, "by", OPT_TEXT, AT(by), "TEXT", NULL,
	    N_("who said it; - reads the name from standard input") },
	{ 0, "relation", OPT_TEXT, AT(relation), "CODE", NULL,
	    N_("what that one is to the person: self, parent ...") },
	{ 0, "language", OPT_TEXT, AT(language), "CODE", NULL,
	    N_("in which language it was explained") },
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("read it back in words, store nothing") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "consent k7m2",
	    N_("what holds today; on a terminal, asks for more") },
	{ "consent k7m2 --scope un-conf,stats --status given --method written",
	    N_("records a consent and reads it back in words") },
	{ "consent k7m2 --scope un-public --status withdrawn --method remote",
	    N_("withdraws a part: the rest of what was given still holds") },
	{ NULL, NULL },
};

const struct command_page consent_page = {
	.text =
	    N_("Shows for each purpose whether the person may be named for it today, and which\nconsent decides.  By default the answer is no.  With --scope and --status, or on\na terminal by questions, records what somebody said; it is read back in words\nbefore it is stored.\n\nPERSON is an id or a part of a name; without it, the only victim of the case."),
	.options = options,
	.opt_size = sizeof(struct consent_opt),
	.examples = examples,
	.run = run,
};
