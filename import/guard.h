/*
 * guard.h: a look at the raw bytes before the XML library gets them.
 *
 * libxml2 2.9.14 has no ceiling on attributes (its time is quadratic in them)
 * and would call iconv for any encoding that a file names.  This reads the
 * bytes as tags, comments and text, no deeper, keeps no memory, and says
 * where the first thing stands that may not reach the library: a DOCTYPE, a
 * zero byte, a tag, nesting or comment above the ceilings of limits.h.
 */
#ifndef HJ_IMPORT_GUARD_H
#define HJ_IMPORT_GUARD_H

#include "import/finding.h"

enum hj_guard_state {
	HJ_GUARD_TEXT,
	HJ_GUARD_OPEN, /* behind '<' */
	HJ_GUARD_TAG,
	HJ_GUARD_QUOTE,
	HJ_GUARD_BANG, /* behind "<!", up to what it becomes */
	HJ_GUARD_COMMENT,
	HJ_GUARD_CDATA,
	HJ_GUARD_INSTRUCTION,
};

struct hj_guard {
	enum hj_guard_state state;
	uint64_t line;
	size_t depth;
	size_t size; /* of the tag or piece so far */
	size_t attrs;
	bool ends; /* the tag is an end tag */
	uint8_t quote;
	uint8_t last[2]; /* the two bytes before, for "-->", "]]>", "/>" */
};

#define HJ_GUARD ((struct hj_guard){ .line = 1 })

/* Ceiling on the beginning that hj_guard_head() may need. */
#define HJ_GUARD_HEAD ((size_t)1024)

/* A case that is a little too deep is left out alone, by shape.h; this only
 * keeps away what the library itself would refuse (256). */
#define HJ_GUARD_DEPTH 200

/*
 * The beginning of a file (all of it, or at least HJ_GUARD_HEAD bytes): is it
 * XML in UTF-8?  Returns false with the fault; name (HJ_F_ENCODING) gets the
 * encoding that it declares.
 */
bool hj_guard_head(const uint8_t *p, size_t n, enum hj_fault *ret,
    char name[static 32]);

/*
 * Look at the next bytes.  true: all of them may pass.  false: the fault, and
 * *safe of them may pass before it; g->line is where.
 */
bool hj_guard_look(struct hj_guard *g, const uint8_t *p, size_t n, size_t *safe,
    enum hj_fault *ret);

#endif
