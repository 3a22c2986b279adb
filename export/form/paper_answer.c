#include <string.h>

#include "export/form/paper_own.h"

/* A list that is longer is not printed whole. */
#define TICKS_MAX 30
#define LINES_STORY 5
#define LINES_TEXT 2
/* A list that is shorter stands beside its question. */
#define ROW_MAX 4

static const char *
label_of(const struct hj_print *p, const struct hj_code_row *row)
{
	return hj_vocab_label(row, p->tongue == HJ_KOREAN);
}

void
hj_print_tick(struct hj_print *p, const char *label, bool own)
{
	hj_print_raw(p, "<span class=\"t\"><i></i>");
	if (own)
		hj_print_said(p, label);
	else
		hj_print_text(p, label);
	hj_print_raw(p, "</span>\n");
}

void
hj_print_boxes(struct hj_print *p, size_t n)
{
	hj_print_raw(p, "<span class=\"b\">");
	while (n-- > 0)
		hj_print_raw(p, "<i></i>");
	hj_print_raw(p, "</span>");
}

bool
hj_print_is_short(const struct hj_form_question *q)
{
	if (q->list != NULL)
		return q->list->n <= ROW_MAX ||
		    (q->list->n > TICKS_MAX && q->usual == NULL);
	return !hj_form_is_date(q) && q->def->value != HJ_V_FREE;
}

static void
lines(struct hj_print *p, size_t n)
{
	while (n-- > 0)
		hj_print_raw(p, "<div class=\"l\"></div>");
}

/* All codes of a short list, the usual ones of a long one and a line. */
static void
ticks(struct hj_print *p, const struct hj_form_question *q)
{
	bool whole = q->list->n <= TICKS_MAX;

	if (!whole && q->usual == NULL) {
		hj_print_raw(p, "<b></b>");
		return;
	}
	if (q->many)
		hj_print_said(p, HJ_N_("Several may be ticked."));
	hj_print_raw(p, q->list->n > ROW_MAX ? "<div class=\"g\">" : "<div>");
	for (size_t i = 0; whole && i < q->list->n; i++)
		hj_print_tick(p, label_of(p, hj_vocab_read(q->list, i)), false);
	for (const char *code = q->usual; !whole && *code != '\0';) {
		size_t n = strcspn(code, " ");
		const struct hj_code_row *row = hj_vocab_find(q->list, code, n);

		if (row != NULL)
			hj_print_tick(p, label_of(p, row), false);
		code += n + (code[n] == ' ' ? 1 : 0);
	}
	hj_print_raw(p, "</div>");
	if (whole)
		return;
	hj_print_raw(p, "<div class=\"o\">");
	hj_print_tick(p, HJ_N_("another:"), true);
	hj_print_raw(p, "<b></b></div>");
}

static void
date(struct hj_print *p, const struct hj_form_question *q)
{
	static const char *const how[] = { HJ_N_("roughly"), HJ_N_("before"),
		HJ_N_("after"), HJ_N_("month only"), HJ_N_("year only"),
		HJ_N_("doubtful") };

	hj_print_raw(p, "<div class=\"d\">");
	hj_print_boxes(p, 4);
	hj_print_said(p, HJ_N_("year"));
	hj_print_boxes(p, 2);
	hj_print_said(p, HJ_N_("month"));
	hj_print_boxes(p, 2);
	hj_print_said(p, HJ_N_("day"));
	hj_print_raw(p, "</div><div class=\"d\">");
	for (size_t i = 0; i < HJ_LEN(how); i++)
		hj_print_tick(p, how[i], true);
	if ((q->def->attrs & HJ_A(CAL)) != 0)
		hj_print_tick(p, HJ_N_("lunar"), true);
	hj_print_raw(p, "</div>");
}

void
hj_print_answer(struct hj_print *p, size_t i)
{
	const struct hj_form_question *q = &p->form->questions[i];

	if (q->list != NULL)
		ticks(p, q);
	else if (hj_form_is_date(q))
		date(p, q);
	else if (q->def->value == HJ_V_NUMBER)
		hj_print_boxes(p, 3);
	else if (q->def->value == HJ_V_FREE)
		lines(p,
		    q->def->class == HJ_C_SENSITIVE ? LINES_STORY : LINES_TEXT);
	else
		hj_print_raw(p, "<b></b>");
}

/* How many rows of the list are among the codes? */
static size_t
counted(const struct hj_list *list, const char *codes)
{
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++)
		n += hj_form_among(codes, list->rows[i].code) ? 1 : 0;
	return n;
}

/* Which questions: all of a few; else the one with which their section, which
 * is this one's, begins to be answered. */
static void
numbers(struct hj_print *p, size_t i, const struct hj_form_when *w)
{
	bool here = i < p->form->n &&
	    hj_form_section(p->form, i) == hj_form_section(p->form, w->of[0]);
	size_t n = w->n > 2 && here ? 1 : w->n;

	for (size_t j = 0; j < n; j++) {
		hj_print_raw(p, j == 0 ? " " : ", ");
		hj_print_number(p, w->of[j] + 1);
	}
}

/* Whichever is shorter: the codes of the condition, or all others. */
static void
codes(struct hj_print *p, const struct hj_form_when *w)
{
	const struct hj_list *list = p->form->questions[w->of[0]].list;
	bool others = 2 * counted(list, w->codes) > list->n;
	const char *between = ": ";

	hj_print_said(p, w->is != others ? HJ_N_("only if") : HJ_N_("not if"));
	hj_print_raw(p, " ");
	hj_print_number(p, w->of[0] + 1);
	for (size_t i = 0; i < list->n; i++) {
		const struct hj_code_row *row = hj_vocab_read(list, i);

		if (hj_form_among(w->codes, row->code) == others)
			continue;
		hj_print_raw(p, between);
		hj_print_text(p, label_of(p, row));
		between = ", ";
	}
}

void
hj_print_when(struct hj_print *p, size_t i, const struct hj_form_when *w)
{
	if (w->n == 0)
		return;
	hj_print_raw(p, " <small>(");
	if (*w->codes != '\0' && p->form->questions[w->of[0]].list != NULL) {
		codes(p, w);
	} else {
		hj_print_said(p,
		    w->is ? HJ_N_("only if there is an answer to")
			  : HJ_N_("only if there is no answer to"));
		numbers(p, i, w);
	}
	hj_print_raw(p, ")</small>");
}
