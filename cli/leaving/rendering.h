/*
 * rendering.h: documents made by the confined programs beside hanji.
 *
 * What a petition says becomes page XML by the style sheet of its mechanism,
 * and page XML a file by its format (export/page/page.h).  Ctrl-C stops either.
 */
#ifndef HJ_CLI_RENDERING_H
#define HJ_CLI_RENDERING_H

#include "export/page/page.h"
#include "export/page/qr.h"

/* A style sheet of the folder `templates` ("wgad.xsl") on a document.
 * HJ_ENOTFOUND: the installation is not whole; codes of hj_document_render(). */
int rendering_style(const char *style, const struct hj_buf *xml,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* Page XML as a file.  HJ_ENOTFOUND; codes of hj_page_render(). */
int rendering_page(const struct hj_page_format *f, const struct hj_buf *page,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* Bytes as a QR code.  HJ_ENOTFOUND; codes of hj_qr_make(). */
int rendering_code(const uint8_t *p, size_t n, struct hj_qr *ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
