#include <string.h>
#include <time.h>

#include "cli/emit.h"
#include "cli/pages.h"
#include "cli/petition.h"
#include "cli/say.h"

static const struct emit_column columns[] = {
	{ "n", N_("No"), true },
	{ "case", N_("case"), false },
	{ "person", N_("person"), false },
	{ "named", NULL, false },
	{ "answer", N_("may be named"), false },
};

static void
cell(struct cli *c, const char *key, const char *text)
{
	emit_key(c->out, key, NULL);
	emit_text(c->out, text);
}

static bool
row(struct cli *c, const struct petition *p, size_t i)
{
	const struct hj_annex_victim *v = &p->victims[i];
	struct hj_consent_question q = { .record = v->record,
		.person = v->person,
		.scope = p->form->scope,
		.today = (int32_t)(time(NULL) / 86400) };
	bool named =
	    v->person != NULL && hj_consent_decide(&q, NULL) == HJ_CONSENT_YES;
	char id[HJ_ID_SHOWN];

	hj_id_show(&p->cases[p->victim_case[i]].row.id, id);
	emit_map(c->out);
	emit_key(c->out, "n", NULL);
	emit_number(c->out, (int64_t)i + 1);
	cell(c, "case", id);
	cell(c, "person", v->person != NULL ? v->person : _("(group)"));
	emit_key(c->out, "named", NULL);
	emit_flag(c->out, named);
	cell(c, "answer",
	    v->person == NULL
		? _("as a number")
		: _(hj_consent_words(hj_consent_decide(&q, NULL))));
	emit_end(c->out);
	return named || v->person == NULL;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct petition p;
	size_t withheld = 0;
	int rc = petition_load(c, a->rest[0], &p, err);

	if (rc == HJ_OK) {
		emit_table(c->out, columns, HJ_LEN(columns));
		for (size_t i = 0; i < p.nvictims; i++)
			withheld += !row(c, &p, i);
		emit_end(c->out);
		if (withheld != 0)
			emit_say(c->out,
			    _("%zu will stand there without a name; 'hanji consent CASE' records what they agreed to."),
			    withheld);
	}
	petition_clear(&p);
	return rc;
}

static const struct command_example examples[] = {
	{ "petition check q4d9", N_("who will be named, and why not") },
	{ NULL, NULL },
};

const struct command_page petition_check_page = {
	.text =
	    N_("Shows for everybody in a petition whether the recorded consent covers its\nmechanism.  Whom it does not cover is printed as \"Person 2 (woman, 40s)\"."),
	.examples = examples,
	.run = run,
};
