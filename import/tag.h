/*
 * tag.h: a start tag as any reader of foreign XML gives it.
 *
 * Names are interned by the reader and outlive the file; values are borrowed
 * until the call returns.  "" stands for no prefix and no namespace.
 */
#ifndef HJ_IMPORT_TAG_H
#define HJ_IMPORT_TAG_H

#include "core/base/base.h"
#include "core/base/limits.h"

struct hj_tag_attr {
	const char *name, *prefix, *space;
	const char *value; /* unescaped, valid UTF-8, not NUL-ended */
	size_t len;
};

struct hj_tag {
	const char *name, *prefix, *space;
	uint64_t line;
	size_t nattrs;
	struct hj_tag_attr attrs[HJ_TAG_ATTRS];
};

#endif
