#include <stdio.h>
#include <string.h>

#include "export/page/routemap_own.h"
#include "export/petition/stageword.h"

#define SAMPLE 34 /* wide */
#define SAMPLE_ROOM 42
#define KEY_LINE 24
#define KEY_FONT 11

static int
mark(struct routemap *m, const char *colour, bool rough, int x, int y, int r)
{
	const struct hj_paint disc = { .fill = colour },
			      ring = { .fill = "#fff",
				      .stroke = colour,
				      .dashed = true,
				      .width = 2 };

	return hj_svg_circle(&m->svg, x, y, r, rough ? &ring : &disc);
}

int
hj_routemap_sign(struct routemap *m, const struct stop *p, int x, int y)
{
	const char *colour = hj_drawing_colour(p->stage->kind);
	const struct hj_svg_font f = { .size = 11,
		.fill = p->rough ? colour : "#fff",
		.anchor = "middle",
		.bold = true };
	char number[32];

	if (p->number == 0)
		return mark(m, colour, p->rough, x, y, MAP_RADIUS / 2);
	(void)snprintf(number, sizeof(number), "%zu", p->number);
	if (mark(m, colour, p->rough, x, y, MAP_RADIUS) != HJ_OK)
		return (int)m->svg.err->code;
	return hj_svg_text(&m->svg, x, y + 4, &f, number, strlen(number));
}

struct key {
	struct routemap *m;
	int x, y; /* the middle of the line at hand */
};

typedef int sample_fn(struct key *k);

static int
known(struct key *k)
{
	return mark(k->m, hj_drawing_colour(HJ_STAGE_DETENTION), false,
	    k->x + SAMPLE / 2, k->y, MAP_RADIUS);
}

static int
rough(struct key *k)
{
	return mark(k->m, hj_drawing_colour(HJ_STAGE_DETENTION), true,
	    k->x + SAMPLE / 2, k->y, MAP_RADIUS);
}

static int
line(struct key *k, const char *colour, bool dashed)
{
	const struct hj_paint p = { .stroke = colour,
		.dashed = dashed,
		.width = 2 };

	return hj_svg_line(&k->m->svg, k->x, k->y, k->x + SAMPLE, k->y, &p);
}

static int
in_order(struct key *k)
{
	return line(k, GREY, false);
}

static int
perhaps(struct key *k)
{
	return line(k, GREY, true);
}

static int
sent_back(struct key *k)
{
	return line(k, hj_drawing_colour(HJ_STAGE_REPATRIATION), false);
}

static const struct {
	sample_fn *draw;
	const char *en, *ko;
} samples[] = {
	{ known, "place known", "장소를 앎" },
	{ rough, "about there, or no more than the State",
	    "대략의 장소이거나 국가만 앎" },
	{ in_order, "in this order", "이 순서대로" },
	{ perhaps, "order not certain, or accounts differ",
	    "순서가 확실하지 않거나 진술이 다름" },
	{ sent_back, "sent back", "송환" },
};

/* One line of words under the signs. */
static int
remark(struct key *k, const char *words, size_t n)
{
	const struct hj_svg_font f = { .size = KEY_FONT, .fill = GREY };

	k->y += KEY_LINE - 4;
	return hj_svg_text(&k->m->svg, LABEL_LEFT, k->y + 4, &f, words, n);
}

static int
remarks(struct key *k)
{
	const struct hj_subject *s = k->m->in->subject;
	struct hj_buf words = HJ_BUF(HJ_TEXT_MAX);
	const char *scale = hj_stageword(s,
	    "Not to scale, and the lines are not the ways that were taken.",
	    "축척이 없으며, 선은 실제로 지나간 길이 아닙니다.");
	size_t next;
	int rc = remark(k, scale, strlen(scale));

	if (rc != HJ_OK || k->m->nowhere.len == 0)
		return rc;
	if ((rc = hj_buf_puts(&words,
		 hj_stageword(s, "No place given: ", "장소 기재 없는 단계: "),
		 k->m->svg.err)) == HJ_OK &&
	    (rc = hj_buf_add(&words, k->m->nowhere.data, k->m->nowhere.len,
		 k->m->svg.err)) == HJ_OK) {
		const char *p = (const char *)words.data;

		for (size_t left = words.len; rc == HJ_OK && left > 0;
		     p += next, left -= next) {
			size_t n = hj_svg_fit(p, left, KEY_FONT,
			    SHEET_WIDTH - LABEL_LEFT, &next);

			rc = remark(k, p, n);
		}
	}
	hj_buf_clear(&words);
	return rc;
}

int
hj_routemap_key(struct routemap *m, int y, int *height)
{
	const struct hj_svg_font f = { .size = KEY_FONT, .fill = GREY };
	struct key k = { .m = m, .x = LABEL_LEFT, .y = y + KEY_LINE / 2 };

	for (size_t i = 0; i < HJ_LEN(samples); i++) {
		const char *word =
		    hj_stageword(m->in->subject, samples[i].en, samples[i].ko);
		int width = hj_svg_width(word, strlen(word), KEY_FONT);

		if (k.x + SAMPLE_ROOM + width > SHEET_WIDTH) {
			k.x = LABEL_LEFT;
			k.y += KEY_LINE;
		}
		if (samples[i].draw(&k) != HJ_OK ||
		    hj_svg_text(&m->svg, k.x + SAMPLE_ROOM, k.y + 4, &f, word,
			strlen(word)) != HJ_OK)
			return (int)m->svg.err->code;
		k.x += SAMPLE_ROOM + width + 24;
	}
	if (remarks(&k) != HJ_OK)
		return (int)m->svg.err->code;
	*height = k.y + KEY_LINE / 2 - y;
	return HJ_OK;
}
