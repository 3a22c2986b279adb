#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#include "import/exchange.h"
#include "import/guard.h"
#include "import/xml.h"

struct hj_xml {
	xmlParserCtxtPtr parser;
	xmlSAXHandler sax;
	struct hj_guard guard;
	struct hj_exchange file;
	struct hj_tag tag;
	struct hj_buf values; /* attributes that held an ampersand */
	bool begun, ending;
	bool rooted; /* the root has begun */
	struct hj_error err; /* the first that a callback met */
};

static xmlParserInputPtr
deny(const char *url, const char *id, xmlParserCtxtPtr parser)
{
	(void)url;
	(void)id;
	(void)parser;
	return NULL;
}

static void
quiet(void *to, xmlErrorPtr e)
{
	(void)to;
	(void)e;
}

void
hj_xml_setup(void)
{
	xmlInitParser();
	xmlSetExternalEntityLoader(deny);
	xmlSetStructuredErrorFunc(NULL, quiet);
}

static uint64_t
line_of(const struct hj_xml *x)
{
	int line = x->parser->input != NULL ? x->parser->input->line : 0;

	return line > 0 ? (uint64_t)line : x->guard.line;
}

/* A callback cannot fail: it stops the parser, and push says why. */
static void
after(struct hj_xml *x, int rc)
{
	if (rc != HJ_OK || x->file.refused)
		xmlStopParser(x->parser);
}

static bool
stopped(const struct hj_xml *x)
{
	return x->err.code != HJ_OK || x->file.refused;
}

static const char *
text(const xmlChar *s)
{
	return s != NULL ? (const char *)s : "";
}

/*
 * Without entity substitution the library leaves each ampersand of a value
 * as "&#38;" (and every other reference resolved).
 */
static int
unescape(struct hj_xml *x, struct hj_tag_attr *a)
{
	size_t from = x->values.len;

	for (size_t i = 0; i < a->len; i++) {
		bool amp = a->value[i] == '&' && a->len - i >= 5 &&
		    memcmp(a->value + i, "&#38;", 5) == 0;

		if (hj_buf_putc(&x->values, a->value[i], &x->err) != HJ_OK)
			return (int)x->err.code;
		i += amp ? 4 : 0;
	}
	a->len = x->values.len - from;
	/* The place: the buffer may still move. */
	a->value = (const char *)(uintptr_t)from;
	return HJ_OK;
}

static int
fill(struct hj_xml *x, const xmlChar **attrs, size_t n)
{
	bool moved[HJ_TAG_ATTRS] = { false };

	x->tag.nattrs = n;
	hj_buf_reset(&x->values);
	for (size_t i = 0; i < n; i++, attrs += 5) {
		struct hj_tag_attr *a = &x->tag.attrs[i];

		a->name = text(attrs[0]);
		a->prefix = text(attrs[1]);
		a->space = text(attrs[2]);
		a->value = (const char *)attrs[3];
		a->len = (size_t)(attrs[4] - attrs[3]);
		moved[i] = memchr(a->value, '&', a->len) != NULL;
		if (moved[i] && unescape(x, a) != HJ_OK)
			return (int)x->err.code;
	}
	for (size_t i = 0; i < n; i++)
		if (moved[i])
			x->tag.attrs[i].value = (const char *)x->values.data +
			    (uintptr_t)x->tag.attrs[i].value;
	return HJ_OK;
}

static void
on_start(void *to, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *space, int nspaces, const xmlChar **spaces, int nattrs,
    int ndefaulted, const xmlChar **attrs)
{
	struct hj_xml *x = to;

	(void)nspaces;
	(void)spaces;
	(void)ndefaulted;
	if (stopped(x))
		return;
	x->tag.name = text(name);
	x->tag.prefix = text(prefix);
	x->tag.space = text(space);
	x->tag.line = line_of(x);
	x->rooted = true;
	/* The guard let no more through. */
	if (nattrs < 0 || nattrs > HJ_TAG_ATTRS)
		after(x,
		    hj_exchange_refuse(&x->file, HJ_F_ATTRS, x->tag.line, "",
			&x->err));
	else if (fill(x, attrs, (size_t)nattrs) != HJ_OK)
		after(x, (int)x->err.code);
	else
		after(x, hj_exchange_start(&x->file, &x->tag, &x->err));
}

static void
on_end(void *to, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *space)
{
	struct hj_xml *x = to;

	(void)name;
	(void)prefix;
	(void)space;
	if (!stopped(x))
		after(x, hj_exchange_end(&x->file, line_of(x), &x->err));
}

static void
on_text(void *to, const xmlChar *p, int n)
{
	struct hj_xml *x = to;

	if (!stopped(x))
		after(x,
		    hj_exchange_text(&x->file, (const char *)p, (size_t)n,
			line_of(x), &x->err));
}

static void
on_comment(void *to, const xmlChar *p)
{
	struct hj_xml *x = to;

	(void)p;
	if (!stopped(x))
		after(x,
		    hj_outbox_find(x->file.report, HJ_F_COMMENT, line_of(x), "",
			"", &x->err));
}

static void
on_instruction(void *to, const xmlChar *target, const xmlChar *data)
{
	struct hj_xml *x = to;

	(void)target;
	(void)data;
	if (!stopped(x))
		after(x,
		    hj_outbox_find(x->file.report, HJ_F_INSTRUCTION, line_of(x),
			"", "", &x->err));
}

