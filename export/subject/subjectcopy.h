/*
 * subjectcopy.h: of a case file, what a person in it may have of it: their own
 * copy (format.md 1).
 *
 * Theirs is their own record at any level, and what happened to them, whether it
 * names them or a group that they belong to: events, periods of detention,
 * returns, medical reports, interventions; the consents about them; needs, help,
 * referrals and contacts; what they said themselves, as a source; and what these
 * refer to.  Where the file is about nobody else, its title, summary and numbers
 * elsewhere, and what was done for them, too.
 *
 * Not theirs is what tells of somebody else:
 *
 *  - other persons: whoever took part, saw it, examined, visited, came along.  A
 *    relative by blood, marriage or custody is "a family member", without more;
 *  - sources, helpers, staff, and what the office notes for its own work (the
 *    classes source and operational, and redact/subject.tsv);
 *  - texts that rest on what somebody else said and that is not public: their
 *    words tell who they are.  They are told to the caller, one by one.
 *
 * Names that stand in texts which stay are for the exposure check to find.
 *
 * The result is a case file like any other, with an id and element ids of its
 * own.  It was never part of the vault, and carries no proof (format.md 5).
 */
#ifndef HJ_EXPORT_SUBJECTCOPY_H
#define HJ_EXPORT_SUBJECTCOPY_H

#include "core/base/buf.h"
#include "core/case/record.h"

/* Should this element stay behind, with all in it? */
typedef bool hj_subject_leave_fn(void *with, const struct hj_node *node);
/* A text that stays behind because it rests on somebody else's words; a
 * non-zero return stops and is returned. */
typedef int hj_subject_text_fn(void *with, const struct hj_node *text,
    struct hj_error *err);

struct hj_subjectcopy {
	const struct hj_record *record;
	const char *person; /* element id */
	bool korean; /* the words for a relative */
	hj_subject_leave_fn *leave; /* NULL: nothing more */
	hj_subject_text_fn *text; /* NULL: not told */
	void *with;
	/* Gets the ids, in the file, of the evidence that came along, and so
	 * is about them: HJ_SUBJECT_ID bytes each.  NULL: not asked. */
	struct hj_buf *evidence;
};
#define HJ_SUBJECT_ID (HJ_ELEMENT_ID_CHARS + 1)

/* HJ_ENOTFOUND: no such person; HJ_ENOMEM, HJ_ELIMIT; what `text` returns. */
int hj_subjectcopy_make(const struct hj_subjectcopy *in, struct hj_record **ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* The person in such a copy: the first, and the only one with anything told. */
const struct hj_node *hj_subjectcopy_person(const struct hj_record *copy);

#endif
