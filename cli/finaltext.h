/*
 * finaltext.h: the text of a finished document, as the one who gets it reads
 * it: to be checked once more before it is sent.
 */
#ifndef HJ_CLI_FINALTEXT_H
#define HJ_CLI_FINALTEXT_H

#include "core/buf.h"

/* media: petitionfile_media() of it.  HJ_EINVAL: not UTF-8, or a kind of
 * document whose text cannot be read: which can. */
int finaltext_read(const char *media, const struct hj_buf *bytes,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
