#include <string.h>

#include "export/cell.h"

static bool
is(const char *a, const char *b)
{
	return a != NULL && strcmp(a, b) == 0;
}

/* Does a child of `node` named `child` hold this id? */
static bool
refers(const struct hj_node *node, const char *child, const char *id)
{
	for (struct hj_node *n = hj_node_child(node, child); n != NULL;
	     n = hj_node_same(n))
		if (is(n->text, id))
			return true;
	return false;
}

bool
hj_fact_concerns(const struct hj_subject *s, const struct hj_node *node)
{
	const char *id = hj_node_attr(s->person, "id");

	if (id == NULL)
		return false;
	if (refers(node, "who", id))
		return true;
	for (struct hj_node *g =
		 hj_node_child(hj_record_root(s->record), "group");
	     g != NULL; g = hj_node_same(g)) {
		const char *group = hj_node_attr(g, "id");

		if (group == NULL || !refers(node, "who", group))
			continue;
		for (struct hj_node *m = hj_node_child(g, "member"); m != NULL;
		     m = hj_node_same(m))
			if (is(hj_node_value(m, "person"), id))
				return true;
	}
	return false;
}

/* The elements of one name at the top of the file that concern the person. */
static struct hj_node *
next_of(const struct hj_cell *c, const char *name, const char *type,
    const struct hj_node *after)
{
	struct hj_node *n = after != NULL
	    ? hj_node_same(after)
	    : hj_node_child(hj_record_root(c->s->record), name);

	while (n != NULL &&
	    (!hj_fact_concerns(c->s, n) || hj_node_conf(n) > HJ_CELL_MOST ||
		(type != NULL && !is(hj_node_attr(n, "type"), type))))
		n = hj_node_same(n);
	return n;
}

int
hj_cell_arrests(struct hj_cell *c)
{
	for (struct hj_node *n = next_of(c, "event", "arrest", NULL); n != NULL;
	     n = next_of(c, "event", "arrest", n)) {
		if (hj_cell_next(c) != HJ_OK ||
		    hj_cell_leaf(c, n, "date") != HJ_OK ||
		    hj_cell_place(c, n) != HJ_OK ||
		    hj_cell_leaf(c, n, "state") != HJ_OK)
			return (int)c->err->code;
		for (struct hj_node *p = hj_node_child(n, "perpetrator");
		     p != NULL; p = hj_node_same(p))
			if (hj_node_conf(p) <= HJ_CELL_MOST &&
			    hj_cell_authority(c, p, "authority") != HJ_OK)
				return (int)c->err->code;
		hj_cell_end(c);
	}
	return HJ_OK;
}

int
hj_cell_detentions(struct hj_cell *c)
{
	for (struct hj_node *n = next_of(c, "detention", NULL, NULL); n != NULL;
	     n = next_of(c, "detention", NULL, n)) {
		const char *type = hj_node_attr(n, "type");
		const struct hj_node *end = hj_node_child(n, "end");

		if (hj_cell_next(c) != HJ_OK ||
		    hj_cell_say(c,
			type != NULL ? hj_cell_label(c, "det-type", type)
				     : NULL) != HJ_OK ||
		    hj_cell_leaf(c, n, "facility") != HJ_OK ||
		    hj_cell_place(c, n) != HJ_OK ||
		    hj_cell_leaf(c, n, "date") != HJ_OK ||
		    hj_cell_leaf(c, n, "state") != HJ_OK ||
		    hj_cell_authority(c, n, "authority") != HJ_OK ||
		    (end != NULL &&
			(hj_cell_leaf(c, end, "how") != HJ_OK ||
			    hj_cell_leaf(c, end, "date") != HJ_OK)))
			return (int)c->err->code;
		hj_cell_end(c);
	}
	return HJ_OK;
}

int
hj_cell_repatriations(struct hj_cell *c)
{
	static const char *const parts[] = { "date", "from", "to", "crossing" };

	for (struct hj_node *n = next_of(c, "repatriation", NULL, NULL);
	     n != NULL; n = next_of(c, "repatriation", NULL, n)) {
		if (hj_cell_next(c) != HJ_OK)
			return (int)c->err->code;
		for (size_t i = 0; i < HJ_LEN(parts); i++)
			if (hj_cell_leaf(c, n, parts[i]) != HJ_OK)
				return (int)c->err->code;
		hj_cell_end(c);
	}
	return HJ_OK;
}
