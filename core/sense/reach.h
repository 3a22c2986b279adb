/*
 * reach.h: whom something that happened concerns.
 *
 * `who` of an event, a period of detention, a repatriation or an intervention
 * names a person, or a group and with it everybody who belongs to the group.
 * Whoever asks what concerns a person (show, the timeline, the annex, the
 * status) asks here.
 */
#ifndef HJ_CORE_REACH_H
#define HJ_CORE_REACH_H

#include "core/case/record.h"

/* In which way it concerns them. */
struct hj_reach {
	const struct hj_node *who; /* the reference that says so */
	const struct hj_node *group; /* what it names; NULL: themselves */
	const struct hj_node *member; /* why they are of the group, or NULL */
};

/* Does `fact` concern the person (or, by itself, the group) with this id?
 * Of several ways *ret gets the least protected; it may be NULL. */
bool hj_reach(const struct hj_record *r, const char *subject,
    const struct hj_node *fact, struct hj_reach *ret);

/* How protected it is that the fact concerns them: the highest level of all
 * that says so. */
enum hj_conf hj_reach_conf(const struct hj_reach *way);

/* Of the top elements of this name, the first (after NULL) or next that
 * concerns them. */
struct hj_node *hj_reach_next(const struct hj_record *r, const char *subject,
    const char *name, const struct hj_node *after);

/* The children by which an element of this name says whom it concerns: "who";
 * NULL: it says nothing of the kind. */
const char *hj_reach_child(const char *name);

#endif
