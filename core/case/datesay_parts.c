#include "core/case/datesay_own.h"
#include "core/date/calendar.h"
#include "core/date/edtf_date.h"

/* ---- words ---- */

void
hj_words_add(struct hj_words *w, const char *text)
{
	if (w->rc == HJ_OK)
		w->rc = hj_buf_puts(w->to, text, w->err);
}

void
hj_words_number(struct hj_words *w, int64_t v)
{
	if (w->rc == HJ_OK)
		w->rc = hj_buf_printf(w->to, w->err, "%lld", (long long)v);
}

void
hj_words_fraction(struct hj_words *w, const struct hj_edtf_time *t)
{
	if (w->rc == HJ_OK && t->ndigits != 0)
		w->rc = hj_buf_printf(w->to, w->err, ".%0*u", (int)t->ndigits,
		    (unsigned)t->fraction);
}

void
hj_words_offset(struct hj_words *w, const struct hj_edtf_time *t)
{
	int away = t->offset < 0 ? -t->offset : t->offset;

	hj_words_add(w, "UTC");
	if (w->rc == HJ_OK && away != 0)
		w->rc = hj_buf_printf(w->to, w->err, "%c%02d:%02d",
		    t->offset < 0 ? '-' : '+', away / 60, away % 60);
}

void
hj_words_remark(struct hj_words *w)
{
	hj_words_add(w, w->remarks == 0 ? w->open : ", ");
	w->remarks++;
}

void
hj_words_close(struct hj_words *w)
{
	if (w->remarks != 0)
		hj_words_add(w, ")");
}

/* ---- years ---- */

void
hj_words_pattern(struct hj_words *w, const struct hj_edtf_date *d)
{
	char s[6] = "-0000";
	uint64_t v = d->digits;

	for (size_t i = 0; i < 4; i++, v /= 10)
		s[4 - i] =
		    (d->x_year >> i & 1) != 0 ? 'X' : (char)('0' + v % 10);
	hj_words_add(w, d->negative ? s : s + 1);
}

/* The years that the year of d alone allows. */
static void
years(struct hj_edtf_date d, int64_t *first, int64_t *last)
{
	int64_t from = 0, to = 0;

	d.precision = HJ_TO_YEAR;
	if (!hj_edtf_date_days(&d, &from, &to))
		from = to = 0;
	*first = hj_calendar_civil(from).year;
	*last = hj_calendar_civil(to).year;
}

struct hj_year
hj_year_of(const struct hj_edtf_date *d)
{
	struct hj_year y = { .kind = HJ_YEAR_KNOWN };
	struct hj_edtf_date whole = *d;

	whole.significant = 0;
	years(*d, &y.first, &y.last);
	years(whole, &y.about, &y.about);
	if (d->significant != 0)
		y.kind = HJ_YEAR_ESTIMATE;
	else if (d->x_year == 0)
		y.kind = HJ_YEAR_KNOWN;
	else if (d->x_year == 15 && !d->negative)
		y.kind = HJ_YEAR_UNKNOWN;
	else if ((d->x_year & (d->x_year + 1u)) != 0)
		y.kind = HJ_YEAR_PATTERN;
	else if (d->x_year == 1 && y.first >= 1000 && y.first / 10 % 10 != 0)
		y.kind = HJ_YEAR_DECADE;
	else
		y.kind = HJ_YEAR_RANGE;
	return y;
}

/* ---- months and days ---- */

static struct hj_choice
choices(unsigned written, uint8_t x, unsigned most)
{
	struct hj_choice c = { .all = x == 3 };

	for (unsigned v = 1; v <= most; v++)
		if (((x & 1) != 0 || v % 10 == written % 10) &&
		    ((x & 2) != 0 || v / 10 == written / 10))
			c.v[c.n++] = (uint8_t)v;
	c.run = c.n > 2 && c.v[c.n - 1] - c.v[0] == (int)c.n - 1;
	return c;
}

struct hj_choice
hj_date_months(const struct hj_edtf_date *d)
{
	return choices(d->month, d->x_month, 12);
}

struct hj_choice
hj_date_days(const struct hj_edtf_date *d)
{
	struct hj_year y = hj_year_of(d);
	int most = 31;

	/* 2X of February may be the 29th in some year of a decade. */
	if (d->x_month == 0 && d->month >= 1 && d->month <= 12)
		most = hj_calendar_month_days(y.kind == HJ_YEAR_KNOWN ? y.first
								      : 2000,
		    d->month);
	return choices(d->day, d->x_day, (unsigned)most);
}

bool
hj_date_has_month(const struct hj_edtf_date *d)
{
	return d->precision >= HJ_TO_MONTH;
}

bool
hj_date_has_day(const struct hj_edtf_date *d)
{
	return d->precision >= HJ_TO_DAY;
}

bool
hj_date_is_plain(const struct hj_edtf_date *d)
{
	return (d->x_year | d->x_month | d->x_day | d->significant) == 0;
}

size_t
hj_date_parts(const struct hj_edtf_date *d)
{
	switch ((enum hj_precision)d->precision) {
	case HJ_TO_YEAR:
		return 1;
	case HJ_TO_SEASON:
	case HJ_TO_MONTH:
		return 2;
	case HJ_TO_DAY:
	case HJ_TO_SECOND:
		break;
	}
	return 3;
}

int
hj_date_doubt(const struct hj_edtf_date *d)
{
	for (size_t i = 1; i < hj_date_parts(d); i++)
		if (d->doubt[i] != d->doubt[0])
			return -1;
	return d->doubt[0];
}

bool
hj_season_crosses(unsigned code)
{
	return code == 24 || code == 28 || code == 30;
}
