#include <string.h>

#include "core/merge/merge_own.h"

static bool
is_group(const struct hj_slot *s)
{
	return s->def->nchildren != 0 && s->def->value != HJ_V_FOREIGN;
}

/* The sides that can say something about a slot: those that have the element
 * around it, with content. */
static uint64_t
speakers(const struct hj_merging *m, const struct hj_slot *s)
{
	return s->parent != NULL
	    ? s->parent->holds
	    : (m->n == HJ_MERGE_SIDES ? UINT64_MAX : HJ_BIT(m->n) - 1);
}

/* ---- the quick way: nothing was changed ---- */

static bool
same_attrs(const struct hj_node *a, const struct hj_node *b)
{
	const struct hj_attr *x = a->attrs, *y = b->attrs;

	for (; x != NULL && y != NULL; x = x->next, y = y->next)
		if (strcmp(x->name, y->name) != 0 || x->len != y->len ||
		    memcmp(x->value, y->value, x->len) != 0)
			return false;
	return x == NULL && y == NULL;
}

static bool
same_inside(const struct hj_node *a, const struct hj_node *b)
{
	const struct hj_node *x = a->first, *y = b->first;

	if (a->text_len != b->text_len ||
	    (a->text_len != 0 && memcmp(a->text, b->text, a->text_len) != 0))
		return false;
	for (; x != NULL && y != NULL; x = x->next, y = y->next)
		if (strcmp(x->name, y->name) != 0 || !same_attrs(x, y) ||
		    !same_inside(x, y))
			return false;
	return x == NULL && y == NULL;
}

/* Do all who speak say the same?  Then ret is one of them. */
static const struct hj_node *
agreed(const struct hj_merging *m, const struct hj_slot *s)
{
	const struct hj_node *like = NULL;

	if (s->here != speakers(m, s) || (is_group(s) && s->holds != s->here) ||
	    (m->any_row && hj_slot_has_rows(m, s)))
		return NULL;
	for (size_t i = 0; i < m->n; i++) {
		const struct hj_node *node = s->node[i];

		if (node == NULL)
			continue;
		if (like == NULL)
			like = node;
		else if (!same_attrs(like, node) ||
		    (!is_group(s) && !same_inside(like, node)))
			return NULL;
	}
	return like;
}

/* ---- the other way ---- */

static int
collect(struct hj_merging *m, const struct hj_slot *s, enum hj_attr_name facet,
    struct hj_facet *f)
{
	uint64_t who = facet == HJ_FACET_ITSELF ? speakers(m, s) : s->here;
	struct hj_val v;

	f->speaks = who;
	for (size_t i = 0; i < m->n; i++) {
		const struct hj_conflict *row;
		size_t n = 0;

		if ((who >> i & 1) == 0)
			continue;
		if (hj_val_place(m, s, facet, i, &v) != HJ_OK ||
		    hj_facet_say(m, f, i, &v) != HJ_OK)
			return (int)m->err->code;
		row = hj_val_rows(m, s, facet, i, &n);
		for (size_t k = 0; k < n; k++) {
			hj_val_row(s, &row[k], &v);
			if (hj_facet_say(m, f, i, &v) != HJ_OK)
				return (int)m->err->code;
		}
	}
	return HJ_OK;
}

static int
settle_facet(struct hj_merging *m, struct hj_slot *s, enum hj_attr_name facet)
{
	struct hj_facet f = { .n = 0 };

	if (collect(m, s, facet, &f) != HJ_OK)
		return (int)m->err->code;
	if (facet == HJ_FACET_ITSELF && is_group(s))
		s->touched |= hj_facet_fold(m, &f, s->touched);
	else
		s->touched |= hj_facet_fold(m, &f, 0);
	return hj_facet_choose(m, &f, s, facet);
}

/* Which attributes are facets of their own here. */
static bool
is_facet(const struct hj_merging *m, const struct hj_slot *s,
    enum hj_attr_name a)
{
	switch (a) {
	case HJ_A_ID: /* a row may say that it had another */
		return m->any_row;
	case HJ_A_KNOWN:
	case HJ_A_PREF:
	case HJ_A_BASIS:
	case HJ_A_CRED:
		return false;
	case HJ_A_CONF:
		return (s->def->attrs & HJ_A(CONF)) != 0;
	case HJ_A_CAL:
	case HJ_A_KIND:
	case HJ_A_LANG:
	case HJ_A_ORDER:
	case HJ_A_PROTECTED:
	case HJ_A_ROLE:
	case HJ_A_SCRIPT:
	case HJ_A_SRC:
	case HJ_A_STATUS:
	case HJ_A_TYPE:
		return is_group(s) && (s->def->attrs >> a & 1) != 0;
	case HJ_NATTRS:
		break;
	}
	return false;
}

static int
settle_own(struct hj_merging *m, struct hj_slot *s)
{
	const struct hj_choice *itself;

	for (enum hj_attr_name a = 0; a < HJ_NATTRS; a++)
		if (is_facet(m, s, a) && settle_facet(m, s, a) != HJ_OK)
			return (int)m->err->code;
	if (s->parent == NULL) {
		s->stays = true;
		return HJ_OK;
	}
	if (settle_facet(m, s, HJ_FACET_ITSELF) != HJ_OK)
		return (int)m->err->code;
	itself = hj_slot_choice(s, HJ_FACET_ITSELF);
	s->stays = !itself->val[0].none;
	s->unknown = is_group(s) && itself->val[0].attr[HJ_A_KNOWN] != NULL;
	return HJ_OK;
}

int
hj_merge_settle(struct hj_merging *m, struct hj_slot *s)
{
	if (m->any_row && hj_slot_key(m, s) != HJ_OK)
		return (int)m->err->code;
	if (is_group(s)) {
		if (hj_merge_align(m, s) != HJ_OK ||
		    hj_merge_prefer(m, s) != HJ_OK)
			return (int)m->err->code;
		for (struct hj_slot *c = s->first; c != NULL; c = c->next) {
			if (hj_merge_settle(m, c) != HJ_OK)
				return (int)m->err->code;
			s->touched |= c->touched;
		}
		if (hj_merge_guard(m, s) != HJ_OK)
			return (int)m->err->code;
	}
	s->like = agreed(m, s);
	if (s->like == NULL)
		return settle_own(m, s);
	s->stays = true;
	/* Nobody had it before: they all came with it. */
	if ((s->here & m->roots) == 0)
		s->touched |= s->here;
	return HJ_OK;
}
