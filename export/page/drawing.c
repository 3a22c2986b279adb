#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "export/page/drawing_own.h"
#include "export/petition/stageword.h"

/* ---- words ---- */

/* What has no room is cut, and says so: the table has all of it. */
static int
cut(struct drawing *d, struct line *l)
{
	struct hj_buf whole = HJ_BUF(HJ_LINE_MAX);
	int rc;

	/* Behind the words of all rows, which may move as they grow. */
	if ((rc = hj_buf_add(&whole, d->words.data + l->at, l->n,
		 d->svg.err)) == HJ_OK &&
	    (rc = hj_buf_puts(&whole, "…", d->svg.err)) == HJ_OK) {
		l->at = d->words.len;
		l->n = whole.len;
		rc = hj_buf_add(&d->words, whole.data, whole.len, d->svg.err);
	}
	hj_buf_clear(&whole);
	return rc;
}

/* The words from `from` on, as lines of the row. */
static int
break_lines(struct drawing *d, struct row *r, size_t from, size_t most,
    bool grey)
{
	size_t end = d->words.len, next;

	for (size_t k = 1; from < end && k <= most; k++, from += next) {
		const char *p = (const char *)d->words.data + from;
		struct line *l = &r->line[r->nlines++];

		*l = (struct line){ .at = from, .n = end - from, .grey = grey };
		next = l->n;
		if (hj_svg_width(p, l->n, FONT) <= LABEL_WIDTH)
			break;
		l->n = hj_svg_fit(p, end - from, FONT,
		    LABEL_WIDTH - (k == most ? FONT : 0), &next);
		if (k == most && cut(d, l) != HJ_OK)
			return (int)d->svg.err->code;
	}
	return HJ_OK;
}

static int
words(struct drawing *d, struct row *r)
{
	const struct hj_subject *s = d->in->subject;
	size_t from = d->words.len;

	if (hj_stageword_what(s, r->stage, &d->words, d->svg.err) != HJ_OK ||
	    break_lines(d, r, from, LINES_MAX - 2, false) != HJ_OK)
		return (int)d->svg.err->code;
	from = d->words.len;
	if (hj_stageword_when(s, r->stage, &d->words, d->svg.err) != HJ_OK)
		return (int)d->svg.err->code;
	return break_lines(d, r, from, 2, true);
}

/* ---- rows ---- */

static void
widen(struct drawing *d, bool *any, const struct hj_edtf_bound *b)
{
	if (b->edge != HJ_EDGE_DAY)
		return;
	d->lo = !*any || b->day < d->lo ? b->day : d->lo;
	d->hi = !*any || b->day > d->hi ? b->day : d->hi;
	*any = true;
}

/* The scale, with some room beside it.  False: there is no day at all. */
static bool
measure(struct drawing *d)
{
	bool any = false;
	int64_t room;

	for (size_t i = 0; i < d->in->n; i++) {
		const struct hj_stage *g = d->in->stage[i];

		widen(d, &any, &g->begin.first);
		widen(d, &any, &g->begin.last);
		widen(d, &any, &g->end.first);
		widen(d, &any, &g->end.last);
	}
	room = (d->hi - d->lo) / 25;
	room = room < 3 ? 3 : room;
	d->lo -= room;
	d->hi += room;
	return any;
}

/* A transfer stands in its detention, and with it in what that shares. */
static bool
shares(const struct hj_drawing *in, size_t i)
{
	while (i > 0 && in->stage[i]->kind == HJ_STAGE_TRANSFER)
		i--;
	return in->stage[i]->of > 1;
}

