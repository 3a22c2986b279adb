/*
 * group.h: people who are counted before they are named.
 *
 * A group holds counts, one a statement and possibly of a sex or an age only;
 * members who are known; unnamed members ("slots": so many of them, of that
 * sex and age); and who of the unnamed was identified later.  An identified
 * person is a member; the slot keeps what was said of it at first, so that
 * its rest is its number less those identified.
 *
 * Nothing depends on the order in which the elements stand, and no account is
 * preferred: sums are ranges from the smallest to the largest number that any
 * of them gives.
 */
#ifndef HJ_CORE_GROUP_H
#define HJ_CORE_GROUP_H

#include "core/sense/headcount.h"

/* Is this person told of apart from the group, so that its number must not
 * count them again? */
typedef bool hj_listed_fn(void *with, const char *person);

struct hj_group_sum {
	size_t accounts; /* headcounts with a number */
	bool contradictory; /* two of them exclude each other */
	bool exceeded; /* more are listed than any account allows */
	struct hj_range said; /* over all accounts; 0 to 0 without one */
	uint32_t named; /* persons, each once */
	uint32_t unnamed; /* in slots, less those identified */
	/* How many there are beside those who are listed. */
	struct hj_range further;
};

/* Of all that is not above the level `most`.  listed NULL: everybody who is
 * named.  HJ_ENOMEM. */
int hj_group_sum(const struct hj_node *group, enum hj_conf most,
    hj_listed_fn *listed, void *with, struct hj_group_sum *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* The member or identified element that makes the person one of the group;
 * of several the least protected.  NULL: there is none. */
struct hj_node *
hj_group_member(const struct hj_node *group, const char *person);

/* How many an unnamed slot stands for (1 when it does not say), and how many
 * of them are identified. */
uint32_t hj_slot_size(const struct hj_node *slot);
uint32_t hj_slot_identified(const struct hj_node *slot);

#endif
