#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "export/page/routemap_own.h"
#include "export/petition/stageword.h"

#define LINES_MOST 16 /* between two columns: accounts may be many */

/* ---- stops and lines ---- */

static int
x_of(const struct part *p, size_t column)
{
	int n = (int)(p->last - p->first) + 1;
	int step = SCALE_WIDTH / n > MAP_STEP ? MAP_STEP : SCALE_WIDTH / n;

	return SCALE_LEFT + step / 2 + step * (int)(column - p->first);
}

/* Did the one certainly begin before the other? */
static bool
is_ordered(const struct hj_stage *a, const struct hj_stage *b)
{
	const struct hj_edtf_bound *last = &a->begin.last,
				   *first = &b->begin.first;

	if (a == b || b->placed)
		return true;
	if (a->account != 0 && a->account == b->account)
		return false;
	if (b->kind == HJ_STAGE_TRANSFER && b->begin.date == NULL)
		return a->kind == HJ_STAGE_DETENTION;
	return !a->begin.vague && !b->begin.vague &&
	    last->edge == HJ_EDGE_DAY && first->edge == HJ_EDGE_DAY &&
	    last->day <= first->day;
}

static size_t
stops_in(const struct routemap *m, size_t column)
{
	size_t n = 0;

	for (size_t i = 0; i < m->nstops; i++)
		n += m->stop[i].column == column;
	return n;
}

static int
join(struct routemap *m, const struct part *p, const struct stop *a,
    const struct stop *b, bool one)
{
	bool back = b->stage->kind == HJ_STAGE_REPATRIATION && b->number != 0;
	const struct hj_paint line = { .stroke = back
		    ? hj_drawing_colour(HJ_STAGE_REPATRIATION)
		    : GREY,
		.dashed = !one || !is_ordered(a->stage, b->stage),
		.width = 2 };

	return hj_svg_line(&m->svg, x_of(p, a->column), m->spot[a->spot].y,
	    x_of(p, b->column), m->spot[b->spot].y, &line);
}

static int
join_columns(struct routemap *m, const struct part *p, size_t column)
{
	size_t n = stops_in(m, column) * stops_in(m, column + 1);

	for (size_t i = 0; n <= LINES_MOST && i < m->nstops; i++) {
		const struct stop *a = &m->stop[i];

		for (size_t k = 0; a->column == column && k < m->nstops; k++) {
			const struct stop *b = &m->stop[k];

			if (b->column == column + 1 && !a->undated &&
			    !b->undated && join(m, p, a, b, n == 1) != HJ_OK)
				return (int)m->svg.err->code;
		}
	}
	return HJ_OK;
}

/* What nobody knows when stands apart, behind a line. */
static int
part_undated(struct routemap *m, const struct part *p, const struct stop *s)
{
	const struct hj_paint line = { .stroke = GREY, .dashed = true };
	const struct hj_svg_font f = { .size = 11,
		.fill = GREY,
		.anchor = "end" };
	const char *words =
	    hj_stageword(m->in->subject, "date not known", "날짜 모름");
	int x =
	    (x_of(p, s->column) +
		(s->column > p->first ? x_of(p, s->column - 1) : SIDE_LEFT)) /
	    2;

	if (hj_svg_line(&m->svg, x, 2, x, p->y, &line) != HJ_OK)
		return (int)m->svg.err->code;
	return hj_svg_text(&m->svg, SIDE_RIGHT, 12, &f, words, strlen(words));
}

static int
draw_stops(struct routemap *m, const struct part *p)
{
	bool parted = false;

	for (size_t c = p->first; c < p->last; c++)
		if (join_columns(m, p, c) != HJ_OK)
			return (int)m->svg.err->code;
	for (size_t i = 0; i < m->nstops; i++) {
		const struct stop *s = &m->stop[i];

		if (!hj_routemap_has(p, s))
			continue;
		if (s->undated && !parted && part_undated(m, p, s) != HJ_OK)
			return (int)m->svg.err->code;
		parted |= s->undated;
		if (hj_routemap_sign(m, s, x_of(p, s->column),
			m->spot[s->spot].y) != HJ_OK)
			return (int)m->svg.err->code;
	}
	return HJ_OK;
}

/* ---- one drawing ---- */

