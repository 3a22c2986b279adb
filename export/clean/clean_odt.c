#include <string.h>

#include "export/clean/clean.h"
#include "export/clean/clean_office.h"

#define OFFICE "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
#define TEXT "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
#define DRAW "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
#define FORM "urn:oasis:names:tc:opendocument:xmlns:form:1.0"
#define FO "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
#define SVG "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
#define RSID "http://openoffice.org/2009/office"
#define XLINK "http://www.w3.org/1999/xlink"

static const struct hj_part_rule parts[] = {
	{ "*/", HJ_PART_DROP }, /* a folder */
	{ "mimetype", HJ_PART_PLAIN },
	{ "content.xml", HJ_PART_MARKUP },
	{ "styles.xml", HJ_PART_MARKUP },
	{ "META-INF/manifest.xml", HJ_PART_LIST },
	{ "Pictures/*", HJ_PART_PICTURE },
	{ "meta.xml", HJ_PART_DROP },
	{ "settings.xml", HJ_PART_DROP },
	{ "manifest.rdf", HJ_PART_DROP },
	{ "layout-cache", HJ_PART_DROP },
	{ "Configurations2/*", HJ_PART_DROP },
	{ "Thumbnails/*", HJ_PART_DROP },
};

/* A field shows text that stands in it: the text stays, what it was made from
 * does not. */
static const struct hj_node_rule nodes[] = {
	{ OFFICE, "annotation*", HJ_NODE_CUT },
	{ OFFICE, "scripts", HJ_NODE_CUT },
	{ OFFICE, "event-listeners", HJ_NODE_CUT },
	{ OFFICE, "meta", HJ_NODE_CUT }, { OFFICE, "settings", HJ_NODE_CUT },
	{ OFFICE, "binary-data", HJ_NODE_REFUSE },
	{ OFFICE, "dde-source", HJ_NODE_REFUSE },
	{ TEXT, "tracked-changes", HJ_NODE_CUT },
	{ TEXT, "change*", HJ_NODE_CUT }, { TEXT, "author-*", HJ_NODE_UNWRAP },
	{ TEXT, "sender-*", HJ_NODE_UNWRAP },
	{ TEXT, "creator", HJ_NODE_UNWRAP },
	{ TEXT, "initial-creator", HJ_NODE_UNWRAP },
	{ TEXT, "printed-by", HJ_NODE_UNWRAP },
	{ TEXT, "file-name", HJ_NODE_UNWRAP },
	{ TEXT, "template-name", HJ_NODE_UNWRAP },
	{ TEXT, "user-defined", HJ_NODE_UNWRAP },
	{ TEXT, "user-field-*", HJ_NODE_UNWRAP },
	{ TEXT, "database-*", HJ_NODE_UNWRAP },
	{ TEXT, "meta-field", HJ_NODE_UNWRAP },
	{ TEXT, "dde-connection*", HJ_NODE_CUT },
	{ TEXT, "hidden-*", HJ_NODE_REFUSE },
	{ TEXT, "conditional-text", HJ_NODE_REFUSE },
	{ TEXT, "script", HJ_NODE_REFUSE }, { DRAW, "object*", HJ_NODE_REFUSE },
	{ DRAW, "plugin", HJ_NODE_REFUSE }, { DRAW, "applet", HJ_NODE_REFUSE },
	{ DRAW, "floating-frame", HJ_NODE_REFUSE },
	{ FORM, "*", HJ_NODE_REFUSE }, { SVG, "title", HJ_NODE_CUT },
	{ SVG, "desc", HJ_NODE_CUT }, { RSID, "*", HJ_ATTR_CUT },
	{ DRAW, "name", HJ_ATTR_CUT },
	{ FO, "clip", HJ_ATTR_ZERO }, /* a picture shown in part */
};

static bool
begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* A picture lies in the file, a link leads to a public place or to a place in
 * the text; anything else is a folder of somebody's computer. */
static bool
may_lead(const xmlNode *e, const char *to)
{
	if (strcmp((const char *)e->name, "a") == 0)
		return begins(to, "#") || begins(to, "http:") ||
		    begins(to, "https:") || begins(to, "mailto:");
	return begins(to, "Pictures/") || begins(to, "#");
}

/* text:display: "true" is shown, anything else hides or may hide. */
static int
element(xmlNode *e)
{
	xmlChar *shown = xmlGetNsProp(e, BAD_CAST "display", BAD_CAST TEXT);
	xmlChar *to = xmlGetNsProp(e, BAD_CAST "href", BAD_CAST XLINK);
	xmlAttr *link = xmlHasNsProp(e, BAD_CAST "href", BAD_CAST XLINK);
	int rc = HJ_CLEAN_OK;

	if (shown != NULL && strcmp((const char *)shown, "true") != 0 &&
	    /* Of a bibliography or an index: which parts it prints. */
	    (strcmp((const char *)e->name, "section") == 0 ||
		strcmp((const char *)e->name, "text-properties") == 0))
		rc = HJ_CLEAN_INSIDE;
	if (to != NULL && !may_lead(e, (const char *)to))
		(void)xmlRemoveProp(link);
	xmlFree(shown);
	xmlFree(to);
	return rc;
}

const struct hj_cleaning hj_cleaning_odt = { parts, HJ_LEN(parts), nodes,
	HJ_LEN(nodes), element };
