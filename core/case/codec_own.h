/*
 * codec_own.h: the inside of the strict reader, for codec_*.c only.
 */
#ifndef HJ_CORE_CODEC_OWN_H
#define HJ_CORE_CODEC_OWN_H

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/case/codec.h"
#include "core/case/record_own.h"
#include "core/case/scan.h"

/* What is known of an element that is open. */
enum hj_known {
	HJ_DESCRIBED, /* it has a row in the schema */
	HJ_FOREIGN, /* inside ext, of another namespace */
	HJ_DIGEST_ONLY, /* withheld, nothing left */
	HJ_OWN_ONLY, /* withheld, the children are left */
	HJ_LOST, /* ours, below one of those: its place is not known */
};

/* A namespace declaration in scope; the default one has prefix "". */
struct hj_binding {
	const char *prefix, *space;
	size_t depth; /* of the element that declares it */
	bool used;
};

struct hj_reader {
	struct hj_scan scan;
	struct hj_record *r;
	struct hj_node *node; /* innermost open element */
	struct {
		enum hj_known known;
		const struct hj_elem *last; /* child of the schema, or NULL */
	} open[HJ_CASE_DEPTH];
	struct hj_binding bound[HJ_CASE_PREFIXES];
	size_t nbound;
};

/* Fail with the byte offset of `at`: "byte 17: expected ...". */
int hj_reader_expected(const struct hj_reader *rd, const uint8_t *at,
    const char *what, struct hj_error *err);

/* Escaped bytes to a text of the record, checked (text.h). */
int hj_reader_text(struct hj_reader *rd, const uint8_t *p, size_t n, bool attr,
    enum hj_text_kind kind, const char **ret, size_t *len,
    struct hj_error *err) HJ_MUST_CHECK;

/* The attributes of an element of the schema, or of one that lost its row. */
int hj_reader_attrs(struct hj_reader *rd, struct hj_node *node,
    struct hj_error *err) HJ_MUST_CHECK;

/* The start tag is of another namespace, or (when `lost`) of ours without a
 * row: append it with its attributes and say which in *known. */
int hj_reader_foreign(struct hj_reader *rd, bool lost, struct hj_node **ret,
    enum hj_known *known, struct hj_error *err) HJ_MUST_CHECK;
/* Declarations of elements that have ended go out of scope. */
void hj_reader_leave(struct hj_reader *rd);

#endif
