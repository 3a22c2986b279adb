#include "export/form/paper.h"

#include <string.h>

#include "export/form/paper_own.h"

void
hj_print_raw(struct hj_print *p, const char *html)
{
	hj_scribe_put(&p->out, html);
}

void
hj_print_text(struct hj_print *p, const char *text)
{
	hj_scribe_text(&p->out, text, strlen(text));
}

void
hj_print_said(struct hj_print *p, const char *text)
{
	hj_print_text(p, hj_said(p->out.err, text));
}

void
hj_print_number(struct hj_print *p, size_t n)
{
	hj_scribe_number(&p->out, n);
}

/* ---- a sheet ---- */

#define SHORT_SECTION 3 /* questions */

static const char *
sheet_name(bool apart)
{
	return apart ? HJ_N_("Sheet A: consent and identity")
		     : HJ_N_("Sheet B: what happened");
}

/* Repeated by the printer on every page of the sheet. */
static void
head(struct hj_print *p, bool apart, const char *number)
{
	hj_print_raw(p,
	    "<table class=\"sheet\"><thead><tr><td colspan=\"4\">"
	    "<div class=\"head\"><span><strong>");
	hj_print_said(p, sheet_name(apart));
	hj_print_raw(p, "</strong> &#183; ");
	hj_print_text(p, p->form->title[p->tongue]);
	hj_print_raw(p, "</span><span>");
	hj_print_said(p, HJ_N_("Number"));
	if (number != NULL) {
		hj_print_raw(p, " <strong class=\"no\">");
		hj_print_text(p, number);
		hj_print_raw(p, "</strong>");
	} else {
		hj_print_boxes(p, 6);
	}
	hj_print_raw(p,
	    "</span></div></td></tr>"
	    "<tr class=\"kn\"><td colspan=\"2\"></td><td>");
	hj_print_said(p, HJ_N_("not known"));
	hj_print_raw(p, "</td><td>");
	hj_print_said(p, HJ_N_("refused"));
	hj_print_raw(p, "</td></tr></thead><tbody>\n");
}

static void
wide(struct hj_print *p, const char *class)
{
	hj_print_raw(p, "<tr class=\"");
	hj_print_raw(p, class);
	hj_print_raw(p, "\"><td colspan=\"4\">");
}

static void
wide_end(struct hj_print *p)
{
	hj_print_raw(p, "</td></tr>\n");
}

static void
section(struct hj_print *p, size_t i)
{
	struct hj_form_when w = hj_form_section_when(p->form, i);

	wide(p, "s");
	hj_print_text(p, p->form->questions[i].section[p->tongue]);
	hj_print_when(p, SIZE_MAX, &w);
	/* The answers of a short one fit beside each other. */
	if (hj_form_repeats(p->form, i) != 0 &&
	    hj_form_next(p->form, i) - i > SHORT_SECTION) {
		hj_print_raw(p, " <small>(");
		hj_print_said(p,
		    HJ_N_("several? each on another sheet with this number"));
		hj_print_raw(p, ")</small>");
	}
	wide_end(p);
}

static void
question(struct hj_print *p, size_t i)
{
	const struct hj_form_question *q = &p->form->questions[i];
	bool known = !q->decided && !q->many;
	/* What the title of the section says is not said again. */
	bool said = hj_form_section_when(p->form, i).n != 0;
	bool brief = hj_print_is_short(q);

	hj_print_raw(p,
	    brief ? "<tr class=\"q r\"><td>" : "<tr class=\"q\"><td>");
	hj_print_number(p, i + 1);
	hj_print_raw(p,
	    brief ? "</td><td><div class=\"o\">" : "</td><td><div>");
	hj_print_raw(p, "<span class=\"ask\">");
	hj_print_text(p, q->asks[p->tongue]);
	if (!said)
		hj_print_when(p, i, &q->when);
	hj_print_raw(p, "</span> ");
	hj_print_answer(p, i);
	hj_print_raw(p, "</div>");
	hj_print_raw(p,
	    known ? "</td><td><i></i></td><td><i></i></td></tr>\n"
		  : "</td><td></td><td></td></tr>\n");
}

