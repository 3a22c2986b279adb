#include <string.h>
#include <strings.h>

#include <libxml/HTMLparser.h>

#include "export/doctext/doctext_own.h"

static bool
is(const xmlChar *name, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcasecmp((const char *)name, list[i]) == 0)
			return true;
	return false;
}

/* Elements that stand in a line; all others begin and end one. */
static bool
stands_in_line(const xmlChar *name)
{
	static const char *const in[] = { "a", "abbr", "b", "bdi", "bdo",
		"cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark",
		"q", "s", "small", "span", "strong", "sub", "sup", "tspan", "u",
		"wbr" };

	return is(name, in, HJ_LEN(in));
}

static void
attributes(struct hj_saying *s, xmlNodePtr n)
{
	static const char *const shown[] = { "alt", "title", "aria-label",
		"placeholder", "value", "summary", "label" };
	static const char *const links[] = { "href", "src", "action", "cite" };

	for (xmlAttrPtr a = n->properties; a != NULL; a = a->next) {
		xmlChar *v = xmlNodeListGetString(n->doc, a->children, 1);

		if (v != NULL &&
		    (is(a->name, shown, HJ_LEN(shown)) ||
			(is(a->name, links, HJ_LEN(links)) &&
			    strchr((const char *)v, ':') != NULL)))
			hj_saying_put(s, (const char *)v);
		xmlFree(v);
	}
}

static void
said_of_itself(struct hj_saying *s, xmlNodePtr n)
{
	xmlChar *name = xmlGetProp(n, (const xmlChar *)"name");
	xmlChar *value = xmlGetProp(n, (const xmlChar *)"content");
	bool producer =
	    name != NULL && strcasecmp((const char *)name, "generator") == 0;

	if (name != NULL)
		hj_saying_meta(s, producer ? "producer" : (const char *)name,
		    (const char *)value);
	xmlFree(name);
	xmlFree(value);
}

static void
begin(struct hj_saying *s, xmlNodePtr n)
{
	static const char *const unread[] = { "img", "object", "embed",
		"iframe", "video", "audio" };

	if (!stands_in_line(n->name))
		hj_saying_line(s);
	if (is(n->name, unread, HJ_LEN(unread)))
		s->found.unread++;
	if (strcasecmp((const char *)n->name, "meta") == 0)
		said_of_itself(s, n);
	if (strcasecmp((const char *)n->name, "title") == 0 &&
	    n->children != NULL)
		hj_saying_meta(s, "title", (const char *)n->children->content);
	attributes(s, n);
}

/* What nobody sees can be read by anybody: comments are said, only the style is
 * not. */
static void
node(struct hj_saying *s, xmlNodePtr n)
{
	switch (n->type) {
	case XML_TEXT_NODE:
	case XML_CDATA_SECTION_NODE:
		if (n->parent == NULL ||
		    strcasecmp((const char *)n->parent->name, "style") != 0)
			hj_saying_add(s, (const char *)n->content,
			    strlen((const char *)n->content));
		break;
	case XML_COMMENT_NODE:
		hj_saying_put(s, (const char *)n->content);
		s->found.comments++;
		break;
	case XML_ELEMENT_NODE:
		begin(s, n);
		break;
	default:
		break;
	}
}

/* Without recursion: a file may be as deep as it likes. */
static void
walk(struct hj_saying *s, xmlNodePtr n)
{
	while (n != NULL) {
		node(s, n);
		if (n->type == XML_ELEMENT_NODE && n->children != NULL) {
			n = n->children;
			continue;
		}
		while (n != NULL && n->next == NULL) {
			n = n->parent;
			if (n != NULL && n->type == XML_ELEMENT_NODE &&
			    !stands_in_line(n->name))
				hj_saying_line(s);
		}
		n = n != NULL ? n->next : NULL;
	}
}

int
hj_doctext_html(const uint8_t *p, size_t n, struct hj_saying *s)
{
	htmlDocPtr doc = n > INT32_MAX
	    ? NULL
	    : htmlReadMemory((const char *)p, (int)n, NULL, "UTF-8",
		  HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
		      HTML_PARSE_RECOVER);
	xmlNodePtr root = doc != NULL ? xmlDocGetRootElement(doc) : NULL;

	if (root != NULL)
		walk(s, doc->children);
	xmlFreeDoc(doc);
	return root != NULL ? HJ_DOCTEXT_OK : HJ_DOCTEXT_BROKEN;
}
