/*
 * escape.h: text into XML without letting it become markup.
 *
 * What exclusive canonical XML replaces (W3C xml-c14n 2.3): & < > and CR in
 * text, & < " and TAB, LF, CR in an attribute value.  Everybody who writes
 * XML writes it through here.
 */
#ifndef HJ_CORE_ESCAPE_H
#define HJ_CORE_ESCAPE_H

#include "core/base/buf.h"

/* Errors of `to`, which may then end anywhere. */
int hj_escape(struct hj_buf *to, const char *p, size_t n, bool attribute,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
