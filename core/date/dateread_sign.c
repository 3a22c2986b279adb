#include <string.h>

#include "core/base/text.h"
#include "core/date/dateread_own.h"

struct scanner {
	const char *p;
	size_t n, at; /* bytes */
	size_t character; /* the one at `at`, from 1 */
	struct hj_signs *to;
	bool apart, cut;
};

static size_t
peek(const struct scanner *s, size_t ahead, uint32_t *c)
{
	*c = 0;
	return s->at + ahead < s->n
	    ? hj_text_decode(s->p + s->at + ahead, s->n - s->at - ahead, c)
	    : 0;
}

static void
skip(struct scanner *s, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		if (((unsigned char)s->p[s->at + i] & 0xc0) != 0x80)
			s->character++;
	s->at += bytes;
}

static bool
is_blank(uint32_t c)
{
	return c == ' ' || c == 0xa0 || c == 0x3000 || c == '\t' || c == '\n';
}

/* Figures, as Korean and Chinese keyboards give them too. */
static int
figure(uint32_t c)
{
	if (c >= '0' && c <= '9')
		return (int)(c - '0');
	return c >= 0xff10 && c <= 0xff19 ? (int)(c - 0xff10) : -1;
}

/* 199?: a figure that is not known; 2019? is a year in doubt. */
static bool
question_fills(const struct scanner *s, size_t ahead, uint8_t ndigits)
{
	uint8_t k = ndigits;
	uint32_t c;

	while (k <= 4 && peek(s, ahead, &c) != 0 && c == '?')
		ahead++, k++;
	return ndigits >= 2 && ndigits < 4 && k == 4;
}

/* A number, with x for figures that are not known.  Its length; 0: none. */
static size_t
number(const struct scanner *s, struct hj_sign *ret)
{
	struct hj_sign v = { .kind = HJ_S_NUMBER };
	size_t ahead = 0, k;
	bool filled = false;
	uint32_t c;

	while ((k = peek(s, ahead, &c)) != 0) {
		int f = figure(c);

		filled =
		    filled || (c == '?' && question_fills(s, ahead, v.ndigits));
		if (f < 0 && c != 'x' && !(c == '?' && filled))
			break;
		if (v.ndigits == 9)
			return 0;
		v.value = v.value * 10 + (f < 0 ? 0 : (uint32_t)f);
		v.x = (uint8_t)(v.x << 1 | (f < 0));
		v.ndigits++;
		ahead += k;
		if (filled && v.ndigits == 4)
			break;
	}
	/* "x" may begin a word. */
	if (v.ndigits == 0 || (v.x != 0 && c >= 'a' && c <= 'z' && k != 0))
		return 0;
	*ret = v;
	return ahead;
}

/* What may stand close behind a number: 1990s, 1990's, 3rd. */
static size_t
suffix(const struct scanner *s, struct hj_sign *ret)
{
	static const struct {
		const char *text;
		enum hj_sign_kind kind;
	} known[] = { { "s", HJ_S_DECADE }, { "'s", HJ_S_DECADE },
		{ "\xe2\x80\x99s", HJ_S_DECADE }, { "st", HJ_S_DAY },
		{ "nd", HJ_S_DAY }, { "rd", HJ_S_DAY }, { "th", HJ_S_DAY } };
	uint32_t c;

	for (size_t i = 0; i < HJ_LEN(known); i++) {
		size_t k = strlen(known[i].text);

		if (s->n - s->at < k ||
		    memcmp(s->p + s->at, known[i].text, k) != 0 ||
		    (peek(s, k, &c) != 0 && c >= 'a' && c <= 'z'))
			continue;
		ret->kind = known[i].kind;
		return k;
	}
	return 0;
}

