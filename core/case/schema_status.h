/*
 * schema_status.h: what occurrences say of the status of a person, and how
 * one status follows another.  status.h applies it (record.md rule 11).
 */
#ifndef HJ_CORE_SCHEMA_STATUS_H
#define HJ_CORE_SCHEMA_STATUS_H

#include "core/case/schema.h"

enum hj_fate {
	HJ_FATE_OPEN, /* says nothing that others could contradict */
	HJ_FATE_FREE,
	HJ_FATE_HELD,
	HJ_FATE_LOST, /* nobody knows where */
	HJ_FATE_DEAD,
};

struct hj_status_row {
	const char *code; /* of the list person-status */
	const struct hj_status_row *general; /* vaguer, and implied; or NULL */
	enum hj_fate fate;
	/* The natural course: of two on the same way, or one on the way that
	 * both ways share (0), the higher step comes later.  Step 0: none. */
	uint8_t way, step;
};

/* NULL: no such code. */
const struct hj_status_row *hj_schema_status(const char *code);

/* The status that an occurrence brought about, or NULL: none.  `type` of the
 * occurrence, or the code of how a period of detention ended; `home`: on the
 * ground of the DPRK; *alive: whoever it happened to was alive then. */
const struct hj_status_row *hj_schema_status_of(const struct hj_elem *e,
    const char *type, const char *state, bool *alive);

#endif
