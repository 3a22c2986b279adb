#include <string.h>

#include "core/case/diff_own.h"
#include "core/case/path.h"

bool
hj_diff_named(const struct hj_node *node)
{
	const char *id;

	if (node->def == NULL)
		return false;
	id = hj_node_attr(node, "id");
	return id != NULL && hj_element_id_valid(id, strlen(id));
}

const struct hj_node *
hj_diff_partner(const struct hj_record *r, const struct hj_node *parent,
    const struct hj_node *node)
{
	const struct hj_node *found =
	    hj_record_find(r, hj_node_attr(node, "id"));

	if (found == NULL || found->parent != parent || found->def != node->def)
		return NULL;
	return found;
}

static const char *
nearest_id(const struct hj_node *node)
{
	for (; node->parent != NULL; node = node->parent)
		if (hj_diff_named(node))
			return hj_node_attr(node, "id");
	return NULL;
}

int
hj_diff_report(const struct hj_diff *d, enum hj_diff_kind kind,
    const struct hj_node *before, const struct hj_node *after, const char *attr,
    struct hj_error *err)
{
	const struct hj_difference found = { .kind = kind,
		.before = before,
		.after = after,
		.attr = attr,
		.id = nearest_id(after != NULL ? after : before) };

	return d->fn(d->to, &found, err);
}

static const struct hj_attr *
attr_named(const struct hj_node *node, const char *name)
{
	const struct hj_attr *a = node->attrs;

	while (a != NULL && strcmp(a->name, name) != 0)
		a = a->next;
	return a;
}

static int
compare_attrs(const struct hj_diff *d, const struct hj_node *a,
    const struct hj_node *b, struct hj_error *err)
{
	int rc = HJ_OK;

	for (const struct hj_attr *x = a->attrs; x != NULL && rc == HJ_OK;
	     x = x->next) {
		const struct hj_attr *y = attr_named(b, x->name);

		if (y == NULL || x->len != y->len ||
		    memcmp(x->value, y->value, x->len) != 0)
			rc =
			    hj_diff_report(d, HJ_DIFF_ATTR, a, b, x->name, err);
	}
	for (const struct hj_attr *y = b->attrs; y != NULL && rc == HJ_OK;
	     y = y->next)
		if (attr_named(a, y->name) == NULL)
			rc =
			    hj_diff_report(d, HJ_DIFF_ATTR, a, b, y->name, err);
	return rc;
}

/* What both elements hold by themselves. */
static int
compare_own(const struct hj_diff *d, const struct hj_node *a,
    const struct hj_node *b, struct hj_error *err)
{
	int rc = compare_attrs(d, a, b, err);

	if (rc == HJ_OK &&
	    (a->text_len != b->text_len ||
		(a->text_len != 0 &&
		    memcmp(a->text, b->text, a->text_len) != 0)))
		rc = hj_diff_report(d, HJ_DIFF_TEXT, a, b, NULL, err);
	return rc;
}

/* The next child without an id, of the schema or foreign. */
static const struct hj_node *
unnamed(const struct hj_node *node, bool foreign)
{
	while (node != NULL &&
	    (hj_diff_named(node) || (node->def == NULL) != foreign))
		node = node->next;
	return node;
}

/* Where the children of `before` have got to. */
struct progress {
	const struct hj_node *single, *foreign;
};

/* The partner of a child without id, NULL: it was added.  Children of the
 * schema come in its order, so that what is passed over was removed. */
static int
match_unnamed(const struct hj_diff *d, struct progress *p,
    const struct hj_node *y, const struct hj_node **ret, struct hj_error *err)
{
	const struct hj_node *x;
	int rc = HJ_OK;

	*ret = NULL;
	if (y->def == NULL) {
		x = p->foreign;
		if (x == NULL)
			return HJ_OK;
		p->foreign = unnamed(x->next, true);
		if (strcmp(x->name, y->name) == 0)
			*ret = x;
		else
			rc = hj_diff_report(d, HJ_DIFF_REMOVED, x, NULL, NULL,
			    err);
		return rc;
	}
	while ((x = p->single) != NULL && x->def < y->def && rc == HJ_OK) {
		rc = hj_diff_report(d, HJ_DIFF_REMOVED, x, NULL, NULL, err);
		p->single = unnamed(x->next, false);
	}
	if (rc == HJ_OK && x != NULL && x->def == y->def) {
		*ret = x;
		p->single = unnamed(x->next, false);
	}
	return rc;
}