static void
mark(uint32_t c, struct hj_sign *ret)
{
	static const struct {
		uint32_t c;
		enum hj_sign_kind kind;
		uint32_t value;
	} known[] = { { '.', HJ_S_SEPARATOR, '.' },
		{ 0xff0e, HJ_S_SEPARATOR, '.' },
		{ 0x3002, HJ_S_SEPARATOR, '.' }, { '/', HJ_S_SEPARATOR, '/' },
		{ 0xff0f, HJ_S_SEPARATOR, '/' }, { ',', HJ_S_SEPARATOR, ',' },
		{ 0xff0c, HJ_S_SEPARATOR, ',' },
		{ 0x3001, HJ_S_SEPARATOR, ',' }, { '-', HJ_S_SEPARATOR, '-' },
		{ 0x2010, HJ_S_SEPARATOR, '-' },
		{ 0x2011, HJ_S_SEPARATOR, '-' },
		{ 0x2012, HJ_S_SEPARATOR, '-' },
		{ 0x2013, HJ_S_SEPARATOR, '-' },
		{ 0x2014, HJ_S_SEPARATOR, '-' },
		{ 0x2015, HJ_S_SEPARATOR, '-' },
		{ 0x2212, HJ_S_SEPARATOR, '-' },
		{ 0xff0d, HJ_S_SEPARATOR, '-' }, { '~', HJ_S_RANGE, 0 },
		{ 0x223c, HJ_S_RANGE, 0 }, { 0x301c, HJ_S_RANGE, 0 },
		{ 0xff5e, HJ_S_RANGE, 0 }, { '(', HJ_S_OPEN, 0 },
		{ 0xff08, HJ_S_OPEN, 0 }, { ')', HJ_S_CLOSE, 0 },
		{ 0xff09, HJ_S_CLOSE, 0 }, { '?', HJ_S_DOUBTFUL, 0 },
		{ 0xff1f, HJ_S_DOUBTFUL, 0 }, { ':', HJ_S_CLOCK, 0 },
		{ 0xff1a, HJ_S_CLOCK, 0 } };

	ret->kind = HJ_S_STRANGE;
	for (size_t i = 0; i < HJ_LEN(known); i++)
		if (known[i].c == c) {
			ret->kind = known[i].kind;
			ret->value = known[i].value;
		}
}

static bool
behind_number(const struct scanner *s)
{
	return s->to->n > 0 && !s->apart && !s->cut &&
	    s->to->s[s->to->n - 1].kind == HJ_S_NUMBER;
}

static int
next(struct scanner *s, struct hj_error *err)
{
	struct hj_sign sign = { .at = s->character };
	uint32_t c;
	size_t k = peek(s, 0, &c), len = 0;

	if (k == 0)
		k = 1;
	if (is_blank(c)) {
		s->apart = true;
		skip(s, k);
		return HJ_OK;
	}
	if (behind_number(s))
		len = suffix(s, &sign);
	if (len == 0 && (c == '\'' || c == 0x2019 || c == 0x2018)) {
		s->cut = true;
		skip(s, k);
		return HJ_OK;
	}
	if (len == 0)
		len = number(s, &sign);
	if (len == 0 &&
	    !hj_word_find(s->p + s->at, s->n - s->at, &sign, &len)) {
		mark(c, &sign);
		len = k;
	}
	if (s->to->n == HJ_SIGNS_MAX)
		return hj_fail(err, HJ_ELIMIT,
		    "this is longer than a date: put the rest into a text");
	if (sign.kind == HJ_S_NOISE) {
		s->apart = true;
		skip(s, len);
		return HJ_OK;
	}
	sign.at = s->character;
	sign.apart = s->apart;
	sign.cut = s->cut;
	s->to->s[s->to->n++] = sign;
	s->apart = s->cut = false;
	skip(s, len);
	return HJ_OK;
}

/* ---- signs that only their neighbours tell apart ---- */

static bool
is(const struct hj_signs *v, size_t i, enum hj_sign_kind kind)
{
	return i < v->n && v->s[i].kind == kind;
}

static bool
is_year(const struct hj_signs *v, size_t i)
{
	return is(v, i, HJ_S_NUMBER) && v->s[i].ndigits == 4;
}

/* What stood in the run of numbers that ends before i: another separator than
 * a dash, a year, the name of a month. */
struct run {
	bool other, year, month;
};

