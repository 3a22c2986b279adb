#include "core/links/family_own.h"

#include <stdlib.h>
#include <string.h>

#include "core/links/link.h"

/* Strongest first; see the header. */
static int
strength(enum hj_tie tie)
{
	static const int order[] = {
		[HJ_TIE_PARENT] = 0,
		[HJ_TIE_SIBLING] = 1,
		[HJ_TIE_COUPLE] = 2,
		[HJ_TIE_SAME] = 3,
		[HJ_TIE_KIN] = 4,
		[HJ_TIE_NONE] = 5,
	};

	return order[tie];
}

static int
by_word(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a != NULL) - (b != NULL);
	return strcmp(a, b);
}

static int
by_strength(const void *a, const void *b)
{
	const struct hj_kinship *x = a, *y = b;

	if (x->tie != y->tie)
		return strength(x->tie) - strength(y->tie);
	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	if (x->b != y->b)
		return x->b < y->b ? -1 : 1;
	return by_word(x->type, y->type);
}

static int
grow(struct hj_families *x, struct hj_error *err)
{
	size_t room = x->room != 0 ? 2 * x->room : 32;
	struct hj_kinship *more = calloc(room, sizeof(*more));

	if (more == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	if (x->f->nkinships != 0)
		memcpy(more, x->f->kinship, x->f->nkinships * sizeof(*more));
	free(x->f->kinship);
	x->f->kinship = more;
	x->room = room;
	return HJ_OK;
}

/* "a is the TYPE of b", turned so that the elder is a. */
static int
add(struct hj_families *x, size_t a, size_t b, const char *type,
    struct hj_error *err)
{
	const struct hj_relation *r = hj_relation_find(type);
	struct hj_kinship k = { .tie = HJ_TIE_KIN, .fits = true };
	bool turn;

	if (a == SIZE_MAX || b == SIZE_MAX)
		return HJ_OK;
	k.a = x->f->relative[a].whole;
	k.b = x->f->relative[b].whole;
	if (k.a == k.b || (r != NULL && r->tie == HJ_TIE_NONE))
		return HJ_OK;
	k.type = type;
	/* A code of an organisation's own can be read one way only. */
	turn = type == NULL && k.a > k.b;
	if (r != NULL) {
		turn = r->above == 0 ? k.a > k.b : r->above < 0;
		k.tie = r->tie;
		k.type = turn ? r->inverse : r->code;
	}
	if (turn) {
		size_t t = k.a;

		k.a = k.b;
		k.b = t;
	}
	if (x->f->nkinships == x->room && grow(x, err) != HJ_OK)
		return (int)err->code;
	x->f->kinship[x->f->nkinships++] = k;
	return HJ_OK;
}

static bool
is_open(struct hj_families *x, const struct hj_node *n)
{
	if (hj_node_conf(n) <= x->most)
		return true;
	x->f->hidden++;
	return false;
}

static int
read_relations(struct hj_families *x, size_t file, struct hj_error *err)
{
	struct hj_node *n =
	    hj_node_child(hj_record_root(x->files[file]), "relationship");

	for (; n != NULL; n = hj_node_same(n))
		if (hj_node_value(n, "a") != NULL && is_open(x, n) &&
		    add(x, hj_family_find(x, file, hj_node_value(n, "a")),
			hj_family_find(x, file, hj_node_value(n, "b")),
			hj_node_attr(n, "type"), err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

/* What a link says of the two persons that it names. */
static const char *
link_type(const struct hj_link *l, bool *ret)
{
	*ret = l->relation != NULL ||
	    (l->kind != NULL &&
		(strcmp(l->kind, "same") == 0 ||
		    strcmp(l->kind, "family") == 0));
	if (l->relation != NULL)
		return l->relation;
	return l->kind != NULL && strcmp(l->kind, "same") == 0 ? "same" : NULL;
}

static int
read_links(struct hj_families *x, size_t file, struct hj_error *err)
{
	struct hj_node *n =
	    hj_node_child(hj_record_root(x->files[file]), "link");

	for (; n != NULL; n = hj_node_same(n)) {
		struct hj_link l;
		const char *type;
		size_t there = 0;
		bool says;

		hj_link_read(n, &l);
		type = link_type(&l, &says);
		if (!says || l.other == NULL || l.person == NULL ||
		    l.there == NULL)
			continue;
		while (there < x->nfiles &&
		    strcmp(hj_node_attr(hj_record_root(x->files[there]), "id"),
			l.other) != 0)
			there++;
		if (there < x->nfiles && is_open(x, n) &&
		    add(x, hj_family_find(x, file, l.person),
			hj_family_find(x, there, l.there), type, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

int
hj_family_read(struct hj_families *x, struct hj_error *err)
{
	struct hj_family *f = x->f;
	size_t kept = 0;

	for (size_t i = 0; i < x->nfiles; i++)
		if (read_relations(x, i, err) != HJ_OK ||
		    read_links(x, i, err) != HJ_OK)
			return (int)err->code;
	if (f->nkinships == 0)
		return HJ_OK;
	qsort(f->kinship, f->nkinships, sizeof(*f->kinship), by_strength);
	for (size_t i = 0; i < f->nkinships; i++)
		if (kept == 0 ||
		    by_strength(&f->kinship[kept - 1], &f->kinship[i]) != 0)
			f->kinship[kept++] = f->kinship[i];
	f->nkinships = kept;
	return HJ_OK;
}
