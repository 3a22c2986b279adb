#include "cli/interview/careform.h"
#include "cli/pages.h"
#include "cli/screen/say.h"

struct contact_opt {
	bool dry_run;
};

#define ALONG                                                                  \
	"contactlog[+x].date=@today\ncontactlog[+x].by=@me\n"                  \
	"contactlog[+x].kind=call"

static const struct intake_question questions[] = {
	{ .section = N_("Contact"),
	    .path = "contactlog[+x].result",
	    .asks = N_("Was the person reached?"),
	    .with = ALONG },
	INTAKE_ASK(INTAKE_FIRST_CALL, "contactlog[+x].channel",
	    N_("How was it tried?"), ALONG, NULL),
	INTAKE_ASK(INTAKE_FIRST_CALL, "contactlog[+x].with",
	    N_("Who answered instead?"), ALONG, "contactlog[+x].result=other"),
	INTAKE_ASK(INTAKE_FIRST_CALL, "contactlog[+x].text",
	    N_("What was said, or what else is to be known?"), ALONG, NULL),
	INTAKE_ASK(INTAKE_FIRST_CALL, "contactlog[+x].next",
	    N_("When is the next contact?"), ALONG, NULL),
};

static const struct emit_column columns[] = {
	{ "id", N_("contact"), false },
	{ "date", N_("date"), false },
	{ "person", N_("with whom"), false },
	{ "channel", N_("how"), false },
	{ "result", N_("result"), false },
	{ "by", N_("by whom"), false },
	{ "next", N_("next contact"), false },
	{ "with", NULL, false },
	{ "kind", NULL, false },
	{ "text", N_("text"), false },
};

const struct careform contact_form = {
	.element = "contactlog",
	.questions = questions,
	.nquestions = HJ_LEN(questions),
	.columns = columns,
	.ncolumns = HJ_LEN(columns),
	.one = N_("Record a contact, now?"),
};

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct contact_opt *o = a->opt;

	return careform_run(c, a, &contact_form, o->dry_run, err);
}

#define AT(field) offsetof(struct contact_opt, field)

static const struct option_def options[] = {
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("read it back in words, store nothing") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "contact k7m2", N_("every contact that was recorded") },
	{ "contact k7m2 reached channel=kakao text=- next=2026-03-09 <note.txt",
	    N_("she was reached, and the next call is on 9 March") },
	{ "contact k7m2 noanswer", N_("what was promised stays due") },
	{ NULL, NULL },
};

const struct command_page contact_page = {
	.text =
	    N_("Shows and records contacts: when, how, with whom, what came of it, and when the\nnext one is, which 'hanji due' shows.  A contact that did not reach anybody and\nnames no next one leaves the earlier promise due.  Before calling, 'hanji call'\nshows how it is safe.\n\nWithout values it lists the contacts and, on a terminal, asks for one more.  FIELD\nis any field of it: result, channel, with, text, next, date, by, person, kind."),
	.options = options,
	.opt_size = sizeof(struct contact_opt),
	.examples = examples,
	.run = run,
};
