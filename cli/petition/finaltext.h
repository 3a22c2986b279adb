/*
 * finaltext.h: the text of a finished document, as the one who gets it reads
 * it: to be checked once more before it is sent.
 */
#ifndef HJ_CLI_FINALTEXT_H
#define HJ_CLI_FINALTEXT_H

#include "core/base/buf.h"

struct finalfacts {
	size_t words; /* of the text alone */
	uint32_t remarks; /* comments, and changes that are tracked */
	uint32_t unread; /* pictures and files in it, which nothing can read */
	bool is_signed; /* it says who made it */
};

/* Its text, and what it says of itself (export/doctext/doctext.h), appended: .docx,
 * .odt, .pdf, .html, .txt, and of .jpeg and .png what is not pixels, by what is
 * in the file.  *ret is added to, and may be NULL.  Errors of hj_doctext_read(). */
int finaltext_read(const struct hj_buf *bytes, struct hj_buf *to,
    struct finalfacts *ret, struct hj_error *err) HJ_MUST_CHECK;

#endif
