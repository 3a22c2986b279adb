#include <libxml/parser.h>
#include <libxslt/documents.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/xslt.h>
#include <libxslt/xsltutils.h>

#include "export/render/transform.h"

#define DEEPEST 256
#define OPERATIONS 20000000

static void
silent(void *to, const char *format, ...)
{
	(void)to;
	(void)format;
}

static void
silent_structured(void *to, xmlErrorPtr error)
{
	(void)to;
	(void)error;
}

/* include, import and document() ask this first: there is nothing to load. */
static xmlDocPtr
load_nothing(const xmlChar *uri, xmlDictPtr dict, int options, void *context,
    xsltLoadType type)
{
	(void)uri;
	(void)dict;
	(void)options;
	(void)context;
	(void)type;
	return NULL;
}

void
hj_transform_setup(void)
{
	xmlInitParser();
	xsltInit();
	xmlSetGenericErrorFunc(NULL, silent);
	xmlSetStructuredErrorFunc(NULL, silent_structured);
	xsltSetGenericErrorFunc(NULL, silent);
	xsltSetLoaderFunc(load_nothing);
}

void
hj_transform_end(void)
{
	xsltCleanupGlobals();
	xmlCleanupParser();
}

xmlDocPtr
hj_transform_parse(struct hj_cursor *c)
{
	uint32_t n = hj_cursor_u32(c);
	const uint8_t *p = hj_cursor_bytes(c, n);
	xmlDocPtr doc = NULL;

	if (p != NULL && n <= INT32_MAX)
		doc = xmlReadMemory((const char *)p, (int)n, NULL, "UTF-8",
		    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	if (doc != NULL && doc->intSubset != NULL) {
		xmlFreeDoc(doc);
		doc = NULL;
	}
	return doc;
}

static bool
forbid_everything(xsltTransformContextPtr run, xsltSecurityPrefsPtr prefs)
{
	static const xsltSecurityOption all[] = { XSLT_SECPREF_READ_FILE,
		XSLT_SECPREF_WRITE_FILE, XSLT_SECPREF_CREATE_DIRECTORY,
		XSLT_SECPREF_READ_NETWORK, XSLT_SECPREF_WRITE_NETWORK };

	for (size_t i = 0; i < HJ_LEN(all); i++)
		if (xsltSetSecurityPrefs(prefs, all[i], xsltSecurityForbid) !=
		    0)
			return false;
	return xsltSetCtxtSecurityPrefs(prefs, run) == 0;
}

static enum hj_render_exit
apply(xsltStylesheetPtr style, xmlDocPtr doc, hj_transform_fn *fn, void *to)
{
	xsltTransformContextPtr run = xsltNewTransformContext(style, doc);
	xsltSecurityPrefsPtr prefs = xsltNewSecurityPrefs();
	enum hj_render_exit rc = HJ_RENDER_RUN;
	xmlDocPtr result = NULL;

	if (run == NULL || prefs == NULL || !forbid_everything(run, prefs)) {
		rc = HJ_RENDER_SYSTEM;
		goto out;
	}
	run->maxTemplateDepth = DEEPEST;
	run->opLimit = OPERATIONS;
	result = xsltApplyStylesheetUser(style, doc, NULL, NULL, NULL, run);
	if (result != NULL && run->state == XSLT_STATE_OK)
		rc = fn(to, result, style);
out:
	xmlFreeDoc(result);
	xsltFreeTransformContext(run);
	xsltFreeSecurityPrefs(prefs);
	return rc;
}

enum hj_render_exit
hj_transform(struct hj_cursor *c, hj_transform_fn *fn, void *to)
{
	xmlDocPtr style_doc, doc;
	xsltStylesheetPtr style;
	enum hj_render_exit rc;

	if ((style_doc = hj_transform_parse(c)) == NULL)
		return HJ_RENDER_STYLE;
	/* The style sheet owns its document from here on, when there is one. */
	if ((style = xsltParseStylesheetDoc(style_doc)) == NULL) {
		xmlFreeDoc(style_doc);
		return HJ_RENDER_STYLE;
	}
	if ((doc = hj_transform_parse(c)) == NULL)
		rc = HJ_RENDER_INPUT;
	else
		rc = style->errors != 0 ? HJ_RENDER_STYLE
					: apply(style, doc, fn, to);
	xmlFreeDoc(doc);
	xsltFreeStylesheet(style);
	return rc;
}
