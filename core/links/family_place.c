#include "core/links/family_own.h"

#include <stdlib.h>
#include <string.h>

/*
 * Generations by union-find with distances (Galil and Italiano, "Data
 * structures and algorithms for disjoint set union problems", 1991): each
 * relative knows how many generations it stands below the head of its set.
 */
struct standing {
	size_t up; /* itself: the head of a set */
	int below;
};

/* The head, and how far below it i stands. */
static size_t
head(struct standing *s, size_t i, int *below)
{
	size_t at = i, top;
	int sum = 0;

	while (s[at].up != at) {
		sum += s[at].below;
		at = s[at].up;
	}
	top = at;
	*below = sum;
	/* Shorten the way for the next time. */
	for (at = i; s[at].up != top && at != top;) {
		size_t next = s[at].up;
		int step = s[at].below;

		s[at].up = top;
		s[at].below = sum;
		sum -= step;
		at = next;
	}
	return top;
}

/* b stands `down` generations below a.  False: something stronger says
 * otherwise. */
static bool
set_apart(struct standing *s, size_t a, size_t b, int down)
{
	int below_a, below_b;
	size_t top_a = head(s, a, &below_a), top_b = head(s, b, &below_b);

	if (top_a == top_b)
		return below_b - below_a == down;
	s[top_b].up = top_a;
	s[top_b].below = below_a + down - below_b;
	return true;
}

static void
make_clans(struct hj_family *f)
{
	bool more = true;

	while (more) {
		more = false;
		for (size_t i = 0; i < f->nkinships; i++) {
			size_t *a = &f->relative[f->kinship[i].a].clan;
			size_t *b = &f->relative[f->kinship[i].b].clan;

			more = more || *a != *b;
			*a = *b = *a < *b ? *a : *b;
		}
	}
}

/* The eldest of each set stands in generation 0. */
static int
number(struct hj_family *f, struct standing *s, struct hj_error *err)
{
	int *eldest = calloc(f->n + 1, sizeof(*eldest));
	int below;

	if (eldest == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	for (size_t i = 0; i < f->n; i++) {
		size_t top = head(s, i, &below);

		if (below < eldest[top])
			eldest[top] = below;
	}
	for (size_t i = 0; i < f->n; i++) {
		size_t top = head(s, i, &below);

		f->relative[i].generation = below - eldest[top];
	}
	free(eldest);
	return HJ_OK;
}

int
hj_family_place(struct hj_families *x, struct hj_error *err)
{
	struct hj_family *f = x->f;
	struct standing *s = calloc(f->n + 1, sizeof(*s));
	int rc;

	if (s == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	for (size_t i = 0; i < f->n; i++)
		s[i].up = i;
	for (size_t i = 0; i < f->nkinships; i++) {
		struct hj_kinship *k = &f->kinship[i];
		const struct hj_relation *r = hj_relation_find(k->type);

		f->relative[k->a].related = f->relative[k->b].related = true;
		if (r != NULL && r->level)
			k->fits = set_apart(s, k->a, k->b, r->above);
		if (k->fits && k->tie == HJ_TIE_PARENT && r != NULL &&
		    strcmp(r->code, "parent") == 0)
			f->relative[k->b].parents++;
	}
	make_clans(f);
	rc = number(f, s, err);
	free(s);
	return rc;
}
