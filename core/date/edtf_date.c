#include "core/date/edtf_date.h"

static uint8_t
qualifier(struct reader *r)
{
	if (skip(r, '?'))
		return HJ_DOUBTFUL;
	if (skip(r, '~'))
		return HJ_ABOUT;
	return skip(r, '%') ? HJ_DOUBTFUL | HJ_ABOUT : 0;
}

/* Exactly `count` digits or X; what is read is left on failure. */
static bool
digits(struct reader *r, unsigned count, uint64_t *ret, uint8_t *x)
{
	uint64_t v = 0;
	uint8_t bits = 0;

	for (unsigned i = 0; i < count; i++) {
		char c = peek(r);

		if ((c < '0' || c > '9') && c != 'X')
			return false;
		v = v * 10 + (c == 'X' ? 0 : (unsigned)(c - '0'));
		if (c == 'X')
			bits |= (uint8_t)(1u << (count - 1 - i));
		r->at++;
	}
	*ret = v;
	*x = bits;
	return true;
}

/* A number without leading zeros ("0" itself is one); what is beyond any year
 * we keep stays just beyond. */
static bool
number(struct reader *r, uint64_t *ret)
{
	size_t start = r->at;
	uint64_t v = 0;

	for (; peek(r) >= '0' && peek(r) <= '9'; r->at++) {
		if (r->at > start && v == 0)
			return false;
		v = v * 10 + (unsigned)(peek(r) - '0');
		if (v > HJ_YEAR_MAX)
			v = HJ_YEAR_MAX + 1;
	}
	*ret = v;
	return r->at > start;
}

static int
four_digits(struct reader *r, struct hj_edtf_date *d)
{
	d->form = HJ_YEAR_FOUR;
	d->negative = skip(r, '-');
	if (!digits(r, 4, &d->digits, &d->x_year))
		return hj_fail(r->err, HJ_EINVAL,
		    "character %zu: a year of four digits is expected (capital X for one not known)",
		    r->at + 1);
	if ((peek(r) >= '0' && peek(r) <= '9') || peek(r) == 'X')
		return hj_fail(r->err, HJ_EINVAL,
		    "character %zu: a year of more than four digits needs a Y before it",
		    r->at + 1);
	if (d->negative && d->digits == 0 && d->x_year == 0)
		return hj_fail(r->err, HJ_EINVAL,
		    "character %zu: there is no year -0000: write 0000 for 1 BC",
		    r->at);
	return HJ_OK;
}

static int
long_year(struct reader *r, struct hj_edtf_date *d)
{
	size_t start = r->at;
	uint64_t exponent = 0;

	d->form = HJ_YEAR_LONG;
	d->negative = skip(r, '-');
	if (!number(r, &d->digits) || d->digits == 0)
		return hj_fail(r->err, HJ_EINVAL,
		    "character %zu: a number is expected after Y, without zeros before it",
		    r->at + 1);
	if (skip(r, 'E')) {
		d->form = HJ_YEAR_POWER;
		if (!number(r, &exponent))
			return hj_fail(r->err, HJ_EINVAL,
			    "character %zu: an exponent is expected after E",
			    r->at + 1);
	} else if (d->digits < 10000) {
		return hj_fail(r->err, HJ_EINVAL,
		    "character %zu: Y is for years of more than four digits",
		    start);
	}
	/* Sixteen is beyond with any digits, and fits the field. */
	d->exponent = (uint8_t)(exponent > 16 ? 16 : exponent);
	if (hj_edtf_date_magnitude(d) > HJ_YEAR_MAX)
		return hj_fail(r->err, HJ_ELIMIT,
		    "character %zu: a year farther than 10^15 is not kept",
		    start + 1);
	return HJ_OK;
}

static int
significant(struct reader *r, struct hj_edtf_date *d)
{
	uint64_t most = 1, n = 0;

	for (uint64_t v = hj_edtf_date_magnitude(d); v >= 10; v /= 10)
		most++;
	if (d->x_year != 0 || !number(r, &n) || n == 0 || n > most)
		return hj_fail(r->err, HJ_EINVAL,
		    "character %zu: after S, how many digits of the year count is expected",
		    r->at + 1);
	d->significant = (uint8_t)n;
	return HJ_OK;
}

