/*
 * due.h: what of a file is due, and when.
 *
 * One list of sources (due.c): the deadlines of a petition, open tasks, the
 * next contact that was promised, consents that end, clocks (clock.h), and until
 * when a file is to be kept.  The catalogue keeps what it says, so that `due`
 * opens no file to find out.
 *
 * A next contact is settled by a later entry of the contact log about the same
 * person, if it reached somebody or promises the next itself: a call that
 * nobody answered changes nothing.  A consent that ends is settled once
 * newer ones about the same person cover all of its purposes, whatever they
 * say.  A deadline is due until it is met, and never of a petition that is
 * closed or withdrawn (deadline.h); of case files that are closed only tasks are
 * due, and their end: nothing is ever erased because its time is over, a person
 * decides it.
 *
 * Core knows no clock: today comes from the caller.
 */
#ifndef HJ_CORE_DUE_H
#define HJ_CORE_DUE_H

#include "core/case/record.h"
#include "core/store/catalogue.h"

/* The numbers are kept in rows and never change. */
enum hj_due_kind {
	HJ_DUE_DEADLINE = 0,
	HJ_DUE_TASK = 1,
	HJ_DUE_CONTACT = 2,
	HJ_DUE_CONSENT = 3,
	HJ_DUE_CLOCK = 4,
	HJ_DUE_RETENTION = 5, /* kept until then, and no longer */
	HJ_DUE_REVIEW = 6, /* whether it is to be kept so long */
	HJ_DUE_PROPOSED = 7, /* nobody decided, and the vault's own period ends
			      * (retention.h): of no file, and in no row */
};
#define HJ_DUE_KINDS 7 /* of files */
#define HJ_DUE_ALL 8

#define HJ_DUE_NAME 16

struct hj_due {
	enum hj_due_kind kind;
	/* A task without a date: both INT32_MAX. */
	struct hj_span when;
	char name[HJ_DUE_NAME]; /* element id; of a clock: the mechanism; of
				 * how long the file is kept: empty */
};

/* A non-zero return stops and is returned. */
typedef int hj_due_fn(void *to, const struct hj_due *d, struct hj_error *err);

int hj_due_each(const struct hj_record *r, hj_due_fn *fn, void *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* To and from an item of a row.  False: the item is something else. */
#define HJ_DUE_ITEM (8 + HJ_DUE_NAME)
size_t hj_due_put(const struct hj_due *d, uint8_t to[static HJ_DUE_ITEM]);
bool hj_due_get(const struct hj_row_item *item, struct hj_due *ret);

enum hj_due_state {
	HJ_DUE_LATE, /* every day that it allows is over */
	HJ_DUE_MAYBE, /* some are: the date is uncertain */
	HJ_DUE_AHEAD, /* today or later */
	HJ_DUE_UNDATED,
};
enum hj_due_state hj_due_state(const struct hj_due *d, int32_t today);

#endif
