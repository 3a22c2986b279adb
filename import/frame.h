/*
 * frame.h: what hanji-parse sends to its parent, and the wary reading of it.
 *
 * A frame is type 1 | length 4 | body, integers big-endian.  First one BEGIN,
 * last one END.  The reader takes the sender for an enemy: every length is
 * bounded before memory is asked for, every name is one line of valid text,
 * every frame is used up exactly.
 */
#ifndef HJ_IMPORT_FRAME_H
#define HJ_IMPORT_FRAME_H

#include "core/base/limits.h"
#include "import/finding.h"
#include "import/import.h"

#define HJ_FRAME_HEADER 5
#define HJ_FRAME_PATH 512
#define HJ_FRAME_NAME 64
/* The largest body: a case file, its salts, the lines of its elements. */
#define HJ_FRAME_MAX (HJ_RECORD_MAX + ((size_t)4 << 20))

enum hj_frame_type {
	HJ_FRAME_BEGIN = 'B',
	HJ_FRAME_ORIGIN = 'O',
	HJ_FRAME_CASE = 'C',
	HJ_FRAME_FINDING = 'F',
	HJ_FRAME_PROGRESS = 'P',
	HJ_FRAME_END = 'E',
};

struct hj_frame_finding {
	enum hj_fault fault;
	uint64_t index, line;
	char id[HJ_ID_CHARS + 1];
	char path[HJ_FRAME_PATH + 1];
	char name[HJ_FRAME_NAME + 1];
};

struct hj_frame {
	enum hj_frame_type type;
	struct hj_confine_report confined; /* BEGIN */
	struct hj_import_origin origin; /* ORIGIN */
	struct hj_import_case kase; /* CASE: borrowed from the body */
	const uint8_t *lines; /* CASE: see hj_frame_line() */
	size_t nlines;
	struct hj_frame_finding finding; /* FINDING */
	uint64_t bytes; /* PROGRESS, END */
	uint64_t cases, rejected; /* END */
	uint8_t sha256[32]; /* END */
};

/* Type and length of the body from five bytes.  HJ_ECORRUPT: no such type,
 * or larger than such a frame may be. */
int hj_frame_header(const uint8_t p[static HJ_FRAME_HEADER],
    enum hj_frame_type *ret_type, size_t *ret_n,
    struct hj_error *err) HJ_MUST_CHECK;

/* HJ_ECORRUPT: the body is not what its type says. */
int hj_frame_parse(enum hj_frame_type type, const uint8_t *p, size_t n,
    struct hj_frame *ret, struct hj_error *err) HJ_MUST_CHECK;

/* Append a whole frame. */
int hj_frame_write(const struct hj_frame *f, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/*
 * Lines of the elements in document order: each byte is how many lines after
 * the one before (the first: after the start tag of the case); 255 is
 * followed by four bytes instead.
 */
int hj_frame_add_line(struct hj_buf *to, uint64_t after,
    struct hj_error *err) HJ_MUST_CHECK;
/* Of element `n` (from 0); what the list does not reach has the last line. */
uint64_t hj_frame_line(const struct hj_frame *f, size_t n);

#endif
