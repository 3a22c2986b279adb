/*
 * peril.h: who is in danger when a case file comes into the wrong hands, and how
 * soon they have to be warned.
 *
 * By what the file says of each person, the first that fits:
 *
 *  - the dead, and who is named only as a perpetrator, are not warned;
 *  - helpers, brokers, sources, witnesses and interpreters are in the field,
 *    unless the file says that they are in a safe country;
 *  - who is held by a State, or lost, cannot be warned: their family or lawyer is;
 *  - who is in the DPRK is named by country or status; so is a relative of whom
 *    nothing says where they are;
 *  - who is in China, Laos, Russia or another country on the way, or in hiding or
 *    on the way, can be arrested tomorrow;
 *  - everybody else is told.
 *
 * Where somebody is: the last residence that did not end, else the place of the
 * last status, in the order of the file.  A doubt makes it more urgent, never less.
 */
#ifndef HJ_CORE_PERIL_H
#define HJ_CORE_PERIL_H

#include "core/case/record.h"
#include "core/sense/origin.h"

enum hj_peril {
	HJ_PERIL_NONE,
	HJ_PERIL_REACH, /* within reach of those who send back */
	HJ_PERIL_FIELD,
	HJ_PERIL_HOME, /* in the DPRK */
	HJ_PERIL_HELD, /* or lost */
	HJ_PERIL_SAFE,
};

/* *o as in hj_status_derive().  HJ_ENOMEM. */
int hj_peril_of(const struct hj_record *r, struct hj_origins **o,
    const struct hj_node *person, enum hj_peril *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* For programs: "reach" and so on; in a few English words, to be translated by
 * the caller. */
const char *hj_peril_code(enum hj_peril peril);
const char *hj_peril_words(enum hj_peril peril);
/* In how many days somebody has to have been warned. */
int hj_peril_days(enum hj_peril peril);

#endif
