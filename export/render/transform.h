/*
 * transform.h: a style sheet on a document, inside a confined program.
 *
 * XSLT 1.0 with everything forbidden that reads or writes, no extension, a
 * bounded depth and a bounded number of operations.  libxslt is linked where
 * this is called, and nowhere else.
 */
#ifndef HJ_EXPORT_TRANSFORM_H
#define HJ_EXPORT_TRANSFORM_H

#include <libxml/tree.h>
#include <libxslt/xsltInternals.h>

#include "core/base/buf.h"
#include "export/render/render.h"

/* Once, before the process confines itself: the libraries print nothing and
 * load nothing. */
void hj_transform_setup(void);
void hj_transform_end(void);

/* The next text of an errand, its length in 4 bytes before it; NULL: no
 * well-formed XML, or it declares something, which neither side has a reason
 * to do. */
xmlDocPtr hj_transform_parse(struct hj_cursor *c);

/* What the style sheet made; borrowed. */
typedef enum hj_render_exit
hj_transform_fn(void *to, xmlDocPtr result, xsltStylesheetPtr style);

/* The style sheet and the document that are next. */
enum hj_render_exit
hj_transform(struct hj_cursor *c, hj_transform_fn *fn, void *to);

#endif
