#include "core/date/dateread_own.h"

/* The signs of one part of a date, and what was found so far. */
struct reader {
	const struct hj_sign *s;
	size_t n, at;
	struct hj_partial *p;
	struct hj_numbers bare;
	char separator; /* since the last number; ' ': none */
	bool begun, closed; /* something was said; nothing may follow it */
	bool winter; /* two years name it */
	struct hj_error *err;
};

static int
not_here(const struct reader *r)
{
	return hj_date_strange(r->s[r->at].at, r->err);
}

static bool
follows(const struct reader *r, size_t i, enum hj_sign_kind kind)
{
	return i < r->n && r->s[i].kind == kind;
}

/* The unit of the number at r->at: its place, or r->n. */
static size_t
unit_of(const struct reader *r)
{
	size_t i = r->at + 1;

	while (follows(r, i, HJ_S_CLOSE))
		i++;
	return i;
}

static int
decade(struct reader *r, const struct hj_sign *s)
{
	struct hj_sign year = *s;

	if (s->x != 0 || s->value % 10 != 0 ||
	    (s->ndigits != 2 && s->ndigits != 4))
		return not_here(r);
	if (s->value % 100 == 0 && s->ndigits == 4)
		return hj_fail(r->err, HJ_EINVAL,
		    "ten years or a hundred? say 'between ... and ...'");
	if (s->ndigits == 2 && (s->value < 30 || s->value > 90))
		return hj_fail(r->err, HJ_EINVAL,
		    "which century is that decade in? write all four digits, as in 1990s");
	if (s->ndigits == 2)
		year.value += 1900;
	year.ndigits = 4;
	year.cut = false;
	year.x = 1;
	return hj_partial_year(r->p, &year, r->err);
}

static int
season(struct reader *r, uint32_t code)
{
	if (r->p->has_month)
		return not_here(r);
	r->p->has_month = true;
	r->p->date.month = (uint8_t)code;
	return HJ_OK;
}

static int
keep_bare(struct reader *r, const struct hj_sign *s)
{
	struct hj_numbers *v = &r->bare;

	if (v->n == HJ_LEN(v->s))
		return hj_date_several(r->err);
	v->between[v->n] = r->separator;
	v->s[v->n++] = *s;
	r->separator = ' ';
	return HJ_OK;
}

static int
number(struct reader *r)
{
	const struct hj_sign *s = &r->s[r->at];
	size_t unit = unit_of(r);
	int rc = HJ_OK;

	if (r->closed)
		return not_here(r);
	r->winter = r->winter || s->winter;
	if (follows(r, unit, HJ_S_YEAR))
		rc = hj_partial_year(r->p, s, r->err);
	else if (follows(r, unit, HJ_S_MONTHS))
		rc = hj_partial_month(r->p, s, r->err);
	else if (follows(r, unit, HJ_S_DAY))
		rc = hj_partial_day(r->p, s, r->err);
	else if (follows(r, unit, HJ_S_DECADE))
		rc = decade(r, s);
	else if (s->cut)
		rc = hj_partial_year(r->p, s, r->err);
	else if (follows(r, unit, HJ_S_QUARTER) && s->value >= 1 &&
	    s->value <= 4)
		rc = season(r, 32 + s->value);
	else if (follows(r, r->at + 1, HJ_S_CLOSE) && s->ndigits == 4)
		rc = hj_partial_year(r->p, s, r->err);
	else
		return keep_bare(r, s);
	if (unit < r->n && r->s[unit].kind >= HJ_S_YEAR &&
	    r->s[unit].kind <= HJ_S_QUARTER)
		r->at = unit;
	return rc;
}

/* 주체102(2013)년, Juche 101: the year 1 was 1912. */
static int
juche(struct reader *r)
{
	struct hj_sign year;

	if (!follows(r, ++r->at, HJ_S_NUMBER) || r->s[r->at].x != 0 ||
	    r->s[r->at].ndigits > 3 || r->s[r->at].value == 0)
		return hj_fail(r->err, HJ_EINVAL,
		    "the number of the Juche year is expected behind that word");
	year = r->s[r->at];
	year.value += 1911;
	year.ndigits = 4;
	r->p->remarks |= HJ_READ_JUCHE;
	if (follows(r, unit_of(r), HJ_S_YEAR))
		r->at = unit_of(r);
	return hj_partial_year(r->p, &year, r->err);
}

static int
named_month(struct reader *r, const struct hj_sign *s)
{
	struct hj_sign month = { .value = s->value, .ndigits = 2, .at = s->at };

	if (r->closed)
		return not_here(r);
	return hj_partial_month(r->p, &month, r->err);
}

static int
about(struct reader *r, uint8_t doubt)
{
	r->p->doubt |= doubt;
	/* "2012년경 7월": about which of them? */
	r->closed = r->closed || r->begun;
	return HJ_OK;
}

