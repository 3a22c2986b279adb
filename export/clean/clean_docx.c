#include <string.h>

#include "export/clean/clean.h"
#include "export/clean/clean_office.h"

#define W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define W14 "http://schemas.microsoft.com/office/word/2010/wordml"
#define DRAWING "http://schemas.openxmlformats.org/drawingml/2006/main"
#define MC "http://schemas.openxmlformats.org/markup-compatibility/2006"
#define OFFICE "urn:schemas-microsoft-com:office:office"
#define VML "urn:schemas-microsoft-com:vml"

static const struct hj_part_rule parts[] = {
	{ "*/", HJ_PART_DROP }, /* a folder */
	{ "[[]Content_Types[]].xml", HJ_PART_LIST },
	{ "_rels/.rels", HJ_PART_LIST },
	{ "word/_rels/settings.xml.rels", HJ_PART_DROP },
	{ "word/_rels/*.rels", HJ_PART_LIST },
	{ "word/document.xml", HJ_PART_MARKUP },
	{ "word/styles.xml", HJ_PART_MARKUP },
	{ "word/numbering.xml", HJ_PART_MARKUP },
	{ "word/fontTable.xml", HJ_PART_MARKUP },
	{ "word/theme/theme*.xml", HJ_PART_MARKUP },
	{ "word/footnotes.xml", HJ_PART_MARKUP },
	{ "word/endnotes.xml", HJ_PART_MARKUP },
	{ "word/header*.xml", HJ_PART_MARKUP },
	{ "word/footer*.xml", HJ_PART_MARKUP },
	{ "word/media/*", HJ_PART_PICTURE },
	{ "word/settings.xml", HJ_PART_DROP },
	{ "word/webSettings.xml", HJ_PART_DROP },
	{ "word/comments*.xml", HJ_PART_DROP },
	{ "word/people.xml", HJ_PART_DROP },
	{ "word/stylesWithEffects.xml", HJ_PART_DROP },
	{ "word/glossary/*", HJ_PART_DROP },
	{ "word/fonts/*", HJ_PART_DROP },
	{ "docProps/*", HJ_PART_DROP },
	{ "docMetadata/*", HJ_PART_DROP },
	{ "customXml/*", HJ_PART_DROP },
};

static const struct hj_node_rule nodes[] = {
	/* What was struck out, and how it looked before. */
	{ W, "del", HJ_NODE_CUT },
	{ W, "delText", HJ_NODE_CUT },
	{ W, "delInstrText", HJ_NODE_CUT },
	{ W, "moveFrom*", HJ_NODE_CUT },
	{ W, "ins", HJ_NODE_UNWRAP },
	{ W, "moveTo", HJ_NODE_UNWRAP },
	{ W, "moveToRange*", HJ_NODE_CUT },
	{ W, "rPrChange", HJ_NODE_CUT },
	{ W, "pPrChange", HJ_NODE_CUT },
	{ W, "sectPrChange", HJ_NODE_CUT },
	{ W, "tblPrChange", HJ_NODE_CUT },
	{ W, "tblPrExChange", HJ_NODE_CUT },
	{ W, "tblGridChange", HJ_NODE_CUT },
	{ W, "tcPrChange", HJ_NODE_CUT },
	{ W, "trPrChange", HJ_NODE_CUT },
	{ W, "numberingChange", HJ_NODE_CUT },
	{ W, "cellIns", HJ_NODE_CUT },
	{ W, "cellDel", HJ_NODE_REFUSE },
	{ W, "comment*", HJ_NODE_CUT },
	{ W, "annotationRef", HJ_NODE_CUT },
	/* Who may edit, and what fills in a field. */
	{ W, "perm*", HJ_NODE_CUT },
	{ W, "proofErr", HJ_NODE_CUT },
	{ W, "alias", HJ_NODE_CUT },
	{ W, "tag", HJ_NODE_CUT },
	{ W, "dataBinding", HJ_NODE_CUT },
	{ W, "placeholder", HJ_NODE_CUT },
	{ W, "smartTagPr", HJ_NODE_CUT },
	{ W, "smartTag", HJ_NODE_UNWRAP },
	{ W, "customXmlPr", HJ_NODE_CUT },
	{ W, "customXml", HJ_NODE_UNWRAP },
	{ W, "rsid*", HJ_NODE_CUT },
	{ W, "embed*", HJ_NODE_CUT }, /* fonts, which are dropped */
	{ MC, "Fallback", HJ_NODE_CUT },
	{ DRAWING, "extLst", HJ_NODE_CUT },
	{ W, "object", HJ_NODE_REFUSE },
	{ W, "control", HJ_NODE_REFUSE },
	{ W, "altChunk", HJ_NODE_REFUSE },
	{ W, "ffData", HJ_NODE_REFUSE },
	{ OFFICE, "OLEObject", HJ_NODE_REFUSE },
	{ W, "rsid*", HJ_ATTR_CUT },
	{ W, "author", HJ_ATTR_CUT },
	{ W, "initials", HJ_ATTR_CUT },
	{ W14, "paraId", HJ_ATTR_CUT },
	{ W14, "textId", HJ_ATTR_CUT },
	{ OFFICE, "title", HJ_ATTR_CUT },
	{ OFFICE, "href", HJ_ATTR_CUT },
};

