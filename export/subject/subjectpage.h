/*
 * subjectpage.h: a person's own copy (subjectcopy.h) as a page to read.
 *
 * Page XML (page.h) in English or Korean: every field by its label in the schema
 * table, codes and dates in words, texts as they stand; then to whom what about
 * them was given and when, what is not in the copy and why, and what they may
 * ask for.  It prints no id.
 */
#ifndef HJ_EXPORT_SUBJECTPAGE_H
#define HJ_EXPORT_SUBJECTPAGE_H

#include "core/base/buf.h"
#include "core/case/record.h"

#define HJ_SUBJECTPAGE_TEXT 256

struct hj_subject_given {
	char day[16]; /* EDTF, or "?": not known */
	char who[HJ_SUBJECTPAGE_TEXT]; /* in words; "": not known */
	char what[HJ_SUBJECTPAGE_TEXT]; /* in words */
	bool unsure; /* whether they stand in it */
};

struct hj_subjectpage {
	bool korean;
	const char *today; /* EDTF */
	const struct hj_record *const *copy; /* of each file */
	size_t ncopies;
	const struct hj_subject_given *given;
	size_t ngiven;
	size_t nbackups; /* of the whole vault, sealed */
};

/* HJ_ELIMIT, HJ_ENOMEM of `to`; HJ_EINVAL: a text that no document holds. */
int hj_subjectpage_build(const struct hj_subjectpage *in, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