static int
year(struct reader *r, struct hj_edtf_date *d)
{
	uint8_t before = qualifier(r);
	int rc = skip(r, 'Y') ? long_year(r, d) : four_digits(r, d);

	if (rc == HJ_OK && skip(r, 'S'))
		rc = significant(r, d);
	d->doubt[0] = before | qualifier(r);
	return rc;
}

/* Whether a value from lo to hi can be meant. */
static bool
some(uint64_t v, uint8_t x, unsigned lo, unsigned hi)
{
	for (unsigned n = lo; n <= hi; n++)
		if (((x & 1) != 0 || n % 10 == v % 10) &&
		    ((x & 2) != 0 || n / 10 == v / 10))
			return true;
	return false;
}

static int
month(struct reader *r, struct hj_edtf_date *d)
{
	uint8_t before = qualifier(r), after;
	size_t start = r->at;
	uint64_t v = 0;
	bool good = digits(r, 2, &v, &d->x_month);
	bool season = good && d->x_month == 0 && v >= 21 && v <= 41;

	if (!good || (!season && !some(v, d->x_month, 1, 12)))
		return hj_fail(r->err, HJ_EINVAL,
		    "character %zu: a month from 01 to 12 is expected, or 21 to 41 for a season or a part of a year",
		    start + 1);
	d->month = (uint8_t)v;
	d->precision = season ? HJ_TO_SEASON : HJ_TO_MONTH;
	after = qualifier(r);
	d->doubt[0] |= after;
	d->doubt[1] = before | after;
	return HJ_OK;
}

static int
day(struct reader *r, struct hj_edtf_date *d)
{
	uint8_t before = qualifier(r), after;
	size_t start = r->at;
	uint64_t v = 0;

	if (!digits(r, 2, &v, &d->x_day) || !some(v, d->x_day, 1, 31))
		return hj_fail(r->err, HJ_EINVAL,
		    "character %zu: a day from 01 to 31 is expected",
		    start + 1);
	d->day = (uint8_t)v;
	d->precision = HJ_TO_DAY;
	after = qualifier(r);
	d->doubt[0] |= after;
	d->doubt[1] |= after;
	d->doubt[2] = before | after;
	return HJ_OK;
}

static int
time_of_day(struct reader *r, bool with_time, struct hj_edtf_date *d)
{
	if (!with_time)
		return hj_fail(r->err, HJ_EINVAL,
		    "character %zu: a time of day cannot stand in an interval or a set",
		    r->at + 1);
	if ((d->x_year | d->x_month | d->x_day) != 0 ||
	    (d->doubt[0] | d->doubt[1] | d->doubt[2]) != 0)
		return hj_fail(r->err, HJ_EINVAL,
		    "character %zu: a time of day needs a day without X, ?, ~ and %%",
		    r->at + 1);
	d->precision = HJ_TO_SECOND;
	return hj_edtf_time_read(r, &d->time);
}

int
hj_edtf_date_read(struct reader *r, bool with_time, struct hj_edtf_date *ret)
{
	struct hj_edtf_date d = { .precision = HJ_TO_YEAR };
	int64_t first, last;
	int rc;

	if ((rc = year(r, &d)) != HJ_OK)
		return rc;
	if (d.form == HJ_YEAR_FOUR && d.significant == 0 && skip(r, '-')) {
		if ((rc = month(r, &d)) != HJ_OK)
			return rc;
		if (d.precision == HJ_TO_MONTH && skip(r, '-') &&
		    (rc = day(r, &d)) != HJ_OK)
			return rc;
	}
	if (!hj_edtf_date_days(&d, &first, &last))
		return hj_fail(r->err, HJ_EINVAL,
		    "character %zu: there is no such day in that month", r->at);
	if (d.precision == HJ_TO_DAY && peek(r) == 'T' &&
	    (rc = time_of_day(r, with_time, &d)) != HJ_OK)
		return rc;
	*ret = d;
	return HJ_OK;
}
