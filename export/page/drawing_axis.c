#include <stdio.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/case/datesay.h"
#include "core/date/calendar.h"
#include "export/page/drawing_own.h"

enum unit { UNIT_DAY, UNIT_MONTH, UNIT_YEAR };

struct step {
	enum unit unit;
	int64_t n;
};

int
hj_drawing_x(const struct drawing *d, int64_t day)
{
	uint64_t days = (uint64_t)(d->hi - d->lo) + 1;
	uint64_t at = day > d->lo ? (uint64_t)(day - d->lo) : 0;

	at = at > days ? days : at;
	/* Far dates (Y17E7) would overflow: days are divided first. */
	if (days > UINT64_MAX / SCALE_WIDTH)
		at /= days / SCALE_WIDTH + 1;
	else
		at = at * SCALE_WIDTH / days;
	return SCALE_LEFT + (int)at;
}

/* Are the labels too many to stand beside each other?  Of each unit the days
 * that it has at least, and the room that its longest label needs. */
static bool
too_many(const struct drawing *d, const struct step *s)
{
	static const struct {
		int64_t days;
		int room;
	} units[] = { [UNIT_DAY] = { 1, 112 },
		[UNIT_MONTH] = { 28, 96 },
		[UNIT_YEAR] = { 365, 44 } };
	int64_t most = SCALE_WIDTH / units[s->unit].room;

	return (d->hi - d->lo + 1) / units[s->unit].days / s->n >= most;
}

static struct step
choose(const struct drawing *d)
{
	static const struct step fine[] = { { UNIT_DAY, 1 }, { UNIT_DAY, 2 },
		{ UNIT_DAY, 5 }, { UNIT_DAY, 10 }, { UNIT_MONTH, 1 },
		{ UNIT_MONTH, 2 }, { UNIT_MONTH, 3 }, { UNIT_MONTH, 6 } };
	struct step s = { UNIT_YEAR, 1 };

	for (size_t i = 0; i < HJ_LEN(fine); i++)
		if (!too_many(d, &fine[i]))
			return fine[i];
	while (too_many(d, &s))
		s.n *= s.n % 4 == 2 ? 5 : 2;
	return s;
}

/* The last tick at or before a day. */
static struct hj_civil
tick_before(int64_t day, const struct step *s)
{
	struct hj_civil c = hj_calendar_civil(day);

	switch (s->unit) {
	case UNIT_DAY:
		c.day = c.day - (int)((c.day - 1) % s->n);
		return c;
	case UNIT_MONTH:
		c.day = 1;
		c.month = c.month - (int)((c.month - 1) % s->n);
		return c;
	case UNIT_YEAR:
		c.day = c.month = 1;
		c.year -= ((c.year % s->n) + s->n) % s->n;
		return c;
	}
	return c;
}

static struct hj_civil
tick_after(struct hj_civil c, const struct step *s)
{
	int64_t day;

	switch (s->unit) {
	case UNIT_DAY:
		day = hj_calendar_day(c.year, c.month, c.day) + s->n;
		/* In every month from its first; the 31st is left out. */
		if (hj_calendar_civil(day).month != c.month ||
		    c.day + s->n > 30) {
			c.day = 1;
			return hj_calendar_months_later(c, 1);
		}
		return hj_calendar_civil(day);
	case UNIT_MONTH:
		return hj_calendar_months_later(c, s->n);
	case UNIT_YEAR:
		c.year += s->n;
		return c;
	}
	return c;
}

/* No finer than the step. */
static void
edtf_of(const struct hj_civil *c, enum unit unit, char *to, size_t size)
{
	if (c->year < 0 || c->year > 9999)
		(void)snprintf(to, size, "Y%lld", (long long)c->year);
	else if (unit == UNIT_YEAR)
		(void)snprintf(to, size, "%04lld", (long long)c->year);
	else if (unit == UNIT_MONTH)
		(void)snprintf(to, size, "%04lld-%02d", (long long)c->year,
		    c->month);
	else
		(void)snprintf(to, size, "%04lld-%02d-%02d", (long long)c->year,
		    c->month, c->day);
}

static int
label(struct drawing *d, const struct hj_civil *c, enum unit unit, int x, int y)
{
	const struct hj_svg_font f = { .size = 11,
		.fill = GREY,
		.anchor = "middle" };
	struct hj_buf words = HJ_BUF(HJ_LINE_MAX);
	char edtf[40];
	int rc;

	edtf_of(c, unit, edtf, sizeof(edtf));
	if ((rc = hj_date_say_text_in(hj_subject_lang(d->in->subject), edtf,
		 strlen(edtf), NULL, &words, d->svg.err)) == HJ_OK)
		rc = hj_svg_text(&d->svg, x, y, &f, (const char *)words.data,
		    words.len);
	hj_buf_clear(&words);
	return rc;
}

int
hj_drawing_axis(struct drawing *d, int y, int height)
{
	const struct hj_paint pale = { .stroke = PALE },
			      ink = { .stroke = GREY };
	struct step s = choose(d);
	struct hj_civil c = tick_before(d->lo, &s);

	for (;; c = tick_after(c, &s)) {
		int64_t day = hj_calendar_day(c.year, c.month, c.day);
		int x = hj_drawing_x(d, day);

		if (day < d->lo)
			continue;
		if (day > d->hi)
			break;
		if (label(d, &c, s.unit, x, y + 14) != HJ_OK ||
		    hj_svg_line(&d->svg, x, y + AXIS_HEIGHT, x,
			y + AXIS_HEIGHT + height, &pale) != HJ_OK)
			return (int)d->svg.err->code;
	}
	return hj_svg_line(&d->svg, SIDE_LEFT, y + AXIS_HEIGHT, SIDE_RIGHT,
	    y + AXIS_HEIGHT, &ink);
}
