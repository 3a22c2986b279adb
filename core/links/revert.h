/*
 * revert.h: what an earlier revision said, put on top of the present one.
 *
 * The result is the earlier revision, but for what must not go back:
 *
 *  1. Consents and links are those of now.  A consent that was withdrawn,
 *     limited or refused since must not come back by the way, and a link stands
 *     in two files.
 *  2. Evidence whose file was dropped since does not come back; where the file
 *     is another one now, the element is that of now.
 *  3. What those refer to, and the earlier revision lacks, stays along: the
 *     person who consented, the scan of the form, and what these refer to.
 *  4. A reference to something that does not come back says `withheld`.
 *  5. A conflict belongs to the field that it is about, and goes with it.
 *
 * Nothing else is weighed: that a level falls, or that somebody is no longer in
 * danger, is for the person to see in the differences.  Whether the result is a
 * case file, check.h says; own codes are settled by who has the codebook.
 */
#ifndef HJ_CORE_REVERT_H
#define HJ_CORE_REVERT_H

#include "core/case/record.h"

enum hj_revert_why {
	HJ_REVERT_STAYS, /* a consent or link, as it is now */
	HJ_REVERT_GONE, /* of the earlier one: does not come back */
	HJ_REVERT_FILE, /* evidence with another file or none, as it is now */
	HJ_REVERT_ALONG, /* of now: something that stays refers to it */
	HJ_REVERT_LOOSE, /* of the result: it referred to what is gone */
};

/* Of each element that is not as the earlier revision had it.  A non-zero
 * return stops and is returned. */
typedef int hj_revert_fn(void *to, enum hj_revert_why why,
    const struct hj_node *node, struct hj_error *err);

/*
 * HJ_EREFUSED: one of them is no case file (a petition, or erased), they are of
 * different cases, or one is from before the file was made one with another
 * (absorb.h) and one from after; HJ_EINVAL: parts of one are withheld; HJ_ENOMEM.  fn may
 * be NULL.
 */
int hj_revert(const struct hj_record *now, const struct hj_record *then,
    hj_revert_fn *fn, void *to, struct hj_record **ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
