#include <string.h>

#include <libxml/parser.h>

#include "export/clean/clean.h"
#include "export/clean/clean_office.h"

xmlDoc *
hj_cleaning_parse(const uint8_t *p, size_t n)
{
	/* Entities would need a DOCTYPE, which no such part has. */
	xmlDoc *doc = n > INT32_MAX
	    ? NULL
	    : xmlReadMemory((const char *)p, (int)n, NULL, NULL,
		  XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
		      XML_PARSE_NOCDATA);

	if (doc != NULL && doc->intSubset != NULL) {
		xmlFreeDoc(doc);
		doc = NULL;
	}
	return doc;
}

int
hj_cleaning_print(xmlDoc *doc, struct hj_buf *out)
{
	struct hj_error err = HJ_ERROR;
	xmlChar *text = NULL;
	int n = 0, rc = HJ_CLEAN_SYSTEM;

	xmlDocDumpMemoryEnc(doc, &text, &n, "UTF-8");
	if (text != NULL && hj_buf_add(out, text, (size_t)n, &err) == HJ_OK)
		rc = HJ_CLEAN_OK;
	else if (err.code == HJ_ELIMIT)
		rc = HJ_CLEAN_LARGE;
	xmlFree(text);
	return rc;
}

static bool
fits(const char *pattern, const char *name)
{
	size_t n = strlen(pattern);

	if (n > 0 && pattern[n - 1] == '*')
		return strncmp(pattern, name, n - 1) == 0;
	return strcmp(pattern, name) == 0;
}

static const struct hj_node_rule *
rule_of(const struct hj_cleaning *f, const xmlNs *ns, const xmlChar *name,
    bool attr)
{
	if (ns == NULL)
		return NULL;
	for (size_t i = 0; i < f->nnodes; i++) {
		const struct hj_node_rule *r = &f->nodes[i];

		if ((r->does == HJ_ATTR_CUT || r->does == HJ_ATTR_ZERO) ==
			attr &&
		    strcmp(r->ns, (const char *)ns->href) == 0 &&
		    fits(r->name, (const char *)name))
			return r;
	}
	return NULL;
}

/* "0", "false" and the like, or a clipping of nothing. */
static bool
says_no(const char *value)
{
	if (strcmp(value, "false") == 0 || strcmp(value, "off") == 0 ||
	    strcmp(value, "auto") == 0)
		return true;
	/* "rect(0cm, 0cm, 0cm, 0cm)": no digit but 0. */
	return strpbrk(value, "123456789") == NULL &&
	    strcmp(value, "true") != 0 && strcmp(value, "on") != 0 &&
	    strcmp(value, "none") != 0 && strcmp(value, "condition") != 0;
}

static int
clean_attrs(const struct hj_cleaning *f, xmlNode *e)
{
	int rc = HJ_CLEAN_OK;

	for (xmlAttr *next, *a = e->properties; a != NULL && rc == HJ_CLEAN_OK;
	     a = next) {
		const struct hj_node_rule *r = rule_of(f, a->ns, a->name, true);
		xmlChar *value;

		next = a->next;
		if (r == NULL)
			continue;
		if (r->does == HJ_ATTR_CUT) {
			(void)xmlRemoveProp(a);
			continue;
		}
		value = xmlNodeGetContent((xmlNode *)a);
		if (value == NULL)
			rc = HJ_CLEAN_SYSTEM;
		else if (!says_no((const char *)value))
			rc = HJ_CLEAN_INSIDE;
		xmlFree(value);
	}
	return rc;
}

static void
cut(xmlNode *n)
{
	xmlUnlinkNode(n);
	xmlFreeNode(n);
}

/* Its children take its place; returns where to go on.  A text may become one
 * with the text before it, so that only what stood before is sure to last. */
static xmlNode *
unwrap(xmlNode *e)
{
	xmlNode *before = e->prev, *parent = e->parent;

	while (e->children != NULL) {
		xmlNode *child = e->children;

		xmlUnlinkNode(child);
		(void)xmlAddPrevSibling(e, child);
	}
	/* What they call their namespaces may have been declared here. */
	for (xmlNode *n = before != NULL ? before->next : parent->children;
	     n != e; n = n->next)
		if (n->type == XML_ELEMENT_NODE)
			(void)xmlReconciliateNs(e->doc, n);
	cut(e);
	return before != NULL ? before->next : parent->children;
}

static int clean_children(const struct hj_cleaning *f, xmlNode *parent);

/* *next is where to go on. */
static int
clean_element(const struct hj_cleaning *f, xmlNode *e, xmlNode **next)
{
	const struct hj_node_rule *r = rule_of(f, e->ns, e->name, false);
	int rc;

	if (r != NULL && r->does == HJ_NODE_REFUSE)
		return HJ_CLEAN_INSIDE;
	if (r != NULL && r->does == HJ_NODE_UNWRAP) {
		*next = unwrap(e);
		return HJ_CLEAN_OK;
	}
	if (r != NULL) {
		cut(e);
		return HJ_CLEAN_OK;
	}
	if ((rc = clean_attrs(f, e)) == HJ_CLEAN_OK &&
	    (rc = f->element(e)) == HJ_CLEAN_OK)
		rc = clean_children(f, e);
	return rc;
}

/* The library reads nothing deeper than 256. */
static int
clean_children(const struct hj_cleaning *f, xmlNode *parent)
{
	int rc = HJ_CLEAN_OK;

	for (xmlNode *next, *n = parent->children;
	     n != NULL && rc == HJ_CLEAN_OK; n = next) {
		next = n->next;
		if (n->type == XML_ELEMENT_NODE)
			rc = clean_element(f, n, &next);
		else if (n->type != XML_TEXT_NODE)
			cut(n);
	}
	return rc;
}

int
hj_cleaning_markup(const struct hj_cleaning *f, const uint8_t *p, size_t n,
    struct hj_buf *out)
{
	xmlDoc *doc = hj_cleaning_parse(p, n);
	int rc;

	if (doc == NULL)
		return HJ_CLEAN_BROKEN;
	/* From the document on: comments may stand before its element. */
	if ((rc = clean_children(f, (xmlNode *)doc)) == HJ_CLEAN_OK)
		rc = hj_cleaning_print(doc, out);
	xmlFreeDoc(doc);
	return rc;
}
