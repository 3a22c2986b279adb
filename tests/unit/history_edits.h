/*
 * history_edits.h: random edits of a case file that leave it valid.
 */
#ifndef HJ_TESTS_HISTORY_EDITS_H
#define HJ_TESTS_HISTORY_EDITS_H

#include <string.h>

#include "core/case/check.h"
#include "core/case/conflict.h"
#include "tests/unit/gen_record.h"

/* A value that leads nowhere else. */
static bool
is_plain(const struct hj_elem *def)
{
	return def->nchildren == 0 && def->value != HJ_V_REF &&
	    def->value != HJ_V_FAR && def->value != HJ_V_CASE &&
	    def->value != HJ_V_HEX;
}

/* Part of a conflict, or foreign. */
static bool
is_kept(const struct hj_node *node)
{
	for (; node != NULL; node = node->parent)
		if (node->def == NULL || strcmp(node->name, "conflict") == 0 ||
		    strcmp(node->name, "ext") == 0)
			return true;
	return false;
}

typedef bool edit_fits_fn(const struct hj_node *node);

static struct hj_node *
any_that(struct gen *g, struct hj_record *r, edit_fits_fn *fits)
{
	struct hj_node *root = hj_record_root(r), *found = NULL;
	uint32_t n = 0;

	for (struct hj_node *at = root; at != NULL; at = hj_node_next(at, root))
		if (!is_kept(at) && fits(at) && gen_below(g, ++n) == 0)
			found = at;
	return found;
}

static bool
has_plain_text(const struct hj_node *node)
{
	return node->text != NULL && is_plain(node->def);
}

static bool
is_group(const struct hj_node *node)
{
	return node->def->nchildren != 0 && hj_node_attr(node, "known") == NULL;
}

static bool
is_no_root(const struct hj_node *node)
{
	return node->parent != NULL;
}

static bool
has_sibling(const struct hj_node *node)
{
	return node->next != NULL && node->next->def == node->def;
}

static bool
may_be_unknown(const struct hj_node *node)
{
	return node->text != NULL && node->def->card != HJ_ONE;
}

static void
edit_text(struct gen *g, struct hj_record *r, struct hj_node *node)
{
	char text[4096];

	if (node == NULL)
		return;
	gen_value(g, node->def, text, sizeof(text));
	hj_record_drop_attr(node, "known");
	if (text[0] != '\0')
		(void)!hj_record_set_text(r, node, text, strlen(text), &g->err);
}

/* From the seed, unlike those of hj_record_add(). */
static void
edit_id(struct gen *g, struct hj_record *r, struct hj_node *node)
{
	static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
	char id[HJ_ELEMENT_ID_CHARS + 1] = "";

	do {
		for (size_t i = 0; i < HJ_ELEMENT_ID_CHARS; i++)
			id[i] = alphabet[gen_below(g, 32)];
		id[0] = alphabet[10 + gen_below(g, 22)];
	} while (hj_record_find(r, id) != NULL);
	(void)!hj_record_set_attr(r, node, "id", id, HJ_ELEMENT_ID_CHARS,
	    &g->err);
}

static void
edit_add(struct gen *g, struct hj_record *r)
{
	struct hj_node *group = any_that(g, r, is_group), *node = NULL;
	const struct hj_elem *def;

	if (group == NULL)
		return;
	if (gen_below(g, 3) == 0)
		group = hj_record_root(r);
	def =
	    &group->def->children[gen_below(g, (uint32_t)group->def->nchildren)];
	if (!is_plain(def) ||
	    (!hj_schema_repeats(def) &&
		hj_node_child(group, def->name) != NULL) ||
	    hj_record_add(r, group, def, &node, &g->err) != HJ_OK)
		return;
	if (hj_schema_repeats(def))
		edit_id(g, r, node);
	edit_text(g, r, node);
}

static void
edit_swap(struct hj_node *node)
{
	struct hj_node *next, *parent;

	if (node == NULL)
		return;
	next = node->next;
	parent = node->parent;
	*(node->prev != NULL ? &node->prev->next : &parent->first) = next;
	*(next->next != NULL ? &next->next->prev : &parent->last) = node;
	next->prev = node->prev;
	node->next = next->next;
	node->prev = next;
	next->next = node;
}

static void
edit_attr(struct gen *g, struct hj_record *r, struct hj_node *node)
{
	static const char *const levels[] = { "public", "internal",
		"restricted", "secret" };
	const char *conf = levels[gen_below(g, 4)];

	if (node == NULL)
		return;
	if ((node->def->attrs & HJ_A(PREF)) != 0 && gen_below(g, 2) == 0) {
		for (struct hj_node *n = node->parent->first; n != NULL;
		     n = n->next)
			if (n->def == node->def)
				hj_record_drop_attr(n, "pref");
		(void)!hj_record_set_attr(r, node, "pref", "yes", 3, &g->err);
	} else if (gen_below(g, 3) == 0) {
		hj_record_drop_attr(node, "conf");
	} else {
		(void)!hj_record_set_attr(r, node, "conf", conf, strlen(conf),
		    &g->err);
	}
}

static void
edit_unknown(struct gen *g, struct hj_record *r, struct hj_node *node)
{
	if (node != NULL &&
	    hj_record_set_text(r, node, NULL, 0, &g->err) == HJ_OK)
		(void)!hj_record_set_attr(r, node, "known", "refused", 7,
		    &g->err);
}

static void
edit_once(struct gen *g, struct hj_record *r)
{
	struct hj_node *node;

	switch (gen_below(g, 9)) {
	case 0:
	case 1:
	case 2:
		edit_text(g, r, any_that(g, r, has_plain_text));
		break;
	case 3:
		edit_add(g, r);
		break;
	case 4:
		node = any_that(g, r, is_no_root);
		if (node != NULL)
			hj_record_remove(node);
		break;
	case 5:
		edit_swap(any_that(g, r, has_sibling));
		break;
	case 6:
		edit_attr(g, r, any_that(g, r, is_no_root));
		break;
	case 7:
		edit_unknown(g, r, any_that(g, r, may_be_unknown));
		break;
	case 8:
		node = hj_conflict_next(r, NULL);
		if (node != NULL)
			hj_record_remove(node);
		break;
	}
}

/* One to three of them; false: it would not be valid. */
static inline bool
edit_record(struct gen *g, struct hj_record *r)
{
	struct hj_error ignored = HJ_ERROR;

	for (uint32_t n = 1 + gen_below(g, 3); n > 0; n--)
		edit_once(g, r);
	return hj_conflict_sweep(r, &ignored) == HJ_OK &&
	    hj_check_record(r, NULL, NULL, &ignored) == HJ_OK;
}

#endif
