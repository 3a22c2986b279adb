/*
 * judge.h: is what the helper calls a case file really one?
 *
 * The parent's side: strict reader, checks, digest.  Every finding of a check
 * gets the line of its element in the foreign file.
 */
#ifndef HJ_IMPORT_JUDGE_H
#define HJ_IMPORT_JUDGE_H

#include "import/frame.h"

struct hj_judge {
	const struct hj_import_sink *sink;
	struct hj_import_summary *sum;
	uint64_t last_rejected; /* index of the case */
	struct hj_error refused; /* why the file as a whole is */
};

/* A finding that the helper sent, to the sink. */
int hj_judge_finding(struct hj_judge *j, const struct hj_frame_finding *f,
    struct hj_error *err) HJ_MUST_CHECK;

/* A case file that it sent: to take(), or to reject(). */
int hj_judge_case(struct hj_judge *j, struct hj_frame *f,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
