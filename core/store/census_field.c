#include <stdio.h>
#include <string.h>

#include "core/case/datespan.h"
#include "core/sense/reach.h"
#include "core/sense/status.h"
#include "core/store/census_own.h"

#define YEAR 365.2425

enum kind {
	BY_ATTR, /* of what is counted */
	BY_CHILD, /* its code */
	BY_END, /* of a period of detention: how it ended */
	BY_LAST, /* what became of them */
	BY_PERSON, /* a code of whom it concerns */
	BY_ORIGIN,
	BY_BORN,
	BY_AGE,
	BY_HELD, /* the States of what happened to them */
	BY_STATES, /* the States of what a file speaks of */
	BY_YEAR,
	BY_MONTH,
};

#define OF(what) (1u << HJ_COUNT_##what)
#define OF_PEOPLE (OF(PERSONS) | OF(DETENTIONS) | OF(SERVICES) | OF(CONTACTS))
#define OF_ALL                                                                 \
	(OF(CASES) | OF(PERSONS) | OF(DETENTIONS) | OF(PETITIONS) |            \
	    OF(SERVICES) | OF(CONTACTS))

struct hj_census_field {
	const char *name, *korean;
	unsigned of; /* what is counted by it: OF() */
	enum kind kind;
	const char *child; /* or attribute */
	const char *list; /* of its categories */
};

static const struct hj_census_field fields[] = {
	{ "status", "상태", OF(CASES) | OF(PERSONS) | OF(DETENTIONS), BY_LAST,
	    NULL, "person-status" },
	{ "status", "상태", OF(PETITIONS), BY_ATTR, "status", "pet-status" },
	{ "status", "상태", OF(SERVICES), BY_ATTR, "status", "service-status" },
	{ "kind", "종류", OF(CASES), BY_ATTR, "kind", "case-kind" },
	{ "file", "파일상태", OF(CASES), BY_ATTR, "status", "case-status" },
	{ "country", "국가", OF(CASES), BY_STATES, NULL, "country" },
	{ "country", "국가", OF(PERSONS), BY_HELD, NULL, "country" },
	{ "country", "국가", OF(DETENTIONS) | OF(PETITIONS), BY_CHILD, "state",
	    "country" },
	{ "type", "유형", OF(DETENTIONS), BY_ATTR, "type", "det-type" },
	{ "facility", "시설", OF(DETENTIONS), BY_CHILD, "facility",
	    "facility" },
	{ "end", "종료", OF(DETENTIONS), BY_END, NULL, "det-end" },
	{ "mechanism", "절차", OF(PETITIONS), BY_CHILD, "mechanism",
	    "mechanism" },
	{ "type", "유형", OF(SERVICES), BY_ATTR, "type", "service" },
	{ "kind", "종류", OF(CONTACTS), BY_ATTR, "kind", "note-kind" },
	{ "channel", "연락수단", OF(CONTACTS), BY_CHILD, "channel",
	    "contact-channel" },
	{ "result", "결과", OF(CONTACTS), BY_CHILD, "result",
	    "contact-result" },
	{ "sex", "성별", OF_PEOPLE, BY_PERSON, "sex", "sex" },
	{ "nationality", "국적", OF_PEOPLE, BY_PERSON, "nationality",
	    "country" },
	{ "origin", "출신지", OF_PEOPLE, BY_ORIGIN, NULL, "province" },
	{ "age", "연령대", OF_PEOPLE, BY_AGE, NULL, "age-group" },
	{ "born", "출생", OF_PEOPLE, BY_BORN, NULL, NULL },
	{ "year", "연도", OF_ALL, BY_YEAR, NULL, NULL },
	{ "month", "월", OF_ALL, BY_MONTH, NULL, NULL },
};

const struct hj_census_field *
hj_census_field_at(enum hj_census_what what, size_t i)
{
	for (size_t k = 0; k < HJ_LEN(fields); k++)
		if ((fields[k].of >> what & 1) != 0 && i-- == 0)
			return &fields[k];
	return NULL;
}

