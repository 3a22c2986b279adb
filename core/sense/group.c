#include "core/sense/group.h"

#include <stdlib.h>
#include <string.h>

static uint32_t
larger(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

static bool
same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* ---- members ---- */

/* One who is named, and the slot that they were identified from or NULL. */
struct name {
	const char *person, *slot;
};

static int
by_person(const void *a, const void *b)
{
	return strcmp(((const struct name *)a)->person,
	    ((const struct name *)b)->person);
}

static bool
is_naming(const struct hj_node *node)
{
	return strcmp(node->name, "member") == 0 ||
	    strcmp(node->name, "identified") == 0;
}

struct hj_node *
hj_group_member(const struct hj_node *group, const char *person)
{
	struct hj_node *best = NULL;

	for (struct hj_node *n = group->first; n != NULL; n = n->next)
		if (is_naming(n) && same(hj_node_value(n, "person"), person) &&
		    (best == NULL || hj_node_conf(n) < hj_node_conf(best)))
			best = n;
	return best;
}

uint32_t
hj_slot_size(const struct hj_node *slot)
{
	uint32_t n;

	return hj_headcount_number(slot, "n", &n) ? n : 1;
}

/* Of this slot? */
static bool
is_of(const struct hj_node *identified, const char *slot)
{
	return slot != NULL && same(hj_node_value(identified, "slot"), slot) &&
	    hj_node_value(identified, "person") != NULL;
}

uint32_t
hj_slot_identified(const struct hj_node *slot)
{
	const char *id = hj_node_attr(slot, "id");
	struct hj_node *first = hj_node_child(slot->parent, "identified");
	uint32_t n = 0;

	for (const struct hj_node *i = first; i != NULL; i = hj_node_same(i)) {
		const struct hj_node *earlier = first;

		if (!is_of(i, id))
			continue;
		while (earlier != i &&
		    (!is_of(earlier, id) ||
			!same(hj_node_value(earlier, "person"),
			    hj_node_value(i, "person"))))
			earlier = hj_node_same(earlier);
		n += earlier == i;
	}
	return n;
}

/* By slot and person; those of no slot come first. */
static int
by_slot(const void *a, const void *b)
{
	const struct name *x = a, *y = b;
	int order;

	if (x->slot == NULL || y->slot == NULL)
		return (x->slot != NULL) - (y->slot != NULL);
	order = strcmp(x->slot, y->slot);
	return order != 0 ? order : strcmp(x->person, y->person);
}

static int
find_slot(const void *id, const void *name)
{
	const struct name *n = name;

	return n->slot != NULL ? strcmp(id, n->slot) : 1;
}

/* How many of `name`, in the order of slots, are of this one; each person
 * once. */
static uint32_t
taken(const char *id, const struct name *name, size_t n)
{
	const struct name *end = name + n;
	const struct name *at = id != NULL && n != 0
	    ? bsearch(id, name, n, sizeof(*name), find_slot)
	    : NULL;
	uint32_t k = 0;

	if (at == NULL)
		return 0;
	while (at > name && same(at[-1].slot, id))
		at--;
	for (const struct name *a = at; a < end && same(a->slot, id); a++)
		k += a == at || strcmp(a->person, a[-1].person) != 0;
	return k;
}

static size_t
count_children(const struct hj_node *group)
{
	size_t n = 0;

	for (const struct hj_node *c = group->first; c != NULL; c = c->next)
		n++;
	return n;
}

static size_t
read_names(const struct hj_node *group, enum hj_conf most, struct name *name)
{
	size_t n = 0;

	for (const struct hj_node *c = group->first; c != NULL; c = c->next)
		if (is_naming(c) && hj_node_conf(c) <= most &&
		    hj_node_value(c, "person") != NULL)
			name[n++] = (struct name){ hj_node_value(c, "person"),
				hj_node_value(c, "slot") };
	return n;
}

struct summing {
	struct hj_group_sum *sum;
	uint32_t least_end; /* of all accounts, the smallest upper end */
	uint32_t most_begin;
};

static int
add_account(void *to, const struct hj_headcount *a, struct hj_error *err)
{
	struct summing *s = to;
	struct hj_range *said = &s->sum->said;

	(void)err;
	if (s->sum->accounts++ == 0) {
		*said = a->n;
		s->least_end = a->n.max;
		s->most_begin = a->n.min;
		return HJ_OK;
	}
	if (a->n.min < said->min)
		said->min = a->n.min;
	said->max = larger(said->max, a->n.max);
	s->most_begin = larger(s->most_begin, a->n.min);
	if (a->n.max < s->least_end)
		s->least_end = a->n.max;
	return HJ_OK;
}

/* The rest of the sum, from those who are named: `listed` of them are told of
 * apart. */
static void
finish(struct hj_group_sum *s, uint32_t listed)
{
	uint32_t here = hj_headcount_plus(s->named, s->unnamed);
	struct hj_range rest = { hj_headcount_less(s->said.min, listed),
		hj_headcount_less(s->said.max, listed) };

	here = hj_headcount_less(here, listed);
	s->exceeded = s->accounts != 0 && here > rest.max;
	/* Whoever lists more than anybody counted may have listed somebody
	 * twice: that is no reason to raise the least number. */
	s->further.min = s->exceeded ? rest.min : larger(rest.min, here);
	s->further.max = larger(rest.max, here);
}

/* Those who are named, each once; *apart gets how many of them are listed. */
static uint32_t
named(struct name *name, size_t n, hj_listed_fn *listed, void *with,
    uint32_t *apart)
{
	uint32_t all = 0;

	qsort(name, n, sizeof(*name), by_person);
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && same(name[i].person, name[i - 1].person))
			continue;
		all++;
		*apart += listed == NULL || listed(with, name[i].person);
	}
	return all;
}

static uint32_t
unnamed(const struct hj_node *group, enum hj_conf most, struct name *name,
    size_t n)
{
	uint32_t all = 0;

	qsort(name, n, sizeof(*name), by_slot);
	for (const struct hj_node *u = hj_node_child(group, "unnamed");
	     u != NULL; u = hj_node_same(u))
		if (hj_node_conf(u) <= most)
			all = hj_headcount_plus(all,
			    hj_headcount_less(hj_slot_size(u),
				taken(hj_node_attr(u, "id"), name, n)));
	return all;
}

int
hj_group_sum(const struct hj_node *group, enum hj_conf most,
    hj_listed_fn *listed, void *with, struct hj_group_sum *ret,
    struct hj_error *err)
{
	struct name *name = calloc(count_children(group) + 1, sizeof(*name));
	struct hj_group_sum sum = { .accounts = 0 };
	struct summing s = { .sum = &sum };
	uint32_t apart = 0;
	size_t n;
	int rc;

	if (name == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	rc = hj_headcounts(group, most, add_account, &s, err);
	sum.contradictory = s.most_begin > s.least_end;
	n = read_names(group, most, name);
	sum.named = named(name, n, listed, with, &apart);
	sum.unnamed = unnamed(group, most, name, n);
	free(name);
	finish(&sum, apart);
	if (rc == HJ_OK)
		*ret = sum;
	return rc;
}
