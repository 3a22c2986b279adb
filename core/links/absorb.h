/*
 * absorb.h: two case files turn out to be about one person, and become one;
 * and are parted again when that was wrong.
 *
 * 1. The file that stays takes in everything of the other: elements keep
 *    their ids, persons who are the same become one with the accounts of both.
 *    Where a field can be there once and the two differ, both values are kept
 *    as a conflict (conflict.h).  Of the file itself (title, opened, assigned
 *    to, its state) what stood in the file that stays goes on standing.
 * 2. Of the other a rest remains: its title, when it was opened, and the link
 *    to where everything is.  Its earlier revisions stay as they are.
 * 3. Both link to each other, once for each two persons who are one.
 * 4. Parted again, each file is what it was before, with everything that was
 *    changed since in elements that came from it.  What was added to the one
 *    person since stays with the file that stayed, for nobody can say whose it
 *    is.  What others refer to stays with them, too: it is then in both.
 *    Where an element that leaves refers to somebody who stays, the reference
 *    becomes "withheld".
 */
#ifndef HJ_CORE_ABSORB_H
#define HJ_CORE_ABSORB_H

#include "core/case/record.h"

/* Kinds of the links: in the file that stays, and in the rest. */
#define HJ_LINK_ABSORBED "absorbed"
#define HJ_LINK_MERGED "merged"

/* Two persons who are one: element ids in the file that stays, and in the
 * other. */
struct hj_same_person {
	const char *here, *there;
};

/*
 * *ret the file that stays, *rest what remains of the other.  Attachments are
 * still sealed for the other: whoever stores the file seals them anew, and
 * writes their new names into it.  Links of third files are the caller's.
 *
 * HJ_ENOTFOUND: no such person in one of them.  HJ_EREFUSED: one of them has
 * conflicts to be settled first, is a rest itself, one alone is a follow-up
 * case, or of a person nothing is known.  HJ_EINVAL: withheld parts.  HJ_EEXISTS: an id of the one is taken by
 * something else in the other.  HJ_ENOMEM.  Nothing was made then.
 */
int hj_absorb(const struct hj_record *stays, const struct hj_record *other,
    const struct hj_same_person *same, size_t n, struct hj_record **ret,
    struct hj_record **rest, struct hj_error *err) HJ_MUST_CHECK;

/* One of the two files: before they became one, when they had, and now. */
struct hj_absorbed {
	const struct hj_record *before, *after, *now;
};

/* HJ_EINVAL: the file that stays was not the one that took in the other, or
 * parts are withheld; HJ_ENOMEM.  Nothing was made then. */
int hj_absorb_undo(const struct hj_absorbed *stays,
    const struct hj_absorbed *other, struct hj_record **ret,
    struct hj_record **ret_other, struct hj_error *err) HJ_MUST_CHECK;

#endif
