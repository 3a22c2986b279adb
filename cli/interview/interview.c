#include <string.h>

#include "cli/argument/choice.h"
#include "cli/interview/answer.h"
#include "cli/interview/question.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/wording/readback.h"
#include "core/base/limits.h"

enum move { MOVE_AGAIN, MOVE_ON, MOVE_BACK };

static bool
is_asked(const struct interview *iv, size_t i)
{
	return !iv->never[i] && answer_applies(iv, &iv->questions[i]);
}

bool
interview_back(struct interview *iv)
{
	for (size_t i = iv->at; i > 0; i--)
		if (is_asked(iv, i - 1)) {
			iv->at = i - 1;
			iv->open = false;
			return true;
		}
	return false;
}

int
interview_line(struct ui *u, const char *prompt, struct choice *choice,
    struct hj_buf *to, struct hj_error *err)
{
	int rc = ui_line(u, prompt, choice != NULL ? choice_complete : NULL,
	    choice, to, err);

	return rc != HJ_ENOTFOUND
	    ? rc
	    : hj_fail(err, HJ_EINTERRUPTED, "the input ended");
}

/* What cannot be kept now (another writer, a full disk) is still in memory and
 * is tried again with the next answer: to stop here would lose it. */
static int
keep(struct interview *iv, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };

	if (iv->keep == NULL || iv->answered == 0 ||
	    iv->keep(iv, &why) == HJ_OK)
		return HJ_OK;
	if (why.code == HJ_EINTERRUPTED) {
		*err = why;
		return (int)err->code;
	}
	ui_say(iv->cli->ui, _("  not kept yet, go on: %s"), why.text);
	return HJ_OK;
}

/* ---- answers ---- */

/* What was wrong and can be typed again is said; other errors end it. */
static int
say_wrong(const struct interview *iv, const struct hj_error *why,
    struct hj_error *err)
{
	switch (why->code) {
	case HJ_EINVAL:
	case HJ_ELIMIT:
	case HJ_ENOTFOUND:
	case HJ_EAMBIGUOUS:
		ui_say(iv->cli->ui, "  %s", why->text);
		return HJ_OK;
	case HJ_OK:
	case HJ_ENOMEM:
	case HJ_EIO:
	case HJ_EEXISTS:
	case HJ_EAUTH:
	case HJ_ECORRUPT:
	case HJ_EBUSY:
	case HJ_EVERSION:
	case HJ_EREFUSED:
	case HJ_EINTERRUPTED:
		break;
	}
	*err = *why;
	return (int)err->code;
}

/* Say it in words; "no" takes the answer back. */
static int
agree(struct interview *iv, const struct intake_question *q, bool *ret,
    struct hj_error *err)
{
	struct hj_buf words = HJ_BUF(HJ_TEXT_MAX);
	enum hj_attr_name attr;
	struct hj_node *node;
	const char *text;
	char top[256];
	int rc = HJ_OK;

	*ret = true;
	(void)memcpy(top, q->path, strlen(q->path) + 1);
	*strrchr(top, '.') = '\0';
	if (answer_find(iv, top, &node, &attr) && node != NULL)
		rc = readback(iv->record, node, iv->cli->korean, &words, err);
	if (rc == HJ_OK && words.len > 0 &&
	    (rc = hj_buf_puts(&words, _("Is that so?"), err)) == HJ_OK &&
	    (rc = hj_buf_text(&words, &text, err)) == HJ_OK)
		rc = ui_ask(iv->cli->ui, text, ret, err);
	hj_buf_clear(&words);
	return rc;
}

/* A date in words, before it is kept: shown where it stands as it was typed,
 * asked where something was understood. */
static int
heard(struct interview *iv, struct typed *t, size_t typed_len, bool *good,
    struct hj_error *err)
{
	struct hj_buf words = HJ_BUF(HJ_TEXT_MAX);
	const char *text;
	int rc;

	/* 2013 reads 2013. */
	if (t->says.len == 0 || (t->sure && t->says.len == typed_len))
		return HJ_OK;
	if ((rc = hj_buf_puts(&words, _("  read as: "), err)) == HJ_OK &&
	    (rc = hj_buf_add(&words, t->says.data, t->says.len, err)) ==
		HJ_OK &&
	    (t->sure ||
		(rc = hj_buf_printf(&words, err, "\n%s", _("Is that so?"))) ==
		    HJ_OK) &&
	    (rc = hj_buf_text(&words, &text, err)) == HJ_OK) {
		if (t->sure)
			ui_say(iv->cli->ui, "%s", text);
		else
			rc = ui_ask(iv->cli->ui, text, good, err);
	}
	hj_buf_clear(&words);
	return rc;
}

/* Put an answer into the record, or leave it as it was. */
static int
take(struct interview *iv, const struct intake_question *q, const char *p,
    size_t n, const char *known, bool *good, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	struct hj_path_labels labels = iv->labels;
	struct hj_record *before = NULL;
	struct typed typed = TYPED;
	int rc;

	if ((rc = hj_record_copy(iv->record, &before, err)) != HJ_OK)
		return rc;
	*good = false;
	rc = known != NULL ? answer_known(iv, q, known, &why)
			   : answer_set(iv, q, p, n, &typed, &why);
	if (rc == HJ_OK) {
		*good = true;
		rc = heard(iv, &typed, n, good, err);
		if (rc == HJ_OK && *good &&
		    (q->flags & INTAKE_READ_BACK) != 0 && known == NULL)
			rc = agree(iv, q, good, err);
	} else {
		rc = say_wrong(iv, &why, err);
	}
	if (!*good || rc != HJ_OK) {
		struct hj_record *failed = iv->record;

		iv->record = before;
		iv->labels = labels;
		before = failed;
	}
	hj_record_free(before);
	typed_clear(&typed);
	return rc;
}

