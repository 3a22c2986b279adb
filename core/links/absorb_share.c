#include <string.h>

#include "core/base/arena.h"
#include "core/base/idmap.h"
#include "core/base/word.h"
#include "core/links/absorb_own.h"

static bool
is(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* ---- whose is an element? ---- */

static bool
has(const struct hj_record *r, const char *id)
{
	return id != NULL && hj_record_find(r, id) != NULL;
}

/* With an id that only the other file had. */
static bool
is_theirs_only(const struct hj_parting *p, const struct hj_node *node)
{
	const char *id = hj_node_attr(node, "id");

	return has(p->theirs, id) && !has(p->stays->before, id);
}

static struct hj_node *
top_of(struct hj_node *node)
{
	while (node->parent->parent != NULL)
		node = node->parent;
	return node;
}

/* ---- what goes along, or stays, because it is referred to ---- */

/* Top elements by id. */
struct wanted {
	struct hj_arena arena;
	struct hj_idmap map;
	bool more; /* something came in */
};

static bool
is_wanted(const struct wanted *w, const struct hj_node *top)
{
	const char *id = hj_node_attr(top, "id");

	return id != NULL &&
	    hj_idmap_find(&w->map, id, strlen(id), NULL) != NULL;
}

typedef bool may_want_fn(const struct hj_parting *p, const struct hj_node *top);

static int
want(const struct hj_parting *p, struct wanted *w, const struct hj_record *r,
    const char *id, may_want_fn *may, struct hj_error *err)
{
	struct hj_node *at = hj_record_find(r, id);

	if (at == NULL || at->parent == NULL)
		return HJ_OK;
	at = top_of(at);
	id = hj_node_attr(at, "id");
	if (id == NULL || is_wanted(w, at) || !may(p, at))
		return HJ_OK;
	w->more = true;
	return hj_idmap_add(&w->map, &w->arena, id, strlen(id), at, err);
}

static int
want_all_of(const struct hj_parting *p, struct wanted *w,
    const struct hj_record *r, const struct hj_node *node, may_want_fn *may,
    struct hj_error *err)
{
	const char *src = hj_node_attr(node, "src"), *word;
	char id[HJ_ELEMENT_ID_CHARS + 1] = "";
	size_t n;

	if (node->def != NULL && node->def->value == HJ_V_REF &&
	    node->text != NULL && want(p, w, r, node->text, may, err) != HJ_OK)
		return (int)err->code;
	while (hj_word_next(&src, &word, &n))
		if (n == HJ_ELEMENT_ID_CHARS) {
			memcpy(id, word, n);
			if (want(p, w, r, id, may, err) != HJ_OK)
				return (int)err->code;
		}
	return HJ_OK;
}

/* Whatever the elements of `of` refer to, and what that refers to. */
static int
gather(const struct hj_parting *p, struct wanted *w, const struct hj_record *r,
    may_want_fn *of, may_want_fn *may, struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);

	do {
		w->more = false;
		for (const struct hj_node *c = root->first; c != NULL;
		     c = c->next)
			for (const struct hj_node *at = c;
			     at != NULL && (of(p, c) || is_wanted(w, c));
			     at = hj_node_next(at, c))
				if (want_all_of(p, w, r, at, may, err) != HJ_OK)
					return (int)err->code;
	} while (w->more);
	return HJ_OK;
}

static bool
remains(const struct hj_parting *p, const struct hj_node *top)
{
	return !is_theirs_only(p, top);
}

static bool
goes(const struct hj_parting *p, const struct hj_node *top)
{
	return has(p->theirs, hj_node_attr(top, "id"));
}

/* What explains, and is about nobody. */
static bool
may_go_along(const struct hj_parting *p, const struct hj_node *top)
{
	return !goes(p, top) &&
	    (is(top->name, "source") || is(top->name, "place") ||
		is(top->name, "authority"));
}

/* ---- reducing ---- */

typedef bool drop_fn(const struct hj_parting *p, const struct wanted *w,
    struct hj_node *node);

static void
reduce(const struct hj_parting *p, const struct wanted *w, struct hj_node *node,
    drop_fn *drop)
{
	struct hj_node *next;

	for (struct hj_node *c = node->first; c != NULL; c = next) {
		next = c->next;
		if (drop(p, w, c))
			hj_record_remove(c);
		else
			reduce(p, w, c, drop);
	}
}

static bool
drop_theirs(const struct hj_parting *p, const struct wanted *w,
    struct hj_node *node)
{
	return is_theirs_only(p, node) && !is_wanted(w, top_of(node));
}

static bool
drop_ours(const struct hj_parting *p, const struct wanted *w,
    struct hj_node *node)
{
	const char *id = hj_node_attr(node, "id");
	const struct hj_node *around = node->parent, *top = top_of(node);

	/* What is said of the file itself, theirs says. */
	if (node == top && !goes(p, top))
		return !is_wanted(w, top);
	if (id == NULL || has(p->theirs, id) || is_wanted(w, top))
		return false;
	/* New inside what only they had. */
	while (hj_node_attr(around, "id") == NULL)
		around = around->parent;
	return !is_theirs_only(p, around);
}

int
hj_parting_reduce(const struct hj_parting *p, bool ours, struct hj_record *was,
    struct hj_record *now, struct hj_error *err)
{
	static const struct wanted nothing;
	drop_fn *drop = ours ? drop_theirs : drop_ours;
	struct wanted w = { .more = false };
	int rc = ours ? gather(p, &w, now, remains, is_theirs_only, err)
		      : gather(p, &w, now, goes, may_go_along, err);

	/* What is kept because it is referred to counts as new, or the merge
	 * would take it for removed. */
	if (rc == HJ_OK) {
		reduce(p, &nothing, hj_record_root(was), drop);
		reduce(p, &w, hj_record_root(now), drop);
	}
	hj_arena_clear(&w.arena);
	return rc;
}
