#include "core/sense/likeness.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/word.h"
#include "core/case/datespan.h"
#include "core/case/schema_rival.h"

/* Places and authorities refer to nothing further, persons are not looked
 * into: this is for files that say otherwise. */
#define DEEP 4

static enum hj_likeness_of
fields(const struct hj_record *r, const struct hj_node *a,
    const struct hj_node *b, const char *names, int deep);

static enum hj_likeness_of
worse(enum hj_likeness_of a, enum hj_likeness_of b)
{
	return a > b ? a : b;
}

static bool
equal(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return strcmp(a, b) == 0;
}

bool
hj_likeness_span(const struct hj_node *date, struct hj_span *ret)
{
	return hj_date_span(date, ret);
}

static bool
overlap(struct hj_span a, struct hj_span b)
{
	return a.earliest <= b.latest && b.earliest <= a.latest;
}

static enum hj_likeness_of
dates(const struct hj_node *a, const struct hj_node *b)
{
	struct hj_span x, y;

	if (!equal(hj_node_attr(a, "cal"), hj_node_attr(b, "cal")))
		return HJ_FITS;
	if (equal(a->text, b->text))
		return HJ_SAME;
	if (!hj_likeness_span(a, &x) || !hj_likeness_span(b, &y))
		return HJ_FITS;
	return overlap(x, y) ? HJ_FITS : HJ_CLASHES;
}

/* A code that only says that nobody knows. */
static bool
says_nothing(const struct hj_elem *def, const char *code)
{
	return strcmp(code, "unknown") == 0 || strcmp(code, "unk") == 0 ||
	    (strcmp(def->of, "sex") == 0 && strcmp(code, "u") == 0);
}

static enum hj_likeness_of
references(const struct hj_record *r, const struct hj_node *a,
    const struct hj_node *b, int deep)
{
	const struct hj_node *x = hj_record_find(r, a->text);
	const struct hj_node *y = hj_record_find(r, b->text);
	const char *names;

	if (equal(a->text, b->text))
		return HJ_SAME;
	if (x == NULL || y == NULL || x->def == NULL || x->def != y->def ||
	    deep == 0)
		return HJ_FITS;
	names = hj_schema_rivalry(x->def)->key;
	return names != NULL ? fields(r, x, y, names, deep - 1) : HJ_CLASHES;
}

static enum hj_likeness_of
leaves(const struct hj_record *r, const struct hj_node *a,
    const struct hj_node *b, int deep)
{
	const struct hj_elem *def = a->def;

	if (a->text == NULL || b->text == NULL)
		return a->text == b->text ? HJ_SAME : HJ_FITS;
	switch (def->value) {
	case HJ_V_DATE:
		return dates(a, b);
	case HJ_V_CODE:
		if (equal(a->text, b->text))
			return HJ_SAME;
		return says_nothing(def, a->text) || says_nothing(def, b->text)
		    ? HJ_FITS
		    : HJ_CLASHES;
	case HJ_V_REF:
		return references(r, a, b, deep);
	case HJ_V_LINE:
	case HJ_V_FREE:
		return equal(a->text, b->text) ? HJ_SAME : HJ_FITS;
	case HJ_V_NONE:
	case HJ_V_TIME:
	case HJ_V_NUMBER:
	case HJ_V_DECIMAL:
	case HJ_V_YESNO:
	case HJ_V_CASE:
	case HJ_V_HEX:
	case HJ_V_FOREIGN:
	case HJ_V_FAR:
	case HJ_V_OWN:
		break;
	}
	return equal(a->text, b->text) ? HJ_SAME : HJ_CLASHES;
}

/* Two names of one place may be in two languages; in one language they are two
 * places. */
static enum hj_likeness_of
lines(const struct hj_node *a, const struct hj_node *b)
{
	enum hj_likeness_of found = HJ_FITS;

	for (const struct hj_node *x = a; x != NULL; x = hj_node_same(x))
		for (const struct hj_node *y = b; y != NULL;
		     y = hj_node_same(y)) {
			if (x->text == NULL || y->text == NULL)
				continue;
			if (equal(x->text, y->text))
				return HJ_SAME;
			if (equal(hj_node_attr(x, "lang"),
				hj_node_attr(y, "lang")))
				found = HJ_CLASHES;
		}
	return found;
}

/* The sibling of a that is meant by "another account of the same": a reference
 * to its own kind says nothing of what happened. */
static bool
is_between_accounts(const struct hj_elem *parent, const struct hj_elem *def)
{
	return def->value == HJ_V_REF && strcmp(def->of, parent->name) == 0;
}

static enum hj_likeness_of
child(const struct hj_record *r, const struct hj_node *a,
    const struct hj_node *b, const struct hj_elem *def, bool asked, int deep)
{
	const struct hj_node *x = hj_node_child(a, def->name);
	const struct hj_node *y = hj_node_child(b, def->name);

	if (x == NULL || y == NULL)
		return x == y ? HJ_SAME : HJ_FITS;
	if (asked && def->value == HJ_V_LINE)
		return lines(x, y);
	if (hj_schema_repeats(def))
		return HJ_SAME;
	if (def->nchildren != 0)
		return fields(r, x, y, NULL, deep);
	return leaves(r, x, y, deep);
}

