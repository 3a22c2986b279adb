#include <string.h>

#include "core/base/limits.h"
#include "core/case/reference.h"
#include "core/links/absorb.h"
#include "core/links/link.h"
#include "core/links/revert_own.h"

size_t
hj_revert_count(const struct hj_revert *x)
{
	return x->picks.len / sizeof(struct hj_revert_pick);
}

const struct hj_revert_pick *
hj_revert_pick(const struct hj_revert *x, size_t i)
{
	return (const struct hj_revert_pick *)(const void *)x->picks.data + i;
}

int
hj_revert_add(struct hj_revert *x, const struct hj_node *node, bool of_now,
    struct hj_error *err)
{
	const struct hj_revert_pick p = { node, of_now };

	return hj_buf_add(&x->picks, &p, sizeof(p), err);
}

int
hj_revert_say(const struct hj_revert *x, enum hj_revert_why why,
    const struct hj_node *node, struct hj_error *err)
{
	return x->fn != NULL ? x->fn(x->to, why, node, err) : HJ_OK;
}

const struct hj_node *
hj_revert_top(const struct hj_node *node)
{
	if (node == NULL || node->parent == NULL)
		return NULL;
	while (node->parent->parent != NULL)
		node = node->parent;
	return node;
}

bool
hj_revert_has(const struct hj_revert *x, const struct hj_node *top)
{
	for (size_t i = 0; i < hj_revert_count(x); i++)
		if (hj_revert_pick(x, i)->node == top)
			return true;
	return false;
}

/* ---- may it be ---- */

/* Has the file parts that nobody here can read? */
static bool
is_whole(const struct hj_record *r)
{
	const struct hj_node *root = hj_record_root(r);

	for (const struct hj_node *n = root; n != NULL;
	     n = hj_node_next(n, root))
		if (n->def == NULL && n->parent != NULL &&
		    n->parent->def != NULL &&
		    n->parent->def->value != HJ_V_FOREIGN)
			return false;
	return true;
}

/* Two files became one, or were parted again: half of that is in the other. */
static bool
was_joined(const struct hj_record *a, const struct hj_record *b)
{
	const struct hj_node *n;

	for (n = hj_node_child(hj_record_root(a), "link"); n != NULL;
	     n = hj_node_same(n)) {
		struct hj_link l;

		hj_link_read(n, &l);
		if (l.kind != NULL &&
		    (strcmp(l.kind, HJ_LINK_ABSORBED) == 0 ||
			strcmp(l.kind, HJ_LINK_MERGED) == 0) &&
		    hj_link_find(b, &l) == NULL)
			return true;
	}
	return false;
}

static int
look(const struct hj_record *now, const struct hj_record *then,
    struct hj_error *err)
{
	const struct hj_node *a = hj_record_root(now);
	const struct hj_node *b = hj_record_root(then);
	const char *x = hj_node_attr(a, "id"), *y = hj_node_attr(b, "id");

	if (strcmp(a->name, "tombstone") == 0 ||
	    strcmp(b->name, "tombstone") == 0)
		return hj_fail(err, HJ_EREFUSED,
		    "the case file was erased: nothing of it comes back");
	if (strcmp(a->name, "case") != 0 || strcmp(b->name, "case") != 0)
		return hj_fail(err, HJ_EREFUSED,
		    "only a case file is put back; of a petition make a new one");
	if (x == NULL || y == NULL || strcmp(x, y) != 0)
		return hj_fail(err, HJ_EREFUSED,
		    "that is a revision of another case file");
	if (was_joined(now, then) || was_joined(then, now))
		return hj_fail(err, HJ_EREFUSED,
		    "since then this case file and another became one, or were parted: that is undone by 'hanji unmerge' or 'hanji merge', in both files");
	if (!is_whole(now) || !is_whole(then))
		return hj_fail(err, HJ_EINVAL,
		    "parts of the file are withheld, and nobody here knows what they say: it cannot be put back");
	return HJ_OK;
}

/* ---- the result ---- */

static int
begin(const struct hj_node *root, struct hj_record **ret, struct hj_error *err)
{
	struct hj_record *r = NULL;
	struct hj_node *top = NULL;
	int rc = hj_record_blank(&r, err);

	if (rc == HJ_OK)
		rc = hj_record_append(r, NULL, root->def, root->name,
		    strlen(root->name), &top, err);
	for (const struct hj_attr *a = root->attrs; a != NULL && rc == HJ_OK;
	     a = a->next)
		rc = hj_record_set_attr(r, top, a->name, a->value, a->len, err);
	if (rc == HJ_OK)
		*ret = r;
	else
		hj_record_free(r);
	return rc;
}

/* In the order of the outline. */
static int
build(const struct hj_revert *x, struct hj_record *r, struct hj_error *err)
{
	struct hj_node *root = hj_record_root(r);
	const struct hj_elem *def = root->def;
	int rc = HJ_OK;

	for (size_t k = 0; k < def->nchildren; k++)
		for (size_t i = 0; rc == HJ_OK && i < hj_revert_count(x); i++)
			if (hj_revert_pick(x, i)->node->def ==
			    &def->children[k])
				rc = hj_record_graft(r, root,
				    hj_revert_pick(x, i)->node, err);
	return rc;
}

static int
withhold(const struct hj_revert *x, struct hj_record *r, struct hj_error *err)
{
	struct hj_node *root = hj_record_root(r);

	for (struct hj_node *n = root; n != NULL; n = hj_node_next(n, root))
		if (hj_reference_is_loose(r, n) &&
		    (hj_reference_withhold(r, n, err) != HJ_OK ||
			hj_revert_say(x, HJ_REVERT_LOOSE, n, err) != HJ_OK))
			return (int)err->code;
	return HJ_OK;
}

int
hj_revert(const struct hj_record *now, const struct hj_record *then,
    hj_revert_fn *fn, void *to, struct hj_record **ret, struct hj_error *err)
{
	struct hj_revert x = { .now = now, .then = then, .fn = fn, .to = to };
	struct hj_record *r = NULL;
	int rc = look(now, then, err);

	x.picks = HJ_BUF(HJ_CASE_MAX);
	if (rc == HJ_OK && (rc = hj_revert_choose(&x, err)) == HJ_OK &&
	    (rc = hj_revert_follow(&x, err)) == HJ_OK &&
	    (rc = hj_revert_conflicts(&x, err)) == HJ_OK &&
	    (rc = begin(hj_record_root(then), &r, err)) == HJ_OK &&
	    (rc = build(&x, r, err)) == HJ_OK)
		rc = withhold(&x, r, err);
	hj_buf_clear(&x.picks);
	if (rc == HJ_OK)
		*ret = r;
	else
		hj_record_free(r);
	return rc;
}
