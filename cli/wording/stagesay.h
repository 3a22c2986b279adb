/*
 * stagesay.h: a stage of a journey in words.
 */
#ifndef HJ_CLI_STAGESAY_H
#define HJ_CLI_STAGESAY_H

#include "core/base/buf.h"
#include "core/sense/journey.h"

/* How much of it may be said, and in which language. */
struct stagesay {
	const struct hj_record *record;
	enum hj_conf most;
	bool korean;
};

/* "since November 2013, end not known"; appended. */
int stagesay_when(const struct stagesay *s, const struct hj_stage *stage,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* "Arrest abroad, Kunming, China; account 1 of 2"; appended. */
int stagesay_what(const struct stagesay *s, const struct hj_stage *stage,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
