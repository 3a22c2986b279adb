/*
 * deadline.h: the time limits of a petition, from the rules of its mechanism.
 *
 * The rules are data (rules/deadlines.tsv), each with where it is written down
 * and whether that was looked up.  A step of the petition starts those that
 * count from it, and meets those that waited for it: they become elements
 * `deadline`, which the catalogue lists as due (due.h) and a person may
 * correct, because a letter may set another day than the rule.
 *
 * A step whose day is uncertain makes a limit that is: one of the days between
 * the two ends.
 */
#ifndef HJ_CORE_DEADLINE_H
#define HJ_CORE_DEADLINE_H

#include "core/case/record.h"
#include "core/date/calendar.h"

struct hj_deadline_rule {
	const char *id; /* kept in the element */
	const char *mechanisms; /* codes, one space between */
	const char *from; /* a step, or what rules/README.md names besides */
	const char *kind; /* code of deadline-kind */
	int amount; /* below 0: before it */
	char unit; /* 'd', 'm', 'y' */
	const char *met; /* steps after which it is not waited for */
	bool checked; /* false: from memory, to be said */
	const char *as_of; /* YYYY-MM: when it was so */
	const char *source; /* where it is written down */
	const char *en, *ko; /* what is to happen by then */
};

/* NULL: there is none of that name. */
const struct hj_deadline_rule *hj_deadline_rule(const char *id);
/* Those of a mechanism: start with *at NULL; false after the last. */
bool
hj_deadline_next(const char *mechanism, const struct hj_deadline_rule **at);

/* So long after a span of days, each end by itself; an open end stays open. */
struct hj_span
hj_deadline_after(const struct hj_deadline_rule *rule, struct hj_span from);

/*
 * A step was taken on that day (EDTF; NULL: nobody knows).  What waited for it
 * is met, what counts from it begins; what counts from the session or the last
 * remedy is made or moved, as long as the status of the petition is not one of
 * those after it was sent.  `until` is a day that
 * a letter sets for what comes next, in place of the rule; NULL: none does.
 * HJ_EINVAL: `until` after a step that nothing is waited for after; HJ_ENOMEM.
 */
int hj_deadline_step(struct hj_record *petition, const char *step,
    const char *day, const char *until, struct hj_error *err) HJ_MUST_CHECK;

/* Only what counts from the session or the last remedy, which has changed. */
int hj_deadline_refresh(struct hj_record *petition,
    struct hj_error *err) HJ_MUST_CHECK;

/* The State got more time: its open limit is moved by the rule of the
 * mechanism, or to `until`.  HJ_ENOTFOUND: it has none; HJ_EINVAL: no rule
 * says for how long, and no day was given. */
int hj_deadline_extend(struct hj_record *petition, const char *until,
    struct hj_error *err) HJ_MUST_CHECK;

/* Is this one still waited for?  Not when it was met, or all is over. */
bool hj_deadline_is_open(const struct hj_node *deadline);

#endif
