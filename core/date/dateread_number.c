/* Bare numbers: which is the year, which the month, which the day? */
#include "core/date/calendar.h"
#include "core/date/dateread_own.h"

/* 25569 is 1970-01-01 where spreadsheets count from the end of 1899. */
#define SERIAL_EPOCH 25569
#define SERIAL_LEAST 10000 /* 1927 */
#define SERIAL_MOST 60000 /* 2064 */

static int
which_century(struct hj_error *err)
{
	return hj_fail(err, HJ_EINVAL,
	    "which century? write the year with four digits");
}

static int
not_a_year(const struct hj_sign *s, struct hj_error *err)
{
	return hj_fail(err, HJ_EINVAL,
	    "character %zu: a year of four digits is expected", s->at);
}

int
hj_partial_year(struct hj_partial *p, const struct hj_sign *s,
    struct hj_error *err)
{
	if (s->ndigits < 3 || s->cut)
		return which_century(err);
	if (s->ndigits != 4)
		return not_a_year(s, err);
	if (p->has_year &&
	    (p->date.digits != s->value || p->date.x_year != s->x)) {
		if ((p->remarks & HJ_READ_JUCHE) != 0)
			return hj_fail(err, HJ_EINVAL,
			    "the Juche year and the other year differ: which of them is right?");
		return hj_fail(err, HJ_EINVAL,
		    "two years: give one date, or say 'from ... to ...' or 'between ... and ...'");
	}
	p->has_year = true;
	p->date.digits = s->value;
	p->date.x_year = s->x;
	return HJ_OK;
}

/* "x" alone is a month or a day of two digits, neither of them known; so is
 * 00, in many databases. */
static void
two_digits(struct hj_partial *p, const struct hj_sign *s, uint8_t *v,
    uint8_t *x)
{
	bool zero = s->value == 0 && s->x == 0 && s->ndigits == 2;

	if (zero)
		p->remarks |= HJ_READ_ZERO;
	*v = (uint8_t)s->value;
	*x = zero || (s->ndigits == 1 && s->x != 0) ? 3 : s->x;
}

static bool
is_nought(const struct hj_sign *s)
{
	return s->value == 0 && s->x == 0 && s->ndigits == 1;
}

int
hj_partial_month(struct hj_partial *p, const struct hj_sign *s,
    struct hj_error *err)
{
	if (s->ndigits > 2 || s->value > 12 || is_nought(s))
		return hj_fail(err, HJ_EINVAL,
		    "character %zu: a month from 1 to 12 is expected", s->at);
	if (p->has_month)
		return hj_fail(err, HJ_EINVAL,
		    "two months: give one date, or say 'from ... to ...' or 'between ... and ...'");
	p->has_month = true;
	two_digits(p, s, &p->date.month, &p->date.x_month);
	return HJ_OK;
}

int
hj_partial_day(struct hj_partial *p, const struct hj_sign *s,
    struct hj_error *err)
{
	if (s->ndigits > 2 || s->value > 31 || is_nought(s))
		return hj_fail(err, HJ_EINVAL,
		    "character %zu: a day from 1 to 31 is expected", s->at);
	if (p->has_day)
		return hj_fail(err, HJ_EINVAL,
		    "two days: give one date, or say 'from ... to ...' or 'between ... and ...'");
	p->has_day = true;
	two_digits(p, s, &p->date.day, &p->date.x_day);
	return HJ_OK;
}

/* ---- one number ---- */

static int
serial(struct hj_partial *p, const struct hj_sign *s)
{
	struct hj_civil c = hj_calendar_civil((int64_t)s->value - SERIAL_EPOCH);

	p->date.digits = (uint64_t)c.year;
	p->date.month = (uint8_t)c.month;
	p->date.day = (uint8_t)c.day;
	p->has_year = p->has_month = p->has_day = true;
	p->remarks |= HJ_READ_SERIAL;
	return HJ_OK;
}

/* 20120703; a year below 1800 or above 2199 would rather be 03072012. */
static int
eight(struct hj_partial *p, const struct hj_sign *s, struct hj_error *err)
{
	uint32_t year = s->value / 10000;
	struct hj_sign part = { .at = s->at };

	if (s->x != 0 || year < 1800 || year > 2199)
		return hj_fail(err, HJ_EINVAL,
		    "eight digits that begin with no year can be read several ways: write year-month-day");
	part.value = year;
	part.ndigits = 4;
	if (hj_partial_year(p, &part, err) != HJ_OK)
		return (int)err->code;
	part.value = s->value / 100 % 100;
	part.ndigits = 2;
	if (hj_partial_month(p, &part, err) != HJ_OK)
		return (int)err->code;
	part.value = s->value % 100;
	return hj_partial_day(p, &part, err);
}

static int
one(const struct hj_sign *s, struct hj_partial *p, struct hj_error *err)
{
	switch (s->ndigits) {
	case 1:
	case 2:
		if (s->cut)
			return which_century(err);
		p->left[p->nleft++] = *s;
		return HJ_OK;
	case 4:
		return hj_partial_year(p, s, err);
	case 5:
		if (s->x == 0 && s->value >= SERIAL_LEAST &&
		    s->value <= SERIAL_MOST)
			return serial(p, s);
		break;
	case 6:
		return hj_fail(err, HJ_EINVAL,
		    "six digits can be read several ways: write year-month-day, the year with four digits");
	case 8:
		return eight(p, s, err);
	default:
		break;
	}
	return not_a_year(s, err);
}

