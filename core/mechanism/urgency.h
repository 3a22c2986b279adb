/*
 * urgency.h: does a case go into the urgent procedure of a body, and why?
 *
 * Of the files of one petition, asked one after the other:
 *
 *  1. WGEID: every clock of clock.h must run to today or later, by its earliest
 *     end: of an uncertain date the doubt counts against it, because a report
 *     that comes too late in the urgent procedure loses time.  The span says
 *     both ends, so that whoever knows better can decide otherwise.
 *  2. WGAD: somebody is believed to be detained now (status.h, by accounts
 *     that are not disputed), and the file names a danger to life, health or
 *     integrity: a risk of these kinds.
 *
 * The first file that does not fit decides: all of one petition go one way.
 */
#ifndef HJ_CORE_URGENCY_H
#define HJ_CORE_URGENCY_H

#include "core/case/record.h"
#include "core/date/calendar.h"
#include "core/mechanism/mechanism.h"

enum hj_urgency_why {
	HJ_URGENCY_NONE, /* the body has one procedure only */
	HJ_URGENCY_WITHIN, /* urgent: within the limit */
	HJ_URGENCY_DANGER, /* urgent: held now, and in danger */
	HJ_URGENCY_NO_DATE, /* nothing says when it began, or they are safe */
	HJ_URGENCY_DOUBTFUL, /* the earliest end is over, the latest is not */
	HJ_URGENCY_OVER,
	HJ_URGENCY_NOT_HELD, /* nobody is known to be held now */
	HJ_URGENCY_NO_DANGER, /* held, and no danger is on file */
};

struct hj_urgency {
	bool urgent;
	enum hj_urgency_why why;
	struct hj_span until; /* of a clock; INT32_MAX: there is none */
};

/* One case file; m: either of the two of a word.  HJ_ENOMEM. */
int hj_urgency_of(const struct hj_mechanism *m, const struct hj_record *r,
    int32_t today, struct hj_urgency *ret, struct hj_error *err) HJ_MUST_CHECK;

/* Is this person, or (NULL) somebody whom the file is about, believed to be
 * held now?  HJ_ENOMEM. */
int hj_urgency_held(const struct hj_record *r, const struct hj_node *person,
    bool *ret, struct hj_error *err) HJ_MUST_CHECK;

/* A risk that says so, or NULL. */
const struct hj_node *hj_urgency_danger(const struct hj_record *r);

/* In a few English words, to be translated by the caller. */
const char *hj_urgency_words(enum hj_urgency_why why);

#endif
