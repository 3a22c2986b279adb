/*
 * identify.h: one of those who were only counted gets a name.
 *
 * The unnamed slot keeps what its source said ("13, women"); an identified
 * element beside it says who one of them is, since when that is known and by
 * which source.  Taking that element away undoes it.
 */
#ifndef HJ_CORE_IDENTIFY_H
#define HJ_CORE_IDENTIFY_H

#include "core/case/record.h"

struct hj_identification {
	/* Element id of an unnamed slot; or of a group that was counted
	 * without slots, which gets one of its own for this. */
	const char *slot;
	const char *person; /* element id; NULL: somebody new, by this name */
	const char *name;
	const char *date; /* EDTF; NULL: not said */
	const char *src; /* ids of sources; NULL: none */
};

/*
 * A new person is a victim, with the sex and origin that were said of the slot
 * and its sources.  *ret is the identified element.  HJ_ENOTFOUND: no such
 * slot or person; HJ_EEXISTS: they were identified in this group before;
 * HJ_EINVAL: all of the slot are identified, or a value is not valid; then the
 * record may hold half of it.
 */
int hj_identify(struct hj_record *r, const struct hj_identification *what,
    struct hj_node **ret, struct hj_error *err) HJ_MUST_CHECK;

/* Do they differ in what both are said to be without contradiction?  The
 * label of the field ("sex"), or NULL. */
const struct hj_elem *
hj_identify_differs(const struct hj_node *slot, const struct hj_node *person);

#endif
