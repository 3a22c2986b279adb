#include <stdlib.h>
#include <string.h>

#include <libxml/xmlsave.h>

#include "export/page/office.h"
#include "export/page/picture.h"
#include "export/render/errand.h"
#include "export/render/transform.h"
#include "export/render/zip.h"

/* The parts on their way into the archive: their contents one after another
 * in one buffer, which moves while it grows, so that each is known by where it
 * begins until all are there. */
struct packing {
	struct hj_buf bytes;
	struct hj_buf *out;
	struct hj_part part[HJ_ZIP_PARTS];
	xmlChar *name[HJ_ZIP_PARTS];
	size_t from[HJ_ZIP_PARTS];
	size_t n;
	struct hj_error err;
};

static xmlNodePtr
first_element(xmlNodePtr of)
{
	xmlNodePtr n = of->children;

	while (n != NULL && n->type != XML_ELEMENT_NODE)
		n = n->next;
	return n;
}

static int
gather(void *to, const char *p, int n)
{
	struct packing *k = to;

	if (hj_buf_add(&k->bytes, p, (size_t)n, &k->err) != HJ_OK)
		return -1;
	return n;
}

static int
done(void *to)
{
	(void)to;
	return 0;
}

/* As a document of its own, with the namespaces that it uses. */
static bool
write_element(struct packing *k, xmlNodePtr n)
{
	xmlDocPtr doc = xmlNewDoc((const xmlChar *)"1.0");
	xmlNodePtr root = doc != NULL ? xmlDocCopyNode(n, doc, 1) : NULL;
	xmlSaveCtxtPtr save = NULL;
	bool ok = false;

	if (root != NULL) {
		xmlDocSetRootElement(doc, root);
		save = xmlSaveToIO(gather, done, k, "UTF-8", XML_SAVE_AS_XML);
	}
	if (save != NULL) {
		ok = xmlSaveDoc(save, doc) >= 0;
		ok = xmlSaveClose(save) >= 0 && ok;
	}
	xmlFreeDoc(doc);
	return ok && k->err.code == HJ_OK;
}

static bool
write_text(struct packing *k, xmlNodePtr of)
{
	xmlChar *text = xmlNodeGetContent(of);
	bool ok = text != NULL &&
	    hj_buf_puts(&k->bytes, (const char *)text, &k->err) == HJ_OK;

	xmlFree(text);
	return ok;
}

static bool
write_picture(struct packing *k, xmlNodePtr of)
{
	struct packing svg = { .bytes = HJ_BUF(HJ_RENDER_MAX),
		.err = HJ_ERROR };
	xmlNodePtr n = first_element(of);
	bool ok = n != NULL && write_element(&svg, n) &&
	    hj_picture_png(svg.bytes.data, svg.bytes.len, &k->bytes, &k->err) ==
		HJ_OK;

	hj_buf_clear(&svg.bytes);
	return ok;
}

static bool
add(struct packing *k, xmlNodePtr of)
{
	bool picture = xmlStrEqual(of->name, (const xmlChar *)"picture");
	xmlChar *stored;
	size_t i = k->n;

	if (i == HJ_ZIP_PARTS ||
	    (!picture && !xmlStrEqual(of->name, (const xmlChar *)"part")) ||
	    (k->name[i] = xmlGetNoNsProp(of, (const xmlChar *)"name")) == NULL)
		return false;
	k->n++;
	stored = xmlGetNoNsProp(of, (const xmlChar *)"stored");
	k->part[i] = (struct hj_part){ .name = (const char *)k->name[i],
		/* A picture is packed already. */
		.stored = stored != NULL || picture };
	xmlFree(stored);
	k->from[i] = k->bytes.len;
	if (picture)
		return write_picture(k, of);
	return first_element(of) != NULL ? write_element(k, first_element(of))
					 : write_text(k, of);
}

static enum hj_render_exit
pack(void *to, xmlDocPtr result, xsltStylesheetPtr style)
{
	struct packing *k = to;
	xmlNodePtr root = xmlDocGetRootElement(result);

	(void)style;
	if (root == NULL || !xmlStrEqual(root->name, (const xmlChar *)"parts"))
		return HJ_RENDER_STYLE;
	for (xmlNodePtr n = root->children; n != NULL; n = n->next)
		if (n->type == XML_ELEMENT_NODE && !add(k, n))
			return HJ_RENDER_RUN;
	for (size_t i = 0; i < k->n; i++) {
		size_t end = i + 1 < k->n ? k->from[i + 1] : k->bytes.len;

		k->part[i].p = k->bytes.data + k->from[i];
		k->part[i].n = end - k->from[i];
	}
	if (hj_zip_pack(k->part, k->n, k->out, &k->err) != HJ_OK)
		return HJ_RENDER_RUN;
	return HJ_RENDER_OK;
}

enum hj_render_exit
hj_office_answer(struct hj_cursor *c, struct hj_buf *to)
{
	struct packing *k = calloc(1, sizeof(*k));
	enum hj_render_exit rc;

	if (k == NULL)
		return HJ_RENDER_SYSTEM;
	k->bytes = HJ_BUF(HJ_RENDER_MAX);
	k->out = to;
	rc = hj_transform(c, pack, k);
	for (size_t i = 0; i < k->n; i++)
		xmlFree(k->name[i]);
	hj_buf_clear(&k->bytes);
	free(k);
	return rc;
}
