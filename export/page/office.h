/*
 * office.h: the file of an office program, made by hanji-print.
 *
 * Such a file is an archive of XML parts.  A style sheet makes all of them from
 * page XML at once:
 *
 *   parts                root, no namespace
 *     part (name, stored="yes")     an element, written as a document of its
 *                                   own; or text, written as it stands
 *     picture (name)                one svg:svg, drawn as a PNG
 *
 * They are packed in their order (zip.h): the same page gives the same bytes.
 *
 * Over the pipe: "hjo1", then style sheet and page, each as its length in 4
 * bytes big-endian and its bytes.  Back: the file, and exit status 0.
 */
#ifndef HJ_EXPORT_OFFICE_H
#define HJ_EXPORT_OFFICE_H

#include "export/render/document.h"

#define HJ_OFFICE_MAGIC "hjo1"

/* d->program: hanji-print.  Codes of hj_render_run(). */
int hj_office_make(const struct hj_document *d, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* The other side: the errand after its four bytes, answered into `to`. */
enum hj_render_exit hj_office_answer(struct hj_cursor *c, struct hj_buf *to);

#endif
