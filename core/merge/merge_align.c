#include <stdlib.h>
#include <string.h>

#include "core/merge/merge_own.h"

int
hj_slot_new(struct hj_merging *m, struct hj_slot *parent,
    const struct hj_elem *def, const char *id, struct hj_slot **ret)
{
	struct hj_slot *s;
	void *to, *nodes;

	if (hj_arena_alloc(&m->arena, sizeof(*s), &to, m->err) != HJ_OK ||
	    hj_arena_alloc(&m->arena, m->n * sizeof(*s->node), &nodes,
		m->err) != HJ_OK)
		return (int)m->err->code;
	s = to;
	*s = (struct hj_slot){ .def = def,
		.id = id,
		.parent = parent,
		.node = nodes,
		.place = SIZE_MAX };
	*ret = s;
	if (id == NULL || parent == NULL)
		return HJ_OK;
	if (hj_idmap_find(&m->slots, id, strlen(id), NULL) != NULL)
		m->collided = true;
	return hj_idmap_add(&m->slots, &m->arena, id, strlen(id), s, m->err);
}

/* Children while they are found. */
struct finding {
	struct hj_slot **slot;
	size_t n, room;
};

static int
keep(struct hj_merging *m, struct finding *f, struct hj_slot *s)
{
	size_t room = f->room != 0 ? 2 * f->room : 8;
	void *to;

	if (f->n == f->room) {
		if (hj_arena_alloc(&m->arena, room * sizeof(struct hj_slot *),
			&to, m->err) != HJ_OK)
			return (int)m->err->code;
		if (f->n != 0)
			memcpy(to, f->slot, f->n * sizeof(struct hj_slot *));
		f->slot = to;
		f->room = room;
	}
	f->slot[f->n++] = s;
	return HJ_OK;
}

static void
fill(struct hj_slot *s, size_t i, const struct hj_node *node)
{
	s->node[i] = node;
	s->here |= HJ_BIT(i);
	if (hj_node_attr(node, "known") == NULL)
		s->holds |= HJ_BIT(i);
}

/* The same element in version i, below the same parent. */
static const struct hj_node *
partner(const struct hj_merging *m, const struct hj_slot *parent,
    const struct hj_elem *def, const char *id, size_t i)
{
	const struct hj_node *node, *top = parent->node[i];

	if (top == NULL)
		return NULL;
	if (id == NULL)
		return hj_node_child(top, def->name);
	node = hj_record_find(m->side[i].record, id);
	return node != NULL && node->parent == top && node->def == def ? node
								       : NULL;
}

/* Was it found in a version that came earlier in the order? */
static bool
is_found(const struct hj_merging *m, const struct hj_slot *parent,
    const struct hj_node *node, const char *id, size_t before)
{
	for (size_t k = 0; k < before; k++)
		if (partner(m, parent, node->def, id, m->order[k]) != NULL)
			return true;
	return false;
}

static int
find_in(struct hj_merging *m, struct hj_slot *s, size_t at, struct finding *f)
{
	size_t i = m->order[at];
	bool root = (m->roots & HJ_BIT(i)) != 0;
	const struct hj_node *node =
	    s->node[i] != NULL ? s->node[i]->first : NULL;

	for (; node != NULL; node = node->next) {
		struct hj_slot *child = NULL;
		const char *id;

		if (node->def == NULL)
			return hj_fail(m->err, HJ_EINVAL,
			    "a file with withheld parts cannot be merged");
		/* Rows of conflicts are values, not elements. */
		if (s->parent == NULL && strcmp(node->name, "conflict") == 0)
			continue;
		id = hj_schema_repeats(node->def) ? hj_node_attr(node, "id")
						  : NULL;
		if (is_found(m, s, node, id, at))
			continue;
		if (hj_slot_new(m, s, node->def, id, &child) != HJ_OK ||
		    child == NULL || keep(m, f, child) != HJ_OK)
			return (int)m->err->code;
		if (root)
			child->place = f->n;
		for (size_t k = at; k < m->n; k++) {
			size_t j = m->order[k];
			const struct hj_node *same =
			    j == i ? node : partner(m, s, node->def, id, j);

			if (same != NULL)
				fill(child, j, same);
		}
	}
	return HJ_OK;
}

/* The name of a single field right below s that a row speaks of. */
static const char *
below(const struct hj_slot *s, const struct hj_conflict *c)
{
	size_t n = s->key_path != NULL ? strlen(s->key_path) : 0;

	if (c->path == NULL || c->attr != HJ_FACET_ITSELF ||
	    (c->element == NULL) != (s->key_element == NULL) ||
	    (c->element != NULL && strcmp(c->element, s->key_element) != 0))
		return NULL;
	if (n != 0 &&
	    (strncmp(c->path, s->key_path, n) != 0 || c->path[n++] != '.'))
		return NULL;
	return strchr(c->path + n, '.') == NULL ? c->path + n : NULL;
}

/* A field of which only rows speak: it was removed from its place, and what
 * another version said of it is still open. */
static int
find_rows(struct hj_merging *m, struct hj_slot *s, size_t i, struct finding *f)
{
	const struct hj_conflict *row;
	const char *last = NULL;
	size_t n = 0;

	row = hj_slot_rows(m, s, i, &n);
	for (size_t k = 0; k < n; k++) {
		const char *name = below(s, &row[k]);
		const struct hj_elem *def = name != NULL
		    ? hj_schema_child(s->def, name, strlen(name))
		    : NULL;
		struct hj_slot *child = NULL;
		bool found = false;

		if (def == NULL || def->nchildren != 0 ||
		    hj_schema_repeats(def) ||
		    (last != NULL && strcmp(last, name) == 0))
			continue;
		last = name;
		for (size_t j = 0; j < f->n && !found; j++)
			found = f->slot[j]->def == def;
		if (!found &&
		    (hj_slot_new(m, s, def, NULL, &child) != HJ_OK ||
			keep(m, f, child) != HJ_OK))
			return (int)m->err->code;
	}
	return HJ_OK;
}

static int
by_place(const void *x, const void *y)
{
	const struct hj_slot *a = *(struct hj_slot *const *)x;
	const struct hj_slot *b = *(struct hj_slot *const *)y;

	if (a->def != b->def)
		return a->def < b->def ? -1 : 1;
	if (a->place != b->place)
		return a->place < b->place ? -1 : 1;
	return a->id != NULL && b->id != NULL ? strcmp(a->id, b->id) : 0;
}

int
hj_merge_align(struct hj_merging *m, struct hj_slot *s)
{
	struct finding f = { .n = 0 };

	for (size_t at = 0; at < m->n; at++)
		if (find_in(m, s, at, &f) != HJ_OK ||
		    (m->any_row && find_rows(m, s, m->order[at], &f) != HJ_OK))
			return (int)m->err->code;
	if (f.slot == NULL)
		return HJ_OK;
	qsort(f.slot, f.n, sizeof(struct hj_slot *), by_place);
	for (size_t i = 0; i + 1 < f.n; i++)
		f.slot[i]->next = f.slot[i + 1];
	s->first = f.slot[0];
	return HJ_OK;
}
