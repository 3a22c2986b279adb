#include <string.h>

#include "cli/access/process.h"
#include "cli/argument/personarg.h"
#include "cli/leaving/disclosure.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/show/logline.h"
#include "cli/wording/fieldword.h"
#include "core/base/word.h"
#include "core/case/schema.h"
#include "core/log/log.h"

static const struct emit_column columns[] = {
	{ "time", N_("time (UTC)"), false },
	{ "action", N_("action"), false },
	{ "holder", N_("who has it"), false },
	{ "told", N_("what was told"), false },
	{ "purpose", N_("what for"), false },
	{ "scope", N_("under the consent"), false },
	{ "named", N_("named"), false },
	{ "petition", N_("petition"), false },
	{ "evidence", N_("evidence"), false },
	{ "sha256", N_("fingerprint of the file"), false },
	{ "remarks", N_("remarks"), false },
};

struct showing {
	struct cli *c;
	bool json;
};

static void
give(struct showing *s, const char *key, const char *value)
{
	emit_key(s->c->out, key, NULL);
	emit_text(s->c->out, value);
}

static const char *
named_word(const struct showing *s, enum disclosure_named n)
{
	switch (n) {
	case DISCLOSURE_NAMED:
		return s->json ? "yes" : _("yes");
	case DISCLOSURE_NOT_NAMED:
		return s->json ? "no" : _("no");
	case DISCLOSURE_PERHAPS:
		break;
	}
	return s->json ? "perhaps" : _("unclear");
}

/* A class of fields, or the element of a case file or of a person in it. */
static const char *
told_word(const struct showing *s, const char *code)
{
	const char *word = fieldword_code("field-class", code, s->c->korean);
	const struct hj_elem *top = hj_schema_root("case", strlen("case")), *e;

	if (word != code)
		return word;
	e = hj_schema_child(top, code, strlen(code));
	if (e == NULL)
		e = hj_schema_child(hj_schema_child(top, "person",
					strlen("person")),
		    code, strlen(code));
	if (e == NULL)
		return code;
	return s->c->korean ? e->ko : e->en;
}

/* "Name, contact, numbers of documents; need" */
static int
give_told(struct showing *s, const char *codes, struct hj_error *err)
{
	struct hj_buf text = HJ_BUF(HJ_LINE_MAX);
	const char *word, *z = codes;
	size_t n;
	int rc = HJ_OK;

	while (!s->json && rc == HJ_OK && hj_word_next(&codes, &word, &n)) {
		char code[32] = "";

		memcpy(code, word, n < sizeof(code) ? n : sizeof(code) - 1);
		rc = hj_buf_printf(&text, err, "%s%s",
		    text.len != 0 ? "; " : "", told_word(s, code));
	}
	if (rc == HJ_OK && text.len != 0)
		rc = hj_buf_text(&text, &z, err);
	if (rc == HJ_OK)
		give(s, "told", z);
	hj_buf_clear(&text);
	return rc;
}

static const char *
scope_word(const struct showing *s, const struct disclosure *d)
{
	if (d->scope == NULL || s->json || strcmp(d->scope, "own") == 0)
		return d->scope;
	return disclosure_is_subject(d)
	    ? _("their own copy")
	    : fieldword_code("consent-scope", d->scope, s->c->korean);
}

static int
row(void *to, const struct disclosure *d, struct hj_error *err)
{
	struct showing *s = to;
	const char *holder =
	    s->json ? d->recipient : disclosure_holder(d, s->c->korean);
	char sha256[65] = "", petition[HJ_ID_SHOWN] = "";
	struct hj_error ignored = HJ_ERROR;
	struct hj_id id;

	if (d->sha256 != NULL && strlen(d->sha256) < sizeof(sha256))
		memcpy(sha256, d->sha256, strlen(d->sha256) + 1);
	if (!s->json)
		sha256[16] = '\0';
	if (d->petition != NULL &&
	    hj_id_parse(d->petition, strlen(d->petition), &id, &ignored) ==
		HJ_OK)
		hj_id_show(&id, petition);
	emit_map(s->c->out);
	emit_key(s->c->out, "time", NULL);
	if (strcmp(d->action, DISCLOSURE_REFERRAL) == 0)
		emit_text(s->c->out, d->date);
	else
		emit_time(s->c->out, d->time);
	give(s, "action", s->json ? d->action : logline_action(d->action));
	give(s, "holder", holder);
	if (give_told(s, d->told, err) != HJ_OK)
		return (int)err->code;
	give(s, "purpose", d->purpose);
	give(s, "scope", scope_word(s, d));
	give(s, "named", named_word(s, d->named));
	give(s, "petition", *petition != '\0' ? petition : NULL);
	give(s, "evidence", d->evidence);
	give(s, "sha256", *sha256 != '\0' ? sha256 : NULL);
	give(s, "remarks", d->remarks);
	emit_end(s->c->out);
	return process_check(err);
}

static int
show(struct showing *s, const struct casefile *f, const char *person,
    struct hj_error *err)
{
	struct disclosure_facts facts;
	struct emit *e = s->c->out;

	if (s->json) {
		emit_map(e);
		emit_key(e, "items", NULL);
	}
	emit_table(e, columns, HJ_LEN(columns));
	if (disclosure_each(s->c, f, person, row, s, &facts, err) != HJ_OK)
		return (int)err->code;
	emit_end(e);
	if (!s->json) {
		if (facts.backups != 0)
			emit_say(e,
			    ngettext("%llu backup holds the whole vault, sealed.",
				"%llu backups hold the whole vault, sealed.",
				(unsigned long)facts.backups),
			    (unsigned long long)facts.backups);
		return HJ_OK;
	}
	emit_key(e, "backups", NULL);
	emit_number(e, (int64_t)facts.backups);
	emit_key(e, "last_backup", NULL);
	if (facts.backups != 0)
		emit_time(e, facts.last_backup);
	else
		emit_none(e);
	emit_end(e);
	return HJ_OK;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct showing s = { .c = c, .json = emit_is_json(c->out) };
	struct casefile f = CASEFILE;
	struct hj_node *person = NULL;
	int rc;

	if ((rc = casefile_load(c, a->rest[0], NULL, &f, err)) == HJ_OK &&
	    (a->nrest == 1 ||
		(rc = personarg_find(f.record, a->rest[1], &person, err)) ==
		    HJ_OK))
		rc = show(&s, &f,
		    person != NULL ? hj_node_attr(person, "id") : NULL, err);
	casefile_clear(&f);
	return rc;
}

static const struct command_example examples[] = {
	{ "disclosures k7m2",
	    N_("everything that left of a case, and to whom") },
	{ "disclosures k7m2 garam", N_("who holds the name of one person") },
	{ NULL, NULL },
};

const struct command_page disclosures_page = {
	.text =
	    N_("Shows who already holds what of a case: every export, petition, letter and\nattachment that left, when, to whom, what for, under which consent, with the\nfingerprint of the file (SHA-256), and whether the person was named.  The log has\nit, and nothing can be taken out of it.\n\nA petition that was only exported says who got it where --to was given; what went\nto a mechanism is the entry of 'hanji petition sent'.  'unclear' stands where the\nlog does not say: of an attachment, or of an export of more cases than an entry\nlists.  Somebody with a case of their own is looked for in both, and a case that\ntook in another ('hanji merge') says what left of either.\n\nReferrals stand at the end, with what was told, also those of the follow-up case:\nno file left, but somebody knows."),
	.examples = examples,
	.run = run,
};
