#include <string.h>

#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/case/path.h"
#include "core/merge/merge_own.h"
#include "core/merge/settle.h"

/* Of a statement of who says so. */
static const enum hj_attr_name account[] = { HJ_A_BASIS, HJ_A_CRED, HJ_A_SRC };

struct field {
	struct hj_record *r;
	const struct hj_conflict *c;
	struct hj_node *node, *parent;
	const struct hj_elem *def;
	struct hj_error *err;
};

static int
find(struct hj_record *r, const struct hj_conflict *c, struct field *ret,
    struct hj_error *err)
{
	*ret = (struct field){ .r = r, .c = c, .err = err };
	if (hj_conflict_target(r, c, &ret->node, &ret->def, &ret->parent))
		return HJ_OK;
	return hj_fail(err, HJ_EINVAL,
	    "the conflict is about an element that is no longer there");
}

void
hj_settle_standing(struct hj_record *r, const struct hj_conflict *c)
{
	struct hj_node *row = hj_conflict_next(r, NULL), *next;
	struct hj_conflict other;

	for (; row != NULL; row = next) {
		next = hj_conflict_next(r, row);
		if (hj_conflict_read(row, &other) &&
		    hj_conflict_same(c, &other))
			hj_record_remove(row);
	}
}

/* ---- what a row says, into its place ---- */

static bool
must_stand(const struct field *f)
{
	if (f->def->card == HJ_ONE)
		return true;
	if (f->def->card != HJ_SOME || f->node == NULL)
		return false;
	for (const struct hj_node *n = f->parent->first; n != NULL; n = n->next)
		if (n != f->node && n->def == f->def)
			return false;
	return true;
}

static int
remove_it(struct field *f)
{
	if (f->node == NULL)
		return HJ_OK;
	if (must_stand(f))
		return hj_fail(f->err, HJ_EREFUSED,
		    "'%s' must stand there: choose a value, or remove what is around it",
		    f->def->name);
	hj_record_remove(f->node);
	return HJ_OK;
}

static int
set_attr(struct field *f, struct hj_node *node, enum hj_attr_name a,
    const char *value)
{
	const char *name = hj_schema_attr_name(a);

	if (value == NULL) {
		hj_record_drop_attr(node, name);
		return HJ_OK;
	}
	return hj_record_set_attr(f->r, node, name, value, strlen(value),
	    f->err);
}

static void
empty(struct hj_node *node)
{
	while (node->first != NULL)
		hj_record_remove(node->first);
}

/* The value with all attributes that are part of it. */
static int
fill(struct field *f, struct hj_node *node)
{
	const struct hj_node *value = f->c->value;
	bool leaf = node->def->nchildren == 0;

	for (enum hj_attr_name a = 0; a < HJ_NATTRS; a++) {
		const struct hj_node *from =
		    a == HJ_A_KNOWN ? value : f->c->row;

		if (a == HJ_A_ID || a == HJ_A_CONF || a == HJ_A_PREF ||
		    (node->def->attrs >> a & 1) == 0 ||
		    (!leaf && a != HJ_A_KNOWN))
			continue;
		if (set_attr(f, node, a,
			hj_node_attr(from, hj_schema_attr_name(a))) != HJ_OK)
			return (int)f->err->code;
	}
	if (leaf)
		return hj_record_set_text(f->r, node, value->text,
		    value->text_len, f->err);
	empty(node);
	return node->def->value != HJ_V_FOREIGN || value->text == NULL
	    ? HJ_OK
	    : hj_ext_fill(f->r, node, value->text, value->text_len, f->err);
}

static int
take_itself(struct field *f)
{
	struct hj_node *node = f->node;

	if (f->c->value == NULL)
		return remove_it(f);
	if (node == NULL &&
	    hj_record_add(f->r, f->parent, f->def, &node, f->err) != HJ_OK)
		return (int)f->err->code;
	return fill(f, node);
}

static int
take_preferred(struct field *f)
{
	for (struct hj_node *n = f->parent->first;
	     f->c->value != NULL && n != NULL; n = n->next)
		if (n->def == f->def)
			hj_record_drop_attr(n, "pref");
	return set_attr(f, f->node, HJ_A_PREF,
	    f->c->value != NULL ? "yes" : NULL);
}

static int
take(struct field *f)
{
	const char *text = f->c->value != NULL ? f->c->value->text : NULL;

	if (f->c->attr == HJ_NATTRS)
		return take_itself(f);
	if (f->node == NULL || f->c->attr == HJ_A_ID)
		return HJ_OK;
	if (f->c->attr == HJ_A_PREF)
		return take_preferred(f);
	if (f->c->attr != HJ_A_SRC)
		return set_attr(f, f->node, f->c->attr, text);
	for (size_t i = 0; i < HJ_LEN(account); i++)
		if (set_attr(f, f->node, account[i],
			hj_node_attr(f->c->row,
			    hj_schema_attr_name(account[i]))) != HJ_OK)
			return (int)f->err->code;
	return HJ_OK;
}

