/*
 * journey.h: what happened to somebody, in the order in which it happened, as
 * far as that is known.
 *
 * Stages are the events, periods of detention with their transfers, and
 * repatriations that concern a person, by name or as one of a group.
 *
 *  1. A date is some day from its first to its last (edtf.h), and never less.
 *     A date of the lunar calendar is not converted: it lies within sixty days
 *     after what it says, and that is added at the end.
 *  2. A stage that lasts has two such dates, when it began and when it ended; an
 *     interval gives both.  What happens in a moment (an arrest) happened some
 *     time within its interval.
 *  3. Stages stand by the first day on which they may have begun, else the last
 *     on which they may have, else so by their end: what certainly came before
 *     another stands before it.  Of one day a repatriation stands before the
 *     detention in the State to which it leads.
 *  4. Without any date: a transfer stands in its period of detention; the one
 *     repatriation behind the one detention that ended by it; everything else
 *     apart, after the stages that have a place, deaths last.  No date is made
 *     up.
 *  5. Accounts of one thing (account.h) stand side by side, the preferred one
 *     first.
 *
 * Nothing depends on the order of the elements.
 */
#ifndef HJ_CORE_JOURNEY_H
#define HJ_CORE_JOURNEY_H

#include "core/date/edtf.h"
#include "core/sense/reach.h"

/* Days that a date of the lunar calendar may lie after the same in ours. */
#define HJ_LUNAR_DAYS 60

struct hj_moment {
	const struct hj_node *date; /* what says so; NULL: nothing does */
	struct hj_edtf_bound first, last;
	bool vague; /* about, doubtful, or of the lunar calendar */
};

enum hj_stage_kind {
	HJ_STAGE_EVENT,
	HJ_STAGE_DETENTION,
	HJ_STAGE_TRANSFER, /* inside the detention before it */
	HJ_STAGE_REPATRIATION,
};

struct hj_stage {
	enum hj_stage_kind kind;
	const struct hj_node *node;
	struct hj_reach way; /* why it concerns them */
	struct hj_moment begin;
	struct hj_moment end; /* of what lasts */
	bool lasts;
	bool still; /* it is said to go on */
	bool placed; /* without a date, but its place is known */
	size_t account; /* stages with the same number are one thing; 0: no other
			 * account of it */
	size_t nth, of; /* which of how many accounts, from 1 */
	bool preferred, clash;
};

struct hj_journey {
	struct hj_stage *stage;
	size_t n;
	size_t nplaced; /* from here on, nobody knows when */
	/* The first and the last day that any of them names; first > last:
	 * none does. */
	int64_t first, last;
};

/* Of a person, or of a group as such, by element id; only from what is not
 * above the level `most`.  Borrows from the record.  HJ_ENOMEM. */
int hj_journey_new(const struct hj_record *r, const char *subject,
    enum hj_conf most, struct hj_journey **ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_journey_free(struct hj_journey *j);

/* Does the moment have a day at all? */
bool hj_moment_dated(const struct hj_moment *m);

#endif
