#include "cli/show/familytree_own.h"

#include <string.h>

#include "cli/screen/say.h"
#include "core/vocab/vocab.h"

/* ---- who belongs to whom ---- */

static bool
is_parent(const struct familytree_drawing *d, size_t p, size_t child)
{
	for (size_t i = 0; i < d->f->nkinships; i++) {
		const struct hj_kinship *k = &d->f->kinship[i];

		if (k->tie == HJ_TIE_PARENT && k->fits && k->a == p &&
		    k->b == child)
			return true;
	}
	return false;
}

bool
familytree_has_parents(const struct familytree_drawing *d, size_t child)
{
	for (size_t i = 0; i < d->f->nkinships; i++)
		if (d->f->kinship[i].tie == HJ_TIE_PARENT &&
		    d->f->kinship[i].fits && d->f->kinship[i].b == child)
			return true;
	return false;
}

/* The other one of two who stand side by side, or FAMILYTREE_NOBODY. */
static size_t
beside(const struct hj_kinship *k, enum hj_tie tie, size_t p)
{
	if (k->tie != tie || !k->fits || (k->a != p && k->b != p))
		return FAMILYTREE_NOBODY;
	return k->a == p ? k->b : k->a;
}

static const char *
label(const struct familytree_drawing *d, const char *relation)
{
	const struct hj_code_row *row;

	if (relation == NULL)
		return "";
	row = hj_vocab_find(hj_vocab_list("relation"), relation,
	    strlen(relation));
	return row != NULL ? hj_vocab_label(row, d->t->korean) : relation;
}

/* What the child is to this parent, where it is not by birth. */
static const char *
sort_of_child(const struct familytree_drawing *d, const char *type)
{
	const struct hj_relation *r = hj_relation_find(type);

	return r == NULL || strcmp(r->code, "parent") == 0
	    ? ""
	    : label(d, r->inverse);
}

/* ---- what hangs below somebody ---- */

bool
familytree_hangs(const struct familytree_list *l, size_t who)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->h[i].who == who)
			return true;
	return false;
}

void
familytree_hang(struct familytree_list *l, size_t who, const char *first,
    bool couple)
{
	l->h[l->n++] = (struct familytree_hanging){ who, first, couple };
}

/* Whoever is a brother or sister of this one, and whose parents are not
 * recorded: they may be others. */
void
familytree_hang_siblings(const struct familytree_drawing *d, size_t of,
    struct familytree_list *l)
{
	for (size_t i = 0; i < d->f->nkinships; i++) {
		size_t s = beside(&d->f->kinship[i], HJ_TIE_SIBLING, of);

		if (s == FAMILYTREE_NOBODY || familytree_has_parents(d, s) ||
		    d->drawn[s] || familytree_hangs(l, s))
			continue;
		familytree_hang(l, s, _("sibling; parents not recorded"),
		    false);
		familytree_hang_siblings(d, s, l);
	}
}

/* Another parent of the child than p; FAMILYTREE_NOBODY: none is recorded. */
static size_t
other_parent(const struct familytree_drawing *d, size_t p, size_t child,
    size_t *at)
{
	for (; *at < d->f->nkinships; ++*at) {
		const struct hj_kinship *k = &d->f->kinship[*at];

		if (k->tie == HJ_TIE_PARENT && k->fits && k->b == child &&
		    k->a != p)
			return d->f->kinship[(*at)++].a;
	}
	return FAMILYTREE_NOBODY;
}

/* The next kinship that makes p a parent. */
static const struct hj_kinship *
next_child(const struct familytree_drawing *d, size_t p, size_t *at)
{
	for (; *at < d->f->nkinships; ++*at) {
		const struct hj_kinship *k = &d->f->kinship[*at];

		if (k->tie == HJ_TIE_PARENT && k->fits && k->a == p)
			return &d->f->kinship[(*at)++];
	}
	return NULL;
}

/* The children that p has with q; q FAMILYTREE_NOBODY: whose other parent is not
 * recorded. */
void
familytree_hang_children(const struct familytree_drawing *d, size_t p, size_t q,
    struct familytree_list *l)
{
	const struct hj_kinship *k;

	for (size_t at = 0; (k = next_child(d, p, &at)) != NULL;) {
		size_t from = 0;
		bool theirs = q == FAMILYTREE_NOBODY
		    ? other_parent(d, p, k->b, &from) == FAMILYTREE_NOBODY
		    : is_parent(d, q, k->b);

		if (!theirs || familytree_hangs(l, k->b))
			continue;
		familytree_hang(l, k->b, sort_of_child(d, k->type), false);
		familytree_hang_siblings(d, k->b, l);
	}
}

/* With whom p lived or has a child, but one. */
void
familytree_hang_partners(const struct familytree_drawing *d, size_t p,
    size_t but, struct familytree_list *l)
{
	const struct hj_kinship *k;
	size_t q;

	for (size_t i = 0; i < d->f->nkinships; i++) {
		k = &d->f->kinship[i];
		q = beside(k, HJ_TIE_COUPLE, p);
		if (q != FAMILYTREE_NOBODY && q != but &&
		    !familytree_hangs(l, q))
			familytree_hang(l, q, label(d, k->type), true);
	}
	for (size_t at = 0; (k = next_child(d, p, &at)) != NULL;)
		for (size_t from = 0; (q = other_parent(d, p, k->b, &from)) !=
		     FAMILYTREE_NOBODY;)
			if (q != but && !familytree_hangs(l, q))
				familytree_hang(l, q, _("other parent"), true);
}
