/*
 * pdf.h: page XML as a PDF, drawn by hanji-print.
 *
 * A4, fonts embedded, text that can be selected and searched, drawings as
 * vectors, an outline of the headings, the banner and the number of the page at
 * every foot.  No link, no action, no author, no date, no program: the same page
 * gives the same bytes where the same fonts are installed.
 *
 * Over the pipe: "hjp1" and the page.  Back: the file, and exit status 0.
 */
#ifndef HJ_EXPORT_PDF_H
#define HJ_EXPORT_PDF_H

#include "export/render/render.h"

#define HJ_PDF_MAGIC "hjp1"

/* r->program: hanji-print.  Codes of hj_render_run(); HJ_ENOTFOUND: there is no
 * font for a letter (glyph.h). */
int hj_pdf_make(const struct hj_render *r, const uint8_t *xml, size_t n,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* The other side: the page behind the four bytes, and an exit status. */
int hj_pdf_answer(const uint8_t *xml, size_t n, struct hj_buf *to);

#endif
