#include <string.h>

#include <libxml/parser.h>

#include "export/doctext/doctext_own.h"

/* A part that says more about one element says nothing. */
#define ATTRS_MOST 256

struct reading {
	enum hj_dialect dialect;
	struct hj_saying *s;
	xmlParserCtxtPtr parser;
	unsigned text; /* how many elements with text we are inside of */
	struct hj_buf value; /* of the innermost element, for names and values */
	/* Notes stand in the middle of a paragraph of ODF: they wait here, and
	 * while one is read, what was read before it does. */
	struct hj_buf aside;
	unsigned notes, around; /* `text` of the paragraph around them */
	bool refused;
};

static bool
is(const xmlChar *name, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp((const char *)name, list[i]) == 0)
			return true;
	return false;
}

static bool
holds_text(const struct reading *r, const xmlChar *name)
{
	static const char *const word[] = { "t", "delText", "instrText",
		"delInstrText" };
	static const char *const odf[] = { "p", "h", "desc", "title" };

	switch (r->dialect) {
	case HJ_DIALECT_WORD:
		return is(name, word, HJ_LEN(word));
	case HJ_DIALECT_ODF:
		return is(name, odf, HJ_LEN(odf));
	case HJ_DIALECT_ANY:
		return true;
	case HJ_DIALECT_META:
		break;
	}
	return false;
}

static bool
is_note(const struct reading *r, const xmlChar *name)
{
	static const char *const notes[] = { "note-body", "annotation" };

	return r->dialect == HJ_DIALECT_ODF && is(name, notes, HJ_LEN(notes));
}

static void
swap(struct reading *r)
{
	struct hj_buf text = r->s->found.text;

	r->s->found.text = r->aside;
	r->aside = text;
	r->s->space = false;
}

/* Where one line ends and another begins. */
static bool
ends_line(const struct reading *r, const xmlChar *name)
{
	static const char *const ends[] = { "p", "h", "br", "cr", "line-break",
		"desc", "title" };

	return r->dialect == HJ_DIALECT_ANY || is(name, ends, HJ_LEN(ends));
}

static void
count(struct reading *r, const xmlChar *name)
{
	static const char *const word[] = { "ins", "del", "moveFrom", "moveTo",
		"rPrChange", "pPrChange" };
	struct hj_doctext *f = &r->s->found;

	if (r->dialect == HJ_DIALECT_WORD && is(name, word, HJ_LEN(word)))
		f->changes++;
	else if (r->dialect == HJ_DIALECT_WORD &&
	    strcmp((const char *)name, "comment") == 0)
		f->comments++;
	else if (r->dialect == HJ_DIALECT_ODF &&
	    strcmp((const char *)name, "annotation") == 0)
		f->comments++;
	else if (r->dialect == HJ_DIALECT_ODF &&
	    strcmp((const char *)name, "changed-region") == 0)
		f->changes++;
}

/* Attributes that are read by people or say who they are. */
static void
attribute(struct reading *r, const xmlChar *name, const xmlChar *value,
    size_t n)
{
	static const char *const people[] = { "author", "initials", "userId" };
	static const char *const shown[] = { "descr", "title", "alt",
		"description", "display-name", "string-value" };
	static const char *const links[] = { "href", "Target" };
	bool who = is(name, people, HJ_LEN(people));
	struct hj_buf copy = HJ_BUF(HJ_DOCTEXT_MAX);
	const char *text;

	/* An address of elsewhere has a scheme. */
	if (!who && !is(name, shown, HJ_LEN(shown)) &&
	    (!is(name, links, HJ_LEN(links)) || memchr(value, ':', n) == NULL))
		return;
	if (hj_buf_add(&copy, value, n, &r->s->err) != HJ_OK ||
	    hj_buf_text(&copy, &text, &r->s->err) != HJ_OK)
		r->s->full = true;
	else if (who)
		hj_saying_meta(r->s, "author", text);
	else
		hj_saying_put(r->s, text);
	hj_buf_clear(&copy);
}

