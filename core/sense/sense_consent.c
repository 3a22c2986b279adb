#include <string.h>

#include "core/sense/likeness.h"
#include "core/sense/sense_own.h"

#define FULL_AGE 18

static bool
is(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* When the person was born, by the births that are told, else by the ages. */
static bool
born(const struct hj_record *r, const struct hj_node *person,
    struct hj_span *ret)
{
	struct hj_life l;
	struct hj_span one;
	bool found = false;

	hj_sense_life(r, person, &l);
	if (l.birth.node != NULL) {
		*ret = l.birth.span;
		return true;
	}
	for (struct hj_node *a = hj_node_child(person, "age"); a != NULL;
	     a = hj_node_same(a)) {
		if (!hj_likeness_born(a, &one))
			return false;
		if (!found || one.earliest < ret->earliest)
			ret->earliest = one.earliest;
		if (!found || one.latest > ret->latest)
			ret->latest = one.latest;
		found = true;
	}
	return found;
}

/* On the last day that the date allows, by the first possible birth. */
static bool
is_certainly_minor(const struct hj_span *birth, const struct hj_span *date)
{
	struct hj_civil c;

	if (birth->earliest == INT32_MIN || date->latest == INT32_MAX)
		return false;
	c = hj_calendar_civil(birth->earliest);
	c.year += FULL_AGE;
	/* Born on 29 February: of age on 1 March. */
	if (c.day > hj_calendar_month_days(c.year, c.month)) {
		c.month = 3;
		c.day = 1;
	}
	return date->latest < hj_calendar_day(c.year, c.month, c.day);
}

static bool
shares_scope(const struct hj_node *a, const struct hj_node *b)
{
	for (struct hj_node *x = hj_node_child(a, "scope"); x != NULL;
	     x = hj_node_same(x))
		for (struct hj_node *y = hj_node_child(b, "scope"); y != NULL;
		     y = hj_node_same(y))
			if (is(x->text, y->text))
				return true;
	return false;
}

/* Somebody agreed for them, or was asked to. */
static bool
has_guardian(const struct hj_node *consent)
{
	const char *subject = hj_node_value(consent, "subject");

	for (const struct hj_node *c =
		 hj_node_child(consent->parent, "consent");
	     c != NULL; c = hj_node_same(c))
		if (is(hj_node_attr(c, "status"), "proxy") &&
		    is(hj_node_value(c, "subject"), subject) &&
		    shares_scope(c, consent))
			return true;
	return false;
}

int
hj_sense_consent(struct hj_sense *s, const struct hj_node *consent)
{
	const char *subject = hj_node_value(consent, "subject");
	const char *relation = hj_node_value(consent, "relation");
	const struct hj_node *person;
	struct hj_span birth;
	struct hj_moment day;

	if (subject == NULL ||
	    s->consents * (s->consents + s->occurrences) > HJ_SENSE_PATIENCE ||
	    (person = hj_record_find(s->c.record, subject)) == NULL ||
	    !hj_sense_moment(hj_node_child(consent, "date"), &day) ||
	    !born(s->c.record, person, &birth))
		return HJ_OK;
	if (day.span.latest < birth.earliest)
		return hj_check_warn(&s->c, day.node, HJ_NATTRS, "before-birth",
		    "this lies before the birth of the person");
	if (!is(hj_node_attr(consent, "status"), "given") ||
	    (relation != NULL && strcmp(relation, "self") != 0) ||
	    !is_certainly_minor(&birth, &day.span) || has_guardian(consent))
		return HJ_OK;
	return hj_check_warn(&s->c, consent, HJ_NATTRS,
	    "minor-without-guardian",
	    "whoever agreed here was under 18, and no guardian agrees beside them");
}
