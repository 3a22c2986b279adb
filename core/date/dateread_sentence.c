#include <string.h>

#include "core/date/dateread_own.h"

/* ---- what is asked back ---- */

static const struct hj_sign *
first_of(const struct hj_signs *v, enum hj_sign_kind kind)
{
	for (size_t i = 0; i < v->n; i++)
		if (v->s[i].kind == kind)
			return &v->s[i];
	return NULL;
}

/* 2년 전, three days ago */
static bool
counts_back(const struct hj_signs *v)
{
	for (size_t i = 0; i + 2 < v->n; i++)
		if (v->s[i].kind == HJ_S_NUMBER && v->s[i].ndigits < 4 &&
		    v->s[i + 1].kind == HJ_S_YEAR &&
		    (v->s[i + 2].kind == HJ_S_BEFORE ||
			v->s[i + 2].kind == HJ_S_AFTER))
			return true;
	return false;
}

static size_t
count_years(const struct hj_signs *v)
{
	size_t n = 0;

	for (size_t i = 0; i < v->n; i++)
		n += v->s[i].kind == HJ_S_NUMBER && v->s[i].ndigits == 4;
	return n;
}

int
hj_date_strange(size_t at, struct hj_error *err)
{
	return hj_fail(err, HJ_EINVAL,
	    "not understood from character %zu on: write a date such as 28 May 2013, May 2013, about May 2013, before 2013, between March and May 2013, or 2013-05-28",
	    at);
}

int
hj_date_several(struct hj_error *err)
{
	return hj_fail(err, HJ_EINVAL,
	    "more than one date: give each in an account of its own, with its source");
}

/* Words that are in no date. */
static int
ask_about_words(const struct hj_signs *v, struct hj_error *err)
{
	const struct hj_sign *s;

	if (first_of(v, HJ_S_NOBODY) != NULL)
		return hj_fail(err, HJ_EINVAL,
		    "that says that it is not known: answer '-' to the question, or give PATH?=unknown; parts may be XX, as in 2013-XX-XX");
	if (first_of(v, HJ_S_RELATIVE) != NULL || counts_back(v))
		return hj_fail(err, HJ_EINVAL,
		    "which year, which day? such words depend on the day on which they were said");
	if (first_of(v, HJ_S_AGE) != NULL)
		return hj_fail(err, HJ_EINVAL,
		    "that is an age, not a date: it belongs into the age of the person");
	if (first_of(v, HJ_S_DURATION) != NULL)
		return hj_fail(err, HJ_EINVAL,
		    "that is a length of time, not a date: from when to when was it?");
	if (first_of(v, HJ_S_CLOCK) != NULL)
		return hj_fail(err, HJ_EINVAL,
		    "a time of day is written as 2013-05-28T14:30:00; without it the day alone is kept");
	if (first_of(v, HJ_S_LEAP) != NULL)
		return hj_fail(err, HJ_EINVAL,
		    "a leap month of the lunar calendar cannot be kept as a date: give the year, and the rest in a text");
	if ((s = first_of(v, HJ_S_STRANGE)) == NULL)
		return HJ_OK;
	if (count_years(v) > 1)
		return hj_date_several(err);
	return hj_date_strange(s->at, err);
}

/* ---- how the parts stand to each other ---- */

/* S: a part of a date; what connects or governs it is a letter, small where it
 * stands behind the part. */
