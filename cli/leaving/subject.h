/*
 * subject.h: a person's own copy of what is kept about them (export --subject).
 *
 * The files: those that are named, and of each the case of their own that they
 * were split into, the file that they were split from, and the follow-up of
 * theirs.  Of each a copy is made (export/subject/subjectcopy.h); what of it may be read
 * is searched for everybody else like any document that leaves (exposure.h),
 * where whoever stands in a text that is theirs can be accepted, one by one.
 *
 * To themselves it needs no consent.  To somebody else who asks for them it goes
 * only where their recorded consent covers the scope and the recipient.
 */
#ifndef HJ_CLI_SUBJECT_H
#define HJ_CLI_SUBJECT_H

#include "cli/leaving/sealing.h"
#include "cli/screen/opt.h"

struct subject_wish {
	const char *person; /* id, or a part of a name */
	const char *scope; /* "own" and NULL: to themselves */
	const char *recipient, *purpose; /* NULL: not said */
	const char *format; /* NULL: xml */
	const char *language; /* "en", "ko"; NULL: that of the program */
	const char *output; /* NULL: standard output */
	const struct sealing_opt *seal;
	const struct opt_each *withhold, *accept, *attach, *as_is;
	bool dry_run; /* everything but the leaving */
	char *const *name; /* of the cases */
	int n;
};

/*
 * CLI_USAGE; HJ_ENOTFOUND: a case, the person in one of them, or a part that
 * should stay behind; HJ_EREFUSED: somebody else asks without consent, or what
 * the exposure check found.
 */
int subject_export(struct cli *c, const struct subject_wish *w,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
