#include <string.h>

#include "core/base/word.h"
#include "core/merge/merge_own.h"

/* Rule 5: what must stay although a side removed it. */

/* The best of what the sides have there: of the newest ones, if they do. */
static int
best_of(struct hj_merging *m, const struct hj_slot *s, uint64_t sides,
    struct hj_val *ret, bool *found)
{
	struct hj_val v;

	for (size_t i = 0; i < m->n; i++) {
		if ((sides >> i & 1) == 0 || s->node[i] == NULL)
			continue;
		if (hj_val_place(m, s, HJ_FACET_ITSELF, i, &v) != HJ_OK)
			return (int)m->err->code;
		if (!*found || hj_val_order(s, HJ_FACET_ITSELF, &v, ret) < 0)
			*ret = v;
		*found = true;
	}
	return HJ_OK;
}

static int
revive(struct hj_merging *m, struct hj_slot *s)
{
	struct hj_choice *c = hj_slot_choice(s, HJ_FACET_ITSELF);
	const uint64_t tries[] = { m->heads & s->holds, s->holds, s->here };
	struct hj_val v = { .none = true };
	bool found = false;

	for (size_t i = 0; i < HJ_LEN(tries) && !found; i++)
		if (best_of(m, s, tries[i], &v, &found) != HJ_OK)
			return (int)m->err->code;
	if (!found || c == NULL)
		return HJ_OK;
	memmove(&c->val[1], &c->val[0], c->n * sizeof(*c->val));
	c->val[0] = v;
	c->n++;
	s->stays = true;
	s->unknown = v.attr[HJ_A_KNOWN] != NULL && s->def->nchildren != 0;
	return HJ_OK;
}

/* ---- what may not be empty ---- */

/* Has every one of the newest sides that hold the parent one of these? */
static bool
all_have(const struct hj_merging *m, const struct hj_slot *parent,
    const struct hj_slot *first)
{
	uint64_t want = m->heads & parent->holds, have = 0;
	const struct hj_slot *s = first;

	for (; s != NULL && s->def == first->def; s = s->next)
		have |= s->here;
	return want != 0 && (want & ~have) == 0;
}

static bool
none_stays(const struct hj_slot *first)
{
	const struct hj_slot *s = first;

	for (; s != NULL && s->def == first->def; s = s->next)
		if (s->stays)
			return false;
	return true;
}

int
hj_merge_guard(struct hj_merging *m, struct hj_slot *parent)
{
	struct hj_slot *c = parent->first, *first;

	while (c != NULL) {
		bool must = (first = c)->def->card == HJ_SOME ||
		    hj_schema_limits(parent->def, first->def);

		must = must && none_stays(first) && all_have(m, parent, first);
		for (; c != NULL && c->def == first->def; c = c->next)
			if (must && (c->here & m->heads) != 0 &&
			    revive(m, c) != HJ_OK)
				return (int)m->err->code;
	}
	return HJ_OK;
}

/* ---- what is referred to ---- */

/* Slots that came back, and whose references were not followed yet. */
struct pile {
	struct hj_slot **slot;
	size_t n, room;
};

static int
put(struct hj_merging *m, struct pile *p, struct hj_slot *s)
{
	size_t room = p->room != 0 ? 2 * p->room : 16;
	void *to;

	if (p->n == p->room) {
		if (hj_arena_alloc(&m->arena, room * sizeof(struct hj_slot *),
			&to, m->err) != HJ_OK)
			return (int)m->err->code;
		if (p->n != 0)
			memcpy(to, p->slot, p->n * sizeof(struct hj_slot *));
		p->slot = to;
		p->room = room;
	}
	p->slot[p->n++] = s;
	return HJ_OK;
}

bool
hj_slot_is_live(const struct hj_slot *s)
{
	if (!s->stays)
		return false;
	for (s = s->parent; s != NULL; s = s->parent)
		if (!s->stays || s->unknown)
			return false;
	return true;
}

static int
bring_back(struct hj_merging *m, struct pile *p, struct hj_slot *target)
{
	for (struct hj_slot *s = target; s->parent != NULL; s = s->parent) {
		if (s->stays && (s == target || !s->unknown))
			continue;
		if (revive(m, s) != HJ_OK || put(m, p, s) != HJ_OK)
			return (int)m->err->code;
	}
	return HJ_OK;
}

static int
follow(struct hj_merging *m, struct pile *p, const char *id, size_t n)
{
	const struct hj_idmap_row *row = NULL;
	struct hj_slot *target = NULL;

	while ((row = hj_idmap_find(&m->slots, id, n, row)) != NULL) {
		target = row->value;
		if (hj_slot_is_live(target))
			return HJ_OK;
	}
	return target != NULL ? bring_back(m, p, target) : HJ_OK;
}

static int
follow_list(struct hj_merging *m, struct pile *p, const char *ids)
{
	const char *id;
	size_t n;

	while (hj_word_next(&ids, &id, &n))
		if (follow(m, p, id, n) != HJ_OK)
			return (int)m->err->code;
	return HJ_OK;
}

/* Does its text refer to an element of this file? */
static bool
refers(const struct hj_slot *s)
{
	if (s->def->value == HJ_V_REF)
		return true;
	if (s->def->value != HJ_V_FAR)
		return false;
	for (const struct hj_slot *c = s->parent->first; c != NULL; c = c->next)
		if (c->stays && strcmp(c->def->name, "case") == 0)
			return false;
	return true;
}

static int
follow_slot(struct hj_merging *m, struct pile *p, const struct hj_slot *s)
{
	bool text = refers(s);

	if (s->like != NULL) {
		if (text && s->like->text != NULL &&
		    follow(m, p, s->like->text, s->like->text_len) != HJ_OK)
			return (int)m->err->code;
		return follow_list(m, p, hj_node_attr(s->like, "src"));
	}
	for (const struct hj_choice *c = s->choices; c != NULL; c = c->next)
		for (size_t k = 0; k < c->n; k++) {
			const struct hj_val *v = &c->val[k];

			if (text && c->facet == HJ_FACET_ITSELF &&
			    v->text != NULL &&
			    follow(m, p, v->text, v->len) != HJ_OK)
				return (int)m->err->code;
			if (follow_list(m, p, v->attr[HJ_A_SRC]) != HJ_OK)
				return (int)m->err->code;
		}
	return HJ_OK;
}

static int
walk(struct hj_merging *m, struct pile *p, const struct hj_slot *s)
{
	if (!s->stays)
		return HJ_OK;
	if (follow_slot(m, p, s) != HJ_OK)
		return (int)m->err->code;
	for (const struct hj_slot *c = s->unknown ? NULL : s->first; c != NULL;
	     c = c->next)
		if (walk(m, p, c) != HJ_OK)
			return (int)m->err->code;
	return HJ_OK;
}

int
hj_merge_references(struct hj_merging *m)
{
	struct pile p = { .n = 0 };

	if (walk(m, &p, m->top) != HJ_OK)
		return (int)m->err->code;
	while (p.n != 0)
		if (walk(m, &p, p.slot[--p.n]) != HJ_OK)
			return (int)m->err->code;
	return HJ_OK;
}
