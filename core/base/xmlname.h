/*
 * xmlname.h: names of elements, attributes and namespaces of others.
 *
 * Names in XML 1.0, fifth edition, 2.3 (without the colon: Namespaces in XML
 * 1.0, 3); RFC 3986 for namespace names.
 */
#ifndef HJ_CORE_XMLNAME_H
#define HJ_CORE_XMLNAME_H

#include "core/base/base.h"

/* A name without a colon, of valid UTF-8. */
bool hj_xmlname_plain(const char *p, size_t n);

/* Where the prefix ends: the position of the only colon, with a plain name on
 * both sides; 0: no colon, a plain name; SIZE_MAX: neither. */
size_t hj_xmlname_split(const char *p, size_t n);

/* An absolute URI as far as C14N needs it: a scheme, then characters that may
 * stand in a URI.  Not `&`: libxml2 leaves it unescaped when it canonicalises
 * a declaration, and the bytes must come out the same everywhere. */
bool hj_xmlname_space(const char *p, size_t n);

#endif
