#include <stdlib.h>
#include <string.h>

#include "core/case/datespan.h"
#include "core/date/calendar.h"
#include "core/sense/reach.h"
#include "export/petition/shown_own.h"
#include "export/redact/redact_own.h"

static bool
is(const char *a, const char *b)
{
	return a != NULL && strcmp(a, b) == 0;
}

/* Of uncontested accounts only: two would say more than one. */
static const char *
only(const struct hj_node *person, const char *name, const char *child)
{
	const struct hj_node *n = hj_node_child(person, name);

	if (n == NULL || hj_node_same(n) != NULL)
		return NULL;
	if (child != NULL)
		n = hj_node_child(n, child);
	return n != NULL && hj_node_conf(n) <= HJ_SHOWN_MOST ? n->text : NULL;
}

/* Decades of age; the oldest share one. */
static void
describe_person(const struct hj_node *person, struct hj_shown_victim *v)
{
	const char *sex = only(person, "sex", NULL);
	const char *age = only(person, "age", "n");
	unsigned long years = age != NULL ? strtoul(age, NULL, 10) : 0;
	bool minor = age != NULL && years < 18;

	v->sort = minor ? HJ_SORT_CHILD : HJ_SORT_PERSON;
	if (is(sex, "f"))
		v->sort = minor ? HJ_SORT_GIRL : HJ_SORT_WOMAN;
	if (is(sex, "m"))
		v->sort = minor ? HJ_SORT_BOY : HJ_SORT_MAN;
	v->decade = -1;
	if (age != NULL && !minor)
		v->decade = years > 90 ? 90 : (int)(years / 10 * 10);
}

static int
year_of(const struct hj_node *date)
{
	struct hj_civil from, to;
	struct hj_span s;

	if (date == NULL || hj_node_conf(date) > HJ_SHOWN_MOST ||
	    !hj_date_span(date, &s) || s.earliest == INT32_MIN)
		return 0;
	from = hj_calendar_civil(s.earliest);
	/* "Since 2019" began in 2019. */
	if (s.latest == INT32_MAX)
		return 0;
	to = hj_calendar_civil(s.latest);
	return from.year == to.year && from.year >= 1900 && from.year <= 9999
	    ? (int)from.year
	    : 0;
}

static const char *
code_of(const struct hj_node *of, const char *child)
{
	const struct hj_node *n = of != NULL ? hj_node_child(of, child) : NULL;

	return n != NULL && n->text != NULL &&
		hj_node_conf(n) <= HJ_SHOWN_MOST &&
		n->def->value == HJ_V_CODE && hj_redact_is_coarse(n->def->of) &&
		strncmp(n->text, "x-", 2) != 0
	    ? n->text
	    : NULL;
}

/* Where it began, of a period that has two ends. */
static int
began(const struct hj_node *happened)
{
	const struct hj_node *date = hj_node_child(happened, "date");
	struct hj_span s;

	if (is(happened->name, "detention") && date != NULL &&
	    hj_node_conf(date) <= HJ_SHOWN_MOST && date->text != NULL &&
	    strchr(date->text, '/') != NULL && hj_date_span(date, &s) &&
	    s.earliest != INT32_MIN)
		return (int)hj_calendar_civil(s.earliest).year;
	return year_of(date);
}

static void
add(const struct hj_record *r, const struct hj_node *n, enum hj_shown_kind kind,
    struct hj_shown_victim *v)
{
	const char *id = hj_node_value(n, "place");
	const struct hj_node *place = id != NULL ? hj_record_find(r, id) : NULL;
	struct hj_shown_fact f = { .kind = kind, .year = began(n) };

	if (place != NULL && hj_node_conf(place) > HJ_SHOWN_MOST)
		place = NULL;
	if (kind == HJ_SHOWN_SENT_BACK) {
		f.state = code_of(n, "from");
	} else {
		f.province = code_of(place, "iso3166-2");
		f.state = code_of(n, "state");
		if (f.state == NULL)
			f.state = code_of(place, "country");
	}
	for (size_t i = 0; i < v->nfacts; i++)
		if (v->fact[i].kind == kind && v->fact[i].year == f.year &&
		    v->fact[i].province == f.province &&
		    (f.state == NULL || is(v->fact[i].state, f.state)))
			return;
	if (v->nfacts < HJ_SHOWN_FACTS)
		v->fact[v->nfacts++] = f;
}

/* Another account of the same thing is not told a second time. */
static bool
may_tell(const struct hj_record *r, const char *person, const struct hj_node *n)
{
	struct hj_reach way;

	return hj_node_conf(n) <= HJ_SHOWN_MOST &&
	    hj_node_child(n, "same-as") == NULL &&
	    hj_reach(r, person, n, &way) &&
	    hj_reach_conf(&way) <= HJ_SHOWN_MOST;
}

static void
each(const struct hj_record *r, const char *name, const char *type,
    enum hj_shown_kind kind, struct hj_shown_victim *v)
{
	struct hj_node *n = NULL;

	while ((n = hj_reach_next(r, v->person, name, n)) != NULL)
		if ((type == NULL || is(hj_node_attr(n, "type"), type)) &&
		    may_tell(r, v->person, n))
			add(r, n, kind, v);
}

void
hj_shown_describe(const struct hj_record *r, struct hj_shown_victim *v)
{
	const struct hj_node *person = hj_record_find(r, v->person);

	describe_person(person, v);
	v->nfacts = 0;
	each(r, "event", "arrest", HJ_SHOWN_ARREST, v);
	/* Who was arrested was held. */
	if (v->nfacts == 0)
		each(r, "detention", NULL, HJ_SHOWN_HELD, v);
	each(r, "repatriation", NULL, HJ_SHOWN_SENT_BACK, v);
	each(r, "event", "disappear", HJ_SHOWN_LOST, v);
}
