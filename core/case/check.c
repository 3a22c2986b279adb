#include "core/case/check.h"

#include <string.h>

#include "core/base/limits.h"
#include "core/case/check_own.h"
#include "core/case/schema_rival.h"

static int element(struct hj_check *c, const struct hj_node *node);

/*
 * Required children from..to are missing.  Each `withheld` that stands in the
 * gap may be one of them.
 */
static int
missing(struct hj_check *c, const struct hj_node *node, size_t from, size_t to,
    size_t withheld)
{
	for (size_t i = from; i < to; i++) {
		const struct hj_elem *def = &node->def->children[i];

		if (def->card != HJ_ONE && def->card != HJ_SOME)
			continue;
		if (withheld > 0)
			withheld--;
		else if (hj_check_fault(c, node, HJ_NATTRS, "missing",
			     "'%s' is missing here", def->name) != HJ_OK)
			return (int)c->err->code;
	}
	return HJ_OK;
}

/* Where we are among the children of one element. */
struct place {
	size_t next; /* the first row that may come */
	size_t withheld; /* since the last element */
	bool foreign, preferred;
};

/* A child that has no row: withheld, or foreign inside ext. */
static int
rowless(struct hj_check *c, const struct hj_node *parent,
    const struct hj_node *node, struct place *at)
{
	if (strcmp(node->name, "withheld") == 0) {
		at->withheld++;
		return hj_check_withheld(c, node);
	}
	if (parent->def->value == HJ_V_FOREIGN) {
		at->foreign = true;
		return HJ_OK;
	}
	return hj_check_fault(c, parent, HJ_NATTRS, "unknown-element",
	    "'%s' holds an element that does not belong to it",
	    parent->def->name);
}

/* Are all occurrences of it beside each other about one thing?  Of two arrests
 * each may have its preferred account: sense.h looks at them. */
static bool
is_of_one(const struct hj_node *node)
{
	switch (hj_schema_rivalry(node->def)->how) {
	case HJ_R_ONE:
		return true;
	case HJ_R_NONE:
		/* The names of a person; not the relationships of a file. */
		return node->parent->parent != NULL;
	case HJ_R_KEYED:
	case HJ_R_TIME:
	case HJ_R_OCCASION:
		break;
	}
	return false;
}

/* At most one of the accounts of one thing is the preferred one. */
static int
preference(struct hj_check *c, const struct hj_node *node, struct place *at)
{
	if ((node->def->attrs & HJ_A(PREF)) == 0 ||
	    hj_node_attr(node, "pref") == NULL || !is_of_one(node))
		return HJ_OK;
	if (at->preferred)
		return hj_check_fault(c, node, HJ_A_PREF, "two-preferred",
		    "another account beside it is preferred already");
	at->preferred = true;
	return HJ_OK;
}

/* What belongs only into one kind of case file. */
static int
kind(struct hj_check *c, const struct hj_node *parent,
    const struct hj_node *node)
{
	const char *is;

	if (node->def->only == NULL ||
	    ((is = hj_node_attr(parent, "kind")) != NULL &&
		strcmp(is, node->def->only) == 0))
		return HJ_OK;
	return hj_check_fault(c, node, HJ_NATTRS, "wrong-kind",
	    "'%s' belongs into a case file of the kind '%s'", node->def->name,
	    node->def->only);
}

static int
child(struct hj_check *c, const struct hj_node *parent,
    const struct hj_node *node, struct place *at)
{
	uintptr_t rows = (uintptr_t)parent->def->children;
	uintptr_t row = (uintptr_t)node->def;
	size_t i = (size_t)(row - rows) / sizeof(*node->def);
	int rc;

	if (row < rows || i >= parent->def->nchildren)
		return hj_check_fault(c, node, HJ_NATTRS, "unknown-element",
		    "'%s' does not belong into '%s'", node->def->name,
		    parent->def->name);
	if (i + 1 < at->next || at->foreign)
		rc = hj_check_fault(c, node, HJ_NATTRS, "order",
		    "'%s' stands too late: fields have a fixed order",
		    node->def->name);
	else if (i + 1 == at->next && !hj_schema_repeats(node->def))
		rc = hj_check_fault(c, node, HJ_NATTRS, "too-many",
		    "only one '%s' can stand here", node->def->name);
	else
		rc = missing(c, parent, at->next, i, at->withheld);
	if (rc != HJ_OK)
		return rc;
	if (i + 1 > at->next) {
		at->next = i + 1;
		at->preferred = false;
	}
	at->withheld = 0;
	if (preference(c, node, at) != HJ_OK || kind(c, parent, node) != HJ_OK)
		return (int)c->err->code;
	return element(c, node);
}

static int
children(struct hj_check *c, const struct hj_node *node)
{
	struct place at = { .next = 0 };
	int rc = HJ_OK;

	for (const struct hj_node *n = node->first; n != NULL && rc == HJ_OK;
	     n = n->next)
		rc = n->def == NULL ? rowless(c, node, n, &at)
				    : child(c, node, n, &at);
	if (rc != HJ_OK)
		return rc;
	if (at.foreign && hj_node_child(node, "text") != NULL)
		return hj_check_fault(c, node, HJ_NATTRS, "text-and-foreign",
		    "'%s' holds a text or elements of others, not both",
		    node->def->name);
	return missing(c, node, at.next, node->def->nchildren, at.withheld);
}

static int
leaf(struct hj_check *c, const struct hj_node *node)
{
	if (node->first != NULL)
		return hj_check_fault(c, node, HJ_NATTRS, "not-a-value",
		    "'%s' holds a value, not other fields", node->def->name);
	if (node->text == NULL)
		return hj_check_fault(c, node, HJ_NATTRS, "no-value",
		    "a value is missing");
	return hj_check_value(c, node);
}

static int
group(struct hj_check *c, const struct hj_node *node)
{
	if (node->text != NULL)
		return hj_check_fault(c, node, HJ_NATTRS, "not-a-group",
		    "'%s' holds fields, not a text of its own",
		    node->def->name);
	return children(c, node);
}

static int
element(struct hj_check *c, const struct hj_node *node)
{
	if (hj_check_attrs(c, node) != HJ_OK)
		return (int)c->err->code;
	if ((node->def->attrs & HJ_A(KNOWN)) != 0 &&
	    hj_node_attr(node, "known") != NULL) {
		if (node->text == NULL && node->first == NULL)
			return HJ_OK;
		return hj_check_fault(c, node, HJ_A_KNOWN, "known-and-value",
		    "it has a value and says that it has none");
	}
	return node->def->nchildren == 0 ? leaf(c, node) : group(c, node);
}

int
hj_check_record(const struct hj_record *r, hj_finding_fn *fn, void *to,
    struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);
	struct hj_check c = { .record = r, .fn = fn, .to = to, .err = err };
	int rc;

	c.path = HJ_BUF(HJ_LINE_MAX);
	c.why.say = err->say;
	if (root == NULL || root->def == NULL || root->parent != NULL ||
	    hj_schema_root(root->name, strlen(root->name)) != root->def)
		return hj_fail(err, HJ_EINVAL,
		    "this is no case file, petition or tombstone");
	rc = element(&c, root);
	hj_buf_clear(&c.path);
	return rc != HJ_OK ? rc : hj_check_end(&c);
}
