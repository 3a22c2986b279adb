#include <stdio.h>
#include <string.h>

#include "cli/petition/petitionstep.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/wording/fieldword.h"
#include "cli/wording/span.h"
#include "core/base/text.h"
#include "core/base/word.h"
#include "core/case/datesay.h"
#include "core/case/path.h"
#include "core/date/dateread.h"
#include "core/date/edtf.h"
#include "core/mechanism/course.h"
#include "core/mechanism/deadline.h"
#include "core/vocab/vocab.h"

int
petitionstep_open(struct cli *c, const char *name, struct casefile *ret,
    struct hj_error *err)
{
	if (casefile_load(c, name, NULL, ret, err) != HJ_OK)
		return (int)err->code;
	if (strcmp(hj_record_root(ret->record)->name, "petition") == 0)
		return HJ_OK;
	return hj_fail(err, HJ_EINVAL,
	    "that is a case file, not a petition: 'hanji petition list' shows the petitions");
}

int
petitionstep_check(const struct casefile *f, const char *to,
    struct hj_error *err)
{
	const struct hj_list *l = hj_vocab_list("pet-status");
	const char *at = hj_node_attr(hj_record_root(f->record), "status");
	const struct hj_code_row *near;

	if (hj_vocab_find(l, to, strlen(to)) == NULL) {
		near = hj_vocab_nearest(l, to, strlen(to));
		return hj_fail(err, HJ_ENOTFOUND,
		    "no step '%s'; did you mean '%s'? 'hanji codes pet-status' lists them",
		    to, near != NULL ? near->code : "sent");
	}
	if (hj_course_may(at, to))
		return HJ_OK;
	if (*hj_course_after(at) == '\0')
		return hj_fail(err, HJ_EINVAL,
		    "the petition was withdrawn: no step follows that");
	return hj_fail(err, HJ_EINVAL,
	    "'%s' does not follow '%s'; what may follow: %s", to,
	    at != NULL ? at : "draft", hj_course_after(at));
}

int
petitionstep_day(const char *typed, const char *option, struct hj_buf *to,
    struct hj_error *err)
{
	const struct hj_date_how how = { .monthly = false };
	struct hj_date_read read;
	char today[SPAN_TEXT];

	span_today(today);
	if (typed == NULL)
		return hj_buf_puts(to, today, err);
	if (hj_date_read(typed, strlen(typed), &how, &read, err) != HJ_OK)
		return hj_while(err, "%s", option);
	return hj_edtf_text(&read.date, to, err);
}

/* ---- into the record ---- */

static int
set(struct hj_record *r, struct hj_path_labels *labels, const char *path,
    const char *value, struct hj_error *err)
{
	if (value == NULL)
		return HJ_OK;
	return hj_path_apply(r, path, strlen(path), HJ_PATH_SET, value,
	    strlen(value), labels, NULL, err);
}

static int
put(struct hj_record *r, const struct petitionstep *s, const char *day,
    const char *until, struct hj_error *err)
{
	struct hj_path_labels labels = { .n = 0 };
	const struct hj_node *root = hj_record_root(r);

	if (set(r, &labels, "step[+s].status", s->to, err) != HJ_OK ||
	    set(r, &labels, "step[+s].date", day, err) != HJ_OK ||
	    set(r, &labels, "step[+s].ref", s->ref, err) != HJ_OK ||
	    set(r, &labels, "status", s->to, err) != HJ_OK)
		return (int)err->code;
	/* The first number that it gets is the one it is known by. */
	if (s->ref != NULL && hj_node_value(root, "reference") == NULL &&
	    set(r, &labels, "reference", s->ref, err) != HJ_OK)
		return (int)err->code;
	if (strcmp(s->to, "sent") == 0 &&
	    set(r, &labels, "filed", day, err) != HJ_OK)
		return (int)err->code;
	return hj_deadline_step(r, s->to, day, until, err);
}

int
petitionstep_take(struct casefile *f, const struct petitionstep *s,
    struct hj_error *err)
{
	struct hj_buf day = HJ_BUF(HJ_LINE_MAX), until = HJ_BUF(HJ_LINE_MAX);
	const char *on, *by = NULL;
	int rc;

	if ((rc = petitionstep_check(f, s->to, err)) == HJ_OK &&
	    (rc = petitionstep_day(s->date, "--date", &day, err)) == HJ_OK &&
	    (rc = hj_buf_text(&day, &on, err)) == HJ_OK &&
	    (s->until == NULL ||
		((rc = petitionstep_day(s->until, "--until", &until, err)) ==
			HJ_OK &&
		    (rc = hj_buf_text(&until, &by, err)) == HJ_OK)))
		rc = put(f->record, s, on, by, err);
	hj_buf_clear(&day);
	hj_buf_clear(&until);
	return rc;
}

/* ---- in words ---- */

static int
say_one(struct cli *c, const struct hj_node *deadline, struct hj_error *err)
{
	const struct hj_deadline_rule *rule =
	    hj_deadline_rule(hj_node_value(deadline, "rule"));
	const struct hj_node *date = hj_node_child(deadline, "date");
	const char *kind = hj_node_attr(deadline, "kind");
	struct hj_buf words = HJ_BUF(HJ_LINE_MAX);
	const char *when;
	int rc;

	if (date == NULL || kind == NULL)
		return HJ_OK;
	if ((rc = hj_date_say_node(date, c->korean, &words, err)) == HJ_OK &&
	    (rc = hj_buf_text(&words, &when, err)) == HJ_OK) {
		ui_say(c->ui, "%s: %s",
		    fieldword_code("deadline-kind", kind, c->korean), when);
		if (rule != NULL)
			ui_say(c->ui, "  %s: %s; %s",
			    c->korean ? rule->ko : rule->en, rule->source,
			    rule->checked ? _("confirmed")
					  : _("from memory, to be checked"));
	}
	hj_buf_clear(&words);
	return rc;
}

int
petitionstep_say(struct cli *c, const struct hj_record *r, struct hj_error *err)
{
	const struct hj_node *n = hj_node_child(hj_record_root(r), "deadline");
	int rc = HJ_OK;

	for (; n != NULL && rc == HJ_OK; n = hj_node_same(n))
		if (hj_deadline_is_open(n))
			rc = say_one(c, n, err);
	return rc;
}
