#include <stdlib.h>
#include <string.h>

#include "cli/show/siblings.h"
#include "core/base/limits.h"

/* Translations of translations: more stand where they are in the file. */
#define DEEP 8

/* A child, in the order of the file. */
struct child {
	const struct hj_node *node;
	bool placed;
	size_t group; /* from 1; 0: none */
	size_t next; /* from 1: the account that is shown after it; 0: none */
	struct sibling first; /* of the one that is shown first */
};

struct ordering {
	const struct hj_record *record;
	struct child *child;
	size_t n;
	size_t ngroups;
	struct siblings *to;
};

static size_t
position(const struct ordering *o, const struct hj_node *node)
{
	size_t i = 0;

	while (i < o->n && o->child[i].node != node)
		i++;
	return i;
}

/* Chain the accounts of one thing in the order in which they are shown. */
static int
gather(void *to, const struct hj_accounts *a, struct hj_error *err)
{
	struct ordering *o = to;
	size_t before = 0;

	(void)err;
	o->ngroups++;
	for (size_t i = 0; i < a->n; i++) {
		size_t at = position(o, a->item[i].node);

		o->child[at].group = o->ngroups;
		if (i != 0)
			o->child[before].next = at + 1;
		before = at;
	}
	before = position(o, a->item[0].node);
	o->child[before].first = (struct sibling){ .first = true,
		.accounts = a->n,
		.claims = a->nclaims,
		.clash = a->clash,
		.disputed = hj_accounts_disputed(a) };
	return HJ_OK;
}

/* The sibling that this one translates, or NULL. */
static const struct hj_node *
original(const struct hj_record *r, const struct hj_node *node)
{
	const char *of = hj_node_value(node, "tr-of");
	const struct hj_node *to = of != NULL ? hj_record_find(r, of) : NULL;

	if (to == NULL || to == node || to->parent != node->parent)
		return NULL;
	return to;
}

static bool
is_translatable(const struct hj_node *node)
{
	return node->def != NULL &&
	    hj_schema_child(node->def, "tr-of", strlen("tr-of")) != NULL;
}

/* The child, and below it its translations and theirs. */
static void
put(struct ordering *o, size_t at, const struct sibling *as)
{
	const struct hj_node *node = o->child[at].node;
	struct siblings *s = o->to;
	const struct sibling below = { .translation = true,
		.deeper = as->deeper + 1 };

	if (o->child[at].placed)
		return;
	o->child[at].placed = true;
	s->item[s->n] = *as;
	s->item[s->n++].node = node;
	if (as->deeper > DEEP || !is_translatable(node))
		return;
	for (size_t i = 0; i < o->n; i++)
		if (o->child[i].node->def == node->def &&
		    original(o->record, o->child[i].node) == node)
			put(o, i, &below);
}

/* The accounts of a group, from the one that is shown first. */
static void
put_group(struct ordering *o, size_t group)
{
	size_t at = 0;

	while (o->child[at].group != group || !o->child[at].first.first)
		at++;
	do {
		struct sibling as = o->child[at].first;

		as.account = true;
		as.deeper = 1;
		put(o, at, &as);
		at = o->child[at].next;
	} while (at-- != 0);
}

static int
arrange(struct ordering *o, const struct hj_node *parent, struct hj_error *err)
{
	const struct sibling plain = { .deeper = 0 };

	if (hj_accounts_of(o->record, parent, gather, o, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < o->n && o->n <= HJ_ACCOUNTS_MAX; i++) {
		if (o->child[i].placed ||
		    original(o->record, o->child[i].node) != NULL)
			continue;
		if (o->child[i].group != 0)
			put_group(o, o->child[i].group);
		else
			put(o, i, &plain);
	}
	/* Translations of each other, in a circle; more than are compared. */
	for (size_t i = 0; i < o->n; i++)
		put(o, i, &plain);
	return HJ_OK;
}

int
siblings_order(const struct hj_record *r, const struct hj_node *parent,
    struct siblings *ret, struct hj_error *err)
{
	struct ordering o = { .record = r, .to = ret };
	size_t n = 0;
	int rc;

	for (const struct hj_node *c = parent->first; c != NULL; c = c->next)
		n++;
	if (n == 0)
		return HJ_OK;
	o.child = calloc(n, sizeof(*o.child));
	ret->item = calloc(n, sizeof(*ret->item));
	if (o.child == NULL || ret->item == NULL) {
		free(o.child);
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	}
	for (const struct hj_node *c = parent->first; c != NULL; c = c->next)
		o.child[o.n++].node = c;
	rc = arrange(&o, parent, err);
	free(o.child);
	return rc;
}

void
siblings_clear(struct siblings *s)
{
	free(s->item);
	*s = SIBLINGS;
}