static struct run
run_before(const struct hj_signs *v, size_t i)
{
	struct run r = { false };

	while (i-- > 0) {
		const struct hj_sign *s = &v->s[i];

		if (s->kind == HJ_S_SEPARATOR)
			r.other = r.other || s->value != '-';
		else if (s->kind == HJ_S_NUMBER)
			r.year = r.year || s->ndigits == 4;
		else if (s->kind == HJ_S_MONTH)
			r.month = true;
		else if (s->kind != HJ_S_NOISE && s->kind != HJ_S_DAY)
			break;
	}
	return r;
}

/* A dash inside a date, or between two of them? */
static bool
divides(const struct hj_signs *v, size_t i)
{
	struct run r = run_before(v, i);
	bool small;

	if (i == 0 || i + 1 >= v->n)
		return false;
	if (is(v, i - 1, HJ_S_MONTH))
		return is(v, i + 1, HJ_S_MONTH);
	if (!is(v, i - 1, HJ_S_NUMBER))
		return true;
	if (is_year(v, i + 1))
		return r.year;
	if (is(v, i + 1, HJ_S_MONTH))
		return r.month || (r.year && r.other);
	if (!is(v, i + 1, HJ_S_NUMBER))
		return true;
	if (r.other || (r.month && !r.year))
		return true;
	/* 3-5 May, 3-5월, 7월 3-5일 */
	small = v->s[i - 1].ndigits <= 2;
	return small &&
	    (is(v, i + 2, HJ_S_MONTH) || is(v, i + 2, HJ_S_MONTHS) ||
		is(v, i + 2, HJ_S_DAY));
}

static void
take_out(struct hj_signs *v, size_t i, size_t count)
{
	memmove(&v->s[i], &v->s[i + count],
	    (v->n - i - count) * sizeof(v->s[0]));
	v->n -= count;
}

/* winter 2012/2013, 2012~2013년 겨울: one winter, named by its first year. */
static void
join_winter(struct hj_signs *v, size_t i)
{
	const struct hj_sign *a = &v->s[i], *b = &v->s[i + 2];
	uint32_t next = a->value + 1;
	size_t behind = i + 3 + (is(v, i + 3, HJ_S_YEAR) ? 1 : 0);
	bool named =
	    (i > 0 && is(v, i - 1, HJ_S_SEASON) && v->s[i - 1].value == 24) ||
	    (is(v, behind, HJ_S_SEASON) && v->s[behind].value == 24);

	if (!named || !is_year(v, i) || a->x != 0 ||
	    !is(v, i + 2, HJ_S_NUMBER) || b->x != 0 || b->cut ||
	    !((b->ndigits == 4 && b->value == next) ||
		(b->ndigits == 2 && b->value == next % 100)))
		return;
	if (!is(v, i + 1, HJ_S_RANGE) &&
	    !(is(v, i + 1, HJ_S_SEPARATOR) && v->s[i + 1].value != '.' &&
		v->s[i + 1].value != ','))
		return;
	v->s[i].winter = true;
	take_out(v, i + 1, 2);
}

/* "month 3 day 5", as lunar dates are said: the unit stands first. */
static void
turn_unit(struct hj_signs *v, size_t i)
{
	struct hj_sign unit = v->s[i];

	if (unit.kind != HJ_S_DURATION || unit.value == 0 ||
	    !is(v, i + 1, HJ_S_NUMBER))
		return;
	unit.kind = (enum hj_sign_kind)unit.value;
	v->s[i] = v->s[i + 1];
	v->s[i + 1] = unit;
}

static void
settle(struct hj_signs *v)
{
	for (size_t i = 0; i + 1 < v->n; i++)
		turn_unit(v, i);
	for (size_t i = 0; i + 2 < v->n; i++)
		join_winter(v, i);
	for (size_t i = 0; i < v->n; i++)
		if (is(v, i, HJ_S_SEPARATOR) && v->s[i].value == '-' &&
		    divides(v, i)) {
			v->s[i].kind = HJ_S_RANGE;
			v->s[i].value = 0;
		}
}

int
hj_signs_read(const char *p, size_t n, struct hj_signs *ret,
    struct hj_error *err)
{
	struct scanner s = { .p = p, .n = n, .character = 1, .to = ret };

	ret->n = 0;
	while (s.at < n)
		if (next(&s, err) != HJ_OK)
			return (int)err->code;
	settle(ret);
	return HJ_OK;
}
