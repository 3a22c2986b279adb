/*
 * markup.h: put text into XML without letting it become markup.
 *
 * Escapes as the exclusive canonical form does; everything else that we write
 * into an XML document goes through here, never through a format string.
 */
#ifndef HJ_EXPORT_MARKUP_H
#define HJ_EXPORT_MARKUP_H

#include "core/base/buf.h"

/* Codes of all: HJ_ENOMEM, HJ_ELIMIT of the buffer; HJ_EINVAL when the text
 * is not what core/base/text.h allows. */
int hj_markup_text(struct hj_buf *to, const char *p, size_t n,
    struct hj_error *err) HJ_MUST_CHECK;
/* ` name="value"`; nothing when value is NULL. */
int hj_markup_attr(struct hj_buf *to, const char *name, const char *value,
    struct hj_error *err) HJ_MUST_CHECK;
/* `<name>text</name>` and a line feed; nothing when text is NULL. */
int hj_markup_leaf(struct hj_buf *to, const char *name, const char *text,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_markup_hex(struct hj_buf *to, const uint8_t *p, size_t n,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
