/*
 * subjectcopy_own.h: for subjectcopy*.c only: one copy while it is made.
 */
#ifndef HJ_EXPORT_SUBJECTCOPY_OWN_H
#define HJ_EXPORT_SUBJECTCOPY_OWN_H

#include "export/redact/redact_own.h"
#include "export/subject/subjectcopy.h"

/* Which of the elements at the top of a file are about the person. */
enum hj_subject_about {
	THEMSELVES, /* the person */
	CONCERNS, /* what names them, or a group of theirs (core/sense/reach.h) */
	MEMBER, /* a group that they belong to */
	NAMES, /* its child `person` is they */
	ALONE, /* all, where the file is about nobody else */
	ALWAYS,
	USED, /* what the others refer to */
};

struct hj_subject_copying {
	const struct hj_subjectcopy *in;
	struct hj_redacting x;
	bool alone;
	char person[HJ_SUBJECT_ID]; /* they, in the copy */
};

/* Is this id theirs? */
bool hj_subject_is(const struct hj_subject_copying *c, const char *id);
/* Is the file about nobody else, and is nobody in it only counted? */
bool hj_subject_alone(const struct hj_record *r, const char *person);
bool hj_subject_about(const struct hj_subject_copying *c,
    const struct hj_node *n, enum hj_subject_about about);
/* Does the nearest that says on what the element rests name somebody else? */
bool hj_subject_rests_on_others(const struct hj_subject_copying *c,
    const struct hj_node *n);

#endif