/* names: the children to compare, or NULL: all. */
static enum hj_likeness_of
fields(const struct hj_record *r, const struct hj_node *a,
    const struct hj_node *b, const char *names, int deep)
{
	enum hj_likeness_of found = HJ_SAME;
	const char *s = hj_node_attr(a, "type"), *t = hj_node_attr(b, "type");

	if (names == NULL || hj_word_among(names, "@type")) {
		if (s != NULL && t != NULL && strcmp(s, t) != 0 &&
		    strcmp(s, "unknown") != 0 && strcmp(t, "unknown") != 0)
			return HJ_CLASHES;
		found = equal(s, t) ? HJ_SAME : HJ_FITS;
	}
	for (size_t i = 0; i < a->def->nchildren && found != HJ_CLASHES; i++) {
		const struct hj_elem *def = &a->def->children[i];

		if (names != NULL ? !hj_word_among(names, def->name)
				  : is_between_accounts(a->def, def))
			continue;
		found = worse(found, child(r, a, b, def, names != NULL, deep));
	}
	return found;
}

/* ---- numbers ---- */

static bool
number(const struct hj_node *of, const char *name, unsigned long *ret)
{
	const char *text = hj_node_value(of, name);

	if (text == NULL)
		return false;
	*ret = strtoul(text, NULL, 10);
	return true;
}

static bool
range(const struct hj_node *of, unsigned long *min, unsigned long *max)
{
	bool low = number(of, "min", min), high = number(of, "max", max);

	if (!low)
		*min = *max;
	if (!high)
		*max = *min;
	return low || high;
}

static enum hj_likeness_of
ranges(const struct hj_record *r, const struct hj_node *a,
    const struct hj_node *b)
{
	unsigned long low = 0, high = 0, from = 0, to = 0;

	if (!range(a, &low, &high) || !range(b, &from, &to))
		return HJ_FITS;
	if (low == from && high == to)
		return fields(r, a, b, "sex age", DEEP);
	return low <= to && from <= high ? HJ_FITS : HJ_CLASHES;
}

/* ---- ages ---- */

/* Days that nobody's age is counted from; open ends lie beyond. */
#define FAR 1000000000

static int32_t
years_before(int32_t day, long years, bool year_begins, bool year_ends)
{
	struct hj_civil c = hj_calendar_civil(day);

	c.year -= years;
	if (year_begins || year_ends) {
		c.month = year_begins ? 1 : 12;
		c.day = year_begins ? 1 : 31;
	} else if (c.day > hj_calendar_month_days(c.year, c.month)) {
		c.day = hj_calendar_month_days(c.year, c.month);
	}
	return (int32_t)hj_calendar_day(c.year, c.month, c.day);
}

bool
hj_likeness_born_as(const struct hj_node *age, bool korean, struct hj_span *ret)
{
	unsigned long n = 0;
	struct hj_span at;
	long years;

	*ret = (struct hj_span){ INT32_MIN, INT32_MAX };
	if (!number(age, "n", &n) || n > 200 ||
	    !hj_likeness_span(hj_node_child(age, "at"), &at) ||
	    at.earliest < -FAR || at.latest > FAR)
		return false;
	years = (long)n;
	/* One at birth, and one more with each New Year's Day. */
	if (korean) {
		years = years > 0 ? years - 1 : 0;
		ret->earliest = years_before(at.earliest, years, true, false);
		ret->latest = years_before(at.latest, years, false, true);
		return true;
	}
	ret->earliest = years_before(at.earliest, years + 1, false, false) + 1;
	ret->latest = years_before(at.latest, years, false, false);
	return true;
}

bool
hj_likeness_born(const struct hj_node *age, struct hj_span *ret)
{
	const char *type = hj_node_attr(age, "type");

	*ret = (struct hj_span){ INT32_MIN, INT32_MAX };
	if (type != NULL && strcmp(type, "estimated") == 0)
		return false;
	return hj_likeness_born_as(age,
	    type != NULL && strcmp(type, "korean") == 0, ret);
}

static enum hj_likeness_of
ages(const struct hj_node *a, const struct hj_node *b)
{
	const char *type = hj_node_attr(a, "type");
	const char *other = hj_node_attr(b, "type");
	const char *at = hj_node_value(a, "at"), *when = hj_node_value(b, "at");
	struct hj_span x, y;

	if (equal(hj_node_value(a, "n"), hj_node_value(b, "n")) &&
	    equal(type, other) && equal(at, when))
		return HJ_SAME;
	if (hj_likeness_born(a, &x) && hj_likeness_born(b, &y))
		return overlap(x, y) ? HJ_FITS : HJ_CLASHES;
	/* Two bare numbers: nothing says how they could both be true. */
	if (at == NULL && when == NULL && equal(type, other) &&
	    (type == NULL || strcmp(type, "estimated") != 0) &&
	    hj_node_value(a, "n") != NULL && hj_node_value(b, "n") != NULL)
		return HJ_CLASHES;
	return HJ_FITS;
}

enum hj_likeness_of
hj_likeness_in(const struct hj_record *r, const struct hj_node *a,
    const struct hj_node *b, const char *names)
{
	return fields(r, a, b, names, DEEP);
}

enum hj_likeness_of
hj_likeness(const struct hj_record *r, const struct hj_node *a,
    const struct hj_node *b)
{
	if (a->def->nchildren == 0)
		return leaves(r, a, b, DEEP);
	switch (hj_schema_rivalry(a->def)->by) {
	case HJ_L_RANGE:
		return ranges(r, a, b);
	case HJ_L_AGE:
		return ages(a, b);
	case HJ_L_FIELDS:
		break;
	}
	return fields(r, a, b, NULL, DEEP);
}
