#include "core/base/word.h"
#include "core/duplicates/alike.h"

#include <string.h>

/* The sum from which two files are shown; from which they are likely one. */
#define PERHAPS 9.0
#define LIKELY 14.0

#define YEAR 366

static bool
is_known(const struct hj_span *s)
{
	return s->earliest != INT32_MIN && s->latest != INT32_MAX;
}

/* Days between two spans; 0 where they overlap. */
static int64_t
gap(const struct hj_span *a, const struct hj_span *b)
{
	if (a->earliest > b->latest)
		return (int64_t)a->earliest - b->latest;
	if (b->earliest > a->latest)
		return (int64_t)b->earliest - a->latest;
	return 0;
}

static int64_t
width(const struct hj_span *s)
{
	return (int64_t)s->latest - s->earliest;
}

/* The narrower both are, the more an overlap says; a year or two apart is how
 * ages are given, more is another person. */
static double
of_birth(const struct hj_span *a, const struct hj_span *b)
{
	int64_t wide;

	if (!is_known(a) || !is_known(b))
		return 0;
	if (gap(a, b) > 3 * YEAR)
		return -5;
	if (gap(a, b) > 0)
		return gap(a, b) > YEAR ? -1.5 : -.5;
	wide = width(a) > width(b) ? width(a) : width(b);
	return wide == 0 ? 5 : wide <= 31 ? 4 : wide <= YEAR ? 3 : 1;
}

static double
of_sex(char a, char b)
{
	if ((a != 'f' && a != 'm') || (b != 'f' && b != 'm'))
		return 0;
	return a == b ? .5 : -6;
}

/* "province county": the county says more; one of them may be missing. */
static double
of_origin(const char *a, const char *b)
{
	const char *ca = strchr(a, ' '), *cb = strchr(b, ' ');
	size_t na, nb;

	if (ca == NULL || cb == NULL)
		return 0;
	if (ca[1] != '\0' && cb[1] != '\0')
		return strcmp(ca, cb) == 0 ? 3 : -1.5;
	na = (size_t)(ca - a);
	nb = (size_t)(cb - b);
	if (na == 0 || nb == 0)
		return 0;
	return na == nb && memcmp(a, b, na) == 0 ? 1.5 : -1.5;
}

/* Things of one life may lie years apart: only nearness says something. */
static double
of_when(const struct hj_span *a, const struct hj_span *b)
{
	if (!is_known(a) || !is_known(b) || gap(a, b) > 0)
		return 0;
	return width(a) <= 31 && width(b) <= 31    ? 3
	    : width(a) <= YEAR && width(b) <= YEAR ? 1.5
						   : 0;
}

/* One code of a place in both: a facility says more than a country. */
static double
of_where(const char *a, const char *b)
{
	const char *code;
	double best = 0;
	size_t n;

	while (hj_word_next(&a, &code, &n)) {
		double says = strncmp(code, "country:", 8) == 0 ? .3 : 2;

		if (says > best && hj_word_has(b, code, n))
			best = says;
	}
	return best;
}

void
hj_alike_weigh(double name, const struct hj_alike_side *a,
    const struct hj_alike_side *b, struct hj_alike *ret)
{
	ret->term[HJ_TERM_NAME] = name;
	ret->term[HJ_TERM_BIRTH] =
	    of_birth(&a->person->birth, &b->person->birth);
	ret->term[HJ_TERM_SEX] = of_sex(a->person->sex, b->person->sex);
	ret->term[HJ_TERM_ORIGIN] =
	    of_origin(a->person->origin, b->person->origin);
	ret->term[HJ_TERM_WHEN] = of_when(&a->when, &b->when);
	ret->term[HJ_TERM_WHERE] = of_where(a->places, b->places);
	ret->sum = 0;
	for (size_t i = 0; i < HJ_TERMS; i++)
		ret->sum += ret->term[i];
}

enum hj_alike_band
hj_alike_band(const struct hj_alike *a)
{
	return a->sum >= LIKELY ? HJ_ALIKE_LIKELY
	    : a->sum >= PERHAPS ? HJ_ALIKE_PERHAPS
				: HJ_ALIKE_NOT;
}
