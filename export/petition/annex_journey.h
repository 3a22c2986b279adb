/*
 * annex_journey.h: the journey of a named victim, for the annex.
 *
 * `journey` (n of the victim): stage* (n; kind; `of` where there are other
 * accounts of it) with what, when and account in words, then the drawings
 * in time (drawing.h) and of its places (routemap.h).  Only the route, detentions and repatriations: what was done to
 * a person is not part of it.  Left out where there are fewer than two
 * stages, which the table of victims tells as well.
 */
#ifndef HJ_EXPORT_ANNEX_JOURNEY_H
#define HJ_EXPORT_ANNEX_JOURNEY_H

#include "core/sense/journey.h"
#include "export/petition/annex_facts.h"

/* HJ_ENOMEM, HJ_ELIMIT. */
int hj_annex_journey(const struct hj_subject *s, size_t number,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* One stage as `when`, `what` and `account`, in words; what is empty is left
 * out. */
int hj_annex_told(const struct hj_subject *s, const struct hj_stage *g,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
