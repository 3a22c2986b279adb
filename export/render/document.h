/*
 * document.h: an XML document and a style sheet to a finished document.
 *
 * Done by hanji-render, a helper program that confines itself before it reads
 * a byte and has no vault, no key and no folder to write in: libxslt never
 * shares an address space with keys.  XSLT 1.0 (W3C, 1999), no extension, no
 * document(), nothing read or written besides the two texts.
 *
 * Over the pipe: "hjr1", then style sheet and document, each as its length in
 * 4 bytes big-endian and its bytes.  Back: the document, and exit status 0.
 */
#ifndef HJ_EXPORT_DOCUMENT_H
#define HJ_EXPORT_DOCUMENT_H

#include "export/render/render.h"

#define HJ_RENDER_MAGIC "hjr1"

struct hj_document {
	const char *program; /* path of hanji-render */
	const uint8_t *style;
	size_t style_len;
	const uint8_t *xml;
	size_t xml_len;
	hj_stop_fn *stop; /* Ctrl-C; may be NULL */
	void *to;
};

/* Codes of hj_render_run(): HJ_EINVAL: the style sheet is wrong, or fails on
 * this document. */
int hj_document_render(const struct hj_document *d, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* The same under another magic, for what else is a style sheet on a document. */
int hj_document_run(const struct hj_document *d, const char *magic,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
