#include <string.h>

#include "export/page/drawing_own.h"
#include "export/petition/stageword.h"

#define SAMPLE 34 /* wide */
#define SAMPLE_ROOM 42
#define KEY_LINE 20
#define KEY_FONT 11

struct key {
	struct drawing *d;
	int x, y; /* the middle of the line at hand */
};

static const struct hj_paint grey = { .stroke = "#4a4a4a", .dashed = true };
static const struct hj_paint full = { .fill = "#4a4a4a" };

typedef int sample_fn(struct key *k);

static int
certain(struct key *k)
{
	return hj_svg_rect(&k->d->svg, k->x, k->y - BAR_HEIGHT / 2, SAMPLE,
	    BAR_HEIGHT, &full);
}

static int
perhaps(struct key *k)
{
	if (certain(k) != HJ_OK ||
	    hj_svg_veil(&k->d->svg, k->x, k->y - BAR_HEIGHT / 2, SAMPLE,
		BAR_HEIGHT, HJ_VEIL_STRIPES) != HJ_OK)
		return (int)k->d->svg.err->code;
	return hj_svg_rect(&k->d->svg, k->x, k->y - BAR_HEIGHT / 2, SAMPLE,
	    BAR_HEIGHT, &grey);
}

static int
unknown(struct key *k)
{
	if (certain(k) != HJ_OK)
		return (int)k->d->svg.err->code;
	return hj_svg_veil(&k->d->svg, k->x, k->y - BAR_HEIGHT / 2, SAMPLE,
	    BAR_HEIGHT, HJ_VEIL_TO_RIGHT);
}

static int
onwards(struct key *k)
{
	const int xy[] = { k->x + SAMPLE - 10, k->y - 8, k->x + SAMPLE, k->y,
		k->x + SAMPLE - 10, k->y + 8 };

	if (hj_svg_rect(&k->d->svg, k->x, k->y - BAR_HEIGHT / 2, SAMPLE - 10,
		BAR_HEIGHT, &full) != HJ_OK)
		return (int)k->d->svg.err->code;
	return hj_svg_shape(&k->d->svg, xy, 3, &full);
}

static int
that_day(struct key *k)
{
	return hj_drawing_sign(k->d, HJ_STAGE_EVENT, k->x + SAMPLE / 2, k->y);
}

static int
sent_back(struct key *k)
{
	return hj_drawing_sign(k->d, HJ_STAGE_REPATRIATION, k->x + SAMPLE / 2,
	    k->y);
}

static int
no_date(struct key *k)
{
	const struct hj_svg_font f = { .size = KEY_FONT,
		.fill = "#4a4a4a",
		.anchor = "middle",
		.bold = true };

	if (hj_svg_rect(&k->d->svg, k->x, k->y - BAR_HEIGHT / 2, SAMPLE,
		BAR_HEIGHT, &grey) != HJ_OK)
		return (int)k->d->svg.err->code;
	return hj_svg_text(&k->d->svg, k->x + SAMPLE / 2, k->y + 4, &f, "?", 1);
}

static int
bracket(struct key *k)
{
	const struct hj_paint p = { .fill = INK };

	return hj_svg_rect(&k->d->svg, k->x + SAMPLE / 2 - 1, k->y - 8, 3, 16,
	    &p);
}

static const struct {
	sample_fn *draw;
	const char *en, *ko;
} samples[] = {
	{ certain, "certain", "확실한 기간" },
	{ perhaps, "some day or days of these", "이 가운데 어느 날" },
	{ unknown, "beginning or end not known", "시작이나 끝을 모름" },
	{ onwards, "goes on, or before or after that",
	    "계속되거나, 그 이전 또는 이후" },
	{ that_day, "on that day", "그날" },
	{ sent_back, "sent back on that day", "그날 송환" },
	{ no_date, "date not known", "날짜 모름" },
	{ bracket, "accounts of one thing", "같은 일에 대한 여러 진술" },
};

int
hj_drawing_key(struct drawing *d, int y, int *height)
{
	const struct hj_svg_font f = { .size = KEY_FONT, .fill = GREY };
	struct key k = { .d = d, .x = LABEL_LEFT, .y = y + KEY_LINE / 2 };

	for (size_t i = 0; i < HJ_LEN(samples); i++) {
		const char *word =
		    hj_stageword(d->in->subject, samples[i].en, samples[i].ko);
		int width = hj_svg_width(word, strlen(word), KEY_FONT);

		if (k.x + SAMPLE_ROOM + width > SHEET_WIDTH) {
			k.x = LABEL_LEFT;
			k.y += KEY_LINE;
		}
		if (samples[i].draw(&k) != HJ_OK ||
		    hj_svg_text(&d->svg, k.x + SAMPLE_ROOM, k.y + 4, &f, word,
			strlen(word)) != HJ_OK)
			return (int)d->svg.err->code;
		k.x += SAMPLE_ROOM + width + 24;
	}
	*height = k.y + KEY_LINE / 2 - y;
	return HJ_OK;
}
