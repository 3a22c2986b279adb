#include <string.h>

#include "cli/show/consentview.h"
#include "cli/screen/emit.h"
#include "cli/wording/label.h"
#include "cli/access/process.h"
#include "cli/wording/readback.h"
#include "cli/screen/say.h"
#include "cli/wording/span.h"
#include "core/date/edtf.h"
#include "core/links/link.h"
#include "core/base/limits.h"
#include "core/sense/victim.h"
#include "core/vocab/vocab.h"
#include "export/consent/consent.h"

#define MASK "***"

static const struct emit_column columns[] = {
	{ "person", NULL, false },
	{ "name", N_("person"), false },
	{ "scope", NULL, false },
	{ "meaning", N_("for what"), false },
	{ "answer", NULL, false },
	{ "says", N_("today"), false },
	{ "consent", N_("consent"), false },
	{ "date", N_("since"), false },
	{ "until", N_("until"), false },
	{ "recipients", N_("only to"), false },
};

/* A word for programs, and one for people. */
static const char *
answer_word(enum hj_consent_answer a, const char **says)
{
	switch (a) {
	case HJ_CONSENT_YES:
		*says = _("yes");
		return "yes";
	case HJ_CONSENT_NONE:
		*says = _("no: nothing recorded");
		return "none";
	case HJ_CONSENT_REFUSED:
		*says = _("no: refused or withdrawn");
		return "refused";
	case HJ_CONSENT_ENDED:
		*says = _("no: not valid on this day");
		return "ended";
	case HJ_CONSENT_RECIPIENT:
		*says = _("to some only");
		return "recipient";
	case HJ_CONSENT_GUARDIAN:
		*says = _("no: the guardian's is missing");
		return "guardian";
	case HJ_CONSENT_CONFLICT:
		*says = _("no: two versions differ");
		return "conflict";
	case HJ_CONSENT_ASSENT:
		*says = _("no: the child's own is missing");
		return "assent";
	case HJ_CONSENT_OWN:
		*says = _("no: the person can be asked");
		return "own";
	case HJ_CONSENT_APPROVAL:
		*says = _("no: a second member must approve");
		return "approval";
	}
	return "none";
}

static void
give(struct emit *e, const char *key, const char *value)
{
	emit_key(e, key, NULL);
	emit_text(e, value);
}

static int
name(struct emit *e, const struct hj_node *person, struct hj_error *err)
{
	struct hj_buf text = HJ_BUF(HJ_LINE_MAX);
	const struct hj_node *first = hj_node_child(person, "name");
	int rc = HJ_OK;

	if (first != NULL && hj_node_conf(first) == HJ_SECRET)
		rc = hj_buf_puts(&text, MASK, err);
	else
		rc = readback_name(person, &text, err);
	emit_key(e, "name", NULL);
	if (rc == HJ_OK)
		emit_bytes(e, (const char *)text.data, text.len);
	hj_buf_clear(&text);
	return rc;
}

static int
recipients(struct emit *e, const struct hj_node *consent, struct hj_error *err)
{
	const struct hj_node *n =
	    consent != NULL ? hj_node_child(consent, "recipient") : NULL;
	struct hj_buf text = HJ_BUF(HJ_TEXT_MAX);
	int rc = HJ_OK;

	for (; n != NULL && rc == HJ_OK; n = hj_node_same(n))
		if (n->text != NULL)
			rc = hj_buf_printf(&text, err, "%s%s",
			    text.len > 0 ? "; " : "", n->text);
	emit_key(e, "recipients", NULL);
	if (rc == HJ_OK && text.len > 0)
		emit_bytes(e, (const char *)text.data, text.len);
	else
		emit_none(e);
	hj_buf_clear(&text);
	return rc;
}

/* The date of what decided: of the withdrawal, when that did. */
static const struct hj_node *
date_of(const struct hj_node *consent)
{
	const struct hj_node *w =
	    consent != NULL ? hj_node_child(consent, "withdrawal") : NULL;

	if (w != NULL && hj_node_value(w, "date") != NULL)
		return hj_node_child(w, "date");
	return consent != NULL ? hj_node_child(consent, "date") : NULL;
}

