#include <string.h>

#include "core/merge/merge_own.h"

static int
set_attr(struct hj_merging *m, struct hj_node *node, enum hj_attr_name a,
    const char *value)
{
	if (value == NULL)
		return HJ_OK;
	return hj_record_set_attr(m->out, node, hj_schema_attr_name(a), value,
	    strlen(value), m->err);
}

static int
set_own_attrs(struct hj_merging *m, const struct hj_slot *s,
    const struct hj_val *v)
{
	for (enum hj_attr_name a = 0; a < HJ_NATTRS; a++)
		if (set_attr(m, s->out, a, v->attr[a]) != HJ_OK)
			return (int)m->err->code;
	return HJ_OK;
}

static int
emit_text(struct hj_merging *m, const struct hj_slot *s, const struct hj_val *v)
{
	if (s->def->value != HJ_V_FOREIGN)
		return hj_record_set_text(m->out, s->out, v->text, v->len,
		    m->err);
	return v->len == 0
	    ? HJ_OK
	    : hj_ext_fill(m->out, s->out, v->text, v->len, m->err);
}

static int
emit_choices(struct hj_merging *m, const struct hj_slot *s)
{
	for (const struct hj_choice *c = s->choices; c != NULL; c = c->next) {
		const struct hj_val *v = &c->val[0];
		int rc = HJ_OK;

		if (v->none || c->facet == HJ_A_PREF || c->facet == HJ_A_ID)
			continue;
		if (c->facet == HJ_FACET_ITSELF || c->facet == HJ_A_SRC)
			rc = set_own_attrs(m, s, v);
		else
			rc = set_attr(m, s->out, c->facet, v->text);
		if (rc == HJ_OK && c->facet == HJ_FACET_ITSELF)
			rc = emit_text(m, s, v);
		if (rc != HJ_OK)
			return rc;
	}
	return HJ_OK;
}

static int
emit_like(struct hj_merging *m, const struct hj_slot *s)
{
	const struct hj_node *from = s->like;

	for (const struct hj_attr *a = from->attrs; a != NULL; a = a->next)
		if (strcmp(a->name, "pref") != 0 &&
		    strcmp(a->name, "id") != 0 &&
		    hj_record_set_attr(m->out, s->out, a->name, a->value,
			a->len, m->err) != HJ_OK)
			return (int)m->err->code;
	if (s->def->value == HJ_V_FOREIGN)
		for (const struct hj_node *c = from->first; c != NULL;
		     c = c->next)
			if (hj_record_graft(m->out, s->out, c, m->err) != HJ_OK)
				return (int)m->err->code;
	return hj_record_set_text(m->out, s->out, from->text, from->text_len,
	    m->err);
}

static int
emit(struct hj_merging *m, struct hj_slot *s)
{
	struct hj_node *parent = s->parent != NULL ? s->parent->out : NULL;
	static const char yes[] = "yes";

	if (hj_record_append(m->out, parent, s->def, NULL, 0, &s->out,
		m->err) != HJ_OK ||
	    (s->like != NULL ? emit_like(m, s) : emit_choices(m, s)) != HJ_OK ||
	    set_attr(m, s->out, HJ_A_ID, s->id) != HJ_OK ||
	    set_attr(m, s->out, HJ_A_PREF, s->preferred ? yes : NULL) != HJ_OK)
		return (int)m->err->code;
	for (struct hj_slot *c = s->unknown ? NULL : s->first; c != NULL;
	     c = c->next)
		if (c->stays && emit(m, c) != HJ_OK)
			return (int)m->err->code;
	return HJ_OK;
}

int
hj_merge_emit(struct hj_merging *m)
{
	if (emit(m, m->top) != HJ_OK)
		return (int)m->err->code;
	return hj_merge_emit_rows(m);
}
