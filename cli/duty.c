#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/disclosure.h"
#include "cli/duty.h"
#include "cli/fieldword.h"
#include "cli/logline.h"
#include "cli/say.h"
#include "cli/span.h"
#include "cli/ui.h"
#include "core/log.h"
#include "core/path.h"
#include "core/word.h"

struct owing {
	struct cli *c;
	struct casefile *f;
	const struct hj_node *consent;
	const struct hj_node *old; /* the same as it said no before, or NULL */
	struct hj_buf name; /* of the person, as the screen may show it */
	const char *owner; /* member */
	size_t added;
};

bool
duty_is_owed(const struct disclosure *d)
{
	return disclosure_is_out(d) && d->named != DISCLOSURE_NOT_NAMED &&
	    d->scope != NULL && strcmp(d->action, HJ_DID_LETTER) != 0;
}

static bool
covers(const struct hj_node *consent, const char *scope)
{
	for (const struct hj_node *n = hj_node_child(consent, "scope");
	     n != NULL; n = hj_node_same(n))
		if (n->text != NULL && strcmp(n->text, scope) == 0)
			return true;
	return false;
}

static bool
is_there(const struct owing *o, const char *text)
{
	for (const struct hj_node *n =
		 hj_node_child(hj_record_root(o->f->record), "task");
	     n != NULL; n = hj_node_same(n)) {
		const char *has = hj_node_value(n, "text");

		if (has != NULL && strcmp(has, text) == 0 &&
		    !hj_word_among("done drop", hj_node_attr(n, "status")))
			return true;
	}
	return false;
}

static int
set(struct owing *o, struct hj_path_labels *labels, const char *path,
    const char *value, struct hj_error *err)
{
	return hj_path_apply(o->f->record, path, strlen(path), HJ_PATH_SET,
	    value, strlen(value), labels, NULL, err);
}

static int
add_task(struct owing *o, const char *text, struct hj_error *err)
{
	struct hj_path_labels labels = { .n = 0 };
	char today[SPAN_TEXT];

	if (is_there(o, text))
		return HJ_OK;
	span_today(today);
	if (set(o, &labels, "task[+x].status", "todo", err) != HJ_OK ||
	    set(o, &labels, "task[+x].text", text, err) != HJ_OK ||
	    set(o, &labels, "task[+x].due", today, err) != HJ_OK ||
	    set(o, &labels, "task[+x].priority", "now", err) != HJ_OK ||
	    set(o, &labels, "task[+x].owner", o->owner, err) != HJ_OK)
		return (int)err->code;
	o->added++;
	ui_say(o->c->ui, "  %s", text);
	return HJ_OK;
}

static int
owe(void *to, const struct disclosure *d, struct hj_error *err)
{
	struct owing *o = to;
	struct hj_buf text = HJ_BUF(HJ_LINE_MAX);
	const char *holder, *name, *z;
	char day[SPAN_TEXT];
	int rc;

	if (!duty_is_owed(d) || !covers(o->consent, d->scope) ||
	    (o->old != NULL && covers(o->old, d->scope)))
		return HJ_OK;
	span_text((int32_t)(d->time / 86400), day);
	if ((holder = disclosure_holder(d, o->c->korean)) == NULL)
		holder = _("whoever got the file");
	if ((rc = hj_buf_text(&o->name, &name, err)) == HJ_OK &&
	    (rc = hj_buf_printf(&text, err,
		 _("Withdrawal: ask %s to take out or anonymise %s (%s, %s)"),
		 holder, name, logline_action(d->action), day)) == HJ_OK &&
	    (rc = hj_buf_text(&text, &z, err)) == HJ_OK)
		rc = add_task(o, z, err);
	hj_buf_clear(&text);
	return rc;
}

static int
add(struct cli *c, struct casefile *f, const struct hj_node *consent,
    const struct hj_node *old, struct hj_error *err)
{
	const char *subject = hj_node_value(consent, "subject");
	const struct hj_node *person =
	    subject != NULL ? hj_record_find(f->record, subject) : NULL;
	struct owing o = { .c = c,
		.f = f,
		.consent = consent,
		.old = old,
		.name = HJ_BUF(HJ_LINE_MAX) };
	struct hj_vault_facts vault;
	struct disclosure_facts facts;
	int rc;

	if (person == NULL)
		return HJ_OK;
	o.owner = vault.member_name;
	if ((rc = hj_vault_facts(c->vault, &vault, err)) == HJ_OK &&
	    (rc = fieldword_person(person, &o.name, err)) == HJ_OK)
		rc = disclosure_each(c, f, subject, owe, &o, &facts, err);
	if (rc == HJ_OK && o.added != 0)
		ui_say(c->ui, "%s",
		    _("These have the name already; each became a task.  'hanji disclosures' shows what they hold, 'hanji letter' writes to them."));
	hj_buf_clear(&o.name);
	return rc;
}

static bool
says_no(const struct hj_node *consent)
{
	const char *status = hj_node_attr(consent, "status");

	return hj_node_child(consent, "withdrawal") != NULL ||
	    (status != NULL && hj_word_among("withdrawn refused", status));
}

/* The same consent as it was, if it said no already, and of the same person. */
static const struct hj_node *
said_no(const struct hj_record *was, const struct hj_node *consent)
{
	const char *id = hj_node_attr(consent, "id");
	const struct hj_node *old = id != NULL ? hj_record_find(was, id) : NULL;
	const char *now = hj_node_value(consent, "subject"), *then;

	if (old == NULL || strcmp(old->name, "consent") != 0 || !says_no(old))
		return NULL;
	then = hj_node_value(old, "subject");
	return now != NULL && then != NULL && strcmp(now, then) == 0 ? old
								     : NULL;
}

int
duty_settle(struct cli *c, struct casefile *f, const struct hj_record *was,
    struct hj_error *err)
{
	for (const struct hj_node *n =
		 hj_node_child(hj_record_root(f->record), "consent");
	     n != NULL; n = hj_node_same(n))
		if (says_no(n) && add(c, f, n, said_no(was, n), err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}
