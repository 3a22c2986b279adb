#include "core/base/text.h"
#include "core/date/calendar.h"
#include "core/date/dateread.h"
#include "core/date/dateread_own.h"
#include "core/date/edtf_date.h"

/* Longer than anybody writes a date. */
#define TYPED_MAX 512

/* Years that a person of our cases can mean. */
#define YEAR_LEAST 1850
#define YEAR_MOST 2100

const char *
hj_date_remark(unsigned bit)
{
	static const char *const says[HJ_READ_REMARKS] = {
		HJ_N_("only one order of day and month fits these numbers"),
		HJ_N_("day and month in the declared order"),
		HJ_N_("the first of the month stands for the month here, as declared"),
		HJ_N_("taken for a day number of a spreadsheet: compare it with the original"),
		HJ_N_("the Juche year was counted from 1912"),
		HJ_N_("'early', 'middle', 'late' and their like are not kept in the date: put them into a text"),
		HJ_N_("a third of a month has no sharp ends, so they are kept as about"),
		HJ_N_("00 was taken for 'not known'"),
		HJ_N_("kept as a date of the lunar calendar, not converted"),
		HJ_N_("this year is far from ours: is it meant?"),
	};

	for (size_t i = 0; i < HJ_LEN(says); i++)
		if (bit == 1u << i)
			return says[i];
	return "";
}

/* ---- EDTF of a sentence ---- */

static struct hj_edtf_end
end_of(const struct hj_edtf_date *d)
{
	return (struct hj_edtf_end){ .edge = HJ_EDGE_DAY, .date = *d };
}

static void
range(struct hj_edtf *e, enum hj_edtf_shape shape, struct hj_edtf_end from,
    struct hj_edtf_end to)
{
	e->shape = shape;
	e->nparts = 1;
	e->part[0] =
	    (struct hj_edtf_part){ .range = true, .from = from, .to = to };
}

/*
 * The last day, month or year before d, or the first after it, as far as d
 * goes.  What has no sharp edge (about, early, a third, a lunar month) stays
 * itself: a bound that lets too much in is true, one that keeps out is not.
 */
static struct hj_edtf_date
beyond(const struct hj_sentence *t, bool before)
{
	struct hj_edtf_date d = t->date[0], next = { .digits = 0 };
	const struct hj_partial *p = &t->part[0];
	int64_t first, last;
	struct hj_civil c;

	if (p->doubt != 0 || p->vague || p->third != 0 || t->lunar ||
	    !hj_edtf_date_days(&d, &first, &last))
		return d;
	c = hj_calendar_civil(before ? first - 1 : last + 1);
	if (c.year < 0 || c.year > 9999)
		return d;
	next.digits = (uint64_t)c.year;
	if (d.precision == HJ_TO_YEAR || d.x_month != 0)
		return next;
	next.precision = HJ_TO_MONTH;
	next.month = (uint8_t)c.month;
	if (d.precision != HJ_TO_DAY || d.x_day != 0)
		return next;
	next.precision = HJ_TO_DAY;
	next.day = (uint8_t)c.day;
	return next;
}

/* A third of a month: some day from about the 11th to about the 20th.  The
 * ends of the month themselves are sharp. */
static void
third(const struct hj_sentence *t, struct hj_edtf *e)
{
	struct hj_edtf_date from = t->date[0], to = t->date[0];
	uint8_t which = t->part[0].third;
	int64_t first, last;

	if (!hj_edtf_date_days(&from, &first, &last))
		return;
	from.precision = to.precision = HJ_TO_DAY;
	from.day = (uint8_t)(which * 10 - 9);
	to.day = which == 3 ? (uint8_t)hj_calendar_civil(last).day : which * 10;
	from.doubt[2] = t->part[0].doubt | (which > 1 ? HJ_ABOUT : 0);
	to.doubt[2] = t->part[0].doubt | (which < 3 ? HJ_ABOUT : 0);
	for (size_t i = 0; i < 2; i++) {
		from.doubt[i] = from.doubt[2];
		to.doubt[i] = to.doubt[2];
	}
	range(e, HJ_EDTF_ONE_OF, end_of(&from), end_of(&to));
}

static bool
has_plain_month(const struct hj_edtf_date *d)
{
	return (d->x_year | d->x_month) == 0;
}

static void
single(const struct hj_sentence *t, struct hj_edtf *e, unsigned *remarks)
{
	if (t->part[0].third == 0) {
		e->nparts = 1;
		e->part[0].from = end_of(&t->date[0]);
	} else if (t->lunar || !has_plain_month(&t->date[0])) {
		e->nparts = 1;
		e->part[0].from = end_of(&t->date[0]);
		*remarks |= HJ_READ_VAGUE;
	} else {
		third(t, e);
		*remarks |= HJ_READ_THIRD;
	}
}