/* The last record that says no: more telling than what it beats. */
static const struct hj_node *
says_no(const struct hj_consent_question *q)
{
	const struct hj_node *found = NULL;

	for (const struct hj_node *n =
		 hj_node_child(hj_record_root(q->record), "consent");
	     n != NULL; n = hj_node_same(n)) {
		const char *status = hj_node_attr(n, "status");
		bool no = hj_node_child(n, "withdrawal") != NULL ||
		    (status != NULL &&
			(strcmp(status, "refused") == 0 ||
			    strcmp(status, "withdrawn") == 0));
		const char *subject = hj_node_value(n, "subject");

		if (!no || subject == NULL || strcmp(subject, q->person) != 0)
			continue;
		for (const struct hj_node *s = hj_node_child(n, "scope");
		     s != NULL; s = hj_node_same(s))
			if (s->text != NULL && strcmp(s->text, q->scope) == 0)
				found = n;
	}
	return found;
}

static int
scope_row(struct cli *c, const struct hj_record *r,
    const struct hj_node *person, const struct hj_code_row *scope,
    int32_t today, struct hj_error *err)
{
	const struct hj_consent_question q = { .record = r,
		.person = hj_node_attr(person, "id"),
		.scope = scope->code,
		.today = today };
	const char *id = NULL, *says = "";
	enum hj_consent_answer a = hj_consent_decide(&q, &id);
	const char *word = answer_word(a, &says);
	const struct hj_node *consent =
	    id != NULL ? hj_record_find(r, id) : NULL;
	struct emit *e = c->out;

	if (a == HJ_CONSENT_REFUSED && says_no(&q) != NULL) {
		consent = says_no(&q);
		id = hj_node_attr(consent, "id");
	}
	emit_map(e);
	give(e, "person", q.person);
	if (name(e, person, err) != HJ_OK)
		return (int)err->code;
	give(e, "scope", scope->code);
	give(e, "meaning", hj_vocab_label(scope, c->korean));
	give(e, "answer", word);
	give(e, "says", says);
	give(e, "consent", id);
	emit_key(e, "date", NULL);
	if (label_date(c, date_of(consent), err) != HJ_OK)
		return (int)err->code;
	emit_key(e, "until", NULL);
	if (label_date(c,
		consent != NULL ? hj_node_child(consent, "until") : NULL,
		err) != HJ_OK ||
	    recipients(e, consent, err) != HJ_OK)
		return (int)err->code;
	emit_end(e);
	return process_check(err);
}

static bool
is_concerned(const struct hj_record *r, const struct hj_node *person)
{
	const char *id = hj_node_attr(person, "id");

	/* Theirs are kept elsewhere. */
	if (id != NULL && hj_link_own_case(r, id) != NULL)
		return false;
	if (hj_is_victim(person))
		return true;
	for (const struct hj_node *n =
		 hj_node_child(hj_record_root(r), "consent");
	     n != NULL; n = hj_node_same(n)) {
		const char *subject = hj_node_value(n, "subject");

		if (subject != NULL && id != NULL && strcmp(subject, id) == 0)
			return true;
	}
	return false;
}

/* Whose consents are not here, and where they are. */
static void
say_elsewhere(struct cli *c, const struct hj_record *r)
{
	for (const struct hj_node *p =
		 hj_node_child(hj_record_root(r), "person");
	     p != NULL; p = hj_node_same(p)) {
		const char *id = hj_node_attr(p, "id");
		const char *own = id != NULL ? hj_link_own_case(r, id) : NULL;

		if (own != NULL)
			emit_say(c->out,
			    _("person [%s] has a case file of their own, %s: consents are kept there"),
			    id, own);
	}
}

int
consentview_show(struct cli *c, const struct hj_record *r,
    const struct hj_node *person, struct hj_error *err)
{
	const struct hj_list *scopes = hj_vocab_list("consent-scope");
	int32_t today = 0, latest;
	char text[SPAN_TEXT];
	int rc;

	span_today(text);
	if ((rc = hj_edtf_span(text, strlen(text), &today, &latest, err)) !=
	    HJ_OK)
		return rc;
	emit_table(c->out, columns, HJ_LEN(columns));
	for (const struct hj_node *p =
		 hj_node_child(hj_record_root(r), "person");
	     p != NULL && rc == HJ_OK; p = hj_node_same(p)) {
		if (person != NULL ? p != person : !is_concerned(r, p))
			continue;
		for (size_t i = 0; i < scopes->n && rc == HJ_OK; i++)
			rc = scope_row(c, r, p, &scopes->rows[i], today, err);
	}
	if (rc == HJ_OK)
		emit_end(c->out);
	if (rc == HJ_OK && person == NULL)
		say_elsewhere(c, r);
	return rc;
}
