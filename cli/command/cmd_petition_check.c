#include <string.h>
#include <time.h>

#include "cli/pages.h"
#include "cli/petition/gapview.h"
#include "cli/petition/petition.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/wording/readback.h"
#include "core/base/limits.h"

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

/* As 'show' has it: what is secret is not on the screen unasked. */
static bool
is_secret(const struct hj_node *person)
{
	for (const struct hj_node *n = hj_node_child(person, "name"); n != NULL;
	     n = hj_node_same(n))
		for (const struct hj_node *part = n->first; part != NULL;
		     part = part->next)
			if (hj_node_conf(part) == HJ_SECRET)
				return true;
	return false;
}

/* People see who it is; programs get the id. */
static int
say_person(struct cli *c, const struct hj_annex_victim *v, struct hj_error *err)
{
	struct hj_buf name = HJ_BUF(HJ_LINE_MAX);
	const struct hj_node *person = NULL;
	int rc = HJ_OK;

	if (v->person != NULL && !emit_is_json(c->out))
		person = hj_record_find(v->record, v->person);
	emit_key(c->out, "person", NULL);
	if (person != NULL && !is_secret(person) &&
	    (rc = readback_name(person, &name, err)) == HJ_OK)
		emit_bytes(c->out, (const char *)name.data, name.len);
	else if (rc == HJ_OK)
		emit_text(c->out, v->person != NULL ? v->person : _("(group)"));
	hj_buf_clear(&name);
	return rc;
}

static int
row(struct cli *c, const struct petition *p, size_t i, size_t *withheld,
    struct hj_error *err)
{
	const struct hj_annex_victim *v = &p->victims[i];
	struct hj_consent_question q = { .record = v->record,
		.person = v->person,
		.scope = p->form->scope,
		.recipient = p->recipient,
		.today = (int32_t)(time(NULL) / 86400) };
	bool named =
	    v->person != NULL && hj_consent_decide(&q, NULL) == HJ_CONSENT_YES;
	char id[HJ_ID_SHOWN];
	int rc;

	hj_id_show(&p->cases[p->victim_case[i]].row.id, id);
	emit_map(c->out);
	emit_key(c->out, "n", NULL);
	emit_number(c->out, (int64_t)i + 1);
	cell(c, "case", id);
	if ((rc = say_person(c, v, err)) != HJ_OK)
		return rc;
	emit_key(c->out, "named", NULL);
	emit_flag(c->out, named);
	cell(c, "answer",
	    v->person == NULL
		? _("as a number")
		: _(hj_consent_words(hj_consent_decide(&q, NULL))));
	emit_end(c->out);
	*withheld += !named && v->person != NULL;
	return HJ_OK;
}

static int
people(struct cli *c, const struct petition *p, struct hj_error *err)
{
	size_t withheld = 0;
	int rc = HJ_OK;

	emit_table(c->out, columns, HJ_LEN(columns));
	for (size_t i = 0; i < p->nvictims && rc == HJ_OK; i++)
		rc = row(c, p, i, &withheld, err);
	emit_end(c->out);
	if (rc == HJ_OK && withheld != 0)
		emit_say(c->out,
		    _("%zu will stand there without a name; 'hanji consent CASE --scope %s --status given' records that they agreed."),
		    withheld, p->form->scope);
	return rc;
}

/* What was found is the answer, and it is not lost in JSON. */
static int
refuse(struct cli *c, size_t blocks, struct hj_error *err)
{
	if (emit_close(c->out, err) != HJ_OK)
		return (int)err->code;
	return hj_fail(err, HJ_EREFUSED,
	    "the petition cannot leave so: %zu answers are missing that its mechanism needs",
	    blocks);
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct petition p;
	size_t blocks = 0;
	int rc = petition_load(c, a->rest[0], &p, err);

	if (rc == HJ_OK && emit_is_json(c->out)) {
		emit_map(c->out);
		emit_key(c->out, "people", NULL);
	}
	if (rc == HJ_OK && (rc = people(c, &p, err)) == HJ_OK)
		rc = gapview_show(c, &p, &blocks, err);
	if (rc == HJ_OK && emit_is_json(c->out))
		emit_end(c->out);
	if (rc == HJ_OK && blocks != 0)
		rc = refuse(c, blocks, err);
	petition_clear(&p);
	return rc;
}

static const struct command_example examples[] = {
	{ "petition check q4d9",
	    N_("who will be named, why not, and what is missing") },
	{ NULL, NULL },
};

const struct command_page petition_check_page = {
	.text =
	    N_("Shows for everybody in a petition whether the recorded consent covers its\nmechanism.  Whom it does not cover is printed as \"Person 2 (woman, 40s)\".\n\nThen what the mechanism needs and the petition lacks: what blocks it, what\nweakens it, what is for information; each with the field to fill and the\nquestion to ask the family.  \"Asked, and not known\" is an answer and is printed\nas such ('hanji update CASE PATH?=unknown'); \"not asked\" is none.  The rules\nare not reviewed by a lawyer.  Exits 8 when something blocks."),
	.examples = examples,
	.run = run,
};
