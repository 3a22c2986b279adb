/*
 * schema_rng.h: the schema table as a grammar for other people's tools.
 *
 * RELAX NG, XML syntax (ISO/IEC 19757-2:2008), types of XML Schema part 2.
 * It accepts an exchange file, or one case, petition or tombstone alone.
 * What a grammar cannot say, and only check.h does, is listed in README.md.
 */
#ifndef HJ_CORE_SCHEMA_RNG_H
#define HJ_CORE_SCHEMA_RNG_H

#include "core/base/buf.h"

/* The shape of a date as a regular expression, which the engines of XML
 * Schema, Java and JavaScript read alike; it has to match the whole text. */
extern const char hj_schema_date_shape[];

/* Append it, about 200 KB.  HJ_ENOMEM; HJ_ELIMIT of the buffer. */
int hj_schema_rng(struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