static void
compose(const struct hj_sentence *t, struct hj_edtf *e, unsigned *remarks)
{
	const struct hj_edtf_end a = end_of(&t->date[0]);
	const struct hj_edtf_end b = end_of(&t->date[1]);
	const struct hj_edtf_end open = { .edge = HJ_EDGE_OPEN };
	const struct hj_edtf_end unknown = { .edge = HJ_EDGE_UNKNOWN };
	struct hj_edtf_date next;

	for (size_t i = 0; i < t->nparts; i++)
		if (t->part[i].third != 0 && t->shape != HJ_SHAPE_DATE)
			*remarks |= HJ_READ_VAGUE;
	switch (t->shape) {
	case HJ_SHAPE_DATE:
		single(t, e, remarks);
		break;
	case HJ_SHAPE_PERIOD:
		range(e, HJ_EDTF_INTERVAL, a, b);
		break;
	case HJ_SHAPE_WITHIN:
		range(e, HJ_EDTF_ONE_OF, a, b);
		break;
	case HJ_SHAPE_EITHER:
		e->shape = HJ_EDTF_ONE_OF;
		e->nparts = 2;
		e->part[0].from = a;
		e->part[1].from = b;
		break;
	case HJ_SHAPE_BEFORE:
		next = beyond(t, true);
		range(e, HJ_EDTF_ONE_OF, open, end_of(&next));
		break;
	case HJ_SHAPE_AFTER:
		next = beyond(t, false);
		range(e, HJ_EDTF_ONE_OF, end_of(&next), open);
		break;
	case HJ_SHAPE_BY:
		range(e, HJ_EDTF_ONE_OF, open, a);
		break;
	case HJ_SHAPE_ON:
		range(e, HJ_EDTF_ONE_OF, a, open);
		break;
	case HJ_SHAPE_FROM:
		range(e, HJ_EDTF_INTERVAL, a, unknown);
		break;
	case HJ_SHAPE_SINCE:
		range(e, HJ_EDTF_INTERVAL, a, open);
		break;
	case HJ_SHAPE_UNTIL:
		range(e, HJ_EDTF_INTERVAL, t->endless ? open : unknown, a);
		break;
	case HJ_SHAPE_ASK_PERIOD:
	case HJ_SHAPE_ASK_TWO:
		break;
	}
}

/* What was put together is read again: what comes of words passes the same
 * check as what was written as EDTF. */
static int
again(const struct hj_edtf *e, struct hj_edtf *ret, struct hj_error *err)
{
	struct hj_buf text = HJ_BUF(HJ_EDTF_TEXT_MAX);
	struct hj_error why = HJ_ERROR;
	int rc;

	if ((rc = hj_edtf_text(e, &text, err)) == HJ_OK &&
	    hj_edtf_parse((const char *)text.data, text.len, ret, &why) !=
		HJ_OK)
		rc = hj_fail(err, HJ_EINVAL,
		    "the end is before the beginning: give each of them its own year");
	hj_buf_clear(&text);
	return rc;
}

static int
from_words(const char *p, size_t n, const struct hj_date_how *how,
    struct hj_date_read *ret, struct hj_error *err)
{
	struct hj_buf folded = HJ_BUF(16 * TYPED_MAX);
	struct hj_sentence t = { .how = how };
	struct hj_edtf e = { .nparts = 0 };
	int rc;

	if ((rc = hj_text_fold(p, n, &folded, err)) == HJ_OK &&
	    (rc = hj_sentence_read((const char *)folded.data, folded.len, &t,
		 err)) == HJ_OK) {
		compose(&t, &e, &ret->remarks);
		rc = again(&e, &ret->date, err);
		for (size_t i = 0; i < t.nparts; i++)
			ret->remarks |= t.part[i].remarks;
		if (t.lunar)
			ret->remarks |= HJ_READ_LUNAR;
		ret->lunar = t.lunar;
		ret->solar = t.solar;
	}
	hj_buf_clear(&folded);
	return rc;
}

/* ---- */

/* 2014-05-01 in a column of months. */
static void
drop_first(struct hj_date_read *r)
{
	struct hj_edtf_date *d = &r->date.part[0].from.date;

	if (r->date.shape != HJ_EDTF_DATE || d->precision != HJ_TO_DAY ||
	    d->day != 1 || (d->x_month | d->x_day) != 0 || r->lunar)
		return;
	d->precision = HJ_TO_MONTH;
	d->day = 0;
	d->doubt[2] = 0;
	r->remarks |= HJ_READ_MONTHLY;
	r->as_written = false;
}

static bool
is_far(const struct hj_edtf_end *end)
{
	int64_t first, last;

	if (end->edge != HJ_EDGE_DAY || end->date.x_year == 15 ||
	    !hj_edtf_date_days(&end->date, &first, &last))
		return false;
	return hj_calendar_civil(first).year < YEAR_LEAST ||
	    hj_calendar_civil(last).year > YEAR_MOST;
}

static bool
goes_far(const struct hj_edtf *e)
{
	for (size_t i = 0; i < e->nparts; i++)
		if (is_far(&e->part[i].from) ||
		    (e->part[i].range && is_far(&e->part[i].to)))
			return true;
	return false;
}

int
hj_date_read(const char *p, size_t n, const struct hj_date_how *how,
    struct hj_date_read *ret, struct hj_error *err)
{
	struct hj_error ignored = HJ_ERROR;
	struct hj_date_read r = { .as_written = true };
	size_t given = n;

	while (n > 0 && (p[n - 1] == ' ' || p[n - 1] == '\n'))
		n--;
	while (n > 0 && *p == ' ')
		p++, n--;
	if (hj_edtf_parse(p, n, &r.date, &ignored) == HJ_OK) {
		r.as_written = n == given;
	} else {
		if (n > TYPED_MAX)
			return hj_fail(err, HJ_ELIMIT,
			    "this is longer than a date: put the rest into a text");
		r.as_written = false;
		if (from_words(p, n, how, &r, err) != HJ_OK)
			return (int)err->code;
	}
	if (how->monthly)
		drop_first(&r);
	if (goes_far(&r.date))
		r.remarks |= HJ_READ_FAR;
	*ret = r;
	return HJ_OK;
}
