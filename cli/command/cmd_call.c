#include <stdio.h>
#include <string.h>

#include "cli/argument/contactarg.h"
#include "cli/argument/fieldarg.h"
#include "cli/interview/careform.h"
#include "cli/interview/safecontact.h"
#include "cli/pages.h"
#include "cli/screen/glance.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/wording/fieldword.h"
#include "core/base/limits.h"
#include "core/log/log.h"

struct call_opt {
	const char *channel;
	bool acknowledged;
	bool rule;
};

struct calling {
	struct cli *c;
	const struct call_opt *o;
	struct casefile file;
	struct hj_node *person, *contact;
	/* The same after the file was changed and read again. */
	char person_id[HJ_ELEMENT_ID_CHARS + 1];
	char contact_id[HJ_ELEMENT_ID_CHARS + 1];
	bool asks; /* somebody is at the terminal, and it is no program */
	struct glance screen; /* on which nothing stays */
};

static int
find(struct calling *k, const struct args *a, struct hj_error *err)
{
	const struct contactarg how = { .person =
					    a->nrest == 2 ? a->rest[1] : NULL,
		.channel = k->o->channel,
		.asks = k->asks };

	if (contactarg_find(k->c, k->file.record, &how, &k->person, &k->contact,
		err) != HJ_OK)
		return (int)err->code;
	memcpy(k->person_id, hj_node_attr(k->person, "id"),
	    sizeof(k->person_id));
	memcpy(k->contact_id, hj_node_attr(k->contact, "id"),
	    sizeof(k->contact_id));
	return HJ_OK;
}

/* After a change of our own. */
static int
read_again(struct calling *k, struct hj_error *err)
{
	char id[HJ_ID_CHARS + 1];

	hj_id_text(&k->file.row.id, id);
	casefile_clear(&k->file);
	k->file = CASEFILE;
	if (casefile_load(k->c, id, NULL, &k->file, err) != HJ_OK)
		return (int)err->code;
	k->person = hj_record_find(k->file.record, k->person_id);
	k->contact = hj_record_find(k->file.record, k->contact_id);
	if (k->person == NULL || k->contact == NULL)
		return hj_fail(err, HJ_EBUSY,
		    "another hanji changed this case meanwhile: look at it and begin again");
	return HJ_OK;
}

/* ---- the rule ---- */

/* Before anything secret is on the screen, that it will be is in the log. */
static int
remember(struct calling *k, struct hj_error *err)
{
	char what[96];

	(void)snprintf(what, sizeof(what), "%s person[%s].contact[%s]\n",
	    k->o->rule ? "rule" : "call", k->person_id, k->contact_id);
	return casefile_note(k->c, &k->file, HJ_DID_SHOW, what, err);
}

static int
store_rule(struct calling *k, const struct hj_buf *rule, struct hj_error *err)
{
	struct fieldargs f = FIELDARGS(k->c);
	const char *detail;
	char path[96];
	int rc;

	(void)snprintf(path, sizeof(path), "person[%s].contact[%s].safe",
	    k->person_id, k->contact_id);
	if ((rc = hj_path_apply(k->file.record, path, strlen(path), HJ_PATH_SET,
		 (const char *)rule->data, rule->len, NULL, NULL, err)) ==
		HJ_OK &&
	    (rc = hj_buf_printf(&f.detail, err, "set %s\n", path)) == HJ_OK &&
	    (rc = fieldargs_detail(&f, k->c->global->reason, &detail, err)) ==
		HJ_OK &&
	    (rc = casefile_save(k->c, &k->file, HJ_DID_UPDATE, detail, NULL,
		 err)) == HJ_OK)
		rc = read_again(k, err);
	fieldargs_clear(&f);
	return rc;
}

/* Without a rule one is asked for first. */
static int
ask_rule(struct calling *k, struct hj_error *err)
{
	struct hj_buf rule = HJ_BUF(HJ_LINE_MAX);
	int rc = interview_line(k->c->ui,
	    _("When and how is a call safe? (Enter: nobody knows) "), NULL,
	    &rule, err);

	if (rc == HJ_OK && rule.len != 0)
		rc = store_rule(k, &rule, err);
	hj_buf_clear(&rule);
	return rc;
}

static int
acknowledge(struct calling *k, struct hj_error *err)
{
	bool yes = k->o->acknowledged;

	if (!k->asks && safecontact_rule(k->contact) == NULL)
		return hj_fail(err, HJ_EREFUSED,
		    "no rule for safe contact is recorded; the number is not shown: 'hanji update CASE person.contact.safe=-' records one");
	if (!k->asks && !yes)
		return hj_fail(err, HJ_EREFUSED,
		    "the number is not shown before the rule is acknowledged: give --acknowledged when all of it is kept, now");
	if (k->asks && safecontact_rule(k->contact) == NULL &&
	    ask_rule(k, err) != HJ_OK)
		return (int)err->code;
	yes = !k->asks;
	if (k->asks &&
	    safecontact_acknowledge(k->c, safecontact_rule(k->contact) != NULL,
		&yes, err) != HJ_OK)
		return (int)err->code;
	return yes ? HJ_OK
		   : hj_fail(err, HJ_EREFUSED,
			 "not acknowledged; the number was not shown");
}

/* ---- the number ---- */

static void
give(struct cli *c, const char *key, const struct hj_node *of,
    const char *child)
{
	emit_key(c->out, key, NULL);
	emit_text(c->out, of != NULL ? hj_node_value(of, child) : NULL);
}