static int
lay_out(struct drawing *d)
{
	size_t last = 0; /* account that was led */
	int total = 0, parts;

	for (size_t i = 0; i < d->in->n; i++) {
		struct row *r = &d->row[i];
		int high;

		r->stage = d->in->stage[i];
		r->extent = hj_extent_of(r->stage);
		r->number = i + 1;
		r->shares = shares(d->in, i);
		r->leads = r->stage->of > 1 && r->stage->account != last;
		if (r->stage->account != 0)
			last = r->stage->account;
		if (words(d, r) != HJ_OK)
			return (int)d->svg.err->code;
		high = (int)r->nlines * LINE + 2 * PAD;
		r->height = (high < 34 ? 34 : high) + (r->leads ? LINE : 0);
		total += r->height;
	}
	/* Drawings of about the same height, rather than a rest of one row. */
	parts = total / SHEET_MOST + 1;
	d->most = total / parts + 60;
	d->most = d->most > SHEET_MOST ? SHEET_MOST : d->most;
	return HJ_OK;
}

/* How many rows from `from` on one drawing holds: accounts of one thing stay
 * together, unless they are too many. */
static size_t
part_of(const struct drawing *d, size_t from)
{
	size_t n = 0, good = 0;
	int high = 0;

	while (from + n < d->in->n) {
		const struct row *r = &d->row[from + n];

		high += r->height;
		if (high > d->most)
			break;
		n++;
		if (from + n == d->in->n || d->row[from + n].leads ||
		    !d->row[from + n].shares)
			good = n;
	}
	if (n == 0)
		return 1;
	return good != 0 ? good : n;
}

/* ---- drawing ---- */

static int
say_caption(const struct hj_subject *s, const struct hj_stage *g,
    struct hj_buf *to, struct hj_error *err)
{
	int rc;

	if (s->korean)
		rc = hj_buf_printf(to, err, "%s 진술 %zu건",
		    g->clash ? "서로 어긋나는" : "같은 일에 대한", g->of);
	else
		rc = hj_buf_printf(to, err, "%zu%s%s", g->of,
		    hj_stageword(s, " accounts", ""),
		    g->clash
			? hj_stageword(s, ", they contradict each other", "")
			: hj_stageword(s, " of one thing", ""));
	if (rc == HJ_OK && g->preferred)
		rc = hj_buf_puts(to,
		    hj_stageword(s, "; the first is preferred",
			", 맨 앞의 것을 우선함"),
		    err);
	return rc;
}

static int
caption(struct drawing *d, const struct row *r)
{
	const struct hj_svg_font f = { .size = 11, .fill = INK, .bold = true };
	struct hj_buf words = HJ_BUF(HJ_LINE_MAX);
	int rc;

	if (!r->leads)
		return HJ_OK;
	if ((rc = say_caption(d->in->subject, r->stage, &words, d->svg.err)) ==
	    HJ_OK)
		rc = hj_svg_text(&d->svg, LABEL_LEFT, r->y + 13, &f,
		    (const char *)words.data, words.len);
	hj_buf_clear(&words);
	return rc;
}

static int
label(struct drawing *d, const struct row *r)
{
	const struct hj_svg_font bold = { .size = FONT,
		.fill = hj_drawing_colour(r->stage->kind),
		.anchor = "end",
		.bold = true };
	int y = r->y + (r->leads ? LINE : 0) + PAD + FONT - 1;
	char number[32];

	(void)snprintf(number, sizeof(number), "%zu", r->number);
	if (hj_svg_text(&d->svg, LABEL_LEFT - 10, y, &bold, number,
		strlen(number)) != HJ_OK)
		return (int)d->svg.err->code;
	for (size_t i = 0; i < r->nlines; i++, y += LINE) {
		const struct hj_svg_font f = { .size = FONT,
			.fill = r->line[i].grey ? GREY : INK };

		if (hj_svg_text(&d->svg, LABEL_LEFT, y, &f,
			(const char *)d->words.data + r->line[i].at,
			r->line[i].n) != HJ_OK)
			return (int)d->svg.err->code;
	}
	return HJ_OK;
}

static int
draw_row(struct drawing *d, const struct row *r, const struct row *held)
{
	const struct hj_paint pale = { .stroke = PALE }, ink = { .fill = INK };
	int gap = r->leads ? 4 : 0;

	if (!(r->shares && !r->leads) &&
	    hj_svg_line(&d->svg, 0, r->y, SHEET_WIDTH, r->y, &pale) != HJ_OK)
		return (int)d->svg.err->code;
	if (r->shares &&
	    hj_svg_rect(&d->svg, 2, r->y + gap, 3, r->height - gap, &ink) !=
		HJ_OK)
		return (int)d->svg.err->code;
	if (caption(d, r) != HJ_OK || label(d, r) != HJ_OK)
		return (int)d->svg.err->code;
	return hj_drawing_bar(d, r, held);
}

