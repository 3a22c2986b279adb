#include <string.h>

#include "core/case/check_own.h"

/* The id of the file, or of an element: valid, and nobody else's. */
static int
own_id(struct hj_check *c, const struct hj_node *node, const struct hj_attr *a)
{
	struct hj_id id;

	if (node->parent == NULL) {
		if (hj_id_parse(a->value, a->len, &id, &c->why) == HJ_OK)
			return HJ_OK;
		return hj_check_fault(c, node, HJ_A_ID, "bad-id",
		    "the id of a case file is expected: 16 characters");
	}
	if (!hj_element_id_valid(a->value, a->len))
		return hj_check_fault(c, node, HJ_A_ID, "bad-id",
		    "6 characters are expected, the first a letter");
	/* Of two that share one, find() gives the later. */
	if (hj_record_find(c->record, a->value) != node)
		return hj_check_fault(c, node, HJ_A_ID, "duplicate-id",
		    "another element of this file has the same id");
	return HJ_OK;
}

/* Where the word at p ends: at one space or the end. */
static size_t
word(const char *p, size_t n)
{
	const char *space = memchr(p, ' ', n);

	return space != NULL ? (size_t)(space - p) : n;
}

/* Ids of sources, ascending, one space between. */
static int
sources(struct hj_check *c, const struct hj_node *node, const struct hj_attr *a)
{
	const char *before = NULL;
	size_t at = 0;

	while (at <= a->len) {
		const char *p = a->value + at;
		size_t n = word(p, a->len - at);

		if (hj_check_target(c, node, HJ_A_SRC, "source", p, n) != HJ_OK)
			return (int)c->err->code;
		if (n != HJ_ELEMENT_ID_CHARS)
			return HJ_OK; /* reported; no order to look for */
		if (before != NULL && memcmp(before, p, n) >= 0)
			return hj_check_fault(c, node, HJ_A_SRC, "src-order",
			    "ids ascending, each once, one space between, are expected");
		before = p;
		at += n + 1;
	}
	return HJ_OK;
}

/* A person may be a victim and a witness: several codes, one space between. */
static int
roles(struct hj_check *c, const struct hj_node *node, const struct hj_attr *a)
{
	size_t at = 0;

	while (at <= a->len) {
		const char *p = a->value + at;
		size_t n = word(p, a->len - at);

		if (hj_check_code(c, node, HJ_A_ROLE, node->def->role, p, n) !=
		    HJ_OK)
			return (int)c->err->code;
		at += n + 1;
	}
	return HJ_OK;
}

static int
value(struct hj_check *c, const struct hj_node *node, enum hj_attr_name name,
    const struct hj_attr *a)
{
	if (name == HJ_A_ID)
		return own_id(c, node, a);
	if (name == HJ_A_SRC)
		return sources(c, node, a);
	if (name == HJ_A_ROLE)
		return roles(c, node, a);
	return hj_check_code(c, node, name,
	    hj_schema_attr_list(node->def, name), a->value, a->len);
}

static int
missing(struct hj_check *c, const struct hj_node *node, uint32_t lacking)
{
	for (size_t i = 0; i < HJ_NATTRS; i++) {
		const char *name = hj_schema_attr_name((enum hj_attr_name)i);

		if ((lacking >> i & 1) != 0 &&
		    hj_check_fault(c, node, HJ_NATTRS, "missing-attribute",
			"the attribute '%s' is missing", name) != HJ_OK)
			return (int)c->err->code;
	}
	return HJ_OK;
}

int
hj_check_attrs(struct hj_check *c, const struct hj_node *node)
{
	const struct hj_elem *def = node->def;
	uint32_t seen = 0;
	size_t from = 0;
	int rc;

	for (const struct hj_attr *a = node->attrs; a != NULL; a = a->next) {
		enum hj_attr_name name = hj_schema_attr_from(a->name, from);

		if (name == HJ_NATTRS)
			name = hj_schema_attr_from(a->name, 0);
		if (name == HJ_NATTRS || (def->attrs >> name & 1) == 0)
			rc = hj_check_fault(c, node, HJ_NATTRS,
			    "unknown-attribute",
			    "'%s' has an attribute that does not belong to it",
			    def->name);
		else if (name < from)
			rc = hj_check_fault(c, node, name, "attribute-order",
			    "attributes stand once, in alphabetical order");
		else
			rc = value(c, node, name, a);
		if (rc != HJ_OK)
			return rc;
		if (name == HJ_NATTRS)
			continue;
		seen |= 1u << name;
		from = name + 1u;
	}
	return (def->required & ~seen) == 0
	    ? HJ_OK
	    : missing(c, node, def->required & ~seen);
}

static bool
hex(const struct hj_attr *a)
{
	for (size_t i = 0; i < a->len; i++)
		if ((a->value[i] < '0' || a->value[i] > '9') &&
		    (a->value[i] < 'a' || a->value[i] > 'f'))
			return false;
	return a->len == 64;
}

int
hj_check_withheld(struct hj_check *c, const struct hj_node *node)
{
	const struct hj_attr *a = node->attrs;
	bool own = a != NULL && strcmp(a->name, "own") == 0;

	if (a == NULL || a->next != NULL || !hex(a) || node->text != NULL ||
	    (!own && strcmp(a->name, "digest") != 0) ||
	    own != (node->first != NULL))
		return hj_check_fault(c, node, HJ_NATTRS, "bad-withheld",
		    "'withheld' holds nothing and has 'digest', or holds elements and has 'own': 64 hexadecimal digits in lower case");
	/* Its children have lost their place in the outline: nobody can say
	 * what they should hold. */
	return HJ_OK;
}