static void
json_risks(struct calling *k)
{
	struct emit *e = k->c->out;

	emit_key(e, "risks", NULL);
	emit_list(e);
	for (const struct hj_node *n =
		 hj_node_child(hj_record_root(k->file.record), "risk");
	     n != NULL; n = hj_node_same(n)) {
		emit_map(e);
		give(k->c, "code", n, "code");
		give(k->c, "text", n, "text");
		give(k->c, "date", n, "date");
		emit_end(e);
	}
	emit_end(e);
}

static void
json(struct calling *k)
{
	const struct hj_node *last =
	    safecontact_last(k->file.record, k->person_id);
	struct emit *e = k->c->out;
	char id[HJ_ID_SHOWN];

	hj_id_show(&k->file.row.id, id);
	emit_map(e);
	emit_key(e, "case", NULL);
	emit_text(e, id);
	emit_key(e, "person", NULL);
	emit_text(e, k->person_id);
	emit_key(e, "contact", NULL);
	emit_text(e, k->contact_id);
	give(k->c, "channel", k->contact, "channel");
	give(k->c, "rule", k->contact, "safe");
	emit_key(e, "value", NULL);
	emit_text(e, k->o->rule ? NULL : hj_node_value(k->contact, "value"));
	give(k->c, "last", last, "date");
	give(k->c, "result", last, "result");
	give(k->c, "next", last, "next");
	json_risks(k);
	emit_end(e);
}

static int
show(struct calling *k, struct hj_error *err)
{
	const char *value = hj_node_value(k->contact, "value");
	const char *channel = hj_node_value(k->contact, "channel");

	if (emit_is_json(k->c->out))
		json(k);
	else if (!k->asks)
		emit_text(k->c->out, value);
	else
		return glance_show(&k->screen,
		    channel != NULL ? fieldword_code("contact-channel", channel,
					  k->c->korean)
				    : _("number or address"),
		    value, strlen(value), err);
	return HJ_OK;
}

/* What came of it, while it is fresh. */
static int
record(struct calling *k, struct hj_error *err)
{
	struct careform_job j;
	const char *channel;
	bool yes = false;
	int rc;

	if ((rc = ui_ask(k->c->ui, _("Record what came of it, now?"), &yes,
		 err)) != HJ_OK ||
	    !yes)
		return rc;
	if ((rc = read_again(k, err)) != HJ_OK)
		return rc;
	channel = hj_node_value(k->contact, "channel");
	careform_begin(&j, k->c, &contact_form, &k->file);
	if ((rc = careform_give(&j, "person", strlen("person"), k->person_id,
		 strlen(k->person_id), err)) == HJ_OK &&
	    (channel == NULL ||
		(rc = careform_give(&j, "channel", strlen("channel"), channel,
		     strlen(channel), err)) == HJ_OK) &&
	    (rc = careform_ask(&j, err)) == HJ_OK)
		rc = careform_store(&j, err);
	careform_end(&j);
	return rc;
}

/* The danger, the rule and the word, on a screen that is taken away. */
static int
before(struct calling *k, struct hj_error *err)
{
	if (!emit_is_json(k->c->out) &&
	    safecontact_say(k->c, k->file.record, k->person, k->contact, err) !=
		HJ_OK)
		return (int)err->code;
	return k->o->rule ? HJ_OK : acknowledge(k, err);
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct calling k = { .c = c,
		.o = a->opt,
		.file = CASEFILE,
		.asks = ui_is_terminal(c->ui) && !emit_is_json(c->out) };
	int rc;

	if ((rc = casefile_load(c, a->rest[0], NULL, &k.file, err)) != HJ_OK ||
	    (rc = find(&k, a, err)) != HJ_OK ||
	    (rc = remember(&k, err)) != HJ_OK)
		goto out;
	if (k.asks && !k.o->rule)
		glance_open(&k.screen, c->ui);
	rc = before(&k, err);
	if (rc == HJ_OK && k.o->rule && emit_is_json(c->out))
		json(&k);
	else if (rc == HJ_OK && !k.o->rule)
		rc = show(&k, err);
	glance_close(&k.screen);
	if (rc == HJ_OK && !k.o->rule && k.asks)
		rc = record(&k, err);
out:
	casefile_clear(&k.file);
	return rc;
}

#define AT(field) offsetof(struct call_opt, field)

static const struct option_def options[] = {
	{ 'c', "channel", OPT_TEXT, AT(channel), "CODE", NULL,
	    N_("phone, kakao, email ..., where there are several") },
	{ 0, "rule", OPT_FLAG, AT(rule), NULL, NULL,
	    N_("show how it is safe, and no number") },
	{ 0, "acknowledged", OPT_FLAG, AT(acknowledged), NULL, NULL,
	    N_("for programs: the rule is known and kept, now") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "call k7m2",
	    N_("how it is safe, then the number, then the record of it") },
	{ "call k7m2 --rule", N_("before planning a call") },
	{ "call k7m2 나비 --channel kakao",
	    N_("one of several people, one of several ways") },
	{ NULL, NULL },
};

const struct command_page call_page = {
	.text =
	    N_("Shows how a person is reached: first the danger there is, the last contact, and\nwhen and how a call is safe; then it wants the word 'safe' typed; only then the\nnumber or address, on a screen of its own that a key takes away.  Then it offers\nto record what came of it.  That the number was asked for is in the log before\nanything is shown.\n\nWhere no rule is recorded it says so and asks for one first.  A program gives\n--acknowledged; without a rule it gets no number.\n\nPERSON is an id or a part of a name; without it, the only one who can be reached."),
	.options = options,
	.opt_size = sizeof(struct call_opt),
	.examples = examples,
	.run = run,
};
