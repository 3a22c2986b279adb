#include "core/links/split_own.h"

#include <string.h>

#include "core/case/reference.h"
#include "core/links/link.h"
#include "core/links/relation.h"
#include "core/sense/reach.h"

static bool
is(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* ---- references ---- */

static bool
is_who(const struct hj_node *n)
{
	return n->parent != NULL && n->parent->parent != NULL &&
	    n->parent->parent->parent == NULL &&
	    is(hj_reach_child(n->parent->name), n->name);
}

/* Whom a fact concerned: the person, once, whether by name or by the group. */
static int
rewrite_who(struct hj_split *s, struct hj_node *fact, struct hj_error *err)
{
	const char *child = hj_reach_child(fact->name);
	struct hj_reach way;
	struct hj_node *n, *next;

	if (child == NULL ||
	    !hj_reach(s->from, s->id,
		hj_record_find(s->from, hj_node_attr(fact, "id")), &way))
		return HJ_OK;
	for (n = hj_node_child(fact, child); n != NULL; n = next) {
		next = hj_node_same(n);
		if (hj_schema_repeats(n->def) &&
		    !is(hj_node_attr(n, "id"), hj_node_attr(way.who, "id")))
			hj_record_remove(n);
		else if (hj_record_set_text(s->own, n, s->id, strlen(s->id),
			     err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

int
hj_split_rewrite(struct hj_split *s, struct hj_error *err)
{
	struct hj_node *root = hj_record_root(s->own);

	for (struct hj_node *n = root->first; n != NULL; n = n->next)
		if (rewrite_who(s, n, err) != HJ_OK)
			return (int)err->code;
	for (struct hj_node *n = root; n != NULL; n = hj_node_next(n, root))
		/* Somebody else, or what stayed. */
		if (hj_reference_is_loose(s->own, n) && !is_who(n) &&
		    hj_reference_withhold(s->own, n, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

/* ---- links ---- */

/* In both files, each in its own words. */
static int
tie(struct hj_split *s, const struct hj_link *own, const char *from_id,
    const char *own_id, struct hj_error *err)
{
	struct hj_link there = *own, here;

	there.other = from_id;
	if (hj_link_reverse(&there, own_id, &here, err) != HJ_OK ||
	    hj_link_add(s->own, &there, NULL, err) != HJ_OK)
		return (int)err->code;
	return hj_link_add(s->from, &here, NULL, err);
}

static const char *
kind_of(const struct hj_relation *r)
{
	switch (r->tie) {
	case HJ_TIE_PARENT:
	case HJ_TIE_COUPLE:
	case HJ_TIE_SIBLING:
	case HJ_TIE_KIN:
		return "family";
	case HJ_TIE_SAME:
		return "same";
	case HJ_TIE_NONE:
		break;
	}
	return "related";
}

/* Is the person in this relation?  Read from their side. */
static bool
relation_of(const struct hj_split *s, const struct hj_node *node,
    struct hj_link *ret)
{
	const char *a = hj_node_value(node, "a"), *b = hj_node_value(node, "b");
	const struct hj_relation *r =
	    hj_relation_find(hj_node_attr(node, "type"));

	if (!is(a, s->id) && !is(b, s->id))
		return false;
	*ret = (struct hj_link){ .kind = "related",
		.person = s->id,
		.there = is(a, s->id) ? b : a };
	if (r != NULL) {
		ret->kind = kind_of(r);
		ret->relation = is(a, s->id) ? r->code : r->inverse;
	}
	return ret->there != NULL && !is(ret->there, s->id);
}

int
hj_split_link(struct hj_split *s, struct hj_error *err)
{
	const char *from_id = hj_node_attr(hj_record_root(s->from), "id");
	const char *own_id = hj_node_attr(hj_record_root(s->own), "id");
	struct hj_link l = { .kind = HJ_LINK_SPLIT,
		.person = s->id,
		.there = s->id };

	if (tie(s, &l, from_id, own_id, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < s->n; i++) {
		const struct hj_node *node = s->piece[i].node;

		if (strcmp(node->name, "relationship") != 0 ||
		    !relation_of(s, node, &l))
			continue;
		s->piece[i].how = HJ_SPLIT_LINKED;
		if (tie(s, &l, from_id, own_id, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}