/* Questions from i on stand on the other sheet: which. */
static size_t
turn(struct hj_print *p, size_t i, bool apart)
{
	size_t from = i;

	while (i < p->form->n && p->form->questions[i].apart != apart)
		i++;
	wide(p, "turn");
	hj_print_raw(p, "&#8594; ");
	hj_print_said(p,
	    apart ? HJ_N_("Go on with sheet B:")
		  : HJ_N_("Go on with sheet A:"));
	hj_print_raw(p, " ");
	hj_print_number(p, from + 1);
	if (i - from > 1) {
		hj_print_raw(p, "&#8211;");
		hj_print_number(p, i);
	}
	wide_end(p);
	return i;
}

static void
first_lines(struct hj_print *p, bool apart)
{
	wide(p, "first");
	if (apart) {
		hj_print_raw(p, "<p class=\"say\">");
		hj_print_said(p,
		    HJ_N_("Read aloud: You decide what we keep and what it may be used for. You may leave out any question and stop at any time. You may take your consent back later; what was handed on until then cannot be called back."));
		hj_print_raw(p, "</p>");
	} else {
		hj_print_raw(p, "<p>");
		hj_print_said(p,
		    HJ_N_("No name on this sheet. Write V for the person it is about, T for the one who tells it, and letters for all others."));
		hj_print_raw(p, "</p>");
	}
	hj_print_raw(p, "<div class=\"two\"><span>");
	hj_print_said(p, HJ_N_("Date of the interview"));
	hj_print_raw(p, "<b></b></span><span>");
	hj_print_said(p, HJ_N_("Interviewer (initials)"));
	hj_print_raw(p, "<b></b></span></div>");
	wide_end(p);
}

static void
last_lines(struct hj_print *p)
{
	wide(p, "first");
	hj_print_tick(p, HJ_N_("read back and confirmed"), true);
	hj_print_raw(p, "<div class=\"two\"><span>");
	hj_print_said(p, HJ_N_("Signature or mark, only if that is safe"));
	hj_print_raw(p, "<b></b></span></div>");
	wide_end(p);
}

static void
sheet(struct hj_print *p, bool apart, const char *number)
{
	size_t shown = SIZE_MAX; /* the section whose title stands there */

	head(p, apart, number);
	first_lines(p, apart);
	for (size_t i = 0; i < p->form->n;) {
		size_t s = hj_form_section(p->form, i);

		if (p->form->questions[i].apart != apart) {
			i = turn(p, i, apart);
			continue;
		}
		if (s != shown)
			section(p, s);
		shown = s;
		question(p, i++);
	}
	if (apart)
		last_lines(p);
	hj_print_raw(p, "</tbody></table>\n");
}

int
hj_paper_print(const struct hj_paper *paper, struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_print p = { .form = paper->form,
		.tongue = paper->tongue,
		.out = { .to = to, .err = err } };
	size_t copies = paper->copies != 0 ? paper->copies : 1;

	hj_print_raw(&p, "<!DOCTYPE html>\n<html lang=\"");
	hj_print_raw(&p, p.tongue == HJ_KOREAN ? "ko" : "en");
	hj_print_raw(&p, "\"><head><meta charset=\"utf-8\"><title>");
	hj_print_text(&p, p.form->title[p.tongue]);
	hj_print_raw(&p, "</title>\n<style>\n");
	hj_print_raw(&p, hj_paper_style);
	hj_print_raw(&p, "</style></head>\n<body>\n");
	for (size_t i = 0; i < copies && p.out.rc == HJ_OK; i++) {
		const char *number =
		    paper->copies != 0 ? paper->numbers[i] : NULL;

		sheet(&p, true, number);
		sheet(&p, false, number);
	}
	hj_print_advice(&p);
	hj_print_raw(&p, "</body></html>\n");
	return p.out.rc;
}
