#include "core/date/edtf_date.h"

/* Two digits, at most max. */
static bool
two(struct reader *r, unsigned max, uint8_t *ret)
{
	unsigned v = 0;

	for (size_t i = 0; i < 2; i++) {
		char c = r->at + i < r->n ? r->p[r->at + i] : '\0';

		if (c < '0' || c > '9')
			return false;
		v = v * 10 + (unsigned)(c - '0');
	}
	if (v > max)
		return false;
	r->at += 2;
	*ret = (uint8_t)v;
	return true;
}

static int
fraction(struct reader *r, struct hj_edtf_time *t)
{
	size_t start = r->at;

	for (; peek(r) >= '0' && peek(r) <= '9'; r->at++) {
		if (r->at - start == 9)
			return hj_fail(r->err, HJ_EINVAL,
			    "character %zu: at most nine digits of a second are kept",
			    r->at + 1);
		t->fraction = t->fraction * 10 + (uint32_t)(peek(r) - '0');
	}
	if (r->at == start)
		return hj_fail(r->err, HJ_EINVAL,
		    "character %zu: digits are expected after the point",
		    r->at + 1);
	t->ndigits = (uint8_t)(r->at - start);
	while (t->ndigits > 0 && t->fraction % 10 == 0) {
		t->fraction /= 10;
		t->ndigits--;
	}
	return HJ_OK;
}

/* Z, +hh, +hhmm or +hh:mm, from -12:00 to +14:00, and never -00. */
static int
offset(struct reader *r, struct hj_edtf_time *t)
{
	uint8_t hours = 0, minutes = 0;
	size_t start = r->at;
	bool west = peek(r) == '-';
	bool good;
	int total;

	if (skip(r, 'Z')) {
		t->zoned = true;
		return HJ_OK;
	}
	if (!west && peek(r) != '+')
		return HJ_OK;
	r->at++;
	good = two(r, 14, &hours);
	if (good && (skip(r, ':') || (peek(r) >= '0' && peek(r) <= '9')))
		good = two(r, 59, &minutes);
	total = hours * 60 + minutes;
	if (!good || total > (west ? 12 : 14) * 60 || (west && total == 0))
		return hj_fail(r->err, HJ_EINVAL,
		    "character %zu: an offset from -12:00 to +14:00 is expected (Z for none)",
		    start + 1);
	t->zoned = true;
	t->offset = (int16_t)(west ? -total : total);
	return HJ_OK;
}

int
hj_edtf_time_read(struct reader *r, struct hj_edtf_time *ret)
{
	struct hj_edtf_time t = { 0 };
	size_t start = ++r->at;

	if (!two(r, 24, &t.hour) || !skip(r, ':') || !two(r, 59, &t.minute) ||
	    !skip(r, ':') || !two(r, 59, &t.second))
		return hj_fail(r->err, HJ_EINVAL,
		    "character %zu: a time of day such as 23:20:30 is expected",
		    start + 1);
	if (skip(r, '.') && fraction(r, &t) != HJ_OK)
		return (int)r->err->code;
	if (t.hour == 24 && (t.minute | t.second | t.fraction) != 0)
		return hj_fail(r->err, HJ_EINVAL,
		    "character %zu: a day ends at 24:00:00", start + 1);
	if (offset(r, &t) != HJ_OK)
		return (int)r->err->code;
	*ret = t;
	return HJ_OK;
}
