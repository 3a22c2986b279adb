#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/casefile/duty.h"
#include "cli/leaving/disclosure.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/show/logline.h"
#include "cli/wording/fieldword.h"
#include "cli/wording/span.h"
#include "core/base/word.h"
#include "core/case/path.h"
#include "core/links/absorb.h"
#include "core/links/link.h"
#include "core/log/log.h"

struct owing {
	struct cli *c;
	struct casefile *f;
	const struct hj_node *consent;
	const struct hj_node *old; /* the same as it said no before, or NULL */
	const struct hj_record *was; /* or NULL */
	struct hj_buf name; /* of the person, as the screen may show it */
	const char *owner; /* member */
	size_t added;
};

bool
duty_is_owed(const struct disclosure *d)
{
	/* What the persons themselves have is theirs to keep. */
	return disclosure_is_out(d) && !disclosure_is_subject(d) &&
	    d->named != DISCLOSURE_NOT_NAMED && d->scope != NULL &&
	    strcmp(d->action, HJ_DID_LETTER) != 0;
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

/* Open, or in whatever state. */
static bool
is_there(const struct owing *o, const char *text, bool done_too)
{
	for (const struct hj_node *n =
		 hj_node_child(hj_record_root(o->f->record), "task");
	     n != NULL; n = hj_node_same(n)) {
		const char *has = hj_node_value(n, "text");

		if (has != NULL && strcmp(has, text) == 0 &&
		    (done_too ||
			!hj_word_among("done drop", hj_node_attr(n, "status"))))
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
add_task(struct owing *o, const char *text, bool done_too, struct hj_error *err)
{
	struct hj_path_labels labels = { .n = 0 };
	char today[SPAN_TEXT];

	if (is_there(o, text, done_too))
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

static bool
is_new_here(const struct hj_record *was, const char *other)
{
	return was == NULL || hj_link_to(was, other, HJ_LINK_ABSORBED) == NULL;
}

static int
owe(void *to, const struct disclosure *d, struct hj_error *err)
{
	struct owing *o = to;
	struct hj_buf text = HJ_BUF(HJ_LINE_MAX);
	const bool brought =
	    d->through != NULL && is_new_here(o->was, d->through);
	const char *holder, *name, *z;
	char day[SPAN_TEXT];
	int rc;

	if (!duty_is_owed(d) || !covers(o->consent, d->scope) ||
	    (o->old != NULL && covers(o->old, d->scope) && !brought))
		return HJ_OK;
	disclosure_day(d, day);
	if ((holder = disclosure_holder(d, o->c->korean)) == NULL)
		holder = _("whoever got the file");
	if ((rc = hj_buf_text(&o->name, &name, err)) == HJ_OK &&
	    (rc = hj_buf_printf(&text, err,
		 _("Withdrawal: ask %s to take out or anonymise %s (%s, %s)"),
		 holder, name, logline_action(d->action), day)) == HJ_OK &&
	    (rc = hj_buf_text(&text, &z, err)) == HJ_OK)
		rc = add_task(o, z, brought, err);
	hj_buf_clear(&text);
	return rc;
}

static int
add(struct owing *o, struct hj_error *err)
{
	const char *subject = hj_node_value(o->consent, "subject");
	const struct hj_node *person =
	    subject != NULL ? hj_record_find(o->f->record, subject) : NULL;
	struct hj_vault_facts vault;
	struct disclosure_facts facts;
	int rc;

	if (person == NULL)
		return HJ_OK;
	o->owner = vault.member_name;
	if ((rc = hj_vault_facts(o->c->vault, &vault, err)) == HJ_OK &&
	    (rc = fieldword_person(person, &o->name, err)) == HJ_OK)
		rc = disclosure_each(o->c, o->f, subject, owe, o, &facts, err);
	hj_buf_clear(&o->name);
	o->owner = NULL;
	return rc;
}

static bool
says_no(const struct hj_node *consent)
{
	const char *status = hj_node_attr(consent, "status");

	return hj_node_child(consent, "withdrawal") != NULL ||
	    (status != NULL && hj_word_among("withdrawn refused", status));
}

bool
duty_may_arise(const struct hj_record *r)
{
	for (const struct hj_node *n =
		 hj_node_child(hj_record_root(r), "consent");
	     n != NULL; n = hj_node_same(n))
		if (says_no(n))
			return true;
	return false;
}

/* The same consent as it was, if it said no already, and of the same person. */
static const struct hj_node *
said_no(const struct hj_record *was, const struct hj_node *consent)
{
	const char *id = hj_node_attr(consent, "id");
	const struct hj_node *old =
	    was != NULL && id != NULL ? hj_record_find(was, id) : NULL;
	const char *now = hj_node_value(consent, "subject"), *then;

	if (old == NULL || strcmp(old->name, "consent") != 0 || !says_no(old))
		return NULL;
	then = hj_node_value(old, "subject");
	return now != NULL && then != NULL && strcmp(now, then) == 0 ? old
								     : NULL;
}

/* Does it say no where it did not, or is there more that it may say no to? */
static bool
says_more(const struct owing *o)
{
	const struct hj_node *root = hj_record_root(o->f->record), *n;

	if (o->old == NULL)
		return true;
	for (n = hj_node_child(o->consent, "scope"); n != NULL;
	     n = hj_node_same(n))
		if (n->text != NULL && !covers(o->old, n->text))
			return true;
	for (n = hj_node_child(root, "link"); n != NULL; n = hj_node_same(n)) {
		struct hj_link l;

		hj_link_read(n, &l);
		if (l.kind != NULL && strcmp(l.kind, HJ_LINK_ABSORBED) == 0 &&
		    l.other != NULL && is_new_here(o->was, l.other))
			return true;
	}
	return false;
}

int
duty_settle(struct cli *c, struct casefile *f, const struct hj_record *was,
    size_t *added, struct hj_error *err)
{
	struct owing o = { .c = c,
		.f = f,
		.was = was,
		.name = HJ_BUF(HJ_LINE_MAX) };
	const struct hj_node *n =
	    hj_node_child(hj_record_root(f->record), "consent");

	for (; n != NULL; n = hj_node_same(n)) {
		o.consent = n;
		o.old = said_no(was, n);
		if (says_no(n) && says_more(&o) && add(&o, err) != HJ_OK)
			return (int)err->code;
	}
	*added = o.added;
	return HJ_OK;
}
