#include <string.h>

#include "cli/wording/fieldword.h"
#include "cli/interview/interview.h"
#include "cli/wording/readback.h"
#include "cli/interview/safecontact.h"
#include "cli/screen/say.h"
#include "cli/wording/span.h"
#include "cli/screen/ui.h"
#include "core/date/edtf.h"
#include "core/case/datesay.h"
#include "core/base/limits.h"
#include "export/consent/consent.h"

const char *
safecontact_rule(const struct hj_node *contact)
{
	const char *rule = hj_node_value(contact, "safe");

	return rule != NULL && *rule != '\0' ? rule : NULL;
}

static int32_t
day_of(const struct hj_node *entry)
{
	const char *date = hj_node_value(entry, "date");
	struct hj_error ignored = HJ_ERROR;
	int32_t from, until;

	return date != NULL &&
		hj_edtf_span(date, strlen(date), &from, &until, &ignored) ==
		    HJ_OK
	    ? from
	    : INT32_MIN;
}

/* Of the same day the last in the file. */
const struct hj_node *
safecontact_last(const struct hj_record *r, const char *person)
{
	const struct hj_node *last = NULL;

	for (const struct hj_node *n =
		 hj_node_child(hj_record_root(r), "contactlog");
	     n != NULL; n = hj_node_same(n)) {
		const char *with = hj_node_value(n, "person");

		if (with != NULL && strcmp(with, person) != 0)
			continue;
		if (last == NULL || day_of(n) >= day_of(last))
			last = n;
	}
	return last;
}

/* ---- in words ---- */

/* "label: one, two, three" of the fields that are there.  It is all about to
 * be acknowledged, so nothing is masked. */
static int
say_fields(struct cli *c, const char *label, const struct hj_node *of,
    const char *const *fields, size_t n, struct hj_error *err)
{
	struct hj_buf line = HJ_BUF(HJ_TEXT_MAX);
	int rc = hj_buf_printf(&line, err, "  %s: ", label);
	size_t from = line.len;

	for (size_t i = 0; i < n && rc == HJ_OK; i++) {
		const struct hj_node *f = hj_node_child(of, fields[i]);

		if (f == NULL || f->text == NULL)
			continue;
		if (line.len != from)
			rc = hj_buf_puts(&line, ", ", err);
		if (rc == HJ_OK && f->def->value == HJ_V_CODE)
			rc = hj_buf_puts(&line,
			    fieldword_code(f->def->of, f->text, c->korean),
			    err);
		else if (rc == HJ_OK && f->def->value == HJ_V_DATE)
			rc = hj_date_say_node(f, c->korean, &line, err);
		else if (rc == HJ_OK)
			rc = hj_buf_add(&line, f->text, f->text_len, err);
	}
	if (rc == HJ_OK && line.len != from)
		ui_say_bytes(c->ui, (const char *)line.data, line.len);
	hj_buf_clear(&line);
	return rc;
}

static int
say_risks(struct cli *c, const struct hj_record *r, struct hj_error *err)
{
	static const char *const fields[] = { "code", "text", "date" };
	const struct hj_node *n = hj_node_child(hj_record_root(r), "risk");

	if (n == NULL)
		ui_say(c->ui, "  %s: %s", _("danger"), _("none was recorded"));
	for (; n != NULL; n = hj_node_same(n))
		if (say_fields(c, _("danger"), n, fields, HJ_LEN(fields),
			err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

/* Whoever does not want to hear from us is not called. */
static void
say_wish(struct cli *c, const struct hj_record *r, const struct hj_node *person)
{
	const struct hj_consent_question q = { .record = r,
		.person = hj_node_attr(person, "id"),
		.scope = "recontact",
		.today = span_today_day() };

	switch (hj_consent_decide(&q, NULL)) {
	case HJ_CONSENT_REFUSED:
		ui_say(c->ui, "  !! %s",
		    _("THE PERSON DOES NOT WANT TO BE CONTACTED AGAIN."));
		return;
	case HJ_CONSENT_YES:
		ui_say(c->ui, "  %s", _("agreed to be contacted again"));
		return;
	case HJ_CONSENT_NONE:
	case HJ_CONSENT_ENDED:
	case HJ_CONSENT_RECIPIENT:
	case HJ_CONSENT_GUARDIAN:
	case HJ_CONSENT_CONFLICT:
	case HJ_CONSENT_ASSENT:
	case HJ_CONSENT_OWN:
	case HJ_CONSENT_APPROVAL:
		ui_say(c->ui, "  %s",
		    _("whether a new contact is wanted was not recorded, or does not hold today"));
	}
}

static int
say_last(struct cli *c, const struct hj_record *r, const struct hj_node *person,
    struct hj_error *err)
{
	static const char *const was[] = { "date", "channel", "result", "with",
		"text" };
	static const char *const next[] = { "next" };
	const struct hj_node *last =
	    safecontact_last(r, hj_node_attr(person, "id"));

	if (last == NULL) {
		ui_say(c->ui, "  %s: %s", _("last contact"),
		    _("none was recorded"));
		return HJ_OK;
	}
	if (say_fields(c, _("last contact"), last, was, HJ_LEN(was), err) !=
	    HJ_OK)
		return (int)err->code;
	return say_fields(c, _("next contact"), last, next, HJ_LEN(next), err);
}

int
safecontact_say(struct cli *c, const struct hj_record *r,
    const struct hj_node *person, const struct hj_node *contact,
    struct hj_error *err)
{
	static const char *const how[] = { "channel" };
	static const char *const rule[] = { "safe" };
	struct hj_buf name = HJ_BUF(HJ_LINE_MAX);
	const char *text;
	int rc;

	if ((rc = readback_name(person, &name, err)) == HJ_OK &&
	    (rc = hj_buf_text(&name, &text, err)) == HJ_OK)
		ui_say(c->ui, _("== Before you contact %s =="), text);
	hj_buf_clear(&name);
	if (rc != HJ_OK || (rc = say_risks(c, r, err)) != HJ_OK ||
	    (rc = say_last(c, r, person, err)) != HJ_OK)
		return rc;
	say_wish(c, r, person);
	if (say_fields(c, _("how"), contact, how, HJ_LEN(how), err) != HJ_OK)
		return (int)err->code;
	if (safecontact_rule(contact) != NULL)
		return say_fields(c, _("WHEN AND HOW IT IS SAFE"), contact,
		    rule, HJ_LEN(rule), err);
	ui_say(c->ui, "  !! %s",
	    _("NO RULE FOR SAFE CONTACT IS RECORDED.  A call at the wrong time, or answered by somebody else, can put the person and the family in danger."));
	return HJ_OK;
}

/* ---- the word ---- */

int
safecontact_acknowledge(struct cli *c, bool rule, bool *yes,
    struct hj_error *err)
{
	struct hj_buf line = HJ_BUF(HJ_LINE_MAX);
	/* In either language, whichever the keyboard is set to. */
	const char *const word = rule ? "safe" : "no rule";
	const char *const other = rule ? "안전" : "규칙 없음";
	const char *typed;
	int rc;

	rc = interview_line(c->ui,
	    rule
		? _("Type 'safe' if all of this is kept, now; anything else stops: ")
		: _("Type 'no rule' to go on without one; anything else stops: "),
	    NULL, &line, err);
	while (rc == HJ_OK && line.len > 0 && line.data[line.len - 1] == ' ')
		line.len--;
	if (rc == HJ_OK && (rc = hj_buf_text(&line, &typed, err)) == HJ_OK)
		*yes = strcmp(typed, word) == 0 || strcmp(typed, other) == 0;
	hj_buf_clear(&line);
	return rc;
}
