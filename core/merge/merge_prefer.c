#include <string.h>

#include "core/merge/merge_own.h"

/* Of several accounts one may be preferred: which, is a facet of all of them
 * together, and its values are ids. */

static const struct hj_slot *
preferred_at(const struct hj_slot *first, size_t i)
{
	const struct hj_slot *s = first;

	for (; s != NULL && s->def == first->def; s = s->next)
		if (s->node[i] != NULL &&
		    hj_node_attr(s->node[i], "pref") != NULL)
			return s;
	return NULL;
}

static int
say_place(struct hj_merging *m, struct hj_slot *first, struct hj_facet *f,
    size_t i)
{
	const struct hj_slot *s = preferred_at(first, i);
	const struct hj_val v = { .none = s == NULL,
		.placed = true,
		.text = s != NULL ? s->id : NULL,
		.len = s != NULL ? strlen(s->id) : 0,
		.side = m->side[i].digest };

	return hj_facet_say(m, f, i, &v);
}

static int
say_rows(struct hj_merging *m, struct hj_slot *first, struct hj_facet *f,
    size_t i)
{
	const struct hj_slot *s = first;

	for (; s != NULL && s->def == first->def; s = s->next) {
		size_t n = 0;
		const struct hj_conflict *row =
		    hj_val_rows(m, s, HJ_A_PREF, i, &n);

		for (size_t k = 0; k < n; k++) {
			struct hj_val v;

			hj_val_row(s, &row[k], &v);
			v.text = v.none ? NULL : s->id;
			v.len = v.none ? 0 : strlen(s->id);
			if (hj_facet_say(m, f, i, &v) != HJ_OK)
				return (int)m->err->code;
		}
	}
	return HJ_OK;
}

/* Is there anything to decide?  Most accounts stand alone. */
static int
concerns(struct hj_merging *m, struct hj_slot *first, bool *ret)
{
	struct hj_slot *s = first;

	*ret = false;
	for (size_t i = 0; i < m->n && !*ret; i++)
		*ret = preferred_at(first, i) != NULL;
	for (; m->any_row && s != NULL && s->def == first->def; s = s->next) {
		if (hj_slot_key(m, s) != HJ_OK)
			return (int)m->err->code;
		*ret = *ret || hj_slot_has_rows(m, s);
	}
	return HJ_OK;
}

static struct hj_slot *
with_id(struct hj_slot *first, const char *id)
{
	struct hj_slot *s = first;

	while (s != NULL && s->def == first->def && strcmp(s->id, id) != 0)
		s = s->next;
	return s;
}

/* One that another version preferred, or that it did not. */
static int
contest(struct hj_merging *m, struct hj_slot *s, bool stands,
    const struct hj_val *other)
{
	static const char yes[] = "yes";
	struct hj_choice *c;
	void *to, *val;

	if (hj_arena_alloc(&m->arena, sizeof(*c), &to, m->err) != HJ_OK ||
	    hj_arena_alloc(&m->arena, 2 * sizeof(*c->val), &val, m->err) !=
		HJ_OK)
		return (int)m->err->code;
	c = to;
	*c = (struct hj_choice){ s->choices, HJ_A_PREF, val, 2 };
	c->val[stands ? 0 : 1] = (struct hj_val){ .text = yes, .len = 3 };
	c->val[stands ? 1 : 0] = (struct hj_val){ .none = true };
	c->val[1].side = other->side;
	s->choices = c;
	return HJ_OK;
}

static int
apply(struct hj_merging *m, struct hj_slot *first, const struct hj_choice *c)
{
	struct hj_slot *best = NULL;

	if (!c->val[0].none) {
		best = with_id(first, c->val[0].text);
		best->preferred = true;
	}
	for (size_t k = 1; k < c->n; k++) {
		struct hj_slot *s =
		    c->val[k].none ? best : with_id(first, c->val[k].text);

		if (s != NULL &&
		    contest(m, s, c->val[k].none, &c->val[k]) != HJ_OK)
			return (int)m->err->code;
	}
	return HJ_OK;
}

static int
decide(struct hj_merging *m, struct hj_slot *parent, struct hj_slot *first)
{
	struct hj_facet f = { .speaks = parent->holds };
	struct hj_slot probe = *first;
	uint64_t ops;
	bool any;

	if (concerns(m, first, &any) != HJ_OK)
		return (int)m->err->code;
	if (!any)
		return HJ_OK;
	for (size_t i = 0; i < m->n; i++)
		if ((f.speaks >> i & 1) != 0 &&
		    (say_place(m, first, &f, i) != HJ_OK ||
			say_rows(m, first, &f, i) != HJ_OK))
			return (int)m->err->code;
	ops = hj_facet_fold(m, &f, 0);
	parent->touched |= ops;
	/* Who prefers it wants it to stay. */
	for (size_t k = 0; k < f.n; k++)
		if (!f.val[k].none)
			with_id(first, f.val[k].text)->touched |=
			    f.said[k] & ops;
	probe.choices = NULL;
	if (hj_facet_choose(m, &f, &probe, HJ_A_PREF) != HJ_OK)
		return (int)m->err->code;
	return apply(m, first, probe.choices);
}

int
hj_merge_prefer(struct hj_merging *m, struct hj_slot *s)
{
	struct hj_slot *c = s->first;

	while (c != NULL) {
		struct hj_slot *first = c;

		if ((c->def->attrs & HJ_A(PREF)) != 0 && c->id != NULL &&
		    decide(m, s, first) != HJ_OK)
			return (int)m->err->code;
		while (c != NULL && c->def == first->def)
			c = c->next;
	}
	return HJ_OK;
}
