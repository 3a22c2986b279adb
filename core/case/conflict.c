#include <stdlib.h>
#include <string.h>

#include "core/case/conflict.h"
#include "core/case/schema_walk.h"

static bool
is_row(const struct hj_node *node)
{
	return node->def != NULL && strcmp(node->name, "conflict") == 0;
}

struct hj_node *
hj_conflict_next(const struct hj_record *r, const struct hj_node *after)
{
	/* They stand near the end. */
	struct hj_node *node = after != NULL ? after->next : NULL;

	if (after == NULL) {
		node = hj_record_root(r)->last;
		while (node != NULL && !is_row(node))
			node = node->prev;
		while (node != NULL && node->prev != NULL && is_row(node->prev))
			node = node->prev;
	}
	return node != NULL && is_row(node) ? node : NULL;
}

bool
hj_conflict_read(struct hj_node *row, struct hj_conflict *ret)
{
	const char *attr = hj_node_value(row, "attribute");

	*ret = (struct hj_conflict){ .row = row,
		.element = hj_node_value(row, "element"),
		.path = hj_node_value(row, "path"),
		.attr = HJ_NATTRS,
		.value = hj_node_child(row, "value"),
		.side = hj_node_value(row, "side") };
	if (attr != NULL)
		ret->attr = hj_schema_attr(attr, strlen(attr));
	return attr == NULL || ret->attr != HJ_NATTRS;
}

static bool
equal(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

bool
hj_conflict_same(const struct hj_conflict *a, const struct hj_conflict *b)
{
	return a->attr == b->attr && equal(a->element, b->element) &&
	    equal(a->path, b->path);
}

bool
hj_conflict_target(const struct hj_record *r, const struct hj_conflict *c,
    struct hj_node **ret_node, const struct hj_elem **ret_def,
    struct hj_node **ret_parent)
{
	struct hj_node *node = c->element != NULL
	    ? hj_record_find(r, c->element)
	    : hj_record_root(r);
	struct hj_node *parent = node != NULL ? node->parent : NULL;
	const struct hj_elem *def = node != NULL ? node->def : NULL;

	for (const char *p = c->path; def != NULL && p != NULL && *p != '\0';) {
		size_t n = strcspn(p, ".");

		if (node == NULL)
			return false;
		def = hj_schema_child(def, p, n);
		if (def == NULL || hj_schema_repeats(def))
			return false;
		parent = node;
		node = hj_node_child(parent, def->name);
		p += n + (p[n] == '.' ? 1 : 0);
	}
	if (def == NULL)
		return false;
	if (ret_node != NULL)
		*ret_node = node;
	if (ret_def != NULL)
		*ret_def = def;
	if (ret_parent != NULL)
		*ret_parent = parent;
	return true;
}

/* ---- counting ---- */

static int
order_text(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a != NULL) - (b != NULL);
	return strcmp(a, b);
}

static int
by_field(const void *x, const void *y)
{
	const struct hj_conflict *a = x, *b = y;
	int by = order_text(a->element, b->element);

	if (by == 0)
		by = order_text(a->path, b->path);
	return by != 0 ? by : (int)a->attr - (int)b->attr;
}

int
hj_conflict_count(const struct hj_record *r, size_t *ret, struct hj_error *err)
{
	struct hj_conflict *all;
	struct hj_node *row;
	size_t n = 0, fields = 0;

	for (row = hj_conflict_next(r, NULL); row != NULL;
	     row = hj_conflict_next(r, row))
		n++;
	*ret = 0;
	if (n == 0)
		return HJ_OK;
	if ((all = calloc(n, sizeof(*all))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	n = 0;
	for (row = hj_conflict_next(r, NULL); row != NULL;
	     row = hj_conflict_next(r, row))
		if (hj_conflict_read(row, &all[n]) &&
		    hj_conflict_target(r, &all[n], NULL, NULL, NULL))
			n++;
	qsort(all, n, sizeof(*all), by_field);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || !hj_conflict_same(&all[i - 1], &all[i]))
			fields++;
	free(all);
	*ret = fields;
	return HJ_OK;
}

/* ---- where ---- */

static bool
is_inside(const struct hj_node *node, const struct hj_node *top)
{
	while (node != NULL && node != top)
		node = node->parent;
	return node != NULL;
}

bool
hj_conflict_within(const struct hj_record *r, const struct hj_node *node)
{
	struct hj_node *row, *at, *parent;
	struct hj_conflict c;

	for (row = hj_conflict_next(r, NULL); row != NULL;
	     row = hj_conflict_next(r, row))
		if (hj_conflict_read(row, &c) &&
		    hj_conflict_target(r, &c, &at, NULL, &parent) &&
		    is_inside(at != NULL ? at : parent, node))
			return true;
	return false;
}

/* ---- kept in order ---- */

/* What a quoted code would make of the element. */
static enum hj_conf
level_of_code(const struct hj_conflict *c, const struct hj_elem *def,
    const struct hj_node *parent)
{
	const char *text = c->value != NULL ? c->value->text : NULL;

	if (text == NULL)
		return HJ_PUBLIC;
	if (c->attr == HJ_A_ROLE || c->attr == HJ_A_TYPE)
		return hj_schema_level(def, text);
	return c->attr == HJ_NATTRS && parent != NULL && parent->def != NULL &&
		strcmp(def->name, "code") == 0
	    ? hj_schema_level(parent->def, text)
	    : HJ_PUBLIC;
}

enum hj_conf
hj_conflict_level(const struct hj_record *r, struct hj_node *row)
{
	const struct hj_elem *def;
	struct hj_node *node, *parent;
	struct hj_conflict c;
	enum hj_conf level = hj_node_conf(row), more;

	if (!hj_conflict_read(row, &c) ||
	    !hj_conflict_target(r, &c, &node, &def, &parent))
		return HJ_SECRET;
	more = hj_node_conf(node != NULL ? node : parent);
	level = more > level ? more : level;
	/* What is absent has the level that it would have. */
	if (node == NULL && def->conf > level)
		level = def->conf;
	more = level_of_code(&c, def, parent);
	return more > level ? more : level;
}

int
hj_conflict_sweep(struct hj_record *r, struct hj_error *err)
{
	struct hj_node *row = hj_conflict_next(r, NULL), *next;
	struct hj_conflict c;
	int rc = HJ_OK;

	for (; row != NULL && rc == HJ_OK; row = next) {
		enum hj_conf level;

		next = hj_conflict_next(r, row);
		if (!hj_conflict_read(row, &c) ||
		    !hj_conflict_target(r, &c, NULL, NULL, NULL)) {
			hj_record_remove(row);
			continue;
		}
		level = hj_conflict_level(r, row);
		if (hj_node_conf(row) < level)
			rc = hj_record_set_attr(r, row, "conf",
			    hj_schema_conf_word(level),
			    strlen(hj_schema_conf_word(level)), err);
	}
	return rc;
}
