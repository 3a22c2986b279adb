#include <stdlib.h>
#include <string.h>

#include "export/redact/redact_own.h"

#define PAIR(x, i) (((struct hj_redact_pair *)(void *)(x)->pairs.data)[i])
#define NPAIRS(x) ((x)->pairs.len / sizeof(struct hj_redact_pair))

static int
by_old(const void *a, const void *b)
{
	const struct hj_redact_pair *p = a, *q = b;

	return (uintptr_t)p->old < (uintptr_t)q->old ? -1 : p->old != q->old;
}

/* The id that the element of this old id has now; NULL: it was removed. */
static const char *
new_id(const struct hj_redacting *x, const char *old)
{
	struct hj_redact_pair want = { .old = hj_record_find(x->from, old) };
	const struct hj_redact_pair *p;

	if (want.old == NULL || NPAIRS(x) == 0)
		return NULL;
	p = bsearch(&want, x->pairs.data, NPAIRS(x), sizeof(want), by_old);
	return p != NULL && p->new != NULL ? hj_node_attr(p->new, "id") : NULL;
}

static bool
is_below(const struct hj_node *node, const struct hj_node *top)
{
	while (node != NULL && node != top)
		node = node->parent;
	return node == top;
}

static void
drop(struct hj_redacting *x, struct hj_node *node)
{
	for (size_t i = 0; i < NPAIRS(x); i++)
		if (PAIR(x, i).new != NULL && is_below(PAIR(x, i).new, node))
			PAIR(x, i).new = NULL;
	hj_record_remove(node);
}

/* Has the element everything that the outline asks of it, and anything at
 * all? */
static bool
is_whole(const struct hj_node *node)
{
	for (size_t i = 0; i < node->def->nchildren; i++) {
		const struct hj_elem *e = &node->def->children[i];

		if ((e->card == HJ_ONE || e->card == HJ_SOME) &&
		    hj_node_child(node, e->name) == NULL)
			return false;
	}
	return node->first != NULL || hj_node_attr(node, "known") != NULL;
}

/* What nothing can hold up goes; false: nothing did. */
static bool
drop_some(struct hj_redacting *x)
{
	bool some = false;

	for (size_t i = 0; i < NPAIRS(x); i++) {
		const struct hj_redact_pair *p = &PAIR(x, i);
		struct hj_node *node = p->new;

		if (node == NULL)
			continue;
		if (node->def->value == HJ_V_REF
			? new_id(x, p->old->text) == NULL
			: node->def->nchildren != 0 && !is_whole(node)) {
			drop(x, node);
			some = true;
		}
	}
	return some;
}

int
hj_redact_join(struct hj_redacting *x)
{
	if (NPAIRS(x) != 0)
		qsort(x->pairs.data, NPAIRS(x), sizeof(struct hj_redact_pair),
		    by_old);
	while (drop_some(x))
		;
	for (size_t i = 0; i < NPAIRS(x); i++) {
		const struct hj_redact_pair *p = &PAIR(x, i);
		const char *id;

		if (p->new == NULL || p->new->def->value != HJ_V_REF)
			continue;
		id = new_id(x, p->old->text);
		if (id != NULL &&
		    hj_record_set_text(x->to, p->new, id, strlen(id), x->err) !=
			HJ_OK)
			return (int)x->err->code;
	}
	return HJ_OK;
}