static int
title(struct routemap *m, const struct part *p, struct hj_buf *to)
{
	const struct hj_subject *s = m->in->subject;
	size_t from = SIZE_MAX, until = 0;

	for (size_t i = 0; i < m->nstops; i++) {
		size_t n = m->stop[i].number;

		if (n == 0 || !hj_routemap_has(p, &m->stop[i]))
			continue;
		from = n < from ? n : from;
		until = n > until ? n : until;
	}
	if (s->korean)
		return hj_buf_printf(to, m->svg.err,
		    "%zu번이 거쳐 간 곳, %zu~%zu단계", m->in->number, from,
		    until);
	return hj_buf_printf(to, m->svg.err, "%s%zu%s%zu%s%zu",
	    hj_stageword(s, "Places of the journey of No ", ""), m->in->number,
	    hj_stageword(s, ", stages ", ""), from, hj_stageword(s, " to ", ""),
	    until);
}

static int
head(struct routemap *m, const struct part *p, int height, struct hj_buf *to)
{
	size_t id = m->svg.n;

	if (hj_buf_printf(to, m->svg.err,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"map\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"j%zu-map-title j%zu-map-desc\" font-family=\"'Noto Sans', 'Noto Sans CJK KR', 'Malgun Gothic', sans-serif\">\n<title id=\"j%zu-map-title\">",
		SHEET_WIDTH, height, id, id, id) != HJ_OK ||
	    title(m, p, to) != HJ_OK)
		return (int)m->svg.err->code;
	return hj_buf_printf(to, m->svg.err,
	    "</title>\n<desc id=\"j%zu-map-desc\">%s</desc>\n", id,
	    hj_stageword(m->in->subject,
		"Stages from left to right, each in the row of its place; the table beside it has the same facts in words.",
		"단계를 왼쪽에서 오른쪽으로 놓고 각각 그 장소의 줄에 그렸습니다. 같은 내용이 곁의 표에 글로 있습니다."));
}

static int
draw_part(struct routemap *m, struct part *p, struct hj_buf *to)
{
	struct hj_buf body = HJ_BUF(HJ_TEXT_MAX);
	int key = 4, rc;

	m->svg.to = &body;
	m->svg.n = m->in->number * 100 + (p->first < 99 ? p->first : 99);
	hj_routemap_lay(m, p);
	if ((rc = hj_routemap_rows(m)) == HJ_OK &&
	    (rc = draw_stops(m, p)) == HJ_OK && p->last + 1 == m->ncolumns)
		rc = hj_routemap_key(m, p->y + 8, &key);
	if (rc == HJ_OK && (rc = head(m, p, p->y + 8 + key, to)) == HJ_OK &&
	    (rc = hj_buf_add(to, body.data, body.len, m->svg.err)) == HJ_OK)
		rc = hj_buf_puts(to, "</svg>\n", m->svg.err);
	hj_buf_clear(&body);
	return rc;
}

static int
draw(struct routemap *m, struct hj_buf *to)
{
	struct part p = { 0 };

	if (hj_routemap_find(m) != HJ_OK)
		return (int)m->svg.err->code;
	if (m->nspots < 2)
		return HJ_OK;
	for (;; p.first = p.last) {
		p.last = p.first + MAP_COLUMNS - 1;
		if (p.last >= m->ncolumns)
			p.last = m->ncolumns - 1;
		if (draw_part(m, &p, to) != HJ_OK)
			return (int)m->svg.err->code;
		if (p.last + 1 == m->ncolumns)
			return HJ_OK;
	}
}

int
hj_routemap_write(const struct hj_drawing *in, struct hj_buf *to,
    struct hj_error *err)
{
	struct routemap m = { .in = in,
		.svg = { .err = err },
		.words = HJ_BUF(HJ_TEXT_MAX),
		.nowhere = HJ_BUF(HJ_TEXT_MAX) };
	int rc;

	/* A return has two stops. */
	m.spot = calloc(2 * in->n + 1, sizeof(*m.spot));
	m.stop = calloc(2 * in->n + 1, sizeof(*m.stop));
	rc = m.spot != NULL && m.stop != NULL
	    ? draw(&m, to)
	    : hj_fail(err, HJ_ENOMEM, "out of memory");
	free(m.spot);
	free(m.stop);
	hj_buf_clear(&m.words);
	hj_buf_clear(&m.nowhere);
	return rc;
}
