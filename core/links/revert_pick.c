#include <string.h>

#include "core/base/limits.h"
#include "core/base/word.h"
#include "core/case/conflict.h"
#include "core/case/owncode.h"
#include "core/links/revert_own.h"

static bool
is(const struct hj_node *node, const char *name)
{
	return node->def != NULL && strcmp(node->name, name) == 0;
}

static bool
equal(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* ---- the same, or not ---- */

static bool
same_own(const struct hj_node *a, const struct hj_node *b)
{
	const struct hj_attr *x = a->attrs, *y = b->attrs;

	while (x != NULL && y != NULL && strcmp(x->name, y->name) == 0 &&
	    strcmp(x->value, y->value) == 0) {
		x = x->next;
		y = y->next;
	}
	return x == NULL && y == NULL && strcmp(a->name, b->name) == 0 &&
	    equal(a->text, b->text);
}

/* Recurses as deep as elements nest. */
static bool
same(const struct hj_node *a, const struct hj_node *b)
{
	const struct hj_node *x = a->first, *y = b->first;

	while (x != NULL && y != NULL && same(x, y)) {
		x = x->next;
		y = y->next;
	}
	return x == NULL && y == NULL && same_own(a, b);
}

/* The element at the top of the other file that is the same one. */
static const struct hj_node *
partner(const struct hj_record *r, const struct hj_node *node)
{
	const char *id = hj_node_attr(node, "id");
	const struct hj_node *found = id != NULL ? hj_record_find(r, id) : NULL;

	return found != NULL && found->def == node->def &&
		found->parent == hj_record_root(r)
	    ? found
	    : NULL;
}

/* ---- rules 1 and 2 ---- */

static bool
stays(const struct hj_node *node)
{
	return is(node, "consent") || is(node, "link");
}

static int
choose_now(struct hj_revert *x, const struct hj_node *node,
    struct hj_error *err)
{
	const struct hj_node *was = partner(x->then, node);

	if (!stays(node))
		return HJ_OK;
	if ((was == NULL || !same(was, node)) &&
	    hj_revert_say(x, HJ_REVERT_STAYS, node, err) != HJ_OK)
		return (int)err->code;
	return hj_revert_add(x, node, true, err);
}

static int
choose_then(struct hj_revert *x, const struct hj_node *node,
    struct hj_error *err)
{
	const struct hj_node *is_now = partner(x->now, node);
	const char *file =
	    is(node, "evidence") ? hj_node_value(node, "blob") : NULL;

	if (is(node, "conflict"))
		return HJ_OK;
	if (stays(node) || (file != NULL && is_now == NULL))
		return is_now != NULL
		    ? HJ_OK
		    : hj_revert_say(x, HJ_REVERT_GONE, node, err);
	if (file == NULL || equal(file, hj_node_value(is_now, "blob")))
		return hj_revert_add(x, node, false, err);
	if (hj_revert_say(x, HJ_REVERT_FILE, is_now, err) != HJ_OK)
		return (int)err->code;
	return hj_revert_add(x, is_now, true, err);
}

int
hj_revert_choose(struct hj_revert *x, struct hj_error *err)
{
	const struct hj_node *n;
	int rc = HJ_OK;

	for (n = hj_record_root(x->now)->first; n != NULL && rc == HJ_OK;
	     n = n->next)
		rc = choose_now(x, n, err);
	for (n = hj_record_root(x->then)->first; n != NULL && rc == HJ_OK;
	     n = n->next)
		rc = choose_then(x, n, err);
	return rc;
}

/* ---- rule 3 ---- */

static bool
is_held(const struct hj_revert *x, const char *id)
{
	const struct hj_node *a = hj_record_find(x->then, id);
	const struct hj_node *b = hj_record_find(x->now, id);

	return (a != NULL && hj_revert_has(x, hj_revert_top(a))) ||
	    (b != NULL && hj_revert_has(x, hj_revert_top(b)));
}

static int
follow_id(struct hj_revert *x, const char *p, size_t n, struct hj_error *err)
{
	char id[HJ_ELEMENT_ID_CHARS + 1];
	const struct hj_node *top;

	if (n > HJ_ELEMENT_ID_CHARS)
		return HJ_OK;
	memcpy(id, p, n);
	id[n] = '\0';
	top = hj_revert_top(hj_record_find(x->now, id));
	if (top == NULL || is_held(x, id))
		return HJ_OK;
	if (hj_revert_say(x, HJ_REVERT_ALONG, top, err) != HJ_OK)
		return (int)err->code;
	return hj_revert_add(x, top, true, err);
}

static int
follow_all(struct hj_revert *x, const char *ids, struct hj_error *err)
{
	const char *id;
	int rc = HJ_OK;
	size_t n;

	while (rc == HJ_OK && hj_word_next(&ids, &id, &n))
		rc = follow_id(x, id, n, err);
	return rc;
}

/* What an element of now explains with codes of an organisation's own. */
static int
follow_code(struct hj_revert *x, const struct hj_node *n, const char *list,
    const char *code, struct hj_error *err)
{
	const struct hj_node *own;

	if (list == NULL || code == NULL ||
	    !hj_owncode_valid(code, strlen(code)) ||
	    hj_owncode_find(hj_record_root(x->then), list, code,
		strlen(code)) != NULL)
		return HJ_OK;
	own = hj_owncode_find(n, list, code, strlen(code));
	return own == NULL || hj_revert_has(x, own)
	    ? HJ_OK
	    : hj_revert_add(x, own, true, err);
}

static int
follow_node(struct hj_revert *x, const struct hj_node *n, struct hj_error *err)
{
	const char *src = hj_node_attr(n, "src");
	int rc = HJ_OK;

	if (n->def == NULL)
		return HJ_OK;
	if (n->def->value == HJ_V_REF && n->text != NULL)
		rc = follow_id(x, n->text, n->text_len, err);
	if (rc == HJ_OK && src != NULL)
		rc = follow_all(x, src, err);
	if (rc == HJ_OK && n->def->value == HJ_V_CODE)
		rc = follow_code(x, n, n->def->of, n->text, err);
	for (enum hj_attr_name a = 0; rc == HJ_OK && a < HJ_NATTRS; a++)
		rc = follow_code(x, n, hj_schema_attr_list(n->def, a),
		    hj_node_attr(n, hj_schema_attr_name(a)), err);
	return rc;
}

int
hj_revert_follow(struct hj_revert *x, struct hj_error *err)
{
	/* What is added is looked at in its turn. */
	for (size_t i = 0; i < hj_revert_count(x); i++) {
		const struct hj_node *top = hj_revert_pick(x, i)->node;

		if (!hj_revert_pick(x, i)->of_now)
			continue;
		for (const struct hj_node *n = top; n != NULL;
		     n = hj_node_next(n, top))
			if (follow_node(x, n, err) != HJ_OK)
				return (int)err->code;
	}
	return HJ_OK;
}

/* ---- rule 5 ---- */

/* Those about what is taken from this file.  What the root says is of then. */
static int
conflicts_of(struct hj_revert *x, const struct hj_record *r, bool of_now,
    struct hj_error *err)
{
	struct hj_node *row, *node, *parent;
	struct hj_conflict c;
	int rc = HJ_OK;

	for (row = hj_conflict_next(r, NULL); row != NULL && rc == HJ_OK;
	     row = hj_conflict_next(r, row)) {
		const struct hj_node *top;

		if (!hj_conflict_read(row, &c) ||
		    !hj_conflict_target(r, &c, &node, NULL, &parent))
			continue;
		top = hj_revert_top(node != NULL ? node : parent);
		if (top != NULL ? hj_revert_has(x, top) : !of_now)
			rc = hj_revert_add(x, row, of_now, err);
	}
	return rc;
}

int
hj_revert_conflicts(struct hj_revert *x, struct hj_error *err)
{
	int rc = conflicts_of(x, x->then, false, err);

	return rc == HJ_OK ? conflicts_of(x, x->now, true, err) : rc;
}
