#include <string.h>

#include "core/sense/likeness.h"
#include "core/sense/reach.h"
#include "core/sense/sense_own.h"

static bool
is(const char *a, const char *b)
{
	return a != NULL && strcmp(a, b) == 0;
}

/* The element with the sources of a date. */
static const struct hj_node *
fact_of(const struct hj_node *date)
{
	const struct hj_node *fact = date->parent;

	return (fact->def->attrs & HJ_A(SRC)) != 0 ? fact : fact->parent;
}

/* Told by the same sources, certain, and nobody says otherwise. */
static bool
is_fault(const struct hj_moment *a, const struct hj_moment *b, bool alone)
{
	return alone && a->sure && b->sure &&
	    hj_sense_same_source(fact_of(a->node), fact_of(b->node));
}

/* Both levels with one text. */
static int
say(struct hj_sense *s, bool fault, const struct hj_node *at, const char *code,
    const char *text)
{
	if (fault)
		return hj_check_fault(&s->c, at, HJ_NATTRS, code, "%s",
		    hj_said(s->c.err, text));
	return hj_check_warn(&s->c, at, HJ_NATTRS, code, "%s",
	    hj_said(s->c.err, text));
}

/* ---- names ---- */

static int
judge_name(struct hj_sense *s, const struct hj_node *person)
{
	const struct hj_node *p = hj_node_child(person, "placeholder");

	if (person->first == NULL ||
	    (p != NULL && hj_node_value(p, "label") != NULL))
		return HJ_OK;
	for (const struct hj_node *n = person->first; n != NULL; n = n->next) {
		if (n->def == NULL)
			return HJ_OK; /* withheld: it may be the name */
		if (strcmp(n->name, "name") != 0)
			continue;
		for (const struct hj_node *part = n->first; part != NULL;
		     part = part->next)
			if (part->text != NULL || part->def == NULL)
				return HJ_OK;
	}
	return hj_check_warn(&s->c, person, HJ_NATTRS, "nameless",
	    "this person has no name, and nothing else to be called by");
}

/* ---- ages ---- */

static bool
overlap(struct hj_span a, struct hj_span b)
{
	return a.earliest <= b.latest && b.earliest <= a.latest;
}

static int
judge_age(struct hj_sense *s, const struct hj_life *l,
    const struct hj_node *age)
{
	bool korean = is(hj_node_attr(age, "type"), "korean");
	const struct hj_node *n = hj_node_child(age, "n");
	struct hj_span born, otherwise;
	struct hj_moment at;
	bool fault;

	if (l->birth.node == NULL || !hj_likeness_born(age, &born) ||
	    overlap(born, l->birth.span) ||
	    !hj_sense_moment(hj_node_child(age, "at"), &at))
		return HJ_OK;
	if (hj_likeness_born_as(age, !korean, &otherwise) &&
	    overlap(otherwise, l->birth.span))
		return say(s, false, n, "age-kind",
		    korean
			? HJ_N_("this age fits the date of birth as full years, not as Korean age")
			: HJ_N_("this age fits the date of birth as Korean age, not as full years"));
	fault = is_fault(&at, &l->birth, l->one_birth);
	return say(s, fault, n, "age-birth",
	    HJ_N_("this age does not fit the date of birth"));
}

/* ---- what happened to the person ---- */

static int
judge_birth_and_death(struct hj_sense *s, const struct hj_life *l)
{
	if (!hj_sense_before(&l->death, &l->birth))
		return HJ_OK;
	return say(s,
	    is_fault(&l->death, &l->birth, l->one_birth && l->one_death),
	    l->death.node, "death-before-birth",
	    HJ_N_("the death lies before the birth"));
}

/* A day on which the person lived, by what is told of it. */
static int
judge_day(struct hj_sense *s, const struct hj_life *l,
    const struct hj_moment *day, bool own, bool alive)
{
	if (hj_sense_before(day, &l->birth))
		return say(s, is_fault(day, &l->birth, own && l->one_birth),
		    day->node, "before-birth",
		    HJ_N_("this lies before the birth of the person"));
	if (alive && hj_sense_before(&l->death, day))
		return say(s, is_fault(&l->death, day, own && l->one_death),
		    day->node, "after-death",
		    HJ_N_("this lies after the death of the person, and needs somebody alive"));
	return HJ_OK;
}

