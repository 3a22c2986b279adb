#include <stdio.h>
#include <string.h>

#include "export/clean/clean.h"
#include "export/clean/clean_office.h"

#define MANIFEST "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
#define NAME_MAX_BYTES 512

/* The name of the part that a list in folder `base` ("word/") calls so. */
static bool
resolve(const char *base, const char *target, char ret[NAME_MAX_BYTES])
{
	size_t n = strlen(base);

	if (target[0] == '/')
		return snprintf(ret, NAME_MAX_BYTES, "%s", target + 1) <
		    NAME_MAX_BYTES;
	while (strncmp(target, "../", 3) == 0) {
		target += 3;
		/* One folder up: "word/" is without, "a/b/" is "a/". */
		while (n > 0 && base[--n] == '/')
			;
		while (n > 0 && base[n - 1] != '/')
			n--;
	}
	return snprintf(ret, NAME_MAX_BYTES, "%.*s%s", (int)n, base, target) <
	    NAME_MAX_BYTES;
}

/* "word/_rels/document.xml.rels" speaks of what is in "word/". */
static void
base_of(const char *list, char ret[NAME_MAX_BYTES])
{
	const char *at = strstr(list, "_rels/");

	(void)snprintf(ret, NAME_MAX_BYTES, "%.*s",
	    at != NULL ? (int)(at - list) : 0, list);
}

static bool
is(const xmlNode *e, const char *name)
{
	return strcmp((const char *)e->name, name) == 0;
}

static bool
begins(const xmlChar *text, const char *with)
{
	return text != NULL &&
	    strncmp((const char *)text, with, strlen(with)) == 0;
}

/* A place elsewhere: a link that somebody may follow, and no picture that a
 * program would fetch, and no folder of somebody's computer. */
static bool
may_lead_out(xmlNode *e)
{
	xmlChar *type = xmlGetNoNsProp(e, BAD_CAST "Type");
	xmlChar *target = xmlGetNoNsProp(e, BAD_CAST "Target");
	const char *kind =
	    type != NULL ? strrchr((const char *)type, '/') : NULL;
	bool may = kind != NULL && strcmp(kind, "/hyperlink") == 0 &&
	    (begins(target, "http:") || begins(target, "https:") ||
		begins(target, "mailto:"));

	xmlFree(type);
	xmlFree(target);
	return may;
}

static bool
is_external(xmlNode *e)
{
	xmlChar *mode = xmlGetNoNsProp(e, BAD_CAST "TargetMode");
	bool is = mode != NULL && strcmp((const char *)mode, "External") == 0;

	xmlFree(mode);
	return is;
}

/* Does this row of the list name something that stays? */
static bool
stays(const struct hj_cleaning *f, const char *base, xmlNode *e)
{
	char name[NAME_MAX_BYTES];
	xmlChar *target;
	bool keep;

	if (is(e, "Relationship") && is_external(e))
		return may_lead_out(e);
	target = is(e, "Relationship") ? xmlGetNoNsProp(e, BAD_CAST "Target")
	    : is(e, "Override")        ? xmlGetNoNsProp(e, BAD_CAST "PartName")
	    : is(e, "file-entry")
	    ? xmlGetNsProp(e, BAD_CAST "full-path", BAD_CAST MANIFEST)
	    : NULL;
	if (target == NULL) /* kinds of endings: "png" is a picture */
		return is(e, "Default");
	/* The manifest names the whole as "/". */
	keep = strcmp((const char *)target, "/") == 0 ||
	    (resolve(base, (const char *)target, name) &&
		hj_cleaning_part(f, name) > HJ_PART_DROP);
	xmlFree(target);
	return keep;
}

int
hj_cleaning_list(const struct hj_cleaning *f, const char *name,
    const uint8_t *p, size_t n, struct hj_buf *out)
{
	char base[NAME_MAX_BYTES];
	xmlDoc *doc = hj_cleaning_parse(p, n);
	xmlNode *root = doc != NULL ? xmlDocGetRootElement(doc) : NULL;
	int rc = HJ_CLEAN_BROKEN;

	base_of(name, base);
	if (root != NULL) {
		for (xmlNode *next, *e = root->children; e != NULL; e = next) {
			next = e->next;
			if (e->type == XML_ELEMENT_NODE && stays(f, base, e))
				continue;
			xmlUnlinkNode(e);
			xmlFreeNode(e);
		}
		rc = hj_cleaning_print(doc, out);
	}
	xmlFreeDoc(doc);
	return rc;
}
