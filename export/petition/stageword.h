/*
 * stageword.h: a stage of a journey in the words of the annex.
 *
 * What may be said is what a cell may say (cell.h): nothing above
 * HJ_CELL_MOST, titles only where they are public.  The journey has to be one
 * of that level, so that its dates are.
 */
#ifndef HJ_EXPORT_STAGEWORD_H
#define HJ_EXPORT_STAGEWORD_H

#include "core/sense/journey.h"
#include "export/petition/annex_facts.h"

/* "since November 2013, end not known"; appended, as all of these. */
int hj_stageword_when(const struct hj_subject *s, const struct hj_stage *g,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;
/* "Arrest abroad, Kunming, China" */
int hj_stageword_what(const struct hj_subject *s, const struct hj_stage *g,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;
/* "account 1 of 2, preferred"; nothing when it is the only one. */
int hj_stageword_account(const struct hj_subject *s, const struct hj_stage *g,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* The word of the document's language. */
const char *
hj_stageword(const struct hj_subject *s, const char *en, const char *ko);

#endif