/* Named themselves, and not only as one of a group? */
static bool
is_named(const struct hj_node *occurrence, const char *id)
{
	for (struct hj_node *n = hj_node_child(occurrence, "who"); n != NULL;
	     n = hj_node_same(n))
		if (is(n->text, id))
			return true;
	return false;
}

static int
judge_occurrences(struct hj_sense *s, const struct hj_life *l, const char *id,
    const char *name)
{
	struct hj_moment day;
	bool alive = true;

	for (struct hj_node *n = NULL;
	     (n = hj_reach_next(s->c.record, id, name, n)) != NULL;) {
		if (!hj_sense_moment(hj_node_child(n, "date"), &day))
			continue;
		if (strcmp(name, "event") == 0 &&
		    hj_sense_tells_of_death(n, &alive))
			alive = false;
		else if (strcmp(name, "event") != 0)
			alive = true;
		if (judge_day(s, l, &day, is_named(n, id), alive) != HJ_OK)
			return (int)s->c.err->code;
	}
	return HJ_OK;
}

/* ---- caught first, then released or sent back ---- */

static bool
is_custody(const struct hj_node *n)
{
	static const char *const types[] = { "arrest", "arb-arrest",
		"detabroad", "arb-det", "incomm" };
	const char *type = hj_sense_type(n);

	for (size_t i = 0; i < HJ_LEN(types); i++)
		if (is(type, types[i]))
			return true;
	return strcmp(n->name, "detention") == 0;
}

/* When it began first; node NULL: never, or nobody knows. */
static void
find_custody(const struct hj_record *r, const char *id, struct hj_moment *first)
{
	static const char *const names[] = { "event", "detention" };
	struct hj_moment m;

	*first = (struct hj_moment){ .node = NULL };
	for (size_t i = 0; i < HJ_LEN(names); i++)
		for (struct hj_node *n = NULL;
		     (n = hj_reach_next(r, id, names[i], n)) != NULL;) {
			if (!is_custody(n))
				continue;
			if (!hj_sense_moment(hj_node_child(n, "date"), &m)) {
				*first = (struct hj_moment){ .node = NULL };
				return;
			}
			if (first->node == NULL ||
			    m.span.earliest < first->span.earliest)
				*first = m;
		}
}

static bool
needs_custody(const struct hj_node *n)
{
	const char *type = hj_sense_type(n);

	return strcmp(n->name, "repatriation") == 0 || is(type, "release") ||
	    is(type, "repat") || is(type, "refoul");
}

static int
judge_custody(struct hj_sense *s, const char *id)
{
	static const char *const names[] = { "event", "repatriation" };
	struct hj_moment first, day;

	find_custody(s->c.record, id, &first);
	for (size_t i = 0; i < HJ_LEN(names) && first.node != NULL; i++)
		for (struct hj_node *n = NULL;
		     (n = hj_reach_next(s->c.record, id, names[i], n)) != NULL;)
			if (needs_custody(n) &&
			    hj_sense_moment(hj_node_child(n, "date"), &day) &&
			    hj_sense_before(&day, &first) &&
			    say(s, false, day.node, "before-arrest",
				HJ_N_("this lies before every arrest and detention of the person")) !=
				HJ_OK)
				return (int)s->c.err->code;
	return HJ_OK;
}

int
hj_sense_person(struct hj_sense *s, const struct hj_node *person)
{
	static const char *const names[] = { "event", "detention",
		"repatriation" };
	const char *id = hj_node_attr(person, "id");
	struct hj_life l;

	if (judge_name(s, person) != HJ_OK)
		return (int)s->c.err->code;
	for (struct hj_node *n = hj_node_child(person, "status"); n != NULL;
	     n = hj_node_same(n))
		if (hj_sense_told(s, n) != HJ_OK)
			return (int)s->c.err->code;
	if (id == NULL ||
	    s->occurrences * (s->persons + s->groups) > HJ_SENSE_PATIENCE)
		return HJ_OK;
	hj_sense_life(s->c.record, person, &l);
	for (struct hj_node *age = hj_node_child(person, "age"); age != NULL;
	     age = hj_node_same(age))
		if (judge_age(s, &l, age) != HJ_OK)
			return (int)s->c.err->code;
	if (judge_birth_and_death(s, &l) != HJ_OK)
		return (int)s->c.err->code;
	for (size_t i = 0; i < HJ_LEN(names); i++)
		if ((l.birth.node != NULL || l.death.node != NULL) &&
		    judge_occurrences(s, &l, id, names[i]) != HJ_OK)
			return (int)s->c.err->code;
	return judge_custody(s, id);
}
