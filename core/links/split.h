/*
 * split.h: a member of a group gets a case file of their own.
 *
 * The new file has the person with all that is known of them, whatever
 * concerned them, alone or as one of the group, and what that refers to:
 * sources, places, authorities, evidence.  Element ids stay the same, so that
 * both files speak of the same thing by the same id.
 *
 * What concerned them alone moves; what concerned others too is copied, with
 * its sources, and stays.  Consents move: they are kept in one file and no
 * other, so that a withdrawal cannot miss a copy.  In the first file the
 * person keeps names, sex, birth and age, and stays a member of the group.
 *
 * Nothing in the new file refers to what is not in it: a group becomes the
 * person, somebody else becomes "withheld", a relation to somebody becomes a
 * link to the first file.
 */
#ifndef HJ_CORE_SPLIT_H
#define HJ_CORE_SPLIT_H

#include "core/case/record.h"

enum hj_split_how {
	HJ_SPLIT_MOVED, /* now in the new file only */
	HJ_SPLIT_COPIED, /* in both */
	HJ_SPLIT_LINKED, /* a relation that became a link */
	HJ_SPLIT_STAYED, /* in the first file only */
};

/* An element at the top of the first file, as it was; borrowed until it
 * returns.  A non-zero return stops and is returned. */
typedef int hj_split_fn(void *to, enum hj_split_how how,
    const struct hj_node *node, struct hj_error *err);

/*
 * Change `from`, and make *ret of it.  fn (may be NULL) hears what becomes of
 * each element.  Attachments are still sealed for the first file: whoever
 * stores the new one seals them anew, and writes their new names into it.
 *
 * HJ_ENOTFOUND: no such person; HJ_EEXISTS: they have a case of their own;
 * HJ_EREFUSED: versions are in conflict, or parts withheld; then `from` is as
 * it was.  After other errors it may hold half of it.
 */
int hj_split(struct hj_record *from, const char *person, hj_split_fn *fn,
    void *to, struct hj_record **ret, struct hj_error *err) HJ_MUST_CHECK;

#endif
