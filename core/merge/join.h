/*
 * join.h: a revision of a case file comes from another device and meets ours.
 *
 * 1. What knows no change that is not known here (lineage.h) is passed over.
 * 2. What knows all that is known here, and more, takes its place.
 * 3. What parted from it is merged, and the join of the two is a revision of
 *    its own.  Its salt key comes from those of its sources and from its
 *    bytes, so that every device makes the same revision with the same
 *    fingerprint; who knows less than all of the sources cannot make it.
 * 4. A device that lacks the bytes of an ancestor merges with an older one,
 *    and its join may say more is in conflict than another's.  Both know the
 *    same changes; the one whose digest is the first stands everywhere.
 * 5. What has nothing in common with what is here is for a person to decide;
 *    then it is merged without an ancestor.
 */
#ifndef HJ_CORE_JOIN_H
#define HJ_CORE_JOIN_H

#include "core/merge/lineage.h"

enum hj_meeting {
	HJ_MEET_SAME, /* it is here */
	HJ_MEET_OLDER, /* it came before */
	HJ_MEET_NEXT, /* it goes on */
	HJ_MEET_APART, /* merge */
	HJ_MEET_STRANGE, /* nothing in common: merge when somebody says so */
};

struct hj_join {
	enum hj_meeting what;
	/* Of APART and STRANGE: the bytes of the join, and whose salt keys
	 * make its own. */
	struct hj_record *merged;
	struct hj_kinset sources;
};

struct hj_newcomer {
	struct hj_kin kin;
	const uint8_t *bytes; /* canonical */
	size_t n;
	const struct hj_record *record; /* of the same bytes */
};

/* Adds it to the lineage and weighs it; `load` is asked for it, too, by its
 * place.  *at its place.  The rest is the caller's to clear. */
int hj_join_weigh(struct hj_lineage *l, const struct hj_kinset *heads,
    const struct hj_newcomer *c, hj_lineage_load_fn *load, void *to,
    struct hj_join *ret, struct hj_error *err) HJ_MUST_CHECK;
void hj_join_clear(struct hj_join *j);

/* The salt key of a join: n sources by ascending digest, each 32 bytes of
 * digest and 32 of its salt key; hj_join_sort() puts them in order. */
void hj_join_sort(uint8_t *sources, size_t n);
void hj_join_salt_key(const uint8_t *sources, size_t n, const uint8_t *bytes,
    size_t len, uint8_t ret[static HJ_SALT_KEY_BYTES]);

#endif