int
hj_settle_other(struct hj_record *r, const struct hj_conflict *c,
    struct hj_error *err)
{
	struct field f;

	if (find(r, c, &f, err) != HJ_OK || take(&f) != HJ_OK)
		return (int)err->code;
	hj_settle_standing(r, c);
	return HJ_OK;
}

/* ---- both ---- */

static int
fresh_ids(struct hj_record *r, struct hj_node *top, struct hj_error *err)
{
	char id[HJ_ELEMENT_ID_CHARS + 1];

	for (struct hj_node *n = top; n != NULL; n = hj_node_next(n, top)) {
		if (n->def == NULL || (n->def->attrs & HJ_A(ID)) == 0)
			continue;
		do
			hj_element_id_random(id);
		while (hj_record_find(r, id) != NULL);
		if (hj_record_set_attr(r, n, "id", id, HJ_ELEMENT_ID_CHARS,
			err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

/* An account inside another element may be given twice; a person, an event or
 * a period of detention is one thing. */
static bool
is_account(const struct hj_node *node)
{
	return node != NULL && node->parent != NULL &&
	    node->parent->parent != NULL && hj_schema_repeats(node->def) &&
	    (node->def->attrs & HJ_A(SRC)) != 0;
}

/* A second one of `node`, after it, without being preferred. */
static int
copy_beside(struct field *f, const struct hj_node *node, struct hj_node **ret)
{
	struct hj_node *to = NULL;

	if (hj_record_add(f->r, node->parent, node->def, &to, f->err) != HJ_OK)
		return (int)f->err->code;
	for (const struct hj_attr *a = node->attrs; a != NULL; a = a->next)
		if (strcmp(a->name, "id") != 0 &&
		    strcmp(a->name, "pref") != 0 &&
		    hj_record_set_attr(f->r, to, a->name, a->value, a->len,
			f->err) != HJ_OK)
			return (int)f->err->code;
	for (const struct hj_node *c = node->first; c != NULL; c = c->next)
		if (hj_record_graft(f->r, to, c, f->err) != HJ_OK)
			return (int)f->err->code;
	*ret = to;
	return fresh_ids(f->r, to, f->err);
}

static int
add_account(struct field *f)
{
	struct hj_node *to = NULL, *leaf;

	if (copy_beside(f, f->parent, &to) != HJ_OK)
		return (int)f->err->code;
	leaf = hj_node_child(to, f->def->name);
	if (leaf == NULL &&
	    hj_record_add(f->r, to, f->def, &leaf, f->err) != HJ_OK)
		return (int)f->err->code;
	return fill(f, leaf);
}

int
hj_settle_both(struct hj_record *r, const struct hj_conflict *c,
    struct hj_error *err)
{
	struct hj_node *to = NULL;
	struct field f;
	int rc;

	if (find(r, c, &f, err) != HJ_OK)
		return (int)err->code;
	if (c->attr != HJ_NATTRS || c->value == NULL || f.node == NULL ||
	    f.def->nchildren != 0)
		return hj_fail(err, HJ_EREFUSED,
		    "these cannot both stand: choose one of them");
	if (hj_schema_repeats(f.def)) {
		rc = hj_record_add(r, f.parent, f.def, &to, err);
		if (rc == HJ_OK)
			rc = fill(&f, to);
	} else if (is_account(f.parent)) {
		rc = add_account(&f);
	} else {
		return hj_fail(err, HJ_EREFUSED,
		    "'%s' can stand there only once: choose one of them, or put the other into a note",
		    f.def->name);
	}
	if (rc == HJ_OK)
		hj_settle_standing(r, c);
	return rc;
}

/* ---- something else ---- */

int
hj_settle_path(const struct hj_record *r, const struct hj_conflict *c,
    struct hj_buf *to, struct hj_error *err)
{
	struct hj_node *node = NULL, *parent = NULL;
	const struct hj_elem *def = NULL;

	if (!hj_conflict_target(r, c, &node, &def, &parent))
		return hj_fail(err, HJ_EINVAL,
		    "the conflict is about an element that is no longer there");
	if (node != NULL)
		return hj_path_of(node, c->attr, to, err);
	if (parent->parent != NULL &&
	    (hj_path_of(parent, HJ_NATTRS, to, err) != HJ_OK ||
		hj_buf_putc(to, '.', err) != HJ_OK))
		return (int)err->code;
	return hj_buf_puts(to, def->name, err);
}

int
hj_settle_value(struct hj_record *r, const struct hj_conflict *c, const char *p,
    size_t n, struct hj_error *err)
{
	struct hj_path_labels labels = { .n = 0 };
	struct hj_buf path = HJ_BUF(HJ_LINE_MAX);
	int rc = hj_settle_path(r, c, &path, err);

	if (rc == HJ_OK)
		rc = hj_path_apply(r, (const char *)path.data, path.len,
		    HJ_PATH_SET, p, n, &labels, NULL, err);
	if (rc == HJ_OK)
		hj_settle_standing(r, c);
	hj_buf_clear(&path);
	return rc;
}
