#include <stdlib.h>
#include <string.h>

#include "core/sense/sense_own.h"

/* Of one element: what cannot come before what.  `inside`: the child that
 * holds `later`, or NULL. */
static const struct order {
	const char *element, *earlier, *inside, *later;
} orders[] = {
	{ "event", "date", NULL, "end" },
	{ "detention", "date", "end", "date" },
	{ "residence", "from", NULL, "to" },
	{ "relationship", "from", NULL, "to" },
	{ "authority", "from", NULL, "to" },
	{ "own-code", "from", NULL, "to" },
	{ "consent", "date", NULL, "until" },
	{ "consent", "date", "withdrawal", "date" },
	{ "source", "published", NULL, "accessed" },
};

static int
judge_order(struct hj_sense *s, const struct hj_node *node,
    const struct order *o)
{
	const struct hj_node *in =
	    o->inside != NULL ? hj_node_child(node, o->inside) : node;
	struct hj_moment from, to;

	if (in == NULL ||
	    !hj_sense_moment(hj_node_child(node, o->earlier), &from) ||
	    !hj_sense_moment(hj_node_child(in, o->later), &to))
		return HJ_OK;
	if (hj_sense_before(&to, &from)) {
		if (from.sure && to.sure)
			return hj_check_fault(&s->c, to.node, HJ_NATTRS,
			    "ends-before-start",
			    "this lies before '%s' of the same element",
			    o->earlier);
	} else if (to.span.latest >= from.span.latest ||
	    to.span.earliest >= from.span.earliest) {
		return HJ_OK;
	}
	return hj_check_warn(&s->c, to.node, HJ_NATTRS,
	    "perhaps-ends-before-start",
	    "this perhaps lies before '%s' of the same element", o->earlier);
}

/* ---- at least, at most ---- */

static bool
number(const struct hj_node *node, const char *child, unsigned long long *ret)
{
	const char *text = hj_node_value(node, child);

	if (text == NULL)
		return false;
	*ret = strtoull(text, NULL, 10);
	return true;
}

static int
range(struct hj_sense *s, const struct hj_node *node)
{
	unsigned long long min, max;

	if (!number(node, "min", &min) || !number(node, "max", &max) ||
	    min <= max)
		return HJ_OK;
	return hj_check_fault(&s->c, hj_node_child(node, "max"), HJ_NATTRS,
	    "range", "the largest number is smaller than the smallest");
}

/* ---- the same person twice ---- */

static int
oneself(struct hj_sense *s, const struct hj_node *node)
{
	const char *a = hj_node_value(node, "a"), *b = hj_node_value(node, "b");

	if (a == NULL || b == NULL || strcmp(a, b) != 0)
		return HJ_OK;
	return hj_check_fault(&s->c, hj_node_child(node, "b"), HJ_NATTRS,
	    "refers-to-itself", "nobody is related to themselves");
}

int
hj_sense_within(struct hj_sense *s, const struct hj_node *node)
{
	for (size_t i = 0; i < HJ_LEN(orders); i++)
		if (strcmp(node->name, orders[i].element) == 0 &&
		    judge_order(s, node, &orders[i]) != HJ_OK)
			return (int)s->c.err->code;
	if (strcmp(node->name, "count") == 0 || strcmp(node->name, "ages") == 0)
		return range(s, node);
	if (strcmp(node->name, "relationship") == 0)
		return oneself(s, node);
	return HJ_OK;
}

/* ---- dates in the future ---- */

/* Elements that tell of what has happened; what is planned, due or valid until
 * a day lies in the future rightly. */
static bool
has_happened(const struct hj_node *leaf)
{
	static const char *const of[] = { "person", "event", "detention",
		"repatriation", "medical", "source", "action", "intervention",
		"evidence" };
	const struct hj_node *top = leaf;

	if (leaf->parent == NULL)
		return false;
	if (leaf->parent->parent == NULL)
		return strcmp(leaf->name, "opened") == 0;
	if (strcmp(leaf->name, "to") == 0 || strcmp(leaf->name, "end") == 0)
		return false;
	while (top->parent->parent != NULL)
		top = top->parent;
	for (size_t i = 0; i < HJ_LEN(of); i++)
		if (strcmp(top->name, of[i]) == 0)
			return true;
	return strcmp(top->name, "consent") == 0 &&
	    strcmp(leaf->name, "date") == 0;
}

int
hj_sense_future(struct hj_sense *s, const struct hj_node *leaf)
{
	struct hj_moment m;

	if (s->today == HJ_SENSE_NO_DAY || !hj_sense_moment(leaf, &m) ||
	    m.span.earliest <= s->today || !has_happened(leaf))
		return HJ_OK;
	return hj_check_warn(&s->c, leaf, HJ_NATTRS, "future",
	    "this date lies in the future");
}
