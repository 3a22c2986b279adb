#include <string.h>

#include "cli/argument/choice.h"
#include "cli/interview/answer.h"
#include "cli/interview/question.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/wording/lexicon.h"
#include "core/base/limits.h"
#include "core/case/datesay.h"

bool
question_is_free(const struct intake_question *q)
{
	enum hj_attr_name attr;
	const struct hj_elem *def = intake_field(q->path, &attr);

	return attr == HJ_NATTRS && def->value == HJ_V_FREE;
}

const struct hj_list *
question_list(const struct interview *iv, const struct intake_question *q)
{
	enum hj_attr_name attr;
	const struct hj_elem *def = intake_field(q->path, &attr);
	const char *name = intake_list(def, attr);

	return name != NULL ? lexicon_list(iv->cli, name) : NULL;
}

/* What a person who is tired and in a hurry needs to see: that a month or a
 * year is enough, and how to say that it is not certain. */
static const char *const date_hint =
    N_("  a day, a month or a year:  28 May 2013 · May 2013 · 2013\n  not certain:  about May 2013 · before May 2013 · after May 2013 · between March and May 2013");

static bool
is_date(const struct intake_question *q)
{
	enum hj_attr_name attr;
	const struct hj_elem *def = intake_field(q->path, &attr);

	return attr == HJ_NATTRS && def->value == HJ_V_DATE;
}

void
question_hint(const struct interview *iv, const struct intake_question *q)
{
	if (is_date(q))
		ui_say(iv->cli->ui, "%s", _(date_hint));
}

void
question_section(const struct interview *iv, size_t *shown)
{
	size_t first = iv->at;

	while (first > 0 && iv->questions[first].section == NULL)
		first--;
	if (first == *shown)
		return;
	*shown = first;
	ui_say(iv->cli->ui, "\n== %s ==", _(iv->questions[first].section));
}

int
question_help(const struct interview *iv, const struct intake_question *q,
    struct hj_error *err)
{
	const struct hj_list *list = question_list(iv, q);
	enum hj_attr_name attr;
	const struct hj_elem *def = intake_field(q->path, &attr);

	if (list != NULL && choice_show(list, iv->cli->korean, err) != HJ_OK)
		return (int)err->code;
	if (list != NULL)
		ui_say(iv->cli->ui, "%s",
		    (q->flags & INTAKE_MANY) != 0
			? _("A code or the words; several with commas between")
			: _("A code or the words, or how they begin; Tab completes"));
	else if (attr == HJ_NATTRS && def->value == HJ_V_DATE)
		ui_say(iv->cli->ui, "%s\n%s", _(date_hint),
		    _("  also: since May 2013 · until May 2013 · from March to May 2013 · May 2013? · some year: 201X · lunar 1975-03-05\n  as a program writes it: 2013-05-28, 2013-05~, 2013?, 2013-05/.., [..2013]"));
	else if (attr == HJ_NATTRS && def->value == HJ_V_NUMBER)
		ui_say(iv->cli->ui, "%s", _("A number, in digits"));
	else if (attr == HJ_NATTRS && def->value == HJ_V_DECIMAL)
		ui_say(iv->cli->ui, "%s",
		    _("An amount, in digits: 300000, 300,000, 12.50"));
	else
		ui_say(iv->cli->ui, "%s", _("Any text"));
	ui_say(iv->cli->ui, "%s",
	    _("Enter: skip   -: not known   !: refused   <: back   *: do not ask again"));
	return HJ_OK;
}

int
question_present(const struct interview *iv, const struct intake_question *q,
    struct hj_error *err)
{
	struct hj_buf line = HJ_BUF(HJ_TEXT_MAX);
	const struct hj_list *list = question_list(iv, q);
	enum hj_attr_name attr;
	struct hj_node *node;
	const char *value, *text;
	const struct hj_code_row *row = NULL;
	int rc;

	if (!answer_find(iv, q->path, &node, &attr) || node == NULL)
		return HJ_OK;
	value = attr != HJ_NATTRS
	    ? hj_node_attr(node, hj_schema_attr_name(attr))
	    : node->text;
	if (value == NULL && (value = hj_node_attr(node, "known")) != NULL)
		list = hj_vocab_list("known");
	if (value == NULL)
		return HJ_OK;
	if (list != NULL)
		row = hj_vocab_find(list, value, strlen(value));
	if (value == node->text && node->def->value == HJ_V_DATE)
		rc = hj_date_say_node(node, iv->cli->korean, &line, err);
	else
		rc = hj_buf_puts(&line,
		    row != NULL ? hj_vocab_label(row, iv->cli->korean) : value,
		    err);
	if (rc == HJ_OK && (rc = hj_buf_text(&line, &text, err)) == HJ_OK)
		ui_say(iv->cli->ui,
		    iv->open ? _("So far: %s") : _("Now: %s  (Enter keeps it)"),
		    text);
	hj_buf_clear(&line);
	return rc;
}