/* ---- two ---- */

static bool
is_date_mark(char c)
{
	return c == '.' || c == '/' || c == '-';
}

static int
two(const struct hj_numbers *v, struct hj_partial *p, struct hj_error *err)
{
	const struct hj_sign *a = &v->s[0], *b = &v->s[1];

	if (v->between[1] == '(')
		return hj_date_strange(b->at, err);
	if (a->ndigits == 4 && b->ndigits <= 2) {
		if (b->value > 12)
			return hj_fail(err, HJ_EINVAL,
			    "the second number is no month: for another year say 'from ... to ...' or 'between ... and ...', with four digits");
		if (hj_partial_year(p, a, err) != HJ_OK)
			return (int)err->code;
		return hj_partial_month(p, b, err);
	}
	if (a->ndigits <= 2 && b->ndigits == 4 && is_date_mark(v->between[1])) {
		if (hj_partial_month(p, a, err) != HJ_OK)
			return (int)err->code;
		return hj_partial_year(p, b, err);
	}
	if (a->ndigits <= 2 && b->ndigits == 4) {
		/* "5, 2012": the other part may say the month. */
		p->left[p->nleft++] = *a;
		return hj_partial_year(p, b, err);
	}
	if (a->ndigits <= 2 && b->ndigits <= 2 && !a->cut && !b->cut) {
		p->left[p->nleft++] = *a;
		p->left[p->nleft++] = *b;
		return HJ_OK;
	}
	if (a->ndigits == 4 && b->ndigits == 4)
		return hj_date_several(err);
	if (a->ndigits > 4 || b->ndigits > 4)
		return not_a_year(a->ndigits > 4 ? a : b, err);
	return which_century(err);
}

/* ---- three ---- */

static int
put(struct hj_partial *p, const struct hj_sign *year,
    const struct hj_sign *month, const struct hj_sign *day,
    struct hj_error *err)
{
	if (hj_partial_year(p, year, err) != HJ_OK ||
	    hj_partial_month(p, month, err) != HJ_OK)
		return (int)err->code;
	return hj_partial_day(p, day, err);
}

static bool
is_unknown(const struct hj_sign *s)
{
	return s->value == 0 && (s->x == 0 || s->x == 3 || s->ndigits == 1);
}

/* The year stands last: may the first be the month, may the second? */
static int
year_last(const struct hj_numbers *v, const struct hj_date_how *how,
    struct hj_partial *p, struct hj_error *err)
{
	const struct hj_sign *a = &v->s[0], *b = &v->s[1], *y = &v->s[2];
	/* Whoever knows the day knows the month: xx.7.1944 is July. */
	bool dmy = b->value <= 12 && !is_unknown(b);
	bool mdy = a->value <= 12 && !is_unknown(a);

	if (is_unknown(a) && is_unknown(b))
		dmy = true;
	else if (is_unknown(b) && how->order != HJ_ORDER_MDY)
		mdy = false;
	if (how->order == HJ_ORDER_DMY || how->order == HJ_ORDER_MDY) {
		bool first = how->order == HJ_ORDER_DMY;

		p->remarks |= HJ_READ_DECLARED;
		if (!(first ? dmy : mdy))
			return hj_fail(err, HJ_EINVAL,
			    "the declared order of day and month does not fit here: write year-month-day");
		return put(p, y, first ? b : a, first ? a : b, err);
	}
	if (how->order == HJ_ORDER_YMD)
		return hj_fail(err, HJ_EINVAL,
		    "the year should come first, as it was declared: write year-month-day");
	if (!dmy && !mdy)
		return hj_fail(err, HJ_EINVAL,
		    "day and month cannot be told apart: write year-month-day");
	if (dmy && mdy && (a->value != b->value || a->x != b->x))
		return hj_fail(err, HJ_EINVAL,
		    "day and month can be read both ways: write the month as a word, or year-month-day, or declare the order with --dates dmy or mdy");
	if (dmy != mdy && !is_unknown(a) && !is_unknown(b))
		p->remarks |= HJ_READ_ORDER;
	return dmy ? put(p, y, b, a, err) : put(p, y, a, b, err);
}

int
hj_numbers_read(const struct hj_numbers *v, const struct hj_date_how *how,
    struct hj_partial *ret, struct hj_error *err)
{
	ret->numeric = true;
	if (v->n == 0)
		return HJ_OK;
	if (v->n == 1)
		return one(&v->s[0], ret, err);
	if (v->n == 2)
		return two(v, ret, err);
	if (v->between[1] == '(' || v->between[2] == '(')
		return hj_date_strange(v->s[1].at, err);
	if (v->s[0].ndigits == 4)
		return put(ret, &v->s[0], &v->s[1], &v->s[2], err);
	if (v->s[2].ndigits == 4 && v->s[0].ndigits <= 2 &&
	    v->s[1].ndigits <= 2 && is_date_mark(v->between[1]) &&
	    is_date_mark(v->between[2]))
		return year_last(v, how, ret, err);
	for (size_t i = 0; i < v->n; i++)
		if (v->s[i].ndigits > 4)
			return not_a_year(&v->s[i], err);
	return which_century(err);
}