const struct hj_census_field *
hj_census_field(enum hj_census_what what, const char *name)
{
	const struct hj_census_field *f;

	for (size_t i = 0; (f = hj_census_field_at(what, i)) != NULL; i++)
		if (strcmp(f->name, name) == 0 || strcmp(f->korean, name) == 0)
			return f;
	return NULL;
}

const char *
hj_census_field_name(const struct hj_census_field *f)
{
	return f->name;
}

const char *
hj_census_field_korean(const struct hj_census_field *f)
{
	return f->korean;
}

const char *
hj_census_field_list(const struct hj_census_field *f)
{
	return f->list;
}

/* ---- codes ---- */

/* One more that is said: nothing yet, the same, or more than one. */
static void
say(char to[static HJ_CATEGORY], const char *code)
{
	if (code == NULL || *code == '\0' || strcmp(to, HJ_SEVERAL) == 0)
		return;
	if (to[0] == '\0')
		(void)snprintf(to, HJ_CATEGORY, "%s", code);
	else if (strncmp(to, code, HJ_CATEGORY - 1) != 0)
		(void)snprintf(to, HJ_CATEGORY, "%s", HJ_SEVERAL);
}

/* The account that is preferred, else all of them. */
static void
say_children(char to[static HJ_CATEGORY], const struct hj_node *parent,
    const char *child)
{
	const struct hj_node *n = hj_node_child(parent, child);

	for (; n != NULL; n = hj_node_same(n)) {
		const char *pref = hj_node_attr(n, "pref");

		if (pref != NULL && strcmp(pref, "yes") == 0) {
			to[0] = '\0';
			say(to, n->text);
			return;
		}
		say(to, n->text);
	}
}

static void
say_states(char to[static HJ_CATEGORY], const struct hj_counted *c)
{
	static const char *const names[] = { "event", "detention" };
	const struct hj_node *root = hj_record_root(c->record), *n;

	for (size_t i = 0; i < HJ_LEN(names); i++)
		for (n = hj_node_child(root, names[i]); n != NULL;
		     n = hj_node_same(n))
			say_children(to, n, "state");
}

static void
say_held(char to[static HJ_CATEGORY], const struct hj_counted *c)
{
	const char *id = hj_node_attr(c->subject, "id");
	const struct hj_node *n;

	if (id == NULL)
		return;
	for (n = hj_reach_next(c->record, id, "detention", NULL); n != NULL;
	     n = hj_reach_next(c->record, id, "detention", n))
		say_children(to, n, "state");
}

/* ---- people ---- */

static bool
is_person(const struct hj_counted *c)
{
	return c->subject != NULL && strcmp(c->subject->name, "person") == 0;
}

static void
say_origin(char to[static HJ_CATEGORY], const struct hj_counted *c)
{
	const struct hj_node *n = hj_node_child(c->subject, "origin");

	for (; n != NULL; n = hj_node_same(n)) {
		const char *id = hj_node_value(n, "place");
		const struct hj_node *place =
		    id != NULL ? hj_record_find(c->record, id) : NULL;

		if (place != NULL)
			say(to, hj_node_value(place, "iso3166-2"));
	}
}

static bool
birth_of(const struct hj_counted *c, struct hj_span *ret)
{
	const struct hj_node *n = hj_node_child(c->subject, "birth");
	bool any = false;
	struct hj_span s;

	for (; n != NULL; n = hj_node_same(n)) {
		if (!hj_date_span(hj_node_child(n, "date"), &s))
			continue;
		if (!any || s.earliest < ret->earliest)
			ret->earliest = s.earliest;
		if (!any || s.latest > ret->latest)
			ret->latest = s.latest;
		any = true;
	}
	return any && ret->earliest != INT32_MIN && ret->latest != INT32_MAX;
}