static int
removed(const struct hj_diff *d, const struct hj_node *a,
    const struct hj_node *b, struct hj_error *err)
{
	int rc = HJ_OK;

	for (const struct hj_node *x = a->first; x != NULL && rc == HJ_OK;
	     x = x->next)
		if (hj_diff_named(x) && hj_diff_partner(d->after, b, x) == NULL)
			rc = hj_diff_report(d, HJ_DIFF_REMOVED, x, NULL, NULL,
			    err);
	return rc;
}

static int
removed_rest(const struct hj_diff *d, const struct hj_node *x, bool foreign,
    struct hj_error *err)
{
	int rc = HJ_OK;

	for (; x != NULL && rc == HJ_OK; x = unnamed(x->next, foreign))
		rc = hj_diff_report(d, HJ_DIFF_REMOVED, x, NULL, NULL, err);
	return rc;
}

/* Two states of one element.  Recurses as deep as elements nest. */
static int
compare(const struct hj_diff *d, const struct hj_node *a,
    const struct hj_node *b, struct hj_error *err)
{
	struct progress p = { unnamed(a->first, false),
		unnamed(a->first, true) };
	int rc = compare_own(d, a, b, err);

	if (rc == HJ_OK)
		rc = removed(d, a, b, err);
	for (const struct hj_node *y = b->first; y != NULL && rc == HJ_OK;
	     y = y->next) {
		const struct hj_node *x = NULL;

		if (hj_diff_named(y))
			x = hj_diff_partner(d->before, a, y);
		else
			rc = match_unnamed(d, &p, y, &x, err);
		if (rc == HJ_OK)
			rc = x != NULL ? compare(d, x, y, err)
				       : hj_diff_report(d, HJ_DIFF_ADDED, NULL,
					     y, NULL, err);
	}
	if (rc == HJ_OK)
		rc = removed_rest(d, p.single, false, err);
	if (rc == HJ_OK)
		rc = removed_rest(d, p.foreign, true, err);
	return rc == HJ_OK ? hj_diff_order(d, a, b, err) : rc;
}

int
hj_diff_records(const struct hj_record *before, const struct hj_record *after,
    hj_diff_fn *fn, void *to, struct hj_error *err)
{
	const struct hj_diff d = { before, after, fn, to };

	return compare(&d, hj_record_root(before), hj_record_root(after), err);
}

static int
count(void *to, const struct hj_difference *d, struct hj_error *err)
{
	(void)d;
	(void)err;
	++*(size_t *)to;
	return HJ_OK;
}

int
hj_diff_count(const struct hj_record *before, const struct hj_record *after,
    size_t *ret, struct hj_error *err)
{
	*ret = 0;
	return hj_diff_records(before, after, count, ret, err);
}

int
hj_diff_path(const struct hj_difference *d, struct hj_buf *to,
    struct hj_error *err)
{
	const struct hj_node *node = d->after != NULL ? d->after : d->before;
	enum hj_attr_name attr = HJ_NATTRS;

	if (d->attr == NULL)
		return hj_path_of(node, HJ_NATTRS, to, err);
	if (node->def != NULL)
		attr = hj_schema_attr(d->attr, strlen(d->attr));
	if (hj_path_of(node, attr, to, err) != HJ_OK || attr != HJ_NATTRS)
		return (int)err->code;
	if (hj_buf_putc(to, '.', err) != HJ_OK)
		return (int)err->code;
	return hj_buf_puts(to, d->attr, err);
}
