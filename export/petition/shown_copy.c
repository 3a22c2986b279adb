#include <string.h>

#include "core/sense/reach.h"
#include "export/consent/care.h"
#include "export/petition/shown_own.h"

/* ---- who ---- */

static bool
agreed(const struct hj_shown_file *x, const char *person)
{
	for (size_t i = 0; i < x->nvictims; i++)
		if (x->victim[i].named &&
		    strcmp(x->victim[i].person, person) == 0)
			return true;
	return false;
}

static bool
anybody_agreed(const struct hj_shown_file *x)
{
	for (size_t i = 0; i < x->nvictims; i++)
		if (x->victim[i].named)
			return true;
	return false;
}

/* The petition is about the groups of this file. */
static bool
tells_groups(const struct hj_shown_file *x)
{
	for (size_t i = 0; i < x->nvictims; i++)
		if (x->victim[i].person == NULL)
			return true;
	return false;
}

static bool
concerns(const struct hj_shown_file *x, const struct hj_node *fact)
{
	struct hj_reach way;

	for (size_t i = 0; i < x->nvictims; i++)
		if (x->victim[i].named &&
		    hj_reach(x->from, x->victim[i].person, fact, &way) &&
		    hj_reach_conf(&way) <= HJ_SHOWN_MOST)
			return true;
	for (struct hj_node *g =
		 hj_node_child(hj_record_root(x->from), "group");
	     g != NULL && tells_groups(x); g = hj_node_same(g)) {
		const char *id = hj_node_attr(g, "id");

		if (id != NULL && hj_reach(x->from, id, fact, &way) &&
		    hj_reach_conf(&way) <= HJ_SHOWN_MOST)
			return true;
	}
	return false;
}

/* ---- which fields ---- */

/* Sums of a group are made with the ids of its members, named or not. */
static bool
is_of_a_sum(const struct hj_node *ref)
{
	return ref->parent != NULL &&
	    (strcmp(ref->parent->name, "member") == 0 ||
		strcmp(ref->parent->name, "identified") == 0);
}

static bool
may_refer(const struct hj_shown_file *x, const struct hj_node *n)
{
	const struct hj_node *to =
	    n->text != NULL ? hj_record_find(x->from, n->text) : NULL;

	return to == NULL || strcmp(to->name, "person") != 0 ||
	    is_of_a_sum(n) || agreed(x, n->text);
}

static bool
may_show(const struct hj_shown_file *x, const struct hj_node *n)
{
	enum hj_conf conf;

	if (n->def == NULL || (conf = hj_node_conf(n)) > HJ_SHOWN_MOST ||
	    hj_care_is(n))
		return false;
	switch (hj_redact_action(x->agreed, n->def->class)) {
	case HJ_REDACT_KEEP:
		break;
	case HJ_REDACT_PUBLIC:
		if (conf != HJ_PUBLIC)
			return false;
		break;
	case HJ_REDACT_GENERALISE:
	case HJ_REDACT_PSEUDONYM:
	case HJ_REDACT_WITHHOLD:
		return false;
	}
	if (n->text == NULL)
		return true;
	/* Somebody's own words leave where somebody said that they may. */
	if (n->def->value == HJ_V_FREE ||
	    (n->def->value == HJ_V_LINE && n->def->class == HJ_C_SENSITIVE))
		return conf == HJ_PUBLIC;
	return n->def->value != HJ_V_REF || may_refer(x, n);
}

/* ---- copying ---- */

static int
copy_one(const struct hj_shown_file *x, const struct hj_node *n,
    struct hj_node *to, struct hj_node **made)
{
	if (hj_record_append(x->to, to, n->def, n->name, strlen(n->name), made,
		x->err) != HJ_OK)
		return (int)x->err->code;
	for (const struct hj_attr *a = n->attrs; a != NULL; a = a->next)
		if (hj_record_set_attr(x->to, *made, a->name, a->value, a->len,
			x->err) != HJ_OK)
			return (int)x->err->code;
	return n->text != NULL
	    ? hj_record_set_text(x->to, *made, n->text, n->text_len, x->err)
	    : HJ_OK;
}

static int
copy(const struct hj_shown_file *x, const struct hj_node *n, struct hj_node *to)
{
	struct hj_node *made;

	if (!may_show(x, n))
		return HJ_OK;
	if (copy_one(x, n, to, &made) != HJ_OK)
		return (int)x->err->code;
	for (const struct hj_node *c = n->first; c != NULL; c = c->next)
		if (copy(x, c, made) != HJ_OK)
			return (int)x->err->code;
	return HJ_OK;
}

/* How sources hang together, and what of them is public. */
static int
copy_source(const struct hj_shown_file *x, const struct hj_node *n,
    struct hj_node *to)
{
	static const char *const ties[] = { "based-on", "person", "evidence",
		"of" };
	const bool named = strcmp(n->name, "source") == 0 &&
	    hj_redact_action(x->agreed, HJ_C_SOURCE) == HJ_REDACT_PUBLIC;
	struct hj_node *made, *child;

