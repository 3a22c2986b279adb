/*
 * fieldtext.h: a case file as lines for an editor, and back.
 *
 *	# a comment: from the first column on
 *	person.name.family: Han
 *	person.birth?: refused
 *	event[d4n9tw].date: 2013-05~
 *	event[d4n9tw].narrative.text: |
 *	    The first line of a text of several lines.
 *
 *	    Below an empty one.  Four blanks, or a tab, do not belong to it.
 *	detention[+a].state: CN
 *	detention[+a].who: +m
 *	person.nationality+: KP
 *
 * `path: value`, with the paths of path.h; `path?: word` says why there is no
 * value; `path+: value` and the label `+a` add an occurrence; `path:` alone
 * says that an element is there and has no field.  Blanks around a value do
 * not count.  `\u{20}` is the character of that hexadecimal number: whatever
 * a screen would not show is written so, a value `|` as `\u{7c}`, and the
 * text `\u{` itself as `\u{5c}u{`.
 *
 * Read over the record that it was written from: a line that was not touched
 * changes nothing, a line that is gone removes its field, an element goes
 * with the last of its lines.  The order of lines says nothing, but that new
 * occurrences are added in it.  Ids, fields of other programs and what is
 * withheld cannot be changed.
 */
#ifndef HJ_CORE_FIELDTEXT_H
#define HJ_CORE_FIELDTEXT_H

#include "core/base/buf.h"
#include "core/case/path.h"

/* Who or what this element is, in a few words, appended; may be nothing. */
typedef int hj_fieldtext_name_fn(void *to, const struct hj_node *node,
    struct hj_buf *line, struct hj_error *err);

struct hj_fieldtext_how {
	bool korean; /* labels in the comments */
	hj_fieldtext_name_fn *name; /* NULL: elements have no names */
	void *to;
};

/* All fields, with comments that say what they are.  HJ_ELIMIT, HJ_ENOMEM. */
int hj_fieldtext_write(const struct hj_record *r,
    const struct hj_fieldtext_how *how, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* What is wrong in a line (from 1), without its value.  A non-zero return
 * stops and is returned. */
typedef int hj_fieldtext_fault_fn(void *to, size_t line, const char *text,
    struct hj_error *err);
/* Put a new value there, as hj_path_apply() does and with its errors. */
typedef int hj_fieldtext_put_fn(void *to, struct hj_record *r, const char *path,
    size_t n, enum hj_path_op op, const char *value, size_t len,
    struct hj_path_labels *labels, struct hj_error *err);

struct hj_fieldtext_reader {
	hj_fieldtext_fault_fn *fault; /* NULL: nobody wants to know */
	hj_fieldtext_put_fn *put; /* NULL: values stand as they are typed */
	void *to;
};

struct hj_fieldtext; /* a text that was read: the record, and its lines */

/*
 * What `base` becomes.  HJ_EINVAL: the reader has heard of every fault (the
 * first few dozen), the error says how many; HJ_ELIMIT: more than a case file
 * holds.
 */
int hj_fieldtext_read(const struct hj_record *base, const char *p, size_t n,
    const struct hj_fieldtext_reader *by, struct hj_fieldtext **ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_fieldtext_free(struct hj_fieldtext *t);

/* Borrowed until the text is freed, but for a record that was taken. */
struct hj_record *hj_fieldtext_record(const struct hj_fieldtext *t);
struct hj_record *hj_fieldtext_take(struct hj_fieldtext *t);
const struct hj_path_labels *hj_fieldtext_labels(const struct hj_fieldtext *t);
/* The line of this field of the new record, or the first one of the element
 * around it; 0: none. */
size_t hj_fieldtext_line(const struct hj_fieldtext *t, const char *path);

/* One value, both ways: appended without and with `\u{}`. */
int hj_fieldtext_escape(const char *p, size_t n, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_fieldtext_unescape(const char *p, size_t n, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
