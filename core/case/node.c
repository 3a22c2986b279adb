#include <string.h>

#include "core/case/owncode.h"
#include "core/case/record.h"

/* Most names differ in their first letter: no call is made for those. */
static bool
same_name(const char *a, const char *b)
{
	return a[0] == b[0] && strcmp(a, b) == 0;
}

const char *
hj_node_attr(const struct hj_node *node, const char *name)
{
	for (const struct hj_attr *a = node->attrs; a != NULL; a = a->next)
		if (same_name(a->name, name))
			return a->value;
	return NULL;
}

struct hj_node *
hj_node_child(const struct hj_node *node, const char *name)
{
	struct hj_node *child = node->first;

	while (child != NULL && !same_name(child->name, name))
		child = child->next;
	return child;
}

struct hj_node *
hj_node_same(const struct hj_node *node)
{
	struct hj_node *next = node->next;

	while (next != NULL && !same_name(next->name, node->name))
		next = next->next;
	return next;
}

size_t
hj_node_count(const struct hj_node *node, const char *name)
{
	const struct hj_node *n = hj_node_child(node, name);
	size_t found = 0;

	for (; n != NULL; n = hj_node_same(n))
		found++;
	return found;
}

const char *
hj_node_value(const struct hj_node *node, const char *child)
{
	const struct hj_node *found = hj_node_child(node, child);

	return found != NULL ? found->text : NULL;
}

/* What kind of thing it is, as far as its level depends on that. */
static const char *
codes(const struct hj_node *node)
{
	const char *role = hj_node_attr(node, "role");
	const char *type = role != NULL ? role : hj_node_attr(node, "type");

	/* Only where there can be one: a file has thousands of children. */
	if (type != NULL || hj_schema_child(node->def, "code", 4) == NULL)
		return type;
	return hj_node_value(node, "code");
}

static enum hj_conf
own_conf(const struct hj_node *node)
{
	static const char *const levels[] = { "public", "internal",
		"restricted", "secret" };
	const char *conf = hj_node_attr(node, "conf");
	const char *code;

	for (size_t i = 0; conf != NULL && i < HJ_LEN(levels); i++)
		if (strcmp(conf, levels[i]) == 0)
			return (enum hj_conf)i;
	if (node->def == NULL)
		return HJ_PUBLIC;
	/* A level nobody knows protects most. */
	if (conf != NULL)
		return HJ_SECRET;
	code = codes(node);
	return code != NULL && hj_owncode_valid(code, strlen(code))
	    ? hj_owncode_level(node, code)
	    : hj_schema_level(node->def, code);
}

enum hj_conf
hj_node_conf(const struct hj_node *node)
{
	enum hj_conf level = HJ_PUBLIC;

	for (; node != NULL; node = node->parent) {
		enum hj_conf own = own_conf(node);

		if (own > level)
			level = own;
	}
	return level;
}

struct hj_node *
hj_node_next(const struct hj_node *node, const struct hj_node *top)
{
	if (node->first != NULL)
		return node->first;
	while (node != top && node->next == NULL)
		node = node->parent;
	return node != top ? node->next : NULL;
}
