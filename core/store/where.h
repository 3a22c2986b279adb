/*
 * where.h: which files of a list: a question about their rows.
 *
 *	status=detained and country=CN
 *	arrested>=2013-05 and not (county=kp-musan or facility=none)
 *	체포>=2013-05 그리고 국가=중국
 *
 * A comparison is a field, one of = != < <= > >= and a value; `and`, `or`,
 * `not` and parentheses join them, `not` first, `or` last.  A value of several
 * words stands between quotation marks.  Fields have an English and a Korean
 * name (where_field.c has all of them), and so have values: a code, or its
 * label in either language.  `none` is what a field has that holds nothing.
 *
 * An answer is yes, no or may be.  Dates are compared as the days that they
 * allow with the days of what was typed: "arrested<2013" is yes where every day
 * lies before 2013, may be where some day does.  What happened on a day that
 * nobody knows may have happened on any.  "<?" (and =? <=? >? >=?) takes what
 * may be for yes.  Of a file about several people whose status is not the same,
 * or disputed, each status may be.  `and`, `or` and `not` keep it: not may be
 * is may be.  A file with several dates, countries and so on answers with the
 * best of them; "!=" is `not` of "=".
 *
 * Rows that do not hold everything (hj_row_is_whole()) are described anew from
 * their file first, with hj_row_describe_whole().
 */
#ifndef HJ_CORE_WHERE_H
#define HJ_CORE_WHERE_H

#include "core/store/catalogue.h"

struct hj_where;
struct hj_list;

enum hj_answer { HJ_NO, HJ_MAY_BE, HJ_YES };

struct hj_where_how {
	int32_t today; /* what "today" means: days since 1970-01-01 */
	/* The code list of that name, with what a vault adds to it; NULL:
	 * hj_vocab_list() is asked. */
	const struct hj_list *(*list)(void *with, const char *name);
	void *with;
};

/* HJ_EINVAL: the text says at which character and what was expected there;
 * HJ_ELIMIT: longer than limits.h allows.  HJ_ENOMEM. */
int hj_where_parse(const char *p, size_t n, const struct hj_where_how *how,
    struct hj_where **ret, struct hj_error *err) HJ_MUST_CHECK;
void hj_where_free(struct hj_where *w);

enum hj_answer
hj_where_test(const struct hj_where *w, const struct hj_row *row);

/* Does it ask for words of people, which may be a name? */
bool hj_where_is_telling(const struct hj_where *w);

/* The fields, for a help page: i from 0 on; false: there are no more. */
bool hj_where_field_at(size_t i, const char **name, const char **korean);

#endif