static const struct {
	const char *pattern;
	enum hj_shape shape;
} patterns[] = {
	{ "S", HJ_SHAPE_DATE },
	{ "FSTS", HJ_SHAPE_PERIOD }, /* from A to B */
	{ "SfSt", HJ_SHAPE_PERIOD }, /* A부터 B까지 */
	{ "STS", HJ_SHAPE_PERIOD }, /* A to B */
	{ "WS&S", HJ_SHAPE_WITHIN }, /* between A and B */
	{ "WSRS", HJ_SHAPE_WITHIN },
	{ "WSTS", HJ_SHAPE_WITHIN }, /* some time from A to B */
	{ "S&Sw", HJ_SHAPE_WITHIN }, /* A와 B 사이 */
	{ "SfSw", HJ_SHAPE_WITHIN }, /* A에서 B 사이 */
	{ "SRSw", HJ_SHAPE_WITHIN },
	{ "SOS", HJ_SHAPE_EITHER },
	{ "BS", HJ_SHAPE_BEFORE },
	{ "Sb", HJ_SHAPE_BEFORE },
	{ "AS", HJ_SHAPE_AFTER },
	{ "Sa", HJ_SHAPE_AFTER },
	{ "YS", HJ_SHAPE_BY },
	{ "Sy", HJ_SHAPE_BY },
	{ "SOy", HJ_SHAPE_BY }, /* A 또는 그 이전 */
	{ "YSt", HJ_SHAPE_BY }, /* 늦어도 A까지 */
	{ "LS", HJ_SHAPE_ON },
	{ "Sl", HJ_SHAPE_ON },
	{ "SOl", HJ_SHAPE_ON },
	{ "LSf", HJ_SHAPE_ON }, /* 빨라도 A부터 */
	{ "FS", HJ_SHAPE_FROM },
	{ "Sf", HJ_SHAPE_FROM },
	{ "ES", HJ_SHAPE_SINCE },
	{ "Se", HJ_SHAPE_SINCE },
	{ "TS", HJ_SHAPE_UNTIL },
	{ "St", HJ_SHAPE_UNTIL },
	{ "SRS", HJ_SHAPE_ASK_PERIOD },
	{ "SR", HJ_SHAPE_ASK_PERIOD },
	{ "RS", HJ_SHAPE_ASK_PERIOD },
	{ "SfS", HJ_SHAPE_ASK_PERIOD },
	{ "S&S", HJ_SHAPE_ASK_TWO },
};

/* The letter of a connecting word; '\0': it is none. */
static char
letter(const struct hj_sign *s)
{
	static const char letters[] = "FTW&ORBAYLE";
	size_t i;

	if (s->kind < HJ_S_FROM || s->kind > HJ_S_SINCE)
		return '\0';
	i = (size_t)(s->kind - HJ_S_FROM);
	return s->value != 0 ? (char)(letters[i] | 0x20) : letters[i];
}

/* Signs that begin no part.  A stroke does: it may be a minus. */
static bool
says_nothing(const struct hj_sign *s)
{
	return s->kind == HJ_S_NOISE || s->kind == HJ_S_OPEN ||
	    s->kind == HJ_S_CLOSE || s->kind == HJ_S_LUNAR ||
	    s->kind == HJ_S_SOLAR ||
	    (s->kind == HJ_S_SEPARATOR && s->value == ',');
}

/* Cut the signs at the connecting words. */
static int
cut(struct hj_signs *v, struct hj_sentence *t, struct hj_error *err)
{
	size_t n = 0;
	bool inside = false;

	for (size_t i = 0; i < v->n; i++) {
		struct hj_sign *s = &v->s[i];
		char c = letter(s);

		t->lunar = t->lunar || s->kind == HJ_S_LUNAR;
		t->solar = t->solar || s->kind == HJ_S_SOLAR;
		t->still = t->still || s->kind == HJ_S_STILL;
		t->endless = t->endless || s->kind == HJ_S_ENDLESS;
		t->unknown = t->unknown || s->kind == HJ_S_UNKNOWN_END;
		if (s->kind == HJ_S_STILL || s->kind == HJ_S_ENDLESS ||
		    s->kind == HJ_S_UNKNOWN_END)
			s->kind = HJ_S_NOISE;
		if (c == '\0' && inside) {
			t->len[t->nparts - 1]++;
			continue;
		}
		if (c == '\0' && says_nothing(s))
			continue;
		if (n + 1 == sizeof(t->pattern) ||
		    (c == '\0' && t->nparts == HJ_LEN(t->from)))
			return hj_date_strange(s->at, err);
		inside = c == '\0';
		t->pattern[n++] = inside ? 'S' : c;
		if (!inside)
			continue;
		t->from[t->nparts] = s;
		t->len[t->nparts++] = 1;
	}
	return HJ_OK;
}

