#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/case/record_own.h"

int
hj_record_blank(struct hj_record **ret, struct hj_error *err)
{
	struct hj_record *r;

	if ((r = malloc(sizeof(*r))) == NULL) {
		hj_fail(err, HJ_ENOMEM, "out of memory");
		return HJ_ENOMEM;
	}
	*r = (struct hj_record){ .arena = HJ_ARENA, .ids = HJ_IDMAP };
	*ret = r;
	return HJ_OK;
}

int
hj_record_new(const char *root, struct hj_record **ret, struct hj_error *err)
{
	const struct hj_elem *def = hj_schema_root(root, strlen(root));
	struct hj_record *r = NULL;
	struct hj_node *node = NULL;
	int rc;

	if (def == NULL)
		return hj_fail(err, HJ_EINVAL,
		    "a file is a case, petition or tombstone, not '%s'", root);
	rc = hj_record_blank(&r, err);
	if (rc == HJ_OK)
		rc = hj_record_add(r, NULL, def, &node, err);
	if (rc != HJ_OK) {
		hj_record_free(r);
		return rc;
	}
	*ret = r;
	return HJ_OK;
}

void
hj_record_free(struct hj_record *r)
{
	if (r == NULL)
		return;
	hj_arena_clear(&r->arena);
	free(r);
}

struct hj_node *
hj_record_root(const struct hj_record *r)
{
	return r->root;
}

int
hj_record_id(const struct hj_record *r, struct hj_id *ret, struct hj_error *err)
{
	const char *id = r->root != NULL ? hj_node_attr(r->root, "id") : NULL;

	if (id == NULL)
		return hj_fail(err, HJ_EINVAL, "the file has no id");
	return hj_id_parse(id, strlen(id), ret, err);
}

/* A removed element and an old id stay in the map. */
static bool
still_there(const struct hj_record *r, const struct hj_node *node,
    const char *id)
{
	const char *now = hj_node_attr(node, "id");

	if (now == NULL || strcmp(now, id) != 0)
		return false;
	while (node->parent != NULL)
		node = node->parent;
	return node == r->root;
}

struct hj_node *
hj_record_find(const struct hj_record *r, const char *id)
{
	const struct hj_idmap_row *row = NULL;
	size_t n = strlen(id);

	while ((row = hj_idmap_find(&r->ids, id, n, row)) != NULL)
		if (still_there(r, row->value, id))
			return row->value;
	return NULL;
}

static int
make(struct hj_record *r, const struct hj_elem *def, const char *name, size_t n,
    struct hj_node **ret, struct hj_error *err)
{
	struct hj_node *node;
	char *copy = NULL;
	void *to = NULL;
	int rc = hj_arena_alloc(&r->arena, sizeof(*node), &to, err);

	if (rc == HJ_OK && def == NULL)
		rc = hj_arena_text(&r->arena, name, n, &copy, err);
	if (rc != HJ_OK)
		return rc;
	node = to;
	node->def = def;
	node->name = def != NULL ? def->name : copy;
	*ret = node;
	return HJ_OK;
}

static void
link_after(struct hj_node *parent, struct hj_node *before, struct hj_node *node)
{
	node->parent = parent;
	node->prev = before;
	node->next = before != NULL ? before->next : parent->first;
	*(before != NULL ? &before->next : &parent->first) = node;
	*(node->next != NULL ? &node->next->prev : &parent->last) = node;
}

int
hj_record_append(struct hj_record *r, struct hj_node *parent,
    const struct hj_elem *def, const char *name, size_t n, struct hj_node **ret,
    struct hj_error *err)
{
	struct hj_node *node = NULL;
	int rc = make(r, def, name, n, &node, err);

	if (rc != HJ_OK)
		return rc;
	if (parent != NULL) {
		link_after(parent, parent->last, node);
	} else {
		assert(r->root == NULL);
		r->root = node;
	}
	*ret = node;
	return HJ_OK;
}