static void
start(void *to, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
    int nspaces, const xmlChar **spaces, int nattrs, int ndefaulted,
    const xmlChar **attrs)
{
	static const char *const blanks[] = { "tab", "s", "noBreakHyphen" };
	struct reading *r = to;

	(void)prefix;
	(void)uri;
	(void)spaces;
	(void)ndefaulted;
	if (nattrs + nspaces > ATTRS_MOST || r->s->full) {
		r->refused = true;
		xmlStopParser(r->parser);
		return;
	}
	hj_buf_reset(&r->value);
	count(r, name);
	if (is_note(r, name) && r->notes++ == 0) {
		swap(r);
		r->around = r->text;
		r->text = 0;
	}
	if (r->text != 0 && is(name, blanks, HJ_LEN(blanks)))
		hj_saying_space(r->s);
	if (r->dialect == HJ_DIALECT_WORD && is(name, blanks, 1))
		hj_saying_space(r->s);
	if (holds_text(r, name))
		r->text++;
	for (int i = 0; i < nattrs; i++)
		attribute(r, attrs[5 * i], attrs[5 * i + 3],
		    (size_t)(attrs[5 * i + 4] - attrs[5 * i + 3]));
}

static const char *
known_name(const char *name)
{
	static const char *const known[][2] = { { "creator", "author" },
		{ "initial-creator", "author" }, { "lastModifiedBy", "author" },
		{ "printed-by", "author" }, { "generator", "producer" },
		{ "Application", "producer" } };

	for (size_t i = 0; i < HJ_LEN(known); i++)
		if (strcmp(name, known[i][0]) == 0)
			return known[i][1];
	return name;
}

static void
end(void *to, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct reading *r = to;
	const char *n = (const char *)name, *value;

	(void)prefix;
	(void)uri;
	if (holds_text(r, name) && r->text != 0)
		r->text--;
	if (ends_line(r, name))
		hj_saying_line(r->s);
	if (is_note(r, name) && r->notes != 0 && --r->notes == 0) {
		swap(r);
		r->text = r->around;
	}
	/* In a document of ODF too: who commented, who changed. */
	if ((r->dialect == HJ_DIALECT_META || strcmp(n, "creator") == 0) &&
	    hj_buf_text(&r->value, &value, &r->s->err) == HJ_OK)
		hj_saying_meta(r->s, known_name(n), value);
	hj_buf_reset(&r->value);
}

static void
characters(void *to, const xmlChar *p, int n)
{
	struct reading *r = to;

	if (r->text != 0)
		hj_saying_add(r->s, (const char *)p, (size_t)n);
	else if (hj_buf_add(&r->value, p, (size_t)n, &r->s->err) != HJ_OK)
		r->s->full = true;
}

/* Nothing may be declared: no entity, so no bomb of them. */
static void
declaration(void *to, const xmlChar *name, const xmlChar *external,
    const xmlChar *system)
{
	struct reading *r = to;

	(void)name;
	(void)external;
	(void)system;
	r->refused = true;
	xmlStopParser(r->parser);
}

static xmlEntityPtr
entity(void *to, const xmlChar *name)
{
	(void)to;
	return xmlGetPredefinedEntity(name);
}

int
hj_doctext_xml(enum hj_dialect d, const uint8_t *p, size_t n,
    struct hj_saying *s)
{
	xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC,
		.internalSubset = declaration,
		.externalSubset = declaration,
		.getEntity = entity,
		.startElementNs = start,
		.endElementNs = end,
		.characters = characters,
		.cdataBlock = characters };
	struct reading r = { .dialect = d,
		.s = s,
		.value = HJ_BUF(HJ_DOCTEXT_MAX),
		.aside = HJ_BUF(HJ_DOCTEXT_MAX) };
	int rc = HJ_DOCTEXT_BROKEN;

	r.parser = xmlCreatePushParserCtxt(&sax, &r, NULL, 0, NULL);
	if (r.parser == NULL)
		return HJ_DOCTEXT_SYSTEM;
	(void)xmlCtxtUseOptions(r.parser,
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	if (n <= INT32_MAX &&
	    xmlParseChunk(r.parser, (const char *)p, (int)n, 1) == 0 &&
	    r.parser->wellFormed && !r.refused)
		rc = HJ_DOCTEXT_OK;
	if (r.notes != 0)
		swap(&r);
	hj_saying_line(s);
	if (hj_buf_add(&s->found.text, r.aside.data, r.aside.len, &s->err) !=
	    HJ_OK)
		s->full = true;
	hj_buf_clear(&r.aside);
	xmlFreeParserCtxt(r.parser);
	hj_buf_clear(&r.value);
	return rc;
}
