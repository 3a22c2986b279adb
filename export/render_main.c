/*
 * hanji-render: a style sheet and a document in, the finished document out; or
 * parts in, one archive out.
 *
 * Confined before the first byte is read (core/confine.h); the protocols are
 * in export/document.h and export/package.h.  It prints nothing but the document, and says how it went
 * by its exit status alone: a message could hold plaintext.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <libxml/parser.h>
#include <libxslt/documents.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/xslt.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/xsltutils.h>

#include "core/confine.h"
#include "export/document.h"
#include "export/package.h"

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

static bool
read_all(struct hj_buf *to)
{
	struct hj_error err = HJ_ERROR;
	uint8_t piece[65536];
	ssize_t n;

	while ((n = read(STDIN_FILENO, piece, sizeof(piece))) > 0)
		if (hj_buf_add(to, piece, (size_t)n, &err) != HJ_OK)
			return false;
	return n == 0;
}

static bool
write_all(const uint8_t *p, size_t n)
{
	while (n > 0) {
		ssize_t k = write(STDOUT_FILENO, p, n);

		if (k <= 0)
			return false;
		p += k;
		n -= (size_t)k;
	}
	return true;
}

static xmlDocPtr
parse(struct hj_cursor *c)
{
	uint32_t n = hj_cursor_u32(c);
	const uint8_t *p = hj_cursor_bytes(c, n);
	xmlDocPtr doc = NULL;

	if (p != NULL && n <= INT32_MAX)
		doc = xmlReadMemory((const char *)p, (int)n, NULL, "UTF-8",
		    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	/* Neither side has a reason to declare anything. */
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

static int
transform(xsltStylesheetPtr style, xmlDocPtr doc)
{
	xsltTransformContextPtr run = xsltNewTransformContext(style, doc);
	xsltSecurityPrefsPtr prefs = xsltNewSecurityPrefs();
	xmlDocPtr result = NULL;
	xmlChar *text = NULL;
	int len = 0, rc = HJ_RENDER_RUN;

	if (run == NULL || prefs == NULL || !forbid_everything(run, prefs)) {
		rc = HJ_RENDER_SYSTEM;
		goto out;
	}
	run->maxTemplateDepth = DEEPEST;
	run->opLimit = OPERATIONS;
	result = xsltApplyStylesheetUser(style, doc, NULL, NULL, NULL, run);
	if (result == NULL || run->state != XSLT_STATE_OK ||
	    xsltSaveResultToString(&text, &len, result, style) != 0)
		goto out;
	rc = write_all(text, (size_t)len) ? HJ_RENDER_OK : HJ_RENDER_SYSTEM;
out:
	if (text != NULL)
		memset(text, 0, (size_t)len);
	xmlFree(text);
	xmlFreeDoc(result);
	xsltFreeTransformContext(run);
	xsltFreeSecurityPrefs(prefs);
	return rc;
}

static int
render(struct hj_cursor *c)
{
	xmlDocPtr style_doc, doc;
	xsltStylesheetPtr style;
	int rc;

	if ((style_doc = parse(c)) == NULL)
		return HJ_RENDER_STYLE;
	/* The style sheet owns its document from here on, when there is one. */
	if ((style = xsltParseStylesheetDoc(style_doc)) == NULL) {
		xmlFreeDoc(style_doc);
		return HJ_RENDER_STYLE;
	}
	if ((doc = parse(c)) == NULL)
		rc = HJ_RENDER_INPUT;
	else
		rc = style->errors != 0 ? HJ_RENDER_STYLE
					: transform(style, doc);
	xmlFreeDoc(doc);
	xsltFreeStylesheet(style);
	return rc;
}

static int
pack(struct hj_cursor *c)
{
	char names[HJ_ZIP_PARTS][HJ_ZIP_NAME + 1];
	struct hj_part parts[HJ_ZIP_PARTS];
	struct hj_buf out = HJ_BUF(HJ_RENDER_MAX);
	struct hj_error err = HJ_ERROR;
	size_t n;
	int rc;

	if (!hj_package_read(c, parts, names, &n))
		return HJ_RENDER_INPUT;
	if (hj_zip_pack(parts, n, &out, &err) != HJ_OK)
		rc = err.code == HJ_EINVAL ? HJ_RENDER_INPUT : HJ_RENDER_SYSTEM;
	else
		rc = write_all(out.data, out.len) ? HJ_RENDER_OK
						  : HJ_RENDER_SYSTEM;
	hj_buf_clear(&out);
	return rc;
}

static int
errand(struct hj_buf *in)
{
	struct hj_cursor c = HJ_CURSOR(in->data, in->len);
	const uint8_t *magic = hj_cursor_bytes(&c, HJ_RENDER_MAGIC_BYTES);

	if (magic == NULL)
		return HJ_RENDER_SYSTEM;
	if (memcmp(magic, HJ_RENDER_MAGIC, HJ_RENDER_MAGIC_BYTES) == 0)
		return render(&c);
	if (memcmp(magic, HJ_PACKAGE_MAGIC, HJ_RENDER_MAGIC_BYTES) == 0)
		return pack(&c);
	return HJ_RENDER_SYSTEM;
}

#ifdef HJ_SANITIZED
/* The search for leaks traces its own process, which is forbidden here. */
const char *__lsan_default_options(void);
const char *
__lsan_default_options(void)
{
	return "detect_leaks=0";
}
#endif

int
main(void)
{
	static const int keep[] = { STDIN_FILENO, STDOUT_FILENO,
		STDERR_FILENO };
	struct hj_confine_report report;
	struct hj_error err = HJ_ERROR;
	struct hj_buf in = HJ_BUF(HJ_RENDER_MAX);
	int rc;

	/* libzip turns the date of a part into a time and back: the zone has to
	 * be known before no file can be opened, and the same everywhere. */
	(void)setenv("TZ", "UTC0", 1);
	tzset();
	xmlInitParser();
	xsltInit();
	xmlSetGenericErrorFunc(NULL, silent);
	xmlSetStructuredErrorFunc(NULL, silent_structured);
	xsltSetGenericErrorFunc(NULL, silent);
	xsltSetLoaderFunc(load_nothing);
	/* HTML and text need no fonts, so no file at all. */
	if (hj_confine(&hj_confine_parse, keep, HJ_LEN(keep), &report, &err) !=
		HJ_OK ||
	    !hj_confine_whole(&report))
		return HJ_RENDER_SYSTEM;
	rc = read_all(&in) ? errand(&in) : HJ_RENDER_SYSTEM;
	hj_buf_clear(&in);
	xsltCleanupGlobals();
	xmlCleanupParser();
	/* Whatever would run after main (a leak checker, say) may need calls
	 * that are no longer allowed. */
	_exit(rc);
}
