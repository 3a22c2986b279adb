/*
 * finaltext.h: the text of a finished document, as the one who gets it reads
 * it: to be checked once more before it is sent.
 */
#ifndef HJ_CLI_FINALTEXT_H
#define HJ_CLI_FINALTEXT_H

#include "core/buf.h"

/* Its text, and what it says of itself (export/doctext.h), appended: .docx,
 * .odt, .pdf, .html, .txt, by what is in the file.  *words (may be NULL): of the
 * text alone.  Errors of hj_doctext_read(). */
int finaltext_read(const struct hj_buf *bytes, struct hj_buf *to, size_t *words,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
