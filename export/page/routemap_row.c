/* Which row a place has, and what stands beside it. */
#include <string.h>

#include "core/base/limits.h"
#include "export/page/routemap_own.h"
#include "export/petition/stageword.h"

#define HEAD_HEIGHT 18 /* above the first State */
#define STATE_HEIGHT 24
#define LABEL_INSET 14 /* of a place under its State */

static const char *
name_of(const struct routemap *m, const struct spot *s, size_t *n)
{
	const char *unknown =
	    hj_stageword(m->in->subject, "no place given", "장소 기재 없음");

	*n = s->name.n != 0 ? s->name.n : strlen(unknown);
	return s->name.n != 0 ? (const char *)m->words.data + s->name.at
			      : unknown;
}

static bool
is_of_state(const struct routemap *m, size_t i, const struct spot *of)
{
	const char *a = m->spot[i].state, *b = of->state;

	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static void
lay_row(struct routemap *m, struct spot *s, struct part *p)
{
	size_t n;
	const char *name = name_of(m, s, &n);

	s->height =
	    hj_svg_width(name, n, FONT) > LABEL_WIDTH - LABEL_INSET ? 40 : 28;
	s->y = p->y + s->height / 2;
	p->y += s->height;
}

static bool
is_met(const struct routemap *m, const struct part *p, size_t spot)
{
	for (size_t i = 0; i < m->nstops; i++)
		if (m->stop[i].spot == spot && hj_routemap_has(p, &m->stop[i]))
			return true;
	return false;
}

/* The rows of one State together, that of no place last. */
static void
lay_state(struct routemap *m, const struct spot *of, struct part *p)
{
	bool any = false;

	for (int unnamed = 0; unnamed <= 1; unnamed++)
		for (size_t i = 0; i < m->nspots; i++) {
			struct spot *s = &m->spot[i];

			if (!is_of_state(m, i, of) || !is_met(m, p, i) ||
			    (s->name.n == 0) != (unnamed == 1))
				continue;
			if (!any)
				p->y += STATE_HEIGHT;
			any = true;
			lay_row(m, s, p);
		}
}

static bool
is_first_of_state(const struct routemap *m, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (is_of_state(m, k, &m->spot[i]))
			return false;
	return true;
}

void
hj_routemap_lay(struct routemap *m, struct part *p)
{
	p->y = HEAD_HEIGHT;
	for (size_t i = 0; i < m->nspots; i++)
		m->spot[i].height = 0;
	for (size_t i = 0; i < m->nspots; i++)
		if (is_first_of_state(m, i))
			lay_state(m, &m->spot[i], p);
}

/* ---- labels ---- */

static int
label(struct routemap *m, const struct spot *s)
{
	const struct hj_svg_font f = { .size = FONT,
		.fill = s->name.n != 0 ? INK : GREY };
	struct hj_buf line = HJ_BUF(HJ_LINE_MAX);
	int y = s->y + (s->height > 30 ? -3 : 4), rc = HJ_OK;
	size_t n, next;
	const char *p = name_of(m, s, &n);

	/* What has no room is cut, and says so: the table has all of it. */
	for (int k = 0; rc == HJ_OK && k < 2 && n > 0;
	     k++, p += next, n -= next, y += LINE) {
		bool whole =
		    hj_svg_width(p, n, FONT) <= LABEL_WIDTH - LABEL_INSET;
		size_t fits = hj_svg_fit(p, n, FONT,
		    LABEL_WIDTH - LABEL_INSET - (k == 1 && !whole ? FONT : 0),
		    &next);

		line.len = 0;
		rc = hj_buf_add(&line, p, fits, m->svg.err);
		if (rc == HJ_OK && k == 1 && next < n)
			rc = hj_buf_puts(&line, "…", m->svg.err);
		if (rc == HJ_OK)
			rc = hj_svg_text(&m->svg, LABEL_LEFT + LABEL_INSET, y,
			    &f, (const char *)line.data, line.len);
	}
	hj_buf_clear(&line);
	return rc;
}

static int
state_label(struct routemap *m, const struct spot *s, int y)
{
	const struct hj_paint border = { .stroke = GREY };
	const struct hj_svg_font f = { .size = FONT,
		.fill = INK,
		.bold = true };

	if (hj_svg_line(&m->svg, 0, y, SHEET_WIDTH, y, &border) != HJ_OK)
		return (int)m->svg.err->code;
	return hj_svg_text(&m->svg, LABEL_LEFT, y + 16, &f,
	    (const char *)m->words.data + s->of.at, s->of.n);
}

/* The State stands above the first of its rows. */
static const struct spot *
top_of_state(const struct routemap *m, const struct spot *s)
{
	const struct spot *top = s;

	for (size_t i = 0; i < m->nspots; i++)
		if (is_of_state(m, i, s) && m->spot[i].height != 0 &&
		    m->spot[i].y < top->y)
			top = &m->spot[i];
	return top;
}

int
hj_routemap_rows(struct routemap *m)
{
	const struct hj_paint pale = { .stroke = PALE };

	for (size_t i = 0; i < m->nspots; i++) {
		const struct spot *s = &m->spot[i];

		if (s->height == 0)
			continue;
		if ((top_of_state(m, s) == s &&
			state_label(m, s,
			    s->y - s->height / 2 - STATE_HEIGHT) != HJ_OK) ||
		    label(m, s) != HJ_OK ||
		    hj_svg_line(&m->svg, SIDE_LEFT, s->y, SIDE_RIGHT, s->y,
			&pale) != HJ_OK)
			return (int)m->svg.err->code;
	}
	return HJ_OK;
}
