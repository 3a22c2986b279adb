#include "core/links/link.h"

#include <string.h>

#include "core/links/relation.h"

static const struct {
	const char *kind, *reverse;
} kinds[] = {
	{ "same", "same" },
	{ "distinct", "distinct" },
	{ "family", "family" },
	{ "group", "group" },
	{ "related", "related" },
	{ "followup", "main" },
	{ "main", "followup" },
	{ "source", "informed" },
	{ "informed", "source" },
	{ "merged", "absorbed" },
	{ "absorbed", "merged" },
	{ HJ_LINK_SPLIT, HJ_LINK_SPLITOFF },
	{ HJ_LINK_SPLITOFF, HJ_LINK_SPLIT },
};

static bool
same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

void
hj_link_read(const struct hj_node *link, struct hj_link *ret)
{
	*ret = (struct hj_link){ .kind = hj_node_attr(link, "kind"),
		.other = hj_node_value(link, "case"),
		.person = hj_node_value(link, "person"),
		.there = hj_node_value(link, "other"),
		.relation = hj_node_value(link, "relation") };
}

int
hj_link_reverse(const struct hj_link *l, const char *self, struct hj_link *ret,
    struct hj_error *err)
{
	const struct hj_relation *relation = hj_relation_find(l->relation);
	size_t i = 0;

	while (i < HJ_LEN(kinds) && !same(kinds[i].kind, l->kind))
		i++;
	if (i == HJ_LEN(kinds))
		return hj_fail(err, HJ_EINVAL,
		    "no such kind of link; 'hanji codes link-kind' lists them");
	if (l->relation != NULL && relation == NULL)
		return hj_fail(err, HJ_EINVAL,
		    "no such relation; 'hanji codes relation' lists them");
	*ret = (struct hj_link){ .kind = kinds[i].reverse,
		.other = self,
		.person = l->there,
		.there = l->person,
		.relation = relation != NULL ? relation->inverse : NULL };
	return HJ_OK;
}

struct hj_node *
hj_link_find(const struct hj_record *r, const struct hj_link *l)
{
	struct hj_node *n = hj_node_child(hj_record_root(r), "link");
	struct hj_link have;

	for (; n != NULL; n = hj_node_same(n)) {
		hj_link_read(n, &have);
		if (same(have.kind, l->kind) && same(have.other, l->other) &&
		    same(have.person, l->person) &&
		    same(have.there, l->there) &&
		    same(have.relation, l->relation))
			return n;
	}
	return NULL;
}

struct hj_node *
hj_link_to(const struct hj_record *r, const char *other, const char *kind)
{
	struct hj_node *n = hj_node_child(hj_record_root(r), "link");
	struct hj_link have;

	for (; n != NULL; n = hj_node_same(n)) {
		hj_link_read(n, &have);
		if (same(have.kind, kind) &&
		    (other == NULL || same(have.other, other)))
			return n;
	}
	return NULL;
}

static int
put(struct hj_record *r, struct hj_node *link, const char *name,
    const char *value, struct hj_error *err)
{
	const struct hj_elem *def =
	    hj_schema_child(link->def, name, strlen(name));
	struct hj_node *node;

	if (value == NULL)
		return HJ_OK;
	if (hj_record_add(r, link, def, &node, err) != HJ_OK)
		return (int)err->code;
	return hj_record_set_text(r, node, value, strlen(value), err);
}

int
hj_link_add(struct hj_record *r, const struct hj_link *l, bool *made,
    struct hj_error *err)
{
	struct hj_node *root = hj_record_root(r), *link;
	bool there = hj_link_find(r, l) != NULL;

	if (made != NULL)
		*made = !there;
	if (there)
		return HJ_OK;
	if (hj_record_add(r, root, hj_schema_child(root->def, "link", 4), &link,
		err) != HJ_OK ||
	    hj_record_set_attr(r, link, "kind", l->kind, strlen(l->kind),
		err) != HJ_OK ||
	    put(r, link, "case", l->other, err) != HJ_OK ||
	    put(r, link, "person", l->person, err) != HJ_OK ||
	    put(r, link, "other", l->there, err) != HJ_OK)
		return (int)err->code;
	return put(r, link, "relation", l->relation, err);
}

int
hj_link_move(struct hj_record *r, const struct hj_link *l, const char *other,
    const char *there, bool *moved, struct hj_error *err)
{
	struct hj_node *link = hj_link_find(r, l);
	struct hj_link to = *l;

	if (moved != NULL)
		*moved = link != NULL;
	if (link == NULL)
		return HJ_OK;
	to.other = other;
	to.there = there;
	hj_record_remove(link);
	return hj_link_add(r, &to, NULL, err);
}

size_t
hj_link_drop(struct hj_record *r, const char *other, const char *kind)
{
	struct hj_node *n = hj_node_child(hj_record_root(r), "link"), *next;
	size_t dropped = 0;
	struct hj_link have;

	for (; n != NULL; n = next) {
		next = hj_node_same(n);
		hj_link_read(n, &have);
		if (!same(have.other, other) ||
		    (kind != NULL && !same(have.kind, kind)))
			continue;
		hj_record_remove(n);
		dropped++;
	}
	return dropped;
}

const char *
hj_link_own_case(const struct hj_record *r, const char *person)
{
	struct hj_node *n = hj_node_child(hj_record_root(r), "link");
	struct hj_link have;

	for (; n != NULL; n = hj_node_same(n)) {
		hj_link_read(n, &have);
		if (same(have.kind, HJ_LINK_SPLITOFF) &&
		    same(have.person, person) && have.person != NULL)
			return have.other;
	}
	return NULL;
}
