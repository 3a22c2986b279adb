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

#include "core/buf.h"
#include "core/helper.h"

#define HJ_RENDER_MAGIC "hjr1"
#define HJ_RENDER_MAX ((size_t)64 << 20)

/* Exit statuses of hanji-render. */
enum hj_render_exit {
	HJ_RENDER_OK = 0,
	HJ_RENDER_SYSTEM = 1, /* memory, pipe, confinement */
	HJ_RENDER_STYLE = 2, /* the style sheet is not XSLT, or refused */
	HJ_RENDER_INPUT = 3, /* the document is not XML */
	HJ_RENDER_RUN = 4, /* the style sheet failed on this document */
};

struct hj_document {
	const char *program; /* path of hanji-render */
	const uint8_t *style;
	size_t style_len;
	const uint8_t *xml;
	size_t xml_len;
	hj_stop_fn *stop; /* Ctrl-C; may be NULL */
	void *to;
};

/* HJ_EINVAL: the style sheet is wrong, or fails on this document; HJ_ELIMIT:
 * too large or too slow; HJ_EIO: the helper could not start or died. */
int hj_document_render(const struct hj_document *d, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