/* Lines until an empty one; each is kept as it comes. */
static int
take_text(struct interview *iv, const struct intake_question *q,
    struct hj_buf *line, struct hj_error *err)
{
	struct hj_buf text = HJ_BUF(HJ_CASE_MAX);
	enum hj_attr_name attr;
	struct hj_node *node;
	bool good;
	int rc = HJ_OK;

	if (iv->open && answer_find(iv, q->path, &node, &attr) &&
	    node->text != NULL)
		rc = hj_buf_add(&text, node->text, node->text_len, err);
	while (rc == HJ_OK && line->len > 0) {
		size_t before = text.len;

		if (text.len > 0 &&
		    (rc = hj_buf_putc(&text, '\n', err)) != HJ_OK)
			break;
		if ((rc = hj_buf_add(&text, line->data, line->len, err)) !=
			HJ_OK ||
		    (rc = take(iv, q, (const char *)text.data, text.len, NULL,
			 &good, err)) != HJ_OK)
			break;
		if (!good)
			text.len = before;
		iv->open = iv->open || good;
		if ((rc = keep(iv, err)) != HJ_OK)
			break;
		hj_buf_reset(line);
		rc = interview_line(iv->cli->ui, "| ", NULL, line, err);
	}
	hj_buf_clear(&text);
	return rc;
}

/* "-", "!", "<", "*", "?" and nothing; HJ_OK with *done false: an answer. */
static int
take_sign(struct interview *iv, const struct intake_question *q,
    const char *typed, bool *done, enum move *move, struct hj_error *err)
{
	const char *known = NULL;
	bool good = true;

	*done = true;
	*move = MOVE_ON;
	if (*typed == '\0')
		return HJ_OK;
	if (iv->open) {
		*done = false; /* in the middle of a text all is text */
	} else if (strcmp(typed, "?") == 0) {
		*move = MOVE_AGAIN;
		return question_help(iv, q, err);
	} else if (strcmp(typed, "<") == 0) {
		*move = MOVE_BACK;
	} else if (strcmp(typed, "*") == 0) {
		iv->never[iv->at] = true;
	} else if (strcmp(typed, "-") == 0) {
		known = "unknown";
	} else if (strcmp(typed, "!") == 0) {
		known = "refused";
	} else {
		*done = false;
	}
	if (known == NULL)
		return HJ_OK;
	if (take(iv, q, NULL, 0, known, &good, err) != HJ_OK)
		return (int)err->code;
	*move = good ? MOVE_ON : MOVE_AGAIN;
	return HJ_OK;
}

static void
trim(struct hj_buf *line)
{
	size_t from = 0;

	while (line->len > 0 && line->data[line->len - 1] == ' ')
		line->len--;
	while (from < line->len && line->data[from] == ' ')
		from++;
	if (from == 0)
		return;
	memmove(line->data, line->data + from, line->len - from);
	line->len -= from;
}

static int
take_line(struct interview *iv, const struct intake_question *q,
    enum move *move, struct hj_error *err)
{
	struct choice choice = { .list = question_list(iv, q),
		.many = (q->flags & INTAKE_MANY) != 0 };
	struct hj_buf line = HJ_BUF(HJ_LINE_MAX);
	const char *typed;
	bool done, good;
	int rc;

	rc = interview_line(iv->cli->ui, iv->open ? "| " : "> ",
	    choice.list != NULL ? &choice : NULL, &line, err);
	if (rc != HJ_OK)
		goto out;
	trim(&line);
	if ((rc = hj_buf_text(&line, &typed, err)) != HJ_OK ||
	    (rc = take_sign(iv, q, typed, &done, move, err)) != HJ_OK || done)
		goto out;
	*move = MOVE_ON;
	if (question_is_free(q)) {
		rc = take_text(iv, q, &line, err);
	} else {
		rc = take(iv, q, typed, line.len, NULL, &good, err);
		*move = good ? MOVE_ON : MOVE_AGAIN;
	}
out:
	hj_buf_clear(&line);
	return rc;
}

int
interview_run(struct interview *iv, struct hj_error *err)
{
	size_t shown = SIZE_MAX;

	while (iv->at < iv->n) {
		const struct intake_question *q = &iv->questions[iv->at];
		enum move move = MOVE_AGAIN;

		if (!is_asked(iv, iv->at)) {
			iv->at++;
			continue;
		}
		question_section(iv, &shown);
		ui_say(iv->cli->ui,
		    question_is_free(q) ? _("%s  (an empty line ends it)")
					: "%s",
		    _(q->asks));
		question_hint(iv, q);
		if (question_present(iv, q, err) != HJ_OK)
			return (int)err->code;
		while (move == MOVE_AGAIN)
			if (take_line(iv, q, &move, err) != HJ_OK)
				return (int)err->code;
		if (move == MOVE_BACK && !interview_back(iv))
			ui_say(iv->cli->ui, "%s",
			    _("  this is the first question"));
		if (move == MOVE_ON)
			iv->at++;
		iv->open = false;
		if (keep(iv, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}