static void
on_doctype(void *to, const xmlChar *name, const xmlChar *id,
    const xmlChar *system)
{
	struct hj_xml *x = to;

	(void)name;
	(void)id;
	(void)system;
	after(x,
	    hj_exchange_refuse(&x->file, HJ_F_DOCTYPE, line_of(x), "",
		&x->err));
}

/* A character that is wrong: because of its bytes, or of what it is? */
static bool
at_odd_byte(const struct hj_xml *x)
{
	const xmlParserInput *in = x->parser->input;

	return in != NULL && in->cur < in->end && *in->cur >= 0x80;
}

static enum hj_fault
fault_of(const struct hj_xml *x, int code)
{
	/* The file is over and the library wants more. */
	if (x->ending && (x->guard.depth != 0 || !x->rooted))
		return HJ_F_CUT_SHORT;
	switch (code) {
	case XML_ERR_INVALID_ENCODING:
		return HJ_F_NOT_UTF8;
	case XML_ERR_INVALID_CHAR:
	case XML_ERR_INVALID_CHARREF:
		return at_odd_byte(x) ? HJ_F_NOT_UTF8 : HJ_F_FORBIDDEN;
	case XML_ERR_UNDECLARED_ENTITY:
	case XML_WAR_UNDECLARED_ENTITY:
		return HJ_F_ENTITY;
	case XML_NS_ERR_UNDEFINED_NAMESPACE:
		return HJ_F_PREFIX;
	case XML_ERR_NO_MEMORY:
		return HJ_F_MEMORY;
	default:
		return HJ_F_ILL_FORMED;
	}
}

static void
on_error(void *to, xmlErrorPtr e)
{
	struct hj_xml *x = to;
	char code[16];

	/* Without memory for the parser itself hj_xml_new() says so. */
	if (x->parser == NULL || e->level < XML_ERR_ERROR ||
	    e->code == XML_ERR_USER_STOP || stopped(x))
		return;
	(void)snprintf(code, sizeof(code), "%d", e->code);
	after(x,
	    hj_exchange_refuse(&x->file, fault_of(x, e->code), line_of(x), code,
		&x->err));
}

int
hj_xml_new(struct hj_outbox *report, struct hj_xml **ret, struct hj_error *err)
{
	struct hj_xml *x = calloc(1, sizeof(*x));

	if (x == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	x->sax = (xmlSAXHandler){
		.initialized = XML_SAX2_MAGIC,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.ignorableWhitespace = on_text,
		.cdataBlock = on_text,
		.comment = on_comment,
		.processingInstruction = on_instruction,
		.internalSubset = on_doctype,
		.externalSubset = on_doctype,
		.serror = on_error,
	};
	x->guard = HJ_GUARD;
	x->values = HJ_BUF(HJ_CASE_MAX);
	x->err = HJ_ERROR;
	hj_exchange_init(&x->file, report);
	x->parser = xmlCreatePushParserCtxt(&x->sax, x, NULL, 0, NULL);
	if (x->parser == NULL) {
		hj_xml_free(x);
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	}
	(void)xmlCtxtUseOptions(x->parser, XML_PARSE_NONET | XML_PARSE_NOCDATA);
	*ret = x;
	return HJ_OK;
}

void
hj_xml_free(struct hj_xml *x)
{
	if (x == NULL)
		return;
	if (x->parser != NULL)
		xmlFreeParserCtxt(x->parser);
	hj_exchange_clear(&x->file);
	hj_buf_clear(&x->values);
	free(x);
}

/* What a callback met, or whether the file goes on. */
static int
state(struct hj_xml *x, bool *more, struct hj_error *err)
{
	*more = !stopped(x);
	if (x->err.code != HJ_OK)
		return hj_fail(err, x->err.code, "%s", x->err.text);
	return HJ_OK;
}

int
hj_xml_push(struct hj_xml *x, const uint8_t *p, size_t n, bool *more,
    struct hj_error *err)
{
	enum hj_fault fault;
	char name[32] = "";
	size_t safe = 0;
	bool fine = true;

	if (!x->begun)
		fine = hj_guard_head(p, n, &fault, name);
	x->begun = true;
	if (fine)
		fine = hj_guard_look(&x->guard, p, n, &safe, &fault);
	if (safe != 0)
		(void)xmlParseChunk(x->parser, (const char *)p, (int)safe, 0);
	if (!fine && !stopped(x) &&
	    hj_exchange_refuse(&x->file, fault, x->guard.line, name, &x->err) !=
		HJ_OK)
		xmlStopParser(x->parser);
	return state(x, more, err);
}

int
hj_xml_finish(struct hj_xml *x, struct hj_error *err)
{
	bool more;

	if (!x->begun) {
		x->begun = true;
		if (hj_exchange_refuse(&x->file, HJ_F_EMPTY, 1, "", &x->err) !=
		    HJ_OK)
			return state(x, &more, err);
	}
	if (stopped(x))
		return state(x, &more, err);
	x->ending = true;
	/* Inside a tag the library would take the half for the whole. */
	if (x->guard.state == HJ_GUARD_TEXT)
		(void)xmlParseChunk(x->parser, NULL, 0, 1);
	if (!stopped(x) &&
	    (x->guard.state != HJ_GUARD_TEXT || !x->parser->wellFormed ||
		x->file.where != HJ_EXCHANGE_OUTSIDE) &&
	    hj_exchange_refuse(&x->file, HJ_F_CUT_SHORT, x->guard.line, "",
		&x->err) != HJ_OK)
		return state(x, &more, err);
	return state(x, &more, err);
}