static int
shape_of(struct hj_sentence *t, struct hj_error *err)
{
	bool found = false;

	for (size_t i = 0; i < HJ_LEN(patterns); i++)
		if (strcmp(patterns[i].pattern, t->pattern) == 0) {
			t->shape = patterns[i].shape;
			found = true;
		}
	if (t->still && t->shape == HJ_SHAPE_FROM)
		t->shape = HJ_SHAPE_SINCE;
	if (!found || (t->still && t->shape != HJ_SHAPE_SINCE) ||
	    (t->endless && t->shape != HJ_SHAPE_UNTIL) ||
	    (t->unknown && t->shape != HJ_SHAPE_UNTIL &&
		t->shape != HJ_SHAPE_FROM))
		return hj_date_strange(1, err);
	if (t->lunar && t->solar)
		return hj_fail(err, HJ_EINVAL,
		    "two calendars: give each date in an account of its own");
	if (t->shape == HJ_SHAPE_ASK_PERIOD)
		return hj_fail(err, HJ_EINVAL,
		    "all the time, or some time in it? say 'from ... to ...' or 'between ... and ...'");
	if (t->shape == HJ_SHAPE_ASK_TWO)
		return hj_date_several(err);
	return HJ_OK;
}

/* 2 February or December 2012: the second of which? */
static int
ask_about_either(const struct hj_sentence *t, bool whole, struct hj_error *err)
{
	if (t->shape != HJ_SHAPE_EITHER || whole ||
	    t->date[0].precision == t->date[1].precision)
		return HJ_OK;
	return hj_fail(err, HJ_EINVAL,
	    "one of the two dates lacks something: write both of them whole");
}

static int
read_parts(struct hj_sentence *t, struct hj_error *err)
{
	bool whole;

	for (size_t i = 0; i < t->nparts; i++)
		if (hj_partial_read(t->from[i], t->len[i], t->how, &t->part[i],
			err) != HJ_OK)
			return (int)err->code;
	whole = t->part[0].has_year && t->part[1].has_year;
	if (t->nparts == 2 &&
	    hj_partial_share(&t->part[0], &t->part[1], err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < t->nparts; i++)
		if (hj_partial_date(&t->part[i], t->lunar, &t->date[i], err) !=
		    HJ_OK)
			return (int)err->code;
	return ask_about_either(t, whole, err);
}

/* The day number of a spreadsheet stands alone; beside words it is a slip. */
static int
check_serial(const struct hj_signs *v, const struct hj_sentence *t,
    struct hj_error *err)
{
	for (size_t i = 0; i < t->nparts; i++)
		if ((t->part[i].remarks & HJ_READ_SERIAL) != 0 && v->n > 1)
			return hj_date_strange(t->from[i]->at, err);
	return HJ_OK;
}

int
hj_sentence_read(const char *p, size_t n, struct hj_sentence *t,
    struct hj_error *err)
{
	struct hj_signs signs;

	if (hj_signs_read(p, n, &signs, err) != HJ_OK ||
	    ask_about_words(&signs, err) != HJ_OK ||
	    cut(&signs, t, err) != HJ_OK)
		return (int)err->code;
	if (t->nparts == 0)
		return hj_fail(err, HJ_EINVAL,
		    "a date is expected, such as 28 May 2013, May 2013, about May 2013, before 2013, or 2013-05-28");
	if (shape_of(t, err) != HJ_OK)
		return (int)err->code;
	if (read_parts(t, err) != HJ_OK)
		return (int)err->code;
	return check_serial(&signs, t, err);
}