static int
give_id(struct hj_record *r, struct hj_node *node, bool root,
    struct hj_error *err)
{
	char id[HJ_ID_CHARS + 1];
	struct hj_id file;

	if (root) {
		hj_id_random(&file);
		hj_id_text(&file, id);
	} else {
		do
			hj_element_id_random(id);
		while (hj_record_find(r, id) != NULL);
	}
	return hj_record_set_attr(r, node, "id", id, strlen(id), err);
}

/* The last child that may stand before one of `def`.  What is withheld has
 * no place of its own and stays where it stands. */
static struct hj_node *
place_of(const struct hj_node *parent, const struct hj_elem *def)
{
	struct hj_node *at = parent->last;

	assert(parent->def == NULL ||
	    (def >= parent->def->children &&
		def < parent->def->children + parent->def->nchildren));
	while (at != NULL && (at->def == NULL || at->def > def))
		at = at->prev;
	return at;
}

int
hj_record_add(struct hj_record *r, struct hj_node *parent,
    const struct hj_elem *def, struct hj_node **ret, struct hj_error *err)
{
	struct hj_node *node = NULL;
	int rc = make(r, def, NULL, 0, &node, err);

	if (rc == HJ_OK && (def->attrs & HJ_A(ID)) != 0)
		rc = give_id(r, node, parent == NULL, err);
	if (rc != HJ_OK)
		return rc;
	if (parent != NULL) {
		link_after(parent, place_of(parent, def), node);
	} else {
		assert(r->root == NULL);
		r->root = node;
	}
	*ret = node;
	return HJ_OK;
}

int
hj_record_set_text(struct hj_record *r, struct hj_node *node, const char *p,
    size_t n, struct hj_error *err)
{
	char *text = NULL;

	if (n != 0 && hj_arena_text(&r->arena, p, n, &text, err) != HJ_OK)
		return (int)err->code;
	node->text = text;
	node->text_len = n;
	return HJ_OK;
}

void
hj_record_remove(struct hj_node *node)
{
	struct hj_node *parent = node->parent;

	assert(parent != NULL);
	*(node->prev != NULL ? &node->prev->next : &parent->first) = node->next;
	*(node->next != NULL ? &node->next->prev : &parent->last) = node->prev;
	node->parent = node->prev = node->next = NULL;
}

static int
copy_node(struct hj_record *to, const struct hj_node *from,
    struct hj_node *parent, struct hj_node **ret, struct hj_error *err)
{
	struct hj_node *node = NULL;
	int rc = hj_record_append(to, parent, from->def, from->name,
	    strlen(from->name), &node, err);

	if (rc == HJ_OK)
		rc = hj_record_set_text(to, node, from->text, from->text_len,
		    err);
	for (const struct hj_attr *a = from->attrs; a != NULL && rc == HJ_OK;
	     a = a->next)
		rc = hj_record_set_attr(to, node, a->name, a->value, a->len,
		    err);
	if (rc == HJ_OK)
		*ret = node;
	return rc;
}

/* parent NULL: it becomes the root. */
int
hj_record_graft(struct hj_record *r, struct hj_node *parent,
    const struct hj_node *top, struct hj_error *err)
{
	const struct hj_node *from = top;
	struct hj_node *node = NULL;

	for (;;) {
		if (copy_node(r, from, parent, &node, err) != HJ_OK)
			return (int)err->code;
		if (from->first != NULL) {
			from = from->first;
			parent = node;
			continue;
		}
		while (from != top && from->next == NULL) {
			from = from->parent;
			parent = parent->parent;
		}
		if (from == top)
			return HJ_OK;
		from = from->next;
	}
}

int
hj_record_copy(const struct hj_record *r, struct hj_record **ret,
    struct hj_error *err)
{
	struct hj_record *to = NULL;
	int rc = hj_record_blank(&to, err);

	if (rc == HJ_OK && r->root != NULL)
		rc = hj_record_graft(to, NULL, r->root, err);
	if (rc != HJ_OK)
		hj_record_free(to);
	else
		*ret = to;
	return rc;
}
