/*
 * clean_office.h: what may stand in a document of an office program.
 *
 * OpenDocument 1.3 (OASIS, 2021) and Office Open XML (ECMA-376) are archives of
 * parts, most of them XML.  A family says what is done with each part by its
 * name, and with each element and attribute by its namespace; a part that is
 * not in the table is refused, an element or attribute that is not stays.
 */
#ifndef HJ_EXPORT_CLEAN_OFFICE_H
#define HJ_EXPORT_CLEAN_OFFICE_H

#include <libxml/tree.h>

#include "core/base/buf.h"

enum hj_part_does {
	HJ_PART_REFUSE, /* in no table */
	HJ_PART_DROP,
	HJ_PART_PLAIN, /* as it is, not compressed */
	HJ_PART_MARKUP, /* by the rules for nodes */
	HJ_PART_PICTURE,
	HJ_PART_LIST, /* names other parts: those that are dropped go */
};

struct hj_part_rule {
	const char *name; /* fnmatch(3) */
	enum hj_part_does does;
};

enum hj_node_does {
	HJ_NODE_CUT, /* with all that is in it */
	HJ_NODE_UNWRAP, /* what is in it stays */
	HJ_NODE_REFUSE,
	HJ_ATTR_CUT,
	HJ_ATTR_ZERO, /* refused unless it says nothing or no */
};

struct hj_node_rule {
	const char *ns, *name; /* a name that ends in '*': what begins so */
	enum hj_node_does does;
};

struct hj_cleaning {
	const struct hj_part_rule *parts;
	size_t nparts;
	const struct hj_node_rule *nodes;
	size_t nnodes;
	/* What depends on a value; may change or unlink the element.  One of
	 * enum hj_clean_exit. */
	int (*element)(xmlNode *e);
};

extern const struct hj_cleaning hj_cleaning_odt, hj_cleaning_docx;

enum hj_part_does
hj_cleaning_part(const struct hj_cleaning *f, const char *name);

/* Each appends one part to `out` and gives one of enum hj_clean_exit.  Lists:
 * the manifest of OpenDocument, and content types and relationships (`name` is
 * "word/_rels/document.xml.rels") of the other. */
int hj_cleaning_markup(const struct hj_cleaning *f, const uint8_t *p, size_t n,
    struct hj_buf *out);
int hj_cleaning_list(const struct hj_cleaning *f, const char *name,
    const uint8_t *p, size_t n, struct hj_buf *out);

/* A document without DOCTYPE, or NULL; and back. */
xmlDoc *hj_cleaning_parse(const uint8_t *p, size_t n);
int hj_cleaning_print(xmlDoc *doc, struct hj_buf *out);

#endif
