#include "core/case/part.h"

#include <string.h>

int
hj_part_of(const struct hj_node *node, struct hj_part *ret,
    struct hj_error *err)
{
	struct hj_part p = { .depth = 0 };
	const char *id = NULL;

	for (; node != NULL && node->parent != NULL && id == NULL;
	     node = node->parent) {
		if (node->def == NULL)
			return hj_fail(err, HJ_EINVAL,
			    "only a field of hanji can be named here");
		if (p.depth == HJ_CASE_DEPTH)
			return hj_fail(err, HJ_EINVAL, "nested too deeply");
		p.def[p.depth] = node->def;
		id = hj_node_attr(node, "id");
		p.depth += id == NULL;
	}
	if (p.depth == 0 && id == NULL)
		return hj_fail(err, HJ_EINVAL, "this is the whole file");
	if (id != NULL && strlen(id) == HJ_ELEMENT_ID_CHARS)
		memcpy(p.id, id, HJ_ELEMENT_ID_CHARS);
	*ret = p;
	return HJ_OK;
}

bool
hj_part_is(const struct hj_part *p, const struct hj_node *node)
{
	const char *id;

	for (size_t i = 0; i < p->depth; i++) {
		if (node == NULL || node->def != p->def[i])
			return false;
		node = node->parent;
	}
	if (node == NULL)
		return false;
	if (p->id[0] == '\0')
		return node->parent == NULL;
	id = hj_node_attr(node, "id");
	return node->parent != NULL && node->def == p->def[p->depth] &&
	    id != NULL && strcmp(id, p->id) == 0;
}

struct hj_node *
hj_part_find(const struct hj_record *r, const struct hj_part *p)
{
	struct hj_node *root = hj_record_root(r);

	for (struct hj_node *n = root; n != NULL; n = hj_node_next(n, root))
		if (n != root && hj_part_is(p, n))
			return n;
	return NULL;
}

const char *
hj_part_kind(const struct hj_part *p)
{
	return p->def[0]->name;
}

const char *
hj_part_id(const struct hj_part *p)
{
	return p->depth == 0 ? p->id : "";
}
