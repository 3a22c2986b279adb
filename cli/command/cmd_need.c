#include "cli/interview/careform.h"
#include "cli/pages.h"
#include "cli/screen/say.h"

struct need_opt {
	bool dry_run;
};

#define ALONG "need[+x].status=open"

static const struct intake_question questions[] = {
	{ .section = N_("Need"),
	    .path = "need[+x].type",
	    .asks = N_("What is needed?"),
	    .with = ALONG },
	INTAKE_ASK(INTAKE_FIRST_CALL, "need[+x].priority",
	    N_("How urgent is it?"), ALONG, NULL),
	INTAKE_ASK(INTAKE_FIRST_CALL, "need[+x].text", N_("What exactly?"),
	    ALONG, NULL),
	INTAKE_ASK(INTAKE_FIRST_CALL, "need[+x].since", N_("Since when?"),
	    ALONG, NULL),
};

static const struct emit_column columns[] = {
	{ "id", N_("need"), false },
	{ "type", N_("what"), false },
	{ "priority", N_("how urgent"), false },
	{ "status", N_("state"), false },
	{ "since", N_("since"), false },
	{ "met", N_("met on"), false },
	{ "person", N_("person"), false },
	{ "text", N_("text"), false },
};

const struct careform need_form = {
	.element = "need",
	.questions = questions,
	.nquestions = HJ_LEN(questions),
	.columns = columns,
	.ncolumns = HJ_LEN(columns),
	.one = N_("Record a need, now?"),
	.needs_person = true,
};

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct need_opt *o = a->opt;

	return careform_run(c, a, &need_form, o->dry_run, err);
}

#define AT(field) offsetof(struct need_opt, field)

static const struct option_def options[] = {
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("read it back in words, store nothing") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "need k7m2",
	    N_("the needs of a person; on a terminal, asks for more") },
	{ "need k7m2 housing priority=high",
	    N_("one more; 'hanji codes need' lists what there is") },
	{ "update k7m2 'need[t3k9xa].status=met' 'need[t3k9xa].met=2026-03'",
	    N_("when it is met") },
	{ NULL, NULL },
};

const struct command_page need_page = {
	.text =
	    N_("Shows and records what a person needs for a new life: what, how urgently, since\nwhen.  Needs stand in a follow-up case ('hanji followup'), which never enters a\npetition.\n\nWithout values it lists the needs and, on a terminal, asks for one more.  FIELD is\nany field of a need: type, priority, text, since, status, met, person."),
	.options = options,
	.opt_size = sizeof(struct need_opt),
	.examples = examples,
	.run = run,
};
