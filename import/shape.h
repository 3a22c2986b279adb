/*
 * shape.h: tags and texts of one foreign case file to its canonical bytes.
 *
 * Walks the schema table while the tags come: an element that the outline
 * does not have, or not here, is reported with its path and left out, and the
 * rest goes on, so that one pass finds all.  White space between elements is
 * dropped, text is brought to NFC, attributes are put in order; nothing else
 * is changed.  Codes, dates and references are judged by the parent.
 */
#ifndef HJ_IMPORT_SHAPE_H
#define HJ_IMPORT_SHAPE_H

#include "core/case/schema.h"
#include "import/outbox.h"
#include "import/tag.h"

/* What may stand inside an element. */
enum hj_level_kind {
	HJ_LEVEL_OURS, /* what its row of the schema says */
	HJ_LEVEL_FOREIGN, /* below ext */
	HJ_LEVEL_LOST, /* its place in the outline is withheld */
	HJ_LEVEL_OWN, /* `withheld own`: elements */
	HJ_LEVEL_DIGEST, /* `withheld digest`: nothing */
};

struct hj_level {
	enum hj_level_kind kind;
	const struct hj_elem *def; /* OURS only */
	const char *name, *prefix;
	char id[HJ_ELEMENT_ID_CHARS + 1];
	size_t next; /* first place in the outline that is still to come */
	bool parent; /* it has child elements */
	bool said; /* that text is in the wrong place here */
	size_t nbound; /* namespaces in scope before this element */
};

struct hj_bound {
	const char *prefix, *space;
};

struct hj_shape {
	struct hj_outbox *report;
	struct hj_buf bytes, text, form, lines;
	uint64_t line, last_line;
	size_t depth; /* levels that are open and written */
	size_t skip; /* open elements that are left out */
	bool full; /* above the ceiling of a case: all is left out */
	bool withheld;
	size_t nbound;
	struct hj_level level[HJ_CASE_DEPTH];
	struct hj_bound bound[HJ_CASE_PREFIXES];
};

void hj_shape_init(struct hj_shape *s, struct hj_outbox *report);
void hj_shape_clear(struct hj_shape *s);

/* The root of a case file: HJ_CASE_NS, any name.  Forgets the last one. */
int hj_shape_root(struct hj_shape *s, const struct hj_tag *tag,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_shape_start(struct hj_shape *s, const struct hj_tag *tag,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_shape_text(struct hj_shape *s, const char *p, size_t n, uint64_t line,
    struct hj_error *err) HJ_MUST_CHECK;
/* *done: that was the end tag of the root. */
int hj_shape_end(struct hj_shape *s, uint64_t line, bool *done,
    struct hj_error *err) HJ_MUST_CHECK;

/* ---- between shape, outline, write and foreign ---- */

/* Write the start tag of the root, or of a child of the open element. */
int hj_shape_top(struct hj_shape *s, const struct hj_elem *def,
    const struct hj_tag *tag, struct hj_error *err) HJ_MUST_CHECK;
int hj_shape_child(struct hj_shape *s, const struct hj_tag *tag,
    struct hj_error *err) HJ_MUST_CHECK;
/* Report the element whose tag is at hand and leave out all below it. */
int hj_shape_leave_out(struct hj_shape *s, enum hj_fault fault,
    const struct hj_tag *tag, const char *name,
    struct hj_error *err) HJ_MUST_CHECK;
/* Is a name without prefix ours here? */
bool hj_shape_is_default(const struct hj_shape *s);

/* Report about the element at hand: path of the open levels, then `last`
 * (an element or "", or ".name" of an attribute). */
int hj_shape_find(struct hj_shape *s, enum hj_fault fault, uint64_t line,
    const char *last, const char *name, struct hj_error *err) HJ_MUST_CHECK;
/* The ceiling of a case is no failure: the case is left out. */
int hj_shape_full(struct hj_shape *s, uint64_t line, int rc,
    struct hj_error *err) HJ_MUST_CHECK;
/* Append three strings of a tag; no printf here: there are many. */
int hj_shape_puts(struct hj_shape *s, const char *a, const char *b,
    const char *c, struct hj_error *err) HJ_MUST_CHECK;
/* Append text in NFC, escaped as canonical XML wants it.  A bad character or
 * a change is reported under `last`. */
int hj_shape_write(struct hj_shape *s, const char *p, size_t n, bool attr,
    bool lines, uint64_t line, const char *last,
    struct hj_error *err) HJ_MUST_CHECK;
/* ` name="value"` with prefix. */
int hj_shape_attr(struct hj_shape *s, const struct hj_tag_attr *a,
    uint64_t line, struct hj_error *err) HJ_MUST_CHECK;
/* Name and attributes of an element of another namespace, into bytes.
 * *ret: false when it was reported and must be left out. */
int hj_shape_foreign(struct hj_shape *s, const struct hj_tag *tag, bool *ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
