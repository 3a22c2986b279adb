/*
 * scribe.h: who writes a document, markup and text in turn.
 *
 * After the first error nothing more is put, and the error is asked for once,
 * at the end: `rc`.
 */
#ifndef HJ_EXPORT_SCRIBE_H
#define HJ_EXPORT_SCRIBE_H

#include "core/base/buf.h"

struct hj_scribe {
	struct hj_buf *to;
	struct hj_error *err;
	int rc; /* the first error */
};

/* Markup as it is. */
void hj_scribe_put(struct hj_scribe *s, const char *markup);
/* Text, escaped. */
void hj_scribe_text(struct hj_scribe *s, const char *text, size_t n);
void hj_scribe_number(struct hj_scribe *s, size_t n);

#endif