static int
title(struct drawing *d, size_t from, size_t n)
{
	struct hj_buf *to = d->svg.to;

	if (d->in->subject->korean)
		return hj_buf_printf(to, d->svg.err,
		    "%zu번의 경로, %zu~%zu단계", d->in->number, from + 1,
		    from + n);
	return hj_buf_printf(to, d->svg.err, "%s%zu%s%zu%s%zu",
	    hj_stageword(d->in->subject, "Journey of No ", ""), d->in->number,
	    hj_stageword(d->in->subject, ", stages ", ""), from + 1,
	    hj_stageword(d->in->subject, " to ", ""), from + n);
}

/* What it is, for those who do not see it. */
static int
head(struct drawing *d, size_t from, size_t n, int height)
{
	struct hj_svg *v = &d->svg;

	if (hj_buf_printf(v->to, v->err,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"j%zu-title j%zu-desc\" font-family=\"'Noto Sans', 'Noto Sans CJK KR', 'Malgun Gothic', sans-serif\">\n<title id=\"j%zu-title\">",
		SHEET_WIDTH, height, v->n, v->n, v->n) != HJ_OK ||
	    title(d, from, n) != HJ_OK ||
	    hj_buf_printf(v->to, v->err,
		"</title>\n<desc id=\"j%zu-desc\">%s</desc>\n", v->n,
		hj_stageword(d->in->subject,
		    "Stages in their order, each with the days on which it may have been; the table beside it has the same facts in words.",
		    "단계를 순서대로 놓고 각각 있었을 수 있는 날을 그렸습니다. 같은 내용이 곁의 표에 글로 있습니다.")) !=
		HJ_OK)
		return (int)v->err->code;
	return hj_svg_defs(v);
}

/* One drawing; the key is under the last. */
static int
draw_part(struct drawing *d, size_t from, size_t n)
{
	bool last = from + n == d->in->n;
	const struct row *held = NULL;
	int y = AXIS_HEIGHT + 2, key = last ? 74 : 4, used;

	for (size_t i = from; i < from + n; i++) {
		d->row[i].y = y;
		y += d->row[i].height;
	}
	/* Every drawing of a document has ids of its own. */
	d->svg.n = d->in->number * 100 + (from < 99 ? from : 99);
	if (head(d, from, n, y + key) != HJ_OK ||
	    hj_drawing_axis(d, 0, y - AXIS_HEIGHT) != HJ_OK)
		return (int)d->svg.err->code;
	for (size_t i = from; i < from + n; i++) {
		if (draw_row(d, &d->row[i], held) != HJ_OK)
			return (int)d->svg.err->code;
		if (d->row[i].stage->kind == HJ_STAGE_DETENTION)
			held = &d->row[i];
	}
	if (last && hj_drawing_key(d, y + 8, &used) != HJ_OK)
		return (int)d->svg.err->code;
	return hj_buf_puts(d->svg.to, "</svg>\n", d->svg.err);
}

int
hj_drawing_write(const struct hj_drawing *in, struct hj_buf *to,
    struct hj_error *err)
{
	struct drawing d = { .in = in,
		.svg = { .to = to, .err = err },
		.words = HJ_BUF(HJ_TEXT_MAX) };
	size_t n = 0;
	int rc;

	if (!measure(&d))
		return HJ_OK;
	d.row = calloc(in->n, sizeof(*d.row));
	if (d.row == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	rc = lay_out(&d);
	for (size_t from = 0; rc == HJ_OK && from < in->n; from += n) {
		n = part_of(&d, from);
		rc = draw_part(&d, from, n);
	}
	free(d.row);
	hj_buf_clear(&d.words);
	return rc;
}
