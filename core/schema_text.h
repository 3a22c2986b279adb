/*
 * schema_text.h: the schema table as an outline for people.
 *
 * A line an element: its name with ? (may be missing), * (any number) or +
 * (one or more), its label, what it holds and from which list, its attributes.
 */
#ifndef HJ_CORE_SCHEMA_TEXT_H
#define HJ_CORE_SCHEMA_TEXT_H

#include "core/buf.h"

/* Append it in English or Korean.  HJ_ENOMEM; HJ_ELIMIT of the buffer. */
int hj_schema_text(bool korean, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
