#include <string.h>

#include "core/case/path_own.h"

/* Elements of one name stand together, but for what is withheld between. */
static bool
alone(const struct hj_node *node)
{
	const struct hj_node *c;

	for (c = node->prev; c != NULL && c->def != node->def; c = c->prev)
		if (c->def != NULL)
			break;
	if (c != NULL && c->def == node->def)
		return false;
	for (c = node->next; c != NULL && c->def != node->def; c = c->next)
		if (c->def != NULL)
			break;
	return c == NULL || c->def != node->def;
}

static int
put_described(const struct hj_node *node, struct hj_buf *to,
    struct hj_error *err)
{
	const char *id = hj_node_attr(node, "id");
	size_t position = 1;

	if (hj_buf_puts(to, node->name, err) != HJ_OK)
		return (int)err->code;
	if (alone(node))
		return HJ_OK;
	if (id != NULL && hj_element_id_valid(id, strlen(id)))
		return hj_buf_printf(to, err, "[%s]", id);
	for (const struct hj_node *c = node->prev; c != NULL; c = c->prev)
		position += c->def == node->def;
	return hj_buf_printf(to, err, "[%zu]", position);
}

/* A name of others may hold what a path gives a meaning to. */
static int
put_foreign(const struct hj_node *node, struct hj_buf *to, struct hj_error *err)
{
	bool plain = strpbrk(node->name, ".[]=*") == NULL;
	const char *name = plain ? node->name : "*";
	size_t position = 1;
	bool others = !plain;

	for (const struct hj_node *c = node->parent->first; c != NULL;
	     c = c->next) {
		if (c->def != NULL || c == node ||
		    (plain && strcmp(c->name, node->name) != 0))
			continue;
		others = true;
	}
	for (const struct hj_node *c = node->prev; c != NULL; c = c->prev)
		position += c->def == NULL &&
		    (!plain || strcmp(c->name, node->name) == 0);
	if (!others)
		return hj_buf_puts(to, name, err);
	return hj_buf_printf(to, err, "%s[%zu]", name, position);
}

static size_t
depth_of(const struct hj_node *node)
{
	size_t n = 0;

	while (node->parent != NULL) {
		node = node->parent;
		n++;
	}
	return n;
}

static const struct hj_node *
above(const struct hj_node *node, size_t steps)
{
	while (steps-- > 0)
		node = node->parent;
	return node;
}

int
hj_path_of(const struct hj_node *node, enum hj_attr_name attr,
    struct hj_buf *to, struct hj_error *err)
{
	const size_t depth = depth_of(node);

	if (depth == 0 && attr == HJ_NATTRS)
		return hj_buf_puts(to, node->name, err);
	for (size_t i = depth; i > 0; i--) {
		const struct hj_node *step = above(node, i - 1);

		if (i < depth && hj_buf_putc(to, '.', err) != HJ_OK)
			return (int)err->code;
		if ((step->def != NULL ? put_described(step, to, err)
				       : put_foreign(step, to, err)) != HJ_OK)
			return (int)err->code;
	}
	if (attr == HJ_NATTRS)
		return HJ_OK;
	if (depth > 0 && hj_buf_putc(to, '.', err) != HJ_OK)
		return (int)err->code;
	return hj_buf_puts(to, hj_schema_attr_name(attr), err);
}

static const char *
label_of(const struct hj_node *node, bool korean)
{
	if (node->def == NULL)
		return node->name;
	return korean ? node->def->ko : node->def->en;
}

int
hj_path_label(const struct hj_node *node, enum hj_attr_name attr, bool korean,
    struct hj_buf *to, struct hj_error *err)
{
	const size_t depth = depth_of(node);

	if (depth == 0 && attr == HJ_NATTRS)
		return hj_buf_puts(to, label_of(node, korean), err);
	for (size_t i = depth; i > 0; i--) {
		if (i < depth && hj_buf_puts(to, " / ", err) != HJ_OK)
			return (int)err->code;
		if (hj_buf_puts(to, label_of(above(node, i - 1), korean),
			err) != HJ_OK)
			return (int)err->code;
	}
	if (attr == HJ_NATTRS)
		return HJ_OK;
	if (depth > 0 && hj_buf_puts(to, " / ", err) != HJ_OK)
		return (int)err->code;
	return hj_buf_puts(to, hj_schema_attr_label(attr, korean), err);
}
