/*
 * respondent.h: of what States a case file complains, and for what.
 *
 * Those who arrested, held, sent back or received, or on whose ground a
 * violation happened: one repatriation has two, the sender and the receiver
 * (record.md rule 3).  Where somebody only crossed, hid, was protected or
 * settled is none.
 */
#ifndef HJ_CORE_RESPONDENT_H
#define HJ_CORE_RESPONDENT_H

#include "core/case/record.h"

/* code of `country`; because: the event, detention or repatriation that says
 * so.  A State comes as often as it is named.  A non-zero return stops and is
 * returned. */
typedef int hj_respondent_fn(void *to, const char *code,
    const struct hj_node *because, struct hj_error *err);

int hj_respondent_each(const struct hj_record *r, hj_respondent_fn *fn,
    void *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
