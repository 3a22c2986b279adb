#include "core/date/edtf_date.h"

static int
put_doubt(struct hj_buf *to, uint8_t doubt, struct hj_error *err)
{
	static const char marks[] = { '\0', '?', '~', '%' };

	return doubt == 0 ? HJ_OK : hj_buf_putc(to, marks[doubt & 3], err);
}

/* The last `count` digits of v, X where its bit is set. */
static int
put_digits(struct hj_buf *to, uint64_t v, unsigned count, uint8_t x,
    struct hj_error *err)
{
	char s[4] = "";

	for (unsigned i = 0; i < count; i++, v /= 10)
		s[count - 1 - i] =
		    (x >> i & 1) != 0 ? 'X' : (char)('0' + v % 10);
	return hj_buf_add(to, s, count, err);
}

static int
put_year(struct hj_buf *to, const struct hj_edtf_date *d, struct hj_error *err)
{
	const char *sign = d->negative ? "-" : "";
	int rc = HJ_OK;

	switch ((enum hj_year_form)d->form) {
	case HJ_YEAR_FOUR:
		rc = hj_buf_puts(to, sign, err);
		if (rc == HJ_OK)
			rc = put_digits(to, d->digits, 4, d->x_year, err);
		break;
	case HJ_YEAR_LONG:
		rc = hj_buf_printf(to, err, "Y%s%llu", sign,
		    (unsigned long long)d->digits);
		break;
	case HJ_YEAR_POWER:
		rc = hj_buf_printf(to, err, "Y%s%lluE%u", sign,
		    (unsigned long long)d->digits, (unsigned)d->exponent);
		break;
	}
	if (rc == HJ_OK && d->significant != 0)
		rc = hj_buf_printf(to, err, "S%u", (unsigned)d->significant);
	return rc;
}

static int
put_time(struct hj_buf *to, const struct hj_edtf_time *t, struct hj_error *err)
{
	int away = t->offset < 0 ? -t->offset : t->offset;

	if (hj_buf_printf(to, err, "T%02u:%02u:%02u", (unsigned)t->hour,
		(unsigned)t->minute, (unsigned)t->second) != HJ_OK)
		return (int)err->code;
	if (t->ndigits != 0 &&
	    hj_buf_printf(to, err, ".%0*u", (int)t->ndigits,
		(unsigned)t->fraction) != HJ_OK)
		return (int)err->code;
	if (!t->zoned)
		return HJ_OK;
	if (t->offset == 0)
		return hj_buf_putc(to, 'Z', err);
	return hj_buf_printf(to, err, "%c%02d:%02d", t->offset < 0 ? '-' : '+',
	    away / 60, away % 60);
}

/* How many parts a date has that can be doubtful. */
static unsigned
nparts(const struct hj_edtf_date *d)
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

/*
 * Doubt that begins with the year stands behind the last part it covers
 * without change; all other doubt stands before its own part.
 */
static int
put_date(struct hj_buf *to, const struct hj_edtf_date *d, struct hj_error *err)
{
	unsigned n = nparts(d), covered = 0;
	int rc = HJ_OK;

	while (covered < n && d->doubt[0] != 0 &&
	    d->doubt[covered] == d->doubt[0])
		covered++;
	for (unsigned i = 0; i < n && rc == HJ_OK; i++) {
		if (i > 0)
			rc = hj_buf_putc(to, '-', err);
		if (rc == HJ_OK && i >= covered)
			rc = put_doubt(to, d->doubt[i], err);
		if (rc != HJ_OK)
			break;
		if (i == 0)
			rc = put_year(to, d, err);
		else if (i == 1)
			rc = put_digits(to, d->month, 2, d->x_month, err);
		else
			rc = put_digits(to, d->day, 2, d->x_day, err);
		if (rc == HJ_OK && i + 1 == covered)
			rc = put_doubt(to, d->doubt[0], err);
	}
	if (rc == HJ_OK && d->precision == HJ_TO_SECOND)
		rc = put_time(to, &d->time, err);
	return rc;
}

static int
put_end(struct hj_buf *to, const struct hj_edtf_end *end, bool in_set,
    struct hj_error *err)
{
	switch (end->edge) {
	case HJ_EDGE_DAY:
		return put_date(to, &end->date, err);
	case HJ_EDGE_OPEN:
		/* In a set the two dots of the range say it. */
		return in_set ? HJ_OK : hj_buf_puts(to, "..", err);
	case HJ_EDGE_UNKNOWN:
		break;
	}
	return HJ_OK;
}

static int
put_part(struct hj_buf *to, const struct hj_edtf_part *part, bool in_set,
    struct hj_error *err)
{
	if (put_end(to, &part->from, in_set, err) != HJ_OK)
		return (int)err->code;
	if (!part->range)
		return HJ_OK;
	if (hj_buf_puts(to, in_set ? ".." : "/", err) != HJ_OK)
		return (int)err->code;
	return put_end(to, &part->to, in_set, err);
}

int
hj_edtf_text(const struct hj_edtf *e, struct hj_buf *to, struct hj_error *err)
{
	bool one = e->shape == HJ_EDTF_ONE_OF;
	bool in_set = one || e->shape == HJ_EDTF_ALL_OF;

	if (in_set && hj_buf_putc(to, one ? '[' : '{', err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < e->nparts; i++) {
		if (i > 0 && hj_buf_putc(to, ',', err) != HJ_OK)
			return (int)err->code;
		if (put_part(to, &e->part[i], in_set, err) != HJ_OK)
			return (int)err->code;
	}
	return in_set ? hj_buf_putc(to, one ? ']' : '}', err) : HJ_OK;
}
