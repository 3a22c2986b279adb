#include <string.h>

#include "core/merge/merge_own.h"

/* ---- a set of values ---- */

static int
grow(struct hj_merging *m, struct hj_facet *f)
{
	size_t room = f->room != 0 ? 2 * f->room : 4;
	void *val, *said, *dots, *who;

	if (hj_arena_alloc(&m->arena, room * sizeof(*f->val), &val, m->err) !=
		HJ_OK ||
	    hj_arena_alloc(&m->arena, room * sizeof(*f->said), &said, m->err) !=
		HJ_OK ||
	    hj_arena_alloc(&m->arena, room * m->n * sizeof(*f->dots), &dots,
		m->err) != HJ_OK ||
	    hj_arena_alloc(&m->arena, room * m->n * sizeof(const char *), &who,
		m->err) != HJ_OK)
		return (int)m->err->code;
	if (f->n != 0) {
		memcpy(val, f->val, f->n * sizeof(*f->val));
		memcpy(said, f->said, f->n * sizeof(*f->said));
		memcpy(who, f->who, f->n * m->n * sizeof(const char *));
	}
	f->val = val;
	f->said = said;
	f->dots = dots;
	f->who = who;
	f->room = room;
	return HJ_OK;
}

int
hj_facet_say(struct hj_merging *m, struct hj_facet *f, size_t i,
    const struct hj_val *v)
{
	size_t k = 0;

	/* That a first version lacks something says nothing. */
	if (v->none && v->placed && (m->roots & HJ_BIT(i)) != 0)
		return HJ_OK;
	while (k < f->n && !hj_val_equal(&f->val[k], v))
		k++;
	if (k == HJ_MERGE_VALUES)
		return hj_fail(m->err, HJ_ELIMIT,
		    "more than %d versions of one field: settle some of the conflicts first",
		    HJ_MERGE_VALUES);
	if (k == f->room && grow(m, f) != HJ_OK)
		return (int)m->err->code;
	if (k == f->n) {
		f->val[f->n++] = *v;
	} else {
		if (v->level > f->val[k].level)
			f->val[k].level = v->level;
		if (f->val[k].from == NULL)
			f->val[k].from = v->from;
	}
	if (v->placed)
		f->place[i] = k + 1;
	f->said[k] |= HJ_BIT(i);
	f->who[k * m->n + i] = v->side;
	return HJ_OK;
}

/* What side i could see of value k before it said anything. */
static uint64_t
seen(const struct hj_merging *m, const struct hj_facet *f, size_t k,
    uint64_t sides)
{
	uint64_t alive = 0, gone = 0;

	for (size_t i = 0; sides >> i != 0; i++) {
		uint64_t at;

		if ((sides >> i & 1) == 0)
			continue;
		at = f->dots[k * m->n + i];
		alive |= at;
		gone |= m->before[i] & ~at;
		if (i == HJ_MERGE_SIDES - 1)
			break;
	}
	return alive & ~gone;
}

/* Does the side only say what was so already, that there is nothing? */
static bool
still_nothing(const struct hj_merging *m, const struct hj_facet *f, size_t i)
{
	for (size_t k = 0; k < f->n; k++) {
		if ((f->said[k] >> i & 1) != 0 && !f->val[k].none)
			return false;
		if (seen(m, f, k, m->side[i].parents) != 0)
			return false;
	}
	return true;
}

/* Did the side take away what it could see? */
static bool
takes_away(const struct hj_merging *m, const struct hj_facet *f, size_t i)
{
	for (size_t k = 0; k < f->n; k++)
		if ((f->said[k] >> i & 1) == 0 &&
		    seen(m, f, k, m->side[i].parents) != 0)
			return true;
	return false;
}

uint64_t
hj_facet_fold(const struct hj_merging *m, struct hj_facet *f, uint64_t renewed)
{
	uint64_t ops = 0;

	for (size_t i = 0; i < m->n; i++) {
		bool speaks = (f->speaks >> i & 1) != 0;
		bool root = (m->roots & HJ_BIT(i)) != 0;

		bool decides;

		if (speaks && !root && still_nothing(m, f, i))
			speaks = false;
		/* Who settles a conflict says anew what stands: two who settle
		 * it differently must not take away both values. */
		decides = speaks && takes_away(m, f, i);
		for (size_t k = 0; k < f->n; k++) {
			uint64_t *dots = &f->dots[k * m->n + i];
			uint64_t was = seen(m, f, k, m->side[i].parents);
			bool said = (f->said[k] >> i & 1) != 0;

			*dots = was;
			if (!speaks || (!said && was == 0))
				continue;
			if (said && was != 0 &&
			    !(decides && f->place[i] == k + 1) &&
			    ((renewed >> i & 1) == 0 || f->val[k].none))
				continue;
			*dots = said ? HJ_BIT(i) : 0;
			if (!root)
				ops |= HJ_BIT(i);
		}
	}
	return ops;
}

/* ---- what is left of it ---- */

/* Who says it: of those still heard the first in byte order, so that it does
 * not hang on the order of the sides. */
static const char *
sayer(const struct hj_merging *m, const struct hj_facet *f, size_t k,
    uint64_t dots)
{
	const char *who = NULL;

	for (size_t i = 0; i < m->n; i++) {
		const char *one = f->who[k * m->n + i];

		if ((dots >> i & 1) != 0 && one != NULL &&
		    (who == NULL || strcmp(one, who) < 0))
			who = one;
	}
	return who;
}

static void
insert(const struct hj_slot *s, struct hj_choice *c, const struct hj_val *v)
{
	size_t at = c->n++;

	/* Few values: insertion sort. */
	for (; at > 0 && hj_val_order(s, c->facet, v, &c->val[at - 1]) < 0;
	     at--)
		c->val[at] = c->val[at - 1];
	c->val[at] = *v;
}

int
hj_facet_choose(struct hj_merging *m, struct hj_facet *f, struct hj_slot *s,
    enum hj_attr_name facet)
{
	struct hj_choice *c;
	void *to, *val;

	/* Room for one more, which hj_merge_guard() may put in front. */
	if (hj_arena_alloc(&m->arena, sizeof(*c), &to, m->err) != HJ_OK ||
	    hj_arena_alloc(&m->arena, (f->n + 2) * sizeof(*c->val), &val,
		m->err) != HJ_OK)
		return (int)m->err->code;
	c = to;
	c->facet = facet;
	c->val = val;
	for (size_t k = 0; k < f->n; k++) {
		uint64_t dots = seen(m, f, k, m->heads);

		if (dots == 0)
			continue;
		f->val[k].side = sayer(m, f, k, dots);
		insert(s, c, &f->val[k]);
	}
	if (c->n == 0)
		c->val[c->n++] =
		    (struct hj_val){ .none = true, .placed = true };
	c->next = s->choices;
	s->choices = c;
	return HJ_OK;
}

struct hj_choice *
hj_slot_choice(const struct hj_slot *s, enum hj_attr_name facet)
{
	struct hj_choice *c = s->choices;

	while (c != NULL && c->facet != facet)
		c = c->next;
	return c;
}