/* Codes that say what is made, and nothing of where it was made. */
static const char *const codes[] = { "PAGE", "NUMPAGES", "SECTIONPAGES",
	"PAGEREF", "REF", "NOTEREF", "SEQ", "TOC", "HYPERLINK", "EQ",
	"SYMBOL" };

static bool
is(const xmlNode *e, const char *ns, const char *name)
{
	return e->ns != NULL && strcmp((const char *)e->ns->href, ns) == 0 &&
	    strcmp((const char *)e->name, name) == 0;
}

static bool
code_may_stay(const char *code)
{
	size_t n;

	code += strspn(code, " \t");
	n = strcspn(code, " \t");
	/* A code may be cut into pieces: what is only a part of one, too. */
	if (strstr(code, "file:") != NULL || strstr(code, ":\\") != NULL ||
	    strstr(code, "\\\\") != NULL)
		return false;
	for (size_t i = 0; i < HJ_LEN(codes); i++)
		if (strlen(codes[i]) == n && memcmp(codes[i], code, n) == 0)
			return true;
	return n == 0;
}

static void
clean_code(xmlNode *e)
{
	xmlChar *code = is(e, W, "instrText")
	    ? xmlNodeGetContent(e)
	    : xmlGetNsProp(e, BAD_CAST "instr", BAD_CAST W);
	bool bad = code != NULL && !code_may_stay((const char *)code);

	xmlFree(code);
	if (!bad)
		return;
	if (is(e, W, "instrText"))
		xmlNodeSetContent(e, BAD_CAST "");
	else
		(void)xmlSetNsProp(e, xmlSearchNsByHref(e->doc, e, BAD_CAST W),
		    BAD_CAST "instr", BAD_CAST "");
}

/* Names and descriptions of pictures: often the path that they had. */
static void
clean_label(xmlNode *e)
{
	static const char *const labels[] = { "descr", "title", "alt" };

	for (size_t i = 0; i < HJ_LEN(labels); i++)
		(void)xmlUnsetProp(e, (const xmlChar *)labels[i]);
	if (strcmp((const char *)e->name, "docPr") == 0 ||
	    strcmp((const char *)e->name, "cNvPr") == 0)
		(void)xmlSetProp(e, BAD_CAST "name", BAD_CAST "");
}

/* Hidden text; a style that hides is refused as well, as it may be in use. */
static bool
hides(xmlNode *e)
{
	xmlChar *value;
	bool off;

	if (!is(e, W, "vanish") && !is(e, W, "specVanish"))
		return false;
	value = xmlGetNsProp(e, BAD_CAST "val", BAD_CAST W);
	off = value != NULL &&
	    (strcmp((const char *)value, "0") == 0 ||
		strcmp((const char *)value, "false") == 0 ||
		strcmp((const char *)value, "off") == 0);
	xmlFree(value);
	return !off;
}

/* A picture of which only a part is shown. */
static bool
crops(const xmlNode *e)
{
	if (is(e, DRAWING, "srcRect"))
		for (xmlAttr *a = e->properties; a != NULL; a = a->next) {
			xmlChar *v = xmlNodeGetContent((xmlNode *)a);
			bool some = v == NULL ||
			    strpbrk((const char *)v, "123456789") != NULL;

			xmlFree(v);
			if (some)
				return true;
		}
	return false;
}

static int
element(xmlNode *e)
{
	if (hides(e) || crops(e))
		return HJ_CLEAN_INSIDE;
	if (is(e, W, "instrText") || is(e, W, "fldSimple"))
		clean_code(e);
	if (e->ns != NULL && strcmp((const char *)e->ns->href, W) != 0)
		clean_label(e);
	return HJ_CLEAN_OK;
}

const struct hj_cleaning hj_cleaning_docx = { parts, HJ_LEN(parts), nodes,
	HJ_LEN(nodes), element };
