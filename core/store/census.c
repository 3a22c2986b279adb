#include "core/store/census.h"

#include <string.h>

#include "core/case/datespan.h"
#include "core/links/link.h"
#include "core/sense/group.h"
#include "core/sense/reach.h"
#include "core/sense/victim.h"
#include "core/store/census_own.h"

struct counting {
	const struct hj_record *r;
	const struct hj_census *how;
	hj_unit_fn *fn;
	void *to;
};

static bool
is(const char *a, const char *b)
{
	return a != NULL && strcmp(a, b) == 0;
}

/* ---- one ---- */

static bool
is_left_out(const struct counting *k, const struct hj_counted *c)
{
	const char *id =
	    c->subject != NULL && strcmp(c->subject->name, "person") == 0
	    ? hj_node_attr(c->subject, "id")
	    : NULL;

	return id != NULL && k->how->left_out != NULL &&
	    k->how->left_out(k->how->with, k->r, id);
}

/* Of the period: certainly, possibly (then the least is none), or not. */
static bool
in_period(const struct counting *k, const struct hj_span *s,
    struct hj_figure *n)
{
	const struct hj_span *p = &k->how->period;

	if (!k->how->has_period)
		return true;
	if (s->earliest > p->latest || s->latest < p->earliest)
		return false;
	if (s->earliest < p->earliest || s->latest > p->latest)
		n->min = 0;
	return true;
}

static int
give(const struct counting *k, const struct hj_counted *c,
    const struct hj_figure *n, struct hj_error *err)
{
	struct hj_unit u = { .n = *n };

	if (!in_period(k, &c->when, &u.n))
		return HJ_OK;
	u.left_out = is_left_out(k, c);
	for (size_t f = 0; !u.left_out && f < k->how->nfields; f++)
		if (hj_census_category(k->how->field[f], c, u.category[f],
			err) != HJ_OK)
			return (int)err->code;
	return k->fn(k->to, &u, err);
}

static int
give_one(const struct counting *k, const struct hj_counted *c,
    struct hj_error *err)
{
	const struct hj_figure one = { .min = 1, .max = 1 };

	return give(k, c, &one, err);
}

/* ---- people ---- */

/* Those of a group who are counted and not named. */
static int
give_further(const struct counting *k, struct hj_counted *c,
    const struct hj_node *group, struct hj_error *err)
{
	struct hj_group_sum sum;
	struct hj_figure n = { 0 };

	if (hj_group_sum(group, HJ_SECRET, NULL, NULL, &sum, err) != HJ_OK)
		return (int)err->code;
	n.min = sum.further.min;
	n.open = sum.further.max == HJ_NO_END;
	n.max = n.open ? sum.further.min : sum.further.max;
	c->subject = group;
	return n.max != 0 || n.open ? give(k, c, &n, err) : HJ_OK;
}

/* Counted in this file, and not in a case of their own? */
static bool
is_here(const struct counting *k, const struct hj_node *person)
{
	const char *id = hj_node_attr(person, "id");

	return id == NULL || hj_link_own_case(k->r, id) == NULL;
}

/* Everybody whom one thing concerned, each as a unit. */
static int
give_each(const struct counting *k, struct hj_counted *c, const char *whom,
    struct hj_error *err)
{
	const struct hj_node *who =
	    whom != NULL ? hj_record_find(k->r, whom) : NULL;
	const struct hj_node *p = hj_node_child(hj_record_root(k->r), "person");
	const char *id;

	c->subject = who;
	if (who == NULL || strcmp(who->name, "group") != 0)
		return who == NULL || is_here(k, who) ? give_one(k, c, err)
						      : HJ_OK;
	for (; p != NULL; p = hj_node_same(p)) {
		id = hj_node_attr(p, "id");
		if (id == NULL || hj_group_member(who, id) == NULL ||
		    !is_here(k, p))
			continue;
		c->subject = p;
		if (give_one(k, c, err) != HJ_OK)
			return (int)err->code;
	}
	return give_further(k, c, who, err);
}

/* When the first of what happened to them began. */
static struct hj_span
first_day(const struct hj_record *r, const struct hj_node *subject)
{
	static const char *const names[] = { "event", "detention",
		"repatriation" };
	struct hj_span first = { INT32_MIN, INT32_MAX }, s;
	const char *id = hj_node_attr(subject, "id");
	const struct hj_node *n;
	bool any = false;

	for (size_t i = 0; id != NULL && i < HJ_LEN(names); i++)
		for (n = hj_reach_next(r, id, names[i], NULL); n != NULL;
		     n = hj_reach_next(r, id, names[i], n)) {
			if (!hj_date_span(hj_node_child(n, "date"), &s))
				continue;
			if (!any || s.earliest < first.earliest)
				first.earliest = s.earliest;
			if (!any || s.latest < first.latest)
				first.latest = s.latest;
			any = true;
		}
	return first;
}

static int
persons(const struct counting *k, struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(k->r);
	const struct hj_node *n = hj_node_child(root, "person");
	struct hj_counted c = { .record = k->r };

	for (; n != NULL; n = hj_node_same(n)) {
		if (!hj_may_be_victim(n) || !is_here(k, n))
			continue;
		c.node = c.subject = n;
		c.when = first_day(k->r, n);
		if (give_one(k, &c, err) != HJ_OK)
			return (int)err->code;
	}
	for (n = hj_node_child(root, "group"); n != NULL; n = hj_node_same(n)) {
		c.node = n;
		c.when = first_day(k->r, n);
		if (give_further(k, &c, n, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

/* ---- things ---- */

/* Elements of this name, by the child that says whom they concern. */
static int
things(const struct counting *k, const char *name, const char *who,
    struct hj_error *err)
{
	const struct hj_node *n = hj_node_child(hj_record_root(k->r), name);

	for (; n != NULL; n = hj_node_same(n)) {
		struct hj_counted c = { .record = k->r, .node = n };

		if (hj_node_child(n, "same-as") != NULL)
			continue;
		(void)hj_date_span(hj_node_child(n, "date"), &c.when);
		if (give_each(k, &c, hj_node_value(n, who), err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

static int
whole(const struct counting *k, const char *date, struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(k->r);
	struct hj_counted c = { .record = k->r, .node = root };

	(void)hj_date_span(hj_node_child(root, date), &c.when);
	return give_one(k, &c, err);
}

int
hj_census_each(const struct hj_record *r, const struct hj_census *how,
    hj_unit_fn *fn, void *to, struct hj_error *err)
{
	const struct counting k = { r, how, fn, to };
	const struct hj_node *root = hj_record_root(r);
	bool followup = is(hj_node_attr(root, "kind"), "followup");
	bool gone = is(hj_node_attr(root, "status"), "merged");

	if (gone ||
	    (how->what == HJ_COUNT_PETITIONS) !=
		(strcmp(root->name, "petition") == 0))
		return HJ_OK;
	if (strcmp(root->name, "petition") != 0 &&
	    strcmp(root->name, "case") != 0)
		return HJ_OK;
	switch (how->what) {
	case HJ_COUNT_CASES:
		return followup ? HJ_OK : whole(&k, "opened", err);
	case HJ_COUNT_PERSONS:
		return followup ? HJ_OK : persons(&k, err);
	case HJ_COUNT_DETENTIONS:
		return followup ? HJ_OK : things(&k, "detention", "who", err);
	case HJ_COUNT_PETITIONS:
		return whole(&k, "filed", err);
	case HJ_COUNT_SERVICES:
		return things(&k, "service", "person", err);
	case HJ_COUNT_CONTACTS:
		return things(&k, "contactlog", "person", err);
	}
	return HJ_OK;
}
