#include <string.h>

#include "core/sense/reach.h"
#include "export/petition/cell.h"

static bool
is(const char *a, const char *b)
{
	return a != NULL && strcmp(a, b) == 0;
}

/* May it be said that this happened to the person? */
static bool
may_say(const struct hj_cell *c, const struct hj_node *n, const char *type)
{
	const char *id = hj_node_attr(c->s->person, "id");
	struct hj_reach way;

	return id != NULL && hj_reach(c->s->record, id, n, &way) &&
	    hj_reach_conf(&way) <= HJ_CELL_MOST &&
	    hj_node_conf(n) <= HJ_CELL_MOST &&
	    (type == NULL || is(hj_node_attr(n, "type"), type));
}

/* The elements of one name at the top of the file that concern the person. */
static struct hj_node *
next_of(const struct hj_cell *c, const char *name, const char *type,
    const struct hj_node *after)
{
	struct hj_node *n = after != NULL
	    ? hj_node_same(after)
	    : hj_node_child(hj_record_root(c->s->record), name);

	while (n != NULL && !may_say(c, n, type))
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
		    hj_cell_place_state(c, n, "state") != HJ_OK)
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
		    hj_cell_code(c, n, "det-type", type) != HJ_OK ||
		    hj_cell_leaf(c, n, "facility") != HJ_OK ||
		    hj_cell_place_state(c, n, "state") != HJ_OK ||
		    hj_cell_leaf(c, n, "date") != HJ_OK ||
		    hj_cell_authority(c, n, "authority") != HJ_OK ||
		    (end != NULL &&
			(hj_cell_leaf(c, end, "how") != HJ_OK ||
			    (hj_node_value(end, "date") != NULL &&
				hj_cell_leaf(c, end, "date") != HJ_OK))))
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
