/*
 * journey_own.h: the inside of a journey, for journey*.c only.
 */
#ifndef HJ_CORE_JOURNEY_OWN_H
#define HJ_CORE_JOURNEY_OWN_H

#include "core/sense/journey.h"

/* Fill begin, end, lasts and still of a stage from its element. */
void hj_journey_date(struct hj_stage *s, enum hj_conf most);

/* Was somebody brought to this detention by a repatriation of the same day? */
bool hj_journey_arrives(const struct hj_journey *j, size_t detention);

/* Into the order of the header. */
int hj_journey_sort(const struct hj_record *r, struct hj_journey *j,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
