#include <stdio.h>
#include <string.h>

#include "core/case/schema_rng.h"
#include "export/form/xlsform_own.h"

#define NAME_BYTES 128
#define EXPRESSION_MAX ((size_t)16 << 10)
/* A list that is longer is searched by typing. */
#define SHORT_LIST 12

/* "-" and "!" where text is typed, as in the interview of hanji. */
#define ANY_TEXT "not(regex(., '^[\\s\\S]*[0-9]{6}-[1-4][0-9]{6}[\\s\\S]*$'))"
#define NUMBER "regex(., '^([0-9]{1,15}|-|!)$')"

/* One row of the sheet. */
struct row {
	const char *type, *name;
	const char *label[HJ_TONGUES];
	const char *hint; /* HJ_N_(), or NULL */
	bool required;
	const char *relevant, *constraint;
	const char *message; /* HJ_N_(), or NULL */
	const char *appearance, *path, *with;
};

static void
said(const struct hj_xlsform *x, struct hj_sheet *s, const char *text)
{
	for (int t = 0; t < HJ_TONGUES; t++)
		hj_sheet_cell(s,
		    text != NULL ? x->say(t == HJ_KOREAN, text) : NULL);
}

static void
put(const struct hj_xlsform *x, struct hj_sheet *s, const struct row *r)
{
	hj_sheet_cell(s, r->type);
	hj_sheet_cell(s, r->name);
	hj_sheet_cell(s, r->label[HJ_ENGLISH]);
	hj_sheet_cell(s, r->label[HJ_KOREAN]);
	said(x, s, r->hint);
	hj_sheet_cell(s, r->required ? "yes" : NULL);
	hj_sheet_cell(s, r->relevant);
	hj_sheet_cell(s, r->constraint);
	said(x, s, r->message);
	hj_sheet_cell(s, r->appearance);
	hj_sheet_cell(s, r->path);
	hj_sheet_cell(s, r->with);
	hj_sheet_row(s);
}

static void
headings(struct hj_sheet *s)
{
	hj_xlsform_heading(s, "type");
	hj_xlsform_heading(s, "name");
	hj_xlsform_labels(s, "label");
	hj_xlsform_labels(s, "hint");
	hj_xlsform_heading(s, "required");
	hj_xlsform_heading(s, "relevant");
	hj_xlsform_heading(s, "constraint");
	hj_xlsform_labels(s, "constraint_message");
	hj_xlsform_heading(s, "appearance");
	hj_xlsform_heading(s, "hanji path");
	hj_xlsform_heading(s, "hanji with");
	hj_sheet_row(s);
}

static const char *
text_of(struct hj_sheet *s, struct hj_buf *b)
{
	const char *text = NULL;

	if (s->out.rc == HJ_OK)
		s->out.rc = hj_buf_text(b, &text, s->out.err);
	return text;
}

bool
hj_xlsform_has_calendar(const struct hj_form_question *q)
{
	return hj_form_is_date(q) && (q->def->attrs & HJ_A(CAL)) != 0;
}

/* What kind of question it is: type, appearance, hint and constraint. */
static void
shape(const struct hj_form_question *q, struct hj_buf *scratch, struct row *r,
    struct hj_sheet *s)
{
	r->type = "text";
	if (q->list != NULL) {
		if (s->out.rc == HJ_OK)
			s->out.rc = hj_buf_printf(scratch, s->out.err, "%s %s",
			    q->many ? "select_multiple" : "select_one",
			    q->list->name);
		r->type = text_of(s, scratch);
		if (q->list->n > SHORT_LIST)
			r->appearance = "minimal autocomplete";
	} else if (hj_form_is_date(q)) {
		if (s->out.rc == HJ_OK)
			s->out.rc = hj_buf_printf(scratch, s->out.err,
			    "regex(., '^(-|!|%s)$')", hj_schema_date_shape);
		r->constraint = text_of(s, scratch);
		r->hint = HJ_N_(
		    "As it is known: 2013-05-28, 2013-05 (month), 2013 (year), 2013-05~ (about), 2013? (doubtful), 2013-05/2013-07 (from, to), ../2013 (until). - not known, ! refused");
		r->message = HJ_N_(
		    "Write the year first: 2013-05-28, 2013-05, 2013, 2013-05~ for about; - not known, ! refused");
	} else if (q->def->value == HJ_V_NUMBER) {
		r->constraint = NUMBER;
		r->hint = HJ_N_("A number. - not known, ! refused");
		r->message =
		    HJ_N_("A number in digits; - not known, ! refused");
	} else {
		r->constraint = ANY_TEXT;
		r->hint = HJ_N_("- not known, ! refused");
		r->message =
		    HJ_N_("Never a resident registration number: leave it out");
		if (q->def->value == HJ_V_FREE)
			r->appearance = "multiline";
	}
}

