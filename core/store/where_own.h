/* where_own.h: what the files of where.h and roworder.h share; theirs alone. */
#ifndef HJ_CORE_WHERE_OWN_H
#define HJ_CORE_WHERE_OWN_H

#include "core/store/where.h"

enum hj_where_kind {
	HJ_ASK_TYPE, /* case or petition */
	HJ_ASK_KIND,
	HJ_ASK_STATUS, /* of the file, or what became of the people */
	HJ_ASK_LAST, /* the latter: no field of its own */
	HJ_ASK_CODE, /* of a list, anywhere in the file */
	HJ_ASK_WORD, /* in the words of the people who work with it */
	HJ_ASK_ORIGIN,
	HJ_ASK_LEVEL,
	HJ_ASK_NUMBER,
	HJ_ASK_DATE, /* of things that happened */
	HJ_ASK_CHANGED,
	HJ_ASK_BORN,
	HJ_ASK_DUE,
};

struct hj_where_field {
	const char *name, *korean;
	enum hj_where_kind kind;
	/* Of a code or a kind its lists, of a word its list, of a date what
	 * happened (HJ_ROW_DATE); blanks between.  "event:*": any event. */
	const char *of;
};

enum hj_where_op {
	HJ_OP_EQ,
	HJ_OP_LT,
	HJ_OP_LE,
	HJ_OP_GT,
	HJ_OP_GE,
};

#define HJ_WHERE_WORDS 8 /* codes that one value stands for */

struct hj_where_node {
	enum { HJ_TERM, HJ_NOT, HJ_AND, HJ_OR } join;
	uint8_t a, b; /* the nodes that are joined */
	const struct hj_where_field *field;
	enum hj_where_kind kind;
	enum hj_where_op op;
	bool may_be; /* "<?": what may be counts as yes */
	bool none; /* = none */
	struct hj_span span;
	uint32_t number;
	/* Codes, or one word, case folded; NUL-ended, in `text`. */
	uint8_t nwords;
	uint16_t word[HJ_WHERE_WORDS];
};

/* As many comparisons and joins as anybody types. */
#define HJ_WHERE_NODES 128

struct hj_where {
	size_t n; /* the last node is the whole */
	struct hj_where_node node[HJ_WHERE_NODES];
	struct hj_buf text;
};

/* NULL: there is none of that name. */
const struct hj_where_field *hj_where_field_find(const char *p, size_t n);
/* NULL: past the last. */
const struct hj_where_field *hj_where_field_nth(size_t i);
/* The nearest name, for "did you mean"; NULL: none is near. */
const char *hj_where_field_near(const char *p, size_t n);

/* The days of an item, if it is about the field; the field is a date. */
bool hj_where_days(const struct hj_where_field *f,
    const struct hj_row_item *item, struct hj_span *ret);
/* What a field that is a number has in a row. */
uint32_t
hj_where_number(const struct hj_where_field *f, const struct hj_row *row);

/* Read the value of node t, which has its field and op.  `at` is the character
 * where it stands, for the error. */
int hj_where_value(struct hj_where *w, struct hj_where_node *t,
    const struct hj_where_how *how, const char *p, size_t n, size_t at,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