static void
say_born(char to[static HJ_CATEGORY], const struct hj_counted *c)
{
	struct hj_span s;
	int64_t first, last;

	if (!birth_of(c, &s))
		return;
	first = hj_calendar_civil(s.earliest).year / 10;
	last = hj_calendar_civil(s.latest).year / 10;
	if (first == last)
		(void)snprintf(to, HJ_CATEGORY, "%lld0s", (long long)first);
}

/* The code of the list age-group for so many years. */
static const char *
age_group(double years)
{
	static const struct {
		double below;
		const char *code;
	} groups[] = { { 2, "infant" }, { 13, "child" }, { 18, "teen" },
		{ 60, "adult" }, { 150, "elder" } };

	for (size_t i = 0; years >= 0 && i < HJ_LEN(groups); i++)
		if (years < groups[i].below)
			return groups[i].code;
	return NULL;
}

/* On the day it began, where that is certain. */
static void
say_age(char to[static HJ_CATEGORY], const struct hj_counted *c)
{
	const char *least, *most;
	struct hj_span s;

	if (!birth_of(c, &s) || c->when.earliest == INT32_MIN ||
	    c->when.latest == INT32_MAX)
		return;
	least = age_group(((double)c->when.earliest - s.latest) / YEAR);
	most = age_group(((double)c->when.latest - s.earliest) / YEAR);
	if (least != NULL && most == least)
		say(to, least);
}

static int
say_last(char to[static HJ_CATEGORY], const struct hj_counted *c,
    struct hj_error *err)
{
	struct hj_origins *o = NULL;
	struct hj_status s = { .n = 0 };
	const char *code = NULL;
	int rc;

	if (c->subject == NULL) {
		if ((rc = hj_status_of_case(c->record, &code, err)) == HJ_OK)
			say(to, code);
		return rc;
	}
	rc = hj_status_derive(c->record, &o, c->subject, &s, err);
	if (rc == HJ_OK)
		say(to,
		    s.disputed          ? HJ_STATUS_DISPUTED
			: s.row != NULL ? s.row->code
					: NULL);
	hj_status_clear(&s);
	hj_origins_free(o);
	return rc;
}

/* ---- time ---- */

static void
say_time(char to[static HJ_CATEGORY], const struct hj_counted *c, bool month)
{
	struct hj_civil from, until;

	if (c->when.earliest == INT32_MIN || c->when.latest == INT32_MAX)
		return;
	from = hj_calendar_civil(c->when.earliest);
	until = hj_calendar_civil(c->when.latest);
	if (from.year != until.year || (month && from.month != until.month))
		return;
	if (month)
		(void)snprintf(to, HJ_CATEGORY, "%04lld-%02d",
		    (long long)from.year, from.month);
	else
		(void)snprintf(to, HJ_CATEGORY, "%04lld", (long long)from.year);
}

int
hj_census_category(const struct hj_census_field *f, const struct hj_counted *c,
    char to[static HJ_CATEGORY], struct hj_error *err)
{
	const struct hj_node *end;

	to[0] = '\0';
	switch (f->kind) {
	case BY_ATTR:
		say(to, hj_node_attr(c->node, f->child));
		break;
	case BY_CHILD:
		say_children(to, c->node, f->child);
		break;
	case BY_END:
		if ((end = hj_node_child(c->node, "end")) != NULL)
			say_children(to, end, "how");
		break;
	case BY_LAST:
		return say_last(to, c, err);
	case BY_PERSON:
		if (is_person(c))
			say_children(to, c->subject, f->child);
		break;
	case BY_ORIGIN:
		if (is_person(c))
			say_origin(to, c);
		break;
	case BY_BORN:
		if (is_person(c))
			say_born(to, c);
		break;
	case BY_AGE:
		if (is_person(c))
			say_age(to, c);
		break;
	case BY_HELD:
		if (c->subject != NULL)
			say_held(to, c);
		break;
	case BY_STATES:
		say_states(to, c);
		break;
	case BY_YEAR:
	case BY_MONTH:
		say_time(to, c, f->kind == BY_MONTH);
		break;
	}
	return HJ_OK;
}
