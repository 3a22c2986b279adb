/*
 * codec.h: a record to its canonical bytes and back.
 *
 * Canonical bytes are the exclusive canonical XML (W3C xml-exc-c14n, 2002) of
 * the file: own default namespace on the root, no comment, processing
 * instruction, CDATA, DOCTYPE, empty-element tag or insignificant space, NFC;
 * children in the order of the schema.  The reader accepts nothing else: what
 * it accepts, the writer reproduces byte for byte.
 */
#ifndef HJ_CORE_CODEC_H
#define HJ_CORE_CODEC_H

#include "core/buf.h"
#include "core/record.h"

/* HJ_ELIMIT above HJ_CASE_MAX; HJ_ENOMEM. */
int hj_codec_encode(const struct hj_record *r, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/*
 * HJ_EINVAL: not our canonical form, with the byte offset and what was
 * expected; this says nothing yet of codes, dates and references, which
 * check.h judges.  HJ_ELIMIT: a ceiling of limits.h.
 */
int hj_codec_decode(const uint8_t *p, size_t n, struct hj_record **ret,
    struct hj_error *err) HJ_MUST_CHECK;

/*
 * The scanner below both, also used by digest.h: one event at a time over
 * canonical bytes, no memory of its own but a fixed stack.
 */
enum hj_scan_event { HJ_SCAN_START, HJ_SCAN_TEXT, HJ_SCAN_END, HJ_SCAN_DONE };

struct hj_scan {
	const uint8_t *from, *at, *end;
	size_t depth;
	/* Of the event: the whole start tag `<...>`, or the escaped text. */
	const uint8_t *p;
	size_t n;
	/* Of a start tag: the name as written, prefix included. */
	const uint8_t *name;
	size_t name_len;
	struct {
		const uint8_t *name;
		size_t len;
	} open[64];
};

void hj_scan_init(struct hj_scan *s, const uint8_t *p, size_t n);
int hj_scan_next(struct hj_scan *s, enum hj_scan_event *ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