/* Solar or lunar, once a date was typed. */
static void
calendar(const struct hj_xlsform *x, struct hj_sheet *s,
    const struct hj_form_question *q, const char *name)
{
	const char *asks = HJ_N_("In which calendar was that date told?");
	char own[NAME_BYTES + 8], path[256], relevant[NAME_BYTES + 64];
	const struct row r = { .type = "select_one calendar",
		.name = own,
		.label = { x->say(false, asks), x->say(true, asks) },
		.relevant = relevant,
		.appearance = "minimal",
		.path = path };

	(void)snprintf(own, sizeof(own), "%s_cal", name);
	(void)snprintf(path, sizeof(path), "%s.cal", q->path);
	(void)snprintf(relevant, sizeof(relevant), "string-length(${%s}) > 1",
	    name);
	put(x, s, &r);
}

static void
question(const struct hj_xlsform *x, struct hj_sheet *s, size_t i)
{
	const struct hj_form_question *q = &x->form->questions[i];
	struct hj_buf scratch = HJ_BUF(EXPRESSION_MAX);
	struct hj_buf relevant = HJ_BUF(EXPRESSION_MAX);
	char name[NAME_BYTES];
	struct row r = { .name = name,
		.label = { q->asks[HJ_ENGLISH], q->asks[HJ_KOREAN] },
		.required = q->decided,
		.path = q->path,
		.with = q->with };

	if (s->out.rc == HJ_OK)
		s->out.rc =
		    hj_xlsform_name(q->path, name, sizeof(name), s->out.err);
	/* What the group says is not said again. */
	if (s->out.rc == HJ_OK && hj_form_section_when(x->form, i).n == 0)
		s->out.rc = hj_xlsform_relevant(x->form, &q->when, &relevant,
		    s->out.err);
	r.relevant = text_of(s, &relevant);
	shape(q, &scratch, &r, s);
	if (s->out.rc == HJ_OK)
		put(x, s, &r);
	if (s->out.rc == HJ_OK && hj_xlsform_has_calendar(q))
		calendar(x, s, q, name);
	hj_buf_clear(&scratch);
	hj_buf_clear(&relevant);
}

static void
section(const struct hj_xlsform *x, struct hj_sheet *s, size_t from, size_t nth)
{
	const struct hj_form_question *q = &x->form->questions[from];
	struct hj_form_when w = hj_form_section_when(x->form, from);
	struct hj_buf relevant = HJ_BUF(EXPRESSION_MAX);
	size_t common = hj_form_repeats(x->form, from);
	char name[32], path[256];
	const struct row begin = { .type = common != 0 ? "begin_repeat"
						       : "begin_group",
		.name = name,
		.label = { q->section[HJ_ENGLISH], q->section[HJ_KOREAN] },
		.path = common != 0 ? path : NULL };
	struct row r = begin;

	(void)snprintf(name, sizeof(name), "section_%zu", nth);
	(void)snprintf(path, sizeof(path), "%.*s", (int)common, q->path);
	if (s->out.rc == HJ_OK)
		s->out.rc =
		    hj_xlsform_relevant(x->form, &w, &relevant, s->out.err);
	r.relevant = text_of(s, &relevant);
	put(x, s, &r);
	for (size_t i = from; i < hj_form_next(x->form, from); i++)
		question(x, s, i);
	r = (struct row){ .type = common != 0 ? "end_repeat" : "end_group",
		.name = name };
	put(x, s, &r);
	hj_buf_clear(&relevant);
}

void
hj_xlsform_survey(const struct hj_xlsform *x, struct hj_sheet *s)
{
	const char *warning = HJ_N_(
	    "Warning: this telephone keeps what you type as plain text, and so does the server that it sends it to. Whoever gets either can read it. Use it only where nobody can come to harm by that; hanji keeps it sealed.");
	const struct row note = { .type = "note",
		.name = "warning",
		.label = { x->say(false, warning), x->say(true, warning) } };
	/* For the fields that come along with today's date. */
	const struct row today = { .type = "today", .name = "today" };
	size_t nth = 1;

	headings(s);
	put(x, s, &note);
	put(x, s, &today);
	for (size_t i = 0; i < x->form->n; i = hj_form_next(x->form, i))
		section(x, s, i, nth++);
}