	if (copy_one(x, n, to, &made) != HJ_OK)
		return (int)x->err->code;
	for (const struct hj_node *c = n->first; c != NULL; c = c->next) {
		/* A public title; of what is evidence only the ties. */
		bool tie = named && c->def != NULL &&
		    c->def->value != HJ_V_REF && hj_node_conf(c) == HJ_PUBLIC;

		for (size_t i = 0; i < HJ_LEN(ties); i++)
			tie = tie || strcmp(c->name, ties[i]) == 0;
		if (tie && c->first == NULL &&
		    copy_one(x, c, made, &child) != HJ_OK)
			return (int)x->err->code;
	}
	return HJ_OK;
}

/* ---- the file ---- */

static bool
is_enclosed(const struct hj_shown_file *x, const struct hj_node *evidence)
{
	const char *file = hj_node_attr(hj_record_root(x->from), "id");
	const char *id = hj_node_attr(evidence, "id");
	struct hj_node *n = x->petition != NULL
	    ? hj_node_child(hj_record_root(x->petition), "document")
	    : NULL;

	for (; n != NULL; n = hj_node_same(n)) {
		const char *e = hj_node_value(n, "evidence");
		const char *of = hj_node_value(n, "case");

		if (id != NULL && e != NULL && strcmp(e, id) == 0 &&
		    (of == NULL || file == NULL || strcmp(of, file) == 0))
			return true;
	}
	return false;
}

static bool
decides(const struct hj_shown_file *x, const struct hj_node *consent)
{
	const char *id = hj_node_attr(consent, "id");

	for (size_t i = 0; i < x->nvictims && id != NULL; i++)
		if (x->victim[i].named && x->victim[i].consent != NULL &&
		    strcmp(x->victim[i].consent, id) == 0)
			return true;
	return false;
}

/* A relation never brings anybody in. */
static bool
is_between_named(const struct hj_shown_file *x, const struct hj_node *n)
{
	const char *a = hj_node_value(n, "a"), *b = hj_node_value(n, "b");

	return a != NULL && b != NULL && agreed(x, a) && agreed(x, b);
}

static bool
is_of_medicine(const struct hj_shown_file *x, const struct hj_node *n)
{
	const char *who = hj_node_value(n, "who");

	return who != NULL && agreed(x, who);
}

/* Is this part of the file about what the document tells? */
static bool
belongs(const struct hj_shown_file *x, const struct hj_node *n)
{
	const char *id = hj_node_attr(n, "id");

	if (strcmp(n->name, "person") == 0)
		return id != NULL && agreed(x, id);
	if (strcmp(n->name, "group") == 0)
		return tells_groups(x) || anybody_agreed(x);
	if (strcmp(n->name, "own-code") == 0)
		return true;
	if (strcmp(n->name, "relationship") == 0)
		return x->agreed->relations && is_between_named(x, n);
	if (strcmp(n->name, "external") == 0)
		return anybody_agreed(x) && hj_node_conf(n) == HJ_PUBLIC;
	if (strcmp(n->name, "evidence") == 0)
		return is_enclosed(x, n);
	if (strcmp(n->name, "consent") == 0)
		return decides(x, n);
	if (strcmp(n->name, "medical") == 0)
		return is_of_medicine(x, n);
	if (strcmp(n->name, "action") == 0)
		return anybody_agreed(x);
	return hj_reach_child(n->name) != NULL && concerns(x, n);
}

/* Places and authorities come where something that is shown leads to them. */
static int
copy_target(const struct hj_shown_file *x, const struct hj_node *ref)
{
	const struct hj_node *n =
	    ref->text != NULL ? hj_record_find(x->from, ref->text) : NULL;
	const struct hj_node *root = hj_record_root(x->from);
	struct hj_node *to = hj_record_root(x->to);

	if (n == NULL || n->parent != root ||
	    hj_record_find(x->to, ref->text) != NULL ||
	    (strcmp(n->name, "place") != 0 &&
		strcmp(n->name, "authority") != 0))
		return HJ_OK;
	return copy(x, n, to);
}

int
hj_shown_copy(struct hj_shown_file *x)
{
	const struct hj_node *from = hj_record_root(x->from);
	struct hj_node *to = hj_record_root(x->to);
	int rc = HJ_OK;

	for (const struct hj_node *n = from->first; n != NULL && rc == HJ_OK;
	     n = n->next) {
		if (n->def == NULL)
			continue;
		if (strcmp(n->name, "source") == 0)
			rc = copy_source(x, n, to);
		else if (strcmp(n->name, "evidence") == 0 && !is_enclosed(x, n))
			rc = copy_source(x, n, to);
		else if (belongs(x, n))
			rc = copy(x, n, to);
	}
	for (const struct hj_node *n = to; n != NULL && rc == HJ_OK;
	     n = hj_node_next(n, to))
		if (n->def != NULL && n->def->value == HJ_V_REF)
			rc = copy_target(x, n);
	return rc;
}