/* A stroke stands between two things; before the first it could be a minus. */
static int
separator(struct reader *r, char c)
{
	bool stroke = c == '-' || c == '/';

	if ((stroke || c == '.') && !r->begun)
		return not_here(r);
	if (stroke && (r->separator != ' ' || r->at + 1 == r->n))
		return not_here(r);
	r->separator = c;
	return HJ_OK;
}

static int
sign(struct reader *r)
{
	const struct hj_sign *s = &r->s[r->at];
	int rc = HJ_OK;

	switch ((int)s->kind) {
	case HJ_S_OPEN:
		r->separator = '(';
		return HJ_OK;
	case HJ_S_NOISE:
	case HJ_S_CLOSE:
	case HJ_S_SOLAR:
	case HJ_S_LUNAR:
		return HJ_OK;
	case HJ_S_SEPARATOR:
		return separator(r, (char)s->value);
	case HJ_S_ABOUT:
		return about(r, HJ_ABOUT);
	case HJ_S_DOUBTFUL:
		return about(r, HJ_DOUBTFUL);
	case HJ_S_NUMBER:
		rc = number(r);
		break;
	case HJ_S_MONTH:
		rc = named_month(r, s);
		break;
	case HJ_S_SEASON:
		rc = season(r, s->value);
		break;
	case HJ_S_JUCHE:
		rc = juche(r);
		break;
	case HJ_S_VAGUE:
		r->p->vague = true;
		return HJ_OK;
	case HJ_S_THIRD:
		r->p->third = (uint8_t)s->value;
		break;
	case HJ_S_WEEKDAY:
		if (r->p->weekday >= 0)
			return not_here(r);
		r->p->weekday = (int)s->value;
		return HJ_OK;
	default:
		return not_here(r);
	}
	r->begun = true;
	r->separator = ' ';
	return rc;
}

/* Numbers beside a month or a year that was named. */
static int
place_bare(struct reader *r)
{
	struct hj_partial *p = r->p;

	for (size_t i = 0; i < r->bare.n; i++) {
		const struct hj_sign *s = &r->bare.s[i];
		int rc = HJ_OK;

		if (s->ndigits >= 3)
			rc = hj_partial_year(p, s, r->err);
		else if (s->cut || (p->has_day && !p->has_year))
			rc = hj_partial_year(p, s, r->err);
		else if (p->has_month && p->date.month < 21)
			rc = hj_partial_day(p, s, r->err);
		else if (p->nleft < HJ_LEN(p->left))
			p->left[p->nleft++] = *s;
		else
			return not_here(r);
		if (rc != HJ_OK)
			return rc;
	}
	/* 2012년 7.3 */
	if (p->nleft == 2 && p->has_year && !p->has_month && !p->has_day) {
		p->nleft = 0;
		if (hj_partial_month(p, &p->left[0], r->err) != HJ_OK)
			return (int)r->err->code;
		return hj_partial_day(p, &p->left[1], r->err);
	}
	return HJ_OK;
}

static int
check(const struct reader *r)
{
	const struct hj_partial *p = r->p;
	bool season = p->has_month && p->date.month >= 21;

	if (season && (p->has_day || p->third != 0))
		return hj_fail(r->err, HJ_EINVAL,
		    "a season and a day: give one of them");
	if (season && p->date.month == 24 && !r->winter)
		return hj_fail(r->err, HJ_EINVAL,
		    "which winter? say 'winter 2012/2013' with both years, or the months");
	if (p->third != 0 && (!p->has_month || p->has_day))
		return hj_fail(r->err, HJ_EINVAL, "a third of which month?");
	if (p->vague && p->has_day)
		return hj_fail(r->err, HJ_EINVAL,
		    "a day has no beginning, middle or end here: give the day alone");
	return HJ_OK;
}

int
hj_partial_read(const struct hj_sign *s, size_t n,
    const struct hj_date_how *how, struct hj_partial *ret, struct hj_error *err)
{
	struct hj_partial p = { .weekday = -1 };
	struct reader r = { .s = s,
		.n = n,
		.p = &p,
		.separator = ' ',
		.err = err };

	for (; r.at < n; r.at++)
		if (sign(&r) != HJ_OK)
			return (int)err->code;
	if (p.has_year || p.has_month || p.has_day) {
		if (place_bare(&r) != HJ_OK)
			return (int)err->code;
	} else if (hj_numbers_read(&r.bare, how, &p, err) != HJ_OK) {
		return (int)err->code;
	}
	if (check(&r) != HJ_OK)
		return (int)err->code;
	if (p.vague)
		p.remarks |= HJ_READ_VAGUE;
	*ret = p;
	return HJ_OK;
}
