/*
 * scan.h: one tag or text at a time over canonical bytes.
 *
 * Below codec.h and digest.h; no memory of its own but a fixed stack.  It
 * knows the shape of a tag and that tags nest; what may stand in them, and
 * whether text is escaped as it must be, is the business of the codec.
 */
#ifndef HJ_CORE_SCAN_H
#define HJ_CORE_SCAN_H

#include "core/base/error.h"
#include "core/base/limits.h"

enum hj_scan_event { HJ_SCAN_START, HJ_SCAN_TEXT, HJ_SCAN_END, HJ_SCAN_DONE };

struct hj_scan {
	const uint8_t *from, *at, *end;
	size_t depth;
	bool within_ours; /* the bytes are part of a file: its default namespace
			   * is HJ_CASE_NS where they stand */
	/* Of the event: the whole start tag `<...>`, or the escaped text. */
	const uint8_t *p;
	size_t n;
	/* Of a start tag: the name as written, prefix included. */
	const uint8_t *name;
	size_t name_len;
	struct {
		const uint8_t *name;
		size_t len;
		bool ours; /* the default namespace is HJ_CASE_NS */
	} open[HJ_CASE_DEPTH];
};

void hj_scan_init(struct hj_scan *s, const uint8_t *p, size_t n);
/* HJ_EINVAL with the byte offset and what was expected; HJ_ELIMIT: a ceiling
 * of limits.h.  After the event of a start tag, depth counts its element. */
int hj_scan_next(struct hj_scan *s, enum hj_scan_event *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* Where the event stands in the bytes, for messages. */
size_t hj_scan_offset(const struct hj_scan *s);

/* An attribute of the start tag just read, value escaped. */
struct hj_scan_attr {
	const uint8_t *name;
	size_t name_len;
	const uint8_t *value;
	size_t len;
};

/* The next one; *at is 0 before the first.  false: no more. */
bool
hj_scan_attr(const struct hj_scan *s, size_t *at, struct hj_scan_attr *ret);

/* Is the start tag just read a `withheld` of our namespace, and which? */
enum hj_withheld { HJ_WITHHELD_NO, HJ_WITHHELD_DIGEST, HJ_WITHHELD_OWN };

/* hash gets the 32 bytes when it is one.  HJ_EINVAL: it is one, and holds
 * anything but one of its two attributes with 64 lower-case hex digits. */
int hj_scan_withheld(const struct hj_scan *s, enum hj_withheld *ret,
    uint8_t hash[static 32], struct hj_error *err) HJ_MUST_CHECK;

#endif
