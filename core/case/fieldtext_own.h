/*
 * fieldtext_own.h: what the files of fieldtext.h share.  Theirs alone.
 */
#ifndef HJ_CORE_FIELDTEXT_OWN_H
#define HJ_CORE_FIELDTEXT_OWN_H

#include "core/base/limits.h"
#include "core/case/fieldtext.h"

/* A row an element: a case file holds at most half a million (limits.h). */
#define HJ_FIELDTEXT_ROWS ((size_t)128 << 20)

/* Which lines an element has by itself: a bit an attribute, and one for its
 * value, or that there is none. */
#define HJ_FIELDTEXT_VALUE (1u << HJ_NATTRS)

uint32_t hj_fieldtext_lines(const struct hj_node *node);
/* Does it hold elements of the schema? */
bool hj_fieldtext_holds(const struct hj_node *node);

/* The comment before the lines of an element that holds others: its labels,
 * whom it means, and what the names and codes below it say. */
int hj_fieldtext_comment(const struct hj_record *r, const struct hj_node *node,
    const struct hj_fieldtext_how *how, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* A line as it was typed. */
struct hj_fieldtext_line {
	size_t number;
	const char *path; /* into the text */
	size_t path_len;
	enum hj_path_op op; /* SET, ADD or KNOWN */
	size_t value, value_len; /* into the values */
	/* Where it led in the record as it was: the deepest element, how many
	 * steps of the path stand behind that, and what they end in. */
	struct hj_node *node;
	size_t rest;
	enum hj_attr_name attr;
	const struct hj_elem *def;
	bool there; /* it names what the record had */
	bool in_text; /* path.text is meant */
	bool bad; /* a fault was reported */
};

/* Which elements there were, and which of their lines are there still. */
struct hj_fieldtext_kept {
	struct hj_buf rows; /* in document order */
	struct hj_buf order; /* the same by address */
	size_t n;
};

struct hj_fieldtext {
	struct hj_record *record;
	struct hj_path_labels labels;
	struct hj_buf lines; /* struct hj_fieldtext_line each */
	struct hj_buf values; /* as they will be stored, but for NFC */
	struct hj_buf path; /* of the line that is worked on */
	struct hj_fieldtext_kept kept;
	const struct hj_fieldtext_reader *by;
	struct hj_buf told; /* faults, see fieldtext_fault.c */
	size_t faults;
	struct hj_error why; /* the last of them */
};

static inline struct hj_fieldtext_line *
hj_fieldtext_at(const struct hj_fieldtext *t, size_t i)
{
	return (struct hj_fieldtext_line *)(void *)t->lines.data + i;
}

static inline size_t
hj_fieldtext_count(const struct hj_fieldtext *t)
{
	return t->lines.len / sizeof(struct hj_fieldtext_line);
}

/* Keep what t->why says of a line.  Not HJ_OK only where the work cannot go
 * on. */
int hj_fieldtext_fault(struct hj_fieldtext *t, size_t line,
    struct hj_error *err) HJ_MUST_CHECK;
/* The same for a line that nothing more is to be done with. */
int hj_fieldtext_refuse(struct hj_fieldtext *t, struct hj_fieldtext_line *l,
    struct hj_error *err) HJ_MUST_CHECK;

/* All of them, by line; HJ_EINVAL when there was one. */
int
hj_fieldtext_tell(struct hj_fieldtext *t, struct hj_error *err) HJ_MUST_CHECK;

/* The text into lines and values. */
int hj_fieldtext_parse(struct hj_fieldtext *t, const char *p, size_t n,
    struct hj_error *err) HJ_MUST_CHECK;

/* Where a line leads, while the record is as it was. */
int hj_fieldtext_find(struct hj_fieldtext *t, struct hj_fieldtext_line *l,
    struct hj_error *err) HJ_MUST_CHECK;
/* Its path, from the element that was found on, without the last `less`
 * steps, into t->path; and where that leads now. */
int
hj_fieldtext_locate(struct hj_fieldtext *t, const struct hj_fieldtext_line *l,
    size_t less, struct hj_error *err) HJ_MUST_CHECK;
int hj_fieldtext_reach(struct hj_fieldtext *t, struct hj_fieldtext_line *l,
    struct hj_path_reach *to, struct hj_error *err) HJ_MUST_CHECK;

/* The elements of t->record, before anything is changed. */
int
hj_fieldtext_list(struct hj_fieldtext *t, struct hj_error *err) HJ_MUST_CHECK;
/* A line names this element, or something in it: bits are the lines of its
 * own that were seen.  Returns the line that named one of them before, or 0. */
size_t hj_fieldtext_see(struct hj_fieldtext_kept *k, const struct hj_node *node,
    uint32_t bits, size_t line);
/* Take away what no line names any more. */
int
hj_fieldtext_sweep(struct hj_fieldtext *t, struct hj_error *err) HJ_MUST_CHECK;

#endif
