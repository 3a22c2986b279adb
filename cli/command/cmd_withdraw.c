#include <string.h>

#include "cli/argument/personarg.h"
#include "cli/casefile/casefile.h"
#include "cli/casefile/consentput.h"
#include "cli/casefile/owncase.h"
#include "cli/casefile/withdraw.h"
#include "cli/interview/answer.h"
#include "cli/pages.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"

struct withdraw_opt {
	const char *scope;
	bool dry_run;
};

#define ALONG "consent[+c].subject=+v\nconsent[+c].date=@today"

static const struct intake_question questions[] = {
	{ .path = "consent[+c].status", .with = ALONG },
	{ .path = "consent[+c].scope", .flags = INTAKE_MANY, .with = ALONG },
};

/* The codes typed; without them, all that the person agreed to. */
static int
choose(const struct casefile *file, const struct hj_node *person,
    const char *typed, struct hj_buf *to, struct hj_error *err)
{
	if (typed != NULL)
		return hj_buf_puts(to, typed, err);
	if (withdraw_given(file->record, hj_node_attr(person, "id"), to, err) !=
	    HJ_OK)
		return (int)err->code;
	if (to->len == 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "this person has agreed to nothing that could be withdrawn; with --scope a no is recorded all the same");
	return HJ_OK;
}

/* One that says no, to be settled with the older ones. */
static int
make(struct interview *iv, const struct hj_buf *scopes, struct hj_node **ret,
    struct hj_error *err)
{
	static const char status[] = "withdrawn", option[] = "--scope";
	enum hj_attr_name attr;
	int rc;

	if ((rc = answer_given(iv, &questions[0], "status", status,
		 strlen(status), err)) != HJ_OK)
		return rc;
	if ((rc = answer_given(iv, &questions[1], option,
		 (const char *)scopes->data, scopes->len, err)) != HJ_OK)
		return hj_while(err, "%s", option);
	(void)answer_find(iv, "consent[+c]", ret, &attr);
	return HJ_OK;
}

static int
record(struct cli *c, struct casefile *file, const struct hj_node *person,
    const struct withdraw_opt *o, struct hj_error *err)
{
	struct interview iv = { .cli = c,
		.record = file->record,
		.questions = questions,
		.n = HJ_LEN(questions),
		.labels = { .n = 1, .made = { { .label = "v" } } } };
	char id[HJ_ELEMENT_ID_CHARS + 1] = "";
	struct hj_buf scopes = HJ_BUF(HJ_LINE_MAX);
	struct hj_node *consent = NULL;
	bool yes = false;
	int rc;

	memcpy(iv.labels.made[0].id, hj_node_attr(person, "id"),
	    HJ_ELEMENT_ID_CHARS + 1);
	if ((rc = choose(file, person, o->scope, &scopes, err)) == HJ_OK)
		rc = make(&iv, &scopes, &consent, err);
	file->record = iv.record;
	if (rc == HJ_OK)
		rc = consentput_store(c, file, consent, o->dry_run, id, &yes,
		    err);
	if (rc == HJ_OK && yes)
		consentput_say(c, id);
	else if (rc == HJ_OK)
		ui_say(c->ui, "%s", _("Nothing was recorded."));
	hj_buf_clear(&scopes);
	return rc;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct casefile file = CASEFILE;
	struct hj_node *person = NULL;
	int rc;

	if ((rc = casefile_load(c, a->rest[0], NULL, &file, err)) == HJ_OK &&
	    (rc = personarg_find(file.record, a->rest[1], &person, err)) ==
		HJ_OK &&
	    (rc = owncase_go(c, &file, &person, err)) == HJ_OK)
		rc = record(c, &file, person, a->opt, err);
	casefile_clear(&file);
	return rc;
}

#define AT(field) offsetof(struct withdraw_opt, field)

static const struct option_def options[] = {
	{ 0, "scope", OPT_TEXT, AT(scope), "CODE[,CODE]", NULL,
	    N_("only these purposes; 'hanji codes consent-scope' lists them") },
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("read it back in words, store nothing") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "withdraw k7m2 'Han Sol'",
	    N_("takes back everything that the person agreed to") },
	{ "withdraw k7m2 'Han Sol' --scope un-public --reason 'her call of today'",
	    N_("takes back one purpose: the rest still holds") },
	{ NULL, NULL },
};

const struct command_page withdraw_page = {
	.text =
	    N_("Records that a person does not agree any more, from today on: to everything, or to\nthe purposes of --scope.  It is read back in words before it is stored.  From then\non nothing leaves for these purposes, and whoever already holds the name becomes a\ntask: 'hanji letter' writes to them.\n\nPERSON is an id or a part of a name.  Another day, or who said it and how, is\nrecorded by 'hanji consent --status withdrawn'."),
	.options = options,
	.opt_size = sizeof(struct withdraw_opt),
	.examples = examples,
	.run = run,
};
