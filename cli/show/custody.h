/*
 * custody.h: who had an attachment, when, and whether it was whole.
 *
 * The events are entries of the log about the case: that it was stored, that
 * copies were extracted, and what a person recorded (action "custody").  The
 * sealed detail of such an entry begins with the line "evidence <id>"; a
 * recorded event has lines more:
 *
 *	event <code of the list custody>
 *	who <to whom, from whom>
 *	date <EDTF, when it was not today>
 *	sha256 <of the bytes as they were found, 64 hex digits>
 *	note <one line>
 */
#ifndef HJ_CLI_CUSTODY_H
#define HJ_CLI_CUSTODY_H

#include "cli/casefile/attachment.h"

struct custody_event {
	const char *event; /* code of the list custody */
	const char *who, *date, *note; /* NULL: not said */
};

/* The attachment is read as a whole first, and its fingerprint compared with
 * that in the case file.  HJ_ECORRUPT: it is not as it was, and the event
 * "fail" is recorded in place of this one. */
int custody_record(struct cli *c, const struct casefile *f,
    const struct attachment *a, const struct custody_event *e,
    struct hj_error *err) HJ_MUST_CHECK;

/* The table of its events, oldest first. */
int custody_show(struct cli *c, const struct casefile *f,
    const struct attachment *a, struct hj_error *err) HJ_MUST_CHECK;

#endif
